"""When a report is written again: new content, new code or rules; and when it is left as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dagster_project.report import write
from dagster_project.settings import Settings

Due = Callable[[str], list[str]]


@pytest.fixture
def due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Due:
    """The releases whose report is written, of two that were read in 2009."""
    settings = Settings(home=tmp_path, releases=tmp_path)
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA marts")
    connection.execute(
        """
        CREATE TABLE marts.dim_releases AS
        SELECT name AS release_id, name AS release_slug, TIMESTAMP '2009-05-15' AS ingested_at
        FROM (VALUES ('one'), ('two')) AS t (name)
        """
    )

    def write_report(_settings: Settings, _connection: duckdb.DuckDBPyConnection, release_id: str) -> Path:
        path = settings.docs / "reports" / f"{release_id}-{release_id}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(release_id, encoding="utf-8")
        return path

    monkeypatch.setattr(write, "write_report", write_report)
    monkeypatch.setattr(write, "write_index", lambda *_: Path("index.html"))
    monkeypatch.setattr(write, "_write_home", lambda *_: Path("home.html"))
    monkeypatch.setattr(write, "list_reports", lambda *_: [])
    return lambda code: [
        path.read_text(encoding="utf-8") for path in write.write_site(settings, connection, code).reports
    ]


def test_a_report_is_written_once(due: Due) -> None:
    assert due("code") == ["one", "two"]
    assert due("code") == []


def test_other_code_or_rules_write_all_reports_again(due: Due) -> None:
    due("code")
    assert due("other") == ["one", "two"]


def test_a_report_that_was_taken_away_is_written_again(due: Due, tmp_path: Path) -> None:
    due("code")
    (tmp_path / "docs" / "reports" / "two-two.html").unlink()
    assert due("code") == ["two"]
