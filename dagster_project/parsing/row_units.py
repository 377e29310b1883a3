"""What a row's label and the headings over it say of the units of its figures, as far as the figures bear it out.

How the words of a label are read does not belong here (`label_units`), nor how far a heading reaches (`row_sections`).
"""

from __future__ import annotations

import re
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
    measured_unit,
    noted_unit,
    per_share_of,
    priced_thing,
    quotient_unit,
    singly_counted_unit,
    stated_scale,
    unit_list,
)
from dagster_project.parsing.labels import PATH_SEPARATOR, Row
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.row_sections import RowSections

THOUSAND = Decimal(1000)


class LabelUnits(NamedTuple):
    """What the words of a label say of units, whatever its row prints."""

    listed: tuple[str, ...] = ()
    noted: str | None = None
    counted: str | None = None
    counted_singly: str | None = None
    """What is counted one by one: no scale of the table holds for it."""
    priced: str | None = None
    """The thing whose price the row prints."""
    quotient: str | None = None
    """The unit of a multiple."""
    per_share: str | None = None
    shares_alone: str | None = None
    """`share` where the label is nothing but "Basic" or "Diluted"."""
    is_share_count: bool = False
    is_ratio: bool = False
    is_sure_ratio: bool = False
    has_percent_sign: bool = False
    scale: Decimal | None = None


_NOTHING_SAID = LabelUnits()


class RowUnits(NamedTuple):
    """What a row says of its units: its label, with what headings add to it, as far as its figures bear it out."""

    told: LabelUnits = _NOTHING_SAID
    heading_per_share: str | None = None
    is_under_share_count: bool = False
    """The nearest heading that speaks of shares counts them, and the label says nothing else."""
    is_ratio: bool = False
    is_ratio_by_name: bool = False
    prints_whole_numbers: bool = False
    is_silent: bool = False
    """Neither the label nor a heading says anything: all but `prints_whole_numbers` is empty."""


_SILENT = RowUnits(is_silent=True)
_SILENT_OF_WHOLE_NUMBERS = RowUnits(is_silent=True, prints_whole_numbers=True)


def read_row_units(row: Row, sections: RowSections) -> RowUnits:
    """Reads a row's label and the headings over it once for all of its cells."""
    own = _label_units(row.label)
    if own is not None and row.row_index in sections.of_money:
        own = own._replace(counted=None, counted_singly=None)
    heading = _heading_of_shares(row.path)
    if own is None and heading is None and row.row_index not in sections.of_units:
        return _SILENT_OF_WHOLE_NUMBERS if _has_whole_numbers(row) else _SILENT
    return _with_section(_with_heading(row, own or _NOTHING_SAID, heading), row.row_index, sections)


def _with_heading(row: Row, own: LabelUnits, heading: str | None) -> RowUnits:
    is_count_heading = heading is not None and is_share_count(heading) and not _NUMBER_IN_LABEL.search(row.label)
    return RowUnits(
        told=own._replace(
            listed=own.listed if len(own.listed) == len(row.cells) else (),
            scale=own.scale or (stated_scale(heading) if heading and is_count_heading else None),
        ),
        heading_per_share=per_share_of(heading) if heading else own.shares_alone,
        is_under_share_count=is_count_heading and not own.is_share_count and not own.per_share,
        is_ratio=_is_ratio_row(row, own),
        is_ratio_by_name=own.is_ratio and own.is_sure_ratio and all(_is_bare_number(cell) for cell in row.cells),
        prints_whole_numbers=_has_whole_numbers(row),
    )


def _with_section(units: RowUnits, row_index: int, sections: RowSections) -> RowUnits:
    """What the sections of a table add, where the row's own words leave it open."""
    if row_index not in sections.of_units:
        return units
    told = units.told
    is_amount = not (told.per_share or told.is_share_count or told.counted or told.counted_singly)
    return units._replace(
        told=told._replace(
            counted=told.counted or sections.counted.get(row_index),
            is_share_count=told.is_share_count or row_index in sections.share_counts,
            per_share=told.per_share or sections.per_share.get(row_index),
            scale=told.scale or sections.scales.get(row_index),
        ),
        is_ratio_by_name=units.is_ratio_by_name or (is_amount and row_index in sections.of_percent),
    )


@lru_cache(maxsize=8192)
def _label_units(label: str) -> LabelUnits | None:
    """What a label says; None where it says nothing, as most do."""
    units = LabelUnits(
        unit_list(label),
        noted_unit(label),
        counted_unit(label),
        singly_counted_unit(label) or measured_unit(label),
        priced_thing(label),
        quotient_unit(label),
        per_share_of(label),
        "share" if _BASIC_OR_DILUTED.fullmatch(label) else None,
        is_share_count(label),
        is_ratio(label),
        is_sure_ratio(label),
        has_percent_sign(label),
        stated_scale(label),
    )
    return units if any(units) else None


def _has_whole_numbers(row: Row) -> bool:
    return any("." not in cell.text and isinstance(cell.figure, Number) for cell in row.cells)


def _is_ratio_row(row: Row, own: LabelUnits) -> bool:
    """A gross margin can be an amount as well: ratios are printed with decimals."""
    if not (own.has_percent_sign or own.is_ratio) or any(has_currency_sign(cell) for cell in row.cells):
        return False
    figures = [cell.text for cell in row.cells if isinstance(cell.figure, Number)]
    return own.has_percent_sign or (bool(figures) and all("." in text and "," not in text for text in figures))


def has_currency_sign(cell: BodyCell) -> bool:
    """The cell prints its currency; only amounts of money do."""
    return isinstance(cell.figure, Number) and cell.figure.currency_sign is not None


def _is_bare_number(cell: BodyCell) -> bool:
    """A figure below a thousand without a currency sign, or a nil."""
    figure = cell.figure
    return not isinstance(figure, Number) or (figure.currency_sign is None and abs(figure.value) < THOUSAND)


_BASIC_OR_DILUTED = re.compile(r"\W*(?:basic|(?:fully )?diluted|basic and diluted)\W*", re.IGNORECASE)
_NUMBER_IN_LABEL = re.compile(r"\d,\d{3}")
"""A line of stock that tells its shares is an amount."""


@lru_cache(maxsize=8192)
def _heading_of_shares(path: str) -> str | None:
    """The nearest heading of a path that speaks of shares ("Earnings per share:", "Weighted average shares:")."""
    headings = reversed(path.split(PATH_SEPARATOR))
    return next((heading for heading in headings if per_share_of(heading) or is_share_count(heading)), None)
