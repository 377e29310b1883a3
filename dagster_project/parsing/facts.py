"""Turns a grid's rows and columns into `Cell`s: one printed figure, with everything that gives it its meaning.

A cell's meaning is what its own print says, else its row, else its column head, else the caption, else the document.
Which line item it is does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from dagster_project.parsing.cell_units import CellUnit, TableUnits, cell_unit, column_measures, read_row_units
from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.heads import ColumnHead, meaning_of
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import Basis, Cell, Period, Scenario, StatementType
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.row_periods import cell_period
from dagster_project.parsing.units import ONE


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """What holds for a whole table."""

    table_index: int
    statement_type: StatementType
    scenario: Scenario
    basis: Basis
    units: TableUnits


def read_cells(
    table: TableMeaning, rows: Sequence[Row], columns: Sequence[ColumnHead], row_periods: Mapping[int, Period]
) -> Iterator[Cell]:
    """All printed cells of a table, row by row; `row_periods` are the periods that rows name, by row index."""
    measures = column_measures(columns, rows, table.units)
    for row in rows:
        if not row.cells:
            continue
        row_units = read_row_units(row)
        row_scenario = cast("Scenario | None", meaning_of("scenario", row.label))
        row_basis = cast("Basis | None", meaning_of("basis", row.label))
        for position, cell in enumerate(row.cells):
            number = cell.place.col_start
            column = columns[number - 1]
            unit = cell_unit(table.units, row_units, column, measures[number - 1], cell, position=position)
            period = cell_period(row, column, row_periods.get(row.row_index), table.statement_type)
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
    place = cell.place
    # The warehouse knows whole scales only: 34bps are 0.34 percentage points.
    hundredths = min(unit.scale, ONE)
    return Cell(
        table_index=table.table_index,
        row_index=row.row_index,
        column_index=column.number,
        row_label=row.label,
        row_label_path=row.path,
        column_header=column.text,
        measure=unit.measure,
        printed_text=place.text,
        value=figure.value * hundredths if figure else None,
        is_nil=figure is None,
        unit=unit.unit,
        scale_factor=unit.scale / hundredths,
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
