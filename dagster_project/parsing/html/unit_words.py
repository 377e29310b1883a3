"""Units that a table prints once for several figures: in a column of the stub, or on a column's first and last figure.

Units behind a figure itself are read in `printed`; those of heads and captions behind `Grid`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dagster_project.parsing.grid import BodyCell, StubLine
from dagster_project.parsing.html.cells import PhysicalCell
from dagster_project.parsing.html.roles import Row
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.units import read_unit

_HEADS = frozenset({"unit", "units", "unit of measure"})
_PRICE = re.compile(r"([$€£¥])\s?/\s?([A-Za-z]+)")
"""Money per unit of a thing ("$/BBL"), or per share."""
_SIGNS = ("$", "€", "£", "¥")


class RowUnit(NamedTuple):
    """What the unit column prints in a row: a unit, and a scale if it tells one ("$ MM")."""

    word: str
    scale: Decimal | None


def unit_column(rows: Iterable[Row]) -> int | None:
    """The physical column of the stub that is headed as units."""
    headed = (cell.start for row in rows for cell in row.stub if cell.text.casefold() in _HEADS)
    return next(headed, None)


def unit_of_row(row: Row, column: int | None) -> RowUnit | None:
    """The unit that a row prints in that column."""
    if column is None:
        return None
    return next((_unit_of(cell.text) for cell in row.stub if cell.start == column), None)


def _unit_of(text: str) -> RowUnit:
    if price := _PRICE.fullmatch(text):
        per = price[2].lower() if price[2].casefold() == "share" else price[2]
        return RowUnit(f"{read_unit(price[1]).unit}/{per}", None)
    if text == "%":
        return RowUnit("percent", None)
    read = read_unit(text) if text.startswith(_SIGNS) else None
    return RowUnit(read.unit, read.scale) if read is not None and read.unit else RowUnit(text, None)


def label_of(row: Row, column: int | None) -> Sequence[PhysicalCell]:
    """The cells of a row's stub, but for its unit."""
    return row.stub if column is None else [cell for cell in row.stub if cell.start != column]


def in_unit(line: StubLine, unit: RowUnit) -> StubLine:
    """The line with a unit for the figures that print none."""
    cells = [
        cell if cell.unit_word else cell._replace(unit_word=unit.word, unit_scale=cell.unit_scale or unit.scale)
        for cell in line.cells
    ]
    return line._replace(cells=tuple(cells))


def spread_units(lines: Sequence[StubLine]) -> list[StubLine]:
    """Gives a column's unit to all its figures where its first and its last one print it."""
    columns: dict[int, list[BodyCell]] = defaultdict(list)
    for line in lines:
        for cell in line.cells:
            if isinstance(cell.figure, Number):
                columns[cell.column].append(cell)
    spread = {number: cells[0] for number, cells in columns.items() if _is_spread(cells)}
    if not spread:
        return list(lines)
    return [line._replace(cells=tuple(_with_unit(cell, spread) for cell in line.cells)) for line in lines]


def _is_spread(cells: Sequence[BodyCell]) -> bool:
    first, last = cells[0], cells[-1]
    is_same = first.unit_word is not None and (first.unit_word, first.unit_scale) == (last.unit_word, last.unit_scale)
    figures = [cell.figure for cell in cells if isinstance(cell.figure, Number)]
    return is_same and len(cells) > 2 and not any(figure.currency_sign or figure.is_percent for figure in figures)


def _with_unit(cell: BodyCell, spread: dict[int, BodyCell]) -> BodyCell:
    model = spread.get(cell.column)
    if model is None or cell.unit_word is not None:
        return cell
    return cell._replace(unit_word=model.unit_word, unit_scale=model.unit_scale)
