"""Decides which data columns each head block of a text table covers.

How pieces become blocks does not belong here (`head_blocks`), nor does what a head means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dagster_project.parsing.text.columns import Column, Placement, percent_columns
from dagster_project.parsing.text.head_blocks import PART_OF_HEAD, HeadBlock
from dagster_project.parsing.text.lines import TextLine


def lay_level(blocks: Sequence[HeadBlock], placement: Placement, rule: TextLine | None) -> list[HeadBlock]:
    """Gives each block of one level its columns; `rule` is the rule right below the level, if there is one."""
    columns = placement.columns
    if not blocks:
        return []
    if rule is not None and len(blocks) > 1 and len(marks := rule.words) == len(blocks):
        spans = [(mark.start, mark.end) for mark in marks]
        if all(block.start < end and start < block.end for block, (start, end) in zip(blocks, spans, strict=True)):
            ruled = [_covering(block, columns, start, end) for block, (start, end) in zip(blocks, spans, strict=True)]
            return _one_a_column(ruled, columns) if len(blocks) > len(columns) else ruled
    if len(blocks) == 1 and (rule is not None or _is_period_like(blocks[0].text)) and _is_centred(blocks[0], columns):
        return [HeadBlock(blocks[0].pieces, 1, len(columns) + 1)]
    if len(blocks) == len(columns):
        return [HeadBlock(block.pieces, number, number + 1) for number, block in enumerate(blocks, 1)]
    if len(blocks) < len(columns) and len(blocks) > 1:
        return _over_rules(_partition(blocks, placement), columns, rule)
    covered = [_covering(block, columns, block.start, block.end) for block in blocks]
    return _one_a_column(covered, columns) if len(blocks) > len(columns) else covered


def _over_rules(blocks: Sequence[HeadBlock], columns: Sequence[Column], rule: TextLine | None) -> list[HeadBlock]:
    """A head over a piece of rule of its own covers what that piece covers, where no other head does."""
    result = list(blocks)
    for index, block in enumerate(blocks):
        for word in rule.words if rule is not None else ():
            over = [other for other in blocks if other.start < word.end and word.start < other.end]
            ruled = _covering(block, columns, word.start, word.end)
            taken = {n for other in blocks if other is not block for n in range(other.col_start, other.col_end)}
            if over == [block] and taken.isdisjoint(range(ruled.col_start, ruled.col_end)):
                start, end = min(block.col_start, ruled.col_start), max(block.col_end, ruled.col_end)
                result[index] = HeadBlock(block.pieces, start, end)
    return result


def _one_a_column(blocks: Sequence[HeadBlock], columns: Sequence[Column]) -> list[HeadBlock]:
    """More heads than columns: some column prints no figure at all, and its head belongs to no other."""
    best: dict[int, HeadBlock] = {}
    for block in blocks:
        if block.col_end - block.col_start == 1:
            known = best.setdefault(block.col_start, block)
            if _distance(block, columns) < _distance(known, columns):
                best[block.col_start] = block
    return [block for block in blocks if block.col_end - block.col_start > 1 or best[block.col_start] is block]


def _distance(block: HeadBlock, columns: Sequence[Column]) -> float:
    """How far a head's nearest edge, or its middle, stands from that of its column: text is aligned by either."""
    column = columns[block.col_start - 1]
    return min(abs(block.end - column.right), abs(block.center - column.center))


def lay_over_all(blocks: Sequence[HeadBlock], below: Sequence[HeadBlock], placement: Placement) -> list[HeadBlock]:
    """One head that names a period, above heads that are but parts of one ("1993", "Amount"), is that of all columns.

    Nothing where that is not so: then positions decide.
    """
    if len(blocks) != 1 or len(below) < 2 or not _is_period_like(blocks[0].text):
        return []
    if not all(PART_OF_HEAD.fullmatch(block.text) for block in below):
        return []
    return [HeadBlock(blocks[0].pieces, 1, len(placement.columns) + 1)]


LEAST_OVERLAP = 2
"""Characters that a head shares with one below it, if it stands over it."""


def widened(blocks: Sequence[HeadBlock], under: Sequence[HeadBlock]) -> list[HeadBlock]:
    """Heads also cover the columns of the heads right below that they stand over, where no other head does.

    Figures are narrower than their heads: "Six Months Ended" may miss the figures of a column, but not its date.
    """
    covered = {n for block in blocks for n in range(block.col_start, block.col_end)}
    if all(n in covered for other in under for n in range(other.col_start, other.col_end)):
        return list(blocks)
    result = list(blocks)
    for index, block in enumerate(blocks):
        taken = {n for other in (*result[:index], *blocks[index + 1 :]) for n in range(other.col_start, other.col_end)}
        start, end = block.col_start, block.col_end
        for other in under:
            overlap = min(block.end, other.end) - max(block.start, other.start)
            if overlap >= LEAST_OVERLAP and taken.isdisjoint(range(other.col_start, other.col_end)):
                start, end = min(start, other.col_start), max(end, other.col_end)
        if taken.isdisjoint(range(start, end)):
            result[index] = HeadBlock(block.pieces, start, end)
    return result


def _is_centred(block: HeadBlock, columns: Sequence[Column]) -> bool:
    left, right = columns[0].left, columns[-1].right
    return abs(block.center - (left + right) / 2) <= 0.1 * (right - left)


def _covering(block: HeadBlock, columns: Sequence[Column], start: int, end: int) -> HeadBlock:
    """The columns under [start, end); the nearest one where none is."""
    under = [n for n, column in enumerate(columns, 1) if column.left < end and start < column.right]
    if not under:
        nearest = min(range(len(columns)), key=lambda n: abs(columns[n].center - (start + end) / 2))
        under = [nearest + 1]
    return HeadBlock(block.pieces, under[0], under[-1] + 1)


def _partition(blocks: Sequence[HeadBlock], placement: Placement) -> list[HeadBlock]:
    """Fewer heads than columns: each head takes the columns under it, and bare percent columns join their left.

    Where that leaves other columns bare although every head is of the same width class (periods over groups of
    columns), the groups are chosen so that each head is nearest to the middle of its group.
    """
    columns = placement.columns
    covered = [_covering(block, columns, block.start, block.end) for block in blocks]
    covered = _without_overlap(covered, columns)
    taken = {n for block in covered for n in range(block.col_start, block.col_end)}
    bare = [n for n in range(1, len(columns) + 1) if n not in taken]
    if not bare:
        return covered
    percents = percent_columns(placement)
    if percents.issuperset(bare):
        return covered if all(_is_unit(block.text) for block in blocks) else [_extended(b, bare) for b in covered]
    if all(_is_period_like(block.text) for block in blocks):
        return _balanced(blocks, columns, percents)
    return _with_neighbours(covered, columns, bare)


def _without_overlap(blocks: Sequence[HeadBlock], columns: Sequence[Column]) -> list[HeadBlock]:
    """Two heads over one column: it belongs to the one whose middle is nearer."""
    result = list(blocks)
    for index in range(len(result) - 1):
        left, right = result[index], result[index + 1]
        if left.col_end <= right.col_start:
            continue
        shared = columns[right.col_start - 1]
        is_left = abs(shared.center - left.center) <= abs(shared.center - right.center)
        can_shrink_right = right.col_end - right.col_start > 1
        can_shrink_left = left.col_end - left.col_start > 1
        if can_shrink_right and (is_left or not can_shrink_left):
            result[index + 1] = HeadBlock(right.pieces, left.col_end, right.col_end)
        elif can_shrink_left:
            result[index] = HeadBlock(left.pieces, left.col_start, right.col_start)
    return result


def _with_neighbours(blocks: Sequence[HeadBlock], columns: Sequence[Column], bare: Sequence[int]) -> list[HeadBlock]:
    """A bare column beside that of a period belongs to it ("March 31, | %" over 1997, 1996 and their change)."""
    result = list(blocks)
    for number in bare:
        beside = [
            index
            for index, block in enumerate(result)
            if number in (block.col_start - 1, block.col_end) and _is_period_like(block.text)
        ]
        if beside:
            nearest = min(beside, key=lambda index: abs(result[index].center - columns[number - 1].center))
            block = result[nearest]
            start, end = min(block.col_start, number), max(block.col_end, number + 1)
            result[nearest] = HeadBlock(block.pieces, start, end)
    return result


def _extended(block: HeadBlock, bare: Sequence[int]) -> HeadBlock:
    end = block.col_end
    while end in bare:
        end += 1
    return HeadBlock(block.pieces, block.col_start, end)


_UNIT = re.compile(r"(?:\s|of|in|JPY|Yen|U\.?S\.?|Dollars?|\$|%|Thousands?|Millions?|Billions?|Shares)+", re.IGNORECASE)


def _is_unit(text: str) -> bool:
    return bool(_UNIT.fullmatch(text))


_PERIOD_LIKE = re.compile(
    r"(?:19|20)\d\d|ended|ending|months|weeks|quarter|\bhalf\b|year|to date|FY|\dQ|as of"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d",
    re.IGNORECASE,
)


def _is_period_like(text: str) -> bool:
    return bool(_PERIOD_LIKE.search(text))


def _balanced(blocks: Sequence[HeadBlock], columns: Sequence[Column], percents: frozenset[int]) -> list[HeadBlock]:
    """Cuts the columns into one group a head, so that the distances between heads and groups' middles are least.

    A percent column never begins a group: it belongs to the amount on its left.
    """
    count = len(columns)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for index, block in enumerate(blocks, 1):
        for end in range(index, count + 1):
            options = []
            for start in range(index - 1, end):
                if (index - 1, start) not in best or (start + 1 in percents and start > 0):
                    continue
                cost, cuts = best[index - 1, start]
                middle = (columns[start].left + columns[end - 1].right) / 2
                options.append((cost + abs(middle - block.center), (*cuts, start + 1)))
            if options:
                best[index, end] = min(options)
    if (len(blocks), count) not in best:
        return [_covering(block, columns, block.start, block.end) for block in blocks]
    starts = (*best[len(blocks), count][1], count + 1)
    return [HeadBlock(block.pieces, a, b) for block, (a, b) in zip(blocks, pairwise(starts), strict=True)]
