"""The two ends of the house: release files become raw tables, and the checked warehouse becomes the published file.

Release files are one incremental asset by content, without partitions: thousands of them would drown Dagster.
How files are read and published belongs to `warehouse`; what lies between the two ends is `dbt_assets`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetMaterialization,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    ResourceParam,
    asset,
    multi_asset,
)

from dagster_project.defs.pending_work import no_release, note_building, note_published
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.ingest import ingest
from dagster_project.warehouse.plan import known_releases, plan_ingest
from dagster_project.warehouse.publish import publish
from dagster_project.warehouse.schema import RAW_TABLES
from dagster_project.warehouse.summary import count_raw_rows

FILES_BETWEEN_LOG_LINES = 25

release_files = AssetSpec(
    "release_files",
    description="The drop folder: one file is one earnings release, as text or HTML. Never changed by a run.",
    group_name="raw",
    kinds={"file"},
)

RAW_KEYS = tuple(AssetKey(["raw", table]) for table in RAW_TABLES)


@multi_asset(
    name="ingest",
    specs=[AssetSpec(key, deps=[release_files.key], group_name="raw", kinds={"python", "duckdb"}) for key in RAW_KEYS],
    description="Parse the release files whose content is new and load them into the raw tables in one transaction.",
)
def ingest_releases(context: AssetExecutionContext, locked_settings: ResourceParam[Settings]) -> Iterator[Any]:
    """New content only: a file that is loaded already is neither parsed nor touched.

    Raises NothingToReadError when the warehouse is without a release even then: models of nothing say nothing.
    """

    def report(done: int, total: int) -> None:
        if done % FILES_BETWEEN_LOG_LINES == 0 or done == total:
            context.log.info(f"read {done} of {total} release files")

    settings = locked_settings
    note_building(settings)
    with connect_writer(settings.warehouse) as connection:
        plan = plan_ingest(settings, known_releases(connection))
        result = ingest(connection, settings, plan, report)
        counts = count_raw_rows(connection)
    in_folder = {"releases": len(plan.new) + len(plan.unchanged), "newly_rejected": len(result.rejected)}
    context.log_event(AssetMaterialization(release_files.key, metadata=in_folder))
    for file in result.rejected:
        context.log.warning(f"{file.file_name} is not loaded: {file.reason}")
    if not counts["releases"]:
        raise no_release(settings)
    for key in RAW_KEYS:
        yield MaterializeResult(
            asset_key=key,
            metadata={
                "dagster/row_count": counts[key.path[-1]],
                "new_releases": result.new,
                "parsed_again": result.reparsed,
                "unchanged": result.unchanged,
                "rejected": len(result.rejected),
            },
        )


def build_publish(models: Iterable[AssetKey]) -> AssetsDefinition:
    """The published file, downstream of the marts and of the views over them.

    Whatever fails before them (a load, a seed, a blocking check of any model) fails their step, and so stops this one.
    """

    @asset(
        name="published",
        deps=sorted(key for key in models if key.path[0] in {"main", "marts"}),
        group_name="published",
        kinds={"duckdb"},
        description="The one file readers open: replaced as a whole, without the releases that are held.",
    )
    def published(locked_settings: ResourceParam[Settings]) -> MaterializeResult[Any]:
        result = publish(locked_settings)
        note_published(locked_settings)
        return MaterializeResult(
            metadata={
                "path": str(result.path),
                "parquet": str(result.parquet),
                "bytes": result.path.stat().st_size,
                "held_releases_left_out": list(result.left_out),
                "held_releases_kept_as_before": list(result.kept_from_before),
            }
        )

    return published
