"""Heads over several columns that stand narrower than these, and titles among the lines of heads."""

from __future__ import annotations

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Cell

OPENING = "SPRINGFIELD, July 30, 2031 -- Sample Corp. today announced its results.\n\n\n"


def cells(text: str) -> list[Cell]:
    return list(parse_release((OPENING + text).encode(), "table.txt").cells)


def spans(text: str) -> list[str]:
    return [f"{cell.period_start or ''}..{cell.period_end or ''}" for cell in cells(text)]


def test_one_period_above_bare_years_is_that_of_all_columns_wherever_it_stands() -> None:
    assert (
        spans(
            """
                                        SAMPLE CORP.
                                  Statements of Operations
                                   (Dollars in millions)

                                                       Three Months Ended January 31,
                                                                 2028                2029
Operating income..................................  $        (215,776 ) $          (2,196 )
Net income........................................  $          43,655   $          43,655
"""
        )
        == ["2027-11-01..2028-01-31", "2028-11-01..2029-01-31"] * 2
    )


def test_years_above_amounts_and_percentages_head_both() -> None:
    read = cells(
        """
                                             SAMPLE CORP.
                                     CONSOLIDATED BALANCE SHEETS
                           (In thousands, except share and per share data)

                                                               March 31,
                                                1995                              1994
                                        Amount       % of revenue         Amount       % of revenue
Retained earnings                      $(4,258 )             (2.9 )%          $-                2.8%
Long-term debt                         (20,139 )             57.2%       (29,391 )             34.6%
"""
    )
    assert [str(cell.period_end) for cell in read[:4]] == ["1995-03-31", "1995-03-31", "1994-03-31", "1994-03-31"]
    assert [cell.unit for cell in read[:4]] == ["USD", "percent", "USD", "percent"]
    assert "SAMPLE" not in "".join(cell.column_header for cell in read)


def test_a_length_between_two_dates_heads_both() -> None:
    assert spans(
        """
                                 CONSOLIDATED STATEMENTS OF INCOME
                                       (In millions of yen)

                             13 Weeks Ended                     39 Weeks Ended
                      January 20,     January 21,        January 20,     January 21,
                         2024            2023               2024            2023
Sales                   1,413           1,209              4,142           3,999
Costs                     413             209                142             999
"""
    )[:4] == [
        "2023-10-22..2024-01-20",
        "2022-10-23..2023-01-21",
        "2023-04-23..2024-01-20",
        "2022-04-24..2023-01-21",
    ]


def test_a_long_caption_is_no_prose() -> None:
    read = cells(
        """
                                CONSOLIDATED STATEMENTS OF INCOME
          (In millions, except number of shares which are reflected in thousands and per share amounts)

                                                     Year Ended December 31,
                                                        2004         2003
Net sales                                              8,279        7,000
Net income                                               276          265
Diluted earnings per share                              0.72         0.69
Weighted average shares, diluted                     385,192      381,000
"""
    )
    assert [int(cell.scale_factor) for cell in read[::2]] == [1_000_000, 1_000_000, 1, 1_000]


def test_the_last_label_of_a_table_goes_on_below_its_figures() -> None:
    read = cells(
        """
                          Year Ended December 31,
                             1997           1996
Cost of goods sold.......  (2,421)           599
Stock-based                   599            (34)
 compensation, under
 credit agreements

A sentence that begins below the table says something else about the year and about what it brought.
"""
    )
    assert read[-1].row_label == "Stock-based compensation, under credit agreements"


def test_a_heading_in_capitals_is_no_part_of_the_label_below_it() -> None:
    read = cells(
        """
                          Year Ended December 31,
                             1997           1996
Sales, less returns and
 allowances                 2,421            599
OPERATING EXPENSES
Provision for taxes           599            (34)
Interest expense             (599)            34
"""
    )
    assert [cell.row_label for cell in read[2::2]] == ["Provision for taxes", "Interest expense"]


def test_a_length_covers_the_dates_below_it_though_figures_stand_further_out() -> None:
    assert spans(
        """
                          CONDENSED STATEMENTS OF OPERATIONS (Unaudited)

                                      Three Months Ended                Six Months Ended
                                      ------------------                ----------------
                                April 1, 2000   March 27, 1999    April 1, 2000   March 27, 1999
                                -------------  ---------------    -------------  ---------------
Net sales                            $  1,945         $  1,530         $  4,288         $  3,240
Cost of sales                           1,396            1,127            3,132            2,355
"""
    )[:4] == [
        "2000-01-02..2000-04-01",
        "1998-12-27..1999-03-27",
        "1999-10-03..2000-04-01",
        "1998-09-27..1999-03-27",
    ]


def test_the_head_of_a_column_without_figures_belongs_to_no_other_column() -> None:
    read = cells(
        """
                                      Statements of Operations
                                       (Dollars in millions)

                                                          Three Months Ended
                                                             December 31,
                                                2004                              2005
                                       Amount       % of revenue        Amount       % of revenue
                                     --------      -------------       -------      -------------
Net sales                            $ 18,495              (99.8)%
Interest                             $ (7,405)             (34.7)%     $   (79)
Licenses                             $  1,795                7.5%      $    --
"""
    )
    interest = [cell for cell in read if cell.row_label == "Interest"]
    assert [(cell.unit, str(cell.period_end)) for cell in interest] == [
        ("USD", "2004-12-31"),
        ("percent", "2004-12-31"),
        ("USD", "2005-12-31"),
    ]
