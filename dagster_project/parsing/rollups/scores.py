"""Weighing readings: bits of the numbers and of the page, less the bits of having searched; which one is accepted.

How readings are proposed does not belong here, nor does belief in a layout where nothing adds up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log2

from dagster_project.parsing.rollups.evidence import Reading, Verdict, judge
from dagster_project.parsing.rollups.layout import Clues
from dagster_project.parsing.rollups.readings import Candidate
from dagster_project.parsing.rollups.sheets import Line

_ACCEPT_BITS = 10.0
"""A reading must be about a thousand times likelier than chance, over all readings tried in its sheet."""
_TERM_BITS = 0.25
_FAILURE_BITS = 3.0
_RIVAL_FAILURE_BITS = 4.0
_RIVAL_SIGN_BITS = 3.0
_RIVAL_COLUMN_BITS = 8.0
_TELLING_BITS = 8.0
_CERTAIN_BITS = 12.0
_MISTAKEN_FAILURES = 3
"""One wrong figure fails in two readings: as a part and as a total."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reading, where it can be checked, why it is believed, and the bits in its favour."""

    reading: Reading
    verdict: Verdict
    clues: Clues
    score: float


def weigh(lines: Sequence[Line], candidate: Candidate, clues: Clues) -> Found:
    """Judge a candidate and add up its bits; fewer terms are better."""
    verdict = judge(lines, candidate.reading)
    score = verdict.bits + clues.bits
    score -= candidate.shape_bits + log2(len(lines)) + _TERM_BITS * len(candidate.reading.parts)
    score -= _FAILURE_BITS * (verdict.counted - verdict.held)
    return Found(candidate.reading, verdict, clues, score)


def is_accepted(found: Found) -> bool:
    """Enough bits, and at least half of the positions hold.

    Under a telling layout less will do: one position that misses by a single digit or sign counts in favour, and a
    position that holds against all chance stands for the others (two figures that changed places fail in two).
    """
    verdict = found.verdict
    is_telling = found.clues.bits >= _TELLING_BITS
    is_near = is_telling and verdict.counted - verdict.held == 1 and verdict.near_bits > 0
    is_certain = is_telling and verdict.bits >= _CERTAIN_BITS and verdict.counted - verdict.held <= 2
    holds_widely = 0 < verdict.counted <= 2 * verdict.held
    support = found.score + (verdict.near_bits if is_near else 0.0)
    return support >= _ACCEPT_BITS and (holds_widely or is_near or is_certain)


def best_of(options: Sequence[Found]) -> Found | None:
    """The accepted reading with the most bits; among readings of the same lines those that fail nowhere go first."""
    return max((option for option in options if is_accepted(option)), key=_rank, default=None)


def _rank(found: Found) -> tuple[float, int]:
    """More columns explained, with fewer terms: beyond a few bits a column, evidence only says that its figures are
    large. A wrong figure is rarer than a wrong reading, and a plain sum is commoner than a difference.
    """
    reading, verdict = found.reading, found.verdict
    surplus = max(verdict.bits - _RIVAL_COLUMN_BITS * verdict.held, 0.0)
    penalty = _RIVAL_FAILURE_BITS * (verdict.counted - verdict.held) + _RIVAL_SIGN_BITS * (-1 in reading.weights)
    return found.score - surplus - penalty, -len(reading.parts)


def without_mistaken(lines: Sequence[Line], found: Sequence[Found]) -> list[Found]:
    """The same readings, not checked in columns of shares or changes that mostly do not add up: they are of another
    kind than their head says.
    """
    checks: Counter[tuple[int, int]] = Counter()
    failures: Counter[tuple[int, int]] = Counter()
    for one in found:
        total = lines[one.reading.total]
        places = [(total.table_index, at) for at in one.verdict.checked if not _is_level(total, at)]
        checks.update(places)
        failures.update(place for place in places if place[1] in one.verdict.failing)
    mistaken = {
        place
        for place, count in checks.items()
        if failures[place] >= _MISTAKEN_FAILURES and 2 * failures[place] > count
    }
    return [_unchecked(lines, one, mistaken) for one in found]


def _is_level(line: Line, at: int) -> bool:
    kind = line.kinds[at]
    return kind is not None and kind.nature not in {"share", "change"}


def _unchecked(lines: Sequence[Line], found: Found, mistaken: set[tuple[int, int]]) -> Found:
    table, verdict = lines[found.reading.total].table_index, found.verdict
    checked = tuple(at for at in verdict.checked if (table, at) not in mistaken)
    failing = tuple(at for at in verdict.failing if (table, at) not in mistaken)
    return replace(found, verdict=replace(verdict, checked=checked, failing=failing))
