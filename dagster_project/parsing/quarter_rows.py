"""Quarters down the side: rows "First" to "Fourth", or "First Quarter" to "Fourth Quarter", of one year.

The year stands in a heading above them, over the columns, or in the caption; a row without a label below the fourth
quarter is the whole year. Rows that name dates or labelled quarters ("1Q08") are read in `row_periods`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dagster_project.parsing.heads import ColumnHead
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import Period
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.vocabulary import ordinal_words

YEAR = 5
"""Stands for the row of the whole year, in the numbers of quarters."""

_QUARTER = re.compile(rf"(?P<number>{'|'.join(ordinal_words())})(?:\s+(?:fiscal\s+)?quarter)?[\s.:]*", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"(?:(?:total|full|fiscal)\s+)*year[\s.:]*|total[\s.:]*|[\s.]*", re.IGNORECASE)
_A_YEAR = re.compile(r"(?<![\d,.$])(?:fiscal\s+)?((?:19|20)\d\d)(?![\d,])", re.IGNORECASE)


def periods_of_quarters(
    rows: Sequence[Row], columns: Sequence[ColumnHead], caption: str, calendar: FiscalCalendar
) -> dict[int, Period]:
    """Periods by row index where the rows are the four quarters of a year; empty where they are not.

    Columns of different years leave every row without a period of its own.
    """
    quarters = list(_numbered(rows))
    if {number for _, number, _ in quarters if number != YEAR} != {1, 2, 3, 4}:
        return {}
    over = _only_year(" ".join(column.text for column in columns)) or _only_year(caption)
    found: dict[int, Period] = {}
    for row, number, heading in quarters:
        year = _only_year(heading) or over
        if year is None:
            continue
        period = calendar.fiscal_year(year) if number == YEAR else calendar.quarter(year, number)
        if period is not None:
            found[row.row_index] = period
    return found


def _numbered(rows: Sequence[Row]) -> Iterator[tuple[Row, int, str]]:
    """Rows of quarters and of the year that follows a fourth one, each with the nearest heading above it."""
    heading, last = "", 0
    for row in rows:
        if not row.cells:
            heading = row.label if _only_year(row.label) else heading
            continue
        if number := _quarter(row.label):
            last = number
            yield row, last, heading
        elif last and _WHOLE_YEAR.fullmatch(row.label.strip()):
            yield row, YEAR, heading
            last = 0
        else:
            last = 0


@lru_cache(maxsize=8192)
def _quarter(label: str) -> int | None:
    """The number of the quarter that a label names and nothing else."""
    match = _QUARTER.fullmatch(label.strip())
    return ordinal_words()[match["number"].lower()] if match else None


def _only_year(words: str) -> int | None:
    years = {int(year) for year in _A_YEAR.findall(words)}
    return years.pop() if len(years) == 1 else None
