"""One ingest: parse what the plan says and store it, all in one transaction.

What cannot be parsed is listed with its reason, and the rest goes on. The plan itself belongs to `plan`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from dagster_project.parsing.model import PARSER_VERSION
from dagster_project.settings import Settings
from dagster_project.warehouse.files import ReleaseContent
from dagster_project.warehouse.load import ParsedFile, RejectedFile, insert, load_releases
from dagster_project.warehouse.parse_files import parse_files
from dagster_project.warehouse.plan import IngestPlan
from dagster_project.warehouse.schema import arrow_schema, create_schema

ProgressCallback = Callable[[int, int], None]
"""Called with the number of files done and the number of all files."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What one ingest did: numbers of releases, the files rejected in it, and names that share one content."""

    new: int
    reparsed: int
    unchanged: int
    rejected: tuple[RejectedFile, ...]
    duplicates: tuple[tuple[str, ...], ...]


def no_progress(done: int, total: int) -> None:
    """Report nothing."""


def ingest(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    plan: IngestPlan,
    progress: ProgressCallback = no_progress,
) -> IngestResult:
    """Carry out the plan on an open warehouse; after an exception nothing of it is stored."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    work = (*plan.new, *plan.reparse)
    loaded: list[ReleaseContent] = []
    rejected = list(plan.rejected)

    def parsed() -> Iterator[ParsedFile]:
        outcomes = parse_files(work, settings.archive, now)
        for done, (content, outcome) in enumerate(outcomes, start=1):
            if isinstance(outcome, ParsedFile):
                loaded.append(content)
                yield outcome
            else:
                rejected.extend(_rejections(content, outcome))
            progress(done, len(work))

    create_schema(connection)
    with connection.cursor() as transaction:
        transaction.begin()
        load_releases(transaction, parsed())
        _note_files(transaction, (*loaded, *plan.renamed), now)
        _list_rejections(transaction, rejected, now)
        transaction.commit()
    new = {content.sha256 for content in plan.new}
    return IngestResult(
        new=sum(content.sha256 in new for content in loaded),
        reparsed=sum(content.sha256 not in new for content in loaded),
        unchanged=len(plan.unchanged),
        rejected=tuple(rejected),
        duplicates=tuple(content.file_names for content in plan.duplicates),
    )


def _rejections(content: ReleaseContent, reason: str) -> list[RejectedFile]:
    return [RejectedFile(name, content.sha256, reason, PARSER_VERSION) for name in content.file_names]


def _note_files(
    connection: duckdb.DuckDBPyConnection, contents: Sequence[ReleaseContent], first_seen_at: datetime
) -> None:
    """Remember each name a release arrived under; a name already noted keeps its time."""
    seen = set(connection.execute("SELECT release_id, file_name FROM raw.release_files").fetchall())
    release_ids = dict(connection.execute("SELECT sha256, release_id FROM raw.releases").fetchall())
    rows = [
        {"release_id": release_ids[content.sha256], "file_name": name, "first_seen_at": first_seen_at}
        for content in contents
        for name in content.file_names
        if (release_ids[content.sha256], name) not in seen
    ]
    insert(connection, "release_files", pa.Table.from_pylist(rows, arrow_schema("release_files")))


def _list_rejections(
    connection: duckdb.DuckDBPyConnection, rejected: Sequence[RejectedFile], rejected_at: datetime
) -> None:
    """List rejections; one of another parser version for the same file gives way to the newer."""
    for file in rejected:
        connection.execute(
            "DELETE FROM raw.rejected_files WHERE file_name = ? AND sha256 IS NOT DISTINCT FROM ?",
            [file.file_name, file.sha256],
        )
    rows = [
        {
            "file_name": file.file_name,
            "sha256": file.sha256,
            "reason": file.reason,
            "parser_version": file.parser_version,
            "rejected_at": rejected_at,
        }
        for file in rejected
    ]
    insert(connection, "rejected_files", pa.Table.from_pylist(rows, arrow_schema("rejected_files")))
