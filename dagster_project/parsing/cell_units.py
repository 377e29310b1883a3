"""Unit, scale and measure of one cell: what its print says, else its row, its column, its table.

How words of units are read does not belong here (`units`), nor do periods (`row_periods`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.heads import ColumnHead
from dagster_project.parsing.labels import PATH_SEPARATOR, Row
from dagster_project.parsing.model import Measure
from dagster_project.parsing.numbers import Nil, Number
from dagster_project.parsing.records import maker
from dagster_project.parsing.units import (
    ONE,
    UnitReading,
    counted_unit,
    has_percent_sign,
    is_ratio,
    is_share_count,
    is_sure_ratio,
    noted_unit,
    per_share_of,
    stated_scale,
    unit_list,
)

HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)


class CellUnit(NamedTuple):
    """What one printed unit is, times what, measured how."""

    unit: str | None
    scale: Decimal
    measure: Measure


_cell_unit = maker(CellUnit)


@dataclass(frozen=True, slots=True)
class TableUnits:
    """What title and caption say of the units of a whole table."""

    caption: UnitReading
    currency: str | None
    """The currency of amounts that name none."""
    counted: str | None
    """What the title counts ("Number of Contracts")."""
    per_share: str | None
    """What the title's amounts are per."""
    percent_is_change: bool
    """The caption says that percentages are changes ("% shown is YoY change")."""


class RowUnits(NamedTuple):
    """What a row's label says of its units."""

    listed: tuple[str, ...]
    noted: str | None
    counted: str | None
    per_share: str | None
    heading_per_share: str | None
    is_share_count: bool
    is_under_share_count: bool
    """The nearest heading that speaks of shares counts them, and the label says nothing else."""
    is_ratio: bool
    is_ratio_by_name: bool
    prints_whole_numbers: bool
    scale: Decimal | None


class ColumnUnits(NamedTuple):
    """What a column's head says of its units, completed by what holds for the whole table."""

    measure: Measure | None
    """The one that all its figures share; None where each row has its own."""
    unit: str | None
    """The head's own."""
    currency: str | None
    scale: Decimal
    share_scale: Decimal
    count_scale: Decimal
    """Of things that a row's label counts: money in millions does not put employees in millions."""
    counted: str | None
    is_scaled: bool
    """The head itself tells a scale other than one; its amounts are not per share."""
    per_share: str | None
    title_per_share: str | None


class _LabelUnits(NamedTuple):
    """What the words of a label say of units, whatever its row prints."""

    noted: str | None
    counted: str | None
    per_share: str | None
    is_share_count: bool
    is_ratio: bool
    is_sure_ratio: bool
    has_percent_sign: bool
    scale: Decimal | None


_row_units = maker(RowUnits)

_PERCENT_MEASURES = ("change_percent", "share_of_total", "ratio")


def read_row_units(row: Row) -> RowUnits:
    """Reads a row's label once for all of its cells."""
    own = _label_units(row.label)
    heading = _heading_of_shares(row.path)
    is_count_heading = heading is not None and is_share_count(heading) and not _NUMBER_IN_LABEL.search(row.label)
    figures = [cell.place.text for cell in row.cells if isinstance(cell.figure, Number)]
    fields = (
        unit_list(row.label, len(row.cells)),
        own.noted,
        own.counted,
        own.per_share,
        per_share_of(heading) if heading else None,
        own.is_share_count,
        is_count_heading and not own.is_share_count and not own.per_share,
        _is_ratio_row(row, own, figures),
        own.is_ratio and own.is_sure_ratio and all(is_bare_number(cell) for cell in row.cells),
        any("." not in text for text in figures),
        own.scale or (stated_scale(heading) if heading and is_count_heading else None),
    )
    return _row_units(fields)


@lru_cache(maxsize=8192)
def _label_units(label: str) -> _LabelUnits:
    return _LabelUnits(
        noted_unit(label),
        counted_unit(label),
        per_share_of(label),
        is_share_count(label),
        is_ratio(label),
        is_sure_ratio(label),
        has_percent_sign(label),
        stated_scale(label),
    )


def _is_ratio_row(row: Row, own: _LabelUnits, figures: Sequence[str]) -> bool:
    """A gross margin can be an amount as well: ratios are printed with decimals."""
    may_be = own.has_percent_sign or (own.is_ratio and bool(figures))
    if not may_be or any(_has_currency_sign(cell) for cell in row.cells):
        return False
    return own.has_percent_sign or all("." in text and "," not in text for text in figures)


def is_bare_number(cell: BodyCell) -> bool:
    """A figure below a thousand without a currency sign, or a nil."""
    figure = cell.figure
    return not isinstance(figure, Number) or (figure.currency_sign is None and abs(figure.value) < THOUSAND)


_NUMBER_IN_LABEL = re.compile(r"\d,\d{3}")
"""A line of stock that tells its shares is an amount."""


@lru_cache(maxsize=8192)
def _heading_of_shares(path: str) -> str | None:
    """The nearest heading of a path that speaks of shares ("Earnings per share:", "Weighted average shares:")."""
    headings = reversed(path.split(PATH_SEPARATOR))
    return next((heading for heading in headings if per_share_of(heading) or is_share_count(heading)), None)


def read_column_units(columns: Sequence[ColumnHead], rows: Sequence[Row], table: TableUnits) -> list[ColumnUnits]:
    """What all cells of each column share."""
    figures: list[list[Number]] = [[] for _ in columns]
    for row in rows:
        for cell in row.cells:
            if isinstance(cell.figure, Number):
                figures[cell.place.col_start - 1].append(cell.figure)
    signs_left_out = _prints_percent_alone(figures, table)
    prices = _columns_of_prices(columns, table)
    units = [
        _column_units(column, figures[column.number - 1], table, signs_left_out=signs_left_out) for column in columns
    ]
    return [
        unit._replace(per_share="share") if column.number in prices else unit
        for column, unit in zip(columns, units, strict=True)
    ]


_PRICE_HEAD = re.compile(r"\b(high|low|close|closing|last)$", re.IGNORECASE)


def _columns_of_prices(columns: Sequence[ColumnHead], table: TableUnits) -> frozenset[int]:
    """Columns "High" and "Low" of share prices; a range of amounts has a scale, and its ends are outlooks."""
    found = {
        column.number: match[1].lower()
        for column in columns
        if (match := _PRICE_HEAD.search(column.text)) and column.unit.scale is None and column.scenario is None
    }
    is_pair = {"high", "low"} <= set(found.values()) and table.caption.scale is None
    return frozenset(found) if is_pair else frozenset()


def _prints_percent_alone(figures: Sequence[Sequence[Number]], table: TableUnits) -> bool:
    """A table of percentages, by its caption: it prints some percent sign and no money."""
    numbers = [number for column in figures for number in column]
    return (
        table.percent_is_change
        and table.caption.scale is None
        and any(number.is_percent for number in numbers)
        and not any(number.currency_sign or abs(number.value) >= THOUSAND for number in numbers)
    )


def _column_units(
    column: ColumnHead, numbers: Sequence[Number], table: TableUnits, *, signs_left_out: bool
) -> ColumnUnits:
    own = column.unit
    scale = own.scale or table.caption.scale or ONE
    return ColumnUnits(
        measure=_column_measure(column, numbers, table, signs_left_out=signs_left_out),
        unit=own.unit,
        currency=_currency(table, column, numbers),
        scale=scale,
        # Share counts are scaled by a caption unless it excepts them.
        share_scale=(own.scale or ONE) if own.unit == "shares" else table.caption.share_scale or scale,
        count_scale=own.scale or (ONE if _is_of_money(table.caption) else scale),
        counted="units" if own.unit == "units" else table.counted,
        is_scaled=own.scale not in (None, ONE),
        per_share=per_share_of(column.text),
        title_per_share=table.per_share,
    )


def _is_of_money(caption: UnitReading) -> bool:
    """A scale that names its currency, or one in which only money is printed."""
    return caption.scale is not None and (
        caption.unit not in (None, "percent", "shares", "units") or caption.scale > THOUSAND
    )


def _column_measure(
    column: ColumnHead, numbers: Sequence[Number], table: TableUnits, *, signs_left_out: bool
) -> Measure | None:
    percents = sum(number.is_percent for number in numbers)
    is_mostly = percents > 0.5 * len(numbers)
    is_throughout = column.unit.unit == "percent" or signs_left_out or _is_percent_throughout(column, numbers)
    is_percent = is_mostly or is_throughout
    if column.is_change:
        # A column of dashes has no figure to show what it is; changes are printed in percent more often than not.
        return "change_percent" if is_percent or not numbers else "change_amount"
    if not is_percent:
        return None
    if table.percent_is_change:
        return "change_percent"
    if column.is_share_of_total or any(number.value == HUNDRED for number in numbers):
        return "share_of_total"
    return "ratio" if is_throughout else None


def _is_percent_throughout(column: ColumnHead, numbers: Sequence[Number]) -> bool:
    """Percent signs are often printed on the first figure of a column only (changes), or on the first and the last."""
    if not numbers or not numbers[0].is_percent or any(number.currency_sign for number in numbers):
        return False
    return column.is_change or (numbers[-1].is_percent and all(abs(number.value) < THOUSAND for number in numbers))


def cell_unit(row: RowUnits, column: ColumnUnits, cell: BodyCell, *, position: int) -> CellUnit:
    """The unit of the cell at `position` in its row."""
    measure = column.measure
    if measure in _PERCENT_MEASURES:
        return _cell_unit(("percent", ONE, measure))
    own = _by_row(row, column, cell, position)
    return _cell_unit((own.unit, own.scale, "change_amount")) if measure and own.measure != "ratio" else own


def _measure_of(unit_word: str) -> Measure:
    if unit_word == "percentage_points":
        return "change_amount"
    return "amount" if "/" in unit_word else "count"


def _by_row(row: RowUnits, column: ColumnUnits, cell: BodyCell, position: int) -> CellUnit:
    if cell.unit_word:
        return CellUnit(cell.unit_word, cell.unit_scale or ONE, _measure_of(cell.unit_word))
    if cell.figure.is_percent or row.is_ratio_by_name or (row.is_ratio and column.unit in (None, "percent")):
        return _cell_unit(("percent", ONE, "ratio"))
    currency = row.listed[position] if row.listed else column.currency
    share = None if row.noted else _per_share(row, column, cell)
    if share:
        return CellUnit(f"{currency}/{share}" if currency else None, ONE, "per_share")
    is_count = row.is_share_count or (row.is_under_share_count and not _has_currency_sign(cell))
    if row.noted or is_count or column.unit == "shares":
        return CellUnit(row.noted or "shares", row.scale or column.share_scale, "count")
    counted = row.counted or column.counted
    scale = cell.unit_scale or row.scale
    if counted and column.unit in (None, "units") and not _has_currency_sign(cell):
        return CellUnit(counted, scale or (column.count_scale if row.counted else column.scale), "count")
    return _cell_unit((currency, scale or column.scale, "amount"))


def _per_share(row: RowUnits, column: ColumnUnits, cell: BodyCell) -> str | None:
    """What the amount is per, by row, column, or (for dashes and figures with decimals) heading and title."""
    if row.is_share_count:
        return None
    if row.per_share or column.is_scaled:
        return row.per_share
    if column.per_share:
        return column.per_share
    could_be = "." in cell.place.text or (isinstance(cell.figure, Nil) and not row.prints_whole_numbers)
    return (row.heading_per_share or column.title_per_share) if could_be else None


def _currency(table: TableUnits, column: ColumnHead, numbers: Sequence[Number]) -> str | None:
    """The currency of head or caption; a dollar sign in the column against a document in another currency; its own."""
    for unit in (column.unit.unit, table.caption.unit):
        if unit and unit not in ("percent", "shares", "units"):
            return unit
    if table.currency not in _DOLLARS and any(number.currency_sign == "$" for number in numbers):
        return "USD"
    return table.currency


_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"})


def _has_currency_sign(cell: BodyCell) -> bool:
    return isinstance(cell.figure, Number) and cell.figure.currency_sign is not None
