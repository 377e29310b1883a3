"""Unit, scale and measure of one cell: what its print says, else its row, its column, its table.

What rows and columns say does not belong here (`row_units`, `column_units`), nor do periods (`row_periods`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dagster_project.parsing.column_units import ColumnUnits
from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.model import Measure
from dagster_project.parsing.numbers import Nil, Number
from dagster_project.parsing.records import maker
from dagster_project.parsing.row_units import RowUnits, has_currency_sign
from dagster_project.parsing.units import ONE, currencies


class CellUnit(NamedTuple):
    """What one printed unit is, times what, measured how."""

    unit: str | None
    scale: Decimal
    measure: Measure


_cell_unit = maker(CellUnit)

_PERCENT_MEASURES = ("change_percent", "share_of_total", "ratio")


def cell_unit(row: RowUnits, column: ColumnUnits, cell: BodyCell, position: int) -> CellUnit:
    """The unit of the cell at `position` in its row; one behind the figure ("11.9 pts") goes before its column's."""
    if row.is_silent and column.is_silent and not (cell.unit_word or cell.figure.is_percent):
        return _cell_unit((column.currency, cell.unit_scale or column.scale, "amount"))
    measure = column.measure
    if measure in _PERCENT_MEASURES and cell.unit_word != "percentage_points" and not has_currency_sign(cell):
        return _cell_unit(("percent", ONE, measure))
    own = _by_row(row, column, cell, position)
    return _cell_unit((own.unit, own.scale, "change_amount")) if measure and own.unit != "percent" else own


def _measure_of(unit_word: str) -> Measure:
    if unit_word == "percentage_points":
        return "change_amount"
    if unit_word.endswith("/share"):
        return "per_share"
    if unit_word in ("percent", "pure"):
        return "ratio"
    return "amount" if "/" in unit_word or unit_word in currencies() else "count"


def _by_row(row: RowUnits, column: ColumnUnits, cell: BodyCell, position: int) -> CellUnit:
    told = row.told
    if cell.unit_word:
        return CellUnit(cell.unit_word, cell.unit_scale or ONE, _measure_of(cell.unit_word))
    if cell.figure.is_percent or row.is_ratio_by_name or (row.is_ratio and column.unit in (None, "percent")):
        return _cell_unit(("percent", ONE, "ratio"))
    if told.quotient and not has_currency_sign(cell):
        return _cell_unit((told.quotient, ONE, "ratio"))
    currency = told.listed[position] if told.listed else column.currency
    names_other_thing = told.noted or (told.priced and not told.per_share)
    share = None if names_other_thing else _per_share(row, column, cell)
    priced = share or (None if told.is_share_count else told.priced)
    if priced:
        unit = f"{currency}/{priced}" if currency else None
        return CellUnit(unit, _scale_of_price(row, cell), "per_share" if share else "amount")
    return _count(row, column, cell) or _cell_unit((currency, cell.unit_scale or told.scale or column.scale, "amount"))


def _scale_of_price(row: RowUnits, cell: BodyCell) -> Decimal:
    """Prices are printed in whole units of money or in hundredths of them."""
    return next((scale for scale in (cell.unit_scale, row.told.scale) if scale is not None and scale < ONE), ONE)


def _count(row: RowUnits, column: ColumnUnits, cell: BodyCell) -> CellUnit | None:
    """The shares or things that the cell counts; None where it counts nothing."""
    told = row.told
    has_sign = has_currency_sign(cell)
    if told.noted or told.is_share_count or (row.is_under_share_count and not has_sign) or column.unit == "shares":
        return CellUnit(told.noted or "shares", _scale_of_shares(row, column, cell), "count")
    if has_sign or column.unit not in (None, "units"):
        return None
    scale = cell.unit_scale or told.scale
    if told.counted_singly:
        return CellUnit(told.counted_singly, scale or ONE, "count")
    if counted := told.counted or column.counted:
        return CellUnit(counted, scale or (column.count_scale if told.counted else column.scale), "count")
    return None


MOST_SHARES = Decimal(10_000_000)
"""In thousands or millions; who has more shares prints them in the next scale."""


def _scale_of_shares(row: RowUnits, column: ColumnUnits, cell: BodyCell) -> Decimal:
    """A count that the caption's scale would make more shares than any issuer has is printed in full."""
    is_full = isinstance(cell.figure, Number) and cell.figure.value > MOST_SHARES
    return row.told.scale or (ONE if is_full else column.share_scale)


def _per_share(row: RowUnits, column: ColumnUnits, cell: BodyCell) -> str | None:
    """What the amount is per, by row, column, or (for dashes and figures with decimals) heading and title."""
    told = row.told
    if told.is_share_count:
        return None
    if told.per_share:
        return told.per_share
    is_fractional = not row.prints_whole_numbers
    if column.is_scaled:
        return row.heading_per_share if is_fractional else None
    if column.per_share:
        return column.per_share
    could_be = "." in cell.text or "/" in cell.text or (isinstance(cell.figure, Nil) and is_fractional)
    return (row.heading_per_share or column.title_per_share) if could_be else None
