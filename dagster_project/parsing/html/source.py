"""Where the cells of tables stand in the source: lines and characters of the file as received.

The tree knows what was printed, the source knows where; they meet by counting start tags. Where they disagree
(broken markup), a position is None and the locator alone finds the cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress
from typing import NamedTuple

from dagster_project.parsing.records import maker

_TAG = re.compile(
    r"(<(?:t(?:[dhr]|able)\b|/table\b|!--.*?(?:--\s*>|\Z)|s(?:cript|tyle)\b.*?(?:</(?:script|style)|\Z)))",
    re.IGNORECASE | re.DOTALL,
)
"""Tags of tables; whatever looks like one inside comments, scripts and styles is none."""
_CELLS = frozenset(("<td", "<th"))
_UNREAD = ("<!", "<s", "<S")


class Place(NamedTuple):
    """A run of characters [char_start, char_end) of one line (from 1) of the source."""

    line: int
    char_start: int
    char_end: int


_place = maker(Place)


@dataclass(slots=True)
class SourceTable:
    """A table's start and end in the source, and the number of each of its rows among the marks of `_Tags`."""

    start: int
    end: int
    rows: list[int] = field(default_factory=list)


class _Tags(NamedTuple):
    """The tags of tables in order: where each stands, and which of them, the marks, are no cells' tags."""

    names: Sequence[str]
    places: Sequence[int]
    """With the end of the source as the last."""
    marks: Sequence[int]
    """With the number of tags as the last."""


class Source:
    """A page's source with the places of its tables, counted by their start tags from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
        self._tags = _read_tags(text)
        self.tables = _read_tables(text, self._tags)

    @property
    def cell_count(self) -> int:
        """How many cells all tables together have."""
        return len(self._tags.names) + 1 - len(self._tags.marks)

    def count_tables(self, offset: int) -> int:
        """How many tables begin before an offset."""
        return sum(table.start < offset for table in self.tables)

    def line_of(self, offset: int) -> int:
        """Number of the line (from 1) in which a character stands."""
        return bisect_right(self._lines, offset)

    def place(self, start: int, end: int) -> Place:
        """The place of the characters [start, end), cut at the end of the line they begin in."""
        line = bisect_right(self._lines, start)
        begin, next_line = self._lines[line - 1 : line + 1]
        return _place((line, start - begin, (end if end < next_line else next_line - 1) - begin))

    def cell_span(self, table: int, row: int, cell: int) -> tuple[int, int] | None:
        """Offsets of a cell's content: from behind its start tag to the next cell, row or table."""
        try:
            mark = self.tables[table - 1].rows[row - 1]
        except IndexError:
            return None
        _, places, marks = self._tags
        tag = marks[mark] + cell
        if tag >= marks[mark + 1]:
            return None
        start, end = places[tag], places[tag + 1]
        return self.text.find(">", start, end) + 1 or end, end

    def find_printed(self, printed: str, start: int, end: int) -> int | None:
        """The offset of a printed text in a part of the source, tags left out; None where that writes it otherwise."""
        text = self.text
        found = text.find(printed, start, end)
        while found >= 0:
            if text[found - 1] == ">" or text.rfind("<", start, found) <= text.rfind(">", start - 1, found):
                return found
            found = text.find(printed, found + 1, end)
        return None


def _read_tags(text: str) -> _Tags:
    pieces = _TAG.split(text)  # text and tags by turns
    names = pieces[1::2]
    places = list(accumulate(map(len, pieces)))[::2]
    spellings = set(names)
    if unread := {name for name in spellings if name.startswith(_UNREAD)}:
        read = [name not in unread for name in names]
        names = list(compress(names, read))
        places = [*compress(places, read), len(text)]
    cells = {name for name in spellings if name.lower() in _CELLS}
    marks = [number for number, name in enumerate(names) if name not in cells]
    return _Tags(names, places, [*marks, len(names)])


def _read_tables(text: str, tags: _Tags) -> list[SourceTable]:
    tables: list[SourceTable] = []
    open_tables: list[SourceTable] = []
    for number, mark in enumerate(tags.marks[:-1]):
        name, place = tags.names[mark].lower(), tags.places[mark]
        if name == "<table":
            open_tables.append(SourceTable(place, len(text)))
            tables.append(open_tables[-1])
        elif not open_tables:
            continue
        elif name == "<tr":
            open_tables[-1].rows.append(number)
        else:
            open_tables.pop().end = text.find(">", place) + 1 or len(text)
    return tables
