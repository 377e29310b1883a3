"""A second run parses nothing, a new parser version parses everything again, and nothing loaded is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse import ingest as ingest_module
from dagster_project.warehouse import parse_files
from dagster_project.warehouse.ingest import IngestResult, ingest
from dagster_project.warehouse.plan import known_releases, plan_ingest
from dagster_project.warehouse.schema import RAW_TABLES

Ingest = Callable[[], IngestResult]


@pytest.fixture(autouse=True)
def dropped(settings: Settings, sample: Path) -> Path:
    path = settings.releases / "sample.txt"
    path.write_bytes(sample.read_bytes())
    return path


def everything(warehouse: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    return {table: warehouse.execute(f'FROM raw."{table}" ORDER BY ALL').fetchall() for table in RAW_TABLES}


def test_the_sample_fills_the_raw_tables(warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest) -> None:
    result = ingest_folder()
    assert (result.new, result.reparsed, result.unchanged, result.rejected) == (1, 0, 0, ())
    counts = warehouse.execute(
        "SELECT (SELECT count(*) FROM raw.tables), count(*), count(value), count(*) FILTER (WHERE is_nil)"
        " FROM raw.cells"
    ).fetchall()
    assert counts == [(41, 1174, 1098, 76)]


def test_a_second_run_parses_nothing_and_changes_nothing(
    warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_folder()
    before = everything(warehouse)
    monkeypatch.setattr(parse_files, "parse_release", lambda *_: pytest.fail("parsed again"))
    result = ingest_folder()
    assert (result.new, result.reparsed, result.unchanged) == (0, 0, 1)
    assert everything(warehouse) == before


def test_a_renamed_file_is_not_parsed_again_but_noted(
    warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, dropped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_folder()
    dropped.rename(dropped.with_name("renamed.txt"))
    monkeypatch.setattr(parse_files, "parse_release", lambda *_: pytest.fail("parsed again"))
    ingest_folder()
    names = warehouse.execute("SELECT file_name FROM raw.release_files ORDER BY 1").fetchall()
    assert names == [("renamed.txt",), ("sample.txt",)]


def test_a_removed_file_stays_in_the_warehouse(
    warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, dropped: Path
) -> None:
    ingest_folder()
    before = everything(warehouse)
    dropped.unlink()
    ingest_folder()
    assert everything(warehouse) == before


def test_a_new_parser_version_reads_the_archive_again_even_without_the_file(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, dropped: Path
) -> None:
    ingest_folder()
    before = everything(warehouse)
    warehouse.execute("UPDATE raw.releases SET parser_version = 'older', title = 'read wrongly'")
    dropped.unlink()
    result = ingest_folder()
    assert (result.new, result.reparsed) == (0, 1)
    after = everything(warehouse)
    assert after["cells"] == before["cells"]
    assert [row[:15] for row in after["releases"]] == [row[:15] for row in before["releases"]]
    assert after["release_files"] == before["release_files"]


def test_a_release_that_a_new_version_rejects_keeps_its_rows(
    warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_folder()
    warehouse.execute("UPDATE raw.releases SET parser_version = 'older'")
    monkeypatch.setattr(parse_files, "parse_release", lambda *_: [][0])
    result = ingest_folder()
    assert [file.file_name for file in result.rejected] == ["sample.txt"]
    assert warehouse.execute("SELECT count(*) FROM raw.cells").fetchall() == [(1174,)]
    assert not plan_has_work(warehouse, ingest_folder)


def plan_has_work(warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest) -> bool:
    result = ingest_folder()
    return bool(result.new or result.reparsed or result.rejected)


def test_a_rejected_file_is_listed_once_and_not_tried_again(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest
) -> None:
    (settings.releases / "empty.txt").write_bytes(b"")
    assert [file.file_name for file in ingest_folder().rejected] == ["empty.txt"]
    listed = everything(warehouse)["rejected_files"]
    assert ingest_folder().rejected == ()
    assert everything(warehouse)["rejected_files"] == listed


def test_a_file_an_older_version_rejected_is_a_release_once_it_can_be_read(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(parse_files, "parse_release", lambda *_: [][0])
        assert len(ingest_folder().rejected) == 1
    warehouse.execute("UPDATE raw.rejected_files SET parser_version = 'older'")
    assert ingest_folder().new == 1
    assert everything(warehouse)["rejected_files"] == []


def test_a_crash_while_loading_leaves_the_warehouse_as_it_was(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_folder()
    before = everything(warehouse)
    (settings.releases / "second.txt").write_bytes(b"\n" + (settings.releases / "sample.txt").read_bytes())

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ingest_module, "_note_files", fail)
    with pytest.raises(KeyboardInterrupt):
        ingest_folder()
    assert everything(warehouse) == before
    monkeypatch.undo()
    assert ingest_folder().new == 1


def test_progress_is_told_after_each_file(settings: Settings, warehouse: duckdb.DuckDBPyConnection) -> None:
    (settings.releases / "empty.txt").write_bytes(b"")
    told: list[tuple[int, int]] = []
    plan = plan_ingest(settings, known_releases(warehouse))
    ingest(warehouse, settings, plan, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_every_original_text_release_is_loaded_or_rejected_with_a_reason(
    corpus: Path, settings: Settings, warehouse: duckdb.DuckDBPyConnection, ingest_folder: Ingest, dropped: Path
) -> None:
    dropped.unlink()
    settings.releases.rmdir()
    settings.releases.symlink_to(corpus / "text")
    files = len(list((corpus / "text").glob("*.txt")))
    result = ingest_folder()
    assert result.new + len(result.rejected) == files
    assert [file for file in result.rejected if "failed on this file" in file.reason] == []
