"""Figures, dates and heads as issuers outside of the United States print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dagster_project.parsing.html.printed import look_at
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.naming import parse_period
from tests.unit.parsing.html.pages import cells_by_label, parsed
from tests.unit.parsing.html.test_grids import row, table


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,02,345.10", "102345.10"),
        ("3,98,110", "398110"),
        ("1'204.3", "1204.3"),
        ("6’412", "6412"),
        ("12 345.6", "12345.6"),
        ("(1 204)", "-1204"),
        ("△3.2", "-3.2"),
    ],
)
def test_groups_of_digits_and_signs_of_other_countries(printed: str, value: str) -> None:
    figure = look_at(printed).figure
    assert isinstance(figure, Number)
    assert figure.value == Decimal(value)


@pytest.mark.parametrize("printed", ["1,02,34", "12 34", "1'20", "12 345 6"])
def test_other_groups_are_no_figures(printed: str) -> None:
    assert look_at(printed).figure is None


@pytest.mark.parametrize(
    ("printed", "value", "unit"), [("0.6 p.p.", "0.6", "percentage_points"), ("15.4¢", "15.4", None)]
)
def test_units_behind_a_figure(printed: str, value: str, unit: str | None) -> None:
    read = look_at(printed)
    assert isinstance(read.figure, Number)
    assert (read.figure.value, read.unit_word) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Quarter ended 31-Mar-24 (Audited)", date(2024, 1, 1), date(2024, 3, 31)),
        ("Quarter ended 30.June 2024", date(2024, 4, 1), date(2024, 6, 30)),
        ("Year ended Dec-23", date(2023, 1, 1), date(2023, 12, 31)),
        ("Three months ended Sep'24", date(2024, 7, 1), date(2024, 9, 30)),
        ("9M24", date(2024, 1, 1), date(2024, 9, 30)),
        ("6M 2023", date(2023, 1, 1), date(2023, 6, 30)),
    ],
)
def test_dates_and_labels_with_short_years(words: str, start: date, end: date) -> None:
    period = parse_period(words, FiscalCalendar(year_end_month=12, label_offset=0))
    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_signs_alone_head_columns_beside_years() -> None:
    markup = "<p>Amounts in thousands</p>" + table(
        '<td rowspan="2"></td><td colspan="2">Quarter ended December 31,</td><td colspan="2">Increase (decrease)</td>',
        row("2023", "2022", "$", "%"),
        row("Filtration", "44,210", "40,004", "4,206", "10.5"),
        row("Valves", "30,118", "33,900", "(3,782)", "(11.2)"),
    )
    cells = cells_by_label(parsed(markup))["Valves"]
    assert [(cell.unit, cell.measure, cell.period_end) for cell in cells] == [
        ("USD", "amount", date(2023, 12, 31)),
        ("USD", "amount", date(2022, 12, 31)),
        ("USD", "change_amount", date(2023, 12, 31)),
        ("percent", "change_percent", date(2023, 12, 31)),
    ]


def test_a_convenience_currency_is_told_by_its_head() -> None:
    markup = "<p>(Amounts in thousands)</p>" + table(
        '<td></td><td>June 30,<br>2022</td><td colspan="2">June 30,<br>2023</td>',
        row("", "RMB", "RMB", "US$"),
        row("Cash", "2,210", "2,590", "355"),
        row("Total assets", "8,810", "9,900", "1,357"),
    )
    assert [cell.unit for cell in cells_by_label(parsed(markup))["Cash"]] == ["CNY", "CNY", "USD"]


def test_lakhs_and_crores_are_scales() -> None:
    markup = "<p>(Rs. in crore)</p>" + table(
        row("", "31-Mar-24", "31-Mar-23"), row("Cash", "1,204.00", "998.20"), row("Total assets", "3,98,110", "9,003")
    )
    cells = cells_by_label(parsed(markup))["Total assets"]
    assert [(cell.value, cell.unit, cell.scale_factor) for cell in cells] == [
        (Decimal(398110), "INR", Decimal(10_000_000)),
        (Decimal(9003), "INR", Decimal(10_000_000)),
    ]


BRITISH = table(
    row("", "Note", "Half year ended<br>30 June 2024<br>£m", "Half year ended<br>30 June 2023<br>£m"),
    row("Revenue", "3", "1,204.1", "1,180.0"),
    row("Cost of sales", "", "(801.2)", "(790.1)"),
    row("Finance costs", "5(a), 7", "(12.1)", "(10.0)"),
    row("Basic earnings per share", "12", "12.3p", "11.1p"),
)


def test_numbers_of_notes_in_a_column_of_their_own_are_no_figures() -> None:
    release = parsed(BRITISH)
    assert [(cell.row_label, cell.printed_text) for cell in release.cells if cell.column_index == 1] == [
        ("Revenue", "1,204.1"),
        ("Cost of sales", "(801.2)"),
        ("Finance costs", "(12.1)"),
        ("Basic earnings per share", "12.3p"),
    ]
    notes = [token.printed_text.strip() for token in release.numeric_tokens if token.kind == "footnote_mark"]
    assert notes == ["3", "5", "7", "12"]
    assert not [token for token in release.numeric_tokens if token.kind == "unexplained"]


def test_notes_beside_other_debts_are_no_numbers_of_notes() -> None:
    markup = table(
        row("", "Bank loans", "Notes", "Total"),
        row("Due in 2025", "12", "3", "15"),
        row("Due in 2026", "22", "5", "27"),
    )
    release = parsed(markup)
    assert [cell.printed_text for cell in release.cells if cell.column_header == "Notes"] == ["3", "5"]


def test_a_head_in_million_pounds_and_pence_behind_figures() -> None:
    found = cells_by_label(parsed(BRITISH))
    revenue, earnings = found["Revenue"][0], found["Basic earnings per share"][0]
    assert (revenue.unit, revenue.scale_factor) == ("GBP", Decimal(1_000_000))
    assert (earnings.unit, earnings.value, earnings.precision_unit) == ("GBP/share", Decimal("0.123"), Decimal("0.001"))


def test_a_change_from_the_year_before_is_of_the_later_quarter() -> None:
    markup = "<p>Results for the third quarter ended September 30, 2024 (in millions)</p>" + table(
        row("", "3Q24", "2Q24", "QoQ %", "3Q23", "YoY %"),
        row("Net sales", "759", "673", "12.8", "546", "39.0"),
        row("Net income", "325", "247", "31.2", "211", "54.2"),
    )
    cells = cells_by_label(parsed(markup))["Net sales"]
    assert [cell.period_end for cell in cells if cell.measure == "change_percent"] == [date(2024, 9, 30)] * 2


def test_halves_and_years_of_a_forecast_are_of_the_year_of_its_title() -> None:
    markup = (
        "<p>Results for the fiscal year ended March 31, 2024</p>"
        "<p><b>Forecast for the fiscal year ending March 31, 2025</b></p>"
    ) + table(row("", "Revenue (millions of yen)"), row("First half", "400,000"), row("Full year", "820,000"))
    release = parsed(markup)
    assert [(cell.row_label, cell.period_start, cell.period_end, cell.scenario) for cell in release.cells] == [
        ("First half", date(2024, 4, 1), date(2024, 9, 30), "target"),
        ("Full year", date(2024, 4, 1), date(2025, 3, 31), "target"),
    ]


def test_the_last_twelve_months_are_a_year() -> None:
    markup = "<p>($ in millions)</p>" + table(
        row("", "Three months ended June 30, 2017", "LTM June 30, 2017"),
        row("Net income", "12.1", "44.1"),
        row("Adjusted EBITDA", "23.2", "87.9"),
        row("Net debt / EBITDA (x)", "", "3.1"),
    )
    found = cells_by_label(parsed(markup))
    last = found["Net income"][1]
    assert (last.period_start, last.period_end) == (date(2016, 7, 1), date(2017, 6, 30))
    assert [(cell.unit, cell.measure) for cell in found["Net debt / EBITDA (x)"]] == [("pure", "ratio")]


def test_a_named_quarter_and_its_last_day_tell_the_fiscal_year() -> None:
    markup = "<p>Q2 2024 results</p><p>Results for the three months ended June 30, 2024.</p>" + table(
        row("($ millions)", "Q2 2024", "H1 2024"), row("Revenue", "117.1", "222.0"), row("Ending backlog", "9.1", "9.1")
    )
    found = cells_by_label(parsed(markup))
    assert [(cell.period_start, cell.period_end) for cell in found["Revenue"]] == [
        (date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 1, 1), date(2024, 6, 30)),
    ]
    assert {cell.period_kind for cell in found["Ending backlog"]} == {"instant"}
