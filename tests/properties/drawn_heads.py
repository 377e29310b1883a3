"""Periods drawn at random, and the heads that print them: instants, months, weeks and years in many forms.

Left out, and why: periods of months that do not end with a month, for they need the issuer's calendar; ends of
February, for heads over two years then print the wrong day in a leap year.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st
from properties.statements import Column, Span

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NUMBERS = {3: "Three", 6: "Six", 9: "Nine", 12: "Twelve"}
WEEKS = {13: "Thirteen", 26: "Twenty-six", 39: "Thirty-nine", 52: "Fifty-two"}

Heads = tuple[tuple[Span, ...], ...]
Headed = tuple[str, Heads, tuple[Column, ...]]


@st.composite
def instants(draw: st.DrawFn) -> Headed:
    title = draw(st.sampled_from(("CONSOLIDATED BALANCE SHEETS", "Condensed Consolidated Balance Sheets")))
    days = draw(_days(draw(st.integers(1, 3))))
    columns = tuple(Column(None, day) for day in days)
    form = draw(st.sampled_from(("one line", "two lines", "slashes", "as of", "month over years")))
    if form == "one line":
        return title, (_each(days, _long),), columns
    if form == "as of":
        return title, (_each(days, lambda _: "As of"), _each(days, _long)), columns
    if form == "slashes":
        return title, (_each(days, lambda day: f"{day.month}/{day.day}/{day.year}"),), columns
    if form == "two lines" or len({(day.month, day.day) for day in days}) > 1:
        return title, (_each(days, _month_day), _each(days, _year)), columns
    return title, ((Span(0, len(days) - 1, _month_day(days[0])),), _each(days, _year)), columns


@st.composite
def durations(draw: st.DrawFn) -> Headed:
    title = draw(st.sampled_from(("CONSOLIDATED STATEMENTS OF INCOME", "Statements of Operations")))
    return title, *draw(draw(st.sampled_from((_months(), _weeks(), _years(), _stacked_months()))))


@st.composite
def _months(draw: st.DrawFn) -> tuple[Heads, tuple[Column, ...]]:
    """Lengths over pairs of years: "Three Months Ended" and, perhaps beside it, "Six Months Ended"."""
    end = _month_end(draw(st.integers(1990, 2030)), draw(st.sampled_from((1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))))
    first = draw(st.sampled_from((3, 12)))
    lengths = (first,) if first == 12 else draw(st.sampled_from(((3,), (3, 6), (3, 9), (3, 12))))
    ends = (end, _month_end(end.year - 1, end.month))
    if draw(st.booleans()):
        ends = ends[::-1]
    columns = tuple(Column(_months_before(day, length), day) for length in lengths for day in ends)
    pairs = [(2 * index, 2 * index + 1, _months_ended(length)) for index, length in enumerate(lengths)]
    years = tuple(Span(index, index, _year(column.end)) for index, column in enumerate(columns))
    form = draw(st.sampled_from(("three lines", "two lines", "dates below", "shouted")))
    if form == "dates below":
        dates = tuple(Span(index, index, _long(column.end)) for index, column in enumerate(columns))
        return (tuple(Span(*pair) for pair in pairs), dates), columns
    if form == "two lines":
        above = tuple(Span(first, last, f"{words} {_month_day(end)}") for first, last, words in pairs)
        return (above, years), columns
    over = tuple(Span(first, last, words) for first, last, words in pairs)
    days = tuple(Span(first, last, _month_day(end)) for first, last, _ in pairs)
    heads = (over, days, years)
    return (_shouted(heads) if form == "shouted" else heads), columns


@st.composite
def _stacked_months(draw: st.DrawFn) -> tuple[Heads, tuple[Column, ...]]:
    """Every column has its own head: "Quarter / Ended / June 30, / 2024"."""
    ends = draw(_days(draw(st.integers(1, 3))))
    columns = tuple(Column(_months_before(day, 3), day) for day in ends)
    first = draw(st.sampled_from((("Quarter", "Ended"), ("Three Months", "Ended"), ("Three", "Months Ended"))))
    over = tuple(_each(ends, lambda _, words=words: words) for words in first)
    return (*over, _each(ends, _month_day), _each(ends, _year)), columns


@st.composite
def _weeks(draw: st.DrawFn) -> tuple[Heads, tuple[Column, ...]]:
    """Periods of weeks that end on Saturdays, the year before 52 weeks earlier."""
    end = date(2024, 11, 2) + timedelta(weeks=draw(st.integers(-1500, 250)))
    lengths = draw(st.sampled_from(((13,), (13, 39), (13, 26), (52,))))
    ends = (end, end - timedelta(weeks=52))
    columns = tuple(Column(day - timedelta(weeks=length) + timedelta(1), day) for length in lengths for day in ends)
    is_spelled = draw(st.booleans())
    over = tuple(
        Span(2 * index, 2 * index + 1, f"{WEEKS[length] if is_spelled else length} Weeks Ended")
        for index, length in enumerate(lengths)
    )
    days = [column.end for column in columns]
    if draw(st.booleans()):
        return (over, _each(days, _long)), columns
    return (over, _each(days, _month_day), _each(days, _year)), columns


@st.composite
def _years(draw: st.DrawFn) -> tuple[Heads, tuple[Column, ...]]:
    """Two or three fiscal years under one head."""
    month = draw(st.sampled_from((3, 6, 9, 12)))
    last = draw(st.integers(1992, 2030))
    ends = [_month_end(last - back, month) for back in range(draw(st.integers(2, 3)))]
    columns = tuple(Column(_months_before(day, 12), day) for day in ends)
    words = draw(st.sampled_from(("Year Ended", "Fiscal Year Ended", "For the Years Ended", "Years ended")))
    head = Span(0, len(ends) - 1, f"{words} {_month_day(ends[0])}")
    return ((head,), _each(ends, _year)), columns


@st.composite
def with_percents(draw: st.DrawFn, heads: Heads, columns: tuple[Column, ...]) -> tuple[Heads, tuple[Column, ...]]:
    """Behind every column of amounts one of its percentages; the heads above it then cover both."""
    words = draw(st.sampled_from(("% of revenue", "%")))
    wider = tuple(tuple(Span(2 * span.first, 2 * span.last + 1, span.text) for span in line) for line in heads)
    below = tuple(
        Span(2 * index + offset, 2 * index + offset, ("Amount", words)[offset])
        for index in range(len(columns))
        for offset in (0, 1)
    )
    both = tuple(Column(column.start, column.end, is_percent) for column in columns for is_percent in (False, True))
    return (*wider, below), both


def _days(count: int) -> st.SearchStrategy[list[date]]:
    """Ends of quarters, from the latest back."""

    def days(year: int, quarter: int, steps: list[int]) -> list[date]:
        index = 4 * year + quarter
        return [_month_end((index - back) // 4, 3 * ((index - back) % 4) + 3) for back in sorted(set(steps))][:count]

    return st.builds(
        days, st.integers(1990, 2030), st.integers(0, 3), st.permutations((0, 1, 2, 4)).map(lambda p: [0, *p[:count]])
    )


def _each(days: list[date], words: Callable[[date], str]) -> tuple[Span, ...]:
    return tuple(Span(index, index, words(day)) for index, day in enumerate(days))


def _shouted(heads: Heads) -> Heads:
    return tuple(tuple(Span(span.first, span.last, span.text.upper()) for span in line) for line in heads)


def _months_ended(length: int) -> str:
    return f"{NUMBERS[length]} Months Ended"


def _long(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _month_day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day},"


def _year(day: date) -> str:
    return str(day.year)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _months_before(end: date, length: int) -> date:
    """The first day of a period of so many months."""
    index = 12 * end.year + end.month - length
    return date(index // 12, index % 12 + 1, 1)
