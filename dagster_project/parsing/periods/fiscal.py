"""Learns the fiscal calendar of an issuer from what its document says about itself.

Evidence, strongest first: a label beside a date ('fiscal year ended March 31, 2009 ("FY2008")'), the tagged head of
a filing (FISCAL YEAR END: 0331), "fiscal year ended", "year ended", "fourth quarter ended", and months to date. The
arithmetic with what is learnt is in `fiscal_calendar`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache

from dagster_project.parsing.periods.ends import PeriodEnd, period_ends
from dagster_project.parsing.periods.fiscal_calendar import (
    WEEK_DAYS,
    FiscalCalendar,
    add_months,
    is_month_end,
    month_end,
    nominal_month,
)
from dagster_project.parsing.periods.fiscal_labels import define_labels, fiscal_labels
from dagster_project.parsing.periods.words import PeriodWord, lower_case, words_of
from dagster_project.parsing.vocabulary import ordinal_words

__all__ = ["FiscalCalendar", "learn_calendar"]

_YEARS_BEHIND_A_DAY = (re.compile(r",\s*(?:19|20)\d\d(?!\d)"), re.compile(r"/\d{1,2}/\d{2,4}(?!\d)"))
"""Each begins with a sign, which is found many times faster than the digits of a day."""
_DAY_BEFORE = re.compile(r"\d{1,2}\s*$")
_LONGEST_DAY = 6
_TAGGED_YEAR_END = re.compile(r"fiscal year end:\s+(\d\d)(\d\d)")
_LONGEST_MONTH = 12
_MONTH_BEFORE = re.compile(r"[a-z]{3,9}\.?\s*\d{1,2}\s*,")
_TOP_LINES = 60
_LATEST_RELEASE = 183
_ANY_YEAR = 2000
MONTHS_A_YEAR = 12
QUARTER_MONTHS = 3
OFTEN = 3
_NUMBERED_QUARTER = re.compile(
    rf"(?P<word>{'|'.join(ordinal_words())})[\s-]+(?:fiscal[\s-]+)?quarter|\bq(?P<behind>[1-4])(?![a-z])|\b(?P<before>[1-4])q"
)


def learn_calendar(lines: Sequence[str]) -> FiscalCalendar:
    """Reads the calendar of the issuer from the lines of its document; what is not told stays None."""
    text = "\n".join(lines)
    lowered = lower_case(text)
    ends = list(period_ends(lowered))
    odd = [end.day for end in ends if end.lengths and end.day and _is_odd(end.day)]
    days = frozenset(_days_of_years(lowered)) if odd else frozenset()
    week_day = _week_day(odd, days, ends)
    calendar = FiscalCalendar(printed_ends=_printed_ends(days, ends, week_day), week_day=week_day)
    reported = _reported(ends)
    if reported is not None:
        calendar = replace(calendar, current_end=reported[0], current_months=reported[1])
    calendar = replace(calendar, year_end_month=_year_end_month(lowered, ends, calendar))
    calendar = _without_an_old_period(calendar, lines)
    labels = list(fiscal_labels(lowered))
    calendar = replace(calendar, label_offset=_label_offset(ends, labels, calendar))
    calendar = _with_the_quarter_named_most(calendar, labels)
    return _shared(replace(calendar, definitions=tuple(define_labels(text, ends, labels, calendar))))


def _shared(calendar: FiscalCalendar) -> FiscalCalendar:
    """One object for equal calendars: releases that tell their periods alike share what was read of period words."""
    return _calendar(*(getattr(calendar, field.name) for field in fields(calendar)))


_calendar = lru_cache(maxsize=1024)(FiscalCalendar)


def _reported(ends: Sequence[PeriodEnd]) -> tuple[date, int] | None:
    """Day and months of the first period named; of months to date and a quarter that end together, the quarter."""
    named = [(end.day, end.months) for end in ends if end.day is not None and 0 < end.months <= MONTHS_A_YEAR]
    if not named:
        return None
    day, months_named = named[0]
    has_quarter = months_named < MONTHS_A_YEAR and (day, QUARTER_MONTHS) in named
    return day, QUARTER_MONTHS if has_quarter else months_named


def _without_an_old_period(calendar: FiscalCalendar, lines: Sequence[str]) -> FiscalCalendar:
    """The first period named may be an old one; the date at the top tells which quarter can be the last one."""
    top = next(_days_of_years(lower_case("\n".join(lines[:_TOP_LINES]))), None)
    if top is None or calendar.current_end is None or (top - calendar.current_end).days <= _LATEST_RELEASE:
        return calendar
    for months_back in range(1, 4):
        last = calendar.last_day(*add_months(top.year, top.month, -months_back))
        if last is not None and calendar.quarter_of(last) is not None:
            return replace(calendar, current_end=last, current_months=QUARTER_MONTHS)
    return replace(calendar, current_end=None, current_months=None)


def _is_odd(day: date) -> bool:
    """Near the end of a month without being it."""
    return not is_month_end(day) and _is_near_a_month_end(day)


def _week_day(odd: Sequence[date], printed_days: Collection[date], ends: Iterable[PeriodEnd]) -> int | None:
    """The weekday on which periods end, if they end in weeks; a stray date does not hide it."""
    days = [end.day for end in ends if end.day and end.lengths]
    if not odd:
        return None
    week_day, mentions = Counter(day.weekday() for day in odd).most_common(1)[0]
    printed = {*days, *filter(_is_near_a_month_end, printed_days)}
    different = {day for day in printed if day.weekday() == week_day}
    agreeing = sum(day.weekday() == week_day for day in days)
    is_rule = len(different) > 1 and mentions >= 0.8 * len(odd) and 2 * agreeing >= len(days)
    return week_day if is_rule else None


def _with_the_quarter_named_most(calendar: FiscalCalendar, labels: Iterable[PeriodWord]) -> FiscalCalendar:
    """A later quarter that heads and prose keep naming ("1Q25") is reported on, whatever ended earlier."""
    quarters = Counter((label.first, label.second) for label in labels if label.kind == "quarter")
    if not quarters or calendar.current_end is None:
        return calendar
    (year, number), mentions = quarters.most_common(1)[0]
    period = calendar.quarter(year, number)
    if period is None or mentions < OFTEN or period.end <= calendar.current_end:
        return calendar
    return replace(calendar, current_end=period.end, current_months=QUARTER_MONTHS)


def _printed_ends(printed_days: Collection[date], ends: Sequence[PeriodEnd], week_day: int | None) -> tuple[date, ...]:
    days = [day for day, _ in Counter(end.day for end in ends if end.day and end.lengths).most_common()]
    if week_day is None:
        return tuple(days)
    others = {day for day in printed_days if day.weekday() == week_day and _is_near_a_month_end(day)}
    return (*days, *sorted(others - set(days)))


def _is_near_a_month_end(day: date) -> bool:
    return abs((month_end(*nominal_month(day)) - day).days) <= WEEK_DAYS


def _days_of_years(lowered: str) -> Iterator[date]:
    """Every day that is printed with its year, in document order."""
    years = (match for pattern in _YEARS_BEHIND_A_DAY for match in pattern.finditer(lowered))
    for year in sorted(years, key=re.Match.start):
        day = _DAY_BEFORE.search(lowered, max(0, year.start() - _LONGEST_DAY), year.start())
        if day is None:
            continue
        text = lowered[max(0, day.start() - _LONGEST_MONTH) : year.end()]
        month = _MONTH_BEFORE.search(text)
        for word in words_of(text[month.start() :] if month else text):
            if word.kind == "date":
                yield date(word.first, word.second, word.third)


def _year_end_month(lowered: str, ends: Sequence[PeriodEnd], calendar: FiscalCalendar) -> int | None:
    tagged = _TAGGED_YEAR_END.search(lowered)
    if tagged and 1 <= int(tagged.group(1)) <= MONTHS_A_YEAR:
        return int(tagged.group(1))
    votes: Counter[int] = Counter()
    for end in ends:
        for length in end.lengths:
            months_left, weight = _months_left(length, end.is_fiscal)
            if weight:
                votes[add_months(_ANY_YEAR, end.month, months_left)[1]] += weight
    if votes:
        return votes.most_common(1)[0][0]
    return _year_end_by_quarter(lowered, ends, calendar)


def _months_left(length: PeriodWord, is_fiscal: bool) -> tuple[int, int]:
    """Months from a period's end to the year's end, and how sure that is (0: not at all)."""
    if length.kind == "quarter":
        return MONTHS_A_YEAR - 3 * length.second, 4
    if length.kind == "half":
        return MONTHS_A_YEAR - 6 * length.second, 4
    months_done = {52: 12, 53: 12, 39: 9, 26: 6}.get(length.first, 0) if length.kind == "weeks" else length.first
    if months_done == MONTHS_A_YEAR:
        return 0, 6 if is_fiscal else 4
    return MONTHS_A_YEAR - months_done, {9: 2, 6: 1}.get(months_done, 0)


def _year_end_by_quarter(lowered: str, ends: Iterable[PeriodEnd], calendar: FiscalCalendar) -> int | None:
    """The first quarter named by its number is the quarter that the document reports on, or the first that ended."""
    named = _NUMBERED_QUARTER.search(lowered)
    if calendar.current_end is not None:
        month = nominal_month(calendar.current_end)[1]
    else:
        month = next((end.month for end in ends if end.months == QUARTER_MONTHS), 0)
    if named is None or not month:
        return None
    number = ordinal_words()[named["word"]] if named["word"] else int(named["behind"] or named["before"])
    return add_months(_ANY_YEAR, month, MONTHS_A_YEAR - 3 * number)[1]


def _label_offset(ends: Iterable[PeriodEnd], labels: Sequence[PeriodWord], calendar: FiscalCalendar) -> int | None:
    if calendar.year_end_month is None:
        return None
    by_end_year = replace(calendar, label_offset=0)
    for end in ends:
        if end.label is not None and end.day is not None:
            return end.label.first - (by_end_year.label_year_of(end.day) or end.label.first)
    if calendar.year_end_month == MONTHS_A_YEAR or calendar.current_end is None or not labels:
        return 0
    current_year = by_end_year.label_year_of(calendar.current_end) or 0
    quarter = calendar.quarter_of(calendar.current_end)
    reported = [label.first for label in labels if label.kind == "quarter" and label.second == quarter]
    years = Counter(label.first for label in labels)
    offset = (max(reported) if reported else max(years, key=lambda year: (years[year], year))) - current_year
    return offset if offset in (-1, 0) else 0
