"""Heads as issuers of many industries print them: periods beside changes, titles and captions inside a head."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Release

MARCH_1997 = (date(1997, 1, 1), date(1997, 3, 31))
MARCH_1996 = (date(1996, 1, 1), date(1996, 3, 31))


def parsed(text: str) -> Release:
    return parse_release(text.encode(), "table.txt")


def periods(release: Release, label: str) -> list[tuple[date | None, date | None]]:
    return [(cell.period_start, cell.period_end) for cell in release.cells if cell.row_label == label]


def test_a_date_beside_a_percent_sign_is_over_the_columns_of_its_rule() -> None:
    release = parsed(
        """
                                       Three Months Ended
                                            March 31,             %
                                       ---------------------
                                         1997         1996      Change
                                       ---------   ---------   -------
  Net interest income................. $ 142,318   $ 131,006      8.6%
  Provision for loan losses...........     6,250       4,900     27.6
"""
    )
    label = "Provision for loan losses..........."
    assert periods(release, label) == [MARCH_1997, MARCH_1996, MARCH_1997]
    assert [cell.measure for cell in release.cells][2] == "change_percent"


def test_a_date_without_a_rule_takes_the_bare_column_beside_it() -> None:
    release = parsed(
        """
                                       Three Months Ended
                                            March 31,              Percent
                                         1997           1996       Change
  Net interest income                    142,318       131,006       8.6
  Provision for loan losses                6,250         4,900      27.6
"""
    )
    assert periods(release, "Provision for loan losses") == [MARCH_1997, MARCH_1996, MARCH_1997]


def test_heads_centred_over_dates_and_shares_of_sales_are_over_all_columns() -> None:
    release = parsed(
        """
                           CONSOLIDATED STATEMENT OF INCOME
                                     (unaudited)

                                            FIRST QUARTER
                                            12 WEEKS ENDED
                              May 23,   % Of         May 24,   % Of
                               1998     Sales         1997     Sales

Sales                       $6,420,118  100.00%     $6,180,204  100.00%
Merchandise costs            4,810,330   74.93       4,660,118   75.40
Rent                            92,330    1.44          88,204    1.43
"""
    )
    this, last = (date(1998, 3, 1), date(1998, 5, 23)), (date(1997, 3, 2), date(1997, 5, 24))
    assert periods(release, "Rent") == [this, this, last, last]
    assert [cell.measure for cell in release.cells if cell.row_label == "Rent"][1::2] == ["share_of_total"] * 2


def test_a_name_set_apart_above_the_heads_is_the_title_and_a_caption_on_the_right_is_no_head() -> None:
    release = parsed(
        """
                                OPERATING DATA

                                             (Millions of yen, except per share figures)
                            Quarter ended June 30
                           2001       2000
Net sales                  6,120      5,410
Operating income             412        388
"""
    )
    assert release.tables[0].title == "OPERATING DATA"
    assert {cell.column_header for cell in release.cells} == {
        "Quarter ended June 30 2001",
        "Quarter ended June 30 2000",
    }
    assert {(cell.unit, cell.scale_factor) for cell in release.cells} == {("JPY", Decimal(1_000_000))}


def test_columns_of_heads_teach_the_calendar_and_no_date_is_taken_from_the_next_column() -> None:
    release = parsed(
        """
SECOND QUARTER RESULTS

                           Second Quarter                    First Half
                         2001         2000               2001         2000
Sales                   6,120        5,410             12,880       10,010
Net income                412          388              1,006          790

                          Quarter Ended                Year Ended
                             June 30                  December 31
                        2001         2000                2000
Exploration               323          320              1,250
Refining                   89           68                310
"""
    )
    assert periods(release, "Net income")[::2] == [
        (date(2001, 4, 1), date(2001, 6, 30)),
        (date(2001, 1, 1), date(2001, 6, 30)),
    ]


def test_a_year_or_months_up_to_a_day_end_there() -> None:
    release = parsed(
        """
                                     Six months to    Year to         Quarter ended
                                        30 June     31 December           3/31
                                          2003         2002               2003
Turnover                                 1,204         2,330               601
Operating costs                         (1,010)       (1,968)             (505)
"""
    )
    assert periods(release, "Turnover") == [
        (date(2003, 1, 1), date(2003, 6, 30)),
        (date(2002, 1, 1), date(2002, 12, 31)),
        (date(2003, 1, 1), date(2003, 3, 31)),
    ]


def test_a_year_to_date_whose_first_day_nobody_tells_has_no_period() -> None:
    release = parsed(
        """
                                 QUARTER ENDED           YEAR TO DATE
                                  SEPTEMBER 30           SEPTEMBER 30
                               1998        1997        1998         1997
Premiums written               201,114     188,302     590,430      551,008
Premiums earned                194,050     180,117     571,360      528,911
"""
    )
    assert periods(release, "Premiums earned")[1:3] == [(date(1997, 7, 1), date(1997, 9, 30)), (None, None)]


def test_changes_of_the_quarter_and_of_the_year_stand_together_at_the_end() -> None:
    release = parsed(
        """
                              Three Months Ended       Year Ended        Increase/(Decrease)
                                 December 31,         December 31,        Three
                               1998       1997      1998       1997      Months       Year
                              ------     ------    ------     ------     ------      ------
 Commissions                  $  330     $  301    $1,290     $1,118         10%         15%
 Investment banking              204        190       790        704          7          12
"""
    )
    assert periods(release, "Investment banking")[4:] == [
        (date(1998, 10, 1), date(1998, 12, 31)),
        (date(1998, 1, 1), date(1998, 12, 31)),
    ]


def test_a_caption_below_the_heads_is_no_label() -> None:
    release = parsed(
        """
                          Quarter Ended June 30
                            2001       2000
                           ------     ------
(Millions of dollars except per share data)
Sales and other
 operating revenues        $6,120     $5,410
Net income                 $  412     $  388
"""
    )
    assert [cell.row_label for cell in release.cells][::2] == ["Sales and other operating revenues", "Net income"]
    assert {(cell.unit, cell.scale_factor) for cell in release.cells} == {("USD", Decimal(1_000_000))}


def test_a_year_over_a_convenience_currency_is_of_the_period_it_translates() -> None:
    release = parsed(
        """
Tokyo, October 28, 1999 --- Sample Electric Co., Ltd. today announced its consolidated
results for the six-month period ended September 30, 1999.

                              (Millions of yen, thousands of U.S. dollars)

                      Six months ended September 30        Change      Thousands of
                                                                       U.S. dollars
                          1999            1998            1999/1998        1999
  Net sales           Y 1,204,330     Y 1,180,204           +2.0%     $ 11,255,421
  Operating income         42,110          30,118          +39.8           393,551

Sales by line of business (Millions of yen)

                                      Year ended
                                    March 31, 1999
  Information systems                  1,010,330
  Home appliances                        798,204
"""
    )
    half, year_before = (date(1999, 4, 1), date(1999, 9, 30)), (date(1998, 4, 1), date(1998, 9, 30))
    assert periods(release, "Home appliances") == [(date(1998, 4, 1), date(1999, 3, 31))]
    assert periods(release, "Operating income") == [half, year_before, half, half]


def test_percentages_keep_the_period_that_their_own_head_names() -> None:
    release = parsed(
        """
GROSS MARGIN
Year ended December 31, 2008

                                Q1        Q2        Q3
                                 %         %         %
  Products                     41.2      42.5      43.1
  Services                     31.2      32.5      33.1
"""
    )
    ends = [date(2008, 3, 31), date(2008, 6, 30), date(2008, 9, 30)]
    assert [end for _, end in periods(release, "Services")] == ends


def test_a_difference_and_a_percentage_are_not_the_changes_of_two_lengths() -> None:
    release = parsed(
        """
                     Three months ended     Six months ended
                          June 30,               June 30,        $         %
                       2009       2008      2009       2008    Change    Change
  Net sales          $ 1,241    $ 1,100   $ 2,241    $ 2,042    199       9.7%
  Cost of sales        1,041      1,000     2,041      2,002     39       1.9%
"""
    )
    *_, difference, percentage = periods(release, "Cost of sales")
    assert difference == percentage
