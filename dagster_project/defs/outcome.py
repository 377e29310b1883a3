"""What a finished run of the job says, in words for a person: what stopped it, and what it warns of.

How the words are shown belongs to the command line.
"""

from __future__ import annotations

import re

from dagster import AssetCheckEvaluation, AssetCheckSeverity, ExecuteInProcessResult
from dagster_shared.error import SerializableErrorInfo

OWN_ERROR = re.compile(r"^dagster_project[\w.]*: ")
"""Our errors' messages are whole sentences; the class before them helps nobody."""


def blocking_checks(result: ExecuteInProcessResult) -> list[AssetCheckEvaluation]:
    """The failed checks that say the data may not be published."""
    return [check for check in _failed_checks(result) if check.severity == AssetCheckSeverity.ERROR]


def tell_problems(result: ExecuteInProcessResult) -> tuple[str, ...]:
    """What stopped the run, one text each: checks that block, then steps that could not do their work."""
    failures = [event.step_failure_data.error for event in result.all_events if event.is_step_failure]
    causes = [_root_cause(failure) for failure in failures if failure is not None]
    told = [_tell(cause) for cause in causes if cause.cls_name != "DagsterAssetCheckFailedError"]
    return (*(_describe(check) for check in blocking_checks(result)), *told)


def tell_warnings(result: ExecuteInProcessResult) -> tuple[str, ...]:
    """Checks that failed without blocking: warnings, and identities that hold their release back."""
    return tuple(_describe(check) for check in _failed_checks(result) if check.severity == AssetCheckSeverity.WARN)


def _failed_checks(result: ExecuteInProcessResult) -> list[AssetCheckEvaluation]:
    return [check for check in result.get_asset_check_evaluations() if not check.passed]


def _describe(check: AssetCheckEvaluation) -> str:
    rows = check.metadata.get("dagster_dbt/failed_row_count")
    found = check.description or (f"{rows.value} row(s) do not pass it." if rows else "dbt's log tells more.")
    return f"check {check.check_name} of {'.'.join(check.asset_key.path)} failed: {found}"


def _tell(cause: SerializableErrorInfo) -> str:
    if cause.cls_name == "DagsterExecutionInterruptedError":
        return "The run was interrupted. Nothing is lost: run again to go on."
    return OWN_ERROR.sub("", cause.message.strip())


def _root_cause(error: SerializableErrorInfo) -> SerializableErrorInfo:
    return error if error.cause is None else _root_cause(error.cause)
