"""What the words of a period mean by an issuer's calendar: the days of labels, lengths and dates.

Finding the words is in `period_words`; putting several of them together is in `period_mentions` (prose) and
`periods` (column heads and row labels).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dagster_project.parsing.model import Period
from dagster_project.parsing.periods.fiscal_calendar import (
    DAYS_A_MONTH,
    WEEK_DAYS,
    FiscalCalendar,
    is_month_end,
    month_end,
    nominal_month,
)
from dagster_project.parsing.periods.words import PeriodWord

QUARTERS_A_YEAR = 4
LENGTH_KINDS = frozenset(("months", "weeks", "interim"))
LABEL_KINDS = frozenset(("fiscal_year", "quarter", "half", "to_date", "month_quarter"))
DATE_KINDS = frozenset(("date", "month_day", "month_year"))
RELATIVE_KINDS = frozenset(("year_earlier", "quarter_earlier"))


def label_period(word: PeriodWord, calendar: FiscalCalendar) -> Period | None:
    """The period of a fiscal label; a quarter or half without a year is the one that the document reports on."""
    return _period_of(PeriodWord(word.kind, 0, 0, word.first, word.second, word.third), calendar)


@lru_cache(maxsize=8192)
def _period_of(word: PeriodWord, calendar: FiscalCalendar) -> Period | None:
    """The same label means the same wherever it stands in a document, which may name it a hundred times."""
    year = word.first or _year_reported_on(word, calendar)
    if year is None:
        return None
    if word.kind == "month_quarter":
        end = calendar.last_day(year, word.second)
        return None if end is None else calendar.ending(end, months=3)
    months = period_months(word)
    ends_with_month = {"quarter": word.second * 3, "half": word.second * 6}.get(word.kind, months)
    return calendar.part_of_year(year, end_month=ends_with_month, months=months)


def _year_reported_on(word: PeriodWord, calendar: FiscalCalendar) -> int | None:
    current = calendar.current_end
    quarter = calendar.quarter_of(current) if current else None
    if current is None or quarter is None:
        return None
    if word.kind == "month_quarter":
        year, month = nominal_month(current)
        return year if month == word.second else None
    if word.kind == "fiscal_year":
        return calendar.label_year_of(current) if quarter == QUARTERS_A_YEAR else None
    quarters = {"quarter": 1, "half": 2, "to_date": 1 / 3}.get(word.kind, 0)
    is_reported = word.second * quarters == quarter or (
        word.kind == "quarter" and word.second < quarter < QUARTERS_A_YEAR
    )
    return calendar.label_year_of(current) if is_reported else None


def reported_period(calendar: FiscalCalendar) -> Period | None:
    """The period that the document reports on."""
    if calendar.current_end is None or calendar.current_months is None:
        return None
    return calendar.ending(calendar.current_end, months=calendar.current_months)


def plain_year(year: int, calendar: FiscalCalendar) -> Period | None:
    """A bare year is a period only where the fiscal year is the calendar year."""
    return calendar.fiscal_year(year) if calendar.year_end_month == 12 else None


def period_of_length(length: PeriodWord, end: date, calendar: FiscalCalendar) -> Period:
    """The duration of this length, or the labelled part of a year, that ends on a day."""
    if length.kind == "weeks":
        return calendar.ending(end, weeks=length.first)
    if length.kind == "interim":
        return calendar.year_to_date(end) or Period("instant", None, end)
    return calendar.ending(end, months=period_months(length))


def period_months(length: PeriodWord) -> int:
    """Months of a length or of a labelled period, to the nearest for weeks; 0 for an interim period."""
    sizes = {"quarter": 3, "month_quarter": 3, "half": 6, "fiscal_year": 12, "to_date": length.second}
    if length.kind == "weeks":
        return round(length.first * WEEK_DAYS / DAYS_A_MONTH)
    return sizes.get(length.kind, length.first)


def day_of(word: PeriodWord, calendar: FiscalCalendar) -> date | None:
    """The day that a word names with its year; the last day of a month named with its year."""
    if word.kind == "date":
        return date(word.first, word.second, word.third)
    if word.kind == "month_year":
        return calendar.last_day(word.first, word.second)
    return None


def in_year(day: date, year: int, calendar: FiscalCalendar) -> date | None:
    """The same day of another year; the end of a week-based period moves with its weekday."""
    if calendar.week_day is not None and day in calendar.printed_ends:
        shift = nominal_month(day)
        return calendar.last_day(year + shift[0] - day.year, shift[1])
    return month_end(year, day.month) if is_month_end(day) else valid_day(year, day.month, day.day)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
