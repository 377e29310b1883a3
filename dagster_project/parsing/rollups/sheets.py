"""Sheets: the additive cells of a statement as whole numbers, one line per candidate of a sum.

A sheet's lines are the rows of a statement (over all tables it continues in), or its columns. Which lines add up does
not belong here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from dagster_project.parsing.model import Cell, RollupAxis, Table
from dagster_project.parsing.rollups.blocks import across, continues_columns, continues_rows, of_one_period, runs

PATH_SEPARATOR = " > "

_ADDITIVE = {
    "amount": "level",
    "count": "level",
    "per_share": "price",
    "share_of_total": "share",
    "change_amount": "change",
}


MOST_LINES, MOST_LINES_IN_ALL = 400, 6_000
"""Eight times the lines of the longest statement and of the longest release we know: what is longer is a list, in
which sums are chance, and is not searched. This bounds the work on any file."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes cells addable: unit and nature (level, price of one share, share of a total, change)."""

    unit: str | None
    nature: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row (or a column) as a candidate total or part; `values` run over the sheet's positions.

    Values and units are base values times one power of ten per sheet, so that sums are exact and fast. None is a
    blank, a nil is 0 with unit 0.
    """

    table_index: int
    index: int
    label: str
    heading: str
    indent: int
    is_after_rule: bool
    values: tuple[int | None, ...]
    units: tuple[int, ...]
    kinds: tuple[Kind | None, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Candidate lines in printed order; `positions` are the column indexes (axis rows) or row indexes (columns).

    `bystanders` are the table and line indexes of printed lines that nothing can be added to, such as ratios.
    """

    axis: RollupAxis
    positions: tuple[int, ...]
    lines: tuple[Line, ...]
    bystanders: frozenset[tuple[int, int]]


def build_sheets(tables: Sequence[Table], cells: Sequence[Cell]) -> Iterator[Sheet]:
    """One sheet of rows and one of columns for every statement, split where its tables do not continue each other.

    Those longer than `MOST_LINES` are left out, and so is what comes after `MOST_LINES_IN_ALL`.
    """
    left = MOST_LINES_IN_ALL
    for sheet in _sheets(tables, cells):
        left -= len(sheet.lines)
        if left < 0:
            return
        yield sheet


def _sheets(tables: Sequence[Table], cells: Sequence[Cell]) -> Iterator[Sheet]:
    additive: dict[int, list[Cell]] = defaultdict(list)
    others: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for cell in cells:
        if cell.measure in _ADDITIVE:
            additive[cell.table_index].append(cell)
        else:
            others[cell.table_index].add((cell.table_index, cell.row_index))
    ordered = sorted(tables, key=lambda table: (table.statement_index, table.table_index))
    for _, statement in groupby(ordered, key=lambda table: table.statement_index):
        blocks = [additive[table.table_index] for table in statement if additive[table.table_index]]
        for run in runs(blocks, continues_rows):
            rows = {(cell.table_index, cell.row_index) for block in run for cell in block}
            if len(rows) > MOST_LINES:
                continue
            bystanders = {row for table in {table for table, _ in rows} for row in others[table]} - rows
            yield _sheet("rows", run, frozenset(bystanders))
        for run in runs(blocks, continues_columns):
            if _is_endless(run):
                continue
            for columns in of_one_period(across(run)):
                yield _sheet("columns", [columns], frozenset())


def _is_endless(run: list[list[Cell]]) -> bool:
    columns = {(cell.table_index, cell.column_index) for block in run for cell in block}
    rows = {cell.row_index for block in run for cell in block}
    return max(len(columns), len(rows)) > MOST_LINES


def _sheet(axis: RollupAxis, run: list[list[Cell]], bystanders: frozenset[tuple[int, int]]) -> Sheet:
    cells = [cell for block in run for cell in block]
    shift = _decimal_places(cells)
    positions = sorted({_position(axis, cell) for cell in cells})
    place = {position: number for number, position in enumerate(positions)}
    grouped: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        grouped[cell.table_index, cell.row_index if axis == "rows" else cell.column_index].append(cell)
    lines = []
    for (table_index, index), members in sorted(grouped.items()):
        values: list[int | None] = [None] * len(positions)
        units = [0] * len(positions)
        kinds: list[Kind | None] = [None] * len(positions)
        for cell in members:
            at = place[_position(axis, cell)]
            values[at] = 0 if cell.value is None else _whole(cell.value * cell.scale_factor, shift)
            units[at] = _whole(cell.precision_unit or Decimal(0), shift)
            kinds[at] = Kind(cell.unit, _nature(cell))
        head = members[0]
        lines.append(
            Line(
                table_index=table_index,
                index=index,
                label=head.row_label if axis == "rows" else head.column_header,
                heading=head.row_label_path if axis == "rows" else "",
                indent=head.indent if axis == "rows" else 0,
                is_after_rule=axis == "rows" and any(cell.is_after_rule for cell in members),
                values=tuple(values),
                units=tuple(units),
                kinds=tuple(kinds),
            )
        )
    return Sheet(axis, tuple(positions), tuple(lines), bystanders)


def _nature(cell: Cell) -> str:
    """Money printed to the cent stands beside whole numbers as a price."""
    is_cents = cell.measure == "amount" and cell.value is not None and _exponent(cell.value) <= -2
    return "price" if is_cents else _ADDITIVE[cell.measure]


def _position(axis: RollupAxis, cell: Cell) -> int:
    return cell.column_index if axis == "rows" else cell.row_index


def _decimal_places(cells: list[Cell]) -> int:
    exponents = [0]
    for cell in cells:
        if cell.value is not None:
            exponents.append(_exponent(cell.value * cell.scale_factor))
        if cell.precision_unit is not None:
            exponents.append(_exponent(cell.precision_unit))
    return -min(exponents)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _whole(number: Decimal, shift: int) -> int:
    return int(number.scaleb(shift))
