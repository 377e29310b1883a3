"""The faulty warehouse, built once, and a way to break the models' tables after the build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from must_fail.faulty_warehouse import Expectations, FaultyWarehouse, build_faulty_warehouse, run_expectations

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


@pytest.fixture
def expectations_after(
    faulty: FaultyWarehouse, suites_of_the_proof: Path, tmp_path: Path
) -> Callable[[str], Expectations]:
    """Run a statement on a copy of the built warehouse, as a broken model would have, and give what the suites say."""

    def tamper(statement: str) -> Expectations:
        copy = Path(shutil.copy(faulty.path, tmp_path / "tampered.duckdb"))
        with duckdb.connect(str(copy)) as connection:
            connection.execute(statement)
        return run_expectations(copy, suites_of_the_proof)

    return tamper
