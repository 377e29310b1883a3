"""Where the cells of tables stand in the source: lines and characters of the file as received.

The tree knows what was printed, the source knows where; they meet by counting start tags. Where they disagree
(broken markup), a position is None and the locator alone finds the cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

_TAG = re.compile(
    r"<(?:!--.*?--\s*>|(?:script|style)\b.*?</(?:script|style)|(?P<close>/?)(?P<name>table|tr|t[dh])\b[^>]*>)",
    re.IGNORECASE | re.DOTALL,
)


class Place(NamedTuple):
    """A run of characters [char_start, char_end) of one line (from 1) of the source."""

    line: int
    char_start: int
    char_end: int


@dataclass(slots=True)
class SourceRow:
    """Offsets right behind the start tag of each cell of a row, and where the row's last cell ends."""

    cells: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


@dataclass(slots=True)
class SourceTable:
    """A table's start, end and rows in the source."""

    start: int
    end: int
    rows: list[SourceRow] = field(default_factory=list)


class Source:
    """A page's source with the places of its tables, counted by their start tags from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self.tables = _scan(text)

    def count_tables(self, offset: int) -> int:
        """How many tables begin before an offset."""
        return sum(table.start < offset for table in self.tables)

    def line_of(self, offset: int) -> int:
        """Number of the line (from 1) in which a character stands."""
        return bisect_right(self._breaks, offset - 1) + 1

    def place(self, start: int, end: int) -> Place:
        """The place of the characters [start, end), cut at the end of the line they begin in."""
        line = self.line_of(start)
        begin = self._breaks[line - 2] + 1 if line > 1 else 0
        if line <= len(self._breaks):
            end = min(end, self._breaks[line - 1])
        return Place(line, start - begin, end - begin)

    def find_in_cell(self, table: int, row: int, cell: int, printed: str) -> Place | None:
        """The place of a printed text inside one cell, tags left out; None where the source writes it otherwise."""
        span = self.cell_span(table, row, cell)
        if span is None:
            return None
        start, end = span
        found = self.text.find(printed, start, end)
        while found >= 0:
            if self.text.rfind("<", start, found) <= self.text.rfind(">", start - 1, found):
                return self.place(found, found + len(printed))
            found = self.text.find(printed, found + 1, end)
        return None

    def cell_span(self, table: int, row: int, cell: int) -> tuple[int, int] | None:
        """Offsets of a cell's content."""
        try:
            source_row = self.tables[table - 1].rows[row - 1]
            return source_row.cells[cell - 1], source_row.ends[cell - 1]
        except IndexError:
            return None


def _scan(text: str) -> list[SourceTable]:
    tables: list[SourceTable] = []
    open_tables: list[SourceTable] = []
    for tag in _TAG.finditer(text):
        name = tag["name"]
        if name is None:
            continue
        name = name.lower()
        if open_tables:
            _end_cell(open_tables[-1], tag.start(), is_over=name != "table" or bool(tag["close"]))
        if name == "table":
            if not tag["close"]:
                table = SourceTable(tag.start(), len(text))
                tables.append(table)
                open_tables.append(table)
            elif open_tables:
                open_tables.pop().end = tag.end()
        elif open_tables and not tag["close"]:
            rows = open_tables[-1].rows
            if name == "tr":
                rows.append(SourceRow())
            elif rows:
                rows[-1].cells.append(tag.end())
    return tables


def _end_cell(table: SourceTable, offset: int, *, is_over: bool) -> None:
    if is_over and table.rows and len(table.rows[-1].ends) < len(table.rows[-1].cells):
        table.rows[-1].ends.append(offset)


def agrees(table: SourceTable, cells_by_row: Iterable[int]) -> bool:
    """Whether the source has as many rows, and as many cells in each, as the tree."""
    return [len(row.cells) for row in table.rows] == list(cells_by_row)
