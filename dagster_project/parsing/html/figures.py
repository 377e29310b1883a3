"""The figures of one row: `$`, `(`, `)`, `%` in cells of their own are glued to the number they belong to.

How one figure's text is read is in `printed`; in which logical column a figure stands is found in `columns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parsing.html.cells import PhysicalCell
from dagster_project.parsing.html.printed import Kind, Printed, look_at
from dagster_project.parsing.numbers import Nil, Number
from dagster_project.parsing.records import maker

MAX_GAP = 2
"""Empty columns that may lie between a number and the sign that belongs to it."""


class Figure(NamedTuple):
    """A printed figure or nil: all its cells with their columns, and `core`, the cell with its digits."""

    text: str
    printed: Printed
    figure: Number | Nil
    cells: tuple[PhysicalCell, ...]
    core: PhysicalCell

    @property
    def start(self) -> int:
        """First physical column."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Physical column behind the last."""
        return self.cells[-1].end


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
        kind = look_at(cell.text).kind
        if kind is Kind.CLOSER and figures and (whole := _closed(figures[-1], cell)):
            figures[-1] = whole
        elif kind is Kind.OPENER:
            unused.extend((sign,) if sign else ())
            sign = cell
        else:
            opened = _opened(sign, cell)
            unused.extend((sign,) if sign and not opened else ())
            figure = opened or _figure((cell,), cell)
            if figure is None:
                words.append(cell)
            else:
                figures.append(figure)
            sign = None
    unused.extend((sign,) if sign else ())
    if unused and all(figure.printed.is_year for figure in figures):
        words = sorted((*words, *unused), key=lambda cell: cell.start)  # a row of heads: "2023 | 2022 | $ | %"
    return RowContent(tuple(figures), tuple(words))


def _figure(cells: tuple[PhysicalCell, ...], core: PhysicalCell) -> Figure | None:
    """The figure that the cells print together, if they do."""
    text = core.text if len(cells) == 1 else "".join(cell.text for cell in cells)
    printed = look_at(text)
    return None if printed.figure is None else _new_figure((text, printed, printed.figure, cells, core))


def _opened(sign: PhysicalCell | None, cell: PhysicalCell) -> Figure | None:
    """A figure with the sign before it."""
    if sign is None or cell.start - sign.end > MAX_GAP:
        return None
    return _figure((sign, cell), cell)


def _closed(figure: Figure, cell: PhysicalCell) -> Figure | None:
    """A figure with the cell behind it, if that stands beside it and closes it; a year is never a percentage."""
    if not 0 <= cell.start - figure.end <= MAX_GAP or figure.printed.is_year:
        return None
    whole = _figure((*figure.cells, cell), figure.core)
    return whole if whole is not None and whole.printed.kind is Kind.FIGURE else None
