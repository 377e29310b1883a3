"""A page as lines, as a reader sees it: one line a paragraph, one line a row of a table.

All that is read later (figures, claims, tokens) is placed in these lines; `positions` gives them back as places in
the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dagster_project.parsing.html.cells import GAP, PhysicalRow


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose: the stretch between two tables it stands in, and how many letters stand there before it."""

    stretch: int
    letters_before: int


@dataclass(frozen=True, slots=True)
class RowLine:
    """The line of a row: its table, its number there, and its printed cells."""

    number: int
    """The line's number on the page, from 1."""
    table: int
    row: int
    cells: tuple[int, ...]
    """The number of each printed cell in its row."""
    starts: tuple[int, ...]
    """Where each printed cell begins in the line."""


@dataclass(slots=True)
class Page:
    """The lines of a page and the origin of each."""

    lines: list[str] = field(default_factory=list)
    origins: list[Paragraph | RowLine] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    """Numbers of the innermost tables in order; stretch n of prose stands before the n-th of them (from 0)."""
    _letters: int = 0

    def add_paragraph(self, text: str) -> None:
        """Appends a paragraph."""
        self.lines.append(text)
        self.origins.append(Paragraph(len(self.tables), self._letters))
        self._letters += count_letters(text)

    def add_table(self, table: int, rows: Sequence[PhysicalRow]) -> dict[int, RowLine]:
        """Appends the rows of an innermost table that print something; their lines by row number."""
        self.tables.append(table)
        self._letters = 0
        added: dict[int, RowLine] = {}
        for row in rows:
            if row.cells:
                added[row.number] = self._add_row(table, row)
        return added

    def _add_row(self, table: int, row: PhysicalRow) -> RowLine:
        numbers, starts = [cell.number for cell in row.cells], [cell.char_start for cell in row.cells]
        line = RowLine(len(self.lines) + 1, table, row.number, tuple(numbers), tuple(starts))
        self.lines.append(GAP.join([cell.text for cell in row.cells]))
        self.origins.append(line)
        return line


def count_letters(text: str) -> int:
    """How many characters of a normal text are printed; single blanks are not."""
    return len(text) - text.count(" ")
