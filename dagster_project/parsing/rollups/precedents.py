"""Precedents: a total that adds up in one table is believed in another table that prints it under the same labels.

Releases print the same statement for the year and for the quarter; where one of them does not add up, the other says
what should have. Precedents of other documents do not belong here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dagster_project.parsing.rollups.evidence import Reading
from dagster_project.parsing.rollups.readings import Entry, can_be_part
from dagster_project.parsing.rollups.scores import Found
from dagster_project.parsing.rollups.sheets import Line


@dataclass(frozen=True, slots=True)
class Precedent:
    """The labels of a proven total's parts, each with its weight, its units, and whether the parts stand below it."""

    table_index: int
    units: frozenset[str | None]
    weights: Mapping[str, int]
    is_below: bool


Precedents = Mapping[str, Sequence[Precedent]]
NO_PRECEDENTS: Precedents = {}


def collect_precedents(proven: Iterable[tuple[Sequence[Line], Sequence[Found]]]) -> Precedents:
    """Precedents by the label of the total, from readings that hold in at least half of their positions."""
    precedents: dict[str, list[Precedent]] = {}
    for lines, found in proven:
        for one in found:
            is_named = all(_key(lines[number].label) for number in (one.reading.total, *one.reading.parts))
            if is_named and 0 < one.verdict.counted <= 2 * one.verdict.held:
                precedents.setdefault(_key(lines[one.reading.total].label), []).append(_precedent(lines, one.reading))
    return precedents


def names_precedent(lines: Sequence[Line], found: Sequence[Found], precedents: Precedents) -> bool:
    """Whether a line without a reading of its own is a total in another table, of lines printed here too."""
    explained = {one.reading.total for one in found}
    printed = {_key(line.label) for line in lines}
    return any(
        precedent.table_index != line.table_index
        and 2 * len(printed & precedent.weights.keys()) >= len(precedent.weights)
        for number, line in enumerate(lines)
        if number not in explained
        for precedent in precedents.get(_key(line.label), ())
    )


def reading_above(
    lines: Sequence[Line], total: int, entries: Sequence[Entry], precedents: Precedents
) -> Reading | None:
    """The lines right above a total that are more than half of a precedent, signed like it."""
    for precedent in _elsewhere(lines[total], precedents, is_below=False):
        block: list[int] = []
        for entry in reversed(entries):
            if len(block) == len(precedent.weights) or _key(lines[entry.line].label) not in precedent.weights:
                break
            block.insert(0, entry.line)
        reading = _reading(lines, total, block, precedent)
        if reading and len(block) >= 2 and 2 * len(block) > len(precedent.weights):
            return reading
    return None


def reading_below(lines: Sequence[Line], total: int, parts: Sequence[int], precedents: Precedents) -> Reading | None:
    """The group under a total, signed like a precedent; indentation leaves less doubt, so half of the parts will do."""
    for precedent in _elsewhere(lines[total], precedents, is_below=True):
        reading = _reading(lines, total, parts, precedent)
        if reading and 2 * len(parts) >= len(precedent.weights):
            return reading
    return None


def _elsewhere(total: Line, precedents: Precedents, *, is_below: bool) -> list[Precedent]:
    found = precedents.get(_key(total.label), ())
    units = _units(total)
    return [
        one for one in found if one.table_index != total.table_index and one.is_below == is_below and one.units & units
    ]


def _reading(lines: Sequence[Line], total: int, parts: Sequence[int], precedent: Precedent) -> Reading | None:
    """A reading of parts that are all the precedent's, each once."""
    labels = [_key(lines[part].label) for part in parts]
    if not labels or len(set(labels)) < len(labels) or not precedent.weights.keys() >= set(labels):
        return None
    if not all(can_be_part(lines[part], lines[total]) for part in parts):
        return None
    return Reading(total, tuple(parts), tuple(precedent.weights[label] for label in labels))


def _precedent(lines: Sequence[Line], reading: Reading) -> Precedent:
    weights = {_key(lines[part].label): weight for part, weight in zip(reading.parts, reading.weights, strict=True)}
    total = lines[reading.total]
    return Precedent(total.table_index, _units(total), weights, reading.parts[0] > reading.total)


def _units(line: Line) -> frozenset[str | None]:
    return frozenset(kind.unit for kind in line.kinds if kind is not None)


@cache
def _key(label: str) -> str:
    return "".join(character for character in label.lower() if character.isalpha())
