"""The tie-out reports as an asset: after the published file, a page for every release that has none, was read
again, or was judged by other rules.

What a report shows belongs to `report`.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from typing import Any

from dagster import AssetKey, AssetsDefinition, MaterializeResult, ResourceParam, asset

from dagster_project.defs.pending_work import published_code
from dagster_project.report import write_site
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_published

READ_MODELS = frozenset(
    AssetKey(["marts", model])
    for model in (
        "dim_issuers",
        "dim_line_items",
        "dim_periods",
        "dim_releases",
        "dim_segments",
        "fct_contradictions",
        "fct_identity_checks",
        "fct_identity_operands",
        "fct_line_items",
    )
)
"""What a report is made of; a project without these models has no reports."""


def build_reports(models: Collection[AssetKey], published: AssetsDefinition) -> list[AssetsDefinition]:
    """The asset of the reports, where the project has the models they are made of."""
    if not set(models) >= READ_MODELS:
        return []

    @asset(
        name="tie_out_reports",
        deps=[published],
        group_name="published",
        kinds={"html"},
        description="One page a published release: every number as printed, with its source line and its identities.",
    )
    def tie_out_reports(locked_settings: ResourceParam[Settings]) -> MaterializeResult[Any]:
        with closing(connect_published(locked_settings.published)) as connection:
            site = write_site(locked_settings, connection, published_code(locked_settings))
        return MaterializeResult(
            metadata={"written": len(site.reports), "index": str(site.index), "home": str(site.home)}
        )

    return [tie_out_reports]
