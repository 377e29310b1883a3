"""Whatever lies in the drop folder is loaded as it is printed, or rejected with a reason; the other files go on.

A strange file is dropped beside a good one; the sample is dropped in every form that bytes can have.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from dagster_project.parsing import PARSER_VERSION
from dagster_project.settings import Settings
from dagster_project.warehouse import archive, parse_files
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.ingest import IngestResult, ingest
from dagster_project.warehouse.locate import locate
from dagster_project.warehouse.plan import KnownReleases, plan_ingest

Ingest = Callable[[], IngestResult]

PROSE = "The company will hold a conference call on its results.\nNo figures are given in this announcement.\n" * 20
BALANCE_SHEET = """\
                               Balance sheet
                                           March 31,
                                        2009      2008
                                        (in thousands of JPY)
Cash                                   1,200     1,100
{:<40} 300      (200)
Total assets                           1,500       900
"""
FACTS = """
SELECT table_index, row_index, column_index, row_label, row_label_path, column_header, value, unit, scale_factor,
    period_start, period_end
FROM raw.cells JOIN raw.releases USING (release_id)
WHERE file_name = ?
ORDER BY ALL
"""
Rows = list[tuple[object, ...]]


def facts(warehouse: duckdb.DuckDBPyConnection, file_name: str) -> Rows:
    return warehouse.execute(FACTS, [file_name]).fetchall()


def reasons(warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(warehouse.execute("SELECT file_name, reason FROM raw.rejected_files").fetchall())


@pytest.fixture
def good_file(settings: Settings) -> str:
    """A small release that lies beside the strange file, and must always arrive."""
    (settings.releases / "good.txt").write_text(BALANCE_SHEET.format("Inventories"), "utf-8")
    return "good.txt"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "The file is empty."),
        ("blank.txt", b" \r\n\t\n" * 9, "The file is empty."),
        ("binary.txt", random.Random(2026).randbytes(40_000), "The file is binary, not text"),
        ("image.htm", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99, "The file is binary, not text"),
        ("prose.txt", PROSE.encode(), "No table of figures found"),
        ("huge.txt", b"x" * 50_000_000, "The file has 50,000,000 bytes"),
        ("broken16.txt", b"\xff\xfea\x00b\x00c", "The file begins as utf-16 but is not"),
    ],
)
def test_a_file_that_is_no_release_is_rejected_with_its_reason_and_the_rest_is_loaded(
    name: str,
    data: bytes,
    reason: str,
    settings: Settings,
    warehouse: duckdb.DuckDBPyConnection,
    ingest_folder: Ingest,
    good_file: str,
) -> None:
    (settings.releases / name).write_bytes(data)
    result = ingest_folder()
    assert [file.file_name for file in result.rejected] == [name]
    assert reasons(warehouse)[name].startswith(reason)
    assert len(facts(warehouse, good_file)) == 6
    assert [path.name for path in settings.archive.iterdir()] == [sha256_of(settings.releases / good_file)]


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def with_tabs(text: str) -> str:
    """The text as an editor with tab stops at every eighth column would write it."""
    return "\n".join(map(line_with_tabs, text.split("\n")))


def line_with_tabs(line: str) -> str:
    pieces = [line[start : start + 8] for start in range(0, len(line), 8)]
    return "".join(piece.rstrip(" ") + "\t" if len(piece) == 8 and piece.endswith("  ") else piece for piece in pieces)


CUTS = (0.25, 0.5, 0.9)


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


FORMS: dict[str, Callable[[str], bytes]] = {
    "utf16.txt": lambda text: text.encode("utf-16"),
    "utf16-big.txt": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf16-unmarked.txt": lambda text: text.encode("utf-16-le"),
    "utf8-marked.txt": lambda text: text.encode("utf-8-sig"),
    "latin1.txt": lambda text: text.replace("Internet", "Internét").encode("latin-1"),
    "crlf.txt": lambda text: text.replace("\n", "\r\n").encode(),
    "form-feed.txt": lambda text: text.replace("\n\n\n", "\n\f\n\n", 3).encode(),
    "blank-lines-at-end.txt": lambda text: (text + "\n \n\n").encode(),
    "blanks-at-line-ends.txt": lambda text: text.replace("\n", "   \n").encode(),
    "tabs.txt": lambda text: with_tabs(text).encode(),
}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """A warehouse of the sample in every form and cut short, and its archive."""
    folder = tmp_path_factory.mktemp("forms")
    settings = Settings(home=folder / "home", releases=folder / "releases")
    settings.releases.mkdir()
    (settings.releases / "sample.txt").write_bytes(sample.read_bytes())
    for name, change in FORMS.items():
        (settings.releases / name).write_bytes(change(sample.read_text("utf-8")))
    for share in CUTS:
        (settings.releases / f"cut-{share}.txt").write_bytes(cut(sample.read_bytes(), share))
    with connect_writer(settings.warehouse) as connection:
        ingest(connection, settings, plan_ingest(settings, KnownReleases()))
        yield connection, settings.archive


@pytest.mark.parametrize("name", FORMS)
def test_the_form_of_the_bytes_changes_no_figure(name: str, forms: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    warehouse, _ = forms
    assert reasons(warehouse) == {}
    assert without_accents(facts(warehouse, name)) == without_accents(facts(warehouse, "sample.txt"))


def without_accents(rows: Rows) -> list[list[str]]:
    return [[str(field).replace("é", "e") for field in row] for row in rows]


@pytest.mark.parametrize("name", ["sample.txt", *FORMS])
def test_every_locator_leads_to_the_printed_text(name: str, forms: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    warehouse, archive_folder = forms
    cells = warehouse.execute(
        "SELECT sha256, encoding, locator, printed_text FROM raw.cells JOIN raw.releases USING (release_id)"
        " WHERE file_name = ?",
        [name],
    ).fetchall()
    assert len(cells) == 1174
    data = archive.fetch(archive_folder, cells[0][0])
    wrong = [(where, text) for _, encoding, where, text in cells if locate(data, encoding, where).printed_text != text]
    assert wrong == []


@pytest.mark.parametrize("share", CUTS)
def test_of_a_truncated_release_everything_before_the_cut_is_loaded(
    share: float, forms: tuple[duckdb.DuckDBPyConnection, Path], sample: Path
) -> None:
    warehouse, _ = forms
    last_line = cut(sample.read_bytes(), share).count(b"\n")
    whole_tables = warehouse.execute(
        "SELECT table_index FROM raw.tables JOIN raw.releases USING (release_id)"
        " WHERE file_name = 'sample.txt' AND line_end < ?",
        [last_line - 5],
    ).fetchall()

    def before_the_cut(file_name: str) -> Rows:
        return [row[:7] for row in facts(warehouse, file_name) if row[:1] in whole_tables]

    assert len(before_the_cut("sample.txt")) > 50
    assert before_the_cut(f"cut-{share}.txt") == before_the_cut("sample.txt")


def test_the_same_release_under_two_names_is_one_release(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, good_file: str
) -> None:
    (settings.releases / "second name.txt").write_bytes((settings.releases / good_file).read_bytes())
    result = ingest_folder()
    assert (result.new, result.duplicates) == (1, ((good_file, "second name.txt"),))
    assert warehouse.execute("SELECT count(*) FROM raw.cells").fetchall() == [(6,)]
    names = warehouse.execute("SELECT file_name FROM raw.release_files ORDER BY 1").fetchall()
    assert names == [(good_file,), ("second name.txt",)]


def test_a_rejected_content_under_two_names_is_listed_under_both(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest
) -> None:
    (settings.releases / "one.txt").write_text(PROSE)
    (settings.releases / "two.txt").write_text(PROSE)
    ingest_folder()
    assert sorted(reasons(warehouse)) == ["one.txt", "two.txt"]


@pytest.mark.parametrize(
    "label",
    [
        "'); DROP TABLE raw.cells; --",
        "<script>alert(1)</script>",
        "{{ ref('x') }}",
        '"; DELETE FROM raw.cells',
        "%s $1 ?",
    ],
)
def test_a_label_of_sql_or_html_is_stored_as_printed(
    label: str, settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, good_file: str
) -> None:
    (settings.releases / "label.txt").write_text(BALANCE_SHEET.format(label), "utf-8")
    ingest_folder()
    cells = warehouse.execute(
        "SELECT row_label, value FROM raw.cells JOIN raw.releases USING (release_id) WHERE file_name = 'label.txt'"
    )
    assert cells.fetchall() == [
        *(("Cash", 1200), ("Cash", 1100), (label, 300), (label, -200)),
        *(("Total assets", 1500), ("Total assets", 900)),
    ]
    assert len(facts(warehouse, good_file)) == 6


def test_a_fault_of_the_parser_rejects_its_file_only(
    settings: Settings,
    warehouse: duckdb.DuckDBPyConnection,
    ingest_folder: Ingest,
    good_file: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (settings.releases / "strange.txt").write_text(PROSE)
    parse = parse_files.parse_release

    def parse_or_fail(data: bytes, file_name: str) -> object:
        return [][1] if file_name == "strange.txt" else parse(data, file_name)

    monkeypatch.setattr(parse_files, "parse_release", parse_or_fail)
    ingest_folder()
    reason = reasons(warehouse)["strange.txt"]
    assert reason.startswith(f"The parser (version {PARSER_VERSION}) failed on this file: IndexError: list index")
    assert "Please report it" in reason
    assert len(facts(warehouse, good_file)) == 6


def test_a_file_that_may_not_be_opened_is_listed_and_the_rest_is_loaded(
    settings: Settings,
    warehouse: duckdb.DuckDBPyConnection,
    ingest_folder: Ingest,
    good_file: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (settings.releases / "locked.txt").write_text("x")
    open_path = Path.open

    def open_or_refuse(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "locked.txt":  # the owner of a test run may open everything, whatever the file's mode
            raise PermissionError(13, "Permission denied")
        return open_path(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", open_or_refuse)
    ingest_folder()
    assert reasons(warehouse) == {"locked.txt": "The file cannot be opened: Permission denied."}
    assert len(facts(warehouse, good_file)) == 6


def test_a_file_that_changes_while_it_is_read_waits_for_the_next_run(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = settings.releases / "growing.txt"
    growing.write_text(PROSE)
    grown = BALANCE_SHEET.format("Inventories")
    read = parse_files._read

    def read_late(path: Path) -> bytes:
        return grown.encode() if path == growing else read(path)

    monkeypatch.setattr(parse_files, "_read", read_late)
    ingest_folder()
    assert reasons(warehouse)["growing.txt"].startswith("The file changed while it was read.")
    monkeypatch.undo()
    growing.write_text(grown, "utf-8")
    assert ingest_folder().new == 1
