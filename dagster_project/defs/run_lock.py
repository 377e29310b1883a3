"""One run at a time: a lock beside the warehouse that runs of the command line, the schedule and the sensor all take.

DuckDB locks its file only while a connection is open, and a run opens several one after the other (load, dbt, checks,
publish): without this lock two runs could take turns and publish a mix.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from dagster_project.settings import Settings

POLL_SECONDS = 0.25


class RunInProgressError(RuntimeError):
    """Another run holds the warehouse; the message says which process and what to do."""


class HomeNotWritableError(RuntimeError):
    """Nothing can be written where the warehouse should be; the message says why and what to do."""


@contextmanager
def run_lock(settings: Settings, wait_seconds: float) -> Iterator[None]:
    """Hold the warehouse for one run; the operating system releases it if the process dies.

    Raises RunInProgressError when another process still holds it after `wait_seconds`, HomeNotWritableError where
    `TIEOUT_HOME` is no folder one may write in.
    """
    with _open_lock_file(settings.home) as file:
        deadline = time.monotonic() + wait_seconds
        while not _try_lock(file.fileno()):
            if time.monotonic() >= deadline:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise RunInProgressError(
                    f"Another run (process {holder}) is building {settings.warehouse}. Wait until it ends and try"
                    f" again; readers of {settings.published} are not affected."
                )
            time.sleep(POLL_SECONDS)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _open_lock_file(home: Path) -> TextIO:
    try:
        home.mkdir(parents=True, exist_ok=True)
        return (home / "run.lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise HomeNotWritableError(
            f"Nothing can be written in {home}: {error.strerror or error}."
            " Name a folder you may write in with TIEOUT_HOME."
        ) from error


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
