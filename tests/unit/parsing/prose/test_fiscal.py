"""What a document teaches about its own fiscal calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.periods.fiscal import learn_calendar
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar, last_weekday, nearest_weekday, nominal_month


def test_a_label_in_brackets_fixes_the_year_it_names() -> None:
    calendar = learn_calendar(
        ['Results for the fiscal year ended March 31, 2009 ("FY2008").', "4Q08 and FY2007; 1H FY2009"]
    )
    assert (calendar.year_end_month, calendar.label_offset) == (3, -1)
    assert [
        (definition.label, str(definition.period.start), str(definition.period.end), definition.evidence)
        for definition in calendar.definitions
    ] == [
        ("FY2008", "2008-04-01", "2009-03-31", "stated"),
        ("4Q08", "2009-01-01", "2009-03-31", "derived"),
        ("FY2007", "2007-04-01", "2008-03-31", "derived"),
        ("1H FY2009", "2009-04-01", "2009-09-30", "derived"),
    ]
    assert [definition.line_number for definition in calendar.definitions] == [1, 2, 2, 2]


def test_the_shortest_printing_of_a_label_defines_it() -> None:
    lines = [
        "Year ended December 31, 2004",
        "The fourth quarter of 2004 was good.",
        "Fourth Quarter Fiscal 2004",
        "4Q04",
    ]
    assert [definition.label for definition in learn_calendar(lines).definitions] == ["4Q04"]


@pytest.mark.parametrize(
    ("text", "month", "current", "months"),
    [
        ("results for the year ended June 30, 2005", 6, date(2005, 6, 30), 12),
        ("its fiscal second quarter ended December 31, 2004", 6, date(2004, 12, 31), 3),
        ("the nine months ended December 31, 2005", 3, date(2005, 12, 31), 9),
        ("FISCAL YEAR END:  0930\nquarter ended April 1, 2000", 9, date(2000, 4, 1), 3),
        ("second quarter profits rose. For the quarter ended September 30, 2006, income", 3, date(2006, 9, 30), 3),
        ("Three Months Ended (Unaudited) March 31, 2005; years ended December 31, 2004", 12, date(2005, 3, 31), 3),
        ("Six Months Ended June 30, 2005\nThree Months Ended June 30, 2005, second quarter", 12, date(2005, 6, 30), 3),
        ("nothing of periods", None, None, None),
    ],
)
def test_the_year_ends_with_the_month_the_words_tell(
    text: str, month: int | None, current: date | None, months: int | None
) -> None:
    calendar = learn_calendar(text.split("\n"))
    assert (calendar.year_end_month, calendar.current_end, calendar.current_months) == (month, current, months)


def test_periods_that_end_on_one_weekday_make_a_calendar_of_weeks() -> None:
    lines = ["Three Months Ended", "June 28, 2025", "", "Balance Sheets", "June 28, 2025 September 28, 2024"]
    calendar = learn_calendar(lines)
    assert calendar.week_day == 5
    assert calendar.printed_ends == (date(2025, 6, 28), date(2024, 9, 28))


def test_quarter_labels_tell_which_year_names_a_fiscal_year() -> None:
    by_end = learn_calendar(
        ["quarter ended September 30, 2006", "2Q07 and 2Q06, second quarter", "Six months ended September 30, 2006"]
    )
    assert (by_end.year_end_month, by_end.label_offset) == (3, 0)
    by_start = learn_calendar(
        ["13 weeks ended November 2, 2024", "39 weeks ended November 2, 2024", "third quarter of fiscal 2024"]
    )
    assert (by_start.year_end_month, by_start.label_offset) == (1, -1)


def test_an_old_period_named_first_is_not_the_reported_one() -> None:
    lines = ["Jan. 25, 2005", "earnings of the fourth quarter", "annual report for the year ended Dec. 31, 2003"]
    assert learn_calendar(lines).current_end == date(2004, 12, 31)


def test_a_later_quarter_that_is_named_again_and_again_is_the_reported_one() -> None:
    lines = ["1Q25 results", "1Q25 revenue", "1Q25 4Q24 1Q24", "as in the report for the year ended December 31, 2024"]
    calendar = learn_calendar(lines)
    assert (calendar.current_end, calendar.current_months) == (date(2025, 3, 31), 3)


def test_rules_of_weeks() -> None:
    assert last_weekday(2024, 9, 5) == date(2024, 9, 28)
    assert nearest_weekday(2025, 1, 5) == date(2025, 2, 1)
    assert nominal_month(date(2025, 2, 1)) == (2025, 1)


def test_without_evidence_no_label_has_a_period() -> None:
    assert FiscalCalendar().fiscal_year(2008) is None
    assert FiscalCalendar(year_end_month=3).quarter(2008, 4) is None


@pytest.mark.parametrize(
    ("name", "month", "offset", "current"),
    [
        ("iij_fy2008", 3, -1, "2009-03-31"),
        ("horizon_2006q3fy_dec2005", 3, 0, "2005-12-31"),
        ("pericom_fy2006q1", 6, 0, "2005-10-01"),
        ("apple_10q_2000q2", 9, 0, "2000-04-01"),
        ("apple_424b5_1994_q1fy94_results", 9, 0, "1993-12-31"),
        ("southern_2004q4_ex9901-06", 12, 0, "2004-12-31"),
        ("innovative_clinical_2000q2_release", 1, 0, "2000-07-31"),
        ("ford_10k_fy1993_full_submission", 12, 0, "1993-12-31"),
    ],
)
def test_calendars_of_original_documents(corpus: Path, name: str, month: int, offset: int, current: str) -> None:
    path = corpus / "text" / f"{name}.txt"
    calendar = learn_calendar(path.read_text(encoding="utf-8", errors="replace").split("\n"))
    assert (calendar.year_end_month, calendar.label_offset, str(calendar.current_end)) == (month, offset, current)


@given(st.lists(st.text(max_size=60), max_size=6))
def test_no_document_raises(lines: list[str]) -> None:
    for definition in learn_calendar(lines).definitions:
        assert definition.period.start is None or definition.period.start <= definition.period.end
