"""From printed tables to cells: unit, scale, measure, period, scenario and basis of single figures."""

from datetime import date
from decimal import Decimal

import pytest

from dagster_project.parsing import RejectedFileError, Release, parse_release
from dagster_project.parsing.model import Cell, Period

PREAMBLE = """\
SPRINGFIELD, May 15, 2009 (GLOBE NEWSWIRE) -- Acme Corp. (Nasdaq:ACME) today announced
its results for the fiscal year ended March 31, 2009 ("FY2008").

"""


def release(text: str) -> Release:
    return parse_release((PREAMBLE + text).encode(), "acme.txt")


def cell(read: Release, label: str, column: int) -> Cell:
    (found,) = (c for c in read.cells if c.row_label == label and c.column_index == column)
    return found


def period(found: Cell) -> Period:
    assert found.period_kind is not None
    assert found.period_end is not None
    return Period(found.period_kind, found.period_start, found.period_end)


def year(end: int) -> Period:
    return Period("duration", date(end - 1, 4, 1), date(end, 3, 31))


KEY_FIGURES = """\
                     Operating Results Summary
 -------------------------------------------------------------
                                 FY2008    FY2007       YoY %
                                                       change
 -------------------------------------------------------------
                                  JPY       JPY
                                millions  millions
 Total Revenues                   69,731    66,835       4.3%
 -------------------------------------------------------------
 Gross Margin Ratio                16.4%     16.8%       --
 -------------------------------------------------------------
 Order Backlog                    14,871    15,909      (6.5%)
 -------------------------------------------------------------
"""


def test_amounts_are_in_printed_scale_with_the_unit_and_scale_of_their_column() -> None:
    found = cell(release(KEY_FIGURES), "Total Revenues", 1)
    assert (found.value, found.unit, found.scale_factor) == (Decimal(69731), "JPY", Decimal(1_000_000))
    assert (found.precision_unit, found.measure, period(found)) == (Decimal(1_000_000), "amount", year(2009))


def test_a_change_column_is_percent_of_the_later_period() -> None:
    found = cell(release(KEY_FIGURES), "Total Revenues", 3)
    assert (found.value, found.unit, found.scale_factor, found.measure) == (
        Decimal("4.3"),
        "percent",
        Decimal(1),
        "change_percent",
    )
    assert period(found) == year(2009)


def test_a_nil_has_the_unit_measure_and_period_that_a_number_would_have() -> None:
    found = cell(release(KEY_FIGURES), "Gross Margin Ratio", 3)
    assert (found.is_nil, found.value, found.precision_unit) == (True, None, None)
    assert (found.unit, found.measure, period(found)) == ("percent", "change_percent", year(2009))


def test_a_ratio_under_a_head_in_millions_is_percent() -> None:
    found = cell(release(KEY_FIGURES), "Gross Margin Ratio", 1)
    assert (found.unit, found.scale_factor, found.measure) == ("percent", Decimal(1), "ratio")


def test_what_is_measured_on_a_day_is_an_instant_even_in_a_column_of_a_year() -> None:
    assert period(cell(release(KEY_FIGURES), "Order Backlog", 2)) == Period("instant", None, date(2008, 3, 31))


CASH_FLOW = """\
              Consolidated Statements of Cash Flows
               (In thousands, except per share data)

                                 Fiscal Year      Fiscal Year
                                    Ended            Ended
                                March 31, 2008   March 31, 2009
                                --------------------------------
   Net decrease in cash             (2,084)           (1,283)
   Cash, beginning of the period    13,555            11,471
   Cash, end of the period          11,471            10,188
   Diluted earnings per share         0.25              0.07
   Diluted shares used               1,500             1,600
"""


def test_opening_and_closing_balances_are_the_instants_around_the_period() -> None:
    read = release(CASH_FLOW)
    assert period(cell(read, "Cash, beginning of the period", 1)) == Period("instant", None, date(2007, 3, 31))
    assert period(cell(read, "Cash, end of the period", 2)) == Period("instant", None, date(2009, 3, 31))
    assert period(cell(read, "Net decrease in cash", 2)) == year(2009)


def test_a_caption_scales_amounts_and_shares_but_not_amounts_per_share() -> None:
    read = release(CASH_FLOW)
    assert cell(read, "Net decrease in cash", 1).scale_factor == 1000
    assert (cell(read, "Diluted shares used", 1).unit, cell(read, "Diluted shares used", 1).scale_factor) == (
        "shares",
        1000,
    )
    per_share = cell(read, "Diluted earnings per share", 1)
    assert (per_share.measure, per_share.scale_factor, per_share.precision_unit) == ("per_share", 1, Decimal("0.01"))


EQUITY = """\
        Consolidated Statements of Shareholders' Equity

                     Common     Retained
                      Stock     Earnings
                    Thousands  Thousands
                      of JPY     of JPY
                    --------------------
 BALANCE,
  APRIL 1, 2008         1,000      2,000
 Net income                          300
 BALANCE,
  MARCH 31, 2009        1,000      2,300
"""


def test_rows_between_two_balances_belong_to_the_time_between_them() -> None:
    read = release(EQUITY)
    assert period(cell(read, "BALANCE, APRIL 1, 2008", 2)) == Period("instant", None, date(2008, 3, 31))
    assert period(cell(read, "Net income", 2)) == year(2009)
    assert read.tables[0].statement_type == "equity"


TRANSPOSED = """\
 (1) Consolidated Results of Operations        (% shown is YoY change)
 ---------------------------------------------------------------------
                  Total            Net
                Revenues          Income
 ---------------------------------------------------------------------
                 JPY    %         JPY    %
              millions         millions
 Fiscal year
  ended March  69,731  4.3      1,419 (72.6)
  31, 2009
 Fiscal year
  ended March  66,835 17.1      5,177  (4.3)
  31, 2008
"""


def test_periods_may_stand_down_the_side_and_percentages_be_what_the_caption_says() -> None:
    read = release(TRANSPOSED)
    found = cell(read, "Fiscal year ended March 31, 2008", 3)
    assert (found.column_header, period(found), found.unit) == ("Net Income JPY millions", year(2008), "JPY")
    assert cell(read, "Fiscal year ended March 31, 2009", 4).measure == "change_percent"


TARGETS = """\
FY2009 Financial Targets

Our targets for the fiscal year ending March 31, 2010 are as follows:



                                                (JPY in millions)
 ----------------------------------------------------------------
                              Operating      Net Income
               Revenues        Income
 ----------------------------------------------------------------
 1H FY2009      33,500            800            300
 Full FY2009    73,000          3,300          1,700
"""


def test_targets_are_told_from_actuals_and_the_issuers_labels_resolve() -> None:
    read = release(TARGETS)
    half = cell(read, "1H FY2009", 1)
    assert (half.scenario, period(half)) == ("target", Period("duration", date(2009, 4, 1), date(2009, 9, 30)))
    assert period(cell(read, "Full FY2009", 3)) == year(2010)
    assert read.tables[0].title == "FY2009 Financial Targets"


def test_a_release_without_a_table_is_rejected_with_a_reason() -> None:
    with pytest.raises(RejectedFileError, match="no table of figures found"):
        release("Nothing but words.\n")


def test_basis_points_are_stored_as_hundredths_of_a_percentage_point() -> None:
    page = (
        "<p>Acme Corp. reports</p><table>"
        "<tr><td></td><td>Year Ended March 31, 2009</td><td>Year Ended March 31, 2008</td></tr>"
        "<tr><td>Gross margin change</td><td>34bps</td><td>23bps</td></tr>"
        "<tr><td>Core margin change</td><td>72bps</td><td>(41)bps</td></tr></table>"
    )
    found = cell(parse_release(page.encode(), "acme.htm"), "Core margin change", 2)

    assert (found.printed_text, found.value, found.scale_factor) == ("(41)bps", Decimal("-0.41"), Decimal(1))
    assert (found.unit, found.precision_unit) == ("percentage_points", Decimal("0.01"))


def test_points_in_a_column_of_percentages_stay_points() -> None:
    page = (
        "<p>Acme Corp. reports ($ in millions)</p><table>"
        "<tr><td></td><td>Q2 FY26</td><td>Q1 FY26</td><td>Q/Q</td></tr>"
        "<tr><td>Revenue</td><td>$46,743</td><td>$44,062</td><td>6%</td></tr>"
        "<tr><td>Gross margin</td><td>72.4%</td><td>60.5%</td><td>11.9 pts</td></tr>"
        "<tr><td>Net income</td><td>$26,422</td><td>$18,775</td><td>41%</td></tr></table>"
    )
    read = parse_release(page.encode(), "acme.htm")
    units = [(found.unit, found.measure) for found in read.cells if found.column_index == 3]

    assert units == [
        ("percent", "change_percent"),
        ("percentage_points", "change_amount"),
        ("percent", "change_percent"),
    ]


def test_ratios_of_balances_are_of_the_last_day() -> None:
    page = (
        "<p>Acme Bank. Financial ratios</p><table>"
        "<tr><td></td><td>Quarter Ended March 31, 2009</td><td>Quarter Ended March 31, 2008</td></tr>"
        "<tr><td>Return on average equity</td><td>14.10%</td><td>12.10%</td></tr>"
        "<tr><td>Equity-to-assets ratio</td><td>10.20%</td><td>10.27%</td></tr>"
        "<tr><td>Allowance for loan losses to total loans</td><td>1.50%</td><td>1.52%</td></tr></table>"
    )
    kinds = {found.row_label: found.period_kind for found in parse_release(page.encode(), "acme.htm").cells}

    assert kinds == {
        "Return on average equity": "duration",
        "Equity-to-assets ratio": "instant",
        "Allowance for loan losses to total loans": "instant",
    }
