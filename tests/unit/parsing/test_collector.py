"""The search for cycles rests while a document is read, and only then."""

from __future__ import annotations

import gc

import pytest

from dagster_project.parsing import RejectedFileError, parse_release
from dagster_project.parsing.collector import resting_collector


def test_no_cycles_are_looked_for_inside() -> None:
    with resting_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_rejected_file_leaves_the_collector_as_it_was() -> None:
    with pytest.raises(RejectedFileError):
        parse_release(b"", "empty.txt")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with resting_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
