"""Rows of percentages that leave out the sign: what a heading or the row above says holds for them.

Columns of percentages do not belong here (`column_units`, `change_columns`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.labels import Row
from dagster_project.parsing.numbers import Number

THOUSAND = Decimal(1000)

_OF_RATES = re.compile(r"\b(?:ratios?|rates?|yields?|margins?|percentages?)\b", re.IGNORECASE)
_QUOTIENT = re.compile(
    r"\b(?:to|as a percent(?:age)? of)\b.*\b(?:loans|assets|deposits|equity|capital|revenues?|sales|income)\b",
    re.IGNORECASE,
)
"""A label that divides one amount by another ("Allowance to total loans")."""


def speaks_of_rates(heading: str) -> bool:
    """A heading of ratios, rates, yields or margins."""
    return _OF_RATES.search(heading) is not None


def rows_of_percent(rows: Sequence[Row]) -> Iterator[int]:
    """Rows under "FINANCIAL RATIOS" whose first row prints the sign, up to the first money.

    Below another heading the figures must go on in decimals: whole numbers may count something.
    """
    is_announced = is_open = needs_decimals = False
    for row in rows:
        if not row.cells:
            is_of_rates = speaks_of_rates(row.label)
            is_announced, needs_decimals = is_announced or is_of_rates, is_open and not is_of_rates
            continue
        figures = [(cell.text, cell.figure) for cell in row.cells if isinstance(cell.figure, Number)]
        if not figures:
            continue
        if any(figure.currency_sign or abs(figure.value) >= THOUSAND for _, figure in figures):
            is_announced = is_open = False
        elif any(figure.is_percent for _, figure in figures):
            is_open, is_announced = is_open or is_announced, False
        elif is_open and not (needs_decimals and any("." not in text for text, _ in figures)):
            yield row.row_index
        else:
            is_announced = is_open = False


def rows_of_quotients(rows: Sequence[Row]) -> Iterator[int]:
    """Rows that divide one amount by another, right below one that prints the percent sign for all of them."""
    is_open = False
    for row in rows:
        if row.cells and row.cells[0].figure.is_percent:
            is_open = True
        elif is_open:
            is_open = _QUOTIENT.search(row.label) is not None and all(_is_plain(cell) for cell in row.cells)
            if is_open:
                yield row.row_index


def _is_plain(cell: BodyCell) -> bool:
    """A figure below a thousand without a sign of its own, or a nil."""
    figure = cell.figure
    return not isinstance(figure, Number) or not (
        figure.currency_sign or figure.is_percent or abs(figure.value) >= THOUSAND
    )
