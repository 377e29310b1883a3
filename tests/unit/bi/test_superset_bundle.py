"""The dashboard's files fit the published views; whether Superset takes them is tested by `make test-bi`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from dagster_project.settings import PROJECT_ROOT

BUNDLE = PROJECT_ROOT / "bi" / "superset" / "dashboard"
VIEWS = PROJECT_ROOT / "dbt" / "models" / "published" / "_published__models.yml"


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def read_all(folder: str) -> dict[str, dict[str, Any]]:
    return {path.stem: read(path) for path in sorted((BUNDLE / folder).rglob("*.yaml"))}


def test_each_dataset_has_the_columns_of_its_view() -> None:
    views = {
        model["name"].removeprefix("published__"): [(c["name"], c["data_type"].upper()) for c in model["columns"]]
        for model in read(VIEWS)["models"]
    }
    for name, dataset in read_all("datasets").items():
        columns = [(c["column_name"], c["type"]) for c in dataset["columns"] if "expression" not in c]
        assert (dataset["schema"], dataset["table_name"]) == ("main", name)
        assert columns == views[name], f"{name}: the view has other columns; mend the dataset's YAML"


def test_each_chart_asks_for_what_its_dataset_has() -> None:
    datasets = {dataset["uuid"]: dataset for dataset in read_all("datasets").values()}
    for name, chart in read_all("charts").items():
        dataset = datasets[chart["dataset_uuid"]]
        columns = {column["column_name"] for column in dataset["columns"]}
        metrics = {metric["metric_name"] for metric in dataset["metrics"]}
        [query] = json.loads(chart["query_context"])["queries"]
        asked = {*query["columns"], *(one["col"] for one in query["filters"])}
        assert asked - columns == set(), name
        assert {metric for metric in query.get("metrics", []) if isinstance(metric, str)} - metrics == set(), name


def test_the_dashboard_places_every_chart() -> None:
    dashboard = read(BUNDLE / "dashboards" / "tieout.yaml")
    placed = {
        part["meta"]["uuid"]
        for part in dashboard["position"].values()
        if isinstance(part, dict) and part["type"] == "CHART"
    }
    assert placed == {chart["uuid"] for chart in read_all("charts").values()}


def test_the_database_is_opened_read_only() -> None:
    database = read(BUNDLE / "databases" / "Tieout.yaml")
    assert database["extra"]["engine_params"] == {"connect_args": {"read_only": True}}
    assert database["allow_dml"] is False
