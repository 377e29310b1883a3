"""One warehouse of many copies of the sample release, each with one planted fault, and what came of them.

Faults are planted in the cells as parsed, after roll-ups were found; the models and the suites then meet them the way
they would meet a misprint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from must_fail.faults import FAULTS

from dagster_project.defs.dbt_command import invoke_dbt
from dagster_project.parsing import parse_release
from dagster_project.parsing.rollups import discover_rollups
from dagster_project.settings import Settings
from dagster_project.warehouse.load import load_releases, to_rows
from dagster_project.warehouse.schema import create_schema
from expectations import ExpectationResult, run_suites
from expectations.declared import SUITES_FOLDER

Expectations = Mapping[str, ExpectationResult]


@dataclass(frozen=True, slots=True)
class FaultyWarehouse:
    """A built and tested warehouse in which every fault has a release of its own; `clean` has none."""

    path: Path
    expectations: Expectations

    def rows(self, query: str, *parameters: object) -> list[tuple[object, ...]]:
        """Read from the warehouse."""
        with duckdb.connect(str(self.path), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    def identities(self, fault: str, status: str) -> set[str]:
        """Ids of the identities that have this status somewhere in the release of a fault but not in the clean one."""
        query = (
            "select identity_id, scope, period_id, unit, residual from marts.fct_identity_checks "
            "where status = ? and release_id = ?"
        )
        here, clean = (set(self.rows(query, status, release_id_of(name))) for name in (fault, "clean"))
        return {str(row[0]) for row in here - clean}


def release_id_of(fault: str) -> str:
    """The id of the release that carries a fault."""
    return hashlib.sha256(fault.encode()).hexdigest()[:16]


def build_faulty_warehouse(sample: Path, settings: Settings) -> FaultyWarehouse:
    """Plant, build and test."""
    settings.home.mkdir(parents=True, exist_ok=True)
    _load_copies(settings.warehouse, sample)
    result = invoke_dbt(["build", "--exclude-resource-type", "test", "unit_test"], settings)
    assert result.success, result.result
    return FaultyWarehouse(settings.warehouse, run_expectations(settings.warehouse))


def run_expectations(warehouse: Path, suites: Path = SUITES_FOLDER) -> Expectations:
    """What the suites of a folder say of a warehouse, by id."""
    return {result.expectation_id: result for result in run_suites(warehouse, None, suites).results}


def _load_copies(warehouse: Path, sample: Path) -> None:
    release = parse_release(sample.read_bytes(), sample.name)
    rollups = discover_rollups(release.tables, release.cells)
    copies = []
    for fault, plant in FAULTS.items():
        sha256 = hashlib.sha256(fault.encode()).hexdigest()
        cells = tuple(plant(release.cells))
        assert fault == "clean" or cells != release.cells, f"{fault} was not planted: no cell is as described"
        copy = replace(release, sha256=sha256, release_id=sha256[:16], cells=cells)
        copies.append(to_rows(copy, rollups, f"{fault}.txt", datetime.now(UTC).replace(tzinfo=None)))
    with duckdb.connect(str(warehouse)) as connection:
        create_schema(connection)
        load_releases(connection, copies)
