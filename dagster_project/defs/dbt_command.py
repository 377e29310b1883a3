"""Runs dbt inside this process: the command line would start a second Python and cost six seconds each time.

Which models exist and what they mean is dbt's room; how their results become Dagster events is `dbt_assets`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.settings import Settings

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult
    from dbt_common.events.base_types import EventMsg


class DbtFailedError(RuntimeError):
    """dbt could not finish; the message names what failed and where dbt's log is."""


def target_folder(settings: Settings) -> Path:
    """Where dbt writes its manifest, compiled SQL and run results; one per `TIEOUT_HOME`, never in the sources."""
    return settings.home / "dbt"


def invoke_dbt(
    arguments: Sequence[str], settings: Settings, on_event: Callable[[EventMsg], None] | None = None
) -> dbtRunnerResult:
    """Run one dbt command, such as `["build"]`, against the warehouse of these settings.

    `on_event` gets every event dbt emits, from dbt's own threads. The file lock on the warehouse is released before
    returning. dbt prints nothing: a failed model or test is told in the result, and whether that is an error is the
    caller's to say.

    Raises DbtFailedError when dbt could not run at all (a project that does not parse, a locked warehouse).
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    folder = target_folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        *arguments,
        *("--project-dir", str(settings.dbt_project)),
        *("--profiles-dir", str(settings.dbt_project)),
        *("--target-path", str(folder)),
        *("--log-path", str(folder)),
        *("--log-level", "none", "--log-level-file", "info"),
        "--no-send-anonymous-usage-stats",
    ]
    try:
        with _environment(settings.as_environment()):
            result = dbtRunner(callbacks=[on_event] if on_event else []).invoke(command)
    finally:
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
    if result.exception is not None:
        raise DbtFailedError(
            f"dbt {arguments[0]} could not run: {result.exception}\nThe full log is in {folder / 'dbt.log'}."
        ) from result.exception
    return result


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for a while: dbt reads its paths from there and nowhere else."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
