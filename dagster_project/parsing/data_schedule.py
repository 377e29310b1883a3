"""The financial data schedule (exhibit 27) that filings of the 1990s carry: tags in place of labels and captions.

Its scale and its period stand in tags of their own; balances come first, then flows. No other table belongs here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dagster_project.parsing.grid import Grid
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import Period
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.vocabulary import months

_MULTIPLIER = re.compile(r"<MULTIPLIER>\s*(?P<factor>[\d,]+)")
_PERIOD_TYPE = re.compile(r"<PERIOD-TYPE>\s*(?P<count>\d+)-(?P<unit>MOS|YEAR)")
_PERIOD_END = re.compile(r"<PERIOD-END>\s*(?P<month>[A-Z]{3})-(?P<day>\d\d)-(?P<year>\d{4})")
_LAST_BALANCE = "TOTAL-LIABILITY-AND-EQUITY"


@dataclass(frozen=True, slots=True)
class DataSchedule:
    """What the tags of a schedule say: the scale of its amounts, and the period of each row by row index."""

    scale: Decimal
    periods: dict[int, Period]


def is_tagged(grid: Grid) -> bool:
    """Cheap test: the rows begin with tags."""
    return any(line.text.startswith("<") for line in grid.body[:3])


def read_schedule(rows: Sequence[Row], calendar: FiscalCalendar) -> DataSchedule | None:
    """The meaning of a schedule; None where the table is none. Without a multiplier tag amounts are whole."""
    tags = " ".join(line.text for row in rows for line in row.lines if line.text.startswith("<"))
    end, length = _PERIOD_END.search(tags), _PERIOD_TYPE.search(tags)
    if end is None:
        return None
    factor = _MULTIPLIER.search(tags)
    scale = Decimal(factor["factor"].replace(",", "")) if factor else Decimal(1)
    return DataSchedule(scale, _periods(rows, end, length, calendar))


def _periods(
    rows: Sequence[Row], end: re.Match[str], length: re.Match[str] | None, calendar: FiscalCalendar
) -> dict[int, Period]:
    try:
        day = date(int(end["year"]), months()[end["month"].lower()], int(end["day"]))
    except (KeyError, ValueError):
        return {}
    last_balance = max((row.row_index for row in rows if _LAST_BALANCE in row.label), default=0)
    balances = {row.row_index: Period("instant", None, day) for row in rows if row.row_index <= last_balance}
    if length is None:
        return balances
    count = int(length["count"]) * (12 if length["unit"] == "YEAR" else 1)
    flow = calendar.ending(day, months=count)
    return balances | {row.row_index: flow for row in rows if row.row_index > last_balance}
