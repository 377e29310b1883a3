"""Columns of changes that leave out the percent sign: arithmetic tells percentages from amounts.

A change is checked against the columns it can compare. Which column is one of changes is told by its head (`heads`);
what its signs say, by `column_units`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dagster_project.parsing.heads import ColumnHead
from dagster_project.parsing.labels import Row
from dagster_project.parsing.numbers import Number

HUNDRED = Decimal(100)
TOLERANCE = Decimal("0.6")
"""A percentage is printed in whole numbers; the amounts that it is computed from are rounded too."""
FEWEST_ROWS = 3


class _Compared(NamedTuple):
    change: Decimal
    later: Decimal
    earlier: Decimal

    @property
    def is_percentage(self) -> bool:
        growth = HUNDRED * (self.later - self.earlier) / abs(self.earlier)
        return abs(growth - self.change) <= TOLERANCE

    @property
    def is_difference(self) -> bool:
        return abs(self.later - self.earlier - self.change) <= 1


def columns_of_percentages(columns: Sequence[ColumnHead], rows: Sequence[Row]) -> frozenset[int]:
    """Numbers of the columns of changes whose figures without a sign are percentages of two other columns."""
    changes = [column for column in columns if column.is_change and column.unit.unit is None]
    if not changes:
        return frozenset()
    values = [_values(row) for row in rows if row.cells]
    others = [column for column in columns if not column.is_change]
    return frozenset(
        change.number
        for change in changes
        if any(
            _are_percentages(_compared(values, change.number, later.number, earlier.number))
            for later in others
            if later.period == change.period
            for earlier in others
            if earlier is not later
        )
    )


def _values(row: Row) -> Mapping[int, Decimal]:
    return {cell.column: cell.figure.value for cell in row.cells if isinstance(cell.figure, Number)}


def _compared(values: Sequence[Mapping[int, Decimal]], change: int, later: int, earlier: int) -> list[_Compared]:
    return [
        _Compared(row[change], row[later], row[earlier])
        for row in values
        if change in row and later in row and row.get(earlier)
    ]


def _are_percentages(compared: Sequence[_Compared]) -> bool:
    """More than half of the rows, and more than are differences."""
    percentages = sum(row.is_percentage for row in compared)
    differences = sum(row.is_difference for row in compared)
    return percentages >= FEWEST_ROWS and 2 * percentages > len(compared) and percentages > differences
