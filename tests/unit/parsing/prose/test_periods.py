"""The one period of a column head or a row label, and every mention in prose."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.model import Period
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.mentions import find_periods
from dagster_project.parsing.periods.naming import parse_period
from dagster_project.parsing.periods.words import lower_case, period_words

MARCH_LABELLED_BY_START = FiscalCalendar(
    year_end_month=3, label_offset=-1, current_end=date(2009, 3, 31), current_months=12
)
DECEMBER = FiscalCalendar(year_end_month=12, label_offset=0, current_end=date(2004, 12, 31), current_months=3)
SATURDAYS = FiscalCalendar(
    year_end_month=9,
    label_offset=0,
    week_day=5,
    printed_ends=(date(2025, 6, 28), date(2024, 6, 29), date(2024, 9, 28)),
    current_end=date(2025, 6, 28),
    current_months=3,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def duration(start: str, end: str) -> Period:
    return Period("duration", day(start), day(end))


def instant(end: str) -> Period:
    return Period("instant", None, day(end))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("As of March 31, 2008 Thousands of JPY %", instant("2008-03-31")),
        ("March 31, 2008", instant("2008-03-31")),
        ("Nov 24, 2023", instant("2023-11-24")),
        ("3/31/06", instant("2006-03-31")),
        ("31 March 2006", instant("2006-03-31")),
        ("2006-03-31", instant("2006-03-31")),
        ("Fiscal Year Ended March 31, 2009 Thousands of U.S. Dollars", duration("2008-04-01", "2009-03-31")),
        ("Fiscal year ending March 31, 2010 (Target)", duration("2009-04-01", "2010-03-31")),
        ("Three Months Ended Jun 30, 2005 (Restated)", duration("2005-04-01", "2005-06-30")),
        ("Quarter ended Dec. 31, 2004", duration("2004-10-01", "2004-12-31")),
        ("Quarter Ended 12/28/2024", duration("2024-09-29", "2024-12-28")),
        ("Thirteen Weeks Ended November 2, 2024", duration("2024-08-04", "2024-11-02")),
        ("Thirty-Nine Weeks Ended November 2, 2024", duration("2024-02-04", "2024-11-02")),
        ("53 weeks ended February 3, 2024", duration("2023-01-29", "2024-02-03")),
        ("Three months ended (13 weeks) November 26, 2023", duration("2023-08-28", "2023-11-26")),
        ("Three Months EndedDecember 31, 2024", duration("2024-10-01", "2024-12-31")),
        ("Interim period ending September 30, 2009", duration("2009-04-01", "2009-09-30")),
        ("Inception (June 4, 1996) through December 31, 1997", duration("1996-06-04", "1997-12-31")),
        ("from January 1, 2009 to March 31, 2009", duration("2009-01-01", "2009-03-31")),
        ("As of and for the year ended March 31, 2009", duration("2008-04-01", "2009-03-31")),
        ("4Q08", duration("2009-01-01", "2009-03-31")),
        ("FY2008 JPY millions", duration("2008-04-01", "2009-03-31")),
        ("1H FY2009", duration("2009-04-01", "2009-09-30")),
        ("Full FY2009", duration("2009-04-01", "2010-03-31")),
        ("1H17", duration("2017-04-01", "2017-09-30")),
        ("4th Quarter FY2008", duration("2009-01-01", "2009-03-31")),
        ("4Q08 vs 4Q07", duration("2009-01-01", "2009-03-31")),
        ("BALANCE, APRIL 1, 2007", instant("2007-03-31")),
        ("BALANCE, MARCH 31, 2009", instant("2009-03-31")),
        ("at the end of FY2008", instant("2009-03-31")),
    ],
)
def test_a_head_tells_its_period(text: str, period: Period) -> None:
    assert parse_period(text, MARCH_LABELLED_BY_START) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Shares of Common Stock Outstanding",
        "YoY % change",
        "Year/Year Change",
        "1st quarter-end Yen",
        "Year-end Yen",
        "March 31, 2008 March 31, 2009",
        "February 30, 2009",
        "three and six months ended June 30, 2005",
        "12.5%",
    ],
)
def test_what_a_head_does_not_tell_is_none(text: str) -> None:
    assert parse_period(text, MARCH_LABELLED_BY_START) is None


@pytest.mark.parametrize(
    ("text", "context", "period"),
    [
        ("2005", "Years ended December 31,", duration("2005-01-01", "2005-12-31")),
        ("2005", "Six Months Ended June 30,", duration("2005-01-01", "2005-06-30")),
        ("2005", "As of December 31,", instant("2005-12-31")),
        ("2005", "", duration("2005-01-01", "2005-12-31")),
        ("September 30, 2005", "Three months ended", duration("2005-07-01", "2005-09-30")),
        ("At September 30, 2005", "Three months ended", instant("2005-09-30")),
        ("March 31,", "2004", instant("2004-03-31")),
        ("Fourth Quarter", "2004", duration("2004-10-01", "2004-12-31")),
        ("Thousands of dollars", "Year ended December 31, 2004", duration("2004-01-01", "2004-12-31")),
        (
            "December 31, 2003",
            "(For the year ended December 31, 2003 and December 31, 2004)",
            duration("2003-01-01", "2003-12-31"),
        ),
    ],
)
def test_the_caption_completes_a_head(text: str, context: str, period: Period) -> None:
    assert parse_period(text, DECEMBER, context) == period


@pytest.mark.parametrize(
    ("text", "context"),
    [("September 30, 2005", "Three months ended Six months ended"), ("Amount", "2004 2003"), ("2004", "Three months")],
)
def test_a_caption_that_says_two_things_completes_nothing(text: str, context: str) -> None:
    assert parse_period(text, DECEMBER, context) is None


@pytest.mark.parametrize(
    ("text", "context", "period"),
    [
        ("June 28,2025", "Three Months Ended", duration("2025-03-30", "2025-06-28")),
        ("Nine Months Ended June 28, 2025", "", duration("2024-09-29", "2025-06-28")),
        ("Q4 FY24", "", duration("2024-06-30", "2024-09-28")),
        ("fiscal 2024", "", duration("2023-10-01", "2024-09-28")),
    ],
)
def test_weeks_end_on_their_weekday(text: str, context: str, period: Period) -> None:
    assert parse_period(text, SATURDAYS, context) == period


def mentions(text: str, calendar: FiscalCalendar) -> list[tuple[str, Period]]:
    return [(mention.text, mention.period) for mention in find_periods(text, calendar)]


def test_dates_joined_by_and_share_what_the_first_one_says() -> None:
    assert mentions("years ended December 31, 1993, 1992 and 1991 and at December 31, 1993 and 1992", DECEMBER) == [
        ("years ended December 31, 1993", duration("1993-01-01", "1993-12-31")),
        ("1992", duration("1992-01-01", "1992-12-31")),
        ("1991", duration("1991-01-01", "1991-12-31")),
        ("December 31, 1993", instant("1993-12-31")),
        ("1992", instant("1992-12-31")),
    ]


def test_two_lengths_may_end_on_one_day() -> None:
    assert mentions("for the quarter and six months ended June 30, 2004", DECEMBER) == [
        ("quarter", duration("2004-04-01", "2004-06-30")),
        ("six months ended June 30, 2004", duration("2004-01-01", "2004-06-30")),
    ]


def test_a_quarter_without_a_year_is_the_one_reported_and_a_year_ago_goes_back_from_it() -> None:
    assert mentions("sales of the fourth quarter against the same period a year ago", DECEMBER) == [
        ("fourth quarter", duration("2004-10-01", "2004-12-31")),
        ("same period a year ago", duration("2003-10-01", "2003-12-31")),
    ]


def test_a_quarter_of_last_year_is_a_year_before_the_one_reported() -> None:
    assert mentions("relative to the fourth quarter last year", DECEMBER) == [
        ("fourth quarter last year", duration("2003-10-01", "2003-12-31"))
    ]


def test_the_end_of_a_year_is_an_instant() -> None:
    assert mentions("cash as of the end of FY2008", MARCH_LABELLED_BY_START) == [("FY2008", instant("2009-03-31"))]


def test_a_date_may_go_on_in_the_next_line() -> None:
    assert mentions("as of March\n    31, 2009", MARCH_LABELLED_BY_START) == [
        ("March\n    31, 2009", instant("2009-03-31"))
    ]


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_text_raises(text: str, context: str) -> None:
    for calendar in (FiscalCalendar(), DECEMBER, SATURDAYS):
        period = parse_period(text, calendar, context)
        assert period is None or period.start is None or period.start <= period.end


WORDS = st.lists(
    st.sampled_from(
        [
            "three",
            "months",
            "13",
            "weeks",
            "ended",
            "June 30,",
            "2005",
            "FY2008",
            "4Q",
            "and",
            "to",
            "as of",
            "fiscal",
            "(",
            "31",
            "second",
            "quarter",
            "half",
            "year",
            "a year ago",
            "balance",
            "first nine months",
            "12/31/04",
            "of",
            "Feb 29, 2004",
        ]
    ),
    max_size=9,
).map(" ".join)


@given(WORDS)
def test_mentions_stand_where_they_say_and_in_order(text: str) -> None:
    last = 0
    for mention in find_periods(text, SATURDAYS):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.period.start is None or mention.period.start <= mention.period.end
        last = mention.start


@given(st.text(max_size=60))
def test_lower_case_keeps_every_position(text: str) -> None:
    assert len(lower_case(text)) == len(text)
    assert all(0 <= word.start < word.end <= len(text) for word in period_words(lower_case(text)))
