from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.schema import create_schema


@pytest.fixture
def connection(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse with its raw tables."""
    with connect_writer(settings.warehouse) as opened:
        create_schema(opened)
        yield opened
