"""Units that a table prints once for several figures: in a column of the stub, or on a column's first and last figure.

Units behind a figure itself are read in `printed`; those of heads and captions behind `Grid`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dagster_project.parsing.grid import BodyCell, StubLine
from dagster_project.parsing.html.roles import Row
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.units import read_unit

_HEADS = frozenset({"unit", "units", "unit of measure"})
_PRICE = re.compile(r"([$€£¥])\s?/\s?((?!share)[A-Za-z]+)", re.IGNORECASE)
"""Money per unit of a thing ("$/BBL"); money per share is read with the label."""
_SIGNS = ("$", "€", "£", "¥", "%")


def unit_column(rows: Iterable[Row]) -> int | None:
    """The physical column of the stub that is headed as units."""
    headed = (cell.start for row in rows for cell in row.stub if cell.text.casefold() in _HEADS)
    return next(headed, None)


def unit_of_row(row: Row, column: int | None) -> str | None:
    """The unit word that a row prints in that column; signs of money and percent are read with label and figure."""
    if column is None:
        return None
    words = [cell.text for cell in row.stub if cell.start == column]
    price = next((match for word in words if (match := _PRICE.fullmatch(word))), None)
    if price is not None:
        return f"{read_unit(price[1]).unit}/{price[2]}"
    return next((word for word in words if not word.startswith(_SIGNS)), None)


def in_unit(line: StubLine, unit: str) -> StubLine:
    """The line with a unit for the figures that print none."""
    return line._replace(cells=tuple(cell._replace(unit_word=cell.unit_word or unit) for cell in line.cells))


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
