"""Sentences that compare a period with itself."""

from __future__ import annotations

from datetime import date

import pytest

from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.prose.comparisons import find_self_comparisons

CALENDAR = FiscalCalendar(year_end_month=3, label_offset=-1, current_end=date(2009, 3, 31), current_months=12)


def found(text: str, excluded: frozenset[int] = frozenset()) -> list[tuple[int | None, str]]:
    events = find_self_comparisons(text.split("\n"), excluded, CALENDAR)
    return [(event.line_number, event.message) for event in events]


def test_a_quarter_compared_with_itself_is_told_at_its_line() -> None:
    text = "Costs rise.\nWe expect income for 1Q08 to fall compared\nto 1Q08. Sales are up."
    assert found(text) == [
        (2, "1Q08 is compared with itself: 'We expect income for 1Q08 to fall compared to 1Q08'"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We expect income for 1Q09 to fall compared to 1Q08.",
        "Income of 1Q08 was lower. It fell compared to 1Q08.",
        "Receivables fell compared to March 31, 2008 and debts rose compared to March 31, 2008.",
        "Income for FY2008 was higher than FY2008 guidance.",
        "Income for FY2008 was better than FY2008's original forecast.",
        "Income was 5 in 1Q08, 6 in 2Q08 and compared to 1Q08 it rose.",
    ],
)
def test_other_comparisons_are_none(text: str) -> None:
    assert found(text) == []


def test_lines_of_tables_are_left_out() -> None:
    text = "Income for 1Q08 compared to 1Q08."
    assert found(text, frozenset({1})) == []
