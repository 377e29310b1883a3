"""Dagster's run history, which lives inside `TIEOUT_HOME` so that the command line and the web page share it.

What a run does is not here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from dagster import DagsterInstance
from dagster._core.storage.event_log import SqliteEventLogStorage
from sqlalchemy import Connection, Engine, create_engine, event

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
    """Make the events of one run cheap to store: a run with hundreds of checks stores well over a thousand.

    For each event Dagster makes an engine, compiles its statements anew, and opens and closes its SQLite files;
    whenever the last connection closes, SQLite copies its write-ahead log back and deletes it. So one engine a file is
    kept. And it need not wait for the disk at each event: after a power cut the files are whole, and at most the last
    events of a run are missing.
    """
    storage = instance.event_log_storage
    if not isinstance(storage, SqliteEventLogStorage) or _KEPT in vars(storage):  # the command line has done it already
        yield
        return
    storage.get_logs_for_run(run_id)  # creates the run's own file
    with ExitStack() as kept:
        engines = {shard: kept.enter_context(_engine(storage, shard)) for shard in (INDEX, run_id)}
        connect = storage._connect

        @contextmanager
        def connect_kept(shard: str) -> Iterator[Connection]:
            if shard not in engines:
                with connect(shard) as connection:
                    yield connection
                return
            with storage._db_lock, engines[shard].begin() as connection:
                yield connection

        kept.enter_context(_replaced(storage, _KEPT, connect_kept))
        yield


_KEPT = "_connect"
"""The method by which Dagster's storage opens its files."""
INDEX = "index"
"""What Dagster calls the file that all runs share."""
BUSY_SECONDS = 300


@contextmanager
def _engine(storage: SqliteEventLogStorage, shard: str) -> Iterator[Engine]:
    engine = create_engine(storage.conn_string_for_shard(shard), connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _do_not_wait_for_disk)
    yield engine
    engine.dispose()


@contextmanager
def _replaced(storage: SqliteEventLogStorage, name: str, method: Callable[..., Any]) -> Iterator[None]:
    setattr(storage, name, method)
    yield
    delattr(storage, name)  # the method of its class shows again


def _do_not_wait_for_disk(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
