"""What a row's label says of the units of its figures, and what the figures themselves bear out.

How the words of a label are read does not belong here (`label_units`), nor do the lines above a row (`row_sections`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.label_units import (
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
from dagster_project.parsing.labels import PATH_SEPARATOR, Row
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.records import maker

THOUSAND = Decimal(1000)


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


_row_units = maker(RowUnits)


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


def read_row_units(row: Row) -> RowUnits:
    """Reads a row's label once for all of its cells."""
    own = _label_units(row.label)
    heading = _heading_of_shares(row.path)
    is_count_heading = heading is not None and is_share_count(heading) and not _NUMBER_IN_LABEL.search(row.label)
    figures = [cell.text for cell in row.cells if isinstance(cell.figure, Number)]
    fields = (
        unit_list(row.label, len(row.cells)),
        own.noted,
        own.counted,
        own.per_share,
        per_share_of(heading) if heading else None,
        own.is_share_count,
        is_count_heading and not own.is_share_count and not own.per_share,
        _is_ratio_row(row, own, figures),
        own.is_ratio and own.is_sure_ratio and all(_is_bare_number(cell) for cell in row.cells),
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
    if not may_be or any(has_currency_sign(cell) for cell in row.cells):
        return False
    return own.has_percent_sign or all("." in text and "," not in text for text in figures)


def has_currency_sign(cell: BodyCell) -> bool:
    """The cell prints its currency; only amounts of money do."""
    return isinstance(cell.figure, Number) and cell.figure.currency_sign is not None


def _is_bare_number(cell: BodyCell) -> bool:
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
