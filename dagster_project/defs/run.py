"""One run of the whole house from the command line: `run_pipeline`.

Finds out first whether there is anything to do, without loading Dagster, dbt or Great Expectations. If there is, runs
Dagster's job in this process, in the run history the web page shows. Printing belongs to the command line.
"""

from __future__ import annotations

import gc
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dagster_project.defs.pending_work import NothingToReadError, PendingWork, find_pending_work, no_release
from dagster_project.defs.run_lock import run_lock
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_warehouse_reader
from dagster_project.warehouse.plan import IngestPlan
from dagster_project.warehouse.summary import WarehouseSummary, summarize

if TYPE_CHECKING:
    from dagster import EventLogEntry

WAIT_FOR_OTHER_RUN_SECONDS = 60.0


REPOSITORY = "__repository__@dagster_project.definitions"
"""What the web page calls the definitions that `tieout ui` loads; the tag lists a run with its job there."""

Outcome = Literal["published", "nothing_new", "blocked", "failed"]
"""`blocked`: a structural check failed, readers keep the old file. `failed`: a step could not do its work."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `done` of `total` assets and checks, and what it does now."""

    done: int
    total: int
    activity: str


ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did and what the warehouse holds now.

    `plan` is what there was to read; `reasons` say why the run was due; `problems` say what went wrong, one text each,
    and are empty unless the outcome is `blocked` or `failed`; `warnings` name checks that failed without blocking.
    """

    outcome: Outcome
    seconds: float
    plan: IngestPlan
    warehouse: WarehouseSummary
    reasons: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    run_id: str | None = None


def run_pipeline(settings: Settings, progress: ProgressCallback | None = None) -> RunSummary:
    """Read what is new, build, check and publish; nothing at all when nothing changed since the last publish.

    Problems with single files, checks or models are told in the summary. Raises RunInProgressError when another run
    holds the warehouse for longer than a minute, NothingToReadError when there is no drop folder or no release at all,
    and DbtFailedError when the dbt project does not parse.
    """
    started = time.monotonic()
    if not settings.releases.is_dir():
        raise NothingToReadError(
            f"There is no folder {settings.releases}. Make it and put releases into it,"
            " or name the folder that has them in TIEOUT_RELEASES."
        )
    with run_lock(settings, WAIT_FOR_OTHER_RUN_SECONDS):
        work = find_pending_work(settings)
        if work.is_without_releases:
            raise no_release(settings)
        if not work.reasons:
            return RunSummary("nothing_new", time.monotonic() - started, work.plan, _holdings(settings))
    return _execute_job(settings, work, progress or _ignore, started)


def _execute_job(settings: Settings, work: PendingWork, progress: ProgressCallback, started: float) -> RunSummary:
    progress(Progress(0, 1, "loading Dagster and dbt"))
    gc.set_threshold(200_000, 30, 30)  # millions of objects that stay: collecting often costs a tenth of the run
    from dagster_project.definitions import build_definitions
    from dagster_project.defs.instance import cheap_event_writes, open_instance
    from dagster_project.defs.jobs import JOB_NAME
    from dagster_project.defs.outcome import blocking_checks, tell_problems, tell_warnings

    job = build_definitions(settings).resolve_job_def(JOB_NAME)
    run_id = str(uuid.uuid4())
    total = len(job.asset_layer.selected_asset_keys) + len(job.asset_layer.asset_graph.asset_check_keys)
    with open_instance(settings) as instance, cheap_event_writes(instance, run_id):
        instance.add_event_listener(run_id, _Reporter(total, progress))
        result = job.execute_in_process(
            instance=instance,
            run_id=run_id,
            raise_on_error=False,
            tags={"tieout/reason": "; ".join(work.reasons), ".dagster/repository": REPOSITORY},
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    is_blocked = bool(blocking_checks(result))
    return RunSummary(
        outcome="published" if result.success else "blocked" if is_blocked else "failed",
        seconds=time.monotonic() - started,
        plan=work.plan,
        warehouse=_holdings(settings),
        reasons=work.reasons,
        problems=tell_problems(result),
        warnings=tell_warnings(result),
        run_id=run_id,
    )


class _Reporter:
    """Turns the events of one run into progress: an asset built or a check evaluated is one step ahead."""

    def __init__(self, total: int, progress: ProgressCallback) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def __call__(self, entry: EventLogEntry) -> None:
        event = entry.dagster_event
        if event is None:
            self._progress(Progress(self._done, self._total, entry.user_message))
        elif event.is_step_start:
            self._progress(Progress(self._done, self._total, (event.step_key or "").replace("_", " ")))
        elif event.is_step_materialization:
            key = event.asset_key
            self._advance(".".join(key.path) if key else "")
        elif event.event_type_value == "ASSET_CHECK_EVALUATION":
            self._advance(f"check {event.asset_check_evaluation_data.check_name}")

    def _advance(self, activity: str) -> None:
        self._done = min(self._done + 1, self._total)
        self._progress(Progress(self._done, self._total, activity))


def _holdings(settings: Settings) -> WarehouseSummary:
    if not settings.warehouse.exists():
        return WarehouseSummary()
    with connect_warehouse_reader(settings.warehouse) as connection:
        return summarize(connection)


def _ignore(_: Progress) -> None:
    """Report to nobody."""
