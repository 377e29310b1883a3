"""What each data column of a grid means: its head, unit, period, scenario, basis, and whether it shows changes.

Geometry is behind us here (`Grid`), and rows have their say later (`facts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, cast

from dagster_project.parsing.grid import Grid
from dagster_project.parsing.model import Basis, Period, Scenario
from dagster_project.parsing.periods.fiscal_calendar import WEEK_DAYS, FiscalCalendar, months_between
from dagster_project.parsing.periods.naming import parse_period
from dagster_project.parsing.periods.words import lower_case, period_words
from dagster_project.parsing.units import NOTHING, UnitReading, read_unit
from dagster_project.parsing.vocabulary import meanings, months
from dagster_project.parsing.wrapped_words import join_words


class ColumnHead(NamedTuple):
    """The meaning of one data column, as far as its head tells."""

    number: int
    text: str
    unit: UnitReading
    period: Period | None
    is_change: bool
    is_share_of_total: bool
    scenario: Scenario | None
    basis: Basis | None


def read_meaning(kind: str, words: str) -> str | None:
    """The value that words have for one kind of meaning (scenario, basis, change, ...)."""
    lower = words.lower()
    for pattern, value in meanings(kind):
        if pattern.fits(words, lower):
            return value
    return None


@lru_cache(maxsize=16384)
def meaning_of(kind: str, words: str) -> str | None:
    """The same, remembered for words that are asked for again."""
    return read_meaning(kind, words)


def read_columns(grid: Grid, caption: str, calendar: FiscalCalendar) -> list[ColumnHead]:
    """Reads the heads of all columns; a column of changes takes the period of the later column it compares."""
    columns = [_column(number, text, caption, calendar) for number, text in enumerate(texts_over(grid), 1)]
    return _with_the_only_period(_with_change_periods(_with_periods_of_shares(_with_periods_translated(columns))))


def head_texts(grid: Grid) -> list[str]:
    """The different heads over the columns, each in one line."""
    return list(dict.fromkeys(text for text in texts_over(grid) if text))


def texts_over(grid: Grid) -> list[str]:
    """All head words over each column, top to bottom."""
    over: list[list[str]] = [[] for _ in range(grid.column_count)]
    for head in sorted(grid.heads, key=lambda head: head.row):
        for words in over[max(head.col_start - 1, 0) : head.col_end - 1]:
            words.append(head.text)
    return [_in_one_line(tuple(words)) for words in over]


@lru_cache(maxsize=8192)
def _in_one_line(words: tuple[str, ...]) -> str:
    return _with_whole_months(join_words(words))


_CUT_WORD = re.compile(r"\b([A-Za-z]{2,6})-\s?([a-z]{2,6})\b")


def _with_whole_months(text: str) -> str:
    """Names of months that a narrow column has cut ("Septem-ber 30") in one piece."""
    return _CUT_WORD.sub(_month_in_one_piece, text) if "-" in text else text


def _month_in_one_piece(match: re.Match[str]) -> str:
    whole = match[1] + match[2]
    return whole if whole.lower() in months() else match[0]


def _column(number: int, text: str, caption: str, calendar: FiscalCalendar) -> ColumnHead:
    is_change = meaning_of("change", text) is not None
    return ColumnHead(
        number=number,
        text=text,
        unit=read_unit(text) if text else NOTHING,
        period=_period(text, caption, calendar, is_change=is_change),
        is_change=is_change,
        is_share_of_total=meaning_of("share_of_total", text) is not None,
        scenario=cast("Scenario | None", meaning_of("scenario", text)),
        basis=cast("Basis | None", meaning_of("basis", text)),
    )


def _period(text: str, caption: str, calendar: FiscalCalendar, *, is_change: bool) -> Period | None:
    """The period that a head names; a change must name it in full, for its caption tells of others as well."""
    return parse_period(text, calendar, "" if is_change else caption) if names_period(text) else None


@lru_cache(maxsize=16384)
def names_period(words: str) -> bool:
    """The words speak of a period themselves, rather than leaving it to a caption."""
    return next(iter(period_words(lower_case(words))), None) is not None


def _with_periods_translated(columns: Sequence[ColumnHead]) -> list[ColumnHead]:
    """A bare year over a convenience currency is of the column it translates: "Six months 1999 | 1998 | US$ 1999"."""
    currencies = [column.unit.unit for column in columns]
    result = list(columns)
    for index, column in enumerate(columns):
        if column.unit.unit is None or currencies.count(column.unit.unit) > 1:
            continue
        words = list(period_words(lower_case(column.text)))
        if [word.kind for word in words] != ["year"]:
            continue
        dated = [other.period for other in columns[:index] if other.period is not None and not other.is_change]
        same = {period for period in dated if period.end.year == words[0].first}
        if len(same) == 1:
            result[index] = column._replace(period=same.pop())
    return result


_YEAR = re.compile(r"(?:19|20)\d\d|/\d\d")


def _names_no_other_period(column: ColumnHead, left: ColumnHead) -> bool:
    """Its head names no period, or one without a year that the head at its left names too ("Q2 2009 | Q2, %")."""
    if column.period is None:
        return True
    lowered, beside = lower_case(column.text), lower_case(left.text)
    return not _YEAR.search(lowered) and all(lowered[word.start : word.end] in beside for word in period_words(lowered))


def _with_periods_of_shares(columns: Sequence[ColumnHead]) -> list[ColumnHead]:
    """A column of percentages that names no period is of the amounts at its left: "1993: Amount | % of revenue"."""
    result: list[ColumnHead] = []
    for column in columns:
        is_share = column.unit.unit == "percent" or column.is_share_of_total
        if result and is_share and not column.is_change and _names_no_other_period(column, result[-1]):
            result.append(column._replace(period=result[-1].period))
        else:
            result.append(column)
    return result


def _with_the_only_period(columns: Sequence[ColumnHead]) -> list[ColumnHead]:
    """A column that names no period, between others that all name the same one, is of that period.

    "July 31, 1999 | Pro forma adjustments | Adjusted July 31, 1999". One dated column alone says nothing of others.
    """
    dated = [column for column in columns if column.period is not None]
    if len(dated) < 2 or len(dated) == len(columns) or len({column.period for column in dated}) > 1:
        return list(columns)
    return [
        column if column.period is not None or names_period(column.text) else column._replace(period=dated[0].period)
        for column in columns
    ]


def with_historical_columns(columns: Sequence[ColumnHead]) -> list[ColumnHead]:
    """The columns of a pro forma table: beside those of adjustments and results stand the figures as reported."""
    if not any(_ADJUSTED.search(column.text) for column in columns):
        return list(columns)
    return [
        column if column.basis is not None or _ADJUSTED.search(column.text) else column._replace(basis="as_reported")
        for column in columns
    ]


_ADJUSTED = re.compile(r"\b(?:pro[- ]?forma|adjust(?:ed|ments?)|combined)\b", re.IGNORECASE)


def _compares_neighbours(columns: Sequence[ColumnHead]) -> bool:
    """ "1993 | Change | 1992 | Change | 1991": under the same head, each change compares the columns beside it."""
    periods, changes = columns[::2], columns[1::2]
    if len(changes) < 2 or len(periods) != len(changes) + 1:
        return False
    if not all(column.is_change for column in changes) or len({column.text for column in changes}) > 1:
        return False
    ends = [column.period.end for column in periods if column.period is not None and not column.is_change]
    return len(ends) == len(periods) and all(later > earlier for later, earlier in pairwise(ends))


def _a_year_later(compared: Sequence[Period]) -> list[Period]:
    """The period a year after the last one: "3Q24 | 2Q24 | QoQ | 3Q23 | YoY"."""
    last = compared[-1].end
    return [period for period in compared if abs((period.end - last).days - DAYS_A_YEAR) <= WEEK_DAYS]


DAYS_A_YEAR = 365


def _changes_of_groups(columns: Sequence[ColumnHead]) -> list[ColumnHead] | None:
    """ "Quarter | Year | % change: Quarter, Year": as many changes at the end as there are lengths before them."""
    count = sum(column.is_change for column in columns)
    before, changes = columns[: len(columns) - count], columns[len(columns) - count :]
    units = {column.unit.unit for column in changes}  # "$ | %" are two changes of one length
    if count < 2 or len(units) > 1 or not all(column.is_change for column in changes):
        return None
    latest: dict[int, Period] = {}
    for period in (column.period for column in before):
        if period is None or period.start is None:
            return None
        months = months_between(period.start, period.end)
        latest[months] = max(period, latest.get(months, period), key=lambda known: known.end)
    if len(latest) != count:
        return None
    dated = [column._replace(period=period) for column, period in zip(changes, latest.values(), strict=True)]
    return [*before, *dated]


def _with_change_periods(columns: Sequence[ColumnHead]) -> list[ColumnHead]:
    """A change takes the latest period of the columns since the last change, else of the last two; else its own."""
    if _compares_neighbours(columns):
        return [
            column._replace(period=columns[index - 1].period) if column.is_change else column
            for index, column in enumerate(columns)
        ]
    if (by_group := _changes_of_groups(columns)) is not None:
        return by_group
    result: list[ColumnHead] = []
    compared: list[Period] = []
    since = 0
    for index, column in enumerate(columns):
        if not column.is_change:
            if index and columns[index - 1].is_change:
                since = len(compared)
            if column.period is not None:
                compared.append(column.period)
        elif compared:
            beside = compared[since:] if len(compared) - since > 1 else [*_a_year_later(compared), *compared[-2:]]
            result.append(column._replace(period=max(beside, key=lambda period: period.end)))
            continue
        result.append(column)
    return result
