"""Turns a grid's rows and columns into `Cell`s: one printed figure, with everything that gives it its meaning.

A cell's meaning is what its own print says, else its row, else its column head, else the caption, else the document.
Which line item it is does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from dagster_project.parsing.cell_units import CellUnit, cell_unit
from dagster_project.parsing.column_units import TableUnits, read_column_units
from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.heads import ColumnHead, meaning_of
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import Basis, Cell, Period, Scenario, StatementType
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.records import maker
from dagster_project.parsing.row_periods import cell_period
from dagster_project.parsing.row_sections import read_row_sections
from dagster_project.parsing.row_units import read_row_units
from dagster_project.parsing.units import ONE


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """What holds for a whole table."""

    table_index: int
    statement_type: StatementType
    scenario: Scenario
    basis: Basis
    units: TableUnits


_new_cell = maker(Cell)


def read_cells(
    table: TableMeaning, rows: Sequence[Row], columns: Sequence[ColumnHead], row_periods: Mapping[int, Period]
) -> Iterator[Cell]:
    """All printed cells of a table, row by row; `row_periods` are the periods that rows name, by row index."""
    column_units = read_column_units(columns, rows, table.units)
    sections = read_row_sections(rows)
    for row in rows:
        if not row.cells:
            continue
        row_units = read_row_units(row)
        if row.row_index in sections.of_percent and not row_units.per_share and not row_units.is_share_count:
            row_units = row_units._replace(is_ratio_by_name=True)
        if sections.speak_of(row.row_index):
            row_units = row_units._replace(
                counted=row_units.counted or sections.counted.get(row.row_index),
                is_share_count=row_units.is_share_count or row.row_index in sections.share_counts,
                per_share=row_units.per_share or sections.per_share.get(row.row_index),
                scale=row_units.scale or sections.scales.get(row.row_index),
            )
        is_of_a_day = row.row_index in sections.of_a_day
        row_period = row_periods.get(row.row_index)
        row_scenario = cast("Scenario | None", meaning_of("scenario", row.label))
        row_basis = cast("Basis | None", meaning_of("basis", row.label))
        for position, cell in enumerate(row.cells):
            number = cell.column
            column = columns[number - 1]
            unit = cell_unit(row_units, column_units[number - 1], cell, position=position)
            period = cell_period(row, column, row_period, table.statement_type)
            if is_of_a_day and period is not None and period.kind == "duration":
                period = Period("instant", None, period.end)
            yield _cell(
                table,
                row,
                column,
                cell,
                unit=unit,
                period=period,
                scenario=row_scenario or column.scenario or table.scenario,
                basis=row_basis or column.basis or table.basis,
            )


def _cell(
    table: TableMeaning,
    row: Row,
    column: ColumnHead,
    cell: BodyCell,
    *,
    unit: CellUnit,
    period: Period | None,
    scenario: Scenario,
    basis: Basis,
) -> Cell:
    figure = cell.figure if isinstance(cell.figure, Number) else None
    value, scale = figure.value if figure else None, unit.scale
    if scale < ONE:
        # The warehouse knows whole scales only: 34bps are 0.34 percentage points.
        value, scale = value * scale if value is not None else None, ONE
    fields = (
        table.table_index,
        row.row_index,
        column.number,
        row.label,
        row.path,
        column.text,
        unit.measure,
        cell.text,
        value,
        figure is None,  # a nil
        unit.unit,
        scale,
        figure.precision * unit.scale if figure else None,
        period.kind if period else None,
        period.start if period else None,
        period.end if period else None,
        scenario,
        basis,
        cell.line,
        cell.char_start,
        cell.char_end,
        cell.locator,
        row.indent,
        cell.is_after_rule,
    )
    return _new_cell(fields)
