"""Hostile files are read or rejected in bounded time and memory, by the parser and by an ingest."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import duckdb
import pytest
from properties.hostile_files import HOSTILE

from dagster_project.parsing import RejectedFileError, parse_release
from dagster_project.parsing.rollups import discover_rollups
from dagster_project.settings import PROJECT_ROOT, Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.ingest import ingest
from dagster_project.warehouse.plan import known_releases, plan_ingest
from dagster_project.warehouse.schema import create_schema

LARGE, SMALL = 10_000_000, 50_000
MOST_SECONDS = 10.0
MOST_SECONDS_SMALL = 3.0
"""A shape whose time grows with the square of its size shows it here already, even on a busy machine."""
MOST_MEGABYTES = 1_000

MEASURED = """
import json, resource, sys
sys.path[:0] = ["tests"]
from properties.hostile_files import HOSTILE
from properties.test_hostile_files import seconds_to_read
print(json.dumps({
    "seconds": {name: seconds_to_read(build(%d)) for name, build in HOSTILE.items()},
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
}))
"""


def test_ten_megabytes_of_any_shape_are_read_or_rejected_in_time_and_memory() -> None:
    child = subprocess.run(
        [sys.executable, "-c", MEASURED % LARGE], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True
    )
    measured = json.loads(child.stdout)
    assert measured["seconds"].keys() == HOSTILE.keys()
    assert {name: spent for name, spent in measured["seconds"].items() if spent > MOST_SECONDS} == {}
    assert measured["megabytes"] < MOST_MEGABYTES


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_small_enough_to_be_a_release_takes_time_in_proportion(name: str) -> None:
    assert seconds_to_read(HOSTILE[name](SMALL)) < MOST_SECONDS_SMALL


def test_an_ingest_of_hostile_files_ends_and_tells_of_each(
    settings: Settings, warehouse: duckdb.DuckDBPyConnection
) -> None:
    for number, build in enumerate(HOSTILE.values()):
        (settings.releases / f"hostile_{number}.txt").write_bytes(build(SMALL // 3))
    begin = time.process_time()
    result = ingest(warehouse, settings, plan_ingest(settings, known_releases(warehouse)))
    assert time.process_time() - begin < MOST_SECONDS
    assert result.new + len(result.rejected) == len(HOSTILE)
    assert not [file.reason for file in result.rejected if "failed on this file" in file.reason]


@pytest.fixture
def warehouse(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect_writer(settings.warehouse) as connection:
        create_schema(connection)
        yield connection


def seconds_to_read(data: bytes) -> float:
    """CPU seconds to read a file and find its roll-ups, or to reject it."""
    begin = time.process_time()
    try:
        release = parse_release(data, "hostile.txt")
    except RejectedFileError:
        pass
    else:
        discover_rollups(release.tables, release.cells)
    return time.process_time() - begin
