"""How many of the facts a release prints were read with the right value, sign, unit and period.

A score counts a fact if one cell satisfies all its parts at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dagster_project.parsing.model import Cell
from tests.evaluation.xbrl_truth import EligibleFact

SAME_DAY = timedelta(days=3)
"""52-week calendars: what a report tags may differ from the printed day by a few."""

SCALES_OFF = (3, 6, 9)


@dataclass(frozen=True, slots=True)
class XbrlScore:
    """Counts of eligible facts; `complete` means value, printed sign, unit and period."""

    eligible: int
    value: int
    period: int
    complete: int
    wrong_scale: int
    misses: tuple[EligibleFact, ...]


def score(truth: Sequence[EligibleFact], cells: Sequence[Cell]) -> XbrlScore:
    """Scores the cells of one release."""
    read = sorted(
        ((abs(cell.value * cell.scale_factor), cell) for cell in cells if cell.value), key=lambda pair: pair[0]
    )
    values = [value for value, _ in read]

    def near(value: Decimal, tolerance: Decimal) -> list[Cell]:
        first, last = bisect_left(values, value - tolerance), bisect_right(values, value + tolerance)
        return [cell for _, cell in read[first:last]]

    counts: Counter[str] = Counter()
    misses: list[EligibleFact] = []
    for fact in truth:
        tolerance = fact.tolerance + fact.value * Decimal("1e-9")
        candidates = near(fact.value, tolerance)
        in_period = [cell for cell in candidates if _is_same_period(cell, fact)]
        complete = [cell for cell in in_period if cell.unit == fact.unit and _sign(cell) in fact.printed_signs]
        factors = [Decimal(10) ** power for off in SCALES_OFF for power in (off, -off)]
        is_off = not candidates and any(near(fact.value * factor, tolerance * factor) for factor in factors)
        counts.update(value=bool(candidates), period=bool(in_period), complete=bool(complete), wrong_scale=is_off)
        if not complete:
            misses.append(fact)
    return XbrlScore(
        len(truth), counts["value"], counts["period"], counts["complete"], counts["wrong_scale"], tuple(misses)
    )


def _sign(cell: Cell) -> int:
    return -1 if cell.value is not None and cell.value < 0 else 1


def _is_same_period(cell: Cell, fact: EligibleFact) -> bool:
    return _is_same_day(cell.period_end, fact.end) and (
        fact.start is None or _is_same_day(cell.period_start, fact.start)
    )


def _is_same_day(one: date | None, other: date) -> bool:
    return one is not None and abs(one - other) <= SAME_DAY
