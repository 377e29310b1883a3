"""Finds the figure columns of a text table from its body as a whole, and places every figure in one.

Columns are where digits overlap from row to row; a figure printed close to its label counts as one only where it
falls into such a column. Heads are laid over the columns elsewhere (`heads`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dagster_project.parsing.numbers import Nil, Number
from dagster_project.parsing.text.lines import TextLine
from dagster_project.parsing.text.tails import TailToken

CLEAR = 2
"""Blanks before a figure that stands clear of its label."""

MARK_GAP = 3
"""So close to a label a small number in parentheses is the mark of a note, unless other figures stand below it."""

NIL_DRIFT = 4
"""How far a dash may stand from the digits of its column; issuers centre or left-align them."""


_MARK = re.compile(r"\(\d{1,2}\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
FEWEST_YEARS = 2
"""One year at the begin of a row is a figure."""


@dataclass(frozen=True, slots=True)
class Column:
    """The horizontal extent of a column's digits."""

    left: int
    right: int
    is_percent: bool = False
    """All figures that told this column from its neighbour carry a percent sign."""

    @property
    def center(self) -> float:
        """The middle between both edges."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Placement:
    """The columns of a table, and for each data line its (column number from 1, token) pairs."""

    columns: tuple[Column, ...]
    by_line: dict[int, tuple[tuple[int, TailToken], ...]]


def place_figures(body: Sequence[TextLine], head: Sequence[TextLine] = ()) -> Placement:
    """Finds the columns of a table body and puts its figures into them; a ruled head marks where columns stand."""
    columns = _columns([line for line in body if line.kind == "data"], _marks(head))
    lefts = [column.left for column in columns]
    placement = Placement(columns, {line.number: _place(line, columns, lefts) for line in body if line.tail})
    return _without_years(placement, body) if len(columns) > 1 else placement


def _without_years(placement: Placement, body: Sequence[TextLine]) -> Placement:
    """A first column of nothing but years, on lines without a label, is the stub: rows named by years."""
    years = 0
    for line in body:
        pairs = placement.by_line.get(line.number)
        if pairs and pairs[0][0] == 1 and line.kind == "data":
            token = pairs[0][1]
            if token.gap < token.start or not _YEAR.fullmatch(token.text):
                return placement
            years += 1
    if years < FEWEST_YEARS:
        return placement
    by_line = {
        number: tuple((column - 1, token) for column, token in pairs if column > 1)
        for number, pairs in placement.by_line.items()
    }
    return Placement(placement.columns[1:], by_line)


def percent_columns(placement: Placement) -> frozenset[int]:
    """Columns whose figures mostly carry a percent sign, or decimals without a currency sign or thousands."""
    counts: Counter[int] = Counter()
    percents: Counter[int] = Counter()
    for pairs in placement.by_line.values():
        for number, token in pairs:
            if isinstance(token.figure, Number):
                counts[number] += 1
                percents[number] += _may_be_percent(token.figure)
    return frozenset(number for number, count in counts.items() if percents[number] >= 0.8 * count)


def _may_be_percent(figure: Number) -> bool:
    return figure.is_percent or (figure.precision < 1 and figure.currency_sign is None and abs(figure.value) < 1000)


def _marks(head: Sequence[TextLine]) -> tuple[tuple[int, int], ...]:
    """The pieces of the rule right above the body, one over each column, as (start, end)."""
    last = next((line for line in reversed(head) if line.kind != "blank"), None)
    if last is None or last.kind != "rule":
        return ()
    return tuple((word.start, word.end) for word in last.words)


def _columns(data: Sequence[TextLine], marks: Sequence[tuple[int, int]]) -> tuple[Column, ...]:
    figures = [(line.number, token) for line in data for token in line.tail[_first_clear(line.tail, marks) :]]
    columns = _merge([token for _, token in figures if isinstance(token.figure, Number)])
    nils = [token for _, token in figures if isinstance(token.figure, Nil)]
    if lonely := [token for token in nils if _nearest(token, columns, NIL_DRIFT) is None]:
        columns = sorted([*columns, *_merge(lonely)], key=_left_edge)
    return tuple(_split_crowded(columns, figures))


def _first_clear(tail: Sequence[TailToken], marks: Sequence[tuple[int, int]]) -> int:
    """Index of the first figure that stands clear of the label; those behind it may stand closer ("111,967 12%").

    A figure right below a mark of the head that begins behind the label is clear, however close to the label.
    """
    for index, token in enumerate(tail):
        if index == 0 and token.gap < CLEAR and _is_marked(token, marks):
            return 0
        if token.gap >= CLEAR and not (index == 0 and token.gap <= MARK_GAP and _MARK.fullmatch(token.text)):
            return index
    return len(tail)


def _is_marked(token: TailToken, marks: Sequence[tuple[int, int]]) -> bool:
    label_end = token.start - token.gap
    return any(label_end <= start <= token.start + 1 and token.right <= end + 1 for start, end in marks)


def _merge(tokens: Iterable[TailToken]) -> list[Column]:
    """Unions of overlapping extents."""
    merged: list[Column] = []
    left = right = -1
    for start, end in sorted({(token.left, token.right) for token in tokens}):
        if start < right:
            right = max(right, end)
            continue
        if right >= 0:
            merged.append(Column(left, right))
        left, right = start, end
    return [*merged, Column(left, right)] if right >= 0 else merged


def _split_crowded(columns: Sequence[Column], figures: Sequence[tuple[int, TailToken]]) -> list[Column]:
    """Splits an extent in which single rows print two figures or more: a stray one had bridged two columns."""
    crowded = _crowded(columns, figures)
    result: list[Column] = []
    for index, column in enumerate(columns):
        result.extend(_halves(column, figures) if index in crowded else [column])
    return result


def _crowded(columns: Sequence[Column], figures: Sequence[tuple[int, TailToken]]) -> set[int]:
    """Indexes of the columns in which some row has more than one figure; figures stand in their printed order."""
    lefts = [column.left for column in columns]
    places = [(row, bisect_right(lefts, token.left) - 1) for row, token in figures]
    return {here[1] for here, following in pairwise(places) if here == following}


def _halves(column: Column, figures: Sequence[tuple[int, TailToken]]) -> list[Column]:
    """As many columns as the fullest rows print figures, told by those rows."""
    rows: dict[int, list[TailToken]] = defaultdict(list)
    for row, token in figures:
        if column.left <= token.left and token.right <= column.right:
            rows[row].append(token)
    count = max(map(len, rows.values()), default=1)
    fullest = [tokens for tokens in rows.values() if len(tokens) == count]
    if count == 1:
        return [column]
    return [_column_of_tokens([tokens[index] for tokens in fullest]) for index in range(count)]


def _column_of_tokens(tokens: Sequence[TailToken]) -> Column:
    return Column(
        min(token.left for token in tokens),
        max(token.right for token in tokens),
        all(token.figure.is_percent for token in tokens),
    )


def _nearest(token: TailToken, columns: Sequence[Column], drift: int) -> int | None:
    """Index of the column whose extent the token overlaps most, or lies nearest to within `drift`.

    A figure over a column of percentages and its neighbour belongs to the one of its kind.
    """
    best, best_score = None, -drift - 1
    for index, column in enumerate(columns):
        score = min(token.right, column.right) - max(token.left, column.left)
        if score > 0 and column.is_percent and not token.figure.is_percent:
            score = 1
        if score > best_score:
            best, best_score = index, score
    return best


def _place(line: TextLine, columns: Sequence[Column], lefts: Sequence[int]) -> tuple[tuple[int, TailToken], ...]:
    """Gives each figure of a line its column; what falls into none goes back to the label. `lefts` are left edges."""
    placed: list[tuple[int, TailToken]] = []
    taken = len(columns)
    for token in reversed(line.tail):
        index = _column_of(token, columns, lefts)
        if index is None:
            break
        if index >= taken:
            index = taken - 1
            if index < 0 or columns[index].right + NIL_DRIFT < token.left:
                break
        placed.append((index + 1, token))
        taken = index
    placed.reverse()
    return tuple(placed)


def _column_of(token: TailToken, columns: Sequence[Column], lefts: Sequence[int]) -> int | None:
    """Index of the token's column: the one it overlaps, or for a nil the nearest within its drift."""
    index = bisect_left(lefts, token.right) - 1
    if index >= 0 and columns[index].right > token.left and (index == 0 or columns[index - 1].right <= token.left):
        return index
    is_nil = isinstance(token.figure, Nil)
    return _nearest(token, columns, (NIL_DRIFT if is_nil else 0) if token.gap >= CLEAR else -1)


def _left_edge(column: Column) -> int:
    return column.left
