"""The kinds of single faults: for each, every way it can be planted in the cells of a release.

A fault is what a reader of the page could get wrong: one digit, sign, place, row, scale or label. How many
of them are planted belongs to `planting`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from dagster_project.parsing.model import Cell

Key = tuple[int, int, int]
"""Table, row and column index of a cell."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault: the cells whose meaning it falsifies, and what stands there instead (None: nothing)."""

    kind: str
    subjects: tuple[Key, ...]
    changes: Mapping[Key, Cell | None]
    description: str


def key_of(cell: Cell) -> Key:
    return cell.table_index, cell.row_index, cell.column_index


def apply(fault: Fault, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a release with the fault in them, in the order of the page."""
    kept = {key_of(cell): cell for cell in cells} | dict(fault.changes)
    return tuple(cell for _, cell in sorted(kept.items()) if cell is not None)


def changed_digits(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every digit of every value as every other digit; a value never begins with a nought that was not there."""
    for cell in cells:
        for place, digit in enumerate(_digits(cell)):
            for other in range(10):
                if other != digit and (other or place or len(_digits(cell)) == 1):
                    yield _revalued("changed digit", cell, _with_digits(cell, {place: other}))


def swapped_digits(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every two digits beside each other in each other's place."""
    for cell in cells:
        for place, (left, right) in enumerate(pairwise(_digits(cell))):
            if left != right and (place or right):
                yield _revalued("swapped digits", cell, _with_digits(cell, {place: right, place + 1: left}))


def flipped_signs(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every value with the opposite sign."""
    for cell in cells:
        if cell.value:
            yield _revalued("flipped sign", cell, -cell.value)


def moved_values(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every value in the next column to either side, under its head; what stood there is not read, and its own place is
    blank.
    """
    columns = _columns(cells)
    for cell in cells:
        for index in _neighbours(cell.column_index, columns[cell.table_index]):
            if cell.value is not None:
                model = min(columns[cell.table_index][index], key=lambda one: abs(one.row_index - cell.row_index))
                moved = _under_head_of(cell, model)
                yield Fault(
                    "moved value",
                    (key_of(cell),),
                    {key_of(cell): None, key_of(moved): moved},
                    f"{cell.printed_text} of {_place(cell)} read in column {index}",
                )


def dropped_rows(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every row left out."""
    for (table, row), members in _rows(cells).items():
        keys = tuple(key_of(cell) for cell in members)
        yield Fault("dropped row", keys, dict.fromkeys(keys), f"{members[0].row_label!r}, table {table}, row {row}")


def scaled_tables(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every table with its money read a thousand times too large."""
    tables: dict[int, list[Cell]] = defaultdict(list)
    for cell in filter(_is_scalable, cells):
        tables[cell.table_index].append(cell)
    for table, members in tables.items():
        yield _scaled("x1000 table", members, f"table {table}")


def scaled_columns(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every column with its money read a thousand times too large."""
    for table, columns in _columns([cell for cell in cells if _is_scalable(cell)]).items():
        for column, members in columns.items():
            yield _scaled("x1000 column", members, f"table {table}, column {column}")


def swapped_neighbours(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every two values beside each other in each other's place."""
    for members in _rows(cells).values():
        for left, right in pairwise(members):
            if left.value is not None and right.value is not None and left.value != right.value:
                yield Fault(
                    "swapped neighbours",
                    (key_of(left), key_of(right)),
                    {key_of(left): _with_value_of(left, right), key_of(right): _with_value_of(right, left)},
                    f"{left.printed_text} and {right.printed_text}, {_place(left)}",
                )


def swapped_labels(cells: Sequence[Cell]) -> Iterator[Fault]:
    """Every two rows of a table, one after the other, under each other's label."""
    for upper, lower in pairwise(_rows(cells).values()):
        if upper[0].table_index == lower[0].table_index and upper[0].row_label != lower[0].row_label:
            yield Fault(
                "swapped labels",
                tuple(key_of(cell) for cell in (*upper, *lower)),
                {key_of(cell): cell._replace(row_label=lower[0].row_label) for cell in upper}
                | {key_of(cell): cell._replace(row_label=upper[0].row_label) for cell in lower},
                f"{upper[0].row_label!r} and {lower[0].row_label!r}, table {upper[0].table_index}",
            )


KINDS: Final[Mapping[str, Callable[[Sequence[Cell]], Iterator[Fault]]]] = MappingProxyType(
    {
        "changed digit": changed_digits,
        "flipped sign": flipped_signs,
        "moved value": moved_values,
        "dropped row": dropped_rows,
        "x1000 table": scaled_tables,
        "x1000 column": scaled_columns,
        "swapped digits": swapped_digits,
        "swapped neighbours": swapped_neighbours,
        "swapped labels": swapped_labels,
    }
)
"""All ways of planting each kind, in the order of the report."""


def _digits(cell: Cell) -> tuple[int, ...]:
    return cell.value.as_tuple().digits if cell.value is not None else ()


def _with_digits(cell: Cell, changed: Mapping[int, int]) -> Decimal:
    assert cell.value is not None
    sign, digits, exponent = cell.value.as_tuple()
    return Decimal((sign, tuple(changed.get(place, digit) for place, digit in enumerate(digits)), exponent))


def _revalued(kind: str, cell: Cell, value: Decimal) -> Fault:
    changes = {key_of(cell): cell._replace(value=value)}
    return Fault(kind, (key_of(cell),), changes, f"{cell.printed_text} read as {value:,}, {_place(cell)}")


def _under_head_of(cell: Cell, model: Cell) -> Cell:
    """The value where the model's column is: its period, unit and scale, but its own row and precision."""
    precision = None if cell.precision_unit is None else cell.precision_unit / cell.scale_factor * model.scale_factor
    return cell._replace(
        column_index=model.column_index,
        column_header=model.column_header,
        measure=model.measure,
        unit=model.unit,
        scale_factor=model.scale_factor,
        precision_unit=precision,
        period_kind=model.period_kind,
        period_start=model.period_start,
        period_end=model.period_end,
        scenario=model.scenario,
        basis=model.basis,
    )


def _with_value_of(cell: Cell, other: Cell) -> Cell:
    assert other.precision_unit is not None
    precision = other.precision_unit / other.scale_factor * cell.scale_factor
    return cell._replace(value=other.value, precision_unit=precision)


def _is_scalable(cell: Cell) -> bool:
    return cell.measure == "amount" and bool(cell.value)


def _scaled(kind: str, members: Sequence[Cell], place: str) -> Fault:
    changes = {
        key_of(cell): cell._replace(
            scale_factor=cell.scale_factor * 1000,
            precision_unit=None if cell.precision_unit is None else cell.precision_unit * 1000,
        )
        for cell in members
    }
    return Fault(kind, tuple(changes), changes, place)


def _rows(cells: Sequence[Cell]) -> dict[tuple[int, int], list[Cell]]:
    rows: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        rows[cell.table_index, cell.row_index].append(cell)
    return dict(sorted(rows.items()))


def _columns(cells: Sequence[Cell]) -> dict[int, dict[int, list[Cell]]]:
    columns: dict[int, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        columns[cell.table_index][cell.column_index].append(cell)
    return columns


def _neighbours(index: int, columns: Mapping[int, object]) -> list[int]:
    """The next used columns to the left and to the right."""
    left = [other for other in columns if other < index]
    right = [other for other in columns if other > index]
    return [*([max(left)] if left else []), *([min(right)] if right else [])]


def _place(cell: Cell) -> str:
    return f"{cell.row_label!r}, table {cell.table_index}, row {cell.row_index}, column {cell.column_index}"
