"""The figures of one row: `$`, `(`, `)`, `%` in cells of their own are glued to the number they belong to.

How one figure's text is read is in `printed`; in which logical column a figure stands is found in `columns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parsing.html.cells import PhysicalCell
from dagster_project.parsing.html.columns import Span
from dagster_project.parsing.html.printed import Kind, Printed, look_at
from dagster_project.parsing.numbers import Nil, Number
from dagster_project.parsing.records import maker

MAX_GAP = 2
"""Empty columns that may lie between a number and the sign that belongs to it."""


class Figure(NamedTuple):
    """A printed figure or nil: all its cells, over the physical columns [start, end), and the one with its digits."""

    text: str
    printed: Printed
    figure: Number | Nil
    cells: tuple[PhysicalCell, ...]
    core: PhysicalCell
    digits: Span
    """The physical columns of `core`."""
    start: int
    end: int


_new_figure = maker(Figure)


class RowContent(NamedTuple):
    """What a row prints: figures, and words that are no part of one."""

    figures: tuple[Figure, ...]
    words: tuple[PhysicalCell, ...]


def read_row(cells: Sequence[PhysicalCell]) -> RowContent:
    """Sorts a row's cells into figures and words, left to right."""
    figures: list[Figure] = []
    words: list[PhysicalCell] = []
    unused: list[PhysicalCell] = []
    sign: PhysicalCell | None = None
    for cell in cells:
        printed = look_at(cell.text)
        kind = printed.kind
        if kind is Kind.CLOSER and figures and (whole := _closed(figures[-1], cell)):
            figures[-1] = whole
        elif kind is Kind.OPENER:
            if sign:
                unused.append(sign)
            sign = cell
        else:
            opened = _opened(sign, cell) if sign else None
            if sign and not opened:
                unused.append(sign)
            sign = None
            if opened:
                figures.append(opened)
            elif printed.figure is None:
                words.append(cell)
            else:
                figures.append(_figure(cell.text, printed, printed.figure, (cell,), cell))
    if sign:
        unused.append(sign)
    if unused and all(figure.printed.is_year for figure in figures):
        words = sorted((*words, *unused), key=lambda cell: cell.start)  # a row of heads: "2023 | 2022 | $ | %"
    return RowContent(tuple(figures), tuple(words))


def _figure(
    text: str, printed: Printed, figure: Number | Nil, cells: tuple[PhysicalCell, ...], core: PhysicalCell
) -> Figure:
    digits = (core.start, core.end)
    return _new_figure((text, printed, figure, cells, core, digits, cells[0].start, cells[-1].end))


def _glued(cells: tuple[PhysicalCell, ...], core: PhysicalCell) -> Figure | None:
    """The figure that the cells print together, if they do."""
    text = "".join([cell.text for cell in cells])
    printed = look_at(text)
    return None if printed.figure is None else _figure(text, printed, printed.figure, cells, core)


def _opened(sign: PhysicalCell, cell: PhysicalCell) -> Figure | None:
    """A figure with the sign before it."""
    return _glued((sign, cell), cell) if cell.start - sign.end <= MAX_GAP else None


def _closed(figure: Figure, cell: PhysicalCell) -> Figure | None:
    """A figure with the cell behind it, if that stands beside it and closes it; a year is never a percentage."""
    if not 0 <= cell.start - figure.end <= MAX_GAP or figure.printed.is_year:
        return None
    whole = _glued((*figure.cells, cell), figure.core)
    return whole if whole is not None and whole.printed.kind is Kind.FIGURE else None
