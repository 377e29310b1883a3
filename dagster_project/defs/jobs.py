"""The one job: everything from release files to the published file, in one process.

One process because DuckDB has one writer, and because Dagster's multiprocess executor costs four times as much here.
"""

from __future__ import annotations

from dagster import AssetSelection, define_asset_job, in_process_executor

JOB_NAME = "tie_out"

tie_out = define_asset_job(
    JOB_NAME,
    selection=AssetSelection.all(),
    description="Read new releases, build the warehouse, check every identity, publish.",
    executor_def=in_process_executor,
    config={"loggers": {"console": {"config": {"log_level": "INFO"}}}},
)
