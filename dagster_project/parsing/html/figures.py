"""The figures of one row: `$`, `(`, `)`, `%` in cells of their own are glued to the number they belong to.

How one figure's text is read is in `printed`; in which logical column a figure stands is found in `columns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parsing.html.cells import PhysicalCell
from dagster_project.parsing.html.printed import Kind, Printed, look_at

MAX_GAP = 2
"""Empty columns that may lie between a number and the sign that belongs to it."""


class Figure(NamedTuple):
    """A printed figure or nil: the columns of all its cells, and `core`, the cell with its digits."""

    text: str
    printed: Printed
    start: int
    end: int
    first: int
    last: int
    core: PhysicalCell


class RowContent(NamedTuple):
    """What a row prints: figures, and words that are no part of one."""

    figures: tuple[Figure, ...]
    words: tuple[PhysicalCell, ...]


def read_row(cells: Sequence[PhysicalCell]) -> RowContent:
    """Sorts a row's cells into figures and words, left to right."""
    figures: list[Figure] = []
    words: list[PhysicalCell] = []
    sign: PhysicalCell | None = None
    for cell in cells:
        kind = look_at(cell.text).kind
        if kind is Kind.CLOSER and figures and _closes(figures, cell):
            continue
        if kind is Kind.OPENER:
            sign = cell
        elif kind in (Kind.FIGURE, Kind.OPEN_FIGURE):
            figures.append(_figure(cell, sign))
            sign = None
        else:
            words.append(cell)
            sign = None
    return RowContent(tuple(figures), tuple(words))


def _figure(cell: PhysicalCell, sign: PhysicalCell | None) -> Figure:
    if sign is not None and cell.start - sign.end <= MAX_GAP:
        whole = look_at(sign.text + cell.text)
        if whole.kind in (Kind.FIGURE, Kind.OPEN_FIGURE):
            text = sign.text + cell.text
            return Figure(text, whole, sign.start, cell.end, sign.number, cell.number, cell)
    return Figure(cell.text, look_at(cell.text), cell.start, cell.end, cell.number, cell.number, cell)


def _closes(figures: list[Figure], cell: PhysicalCell) -> bool:
    """Glues a closing cell to the figure before it, if it stands beside that and both make one figure."""
    last = figures[-1]
    if not 0 <= cell.start - last.end <= MAX_GAP:
        return False
    whole = look_at(last.text + cell.text)
    if whole.kind is not Kind.FIGURE:
        return False
    figures[-1] = last._replace(text=last.text + cell.text, printed=whole, end=cell.end, last=cell.number)
    return True
