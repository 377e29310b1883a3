"""What a grid itself says of the size of its amounts; how units are read does not belong here (`parsing.units`)."""

from __future__ import annotations

from dagster_project.parsing.grid import Grid
from dagster_project.parsing.label_units import stated_scale
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.units import ONE, read_unit


def states_scale(grid: Grid) -> bool:
    """A head or a row label states a scale."""
    return any(read_unit(head.text).scale for head in grid.heads) or any(stated_scale(line.text) for line in grid.body)


def prints_whole_money(grid: Grid) -> bool:
    """Some figure carries a currency sign and no decimals: amounts per share have decimals."""
    figures = (cell.figure for line in grid.body for cell in line.cells)
    return any(
        isinstance(figure, Number) and figure.currency_sign is not None and figure.precision == ONE
        for figure in figures
    )
