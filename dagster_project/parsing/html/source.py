"""Where the cells of tables stand in the source: lines and characters of the file as received.

The tree knows what was printed, the source knows where; they meet by counting start tags. Where they disagree
(broken markup), a position is None and the locator alone finds the cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from dagster_project.parsing.records import maker

_TAG = re.compile(
    r"<(?:(?P<name>t[dhr]|/?table)\b|!--.*?(?:--\s*>|\Z)|(?:script|style)\b.*?(?:</(?:script|style)|\Z))",
    re.IGNORECASE | re.DOTALL,
)


class Place(NamedTuple):
    """A run of characters [char_start, char_end) of one line (from 1) of the source."""

    line: int
    char_start: int
    char_end: int


_place = maker(Place)


@dataclass(slots=True)
class SourceTable:
    """A table's start and end in the source, and for each row its cells: where each begins, and what follows it."""

    start: int
    end: int
    rows: list[list[tuple[int, int]]] = field(default_factory=list)


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
        return _place((line, start - begin, end - begin))

    def find_in_cell(self, table: int, row: int, cell: int, printed: str) -> int | None:
        """The offset of a printed text inside one cell, tags left out; None where the source writes it otherwise."""
        span = self.cell_span(table, row, cell)
        if span is None:
            return None
        start, end = span
        text = self.text
        found = text.find(printed, start, end)
        while found >= 0:
            if text.rfind("<", start, found) <= text.rfind(">", start - 1, found):
                return found
            found = text.find(printed, found + 1, end)
        return None

    def cell_span(self, table: int, row: int, cell: int) -> tuple[int, int] | None:
        """Offsets of a cell's content: from behind its start tag to the next cell, row or table."""
        try:
            start, end = self.tables[table - 1].rows[row - 1][cell - 1]
        except IndexError:
            return None
        return self.text.find(">", start, end) + 1 or end, end


def _scan(text: str) -> list[SourceTable]:
    tables: list[SourceTable] = []
    open_tables: list[SourceTable] = []
    rows: list[list[tuple[int, int]]] = []
    cell = -1
    for tag in _TAG.finditer(text):
        name = tag["name"]
        if name is None:
            continue
        place = tag.start()
        if cell >= 0:
            rows[-1].append((cell, place))
            cell = -1
        kind = name[:2].lower()
        if kind == "tr" and open_tables:
            rows.append([])
        elif kind in ("td", "th") and rows:
            cell = place
        elif kind == "ta":
            open_tables.append(SourceTable(place, len(text)))
            tables.append(open_tables[-1])
            rows = open_tables[-1].rows
        elif kind == "/t" and open_tables:
            open_tables.pop().end = text.find(">", tag.end()) + 1 or len(text)
            rows = open_tables[-1].rows if open_tables else []
    if cell >= 0:
        rows[-1].append((cell, len(text)))
    return tables
