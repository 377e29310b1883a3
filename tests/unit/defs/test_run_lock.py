"""Two runs never hold the same warehouse; the one that waits is told who holds it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dagster_project.defs.run_lock import HomeNotWritableError, RunInProgressError, run_lock
from dagster_project.settings import Settings


def test_a_second_run_is_refused_and_told_which_process_holds_the_warehouse(settings: Settings) -> None:
    with (
        run_lock(settings, wait_seconds=0),
        pytest.raises(RunInProgressError, match=rf"process {os.getpid()}\) is building .*warehouse.duckdb"),
        run_lock(settings, wait_seconds=0.3),
    ):
        pytest.fail("two runs held the lock at once")


def test_the_lock_is_free_again_after_a_run_that_failed(settings: Settings) -> None:
    with pytest.raises(ZeroDivisionError), run_lock(settings, wait_seconds=0):
        raise ZeroDivisionError
    with run_lock(settings, wait_seconds=0):
        pass


def test_two_homes_do_not_wait_for_each_other(settings: Settings) -> None:
    other = Settings(home=settings.home / "other", releases=settings.releases)
    with run_lock(settings, wait_seconds=0), run_lock(other, wait_seconds=0):
        pass


def test_a_home_that_cannot_be_written_is_told_with_what_to_do(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a_file").touch()
    unusable = Settings(home=tmp_path / "a_file", releases=settings.releases)
    with pytest.raises(HomeNotWritableError, match=r"a_file: File exists\. Name a folder .* TIEOUT_HOME"):
        run_lock(unusable, wait_seconds=0).__enter__()
