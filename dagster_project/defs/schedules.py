"""The daily schedule: catches what the sensor cannot see, such as changed models and rules, or a failed earlier run."""

from dagster import DefaultScheduleStatus, ResourceParam, RunRequest, SkipReason, schedule

from dagster_project.defs.jobs import tie_out
from dagster_project.defs.pending_work import find_pending_work
from dagster_project.defs.run_lock import RunInProgressError, run_lock
from dagster_project.settings import Settings


@schedule(
    job=tie_out,
    cron_schedule="0 6 * * *",
    execution_timezone="UTC",
    default_status=DefaultScheduleStatus.RUNNING,
    description="Every day at 06:00 UTC; skips when nothing changed since the last publish.",
)
def daily(settings: ResourceParam[Settings]) -> RunRequest | SkipReason:
    """One run a day, unless there is nothing to do."""
    try:
        with run_lock(settings, wait_seconds=0):
            reasons = find_pending_work(settings).reasons
    except RunInProgressError as error:
        return SkipReason(str(error))
    return RunRequest(tags={"tieout/reason": "; ".join(reasons)}) if reasons else SkipReason("Nothing changed.")
