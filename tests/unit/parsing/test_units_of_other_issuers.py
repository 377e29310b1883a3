"""Units as issuers of many industries print them: banks, utilities, insurers, telephone companies, other currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.parsing import parse_release
from dagster_project.parsing.label_units import counted_unit, is_share_count, is_sure_ratio
from dagster_project.parsing.model import Release
from dagster_project.parsing.units import noun_of_scale, read_unit


def parsed(text: str) -> Release:
    return parse_release(text.encode(), "table.txt")


def units(release: Release, label: str) -> set[tuple[str | None, Decimal]]:
    return {(cell.unit, cell.scale_factor) for cell in release.cells if cell.row_label == label}


@pytest.mark.parametrize(
    "label", ["Net charge-offs to average loans, annualized", "Allowance for losses to total loans"]
)
def test_a_part_to_a_whole_is_a_ratio(label: str) -> None:
    assert is_sure_ratio(label)


def test_transfers_to_accounts_are_amounts() -> None:
    assert not is_sure_ratio("Transfers of loans to other real estate")


def test_employees_and_shares_with_words_around_them_are_counted() -> None:
    assert counted_unit("Full-time equivalent employees") == "employees"
    assert is_share_count("Common shares assuming dilution")


def test_a_scale_of_things_is_no_scale_of_dollars_of_another_country() -> None:
    assert noun_of_scale("(Millions of Kilowatt-hours)") == "kilowatt-hours"
    assert noun_of_scale("(in thousands of Canadian dollars, except per share data)") is None


@pytest.mark.parametrize(("words", "unit"), [("GBPm", "GBP"), ("EUR m", "EUR"), ("Year to 31 March 2003 GBPm", "GBP")])
def test_a_letter_behind_the_code_of_a_currency_is_its_scale(words: str, unit: str) -> None:
    reading = read_unit(words)
    assert (reading.unit, reading.scale) == (unit, Decimal(1_000_000))


def test_a_column_of_rates_prints_its_percent_sign_once() -> None:
    release = parsed(
        """
                  AVERAGE BALANCES (Dollars in thousands)

                                      Average                  Yield/
                                      Balance      Interest    Rate
Loans                               $ 9,412,300    $204,114     8.77%
Investment securities                 2,710,450      43,210     6.42
Federal funds sold                      102,330       1,361     5.39
"""
    )
    thousands = ("USD", Decimal(1000))
    assert units(release, "Federal funds sold") == {thousands, ("percent", Decimal(1))}


def test_prices_in_fractions_stand_under_a_heading_per_share() -> None:
    release = parsed(
        """
                            FINANCIAL HIGHLIGHTS
                   (In thousands of dollars, except per share amounts)
                                         1997         1996
Net income                               52,402       45,010
PER SHARE
  Net income                             $  .87       $  .74
  Market price (close)                   34 5/8       26 1/4
Shares outstanding                   19,480,110   19,470,204
"""
    )
    assert units(release, "Market price (close)") == {("USD/share", Decimal(1))}
    assert units(release, "Shares outstanding") == {("shares", Decimal(1))}


def test_earnings_per_share_under_a_column_with_a_scale_of_its_own_are_not_scaled() -> None:
    release = parsed(
        """
                                   Millions of yen         Thousands of
                                                           U.S. dollars
                                     1999       1998           1999
Net income                         18,330     12,118        171,308
Net income per share:
   Basic                            18.33      12.12           0.17
   Diluted                          17.90      11.98           0.17
"""
    )
    assert units(release, "Diluted") == {("JPY/share", Decimal(1)), ("USD/share", Decimal(1))}


def test_revenue_of_one_subscriber_is_not_in_thousands() -> None:
    release = parsed(
        """
                   (in thousands of Canadian dollars)
                                         2000       1999
Network revenue                       330,204    290,118
Average revenue per subscriber           $ 44       $ 46
"""
    )
    assert units(release, "Network revenue") == {("CAD", Decimal(1000))}
    assert units(release, "Average revenue per subscriber") == {("CAD/subscriber", Decimal(1))}


def test_a_title_that_tells_but_a_period_has_its_name_from_above() -> None:
    release = parsed(
        """
                   CONSOLIDATED STATEMENT OF EARNINGS
                              (Unaudited)

For the three months ended March 31 (In millions, except per share data)
                                                 1996                 1995
                                               --------             --------
Net Sales                                       $ 5,035              $ 4,490
Cost of products sold                             3,790                3,190
Operating Profit                                    285                  498
Earnings Per Common Share                       $  0.37              $  0.98
"""
    )
    assert release.tables[0].statement_type == "income_statement"
