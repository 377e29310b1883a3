"""Dagster's run history, which lives inside `TIEOUT_HOME` so that the command line and the web page share it.

What a run does is not here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster import DagsterInstance

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
