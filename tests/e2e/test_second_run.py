"""A run that finds nothing new ends with that word, and writes nothing to standard error."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest
from programs import TIEOUT, House

from dagster_project.settings import PROJECT_ROOT

pytestmark = pytest.mark.slow


def test_a_run_that_finds_nothing_new_is_quiet(house: House, first_run: Any) -> None:
    assert first_run["outcome"] == "published"
    done = subprocess.run(
        [*TIEOUT, "run"],
        env=house.environment,
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith("Nothing new: the published file is up to date")
    assert done.stderr == ""
