"""The faulty warehouse, built once, and a way to break the models' tables after the build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from must_fail.faulty_warehouse import (
    Expectations,
    FaultyWarehouse,
    build_faulty_warehouse,
    release_id_of,
    run_expectations,
)

from dagster_project.settings import Settings
from expectations.declared import SUITES_FOLDER


@pytest.fixture(scope="session")
def faulty(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> FaultyWarehouse:
    """One copy of the sample for each fault, built and tested."""
    return build_faulty_warehouse(sample, Settings(tmp_path_factory.mktemp("faulty"), sample.parent))


SUITES_OF_THE_PROOF = (
    "marts_fct_*.json",
    "marts_dim_releases.json",
    "marts_dim_periods.json",
    "identities_over_*.json",
)


@pytest.fixture(scope="session")
def suites_of_the_proof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The suites a broken identity model can fail; the others would only take time."""
    folder = tmp_path_factory.mktemp("suites")
    for pattern in SUITES_OF_THE_PROOF:
        for path in SUITES_FOLDER.glob(pattern):
            shutil.copy(path, folder)
    return folder


KEPT = ("clean", "thousandfold total")


@pytest.fixture(scope="session")
def two_releases(faulty: FaultyWarehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built warehouse with two of its releases: Great Expectations takes minutes to tell 100,000 failing rows."""
    copy = Path(shutil.copy(faulty.path, tmp_path_factory.mktemp("two") / "warehouse.duckdb"))
    kept = [release_id_of(fault) for fault in KEPT]
    with duckdb.connect(str(copy)) as connection:
        tables = connection.execute(
            """
            SELECT schema_name || '.' || table_name
            FROM duckdb_columns() INNER JOIN duckdb_tables() USING (schema_name, table_name)
            WHERE column_name = 'release_id'
            """
        ).fetchall()
        for (table,) in tables:
            connection.execute(f"DELETE FROM {table} WHERE NOT list_contains(?, release_id)", [kept])
    return copy


@pytest.fixture
def expectations_after(two_releases: Path, suites_of_the_proof: Path, tmp_path: Path) -> Callable[[str], Expectations]:
    """Run a statement on a copy of the built warehouse, as a broken model would have, and give what the suites say."""

    def tamper(statement: str) -> Expectations:
        copy = Path(shutil.copy(two_releases, tmp_path / "tampered.duckdb"))
        with duckdb.connect(str(copy)) as connection:
            connection.execute(statement)
        return run_expectations(copy, suites_of_the_proof)

    return tamper
