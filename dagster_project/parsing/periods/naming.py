"""Reads the one period of a column head or a row label; mentions in prose are read in `mentions`.

A head names the parts of a period (`parts`) in any order and may leave some to the caption of its table.
A period that the words do not tell is None, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from dagster_project.parsing.model import Period
from dagster_project.parsing.periods.fiscal_calendar import ONE_DAY, FiscalCalendar
from dagster_project.parsing.periods.meaning import (
    in_year,
    label_period,
    period_of_length,
    valid_day,
)
from dagster_project.parsing.periods.parts import NOTHING, Parts, read_parts
from dagster_project.parsing.periods.words import PeriodWord

MONTHS_A_YEAR = 12


def parse_period(text: str, calendar: FiscalCalendar, context: str = "") -> Period | None:
    """The one period that a column head or a row label names.

    What the text leaves out (the length, the month and day, the year) is taken from `context`, the caption of its
    table, where that says one thing only. A bare date is an instant unless the context names one length; a bare
    year is the fiscal year. An opening balance ("Balance, April 1, 2007") is the instant before the first day.
    """
    return _parse_period(text, calendar, context)


def first_period(caption: str, calendar: FiscalCalendar) -> Period | None:
    """The period of a caption that tells on which day it began ("from June 3, 1996 (inception) to ...")."""
    begun = read_parts(caption, calendar).begun
    return Period("duration", *begun[0]) if len(begun) == 1 else None


@lru_cache(maxsize=8192)
def _parse_period(text: str, calendar: FiscalCalendar, context: str) -> Period | None:
    own, caption = read_parts(text, calendar), read_parts(context, calendar)
    if own.is_empty:
        return _complete(caption, NOTHING, calendar)
    return _complete(own, caption, calendar)


def _complete(own: Parts, caption: Parts, calendar: FiscalCalendar) -> Period | None:
    """The period of what the text says, with the caption's word for what it leaves out."""
    if own.is_range:
        return Period("duration", own.days[0], own.days[1]) if own.days[0] <= own.days[1] else None
    if len(set(own.days)) > 1 and not own.is_comparison:
        return None
    end = _end(own, caption, calendar)
    if end is None:
        return _labelled(own, caption, calendar)
    lengths = _same_lengths(own.lengths or (() if own.is_instant else _of_each(caption.lengths)))
    if not lengths:
        return Period("instant", None, _closing_day(end, calendar) if own.is_balance else end)
    if len(lengths) > 1 or (lengths[0].kind == "interim" and calendar.year_to_date(end) is None):
        return None
    return period_of_length(lengths[0], end, calendar)


def _end(own: Parts, caption: Parts, calendar: FiscalCalendar) -> date | None:
    if own.days:
        return max(own.days)
    if own.month_days:
        years = set(own.years) or caption.all_years
        return _only_day(years, set(own.month_days), calendar)
    if own.labels:
        return None
    if own.years and caption.all_month_days:
        return _only_day(set(own.years), caption.all_month_days, calendar)
    if own.years:
        return _end_to_date(own, calendar)
    return caption.days[0] if len(set(caption.days)) == 1 else None


def _end_to_date(own: Parts, calendar: FiscalCalendar) -> date | None:
    """ "YTD 2024" ends as many months into its year as the period that the document reports on."""
    is_to_date = any(length.kind == "interim" for length in own.lengths)
    if not is_to_date or calendar.current_end is None or len(set(own.years)) != 1:
        return None
    return in_year(calendar.current_end, own.years[0], calendar)


def _only_day(years: set[int], month_days: set[tuple[int, int]], calendar: FiscalCalendar) -> date | None:
    if len(years) != 1 or len(month_days) != 1:
        return None
    (year,), ((month, day),) = years, month_days
    return valid_day(year, month, day) or in_year(date(year, month, 1), year, calendar)


def _labelled(own: Parts, caption: Parts, calendar: FiscalCalendar) -> Period | None:
    """The period of a fiscal label or of a bare year."""
    if own.labels:
        periods = {period for label in own.labels if (period := _of_label(label, own, caption, calendar)) is not None}
    elif len(set(own.years)) == 1 and (label := _only_part_of_year(caption)) is not None:
        period = label_period(label._replace(first=own.years[0]), calendar)
        periods = {period} if period else set()
    elif len(set(own.years)) == 1 and (months := _only_part_in_months(own)):
        period = label_period(PeriodWord("to_date", 0, 0, own.years[0], months), calendar)
        periods = {period} if period else set()
    elif len(set(own.years)) == 1 and _may_be_a_year(own, caption):
        periods = {period} if (period := calendar.fiscal_year(own.years[0])) else set()
    else:
        return None
    if not periods or (len(periods) > 1 and not own.is_comparison):
        return None
    latest = max(periods, key=lambda period: period.end)
    if (longer := _longer_than_its_quarter(own)) is not None:
        return period_of_length(longer, latest.end, calendar)
    return Period("instant", None, latest.end) if own.is_instant else _begun_later(latest, caption)


def _longer_than_its_quarter(own: Parts) -> PeriodWord | None:
    """ "TTM 2Q09", "YTD Q2 2009": the quarter only tells when the longer period ends."""
    longer = [length for length in own.lengths if length.kind == "interim" or length.first == MONTHS_A_YEAR]
    is_of_quarters = bool(own.labels) and all(label.kind == "quarter" for label in own.labels)
    return longer[0] if is_of_quarters and len(longer) == 1 else None


def _begun_later(period: Period, caption: Parts) -> Period:
    """A first year may have begun late: "and period from June 3, 1996 (inception) to December 31, 1996"."""
    for first, last in caption.begun:
        if last == period.end and period.start is not None and first > period.start:
            return Period("duration", first, last)
    return period


def _of_label(label: PeriodWord, own: Parts, caption: Parts, calendar: FiscalCalendar) -> Period | None:
    if label.first:
        return label_period(label, calendar)
    days = set(caption.days)
    if not own.years and len(days) == 1 and (year := calendar.label_year_of(next(iter(days)))):
        return label_period(label._replace(first=year), calendar)
    years = set(own.years) or caption.all_years
    return label_period(label._replace(first=next(iter(years))) if len(years) == 1 else label, calendar)


def _only_part_of_year(caption: Parts) -> PeriodWord | None:
    """The one quarter or half that a caption names for all its years ("Fourth quarter 2008 and 2007")."""
    parts = {(label.kind, label.second) for label in caption.labels}
    return caption.labels[0] if len(parts) == 1 and caption.labels[0].kind != "fiscal_year" else None


def _only_part_in_months(own: Parts) -> int:
    """Months of "Nine months 2009", which are the first of that year; 0 where three of them can be any."""
    lengths = {(length.kind, length.first) for length in own.lengths}
    return next((months for months in (6, 9) if lengths == {("months", months)}), 0)


def _may_be_a_year(own: Parts, caption: Parts) -> bool:
    lengths = _same_lengths(own.lengths or _of_each(caption.lengths))
    return not lengths or (len(lengths) == 1 and (lengths[0].first, lengths[0].kind) in ((12, "months"), (52, "weeks")))


def _of_each(lengths: Iterable[PeriodWord]) -> tuple[PeriodWord, ...]:
    """Lengths of a caption as they hold for each column: "for the three years ended" heads columns of one year."""
    return tuple(
        word._replace(first=12) if word.kind == "months" and word.first > 12 and word.first % 12 == 0 else word
        for word in lengths
    )


def _same_lengths(lengths: Iterable[PeriodWord]) -> list[PeriodWord]:
    """The different lengths; "three months (13 weeks)" is one, in weeks."""
    different = list({(word.kind, word.first, word.second): word for word in lengths}.values())
    weeks = [word for word in different if word.kind == "weeks"]
    if len(different) == 2 and len(weeks) == 1:
        return weeks
    return different


def _closing_day(day: date, calendar: FiscalCalendar) -> date:
    """The instant of a balance: the day itself, or the day before where a fiscal period begins on it."""
    before = day - ONE_DAY
    is_quarter_end = calendar.week_day is None and day.day == 1 and calendar.quarter_of(before) is not None
    return before if is_quarter_end or before in calendar.printed_ends else day
