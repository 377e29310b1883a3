"""The scale of a document that states none: its earnings per share tell it, for no digit changes.

Net income divided by earnings per share is a number of shares. Where the shares are printed a thousand times as many,
the income is printed in thousands. An issuer that names no scale anywhere prints all its tables in the same one, but
for those of whole dollars. Scales that differ from table to table do not belong here (`told_scales`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dagster_project.parsing.model import Cell
from dagster_project.parsing.tables import ReadTable
from dagster_project.parsing.told_scales import (
    OF_AMOUNTS,
    WITNESSES,
    is_within,
    rescaled,
    shares_implied,
    tells_no_scale,
)
from dagster_project.parsing.units import ONE

SCALES = (Decimal(1_000), Decimal(1_000_000))
NEAR = Decimal("1.5")
"""Earnings per share are rounded to cents, so that the shares they imply are right within this factor."""
THOUSAND = Decimal(1000)
MOST_TIMES_LARGER = 1000
"""A table of the same scale prints no amounts that are this many times the largest of the income statement."""


def with_document_scale(tables: Sequence[ReadTable]) -> list[ReadTable]:
    """The tables; their amounts in the scale that earnings per share tell, where no table tells one."""
    if not all(tells_no_scale(table) for table in tables):
        return list(tables)
    told = {scale: table for table in tables for scale in _scales_of_income(table.cells)}
    if len(told) != 1:
        return list(tables)
    ((scale, witness),) = told.items()
    most = max(_sizes(witness)) * MOST_TIMES_LARGER
    return [
        rescaled(table, [cell for cell in table.cells if cell.measure in OF_AMOUNTS], scale)
        if _can_be_scaled(table, most)
        else table
        for table in tables
    ]


def _scales_of_income(cells: Sequence[Cell]) -> Iterator[Decimal]:
    """The scale of income in which the columns of a statement agree, if it is one."""
    found = [
        {
            scale
            for scale in SCALES
            for number in implied
            if is_within(NEAR, abs(shares.value or ONE) * shares.scale_factor, number * scale)
        }
        for shares, implied in shares_implied(cells, least_scale=ONE)
    ]
    if len(found) >= WITNESSES and all(scales == found[0] and len(scales) == 1 for scales in found):
        yield from found[0]


def _can_be_scaled(table: ReadTable, most: Decimal) -> bool:
    """Amounts in ones end in zeros throughout, print cents, or are far too large for another scale."""
    sizes = _sizes(table)
    is_in_whole_thousands = all(size % THOUSAND == 0 for size in sizes)
    return bool(sizes) and not is_in_whole_thousands and max(sizes) < most and all(size % 1 == 0 for size in sizes)


def _sizes(table: ReadTable) -> list[Decimal]:
    return [abs(cell.value) for cell in table.cells if cell.value and cell.measure in OF_AMOUNTS]
