"""Logical columns of a table: where figures stand over all rows, whatever the number of physical columns.

Figures that overlap belong to one column as long as no row prints two of them in it. What heads a column is
decided in `heads_over`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Span = tuple[int, int]
FigureSpans = Sequence[tuple[Span, Span]]
"""The figures of a row: the span of the digits of each, and that of all cells glued to them."""

MAX_SPANS = 100
"""More different spans that overlap are no layout of columns."""


class Column(NamedTuple):
    """A logical column: the physical columns of its digits, and those of everything glued to them."""

    start: int
    end: int
    glued_start: int
    glued_end: int


class Layout:
    """The columns of a table, left to right, and the column of every span that a figure's digits take."""

    def __init__(self, columns: Sequence[Column], numbers: dict[Span, int]) -> None:
        self.columns = tuple(columns)
        self._numbers = numbers

    def number_of(self, span: Span) -> int:
        """Number (from 1) of the column in which digits over these physical columns stand."""
        return self._numbers[span]

    def joined(self, number: int) -> Layout:
        """The layout with a column and the next as one."""
        left, right = self.columns[number - 1 : number + 1]
        both = Column(
            min(left.start, right.start),
            max(left.end, right.end),
            min(left.glued_start, right.glued_start),
            max(left.glued_end, right.glued_end),
        )
        columns = (*self.columns[: number - 1], both, *self.columns[number + 1 :])
        return Layout(columns, {span: n - (n > number) for span, n in self._numbers.items()})


def overlap(a: Span, b: Span) -> int:
    """How many physical columns two spans share."""
    return min(a[1], b[1]) - max(a[0], b[0])


def find_layout(rows: Sequence[FigureSpans]) -> Layout:
    """Finds the columns of a table's rows."""
    counts = Counter(digits for row in rows for digits, _ in row)
    groups: list[list[Span]] = []
    for component in _components(sorted(counts)):
        groups.extend(_split(component, counts, rows) if len(component) > 1 else [component])
    groups.sort(key=lambda group: _middle(group, counts))
    numbers = {span: number for number, group in enumerate(groups, 1) for span in group}
    return Layout(_columns(groups, rows, numbers), numbers)


def _components(spans: Iterable[Span]) -> list[list[Span]]:
    """Groups spans that overlap, directly or over others."""
    groups: list[list[Span]] = []
    right = -1
    for span in spans:
        if groups and span[0] < right:
            groups[-1].append(span)
        else:
            groups.append([span])
        right = max(right, span[1]) if span[0] < right else span[1]
    return groups


def _split(component: list[Span], counts: Counter[Span], rows: Sequence[FigureSpans]) -> list[list[Span]]:
    """One group, unless a row prints two figures in it; then narrow and frequent spans make the columns."""
    if len(component) > MAX_SPANS:
        return [[span] for span in component]
    members = frozenset(component)
    together: set[frozenset[Span]] = set()
    for row in rows:
        here = [digits for digits, _ in row if digits in members]
        if len(here) > 1:
            together.update(frozenset((a, b)) for a in here for b in here if a < b)
    if not together:
        return [component]
    groups: list[list[Span]] = []
    for span in sorted(component, key=lambda span: (span[1] - span[0], -counts[span], span)):
        homes = [group for group in groups if any(overlap(span, other) > 0 for other in group)]
        free = [group for group in homes if not any(frozenset((span, other)) in together for other in group)]
        if free:
            max(free, key=lambda group: max(overlap(span, other) for other in group)).append(span)
        else:
            groups.append([span])
    return groups


def _middle(group: Sequence[Span], counts: Counter[Span]) -> float:
    start, end = max(group, key=lambda span: (counts[span], span))
    return (start + end) / 2


def _columns(groups: Sequence[Sequence[Span]], rows: Sequence[FigureSpans], numbers: dict[Span, int]) -> list[Column]:
    glued: dict[int, list[Span]] = {}
    for row in rows:
        for digits, whole in row:
            glued.setdefault(numbers[digits], []).append(whole)
    return [
        Column(
            min(start for start, _ in group),
            max(end for _, end in group),
            min(start for start, _ in glued[number]),
            max(end for _, end in glued[number]),
        )
        for number, group in enumerate(groups, 1)
    ]
