"""Readers in processes of their own query without a pause while the file is replaced again and again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT, Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.publish import publish

pytestmark = pytest.mark.slow

READERS = 3
PUBLISHES = 12
ROWS = 20_000

WAREHOUSE = """
CREATE SCHEMA IF NOT EXISTS marts;
CREATE OR REPLACE TABLE marts.dim_releases AS
    SELECT 'release' AS release_id, 'release' AS release_slug, false AS is_held, NULL::VARCHAR AS hold_reason;
CREATE OR REPLACE TABLE marts.fct_assets AS
    SELECT i AS row_id, $version AS version, i * $version AS value FROM range($rows) AS t(i);
CREATE OR REPLACE TABLE marts.fct_claims_on_assets AS SELECT * FROM marts.fct_assets;
"""

# Opens the file anew each time, as a BI tool's next query does, and tells every version it saw until it is stopped.
READER = """
import json, sys, time
from pathlib import Path
import duckdb
published, stop = Path(sys.argv[1]), Path(sys.argv[2])
both = '''
    SELECT
        (SELECT list(DISTINCT version) FROM marts.fct_assets),
        (SELECT list(DISTINCT version) FROM marts.fct_claims_on_assets),
        (SELECT sum(value) FROM marts.fct_assets),
        (SELECT sum(value) FROM marts.fct_claims_on_assets)
'''
seen, torn, deadline = [], [], time.monotonic() + 120
while not stop.exists() and time.monotonic() < deadline:
    with duckdb.connect(str(published), read_only=True) as connection:
        left, right, assets, claims = connection.execute(both).fetchone()
    if left != right or len(left) != 1 or assets != claims:
        torn.append([left, right, assets, claims])
    seen.append(left[0])
print(json.dumps({"seen": seen, "torn": torn}))
"""


def build(settings: Settings, version: int) -> None:
    with connect_writer(settings.warehouse) as connection:
        for statement in WAREHOUSE.split(";")[:-1]:
            connection.execute(statement.replace("$version", str(version)).replace("$rows", str(ROWS)))


def test_a_reader_sees_the_old_file_or_the_new_one_and_never_an_error_or_a_mix(
    settings: Settings, tmp_path: Path
) -> None:
    stop = tmp_path / "stop"
    build(settings, 1)
    publish(settings)
    command = [sys.executable, "-c", READER, str(settings.published), str(stop)]
    readers = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROJECT_ROOT, env=dict(os.environ)
        )
        for _ in range(READERS)
    ]
    try:
        for version in range(2, PUBLISHES + 2):
            build(settings, version)
            publish(settings)
    finally:
        stop.touch()
        told = [reader.communicate(timeout=60) for reader in readers]

    assert [error.decode() for _, error in told] == [""] * READERS
    reports = [json.loads(output) for output, _ in told]
    assert [report["torn"] for report in reports] == [[]] * READERS
    for seen in (report["seen"] for report in reports):
        assert seen == sorted(seen), "a reader never goes back to an older file"
    assert len({version for report in reports for version in report["seen"]}) > 1, "no reader saw a change"
    assert sorted(path.name for path in settings.published.parent.iterdir()) == ["tieout.duckdb"]
