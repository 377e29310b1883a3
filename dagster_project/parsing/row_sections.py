"""What a heading says of all rows below it: balances of a day, or percentages of which only the first is marked.

Headings often stand at the indent of their rows, so that they are no ancestors of them; here their order counts. The
path of a row is in `labels`, the periods that rows name themselves in `row_periods`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from dagster_project.parsing.labels import Row
from dagster_project.parsing.numbers import Number

THOUSAND = Decimal(1000)

_OF_A_DAY = re.compile(
    r"^(?:selected |condensed |consolidated |summary )*"
    r"(?:financial (?:position|condition)|balance sheets?)(?: data)?:?$"
    r"|^at (?:the )?(?:fiscal )?(?:year|quarter|period)[- ]?end:?$",
    re.IGNORECASE,
)
_OF_RATES = re.compile(r"\b(?:ratios?|rates?|yields?|margins?|percentages?)\b", re.IGNORECASE)


class RowSections(NamedTuple):
    """Rows by index: those of a day inside a table of periods, and those whose percent signs are left out."""

    of_a_day: frozenset[int]
    of_percent: frozenset[int]


def read_row_sections(rows: Sequence[Row]) -> RowSections:
    """Reads the headings of a table for the rows below them."""
    return RowSections(frozenset(_rows_of_a_day(rows)), frozenset(_rows_of_percent(rows)))


def _rows_of_a_day(rows: Sequence[Row]) -> Iterator[int]:
    """Rows from "FINANCIAL POSITION DATA:" to the next heading at its indent."""
    heading: Row | None = None
    for row in rows:
        if row.cells:
            if heading is not None:
                yield row.row_index
        elif _OF_A_DAY.match(row.label.strip()):
            heading = row
        elif heading is not None and row.indent <= heading.indent:
            heading = None


def _rows_of_percent(rows: Sequence[Row]) -> Iterator[int]:
    """Rows under "FINANCIAL RATIOS" whose first row prints the sign, up to the first money.

    Below another heading the figures must go on in decimals: whole numbers may count something.
    """
    is_announced = is_open = needs_decimals = False
    for row in rows:
        if not row.cells:
            speaks_of_rates = _OF_RATES.search(row.label) is not None
            is_announced, needs_decimals = is_announced or speaks_of_rates, is_open and not speaks_of_rates
            continue
        figures = [(cell.place.text, cell.figure) for cell in row.cells if isinstance(cell.figure, Number)]
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
