"""The site in the `docs` folder: home, reports, what the models mean (dbt docs), what every check found (Data Docs).

What the home page and a report show does not belong here (`report`).
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dagster_project.defs.dbt_command import DbtFailedError, invoke_dbt, target_folder
from dagster_project.defs.pending_work import published_code
from dagster_project.defs.run import WAIT_FOR_OTHER_RUN_SECONDS
from dagster_project.defs.run_lock import run_lock
from dagster_project.report import write_site
from dagster_project.report.write import CHECKS_PAGE, MODELS_PAGE
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import NotBuiltError, connect_published, connect_warehouse_reader

UNBUILT_ADDRESSES = (
    (re.compile(r"""xlink:href=(?=\\?["']\{\{)"""), "ng-attr-xlink:href="),
    (re.compile(r"""href="\$\{require\([^"]*"""), 'href="data:,'),
)
"""Addresses in dbt's page that are templates: of icons, which its script fills in later, and of a picture it lacks."""


@dataclass(frozen=True, slots=True)
class DocumentationPages:
    """The first page of each part; all open in a browser without a server. No `home` before the first publish."""

    home: Path | None
    models: Path
    checks: Path


def build_documentation(settings: Settings) -> DocumentationPages:
    """Write the whole site into `docs` of the home folder.

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
        models = _describe_models(settings)
        checks = _describe_checks(settings)
        return DocumentationPages(home=_describe_releases(settings), models=models, checks=checks)


def _describe_releases(settings: Settings) -> Path | None:
    """The home page comes last, for it links only to what is there."""
    if not settings.published.exists():
        return None
    with closing(connect_published(settings.published)) as connection:
        return write_site(settings, connection, published_code(settings)).home


def _describe_models(settings: Settings) -> Path:
    result = invoke_dbt(["docs", "generate", "--static"], settings)
    if not result.success:
        raise DbtFailedError(f"dbt could not describe the models; its log is in {target_folder(settings)}.")
    page = settings.docs / MODELS_PAGE
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        _with_built_addresses((target_folder(settings) / "static_index.html").read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    return page


def _with_built_addresses(page: str) -> str:
    """A browser asks for what a template names before the script has filled it in, and reports what it cannot find."""
    for template, address in UNBUILT_ADDRESSES:
        page = template.sub(address, page)
    return page


def _describe_checks(settings: Settings) -> Path:
    from expectations.runner import run_suites

    page = settings.docs / CHECKS_PAGE
    run_suites(settings.warehouse, page.parent)
    return page
