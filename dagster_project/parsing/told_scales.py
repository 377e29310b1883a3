"""Scales that a caption leaves out but the figures tell: arithmetic is the referee, and no digit changes.

Two witnesses: earnings per share tell whether shares are printed in ones or in thousands, and a table without a
caption prints figures again that another table prints in thousands. What words say of scales is read in `units`, a
document without any such words in `document_scale`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dagster_project.parsing.model import Cell
from dagster_project.parsing.tables import ReadTable
from dagster_project.parsing.units import ONE, read_unit

SCALES = (ONE, Decimal(1_000), Decimal(1_000_000))
NEAR, FAR = 3, 30
"""Shares by earnings per share are right within NEAR times, for cents are rounded; a wrong scale is FAR away."""
LEAST_EARNINGS_PER_SHARE = Decimal("0.05")
LEAST_REPEATED = 100_000
"""Figures of six digits are not repeated by chance."""
WITNESSES = 2
MOST_ROWS = 8
"""Rows of income and of earnings per share that a statement prints; more tell nothing new."""

_NET_INCOME = re.compile(r"net (?:income|earnings|loss|\(loss\)|profit)", re.IGNORECASE)

PARTS_HELD = ("shares", "units")
OF_AMOUNTS = ("amount", "change_amount")

_Printed = tuple[Decimal, date | None]


def with_told_scales(tables: Sequence[ReadTable]) -> list[ReadTable]:
    """The tables, their scales corrected where figures tell them."""
    needs_scale = [tells_no_scale(table) and len(_long_amounts(table)) >= WITNESSES for table in tables]
    printed = _scales_of_printed(tables) if any(needs_scale) else {}
    return [
        _with_share_scale(_with_repeated_scale(table, printed) if is_needed else table)
        for table, is_needed in zip(tables, needs_scale, strict=True)
    ]


def _with_share_scale(table: ReadTable) -> ReadTable:
    """Share counts in the scale that net income and earnings per share of all columns agree on."""
    implied_by_columns = shares_implied(table.cells, least_scale=SCALES[1])
    told = {scale for shares, implied in implied_by_columns if (scale := _told(shares, implied)) is not None}
    if len(told) != 1:
        return table
    (scale,) = told
    return rescaled(table, [cell for cell in table.cells if _is_share_count(cell)], scale)


def shares_implied(cells: Sequence[Cell], least_scale: Decimal) -> Iterator[tuple[Cell, list[Decimal]]]:
    """The largest share count of each column, and the numbers of shares that its earnings per share imply.

    Only income in `least_scale` or more is a witness: what is read in ones may have a scale that was not found.
    """
    if not any(cell.measure == "per_share" for cell in cells):
        return
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.value:
            columns[cell.column_index].append(cell)
    for column in columns.values():
        shares = [cell for cell in column if _is_share_count(cell)]
        per_share = [
            abs(cell.value) for cell in column if cell.measure == "per_share" and cell.unit and cell.value is not None
        ]
        income = [
            abs(cell.value * cell.scale_factor)
            for cell in column
            if cell.value is not None and cell.measure == "amount" and cell.scale_factor >= least_scale
            if _NET_INCOME.match(cell.row_label)
        ]
        implied = [
            amount / earnings
            for amount in income[:MOST_ROWS]
            for earnings in per_share[:MOST_ROWS]
            if earnings >= LEAST_EARNINGS_PER_SHARE
        ]
        if shares and implied:
            yield max(shares, key=_size), implied


def _size(cell: Cell) -> Decimal:
    return abs(cell.value) if cell.value is not None else Decimal(0)


def _told(shares: Cell, implied: Sequence[Decimal]) -> Decimal | None:
    """The scale by which the printed count is what earnings imply; None where the one read is not far off."""
    count = _size(shares)
    if any(is_within(FAR, count * shares.scale_factor, number) for number in implied):
        return shares.scale_factor
    near = [scale for scale in SCALES if any(is_within(NEAR, count * scale, number) for number in implied)]
    return near[0] if len(near) == 1 else None


def is_within(times: int | Decimal, one: Decimal, other: Decimal) -> bool:
    """Whether neither amount is more than so many times the other."""
    return one <= other * times and other <= one * times


def _is_share_count(cell: Cell) -> bool:
    return cell.measure == "count" and cell.unit in PARTS_HELD


def _scales_of_printed(tables: Sequence[ReadTable]) -> dict[_Printed, Decimal]:
    """Amounts that are printed in thousands or more, with their last day; those printed in two scales left out."""
    found: dict[_Printed, set[Decimal]] = defaultdict(set)
    for table in tables:
        for cell in table.cells:
            if cell.scale_factor > ONE and (key := _key(cell)) is not None:
                found[key].add(cell.scale_factor)
    return {key: next(iter(scales)) for key, scales in found.items() if len(scales) == 1}


def _long_amounts(table: ReadTable) -> set[_Printed]:
    """Amounts of a table so long that they are not repeated by chance."""
    return {key for cell in table.cells if (key := _key(cell)) is not None}


def _key(cell: Cell) -> _Printed | None:
    is_long = cell.measure == "amount" and cell.value is not None and abs(cell.value) >= LEAST_REPEATED
    return (abs(cell.value), cell.period_end) if is_long and cell.value is not None else None


def tells_no_scale(table: ReadTable) -> bool:
    """Neither its words nor its amounts tell a scale."""
    has_scale = any(cell.scale_factor != ONE for cell in table.cells if cell.measure in OF_AMOUNTS)
    return not has_scale and read_unit(table.caption).scale is None


def _with_repeated_scale(table: ReadTable, printed: Mapping[_Printed, Decimal]) -> ReadTable:
    """A table whose words tell no scale, in the one in which its figures are printed elsewhere."""
    repeated = {key: printed[key] for key in _long_amounts(table) if key in printed}
    scales = set(repeated.values())
    if len(repeated) < WITNESSES or len(scales) != 1:
        return table
    return rescaled(table, [cell for cell in table.cells if cell.measure in OF_AMOUNTS], scales.pop())


def rescaled(table: ReadTable, cells: Sequence[Cell], scale: Decimal) -> ReadTable:
    """The table with some of its cells in another scale; values stay as printed."""
    chosen = {id(cell) for cell in cells if cell.scale_factor != scale}
    if not chosen:
        return table
    cells_in_scale = tuple(_in(scale, cell) if id(cell) in chosen else cell for cell in table.cells)
    return replace(table, cells=cells_in_scale, scale_of_figures=scale)


def _in(scale: Decimal, cell: Cell) -> Cell:
    precision = cell.precision_unit and cell.precision_unit * scale / cell.scale_factor
    return cell._replace(scale_factor=scale, precision_unit=precision)
