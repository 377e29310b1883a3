"""Calendar arithmetic of one issuer: when its fiscal years, halves and quarters begin and end.

Reading a document to learn such a calendar is in `fiscal`; reading the words of a period is in `periods`.
Two kinds of calendar occur: years that end with a month, and years of 52 or 53 weeks that end on a weekday near
the end of a month. Wherever two days are possible and the document does not decide, the answer is None.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dagster_project.parsing.model import Period, PeriodDefinition

ONE_DAY = timedelta(days=1)
QUARTER_DAYS = 91
DAYS_A_MONTH = 30.44
FEBRUARY = 2
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of the months of a year that is no leap year."""

WEEK_DAYS = 7
FIRST_YEAR, LAST_YEAR = 1900, 2199


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, 29 if month == FEBRUARY and isleap(year) else _DAYS[month - 1])


def is_month_end(day: date) -> bool:
    """Whether the day is the last of its month."""
    return (day + ONE_DAY).day == 1


def nominal_month(day: date) -> tuple[int, int]:
    """Year and month that a period ending on `day` stands for; weeks may run into the next month's first days."""
    shifted = day - timedelta(days=WEEK_DAYS) if day.day <= WEEK_DAYS else day
    return shifted.year, shifted.month


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month that lie `months` later (or earlier)."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


@dataclass(frozen=True, slots=True, eq=False)
class FiscalCalendar:
    """What a document says about its own periods. Compared by identity, so that it is a cheap key of a cache."""

    year_end_month: int | None = None
    """Month that the fiscal year nominally ends with."""
    label_offset: int | None = None
    """Year in the label less the calendar year of the nominal end: -1 where FY2008 ends in March 2009."""
    printed_ends: tuple[date, ...] = ()
    """Days that the document calls the end of a period, the most often printed first, then (in a week-based
    calendar) other printed days that may be one."""
    week_day: int | None = None
    """Weekday (Monday is 0) on which the periods of a week-based calendar end; None for a calendar of months."""
    current_end: date | None = None
    """Last day of the period that the document reports on."""
    current_months: int | None = None
    """Length of that period in months."""
    definitions: tuple[PeriodDefinition, ...] = ()

    def last_day(self, year: int, month: int) -> date | None:
        """Last day of the fiscal period that nominally ends with this month."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        for day in self.printed_ends:
            if nominal_month(day) == (year, month) and abs((month_end(year, month) - day).days) <= WEEK_DAYS:
                return day
        if self.week_day is None:
            return month_end(year, month)
        candidates = {rule(year, month, self.week_day) for rule in WEEK_RULES if self._ruled_by_all(rule)}
        return candidates.pop() if len(candidates) == 1 else None

    def _ruled_by_all(self, rule: Callable[[int, int, int], date]) -> bool:
        ends = [day for day in self.printed_ends if day.weekday() == self.week_day]
        return all(rule(*nominal_month(day), day.weekday()) == day for day in ends)

    def ending(self, end: date, *, months: int | None = None, weeks: int | None = None) -> Period:
        """The duration of so many months or weeks that ends on `end`."""
        if weeks is not None:
            return Period("duration", _days_before(end, weeks * WEEK_DAYS - 1), end)
        return Period("duration", self._start(end, months or 12), end)

    def _start(self, end: date, months: int) -> date:
        if self._ends_a_week_based_period(end) and months % 3 == 0:
            return self._week_based_start(end, months)
        year, month = add_months(end.year, end.month, -months)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return end
        before = month_end(year, month)
        return before + ONE_DAY if is_month_end(end) else date(year, month, min(end.day, before.day)) + ONE_DAY

    def _ends_a_week_based_period(self, end: date) -> bool:
        if is_month_end(end):
            return self.week_day == end.weekday() and not any(
                is_month_end(day) and day.weekday() != self.week_day for day in self.printed_ends
            )
        return abs((month_end(*nominal_month(end)) - end).days) <= WEEK_DAYS

    def _week_based_start(self, end: date, months: int) -> date:
        days = months // 3 * QUARTER_DAYS
        for day in self.printed_ends:
            if (end - day).days in (days, days + WEEK_DAYS):
                return day + ONE_DAY
        year, month = add_months(*nominal_month(end), -months)
        ruled = self.last_day(year, month) if self.week_day is not None and months == 12 else None
        if ruled is not None and (end - ruled).days in (days, days + WEEK_DAYS):
            return ruled + ONE_DAY
        return _days_before(end, days - 1)

    def year_end(self, label_year: int) -> date | None:
        """Last day of the fiscal year with this year in its label."""
        if self.year_end_month is None or self.label_offset is None:
            return None
        return self.last_day(label_year - self.label_offset, self.year_end_month)

    def fiscal_year(self, label_year: int) -> Period | None:
        """FY2008 for 2008."""
        end = self.year_end(label_year)
        return None if end is None else self.ending(end, months=12)

    def quarter(self, label_year: int, quarter: int) -> Period | None:
        """4Q08 for 2008 and 4."""
        return self.part_of_year(label_year, end_month=quarter * 3, months=3)

    def half(self, label_year: int, half: int) -> Period | None:
        """1H17 for 2017 and 1."""
        return self.part_of_year(label_year, end_month=half * 6, months=6)

    def part_of_year(self, label_year: int, *, end_month: int, months: int) -> Period | None:
        """The `months` that end with the fiscal year's month `end_month` (3 for the first quarter)."""
        if self.year_end_month is None or self.label_offset is None:
            return None
        year, month = add_months(label_year - self.label_offset, self.year_end_month, end_month - 12)
        end = self.last_day(year, month)
        return None if end is None else self.ending(end, months=months)

    def label_year_of(self, end: date) -> int | None:
        """Year in the label of the fiscal year that this period end belongs to."""
        if self.year_end_month is None or self.label_offset is None:
            return None
        year, month = nominal_month(end)
        return year + (1 if month > self.year_end_month else 0) + self.label_offset

    def quarter_of(self, end: date) -> int | None:
        """Number of the fiscal quarter that nominally ends with this day's month; None if none does."""
        if self.year_end_month is None:
            return None
        months = (nominal_month(end)[1] - self.year_end_month - 1) % 12 + 1
        return months // 3 if months % 3 == 0 else None

    def year_to_date(self, end: date) -> Period | None:
        """From the first day of the fiscal year to `end`."""
        if self.year_end_month is None:
            return None
        months = (nominal_month(end)[1] - self.year_end_month - 1) % 12 + 1
        return self.ending(end, months=months)

    def year_earlier(self, period: Period) -> Period | None:
        """The same period of the year before."""
        year, month = nominal_month(period.end)
        end = self.last_day(year - 1, month) if self._is_period_end(period.end) else _same_day_last_year(period.end)
        if end is None or period.start is None:
            return None if end is None else Period("instant", None, end)
        return self.ending(end, months=max(months_between(period.start, period.end), 1))

    def quarter_earlier(self, period: Period) -> Period | None:
        """The quarter before, for a quarter; the quarter's end before, for an instant."""
        end = self.last_day(*add_months(*nominal_month(period.end), -3)) if self._is_period_end(period.end) else None
        if end is None:
            return None
        return Period("instant", None, end) if period.start is None else self.ending(end, months=3)

    def _is_period_end(self, day: date) -> bool:
        return is_month_end(day) if self.week_day is None else abs((month_end(*nominal_month(day)) - day).days) <= 7


def months_between(start: date, end: date) -> int:
    """The months of a period, to the nearest: thirteen weeks are three."""
    return round((end - start).days / DAYS_A_MONTH)


def last_weekday(year: int, month: int, week_day: int) -> date:
    """The last such weekday of a month."""
    end = month_end(year, month)
    return end - timedelta(days=(end.weekday() - week_day) % WEEK_DAYS)


def nearest_weekday(year: int, month: int, week_day: int) -> date:
    """Such a weekday nearest to the end of a month; it may be in the next month."""
    last = last_weekday(year, month, week_day)
    after = last + timedelta(days=WEEK_DAYS)
    return last if (month_end(year, month) - last).days <= WEEK_DAYS // 2 else after


WEEK_RULES: tuple[Callable[[int, int, int], date], ...] = (last_weekday, nearest_weekday)


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, date(FIRST_YEAR, 1, 1).toordinal()))


def _same_day_last_year(day: date) -> date | None:
    if day.year <= FIRST_YEAR:
        return None
    last = month_end(day.year - 1, day.month)
    return last.replace(day=min(day.day, last.day))
