"""Whatever lies in the drop folder is loaded as it is printed, or rejected with a reason; the other files go on.

Each test drops one strange file beside the sample release.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse import archive, parse_files
from dagster_project.warehouse.ingest import IngestResult
from dagster_project.warehouse.locate import locate

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


@pytest.fixture(autouse=True)
def sample_beside(settings: Settings, sample: Path) -> None:
    (settings.releases / "sample.txt").write_bytes(sample.read_bytes())


def facts(warehouse: duckdb.DuckDBPyConnection, file_name: str) -> list[tuple[object, ...]]:
    return warehouse.execute(FACTS, [file_name]).fetchall()


def reasons(warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(warehouse.execute("SELECT file_name, reason FROM raw.rejected_files").fetchall())


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
    name: str, data: bytes, reason: str, settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest
) -> None:
    (settings.releases / name).write_bytes(data)
    result = ingest_folder()
    assert [file.file_name for file in result.rejected] == [name]
    assert reasons(warehouse)[name].startswith(reason)
    assert len(facts(warehouse, "sample.txt")) == 1174
    assert not archive_holds(settings, result)


def archive_holds(settings: Settings, result: IngestResult) -> bool:
    return any((settings.archive / str(file.sha256)).exists() for file in result.rejected)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("utf16.txt", lambda text: text.encode("utf-16")),
        ("utf16-big.txt", lambda text: b"\xfe\xff" + text.encode("utf-16-be")),
        ("utf16-unmarked.txt", lambda text: text.encode("utf-16-le")),
        ("utf8-marked.txt", lambda text: text.encode("utf-8-sig")),
        ("latin1.txt", lambda text: text.replace("Internet", "Internét").encode("latin-1")),
        ("crlf.txt", lambda text: text.replace("\n", "\r\n").encode()),
        ("form-feed.txt", lambda text: text.replace("\n\n\n", "\n\f\n\n", 3).encode()),
        ("blank-lines-at-end.txt", lambda text: (text + "\n \n\n").encode()),
        ("blank-at-line-ends.txt", lambda text: text.replace("\n", "   \n").encode()),
    ],
)
def test_the_form_of_the_bytes_changes_no_figure(
    name: str,
    change: Callable[[str], bytes],
    settings: Settings,
    sample: Path,
    warehouse: duckdb.DuckDBPyConnection,
    ingest_folder: Ingest,
) -> None:
    (settings.releases / name).write_bytes(change(sample.read_text("utf-8")))
    ingest_folder()
    assert reasons(warehouse) == {}
    expected = [
        tuple(str(field).replace("Internet", "Internét") for field in row) for row in facts(warehouse, "sample.txt")
    ]
    found = [tuple(str(field).replace("Internet", "Internét") for field in row) for row in facts(warehouse, name)]
    assert found == expected
    assert_locators_replay(settings, warehouse, name)


def test_tabs_between_columns_are_read_as_the_blanks_they_stand_for(
    settings: Settings, sample: Path, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest
) -> None:
    lines = sample.read_text("utf-8").split("\n")
    (settings.releases / "tabs.txt").write_text("\n".join(map(with_tabs, lines)), "utf-8")
    ingest_folder()
    assert facts(warehouse, "tabs.txt") == facts(warehouse, "sample.txt")
    assert_locators_replay(settings, warehouse, "tabs.txt")


def with_tabs(line: str) -> str:
    """The line as an editor with tab stops at every eighth column would write it."""
    pieces = [line[start : start + 8] for start in range(0, len(line), 8)]
    return "".join(piece.rstrip(" ") + "\t" if len(piece) == 8 and piece.endswith("  ") else piece for piece in pieces)


def assert_locators_replay(settings: Settings, warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    cells = warehouse.execute(
        "SELECT sha256, encoding, locator, printed_text FROM raw.cells JOIN raw.releases USING (release_id)"
        " WHERE file_name = ?",
        [name],
    ).fetchall()
    assert len(cells) == 1174
    data = archive.fetch(settings.archive, cells[0][0])
    wrong = [(where, text) for _, encoding, where, text in cells if locate(data, encoding, where).printed_text != text]
    assert wrong == []


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_of_a_truncated_release_everything_before_the_cut_is_loaded(
    share: float, settings: Settings, sample: Path, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest
) -> None:
    data = sample.read_bytes()
    cut = data[: int(len(data) * share)]
    (settings.releases / "cut.txt").write_bytes(cut)
    ingest_folder()
    (tables,) = warehouse.execute(
        "SELECT count(*) FROM raw.tables JOIN raw.releases USING (release_id)"
        " WHERE file_name = 'sample.txt' AND line_end < ?",
        [cut.count(b"\n") - 5],
    ).fetchall()[0:1]
    whole = [row for row in facts(warehouse, "sample.txt") if int(str(row[0])) <= tables[0]]
    found = [row for row in facts(warehouse, "cut.txt") if int(str(row[0])) <= tables[0]]
    assert len(whole) > 50
    assert [row[:7] for row in found] == [row[:7] for row in whole]


def test_the_same_release_under_two_names_is_one_release(
    settings: Settings, sample: Path, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest
) -> None:
    (settings.releases / "second name.txt").write_bytes(sample.read_bytes())
    result = ingest_folder()
    assert (result.new, result.duplicates) == (1, (("sample.txt", "second name.txt"),))
    assert warehouse.execute("SELECT count(*) FROM raw.cells").fetchall() == [(1174,)]
    names = warehouse.execute("SELECT file_name FROM raw.release_files ORDER BY 1").fetchall()
    assert names == [("sample.txt",), ("second name.txt",)]


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
    label: str, settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest
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
    assert len(facts(warehouse, "sample.txt")) == 1174


def test_a_fault_of_the_parser_rejects_its_file_only(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.releases / "strange.txt").write_text(PROSE)
    parse = parse_files.parse_release

    def parse_or_fail(data: bytes, file_name: str) -> object:
        return [][1] if file_name == "strange.txt" else parse(data, file_name)

    monkeypatch.setattr(parse_files, "parse_release", parse_or_fail)
    ingest_folder()
    reason = reasons(warehouse)["strange.txt"]
    assert reason.startswith("The parser (version 1) failed on this file: IndexError: list index out of range")
    assert "Please report it" in reason
    assert len(facts(warehouse, "sample.txt")) == 1174


def test_a_file_that_may_not_be_opened_is_listed_and_the_rest_is_loaded(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, monkeypatch: pytest.MonkeyPatch
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
    assert len(facts(warehouse, "sample.txt")) == 1174


def test_a_file_that_changes_while_it_is_read_waits_for_the_next_run(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = settings.releases / "growing.txt"
    growing.write_text(PROSE)
    sample_text = (settings.releases / "sample.txt").read_text("utf-8")
    read = parse_files._read

    def read_late(path: Path) -> bytes:
        return (sample_text + "\nSecond edition.\n").encode() if path == growing else read(path)

    monkeypatch.setattr(parse_files, "_read", read_late)
    ingest_folder()
    assert reasons(warehouse)["growing.txt"].startswith("The file changed while it was read.")
    monkeypatch.undo()
    growing.write_text(sample_text + "\nSecond edition.\n", "utf-8")
    assert ingest_folder().new == 1
