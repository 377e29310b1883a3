"""Turns a grid's rows and columns into `Cell`s: one printed figure, with everything that gives it its meaning.

A cell's meaning is what its own print says, else its row, else its column head, else the caption, else the document.
Which line item it is does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.heads import ColumnHead, meaning_of
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import Basis, Cell, Measure, Period, Scenario, StatementType
from dagster_project.parsing.numbers import Nil, Number
from dagster_project.parsing.row_periods import cell_period
from dagster_project.parsing.units import (
    ONE,
    UnitReading,
    counted_unit,
    is_ratio,
    is_share_count,
    noted_unit,
    per_share_of,
    read_unit,
    unit_list,
)


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """What holds for a whole table."""

    table_index: int
    title: str
    statement_type: StatementType
    caption: UnitReading
    currency: str | None
    scenario: Scenario
    basis: Basis
    percent_is_change: bool
    """The caption says that percentages are changes ("% shown is YoY change")."""


@dataclass(frozen=True, slots=True)
class _Unit:
    unit: str | None
    scale: Decimal
    measure: Measure


def read_cells(
    table: TableMeaning, rows: Sequence[Row], columns: Sequence[ColumnHead], row_periods: Mapping[int, Period]
) -> Iterator[Cell]:
    """All printed cells of a table, row by row; `row_periods` are the periods that rows name, by row index."""
    kinds = [_column_kind(column, rows, table) for column in columns]
    for row in rows:
        listed = unit_list(row.label, len(row.cells))
        row_scenario = cast(Scenario | None, meaning_of("scenario", row.label))
        row_basis = cast(Basis | None, meaning_of("basis", row.label))
        for position, cell in enumerate(row.cells):
            number = cell.place.col_start
            column = columns[number - 1]
            unit = _unit(table, row, column, kinds[number - 1], cell, listed[position] if listed else None)
            period = cell_period(row, column, row_periods.get(row.row_index), table.statement_type)
            yield _cell(
                table,
                row,
                column,
                cell,
                unit,
                period,
                scenario=row_scenario or column.scenario or table.scenario,
                basis=row_basis or column.basis or table.basis,
            )


def _cell(
    table: TableMeaning,
    row: Row,
    column: ColumnHead,
    cell: BodyCell,
    unit: _Unit,
    period: Period | None,
    *,
    scenario: Scenario,
    basis: Basis,
) -> Cell:
    figure = cell.figure if isinstance(cell.figure, Number) else None
    place = cell.place
    return Cell(
        table_index=table.table_index,
        row_index=row.row_index,
        column_index=column.number,
        row_label=row.label,
        row_label_path=row.path,
        column_header=column.text,
        measure=unit.measure,
        printed_text=place.text,
        value=figure.value if figure else None,
        is_nil=figure is None,
        unit=unit.unit,
        scale_factor=unit.scale,
        precision_unit=figure.precision * unit.scale if figure else None,
        period_kind=period.kind if period else None,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        scenario=scenario,
        basis=basis,
        line_number=place.line,
        char_start=place.char_start,
        char_end=place.char_end,
        locator=place.locator,
        indent=row.indent,
        is_after_rule=cell.is_after_rule,
    )


def _column_kind(column: ColumnHead, rows: Sequence[Row], table: TableMeaning) -> Measure | None:
    """The measure that all figures of a column share, or None where each row has its own."""
    figures = [c.figure for row in rows for c in row.cells if c.place.col_start == column.number]
    numbers = [figure for figure in figures if isinstance(figure, Number)]
    percents = sum(figure.is_percent for figure in numbers)
    is_percent = column.unit.unit == "percent" or bool(numbers) and percents > 0.5 * len(numbers)
    if column.is_change:
        # A column of dashes has no figure to show what it is; an unmarked change beside percentages is one as well.
        return "change_percent" if is_percent or not numbers else "change_amount"
    if not is_percent:
        return None
    if table.percent_is_change:
        return "change_percent"
    if column.is_share_of_total or any(figure.value == 100 for figure in numbers):
        return "share_of_total"
    return "ratio" if column.unit.unit == "percent" else None


def _unit(
    table: TableMeaning, row: Row, column: ColumnHead, kind: Measure | None, cell: BodyCell, listed: str | None
) -> _Unit:
    if kind in ("change_percent", "share_of_total", "ratio"):
        return _Unit("percent", ONE, kind)
    is_change = kind == "change_amount"
    own = _row_unit(table, row, column, cell, listed)
    return _Unit(own.unit, own.scale, "change_amount") if is_change and own.measure != "ratio" else own


def _row_unit(table: TableMeaning, row: Row, column: ColumnHead, cell: BodyCell, listed: str | None) -> _Unit:
    heading = row.path.rpartition(" > ")[2]
    if cell.unit_word:
        return _Unit(cell.unit_word, ONE, "count")
    if cell.figure.is_percent or is_ratio_row(row, column):
        return _Unit("percent", ONE, "ratio")
    currency = listed or _currency(table, column, cell)
    noted = noted_unit(row.label)
    if noted is None and (share := _per_share(table, row, column, heading, cell)) is not None:
        return _Unit(f"{currency}/{share}" if currency else None, ONE, "per_share")
    stated = read_unit(row.label) if "(" in row.label and "/" not in row.label else None
    if noted or is_share_count(row.label) or column.unit.unit == "shares":
        return _Unit(noted or "shares", _share_scale(table, column, stated), "count")
    counted = counted_unit(row.label) or counted_unit(table.title)
    if counted and column.unit.unit is None and not _has_currency_sign(cell):
        return _Unit(counted, _scale(table, column, stated, is_amount=False), "count")
    return _Unit(currency, _scale(table, column, stated, is_amount=True), "amount")


def is_ratio_row(row: Row, column: ColumnHead) -> bool:
    """A row of ratios: named one, and printed with decimals (a gross margin can be an amount as well)."""
    if not is_ratio(row.label) or column.unit.unit not in (None, "percent"):
        return is_ratio(row.label) and "ratio" in row.label.casefold()
    printed = [cell.place.text for cell in row.cells if isinstance(cell.figure, Number)]
    return "%" in row.label or (bool(printed) and all("." in text and "," not in text for text in printed))


def _per_share(table: TableMeaning, row: Row, column: ColumnHead, heading: str, cell: BodyCell) -> str | None:
    """What the amount is per, by row, column, or (for figures with decimals and dashes) heading and title."""
    if is_share_count(row.label) or column.unit.scale not in (None, ONE):
        return per_share_of(row.label) if column.unit.scale and not is_share_count(row.label) else None
    own = per_share_of(row.label) or per_share_of(column.text)
    if own:
        return own
    could_be = isinstance(cell.figure, Nil) or "." in cell.place.text
    return (per_share_of(heading) or per_share_of(table.title)) if could_be else None


def _currency(table: TableMeaning, column: ColumnHead, cell: BodyCell) -> str | None:
    unit = column.unit.unit
    if unit and unit not in ("percent", "shares"):
        return unit
    return table.caption.unit if table.caption.unit not in (None, "percent", "shares") else table.currency


def _has_currency_sign(cell: BodyCell) -> bool:
    return isinstance(cell.figure, Number) and cell.figure.currency_sign is not None


def _scale(table: TableMeaning, column: ColumnHead, stated: UnitReading | None, *, is_amount: bool) -> Decimal:
    if stated and stated.scale:
        return stated.scale
    if column.unit.scale is not None:
        return column.unit.scale
    if not is_amount and table.caption.is_share_scale_one:
        return ONE
    return table.caption.scale or ONE


def _share_scale(table: TableMeaning, column: ColumnHead, stated: UnitReading | None) -> Decimal:
    if stated and stated.scale:
        return stated.scale
    if column.unit.scale is not None and column.unit.unit == "shares":
        return column.unit.scale
    if table.caption.is_share_scale_one:
        return ONE
    return column.unit.scale or table.caption.scale or ONE
