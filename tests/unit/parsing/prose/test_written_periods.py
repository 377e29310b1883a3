"""The many ways in which heads of columns write one period."""

from __future__ import annotations

from datetime import date

import pytest

from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.naming import parse_period

CALENDAR = FiscalCalendar(year_end_month=12, label_offset=0, current_end=date(2009, 6, 30), current_months=3)
DAY, QUARTER, HALF = date(2009, 6, 30), date(2009, 4, 1), date(2009, 1, 1)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("Three Mos. Ended June 30, 2009", QUARTER),
        ("Qtr. Ended 6/30/2009", QUARTER),
        ("Quarter-ended June 30, 2009", QUARTER),
        ("2nd Qtr 2009", QUARTER),
        ("FQ2 2009", QUARTER),
        ("F2Q09", QUARTER),
        ("Quarter 2, 2009", QUARTER),
        ("2009Q2", QUARTER),
        ("Apr–Jun 2009", QUARTER),
        ("13 wks ended June 30, 2009", date(2009, 4, 1)),
        ("January - June 2009", HALF),
        ("Half-year 2009", HALF),
        ("HY09", HALF),
        ("Six months 2009", HALF),
        ("YTD Q2 2009", HALF),
        ("TTM 2Q09", date(2008, 7, 1)),
        ("Month ended June 30, 2009", date(2009, 6, 1)),
    ],
)
def test_lengths_and_labels_are_abbreviated_in_many_ways(words: str, start: date) -> None:
    period = parse_period(words, CALENDAR)
    assert period is not None
    assert (period.start, period.end) == (start, DAY)


@pytest.mark.parametrize(
    ("words", "end"), [("Jun-30", DAY), ("May-24", date(2024, 5, 31)), ("Jun '30", date(2030, 6, 30))]
)
def test_behind_a_month_and_a_hyphen_stands_a_year_unless_it_is_the_last_day(words: str, end: date) -> None:
    period = parse_period(words, CALENDAR, "Balance sheets, 2009")
    assert period is not None
    assert period.end == end


@pytest.mark.parametrize(
    "words", ["30.6.2009", "06.30.2009", "As of Jun 30, '09", "Jun-30-2009", "Jun-30 2009", "Jun-30-09"]
)
def test_days_are_written_with_points_and_short_years(words: str) -> None:
    period = parse_period(words, CALENDAR)
    assert period is not None
    assert (period.kind, period.end) == ("instant", DAY)


@pytest.mark.parametrize("words", ["Full Year '09", "FYE 12/31/2009", "12 mos. ended 12/31/09"])
def test_years(words: str) -> None:
    period = parse_period(words, CALENDAR)
    assert period is not None
    assert (period.start, period.end) == (date(2009, 1, 1), date(2009, 12, 31))


def test_three_months_of_a_year_can_be_any() -> None:
    assert parse_period("Three months 2009", CALENDAR) is None
