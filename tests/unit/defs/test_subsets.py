"""A person may pick a single model or check in the web page: only that is built or tested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dagster import AssetKey, AssetSelection, DagsterInstance, ExecuteInProcessResult, materialize

from dagster_project import definitions
from dagster_project.defs import resources
from dagster_project.defs.run import run_pipeline
from dagster_project.defs.run_lock import run_lock
from dagster_project.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("findings")]


@pytest.fixture
def built(settings: Settings, drop: Callable[..., Path]) -> Settings:
    drop()
    assert run_pipeline(settings).outcome == "published"
    return settings


def pick(settings: Settings, selection: AssetSelection) -> ExecuteInProcessResult:
    loaded = definitions.build_definitions(settings)
    with DagsterInstance.ephemeral() as instance:
        return materialize(
            [*(loaded.assets or []), *(loaded.asset_checks or [])],  # type: ignore[list-item]
            selection=selection,
            resources=loaded.resources,
            instance=instance,
            raise_on_error=False,
        )


def built_assets(result: ExecuteInProcessResult) -> list[str]:
    return sorted(
        "/".join(event.asset_key.path) for event in result.get_asset_materialization_events() if event.asset_key
    )


def evaluated(result: ExecuteInProcessResult) -> list[str]:
    return sorted(check.check_name for check in result.get_asset_check_evaluations())


def test_a_single_model_is_built_with_its_tests_and_expectations(built: Settings) -> None:
    result = pick(built, AssetSelection.assets(AssetKey(["marts", "fct_identity_checks"])))
    assert result.success
    assert built_assets(result) == ["marts/fct_identity_checks"]
    assert evaluated(result) == [
        "accepted_values_fct_identity_checks_status__pass__fail",
        "not_null_fct_identity_checks_status",
        "small_identity_holds",
    ]


def test_a_single_expectation_is_tested_and_nothing_is_built(built: Settings, findings: dict[str, str]) -> None:
    findings["line_items_are_not_empty"] = "failed"
    checks = definitions.build_expectation_checks(Path(__file__).parent / "small_house" / "suites")
    wanted = AssetSelection.checks(*[key for key in checks.check_keys if key.name == "line_items_are_not_empty"])
    result = pick(built, wanted)
    assert not result.success
    assert built_assets(result) == []
    assert evaluated(result) == ["line_items_are_not_empty"]


def test_nothing_is_built_while_another_run_holds_the_warehouse(
    built: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "WAIT_FOR_OTHER_RUN_SECONDS", 0.3)
    with run_lock(built, wait_seconds=0):
        result = pick(built, AssetSelection.assets(AssetKey(["marts", "fct_identity_checks"])))
    assert not result.success
    assert built_assets(result) == evaluated(result) == []
