"""A small fault injection in one batch: the floors are looser, since a few faults more or less decide."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from faults.detection import Outcome
from faults.kinds import KINDS, apply, flipped_signs, key_of, moved_values
from faults.planting import choose_faults
from faults.report import groups, page, share, shortfalls, with_table
from faults.run import inject, read_release

from dagster_project.settings import Settings

COUNT = 80
SMALL_FLOORS = {
    "changed digit": 0.8,
    "flipped sign": 0.9,
    "moved value": 0.8,
    "dropped row": 0.9,
    "x1000 table": 0.9,
    "x1000 column": 0.9,
}


def outcome(kind: str, *, escape: str = "", left_over: bool = False) -> Outcome:
    failing = () if escape else ("total_eq_parts",)
    return Outcome(kind, "1 read as 2", True, False, failing, False, left_over, escape)


def test_the_choice_of_faults_is_seeded(sample: Path) -> None:
    cells = read_release(sample).cells
    assert [one.description for one in choose_faults(cells, 50)] == [
        one.description for one in choose_faults(cells, 50)
    ]
    assert Counter(one.kind for one in choose_faults(cells, 10_000)).total() == 10_000


def test_every_fault_changes_what_it_says(sample: Path) -> None:
    cells = read_release(sample).cells
    for make_faults in KINDS.values():
        fault = next(iter(make_faults(cells)))
        assert apply(fault, cells) != cells
        assert apply(fault, cells) == tuple(sorted(apply(fault, cells), key=key_of))


def test_a_flipped_sign_and_a_moved_value_are_as_described(sample: Path) -> None:
    cells = read_release(sample).cells
    (total,) = [cell for cell in cells if cell.printed_text == "52,301,199" and cell.table_index == 14]
    flip = next(one for one in flipped_signs(cells) if one.subjects == (key_of(total),))
    assert [cell.value for cell in flip.changes.values() if cell] == [Decimal(-52301199)]
    to_left, _ = [one for one in moved_values(cells) if one.subjects == (key_of(total),)]
    moved = next(cell for cell in to_left.changes.values() if cell)
    assert (moved.value, moved.unit, moved.column_index) == (Decimal(52301199), "USD", 3)
    assert to_left.changes[key_of(total)] is None


def test_a_kind_below_its_floor_is_told() -> None:
    outcomes = [outcome("flipped sign"), outcome("flipped sign", escape="no identity holds for it")]
    assert shortfalls(outcomes, {"flipped sign": 0.97}) == ["flipped sign: 50.0% of 2 detected, at least 97% asked"]
    assert "no identity holds for it. Such as:" in page(outcomes, "a release")


def test_the_table_replaces_the_one_before() -> None:
    once = with_table("a\n<!-- table of make faults -->\nold\n<!-- end of it -->\nb\n", [outcome("flipped sign")])
    assert "| flipped sign | 1 | 1 | 1 (100.0%) | 0 | 100.0% | 97% |" in once
    assert "old" not in once
    assert with_table(once, [outcome("flipped sign")]) == once


def test_digits_left_over_are_noticed_but_contradict_nothing() -> None:
    lost = outcome("dropped row", escape="nothing is left that checks it", left_over=True)
    assert lost.is_detected
    assert not lost.is_contradicted


@pytest.mark.slow
def test_identities_notice_most_faults(sample: Path, tmp_path: Path) -> None:
    faults = choose_faults(read_release(sample).cells, COUNT)
    (outcomes,) = inject(sample, faults, Settings(tmp_path, sample.parent), COUNT)
    assert len(outcomes) == COUNT
    assert not shortfalls(outcomes, SMALL_FLOORS)
    assert share([one for one in outcomes if one.is_verified]) >= 0.85
    assert {kind for kind, members in groups(outcomes).items() if members} >= SMALL_FLOORS.keys()
