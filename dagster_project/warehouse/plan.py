"""Which release files a run has to parse: compared by content and parser version, never by name or time.

Deciding is pure; finding files belongs to `files`, parsing and storing them to `ingest`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from dagster_project.parsing.model import PARSER_VERSION
from dagster_project.settings import Settings
from dagster_project.warehouse.files import ReleaseContent, UnreadableFile, find_releases
from dagster_project.warehouse.load import RejectedFile


@dataclass(frozen=True, slots=True)
class KnownReleases:
    """What the warehouse holds already; rejections are those of one version of the parser.

    `versions`: parser version of each loaded release, by SHA-256; `first_names`: the file name it was loaded under;
    `names`: (SHA-256, file name) of every file it was seen in; `rejected_names`: the same of rejected files (SHA-256
    None where the file could not be opened); `reasons`: why a content was rejected, by SHA-256.
    """

    versions: Mapping[str, str] = field(default_factory=dict)
    first_names: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[tuple[str, str]] = frozenset()
    rejected_names: frozenset[tuple[str | None, str]] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IngestPlan:
    """The work of a run: `new` and `reparse` are parsed, `renamed` only noted, `rejected` only listed.

    `unchanged` holds contents the warehouse already has; `duplicates` contents that several files of the folder have.
    """

    new: tuple[ReleaseContent, ...] = ()
    reparse: tuple[ReleaseContent, ...] = ()
    renamed: tuple[ReleaseContent, ...] = ()
    rejected: tuple[RejectedFile, ...] = ()
    unchanged: tuple[ReleaseContent, ...] = ()
    duplicates: tuple[ReleaseContent, ...] = ()

    @property
    def has_work(self) -> bool:
        """Whether a run would change the raw tables at all."""
        return bool(self.new or self.reparse or self.renamed or self.rejected)


def plan_ingest(settings: Settings, known: KnownReleases) -> IngestPlan:
    """Compare the drop folder and the archive with what is known already (`known_releases`, or nothing)."""
    return decide(*find_releases(settings.releases), known, settings.archive)


def known_releases(connection: duckdb.DuckDBPyConnection, parser_version: str = PARSER_VERSION) -> KnownReleases:
    """What the `raw` schema holds, with the rejections of this parser version; nothing where it has no tables yet."""
    if not connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'raw' AND table_name = 'rejected_files'"
    ).fetchall():
        return KnownReleases()
    releases = connection.execute("SELECT sha256, parser_version, file_name FROM raw.releases").fetchall()
    names = connection.execute(
        "SELECT sha256, f.file_name FROM raw.release_files f JOIN raw.releases USING (release_id)"
    )
    seen = frozenset(names.fetchall())
    rejections = connection.execute(
        "SELECT sha256, file_name, reason FROM raw.rejected_files WHERE parser_version = ?", [parser_version]
    ).fetchall()
    return KnownReleases(
        versions={sha256: version for sha256, version, _ in releases},
        first_names={sha256: file_name for sha256, _, file_name in releases},
        names=seen,
        rejected_names=frozenset((sha256, file_name) for sha256, file_name, _ in rejections),
        reasons={sha256: reason for sha256, _, reason in rejections if sha256},
    )


def decide(
    contents: Sequence[ReleaseContent],
    unreadable: Sequence[UnreadableFile],
    known: KnownReleases,
    archive: Path,
    parser_version: str = PARSER_VERSION,
) -> IngestPlan:
    """The plan for these files.

    A release that another version of the parser read is read again from the archive, whether its file is still there
    or not; if this version already rejected it, its rows of the earlier version stay.
    """
    loaded = [content for content in contents if content.sha256 in known.versions]
    others = [content for content in contents if content.sha256 not in known.versions]
    refused = [content for content in others if content.sha256 in known.reasons]
    return IngestPlan(
        new=tuple(content for content in others if content.sha256 not in known.reasons),
        reparse=tuple(
            ReleaseContent(sha256, archive / sha256, (known.first_names[sha256],))
            for sha256, version in known.versions.items()
            if version != parser_version and sha256 not in known.reasons
        ),
        renamed=_under_new_names(loaded, known.names),
        rejected=(
            *_newly_unreadable(unreadable, known.rejected_names, parser_version),
            *_newly_refused(refused, known, parser_version),
        ),
        unchanged=tuple(loaded),
        duplicates=tuple(content for content in contents if len(content.file_names) > 1),
    )


def _under_new_names(
    contents: Sequence[ReleaseContent], seen: frozenset[tuple[str, str]]
) -> tuple[ReleaseContent, ...]:
    fresh = (
        replace(content, file_names=tuple(name for name in content.file_names if (content.sha256, name) not in seen))
        for content in contents
    )
    return tuple(content for content in fresh if content.file_names)


def _newly_unreadable(
    files: Sequence[UnreadableFile], listed: frozenset[tuple[str | None, str]], parser_version: str
) -> list[RejectedFile]:
    return [
        RejectedFile(file.file_name, None, file.reason, parser_version)
        for file in files
        if (None, file.file_name) not in listed
    ]


def _newly_refused(contents: Sequence[ReleaseContent], known: KnownReleases, parser_version: str) -> list[RejectedFile]:
    """A rejected content that turned up under one more name is listed under that name too, without parsing it again."""
    return [
        RejectedFile(name, content.sha256, known.reasons[content.sha256], parser_version)
        for content in contents
        for name in content.file_names
        if (content.sha256, name) not in known.rejected_names
    ]
