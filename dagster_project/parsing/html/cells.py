"""One table's printed cells by physical column: colspan and rowspan expanded, empty cells dropped.

Which cells make a figure is decided in `figures`; logical columns are found in `columns`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from dagster_project.parsing.html.attributes import layout_of
from dagster_project.parsing.html.style import style_of
from dagster_project.parsing.html.tree import visible_text
from dagster_project.parsing.records import maker

MAX_COLUMNS = 5000
MAX_REACHING = 500
"""No table has more cells at a time that reach down from rows above; more are a mistake or an attack."""

GAP = "  "
"""What stands between two cells in the line of their row."""


class PhysicalCell(NamedTuple):
    """A printed cell over the physical columns [start, end); `number` counts the row's cells in the source from 1."""

    text: str
    start: int
    end: int
    number: int
    char_start: int
    """Its first character's position in the line of its row."""
    element: etree._Element

    @property
    def char_end(self) -> int:
        """The position behind its last character."""
        return self.char_start + len(self.text)


_physical_cell = maker(PhysicalCell)


class PhysicalRow(NamedTuple):
    """A row of a table: its printed cells, and the spans of columns that have a line drawn above or below."""

    number: int
    """Counts the table's rows in the source from 1."""
    cells: tuple[PhysicalCell, ...]
    lines_above: tuple[tuple[int, int], ...]
    lines_below: tuple[tuple[int, int], ...]


def own_rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table itself, without those of tables inside it."""
    rows = list(table.iter("tr"))
    if is_innermost(table):
        return rows
    return [row for row in rows if next(row.iterancestors("table")) is table]


def is_innermost(table: etree._Element) -> bool:
    """Whether a table holds no other table."""
    return next(table.iterdescendants("table"), None) is None


def physical_rows(rows: Iterable[etree._Element]) -> list[PhysicalRow]:
    """Expands the own rows of a table; a cell that is not displayed takes no column."""
    reaching_down: list[_Reaching] = []
    physical: list[PhysicalRow] = []
    for number, row in enumerate(rows, 1):
        reaching_down = [cell for cell in reaching_down if cell.last_row >= number]
        physical.append(_physical_row(number, row, reaching_down))
    return physical


def own_cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row in source order."""
    return row.iterchildren("td", "th")


class _Reaching(NamedTuple):
    """A cell of a row above that reaches down to `last_row`, and the columns it takes there."""

    start: int
    end: int
    last_row: int


def _physical_row(number: int, row: etree._Element, reaching_down: list[_Reaching]) -> PhysicalRow:
    taken = deque(sorted(reaching_down))
    cells: list[PhysicalCell] = []
    above: list[tuple[int, int]] = []
    below: list[tuple[int, int]] = []
    column = position = 0
    for index, element in enumerate(own_cells(row), 1):
        is_hidden, has_line_above, has_line_below, colspan, rowspan = layout_of(tuple(element.items()))
        if is_hidden:
            continue
        while taken and taken[0].start <= column:
            column = max(column, taken.popleft().end)
        end = column + colspan if column + colspan < MAX_COLUMNS else MAX_COLUMNS
        if rowspan > 1 and len(reaching_down) < MAX_REACHING:
            reaching_down.append(_Reaching(column, end, number + rowspan - 1))
        if has_line_above:
            above.append((column, end))
        if has_line_below:
            below.append((column, end))
        if (len(element) or element.text) and (text := visible_text(element)):
            cells.append(_physical_cell((text, column, end, index, position, element)))
            position += len(text) + len(GAP)
        elif len(element) and _holds_rule(element):
            below.append((column, end))
        column = end
    return PhysicalRow(number, tuple(cells), tuple(above), tuple(below))


def _holds_rule(element: etree._Element) -> bool:
    """An empty cell that only draws a line: `<hr>`, or a block with a border."""
    return any(part.tag == "hr" or style_of(part.get("style")).has_line_below for part in element.iterdescendants())
