"""Everything Dagster loads, put together from `defs`. Nothing is defined here."""

from __future__ import annotations

from pathlib import Path

from dagster import Definitions, definitions, in_process_executor

from dagster_project.defs.assets import build_publish, ingest_releases, release_files
from dagster_project.defs.checks import build_expectation_checks
from dagster_project.defs.dbt_assets import build_dbt_assets
from dagster_project.defs.jobs import tie_out
from dagster_project.defs.reports import build_reports
from dagster_project.defs.resources import build_resources
from dagster_project.defs.schedules import daily
from dagster_project.defs.sensors import drop_folder
from dagster_project.settings import Settings
from expectations.declared import SUITES_FOLDER


def build_definitions(settings: Settings, suites_folder: Path = SUITES_FOLDER) -> Definitions:
    """The definitions for these settings. Parses the dbt project if it changed since the last time."""
    dbt_build = build_dbt_assets(settings)
    published = build_publish(dbt_build.keys)
    return Definitions(
        assets=[release_files, ingest_releases, dbt_build, published, *build_reports(dbt_build.keys, published)],
        asset_checks=[build_expectation_checks(suites_folder)],
        jobs=[tie_out],
        schedules=[daily],
        sensors=[drop_folder],
        resources=build_resources(settings),
        executor=in_process_executor,
    )


@definitions
def defs() -> Definitions:
    """What `dagster -m dagster_project.definitions` loads: the definitions for the environment's settings."""
    return build_definitions(Settings.from_environment())
