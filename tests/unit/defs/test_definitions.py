"""What Dagster loads from the real project: every asset and check by name, and no check that fell out."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dagster_project.settings import PROJECT_ROOT
from expectations.declared import declared_suites

SNAPSHOT = Path(__file__).parent / "definitions_snapshot.txt"
UPDATE = "TIEOUT_UPDATE_SNAPSHOT"

pytestmark = pytest.mark.slow

DESCRIBE = """
import json, sys
from dagster_project.definitions import build_definitions
from dagster_project.defs.dbt_command import target_folder
from dagster_project.settings import Settings
settings = Settings.from_environment()
definitions = build_definitions(settings)
graph = definitions.resolve_asset_graph()
job = definitions.resolve_job_def("tie_out")
[manifest] = target_folder(settings).glob("manifest-*.json")
dbt_tests = [n["name"] for n in json.loads(manifest.read_bytes())["nodes"].values() if n["resource_type"] == "test"]
print(json.dumps({
    "assets": [{
        "key": "/".join(key.path),
        "group": graph.get(key).group_name,
        "parents": sorted("/".join(parent.path) for parent in graph.get(key).parent_keys),
        "is_in_job": key in job.asset_layer.selected_asset_keys,
    } for key in sorted(graph.get_all_asset_keys())],
    "checks": [{
        "asset": "/".join(key.asset_key.path),
        "name": key.name,
        "is_blocking": graph.get_check_spec(key).blocking,
    } for key in sorted(graph.asset_check_keys, key=lambda key: (key.asset_key.path, key.name))],
    "dbt_tests": dbt_tests,
    "loaded": sorted(sys.modules),
}))
"""


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The definitions, told by a fresh process so that what it imports is what loading them imports."""
    environment = {**os.environ, "TIEOUT_HOME": str(tmp_path_factory.mktemp("home"))}
    told = subprocess.run(
        [sys.executable, "-c", DESCRIBE],
        env=environment,
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    description: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return description


def asset_line(key: str, group: str, parents: list[str], *, is_in_job: bool) -> str:
    return f"asset {key} [{group}{'' if is_in_job else ', not in the job'}] <- {' '.join(parents)}".rstrip()


def check_line(asset: str, name: str, *, is_blocking: bool) -> str:
    return f"check {asset} {name}{' (may block)' if is_blocking else ''}"


def test_every_asset_and_check_is_as_the_snapshot_says(described: dict[str, Any]) -> None:
    lines = [
        *(
            f"asset {each['key']} [{each['group']}] <- {' '.join(each['parents'])}".rstrip()
            for each in described["assets"]
        ),
        *(
            f"check {each['asset']} {each['name']}{' (may block)' * each['is_blocking']}"
            for each in described["checks"]
        ),
    ]
    if os.environ.get(UPDATE):
        SNAPSHOT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    expected = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    assert sorted(set(expected) - set(lines)) == [], f"gone; if that is meant, run pytest with {UPDATE}=1"
    assert sorted(set(lines) - set(expected)) == [], f"new; if that is meant, run pytest with {UPDATE}=1"


def test_listing_the_checks_does_not_import_great_expectations(described: dict[str, Any]) -> None:
    assert "great_expectations" not in described["loaded"]
    assert "dagster_dbt" in described["loaded"]


def test_every_dbt_test_is_an_asset_check(described: dict[str, Any]) -> None:
    """A singular test of several models needs `config(meta={"dagster": {"ref": {"name": "<model>"}}})`."""
    checks = {check["name"] for check in described["checks"]}
    assert sorted(set(described["dbt_tests"]) - checks) == []


def test_every_expectation_is_a_check_of_an_asset_that_exists(described: dict[str, Any]) -> None:
    assets = {asset["key"] for asset in described["assets"]}
    checks = {(check["asset"], check["name"]) for check in described["checks"]}
    declared = {
        (f"{suite.schema}/{suite.table}", expectation.expectation_id)
        for suite in declared_suites()
        for expectation in suite.expectations
    }
    assert declared <= checks
    assert {asset for asset, _ in checks} <= assets


def test_every_identity_of_the_seed_is_an_asset_check_under_its_own_id(described: dict[str, Any]) -> None:
    with (PROJECT_ROOT / "dbt" / "seeds" / "identities.csv").open(encoding="utf-8", newline="") as seed:
        identities = {row["identity_id"] for row in csv.DictReader(seed)}
    checks = {check["name"] for check in described["checks"] if check["asset"] == "marts/fct_identity_checks"}
    assert sorted(identities - checks) == []


def test_the_job_builds_everything_but_the_drop_folder_itself(described: dict[str, Any]) -> None:
    assert [asset["key"] for asset in described["assets"] if not asset["is_in_job"]] == ["release_files"]


def test_the_published_file_waits_for_every_mart_and_view(described: dict[str, Any]) -> None:
    [published] = [asset for asset in described["assets"] if asset["key"] == "published"]
    marts_and_views = [asset["key"] for asset in described["assets"] if asset["key"].split("/")[0] in {"main", "marts"}]
    assert published["parents"] == marts_and_views
