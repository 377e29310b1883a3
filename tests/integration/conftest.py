from __future__ import annotations

from collections.abc import Callable, Iterator

import duckdb
import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.ingest import IngestResult, ingest
from dagster_project.warehouse.plan import known_releases, plan_ingest
from dagster_project.warehouse.schema import create_schema


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
