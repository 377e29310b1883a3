"""The period of one cell: its column's or its row's, or the first or last day of it where the row is a balance.

Which periods columns and rows name does not belong here (`heads`, `row_periods`).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from dagster_project.parsing.heads import ColumnHead, read_meaning
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import Period, StatementType
from dagster_project.parsing.periods.fiscal_calendar import is_month_end, month_end
from dagster_project.parsing.periods.words import lower_case, period_words

ONE_DAY = timedelta(days=1)
DRAWN_FROM_STATEMENTS = ("key_figures", "guidance", "other", "segment")
"""Types of tables in which items of a day stand in columns of periods."""


_Moment = Literal["opening", "closing"] | None
"""The end of a period that words speak of."""
_Days = tuple[tuple[int, int], ...]
"""Months and days without a year."""


class RowTime(NamedTuple):
    """What a row says of the time of its cells, whatever their column."""

    period: Period | None
    """The one that the row names itself."""
    label: str
    is_of_trailing_year: bool
    moment: _Moment
    days: _Days
    is_of_a_day: bool
    """A heading says that the rows below it are balances."""


def row_time(row: Row, period: Period | None, statement_type: StatementType, *, is_of_a_day: bool) -> RowTime:
    """Reads a row's label once for all of its cells; `period` is the one that the row names."""
    is_of_trailing_year, moment, days = _time_told(row.label, statement_type)
    return RowTime(period, row.label, is_of_trailing_year, moment, days, is_of_a_day)


def cell_period(row: RowTime, column: ColumnHead, statement_type: StatementType) -> Period | None:
    """The period of one cell: its column's, else its row's; balances inside a period stand on its first or last day."""
    period = column.period or row.period
    if row.period is not None and _is_part_of(row.period, column.period):
        period = row.period
    if period is None or period.start is None:
        return period
    if row.is_of_trailing_year:
        return _instant(period.end) if row.is_of_a_day else _trailing_year(period.end)
    moment = row.moment
    if column.period is None:
        _, moment, _ = _time_told(f"{row.label} {column.text}", statement_type)
    if moment is None and row.days:
        moment = _moment_of_day(row.days, period)
    if moment == "opening":
        return _instant(period.start - ONE_DAY)
    return _instant(period.end) if moment == "closing" or row.is_of_a_day else period


@lru_cache(maxsize=1024)
def _instant(day: date) -> Period:
    return Period("instant", None, day)


@lru_cache(maxsize=8192)
def _time_told(label: str, statement_type: StatementType) -> tuple[bool, _Moment, _Days]:
    """Whether a label speaks of a trailing year, of which end of a period, and of which days without a year."""
    return _TRAILING_YEAR.search(label) is not None, _moment(label, statement_type), _days_named(label)


_TRAILING_YEAR = re.compile(r"\bTTM\b|\bLTM\b|\b(?i:(?:trailing|last)[- ](?:twelve|12)[- ]months?)\b")
DAYS_OF_52_WEEKS = timedelta(days=364)


@lru_cache(maxsize=1024)
def _trailing_year(end: date) -> Period:
    """The twelve months up to a day; the 52 weeks where it ends no month."""
    start = month_end(end.year - 1, end.month) if is_month_end(end) else end - DAYS_OF_52_WEEKS
    return Period("duration", start + ONE_DAY, end)


_AT = re.compile(r"\b(?:at|as of|balances?,?)\b", re.IGNORECASE)


def _days_named(label: str) -> _Days:
    """Months and days, without a year, at which a label says that something stood."""
    if not _AT.search(label):
        return ()
    return tuple((word.second, word.third) for word in period_words(lower_case(label)) if word.kind == "month_day")


def _moment_of_day(days: _Days, period: Period) -> _Moment:
    """ "Cash at January 1" and "Cash at December 31" name the ends of a year without saying which."""
    if len(days) != 1 or period.start is None:
        return None
    if days[0] == (period.end.month, period.end.day):
        return "closing"
    begin = period.start
    eve = begin - ONE_DAY
    return "opening" if days[0] in ((begin.month, begin.day), (eve.month, eve.day)) else None


def _is_part_of(part: Period | None, whole: Period | None) -> bool:
    if part is None or whole is None or part.start is None or whole.start is None:
        return False
    return whole.start <= part.start and part.end <= whole.end


def _moment(words: str, statement_type: StatementType) -> _Moment:
    """The end of a period that words speak of; None where they speak of the whole of it."""
    if read_meaning("opening", words):
        return "opening"
    if read_meaning("closing", words):
        return "closing"
    is_balance = (statement_type in DRAWN_FROM_STATEMENTS and read_meaning("instant_item", words)) or (
        statement_type in (*DRAWN_FROM_STATEMENTS, "income_statement", "equity") and read_meaning("balance_item", words)
    )
    return "closing" if is_balance and not read_meaning("flow_item", words) else None
