"""Dagster's run history, which lives inside `TIEOUT_HOME` so that the command line and the web page share it.

What a run does is not here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from dagster import DagsterInstance
from dagster._core.storage.event_log import SqliteEventLogStorage
from sqlalchemy import Engine, event

from dagster_project.settings import PROJECT_ROOT, Settings


def prepare_dagster_home(settings: Settings) -> Path:
    """Create the folder Dagster keeps its history in, with the repository's `dagster.yaml`, and return it."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    wanted = (PROJECT_ROOT / "dagster.yaml").read_bytes()
    present = settings.dagster_home / "dagster.yaml"
    if not present.exists() or present.read_bytes() != wanted:
        temporary = present.with_suffix(f".{os.getpid()}")
        temporary.write_bytes(wanted)
        temporary.replace(present)
    return settings.dagster_home


@contextmanager
def open_instance(settings: Settings) -> Iterator[DagsterInstance]:
    """The Dagster instance of these settings, whatever `DAGSTER_HOME` says."""
    with DagsterInstance.from_config(str(prepare_dagster_home(settings))) as instance:
        yield instance


@contextmanager
def cheap_event_writes(instance: DagsterInstance, run_id: str) -> Iterator[None]:
    """Make the events of one run cheap to store: halves the time of a run with hundreds of checks.

    Dagster opens and closes its SQLite files for each event. Whenever the last connection closes, SQLite copies its
    write-ahead log back and deletes it, so one idle connection to each file is kept. And it need not wait for the disk
    at each event: after a power cut the files are whole, and at most the last events of a run are missing.
    """
    storage = instance.event_log_storage
    if not isinstance(storage, SqliteEventLogStorage):
        yield
        return
    if not event.contains(Engine, "connect", _do_not_wait_for_disk):
        event.listen(Engine, "connect", _do_not_wait_for_disk)
    storage.get_logs_for_run(run_id)  # creates the run's own file
    with ExitStack() as idle:
        for shard in ("index", run_id):
            connection = idle.enter_context(closing(sqlite3.connect(storage.path_for_shard(shard))))
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        yield


def _do_not_wait_for_disk(connection: Any, _: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = NORMAL")
