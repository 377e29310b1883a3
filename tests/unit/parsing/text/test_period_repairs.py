"""Periods that are printed apart from their columns: in sections, titles, heads above a page break, running heads."""

from __future__ import annotations

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Cell, Release

YEAR = "\n\nThe fiscal year ends on December 31.  Results for the year ended December 31, 1993 were good.\n\n"


def parsed(text: str) -> Release:
    return parse_release((text + YEAR).encode(), "table.txt")


def span(cell: Cell) -> str:
    return f"{cell.period_start or ''}..{cell.period_end or ''}"


def by_row(release: Release) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell in release.cells:
        found.setdefault(cell.row_label, []).append(span(cell))
    return found


def test_a_line_that_says_nothing_but_a_year_dates_the_rows_below_it() -> None:
    release = parsed(
        """
SCHEDULE OF RECEIVABLES

                          BALANCE
                         BEGINNING              BALANCE
                          OF YEAR   ADDITIONS  END OF YEAR
                         ---------  ---------  -----------
1992
Smith                        1,000        100        1,100
Jones                        2,000        200        2,200
1993
Smith                        1,100        100        1,200
Jones                        2,200        200        2,400
"""
    )
    assert [span(cell) for cell in release.cells[:3]] == ["..1991-12-31", "1992-01-01..1992-12-31", "..1992-12-31"]
    assert span(release.cells[-2]) == "1993-01-01..1993-12-31"


def test_three_years_ended_heads_columns_of_one_year_each() -> None:
    release = parsed(
        """
STATEMENTS OF INCOME
FOR THE THREE YEARS ENDED DECEMBER 31, 1993

                            1991      1992      1993
                          ------    ------    ------
Revenue                    1,000     2,000     3,000
Costs                        900     1,900     2,900
"""
    )
    years = [f"{year}-01-01..{year}-12-31" for year in (1991, 1992, 1993)]
    assert by_row(release) == {"Revenue": years, "Costs": years}


def test_heads_above_a_page_break_hold_below_it() -> None:
    release = parsed(
        """
CONSOLIDATED BALANCE SHEETS
DECEMBER 31, 1993 AND 1992
(in thousands)

                            1993      1992
                          ------    ------
Cash                       1,000     2,000
Inventories                  900     1,900

Amounts are unaudited and may change when the report of the year is filed with the commission next month.
                               - 5 -
<PAGE>

Payables                     500       700
Equity                     1,400     3,200
"""
    )
    assert by_row(release)["Equity"] == ["..1993-12-31", "..1992-12-31"]
    assert {cell.scale_factor for cell in release.cells} == {1000}
    assert {table.statement_index for table in release.tables} == {1}


def test_a_column_of_adjustments_is_of_the_period_of_its_neighbours() -> None:
    release = parsed(
        """
PRO FORMA BALANCE SHEET

                      July 31,     Pro Forma      Adjusted
                        1993      Adjustments   July 31, 1993
                      --------    -----------   -------------
Cash                     1,000          (100)             900
Debt                       500           (50)             450
"""
    )
    assert by_row(release)["Cash"] == ["..1993-07-31"] * 3


def test_a_month_cut_by_a_narrow_column_is_one_word() -> None:
    release = parsed(
        """
                      Quarter     Quarter
                       Ended       Ended
                      Septem-     Septem-
                      ber 30,     ber 30,
                        1993        1992
                      -------     -------
Yield on loans          8.72%       8.43%
Cost of deposits        3.50%       3.13%
"""
    )
    assert by_row(release)["Yield on loans"] == ["1993-07-01..1993-09-30", "1992-07-01..1992-09-30"]


def test_the_number_of_an_exhibit_is_no_head_and_a_close_pair_of_heads_is_two() -> None:
    release = parsed(
        """
                                                    Exhibit 99.05

                    Sales

               3 Months Ended December     12 Months Ended December
              -------------------------   -------------------------
                1993     1992  Change       1993     1992 Change
                ----     ----  ------       ----     ---- ------
Total            100       90      10        400      390     10
Retail            50       45       5        200      195      5
"""
    )
    assert by_row(release)["Total"] == [
        "1993-10-01..1993-12-31",
        "1992-10-01..1992-12-31",
        "1993-10-01..1993-12-31",
        "1993-01-01..1993-12-31",
        "1992-01-01..1992-12-31",
        "1993-01-01..1993-12-31",
    ]


def test_years_down_the_side_are_labels_even_far_from_the_margin() -> None:
    release = parsed(
        """
Commitments were as follows:

                  1994                     1,584
                  1995                     1,621
                  Thereafter               9,805
"""
    )
    assert {label: len(cells) for label, cells in by_row(release).items()} == {"1994": 1, "1995": 1, "Thereafter": 1}
    assert by_row(release)["1994"] == ["1994-01-01..1994-12-31"]


def test_a_year_in_the_name_of_a_column_is_no_period_of_a_roll_forward() -> None:
    release = parsed(
        """
STATEMENTS OF STOCKHOLDERS' EQUITY

                                                            1988
                                Common     Retained        Stock
                                 Stock     Earnings         Plan
                              --------     --------     --------
Balance, January 1, 1993         1,000        2,000          300
Net income                          --          500           --
Balance, December 31, 1993       1,000        2,500          300
"""
    )
    assert by_row(release) == {
        "Balance, January 1, 1993": ["..1992-12-31"] * 3,
        "Net income": ["1993-01-01..1993-12-31"] * 3,
        "Balance, December 31, 1993": ["..1993-12-31"] * 3,
    }
