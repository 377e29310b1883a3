"""Turns a grid's rows and columns into `Cell`s: one printed figure, with everything that gives it its meaning.

A cell's meaning is what its own print says, else its row, else its column head, else the caption, else the document.
Which line item it is does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from dagster_project.parsing.cell_periods import RowTime, cell_period, row_time
from dagster_project.parsing.cell_units import cell_unit
from dagster_project.parsing.column_units import ColumnUnits, TableUnits, read_column_units
from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.heads import ColumnHead, meaning_of
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import Basis, Cell, Period, Scenario, StatementType
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.records import maker
from dagster_project.parsing.row_sections import RowSections, read_row_sections
from dagster_project.parsing.row_units import RowUnits, read_row_units
from dagster_project.parsing.units import ONE


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """What holds for a whole table."""

    table_index: int
    statement_type: StatementType
    scenario: Scenario
    basis: Basis
    units: TableUnits


class _ColumnMeaning(NamedTuple):
    """What holds for a column, its table's word where its head has none."""

    head: ColumnHead
    units: ColumnUnits
    scenario: Scenario
    basis: Basis


class _RowMeaning(NamedTuple):
    """What a row says of all of its cells."""

    row: Row
    units: RowUnits
    time: RowTime
    scenario: Scenario | None
    basis: Basis | None


_new_cell = maker(Cell)


def read_cells(
    table: TableMeaning, rows: Sequence[Row], columns: Sequence[ColumnHead], row_periods: Mapping[int, Period]
) -> Iterator[Cell]:
    """All printed cells of a table, row by row; `row_periods` are the periods that rows name, by row index."""
    units = read_column_units(columns, rows, table.units)
    of_columns = [
        _ColumnMeaning(head, units, head.scenario or table.scenario, head.basis or table.basis)
        for head, units in zip(columns, units, strict=True)
    ]
    sections = read_row_sections(rows)
    for row in rows:
        if not row.cells:
            continue
        of_row = _row_meaning(table, row, sections, row_periods.get(row.row_index))
        for position, cell in enumerate(row.cells):
            yield _cell(table, of_row, of_columns[cell.column - 1], cell, position)


def _row_meaning(table: TableMeaning, row: Row, sections: RowSections, period: Period | None) -> _RowMeaning:
    is_of_a_day = row.row_index in sections.of_a_day
    return _RowMeaning(
        row,
        read_row_units(row, sections),
        row_time(row, period, table.statement_type, is_of_a_day=is_of_a_day),
        cast("Scenario | None", meaning_of("scenario", row.label)),
        cast("Basis | None", meaning_of("basis", row.label)),
    )


def _cell(table: TableMeaning, of_row: _RowMeaning, of_column: _ColumnMeaning, cell: BodyCell, position: int) -> Cell:
    row, row_units, time, row_scenario, row_basis = of_row
    head, column_units, scenario, basis = of_column
    unit, scale, measure = cell_unit(row_units, column_units, cell, position)
    period = cell_period(time, head, table.statement_type)
    value, precision = None, None
    if isinstance(cell.figure, Number):
        value, precision = cell.figure.value, cell.figure.precision * scale
    if scale < ONE:
        # The warehouse knows whole scales only: 34bps are 0.34 percentage points.
        value, scale = value * scale if value is not None else None, ONE
    fields = (
        table.table_index,
        row.row_index,
        head.number,
        row.label,
        row.path,
        head.text,
        measure,
        cell.text,
        value,
        value is None,  # a nil
        unit,
        scale,
        precision,
        *((period.kind, period.start, period.end) if period else _NO_PERIOD),
        row_scenario or scenario,
        row_basis or basis,
        cell.line,
        cell.char_start,
        cell.char_end,
        cell.locator,
        row.indent,
        cell.is_after_rule,
    )
    return _new_cell(fields)


_NO_PERIOD = (None, None, None)
