"""The search for cycles rests while a document is read, and only then."""

from __future__ import annotations

import gc
import weakref

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


def test_what_was_made_inside_is_not_looked_through_at_the_end() -> None:
    searches: list[str] = []
    gc.callbacks.append(lambda phase, _: searches.append(phase))
    try:
        with resting_collector():
            made = [[number] for number in range(10_000)]
    finally:
        gc.callbacks.pop()
    assert (len(made), searches) == (10_000, [])


def test_cycles_made_inside_are_found_later() -> None:
    class Knot:
        """Refers to itself."""

    with resting_collector():
        knot = Knot()
        knot.itself = knot  # type: ignore[attr-defined]
        seen = weakref.ref(knot)
        del knot
    gc.collect()
    assert seen() is None


def test_objects_that_were_frozen_stay_so() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with resting_collector():
            pass
        assert gc.get_freeze_count() == frozen > 0
    finally:
        gc.unfreeze()
