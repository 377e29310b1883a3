"""A warehouse that a test fills itself, and one that is built once, with all of dbt's own tests and unit tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from northwind_release import NORTHWIND_RELEASE

from dagster_project.defs.dbt_command import invoke_dbt
from dagster_project.parsing import parse_release
from dagster_project.parsing.rollups import discover_rollups
from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.ingest import IngestResult, ingest
from dagster_project.warehouse.load import load_releases, to_rows
from dagster_project.warehouse.plan import known_releases, plan_ingest
from dagster_project.warehouse.schema import create_schema

Rows = list[tuple[object, ...]]
Ask = Callable[..., Rows]


@pytest.fixture
def warehouse(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse that is open all through the test."""
    with connect_writer(settings.warehouse) as connection:
        create_schema(connection)
        yield connection


@pytest.fixture
def ingest_folder(settings: Settings, warehouse: duckdb.DuckDBPyConnection) -> Callable[[], IngestResult]:
    """Does what a run does with the drop folder: plan, parse, load."""
    return lambda: ingest(warehouse, settings, plan_ingest(settings, known_releases(warehouse)))


@pytest.fixture(scope="session")
def built(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home whose warehouse holds the sample and one release more, built by dbt with all its tests."""
    settings = Settings(tmp_path_factory.mktemp("marts"), sample.parent)
    inputs = {sample.name: sample.read_bytes(), "northwind.txt": NORTHWIND_RELEASE.encode()}
    parsed = []
    for name, data in inputs.items():
        release = parse_release(data, name)
        rollups = discover_rollups(release.tables, release.cells)
        parsed.append(to_rows(release, rollups, name, datetime.now(UTC).replace(tzinfo=None)))
    with duckdb.connect(str(settings.warehouse)) as connection:
        create_schema(connection)
        load_releases(connection, parsed)
    result = invoke_dbt(["build"], settings)
    assert result.success, [node.message for node in result.result.results if node.status in ("error", "fail")]
    return settings


@pytest.fixture(scope="session")
def ask(built: Settings) -> Ask:
    """Questions to the built warehouse, in SQL."""

    def answer(query: str, *parameters: object) -> Rows:
        with duckdb.connect(str(built.warehouse), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    return answer
