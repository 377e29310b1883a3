"""Is there anything to do? Answered before a job starts, without Dagster, dbt or Great Expectations.

A run is due when release files or the parser changed, when the code or its rules changed since the last publish, or
when the last run did not end in a publish. Doing the work belongs to the job.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from dagster_project.defs.fingerprints import code_fingerprint
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_warehouse_reader
from dagster_project.warehouse.plan import IngestPlan, KnownReleases, known_releases, plan_ingest


class NothingToReadError(RuntimeError):
    """There is no release to work on; the message says where one is looked for."""


def no_release(settings: Settings) -> NothingToReadError:
    """What to say where neither the drop folder nor the warehouse has a release a run could work on."""
    return NothingToReadError(
        f"No release can be read in {settings.releases}, and the warehouse has none."
        " Put earnings releases there, as .txt, .htm or .html, and run again."
    )


@dataclass(frozen=True, slots=True)
class PendingWork:
    """What a run would do, and why it is due; no reasons means that nothing is.

    `is_without_releases`: neither the warehouse nor the drop folder has a release a run could work on.
    """

    plan: IngestPlan
    reasons: tuple[str, ...]
    is_without_releases: bool = False


def find_pending_work(settings: Settings) -> PendingWork:
    """Compare the drop folder, the code and the last publish. Call it under the run lock.

    Raises WarehouseBusyError when another program has the warehouse open for writing.
    """
    known = _known(settings)
    plan = plan_ingest(settings, known)
    reasons = [
        (len(plan.new), "new release file(s)"),
        (len(plan.reparse), "release(s) to parse again with this version of the parser"),
        (len(plan.renamed), "renamed release file(s)"),
        (len(plan.rejected), "newly unreadable file(s)"),
    ]
    told = [f"{count} {what}" for count, what in reasons if count]
    return PendingWork(plan, (*told, *_unpublished(settings)), not plan.has_work and not known.versions)


def note_building(settings: Settings) -> None:
    """Note that the warehouse is about to change, and by which code: until `note_published`, a run is due."""
    _note(settings, {**_noted(settings), "code": code_fingerprint(settings), "is_published": False})


def note_published(settings: Settings) -> None:
    """Note that the published file is what the code that built the warehouse made of it.

    Code that was edited while the run went on differs from the noted one, so that the next run builds with it.
    """
    noted = _noted(settings)
    _note(settings, {**noted, "is_published": True, "published_code": noted.get("code")})


def published_code(settings: Settings) -> str:
    """The fingerprint of the code and rules that made the published file; empty where none is noted."""
    return str(_noted(settings).get("published_code") or "")


def _known(settings: Settings) -> KnownReleases:
    if not settings.warehouse.exists():
        return KnownReleases()
    with connect_warehouse_reader(settings.warehouse) as connection:
        return known_releases(connection)


def _unpublished(settings: Settings) -> tuple[str, ...]:
    if not settings.published.exists():
        return ("nothing is published yet",)
    noted = _noted(settings)
    if not noted.get("is_published"):
        return ("the last run did not end in a publish",)
    return () if noted.get("code") == code_fingerprint(settings) else ("the models, rules or code changed",)


def _noted(settings: Settings) -> dict[str, object]:
    """The last note, or nothing where there is none or a crash left it unfinished."""
    try:
        noted = json.loads(_note_file(settings).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _note(settings: Settings, what: dict[str, object]) -> None:
    _note_file(settings).write_text(json.dumps(what), encoding="utf-8")


def _note_file(settings: Settings) -> Path:
    return settings.home / "last_build.json"
