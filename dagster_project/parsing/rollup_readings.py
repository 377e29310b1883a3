"""Readings worth asking about: a line as the sum of a block of lines before it, signs mixed in few ways.

The number of readings is bounded: a block ends right above its total, so there is one for each first line; mixed
signs and left-out lines are tried in short blocks only. Whether a reading is accepted does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from dagster_project.parsing.rollup_evidence import Reading
from dagster_project.parsing.rollup_sheets import Line
from dagster_project.parsing.rollup_words import is_subtracted

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


def can_be_part(part: Line, total: Line) -> bool:
    """Whether two lines share a position, and one unit wherever they do."""
    shared = False
    for mine, other in zip(part.kinds, total.kinds, strict=True):
        if mine is not None and other is not None:
            if mine != other:
                return False
            shared = True
    return shared


def candidates_above(lines: Sequence[Line], total: int, entries: Sequence[Entry]) -> Iterator[Candidate]:
    """Readings of a line as the sum of the entries right above it that agree with the numbers somewhere."""
    line = lines[total]
    at = tuple(number for number, value in enumerate(line.values) if value is not None)
    residual = [line.values[number] or 0 for number in at]
    opened = list(residual)
    slack = [line.units[number] for number in at]
    block_bits = log2(max(len(entries), 2))
    block: list[Entry] = []
    vectors: list[list[int]] = []
    for entry in reversed(entries[-_LONGEST_BLOCK:]):
        part = lines[entry.line]
        vector = [part.values[number] or 0 for number in at]
        block.insert(0, entry)
        vectors.insert(0, vector)
        residual = [left - value for left, value in zip(residual, vector, strict=True)]
        slack = [width + part.units[number] for width, number in zip(slack, at, strict=True)]
        if len(block) >= 2:
            if _somewhere(residual, slack):
                yield _candidate(total, block, [1] * len(block), block_bits)
            if _somewhere([left - value for left, value in zip(opened, vector, strict=True)], slack):
                yield _opened_candidate(total, block, block_bits + SIMPLE_BITS)
            if len(block) <= _LONGEST_SIGNED_BLOCK:
                yield from _signed(lines, total, block, vectors, residual, slack, block_bits)
        opened = [left - value for left, value in zip(opened, _opened_vector(lines, entry, at), strict=True)]


def signed_groups(lines: Sequence[Line], total: int, parts: Sequence[int]) -> Iterator[Candidate]:
    """Readings of a line as the sum of a given group of lines, with the signs that the numbers or words suggest."""
    at = tuple(number for number, value in enumerate(lines[total].values) if value is not None)
    block = [Entry(part) for part in parts]
    vectors = [[lines[part].values[number] or 0 for number in at] for part in parts]
    residual = [(lines[total].values[number] or 0) - sum(v[i] for v in vectors) for i, number in enumerate(at)]
    slack = [lines[total].units[number] + sum(lines[part].units[number] for part in parts) for number in at]
    yield _candidate(total, block, [1] * len(block), 0.0)
    if len(block) <= _LONGEST_SIGNED_BLOCK:
        yield from _signed(lines, total, block, vectors, residual, slack, 0.0)


def _signed(
    lines: Sequence[Line],
    total: int,
    block: list[Entry],
    vectors: list[list[int]],
    residual: list[int],
    slack: list[int],
    block_bits: float,
) -> Iterator[Candidate]:
    """Mixed signs: the first less all others, the lines that words subtract, any one, any two; or one line left out."""
    size = len(block)
    hinted = tuple(n for n in range(1, size) if is_subtracted(lines[block[n].line].label))
    shapes: list[tuple[tuple[int, ...], float]] = [(tuple(range(1, size)), SIMPLE_BITS)]
    shapes += [(hinted, SIMPLE_BITS)] if hinted else []
    shapes += [((n,), ONE_SIGN_BITS) for n in range(size)]
    if size <= _LONGEST_PAIRED_BLOCK:
        shapes += [(pair, TWO_SIGNS_BITS) for pair in combinations(range(size), 2)]
    seen = set()
    for flipped, bits in shapes:
        if flipped in seen or len(flipped) == size or not any(any(vectors[n]) for n in flipped):
            continue
        seen.add(flipped)
        if _mostly([left + 2 * sum(vectors[n][i] for n in flipped) for i, left in enumerate(residual)], slack):
            yield _candidate(total, block, [-1 if n in flipped else 1 for n in range(size)], block_bits + bits)
    for out in range(1, size if size > 2 else 0):
        if any(vectors[out]) and _mostly([left + v for left, v in zip(residual, vectors[out], strict=True)], slack):
            rest = block[:out] + block[out + 1 :]
            yield _candidate(total, rest, [1] * len(rest), block_bits + ONE_SIGN_BITS)


def _somewhere(residual: Sequence[int], slack: Sequence[int]) -> bool:
    return any(2 * abs(left) <= width for left, width in zip(residual, slack, strict=True))


def _mostly(residual: Sequence[int], slack: Sequence[int]) -> bool:
    misses = 0
    for left, width in zip(residual, slack, strict=True):
        if 2 * abs(left) > width:
            misses += 1
            if 2 * misses > len(slack):
                return False
    return True


def _candidate(total: int, block: Sequence[Entry], weights: Sequence[int], bits: float) -> Candidate:
    parts = tuple(entry.line for entry in block)
    return Candidate(Reading(total, parts, tuple(weights)), tuple(block), bits)


def _opened_candidate(total: int, block: Sequence[Entry], bits: float) -> Candidate:
    """The block's first entry and, for each further total in it, that total's parts."""
    parts, weights = [block[0].line], [1]
    for entry in block[1:]:
        parts += entry.parts or (entry.line,)
        weights += entry.weights or (1,)
    return Candidate(Reading(total, tuple(parts), tuple(weights)), tuple(block), bits)


def _opened_vector(lines: Sequence[Line], entry: Entry, at: Sequence[int]) -> list[int]:
    if not entry.parts:
        return [lines[entry.line].values[number] or 0 for number in at]
    pairs = list(zip(entry.parts, entry.weights, strict=True))
    return [sum(weight * (lines[part].values[number] or 0) for part, weight in pairs) for number in at]
