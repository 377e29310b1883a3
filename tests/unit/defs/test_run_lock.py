"""Two runs never hold the same warehouse; the one that waits is told who holds it."""

from __future__ import annotations

import os

import pytest

from dagster_project.defs.run_lock import RunInProgressError, run_lock
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
