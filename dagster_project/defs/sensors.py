"""The drop folder's sensor: a run when a file arrives whose content is new, and only then.

Its cursor is a fingerprint of names, sizes and times, so that a quiet folder costs one listing and no file is opened.
"""

import hashlib
import time

from dagster import (
    DefaultSensorStatus,
    ResourceParam,
    RunRequest,
    SensorEvaluationContext,
    SensorResult,
    SkipReason,
    sensor,
)

from dagster_project.defs.fingerprints import folder_fingerprint, newest_change
from dagster_project.defs.jobs import tie_out
from dagster_project.defs.pending_work import find_pending_work
from dagster_project.defs.run_lock import RunInProgressError, run_lock
from dagster_project.settings import Settings
from dagster_project.warehouse.plan import IngestPlan

SETTLE_SECONDS = 2.0
"""A file written this recently may still be growing; the next tick looks again."""


@sensor(
    job=tie_out,
    minimum_interval_seconds=10,
    default_status=DefaultSensorStatus.RUNNING,
    description="Watches the drop folder and starts a run when a file with new content has arrived.",
)
def drop_folder(context: SensorEvaluationContext, settings: ResourceParam[Settings]) -> SensorResult | SkipReason:
    """Compare the folder with the cursor, then its files with the warehouse."""
    seen = folder_fingerprint(settings.releases)
    if seen == context.cursor:
        return SkipReason("The drop folder is as it was.")
    if time.time() - newest_change(settings.releases) < SETTLE_SECONDS:
        return SkipReason("A file is still being written; the next tick looks again.")
    try:
        with run_lock(settings, wait_seconds=0):
            plan = find_pending_work(settings).plan
    except RunInProgressError as error:
        return SkipReason(str(error))
    if not plan.has_work:
        return SensorResult(skip_reason=SkipReason("Every file's content is known already."), cursor=seen)
    return SensorResult(run_requests=[RunRequest(run_key=_run_key(plan))], cursor=seen)


def _run_key(plan: IngestPlan) -> str:
    """The same new content asks for the same run, however often the folder is looked at."""
    parts = [file.sha256 for file in (*plan.new, *plan.reparse)]
    parts += [f"{file.sha256} {file.file_names}" for file in plan.renamed]
    parts += [f"{file.file_name} {file.reason}" for file in plan.rejected]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:16]
