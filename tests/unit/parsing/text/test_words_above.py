"""Scales told by the words above a table, days without a year, and the two parts of a quotient."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Release

SIX = """Acme Corp.  Second quarter ended April 1, 2000

STATEMENTS OF OPERATIONS
(in millions)

                        Three Months Ended                Six Months Ended
                        ------------------                ----------------
                  April 1, 2000   March 27, 1999    April 1, 2000   March 27, 1999
                  -------------  ---------------    -------------  ---------------
Net sales              $  1,945         $  1,530         $  4,288         $  3,240
Cost of sales             1,396            1,127            3,132            2,355
"""
SIX = """Acme Corp.  Second quarter ended April 1, 2000

STATEMENTS OF CASH FLOWS
(in millions)

                                                         Six Months Ended
                                                         ----------------
                                                  April 1, 2000        March 27, 1999
                                                  -------------        --------------
Net income                                               $  416               $  287
Depreciation                                                 41                   47
Cash at April 1                                          $  457               $  334
"""
QUOTIENT = """Acme Corp.  Year ended December 31, 1999

EARNINGS PER SHARE

The following table tells how earnings per share were computed and how many potential common shares there were
(in thousands, except net income and per share amounts):

                                                     1999             1998
                                                 --------         --------
Numerator (in millions):
  Net income                                     $    233         $    135
  Interest on convertible debt                         --               11
Denominator:
  Weighted average shares outstanding             162,172          136,371
Basic earnings per share                         $   1.44         $   0.99
"""


def _parsed(text: str) -> Release:
    return parse_release(text.encode(), "acme.txt")


def _of_row(release: Release, label: str) -> list[str]:
    return [f"{cell.unit} {cell.scale_factor}" for cell in release.cells if cell.row_label == label]


def test_a_day_without_its_year_is_an_end_of_the_column_s_period() -> None:
    text = SIX.replace("Cash at April 1  ", "Cash at {day}")
    closing = _parsed(text.format(day="April 1  ")).cells[-2]
    assert (closing.period_kind, closing.period_end) == ("instant", closing.period_end)
    year = QUOTIENT.replace("Basic earnings per share       ", "Cash at January 1              ")
    opening = [cell.period_end for cell in _parsed(year).cells if cell.row_label.startswith("Cash")]
    assert [day and day.isoformat() for day in opening] == ["1998-12-31", "1997-12-31"]


@pytest.mark.parametrize(
    "above",
    [
        "The components of net property are as follows (in millions):\n",
        "Summary information on net property follows for those who would read it here (in\nmillions):\n",
        "NOTE 3 - DETAILS OF THE STATEMENTS (IN MILLIONS)\n\nPROPERTY\n",
        "BALANCE SHEETS\n(in millions, except share amounts)\n\n                  ASSETS\n",
        "BALANCE SHEETS\n\n(in millions, except share amounts)\n\n(unaudited)\n\n",
    ],
)
def test_words_above_a_table_tell_its_scale(above: str) -> None:
    table = """
                                      December 31,   December 31,
                                          1999           1998
                                      ------------   ------------
Land                                     $  321         $  323
Machinery                                   208            220
"""
    release = _parsed(f"Acme Corp.  Year ended December 31, 1999\n\n{above}{table}")
    assert {cell.scale_factor for cell in release.cells} == {Decimal(1_000_000)}


def test_a_quotient_s_parts_are_an_amount_and_a_number_of_shares() -> None:
    release = _parsed(QUOTIENT)
    assert _of_row(release, "Net income") == ["USD 1000000"] * 2
    assert _of_row(release, "Interest on convertible debt") == ["USD 1000000"] * 2
    assert _of_row(release, "Weighted average shares outstanding") == ["shares 1000"] * 2
    assert _of_row(release, "Basic earnings per share") == ["USD/share 1"] * 2


def test_a_sentence_that_introduces_a_table_dates_heads_that_are_but_lengths() -> None:
    text = """Acme Corp. reports results for the quarter ended April 1, 2006.

The following are the amounts included in our results for the three and nine
months ended April 1, 2006:

                                            Three Months      Nine Months
                                            ------------      -----------
     Cost of sales                          $     26,000      $    70,000
     Research and development               $    151,000      $   377,000
     Total compensation                     $    177,000      $   447,000
"""
    ends = {(cell.column_header, str(cell.period_end)) for cell in parse_release(text.encode(), "acme.txt").cells}
    assert ends == {("Three Months", "2006-04-01"), ("Nine Months", "2006-04-01")}


def test_a_sentence_without_a_day_makes_no_balances_of_days_those_of_quarters() -> None:
    text = """Acme Corp. reports results for the quarter ended April 1, 2006.

The table shows selected figures for each of the quarters ending on the dates indicated:

                                                 4/1/06         12/31/05
                                                 ------         --------
     Cash and cash equivalents                   $3,609          $3,660
     Inventory                                   $   10          $   15
"""
    cells = parse_release(text.encode(), "acme.txt").cells
    assert [(cell.period_start, str(cell.period_end)) for cell in cells] == [
        (None, "2006-04-01"),
        (None, "2005-12-31"),
    ] * 2
