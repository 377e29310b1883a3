"""The identity stage on many copies of the sample: time, memory, and that twice as much takes twice as long."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from faults.copies import Copy, load_copies
from faults.run import read_release
from pytest_benchmark.fixture import BenchmarkFixture

from dagster_project.defs.dbt_command import invoke_dbt
from dagster_project.parsing.rollups import discover_rollups
from dagster_project.settings import Settings

SECONDS_OF_A_THOUSAND = 60
MEGABYTES = 2048
ALL_OF_IT = ("+fct_identity_checks", "+int_facts__verified")
STAGE = ("int_identity_facts__prepared+,+fct_identity_checks", "int_facts__verified", "fct_identity_operands")


def build(settings: Settings, *models: str) -> None:
    result = invoke_dbt(["build", "--exclude-resource-type", "test", "unit_test", "--select", *models], settings)
    assert result.success


@pytest.mark.parametrize("count", [1, 100, 1000])
def test_identities_of_many_releases_are_checked_in_time(
    benchmark: BenchmarkFixture, sample: Path, tmp_path: Path, count: int
) -> None:
    settings = Settings(tmp_path, sample.parent)
    release = read_release(sample)
    rollups = discover_rollups(release.tables, release.cells)
    load_copies(settings.warehouse, release, rollups, [Copy(f"copy {n}", {}, rollups) for n in range(1, count)])
    build(settings, *ALL_OF_IT)

    benchmark.pedantic(lambda: build(settings, *STAGE), rounds=1)

    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{count} releases: at most {megabytes:,.0f} MB")
    assert megabytes < MEGABYTES
    assert benchmark.stats is None or benchmark.stats["max"] < SECONDS_OF_A_THOUSAND
