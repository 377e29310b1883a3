"""The dbt project as Dagster assets: every model and seed an asset, every dbt test an asset check.

dbt runs in this process (`dbt_command`) and its results are told to Dagster as they come.
What the models compute is dbt's room.
"""

import json
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from dagster import AssetExecutionContext, AssetsDefinition, ResourceParam
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.asset_utils import get_subset_selection_for_context
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from dagster_project.defs.dbt_command import DbtFailedError, invoke_dbt, target_folder
from dagster_project.defs.fingerprints import content_fingerprint
from dagster_project.settings import Settings

if TYPE_CHECKING:
    from dbt_common.events.base_types import EventMsg

NEVER_IN_A_RUN = "resource_type:unit_test resource_type:exposure"
"""Unit tests prove the SQL, not the data: they belong to `make test`. An exposure is a page with nothing to build."""


class LayerTranslator(DagsterDbtTranslator):
    """Groups the models by layer: `seeds`, `staging`, `intermediate`, `marts`, `published`."""

    def __init__(self) -> None:
        super().__init__(DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True))

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The schema a model is built in is its layer; what readers see first stands in the schema `main`."""
        schema = cast("str | None", dbt_resource_props.get("config", {}).get("schema"))
        return "published" if schema == "main" else schema


def current_manifest(settings: Settings) -> dict[str, Any]:
    """dbt's manifest of the project as its files stand now; dbt parses them only when one of them changed.

    Raises DbtFailedError when the project does not parse.
    """
    folder = target_folder(settings)
    kept = folder / f"manifest-{content_fingerprint([settings.dbt_project])}.json"
    if not kept.exists():
        manifest = invoke_dbt(["parse"], settings).result
        for outdated in folder.glob("manifest-*.json"):
            outdated.unlink(missing_ok=True)
        # Not copied from dbt's own `manifest.json`, which another process may be writing at this moment.
        unfinished = kept.with_suffix(f".{os.getpid()}")
        manifest.write(str(unfinished))  # type: ignore[union-attr]
        unfinished.replace(kept)
    return cast("dict[str, Any]", json.loads(kept.read_bytes()))


def build_dbt_assets(settings: Settings) -> AssetsDefinition:
    """The assets and checks of the dbt project; their one step is a `dbt build`."""
    manifest = current_manifest(settings)
    translator = LayerTranslator()

    @dbt_assets(manifest=manifest, dagster_dbt_translator=translator, name="dbt_build", exclude=NEVER_IN_A_RUN)
    def dbt_build(context: AssetExecutionContext, locked_settings: ResourceParam[Settings]) -> Iterator[Any]:
        for event in _stream(["build", *_selection(context, manifest, translator)], locked_settings):
            message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
            yield from message.to_default_asset_events(manifest, translator, context)

    return dbt_build


def _selection(context: AssetExecutionContext, manifest: dict[str, Any], translator: DagsterDbtTranslator) -> list[str]:
    """dbt's arguments for what this run builds: everything, or the models a person picked in the web page."""
    selection, indirect_selection = get_subset_selection_for_context(
        context=context,
        manifest=manifest,
        select="fqn:*",
        exclude=None,
        selector=None,
        dagster_dbt_translator=translator,
        current_dbt_indirect_selection_env=None,
    )
    of_tests = ["--indirect-selection", indirect_selection] if indirect_selection else []
    return [*selection, "--exclude", NEVER_IN_A_RUN, *of_tests]


def _stream(arguments: list[str], settings: Settings) -> Iterator[dict[str, Any]]:
    """Run dbt in a thread and hand its result events over while it runs, as the dictionaries of its JSON log.

    Raises DbtFailedError at the end, after all events, when a model, seed or test with severity `error` failed.
    """
    from dbt_common.events.functions import msg_to_dict

    events: SimpleQueue[EventMsg | None] = SimpleQueue()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="dbt") as thread:
        running = thread.submit(invoke_dbt, arguments, settings, events.put)
        running.add_done_callback(lambda _: events.put(None))
        while (event := events.get()) is not None:
            if event.info.name.startswith("Log") and event.info.name.endswith("Result"):
                yield msg_to_dict(event)
        result = running.result()
    if not result.success:
        failures = [f"{node.node.name}: {node.message}" for node in _failed_nodes(result.result)]
        raise DbtFailedError(
            "dbt build failed, so nothing is published:\n  "
            + "\n  ".join(failures or ["(dbt names no node)"])
            + f"\nThe compiled SQL and the full log are in {target_folder(settings)}."
        )


def _failed_nodes(results: Any) -> list[Any]:
    return [node for node in getattr(results, "results", []) if node.status in ("error", "fail", "runtime error")]
