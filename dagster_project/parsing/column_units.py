"""What a column's head and its table say of units, checked against the figures of the column.

How the words of a head are read does not belong here (`units`, `heads`), nor does what a row adds (`cell_units`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from dagster_project.parsing.change_columns import columns_of_percentages
from dagster_project.parsing.heads import ColumnHead
from dagster_project.parsing.label_units import per_share_of
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import Measure
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.units import ONE, UnitReading

HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)


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
    counts_singly: bool
    """The scale is not of the table's own words but of money elsewhere: it holds for nothing that is counted."""
    percent_is_change: bool
    """The caption says that percentages are changes ("% shown is YoY change")."""


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
    is_silent: bool
    """Neither head nor table says that the figures are anything but amounts in `currency` and `scale`."""


def read_column_units(columns: Sequence[ColumnHead], rows: Sequence[Row], table: TableUnits) -> list[ColumnUnits]:
    """What all cells of each column share."""
    figures: list[list[Number]] = [[] for _ in columns]
    for row in rows:
        for cell in row.cells:
            if isinstance(cell.figure, Number):
                figures[cell.column - 1].append(cell.figure)
    signs_left_out = _prints_percent_alone(figures, table)
    prices = _columns_of_prices(columns, table)
    percentages = columns_of_percentages(columns, rows)
    return [
        _column_units(
            column,
            figures[column.number - 1],
            table,
            signs_left_out=signs_left_out or column.number in percentages,
            per_share="share" if column.number in prices else per_share_of(column.text),
        )
        for column in columns
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
    if not table.percent_is_change or table.caption.scale is not None:
        return False
    numbers = [number for column in figures for number in column]
    return any(number.is_percent for number in numbers) and not any(
        number.currency_sign or abs(number.value) >= THOUSAND for number in numbers
    )


def _column_units(
    column: ColumnHead, numbers: Sequence[Number], table: TableUnits, *, signs_left_out: bool, per_share: str | None
) -> ColumnUnits:
    own = column.unit
    scale = own.scale or table.caption.scale or ONE
    measure = _column_measure(column, numbers, table, signs_left_out=signs_left_out)
    counted = "units" if own.unit == "units" else table.counted
    return ColumnUnits(
        measure=measure,
        unit=own.unit,
        currency=_currency(table, column, numbers),
        scale=scale,
        # Share counts are scaled by a caption unless it excepts them.
        share_scale=(own.scale or ONE) if own.unit == "shares" else table.caption.share_scale or scale,
        count_scale=own.scale or (ONE if table.counts_singly or _is_of_money(table.caption) else scale),
        counted=counted,
        is_scaled=own.scale not in (None, ONE),
        per_share=per_share,
        title_per_share=table.per_share,
        is_silent=own.unit != "shares" and not (measure or counted or per_share or table.per_share),
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


_RATE_HEAD = re.compile(r"\b(?:yields?|rates?)\b", re.IGNORECASE)


def _is_percent_throughout(column: ColumnHead, numbers: Sequence[Number]) -> bool:
    """Percent signs are often printed on the first figure of a column only (changes), or on the first and the last."""
    if not numbers or not numbers[0].is_percent or any(number.currency_sign for number in numbers):
        return False
    is_rate = numbers[-1].is_percent or _RATE_HEAD.search(column.text) is not None
    return column.is_change or (is_rate and all(abs(number.value) < THOUSAND for number in numbers))


def _currency(table: TableUnits, column: ColumnHead, numbers: Sequence[Number]) -> str | None:
    """The currency of head or caption; a dollar sign in the column against a document in another currency; its own."""
    for unit in (column.unit.unit, table.caption.unit):
        if unit and unit not in ("percent", "shares", "units"):
            return unit
    if table.currency not in _DOLLARS and any(number.currency_sign == "$" for number in numbers):
        return "USD"
    return table.currency


_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"})
