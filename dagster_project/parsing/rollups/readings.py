"""Readings worth asking about: a line as the sum of a block of lines before it, signs mixed in few ways.

The number of readings is bounded: a block ends right above its total, so there is one for each first line; mixed
signs and left-out lines are tried in short blocks only. Whether a reading is accepted does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import log2

from dagster_project.parsing.rollups.evidence import Reading
from dagster_project.parsing.rollups.sheets import Kind, Line
from dagster_project.parsing.rollups.words import is_subtracted, names_heading, roles_of

_LONGEST_BLOCK = 60
_LONGEST_SIGNED_BLOCK = 10
_LONGEST_PAIRED_BLOCK = 7

SIMPLE_BITS = 1.0
ONE_SIGN_BITS = 7.0
TWO_SIGNS_BITS = 9.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line not yet part of a total; a total keeps its parts, which may stand for it where it is blank."""

    line: int
    parts: tuple[int, ...] = ()
    weights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading with the entries it would use up, and the bits its shape costs: log2 of how many such were tried."""

    reading: Reading
    used: tuple[Entry, ...]
    shape_bits: float


Kinds = tuple[Kind | None, ...]


def can_be_part(part: Line, total: Line) -> bool:
    """Whether two lines share a position, and one unit wherever they do."""
    return _share_kinds(part.kinds, total.kinds)


@lru_cache(maxsize=65536)
def _share_kinds(part: Kinds, total: Kinds) -> bool:
    shared = False
    for mine, other in zip(part, total, strict=True):
        if mine is not None and other is not None:
            if mine != other:
                return False
            shared = True
    return shared


def candidates_above(lines: Sequence[Line], total: int, entries: Sequence[Entry]) -> Iterator[Candidate]:
    """Readings of a line as the sum of the entries right above it that agree with the numbers somewhere."""
    block = _empty_block(lines, total, log2(max(len(entries), 2)))
    opened, is_partial, is_settled = block.residual, False, False
    for entry in reversed(entries[-_LONGEST_BLOCK:]):
        block = _with_entry(block, lines, entry)
        vector = block.vectors[0]
        if len(block.entries) == 1 and _repeats(lines, block):
            yield _candidate(block, [1], 0.0)
        if len(block.entries) >= 2:
            if _somewhere(block.residual, block.slack) or _is_lone_total(lines, block):
                yield _candidate(block, [1] * len(block.entries), 0.0)
            if is_partial and _somewhere(_less(opened, vector), block.slack):
                yield _opened_candidate(block)
            is_settled = is_settled or _everywhere(block)
            if not is_settled:
                yield from _signed(lines, block)
        is_partial = is_partial or _is_blank_over_parts(lines, entry)
        opened = _less(opened, _opened_vector(lines, entry, block.at))


def signed_sums(lines: Sequence[Line], total: int, parts: Sequence[int]) -> Iterator[Candidate]:
    """Readings of a line as the sum of given lines: all added, and the signs that the numbers or words suggest."""
    block = _empty_block(lines, total, 0.0)
    for part in reversed(parts):
        block = _with_entry(block, lines, Entry(part))
    yield _candidate(block, [1] * len(parts), 0.0)
    yield from _signed(lines, block)


@dataclass(frozen=True, slots=True)
class _Block:
    """Entries in printed order under trial, and what a total leaves over them at the positions `at`."""

    total: int
    entries: tuple[Entry, ...]
    at: tuple[int, ...]
    vectors: tuple[tuple[int, ...], ...]
    residual: tuple[int, ...]
    slack: tuple[int, ...]
    bits: float


def _empty_block(lines: Sequence[Line], total: int, bits: float) -> _Block:
    line = lines[total]
    at = tuple(number for number, value in enumerate(line.values) if value is not None)
    residual = tuple(line.values[number] or 0 for number in at)
    return _Block(total, (), at, (), residual, tuple(line.units[number] for number in at), bits)


def _with_entry(block: _Block, lines: Sequence[Line], entry: Entry) -> _Block:
    """The block with one more entry at its top."""
    part = lines[entry.line]
    vector = tuple(part.values[number] or 0 for number in block.at)
    return _Block(
        block.total,
        (entry, *block.entries),
        block.at,
        (vector, *block.vectors),
        _less(block.residual, vector),
        tuple([width + part.units[number] for width, number in zip(block.slack, block.at, strict=True)]),
        block.bits,
    )


def _signed(lines: Sequence[Line], block: _Block) -> Iterator[Candidate]:
    """Mixed signs: the first less all others, the lines that words subtract, any one, any two; or one line left out."""
    size = len(block.entries)
    if size > _LONGEST_SIGNED_BLOCK:
        return
    twice = [tuple(2 * value for value in vector) for vector in block.vectors]
    for flipped, bits in _flips(lines, block).items():
        delta = (
            twice[flipped[0]] if len(flipped) == 1 else tuple(map(sum, zip(*(twice[n] for n in flipped), strict=True)))
        )
        if _mostly(block.residual, delta, block.slack) and any(delta):
            yield _candidate(block, [-1 if n in flipped else 1 for n in range(size)], bits)
    for out in range(1, size if size > 2 else 0):
        if _mostly(block.residual, block.vectors[out], block.slack) and any(block.vectors[out]):
            rest = replace(block, entries=block.entries[:out] + block.entries[out + 1 :])
            yield _candidate(rest, [1] * (size - 1), ONE_SIGN_BITS)


def _flips(lines: Sequence[Line], block: _Block) -> dict[tuple[int, ...], float]:
    """Sets of entries to subtract, each with its cheapest price; never all of them.

    A difference is printed under a name or a rule. Without, it can only be a total above seen from its last part. Two
    free signs need a second column: in one, they would explain away a figure whose sign is wrong.
    """
    size = len(block.entries)
    all_but_first = tuple(range(1, size))
    total = lines[block.total]
    if not (total.is_after_rule or roles_of(total.label) & {"total", "closing", "result"}):
        is_total_above = "total" in roles_of(lines[block.entries[0].line].label)
        return {all_but_first: SIMPLE_BITS} if is_total_above else {}
    hinted = tuple(n for n in all_but_first if is_subtracted(lines[block.entries[n].line].label))
    flips: dict[tuple[int, ...], float] = {all_but_first: SIMPLE_BITS}
    if hinted:
        flips.setdefault(hinted, SIMPLE_BITS)
    for n in range(size):
        flips.setdefault((n,), ONE_SIGN_BITS)
    if 2 < size <= _LONGEST_PAIRED_BLOCK and len(block.at) > 1:
        for pair in combinations(range(size), 2):
            flips.setdefault(pair, TWO_SIGNS_BITS)
    return flips


def _repeats(lines: Sequence[Line], block: _Block) -> bool:
    """Whether a named total repeats the only line of its section ("Total minority interest")."""
    total, part = lines[block.total], lines[block.entries[0].line]
    is_named = "total" in roles_of(total.label) and names_heading(total.label, part.label)
    return is_named and not block.entries[0].parts and not any(block.residual)


def _everywhere(block: _Block) -> bool:
    """Whether the plain sum holds at every position, so that no signs need be tried."""
    return all(2 * abs(left) <= width for left, width in zip(block.residual, block.slack, strict=True))


def _is_lone_total(lines: Sequence[Line], block: _Block) -> bool:
    """Whether a total stands in one position only, where it may miss by a digit and nothing else bears it out."""
    is_short = len(block.entries) <= _LONGEST_SIGNED_BLOCK
    return is_short and len(block.at) == 1 and "total" in roles_of(lines[block.total].label)


def _somewhere(residual: Sequence[int], slack: Sequence[int]) -> bool:
    return any(2 * abs(left) <= width for left, width in zip(residual, slack, strict=True))


def _mostly(residual: Sequence[int], delta: Sequence[int], slack: Sequence[int]) -> bool:
    """Whether at least half of the positions add up once delta is given back."""
    misses = 0
    for left, change, width in zip(residual, delta, slack, strict=True):
        if 2 * abs(left + change) > width:
            misses += 1
            if 2 * misses > len(slack):
                return False
    return True


def _less(left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
    return tuple([one - other for one, other in zip(left, right, strict=True)])


def _candidate(block: _Block, weights: Sequence[int], bits: float) -> Candidate:
    parts = tuple(entry.line for entry in block.entries)
    return Candidate(Reading(block.total, parts, tuple(weights)), block.entries, block.bits + bits)


def _opened_candidate(block: _Block) -> Candidate:
    """The block's first entry and, for each further total in it, that total's parts."""
    parts, weights = [block.entries[0].line], [1]
    for entry in block.entries[1:]:
        parts += entry.parts or (entry.line,)
        weights += entry.weights or (1,)
    return Candidate(Reading(block.total, tuple(parts), tuple(weights)), block.entries, block.bits + SIMPLE_BITS)


def _is_blank_over_parts(lines: Sequence[Line], entry: Entry) -> bool:
    """Whether a total is blank where one of its parts is printed, so that it cannot stand for them."""
    values = lines[entry.line].values
    return bool(entry.parts) and any(
        value is None and any(lines[part].values[number] is not None for part in entry.parts)
        for number, value in enumerate(values)
    )


def _opened_vector(lines: Sequence[Line], entry: Entry, at: Sequence[int]) -> list[int]:
    if not entry.parts:
        return [lines[entry.line].values[number] or 0 for number in at]
    pairs = list(zip(entry.parts, entry.weights, strict=True))
    return [sum(weight * (lines[part].values[number] or 0) for part, weight in pairs) for number in at]
