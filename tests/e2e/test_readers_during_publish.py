"""Readers in processes of their own query without a pause while the file is replaced again and again.

`make test` runs the short form; `make load-test` the long one, 20 readers through 200 publishes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dagster_project.settings import PROJECT_ROOT, Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.publish import publish

pytestmark = pytest.mark.slow

LOAD_VARIABLE = "TIEOUT_LOAD"
"""Readers and publishes of the long form, as `20x200`."""

READERS, PUBLISHES = (int(number) for number in os.environ.get(LOAD_VARIABLE, "3x12").split("x"))
FACTS = 6_000

# A balance sheet for each release: assets are made of the version alone, liabilities and equity of what is left.
WAREHOUSE = """
CREATE SCHEMA IF NOT EXISTS marts;
CREATE OR REPLACE TABLE marts.dim_releases AS
    SELECT 'release-' || i AS release_id, 'release' AS release_slug, false AS is_held, NULL::VARCHAR AS hold_reason
    FROM range($version) AS t(i);
CREATE OR REPLACE TABLE marts.fct_line_items AS
    SELECT
        'release-' || (i % $version) AS release_id, $version AS version,
        ['total_assets', 'total_liabilities', 'total_equity'][i % 3 + 1] AS line_item_id,
        CAST([$version * 1000, $version * 600 + i // 3, $version * 400 - i // 3][i % 3 + 1] AS DECIMAL(38, 8)) AS value
    FROM range($facts) AS t(i);
CREATE OR REPLACE VIEW line_items AS SELECT release_id, version, line_item_id, value FROM marts.fct_line_items;
"""

# Opens the file anew each time, as a BI tool's next query does, asks it several times, and tells what it saw: the
# versions, the snapshots whose parts do not belong together, and the times between which it opened and saw a version.
# It is nicer than the publisher, which 20 of them would starve on a small machine.
READER = """
import json, os, sys, time
from pathlib import Path
import duckdb
published, stop, parquet = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
COUNT = "SELECT count(*) FROM marts.dim_releases"
BALANCE = '''
    SELECT
        min(version), max(version), count(DISTINCT release_id),
        sum(value) FILTER (line_item_id = 'total_assets'),
        sum(value) FILTER (line_item_id <> 'total_assets')
    FROM line_items
'''
os.nice(5)
seen, torn, deadline = [], [], time.monotonic() + 900
opened = 0
while not stop.exists() and time.monotonic() < deadline:
    asked = time.time()
    with duckdb.connect(str(published), read_only=True, config={"threads": 1}) as connection:
        before = connection.execute(COUNT).fetchone()[0]
        oldest, newest, releases, assets, claims = connection.execute(BALANCE).fetchone()
        after = connection.execute(COUNT).fetchone()[0]
    if not before == after == oldest == newest == releases or assets != claims:
        torn.append([before, after, oldest, newest, releases, str(assets), str(claims)])
    opened += 1
    if opened % 10 == 0:
        files = parquet.resolve()
        in_files = duckdb.execute(f'''
            SELECT (SELECT count(*) FROM '{files}/marts/dim_releases.parquet'), min(version), max(version)
            FROM '{files}/main/line_items.parquet'
        ''').fetchone()
        if len(set(in_files)) != 1:
            torn.append(["parquet", *in_files])
    seen.append([asked, newest])
print(json.dumps({"seen": seen, "torn": torn}))
"""


@dataclass(frozen=True)
class Told:
    """What the readers saw, and when each version was there for all to see."""

    reports: list[dict[str, Any]]
    errors: list[str]
    published_at: dict[int, float]

    @property
    def snapshots(self) -> int:
        return sum(len(report["seen"]) for report in self.reports)

    @property
    def torn(self) -> list[object]:
        return [snapshot for report in self.reports for snapshot in report["torn"]]

    @property
    def stale(self) -> list[tuple[float, int]]:
        """Snapshots older than a publish that had ended before their connection was opened."""
        return [
            (asked, version)
            for report in self.reports
            for asked, version in report["seen"]
            if self.published_at.get(version + 1, asked) < asked
        ]


def build(settings: Settings, version: int) -> None:
    with connect_writer(settings.warehouse) as connection:
        connection.execute(WAREHOUSE.replace("$version", str(version)).replace("$facts", str(FACTS)))


def run_readers(settings: Settings, folder: Path, reader: str = READER) -> Told:
    """Publish version after version while the readers read, then stop them and hear what they saw."""
    stop = folder / "stop"
    build(settings, 1)
    publish(settings)
    published_at = {1: time.time()}
    command = [sys.executable, "-c", reader, str(settings.published), str(stop), str(settings.published_parquet)]
    outputs = [(folder / f"{number}.out", folder / f"{number}.err") for number in range(READERS)]
    readers = []
    for out, err in outputs:
        with out.open("wb") as stdout, err.open("wb") as stderr:
            readers.append(subprocess.Popen(command, stdout=stdout, stderr=stderr, cwd=PROJECT_ROOT))
    try:
        for version in range(2, PUBLISHES + 2):
            build(settings, version)
            publish(settings)
            published_at[version] = time.time()
    finally:
        stop.touch()
        for process in readers:
            process.wait(timeout=120)
    reports = [json.loads(out.read_text() or '{"seen": [], "torn": []}') for out, _ in outputs]
    return Told(reports, [err.read_text() for _, err in outputs], published_at)


def test_a_reader_sees_the_old_file_or_the_new_one_and_never_an_error_or_a_mix(
    settings: Settings, tmp_path: Path
) -> None:
    told = run_readers(settings, tmp_path)

    print(f"{READERS} readers, {PUBLISHES} publishes: {told.snapshots} snapshots, {len(told.torn)} torn")
    assert told.errors == [""] * READERS
    assert told.torn == []
    assert told.stale == []
    assert all(report["seen"] for report in told.reports), "a reader read nothing"
    for report in told.reports:
        versions = [version for _, version in report["seen"]]
        assert versions == sorted(versions), "a reader never goes back to an older file"
    assert len({version for report in told.reports for _, version in report["seen"]}) > 1, "no reader saw a change"
    assert sorted(path.name for path in settings.published.parent.iterdir()) == [
        "parquet",
        "parquet-sets",
        "tieout.duckdb",
    ]


def test_a_mix_of_two_versions_and_a_stale_file_are_noticed() -> None:
    mixed = Told([{"seen": [[5.0, 1]], "torn": [[1, 2, 1, 2, 1, "1", "2"]]}], [""], {1: 1.0, 2: 4.0})
    assert mixed.torn == [[1, 2, 1, 2, 1, "1", "2"]]
    assert mixed.stale == [(5.0, 1)]
