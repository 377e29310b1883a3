"""Lays head rows over logical columns: which words stand over which columns.

What a head means does not belong here (`parsing.heads`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parsing.heads import names_period
from dagster_project.parsing.html.cells import PhysicalCell
from dagster_project.parsing.html.columns import Column, Layout
from dagster_project.parsing.html.roles import Row
from dagster_project.parsing.html.sections import is_caption


class Head(NamedTuple):
    """Words over the columns [first, last], of one head row."""

    cell: PhysicalCell
    row: Row
    first: int
    last: int


def lay_heads(rows: Sequence[Row], layout: Layout) -> tuple[list[str], list[list[Head]]]:
    """Head rows over columns, and the words over all columns that turned out to be titles or captions."""
    titles: list[str] = []
    levels: list[list[Head]] = []
    for row in rows:
        heads = [_over(cell, row, layout.columns) for cell in row.over]
        if len(heads) == 1 and len(rows) > 1 and _is_title(heads[0], layout.columns):
            titles.append(heads[0].cell.text)
        elif heads:
            levels.append(_stretched(heads, layout.columns))
    return titles, levels


def _over(cell: PhysicalCell, row: Row, columns: Sequence[Column]) -> Head:
    """The columns under a head cell: by their digits, else by what is glued to them, else the nearest."""
    start, end = cell.start, cell.end
    under = [n for n, c in enumerate(columns, 1) if c.start < end and start < c.end]
    if not under:
        under = [n for n, c in enumerate(columns, 1) if c.glued_start < end and start < c.glued_end]
    if not under:
        nearest = min(range(len(columns)), key=lambda n: abs(columns[n].start + columns[n].end - start - end))
        under = [nearest + 1]
    return Head(cell, row, under[0], under[-1])


def _is_title(head: Head, columns: Sequence[Column]) -> bool:
    """Words over all columns are a title or a caption, unless they name a period."""
    covers_all = len(columns) > 1 and (head.first, head.last) == (1, len(columns))
    return is_caption(head.cell.text) or (covers_all and not names_period(head.cell.text))


def _stretched(heads: list[Head], columns: Sequence[Column]) -> list[Head]:
    """Heads of periods that leave columns bare between or beside them, although each should cover equally many.

    Some pages print a spanning head over fewer physical columns than it is meant for.
    """
    count = len(columns)
    covered = {n for head in heads for n in range(head.first, head.last + 1)}
    widths = {head.last - head.first + 1 for head in heads}
    if len(covered) == count or len(heads) < 2 or max(widths) < 2 or count % len(heads):
        return heads
    if not all(names_period(head.cell.text) for head in heads):
        return heads
    size = count // len(heads)
    equal = [head._replace(first=n * size + 1, last=(n + 1) * size) for n, head in enumerate(heads)]
    is_near = all(a.first <= b.last and b.first <= a.last for a, b in zip(heads, equal, strict=True))
    return equal if is_near else heads


def are_under_same_heads(number: int, levels: Sequence[Sequence[Head]]) -> bool:
    """Whether a column and the next stand under the same heads, the narrowest of them over these two alone."""
    here = [head for level in levels for head in level if head.first <= number <= head.last]
    beside = [head for level in levels for head in level if head.first <= number + 1 <= head.last]
    return bool(here) and here == beside and min(head.last - head.first for head in here) == 1


def bare_columns(levels: Sequence[Sequence[Head]], count: int) -> frozenset[int]:
    """The columns of so many over which no head stands."""
    return frozenset(range(1, count + 1)).difference(
        number for level in levels for head in level for number in _columns(head)
    )


def stretch_over(levels: list[list[Head]], bare_percents: frozenset[int]) -> list[list[Head]]:
    """A column of percentages without a head belongs to the amounts on its left."""

    def stretched(head: Head) -> Head:
        return head._replace(last=head.last + 1) if head.last + 1 in bare_percents else head

    return [[stretched(head) for head in level] for level in levels] if bare_percents else levels


def inherit_periods(heads: list[list[Head]], before: list[list[Head]], count: int) -> list[list[Head]]:
    """Heads of a later section that name no period over a column take those of the section before."""
    if not heads:
        return before
    named = {number for level in heads for head in level if names_period(head.cell.text) for number in _columns(head)}
    bare = set(range(1, count + 1)) - named
    kept = [
        [
            head._replace(first=number, last=number)
            for head in level
            if names_period(head.cell.text)
            for number in _columns(head)
            if number in bare
        ]
        for level in before
    ]
    return [*(level for level in kept if level), *heads]


def _columns(head: Head) -> range:
    return range(head.first, head.last + 1)
