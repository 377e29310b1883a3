"""Writes pages into the `docs` folder: a report a release, an index of them, and the home page of the site.

What a page shows and how it looks does not belong here (`contents`, `home`, `page`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dagster_project.parsing.decode import decode
from dagster_project.report.chart_data import read_charts
from dagster_project.report.contents import Contents, read_contents
from dagster_project.report.contradictions import Contradiction, read_contradictions
from dagster_project.report.home import read_home
from dagster_project.report.listing import IndexEntry, read_entries, report_file_name
from dagster_project.report.page import LinkedPage, render_home, render_index, render_report
from dagster_project.report.prose import read_prose
from dagster_project.settings import Settings

FOLDER = "reports"
CODE_NOTE = "written_for.txt"
"""Beside the reports: the code and rules that made the published file they show."""
MODELS_PAGE = "models.html"
CHECKS_PAGE = "checks/index.html"
IDENTITY_PAGES = f"{MODELS_PAGE}#!/exposure/exposure.tieout."
"""Each identity has a page among the models; its id follows."""
LINKED_PAGES = (
    ("Models and lineage", MODELS_PAGE, "every table and column with unit and meaning, and what it is made of"),
    ("Checks", CHECKS_PAGE, "what is expected of the warehouse, and what the last run found"),
)


@dataclass(frozen=True, slots=True)
class Site:
    """The pages made of what is published; `reports` are those written this time."""

    reports: tuple[Path, ...]
    index: Path
    home: Path


def write_report(settings: Settings, connection: duckdb.DuckDBPyConnection, release_id: str) -> Path:
    """Writes the report of one release and says where; it replaces an earlier one."""
    contents = read_contents(connection, release_id)
    charts = read_charts(connection, release_id, contents.tables)
    contradictions = read_contradictions(connection, release_id)
    lines = _archived_lines(settings, str(contents.release["sha256"]))
    source = _source_lines(lines, contents, contradictions)
    prose = read_prose(connection, release_id, lines if contents.release["media_type"] == "text/plain" else None)
    page = render_report(contents, charts, source, contradictions, prose)
    return _write(_report_path(settings, str(contents.release["release_slug"]), release_id), page)


def write_site(settings: Settings, connection: duckdb.DuckDBPyConnection, code: str) -> Site:
    """Writes the reports that are missing or out of date, the list of all, and the home page, which is last.

    `code` names the code and rules that made what is read: where others made it before, every report is written anew.
    """
    reports = _write_due_reports(settings, connection, code)
    entries = list_reports(settings, connection)
    return Site(reports, write_index(settings, entries), _write_home(settings, connection, entries))


def list_reports(settings: Settings, connection: duckdb.DuckDBPyConnection) -> list[IndexEntry]:
    """The releases whose report is written, the newest first."""
    return [entry for entry in read_entries(connection) if (settings.docs / FOLDER / entry.href).exists()]


def write_index(settings: Settings, entries: Sequence[IndexEntry]) -> Path:
    """Writes the list of reports and says where."""
    return _write(settings.docs / FOLDER / "index.html", render_index(entries))


def _write_home(settings: Settings, connection: duckdb.DuckDBPyConnection, entries: Sequence[IndexEntry]) -> Path:
    """The first page of the site; it leads to those of the other pages that are built."""
    pages = [LinkedPage(name, href, purpose, (settings.docs / href).exists()) for name, href, purpose in LINKED_PAGES]
    identity_pages = IDENTITY_PAGES if (settings.docs / MODELS_PAGE).exists() else None
    return _write(settings.docs / "index.html", render_home(read_home(connection), entries, pages, identity_pages))


def _write_due_reports(settings: Settings, connection: duckdb.DuckDBPyConnection, code: str) -> tuple[Path, ...]:
    note = settings.docs / FOLDER / CODE_NOTE
    is_other_code = not note.exists() or note.read_text(encoding="utf-8") != code
    rows = connection.execute("SELECT release_id, release_slug, ingested_at FROM marts.dim_releases").fetchall()
    written = tuple(
        write_report(settings, connection, release_id)
        for release_id, slug, ingested_at in rows
        if is_other_code or _is_missing(_report_path(settings, slug, release_id), ingested_at)
    )
    _write(note, code)  # last: a run that is broken off writes them all again
    return written


def _is_missing(path: Path, read_at: datetime) -> bool:
    """Or of an earlier reading; `read_at` is an instant in UTC without a time zone, as the warehouse stores it."""
    return not path.exists() or path.stat().st_mtime < read_at.replace(tzinfo=UTC).timestamp()


def _report_path(settings: Settings, release_slug: str, release_id: str) -> Path:
    return settings.docs / FOLDER / report_file_name(release_slug, release_id)


def _write(path: Path, page: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def _archived_lines(settings: Settings, sha256: str) -> list[str] | None:
    """The lines of the file as received; None where the archive has lost it."""
    archived = settings.archive / sha256
    if not archived.exists():
        return None
    return [line.rstrip("\r") for line in decode(archived.read_bytes()).text.split("\n")]


def _source_lines(
    lines: Sequence[str] | None, contents: Contents, contradictions: Sequence[Contradiction]
) -> dict[int, str]:
    """The lines that facts stand on or that contradict each other, by number."""
    wanted = {fact.line_number for table in contents.tables for row in table.rows for fact in row.facts}
    wanted |= {number for contradiction in contradictions for number in contradiction.lines}
    return {
        number: lines[number - 1]
        for number in wanted
        if lines is not None
        and number is not None
        and number <= len(lines)
        and len(lines[number - 1]) <= MAX_SOURCE_LINE
    }


MAX_SOURCE_LINE = 400
"""Longer lines are markup, which shows a reader nothing; such a fact is placed by its locator."""
