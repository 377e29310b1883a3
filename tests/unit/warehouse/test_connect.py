"""Who may open what, and what a person is told who may not."""

from __future__ import annotations

import os
import subprocess
import sys

import duckdb
import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse.connect import (
    DamagedFileError,
    NotBuiltError,
    NotPublishedError,
    WarehouseBusyError,
    connect_published,
    connect_warehouse_reader,
    connect_writer,
)

HOLD_OPEN = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


def publish_empty(settings: Settings) -> None:
    settings.published.parent.mkdir(parents=True)
    duckdb.connect(str(settings.published)).close()


def test_a_second_writer_is_told_who_holds_the_warehouse(settings: Settings) -> None:
    settings.home.mkdir()
    command = [sys.executable, "-c", HOLD_OPEN, str(settings.warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(WarehouseBusyError, match=rf"PID {other.pid}.*Wait until its run ends"):
            connect_writer(settings.warehouse)
        other.communicate("")
    connect_writer(settings.warehouse).close()


def test_before_the_first_run_the_message_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(NotPublishedError, match="Run `tieout run`"):
        connect_published(settings.published)
    with pytest.raises(NotBuiltError, match="Run `tieout run`"):
        connect_warehouse_reader(settings.warehouse)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a INTEGER)",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO 'stolen.csv'",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_a_query_can_neither_write_nor_reach_other_files(sql: str, settings: Settings) -> None:
    publish_empty(settings)
    with connect_published(settings.published) as connection, pytest.raises(duckdb.Error):
        connection.execute(sql)


@pytest.mark.parametrize("keep", [0, 10, 5_000, 100_000])
def test_a_damaged_file_is_named_with_what_to_do(keep: int, settings: Settings) -> None:
    publish_empty(settings)
    with duckdb.connect(str(settings.published)) as connection:
        connection.execute("CREATE TABLE t AS SELECT uuid() AS id FROM range(20000)")
    settings.published.rename(settings.warehouse)
    os.truncate(settings.warehouse, keep)
    told = rf"{settings.warehouse} is damaged .*Move it away and run `tieout run`"
    with pytest.raises(DamagedFileError, match=told):
        connect_warehouse_reader(settings.warehouse)
    with pytest.raises(DamagedFileError, match=told):
        connect_published(settings.warehouse)
