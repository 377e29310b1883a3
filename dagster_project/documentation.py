"""The pages people read: what the models mean (dbt docs) and what every check found (Data Docs).

The report of a single release does not belong here.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from dagster_project.defs.dbt_command import DbtFailedError, invoke_dbt, target_folder
from dagster_project.defs.run import WAIT_FOR_OTHER_RUN_SECONDS
from dagster_project.defs.run_lock import run_lock
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import NotBuiltError, connect_warehouse_reader


@dataclass(frozen=True, slots=True)
class DocumentationPages:
    """The first page of each; both open in a browser without a server."""

    models: Path
    checks: Path


def build_documentation(settings: Settings) -> DocumentationPages:
    """Write both kinds of pages into `docs` of the home folder.

    dbt opens the warehouse for writing, so a run that is going on is waited for, and none begins meanwhile. Raises
    NotBuiltError before the first run, RunInProgressError or WarehouseBusyError while another process keeps the
    warehouse, DbtFailedError where dbt cannot describe the project.
    """
    if not settings.warehouse.exists():
        raise NotBuiltError(
            f"There is no warehouse at {settings.warehouse} yet. Run `tieout run` (or `make run`) first."
        )
    with run_lock(settings, WAIT_FOR_OTHER_RUN_SECONDS):
        connect_warehouse_reader(settings.warehouse).close()
        return DocumentationPages(models=_describe_models(settings), checks=_describe_checks(settings))


def _describe_models(settings: Settings) -> Path:
    result = invoke_dbt(["docs", "generate", "--static"], settings)
    if not result.success:
        raise DbtFailedError(f"dbt could not describe the models; its log is in {target_folder(settings)}.")
    page = settings.docs / "models.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(target_folder(settings) / "static_index.html", page)
    return page


def _describe_checks(settings: Settings) -> Path:
    from expectations.runner import run_suites

    folder = settings.docs / "checks"
    run_suites(settings.warehouse, folder)
    return folder / "index.html"
