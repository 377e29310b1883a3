"""Columns of numbers of notes ("Note | 3 | 5(a)"), which stand between labels and figures and are neither.

Marks of notes glued to a label or to a figure do not belong here (`printed`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parsing.html.cells import PhysicalCell, PhysicalRow
from dagster_project.parsing.numbers import Number, parse_number

_HEADS = frozenset({"note", "notes", "note no", "note no.", "notes no.", "note(s)", "ref", "ref.", "reference"})
_LONGEST_HEAD = max(map(len, _HEADS))
MOST_HEAD_ROWS = 12
_NUMBERS = re.compile(
    r"(?:\(?[A-Za-z]?\d{1,2}(?:\.\d{1,2})*[a-z]?\)?(?:\s?\([a-z]{1,4}\))*(?:\s*(?:,|;|&|/|-|–|and)\s*|$))+"
)


class NotesAside(NamedTuple):
    """The rows of a table without its column of notes, and the cells of that column with their rows."""

    rows: Sequence[PhysicalRow]
    notes: Sequence[tuple[PhysicalRow, PhysicalCell]]


def set_notes_aside(rows: Sequence[PhysicalRow]) -> NotesAside:
    """Takes the column headed as notes out of a table; the rows as they are where none prints numbers of notes."""
    head = _head(rows)
    notes = [(row, cell) for row in rows for cell in row.cells if _is_under(cell, head)] if head else []
    if not notes or not all(_NUMBERS.fullmatch(cell.text) and _is_first(row, cell) for row, cell in notes):
        return NotesAside(rows, ())
    aside = {id(head), *(id(cell) for _, cell in notes)}
    return NotesAside(
        [row._replace(cells=tuple(cell for cell in row.cells if id(cell) not in aside)) for row in rows], notes
    )


def _head(rows: Sequence[PhysicalRow]) -> PhysicalCell | None:
    cells = (cell for row in rows[:MOST_HEAD_ROWS] for cell in row.cells if len(cell.text) <= _LONGEST_HEAD)
    return next((cell for cell in cells if cell.start and cell.text.casefold() in _HEADS), None)


def _is_under(cell: PhysicalCell, head: PhysicalCell) -> bool:
    """The cell stands in the column of the head; titles and heads over several columns do not."""
    return cell is not head and head.start <= cell.start < head.end and cell.end <= head.end


def _is_first(row: PhysicalRow, note: PhysicalCell) -> bool:
    """No figure stands between label and note: else "Notes" are debts beside others ("Loans | Notes | Total")."""
    return not any(isinstance(parse_number(cell.text), Number) for cell in row.cells if cell.start < note.start)
