"""Headings that hold for all rows below them, whatever their indent."""

from __future__ import annotations

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Release

KEY_FIGURES = """Acme Corp.  Selected data for the year ended December 31, 1993

SELECTED FINANCIAL DATA
(In thousands, except ratios)

                                      Year ended December 31,
                                         1993        1992
                                      ---------   ---------
RESULTS OF OPERATIONS DATA:
Net sales                             $  12,345   $  11,222
Depreciation                              1,040         990
FINANCIAL POSITION DATA:
Inventories                               2,001       1,900
Notes payable                             3,300       2,800
OTHER DATA:
Capital expenditures                      1,500       1,400
"""
RATES = """<p>Acme Bank, first quarter ended March 31, 2025 (in millions)</p><table>
<tr><td></td><td>1Q25</td><td>4Q24</td></tr>
<tr><td>Loans</td><td>$ 1,355</td><td>$ 1,347</td></tr>
<tr><td>AVERAGE RATES</td><td></td><td></td></tr>
<tr><td>Deposits with banks</td><td>3.76 %</td><td>3.97 %</td></tr>
<tr><td>Securities borrowed</td><td>4.52</td><td>{third}</td></tr>
<tr><td>LIABILITIES</td><td></td><td></td></tr>
<tr><td>Deposits</td><td>2.44</td><td>2.66</td></tr>
<tr><td>PEOPLE</td><td></td><td></td></tr>
<tr><td>Branches</td><td>312</td><td>318</td></tr>
</table>"""

CASH_TIED_TO_THE_BALANCE_SHEET = """<p>Acme Corp. Statements of cash flows (in millions)</p><table>
<tr><td></td><td colspan=2>Three Months Ended March 31,</td></tr>
<tr><td></td><td>2025</td><td>2024</td></tr>
<tr><td>Cash flows from operating activities</td><td></td><td></td></tr>
<tr><td>Net income</td><td>$ 20</td><td>$ 14</td></tr>
<tr><td>Depreciation</td><td>5</td><td>4</td></tr>
<tr><td>Cash paid for interest</td><td>1</td><td>1</td></tr>
<tr><td>Reconciliation of cash and restricted cash to the condensed balance sheets</td><td></td><td></td></tr>
<tr><td>Cash and equivalents</td><td>$ 43</td><td>$ 41</td></tr>
<tr><td>Restricted cash, in other assets</td><td>3</td><td>2</td></tr>
</table>"""


def _periods(release: Release) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell in release.cells:
        found.setdefault(cell.row_label, []).append(f"{cell.period_start or ''}..{cell.period_end}")
    return found


def _units(markup: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell in parse_release(markup.encode(), "page.htm").cells:
        found.setdefault(cell.row_label, []).append(f"{cell.unit} {cell.scale_factor}")
    return found


def test_rows_of_financial_position_are_of_the_last_day_in_columns_of_years() -> None:
    periods = _periods(parse_release(KEY_FIGURES.encode(), "acme.txt"))
    assert periods["Inventories"] == ["..1993-12-31", "..1992-12-31"]
    assert periods["Notes payable"] == ["..1993-12-31", "..1992-12-31"]
    assert periods["Depreciation"] == ["1993-01-01..1993-12-31", "1992-01-01..1992-12-31"]
    assert periods["Capital expenditures"] == ["1993-01-01..1993-12-31", "1992-01-01..1992-12-31"]


def test_cash_tied_to_the_balance_sheet_is_of_the_last_day() -> None:
    periods = _periods(parse_release(CASH_TIED_TO_THE_BALANCE_SHEET.encode(), "acme.htm"))
    assert periods["Cash and equivalents"] == ["..2025-03-31", "..2024-03-31"]
    assert periods["Restricted cash, in other assets"] == ["..2025-03-31", "..2024-03-31"]
    assert periods["Cash paid for interest"] == ["2025-01-01..2025-03-31", "2024-01-01..2024-03-31"]


def test_below_a_heading_of_rates_only_the_first_row_prints_the_percent_sign() -> None:
    units = _units(RATES.format(third="4.81"))
    assert units["Loans"] == ["USD 1000000"] * 2
    assert units["Securities borrowed"] == units["Deposits"] == ["percent 1"] * 2


def test_whole_numbers_below_another_heading_count_something_else() -> None:
    assert "percent 1" not in _units(RATES.format(third="4.81"))["Branches"]


def test_money_ends_a_section_of_rates() -> None:
    units = _units(RATES.format(third="$ 4,810"))
    assert units["Securities borrowed"] == units["Deposits"] == ["USD 1000000"] * 2


PER_SHARE = """Acme Corp.  Year ended December 31, 1993

STATEMENTS OF INCOME
(In thousands)
                                          1993         1992
                                       ----------   ----------
Revenue                                $  {revenue}   $    8,661
Net income                                    452          850

Basic earnings per share:
Before the settlement                      0.93         1.86
As reported                                  0.90         1.72
Depreciation                                  312          310
"""


def _scales(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell in parse_release(text.encode(), "acme.txt").cells:
        found.setdefault(cell.row_label, []).append(f"{cell.unit} {cell.scale_factor}")
    return found


def test_rows_with_decimals_below_earnings_per_share_are_per_share_until_whole_numbers_follow() -> None:
    scales = _scales(PER_SHARE.format(revenue="  9,135"))
    assert scales["Before the settlement"] == scales["As reported"] == ["USD/share 1"] * 2
    assert scales["Depreciation"] == ["USD 1000"] * 2


def test_where_amounts_have_decimals_too_they_tell_nothing() -> None:
    assert _scales(PER_SHARE.format(revenue="9,135.5"))["As reported"] == ["USD 1000"] * 2


FLAT = """<p>Acme Corp., quarter ended December 31, 2024 (millions, except per share data)</p><table>
<tr><td></td><td>Quarter ended Dec. 31, 2024</td><td>Quarter ended Dec. 31, 2023</td></tr>
<tr><td>Net income</td><td>$ 410</td><td>$ 369</td></tr>
<tr><td>Earnings per common share:</td><td></td><td></td></tr>
<tr><td>Continuing operations</td><td>$ 0.07</td><td>$ 0.60</td></tr>
<tr><td>Discontinued operations</td><td>—</td><td>—</td></tr>
<tr><td>Weighted-average shares used to calculate earnings per common share:</td><td></td><td></td></tr>
<tr><td>Basic</td><td>5,667</td><td>5,647</td></tr>
<tr><td>Diluted(7)</td><td>5,703</td><td>5,647</td></tr>
<tr><td>Dividends paid</td><td>300</td><td>299</td></tr></table>"""


def test_nils_below_earnings_per_share_and_share_counts_need_no_indent() -> None:
    units = _units(FLAT)
    assert units["Discontinued operations"] == ["USD/share 1"] * 2
    assert units["Basic"] == units["Diluted(7)"] == ["shares 1000000"] * 2
    assert units["Dividends paid"] == ["USD 1000000"] * 2


PEOPLE = """<p>Acme Corp., quarter ended June 30, 2025</p><table>
<tr><td>(In Thousands)</td><td>June 30, 2025</td><td>June 30, 2024</td></tr>
<tr><td>Employees</td><td></td><td></td></tr>
<tr><td>Acme</td><td>96.4</td><td>116.5</td></tr>
<tr><td>Others</td><td>5.0</td><td>5.3</td></tr>
<tr><td>Total</td><td>{total}</td><td>121.8</td></tr></table>"""


def test_rows_below_a_heading_of_a_counted_thing_count_it_until_money_follows() -> None:
    assert _units(PEOPLE.format(total="101.4"))["Total"] == ["employees 1000"] * 2
    paid = _units(PEOPLE.format(total="$ 101.4"))
    assert (paid["Others"], paid["Total"]) == (["employees 1000"] * 2, ["USD 1000"] * 2)


def test_money_in_millions_does_not_put_employees_in_millions() -> None:
    page = """<p>Acme Corp., quarter ended June 30, 2025 (In millions)</p><table>
    <tr><td></td><td>June 30, 2025</td><td>June 30, 2024</td></tr>
    <tr><td>Total assets</td><td>$ 86,310</td><td>$ 96,469</td></tr>
    <tr><td>Number of employees</td><td>182,502</td><td>183,323</td></tr></table>"""
    assert _units(page)["Number of employees"] == ["employees 1"] * 2
    thousands = page.replace("millions", "thousands")
    assert _units(thousands)["Number of employees"] == ["employees 1000"] * 2
    dollars = page.replace("In millions", "Dollars in thousands")
    assert _units(dollars)["Number of employees"] == ["employees 1"] * 2


OPERATING_DATA = """<p>Acme Bank, first quarter ended March 31, 2025 (in millions)</p><table>
<tr><td></td><td>1Q25</td><td>4Q24</td></tr>
<tr><td>Number of:</td><td></td><td></td></tr>
<tr><td>Branches</td><td>4,972</td><td>4,966</td></tr>
<tr><td>Digital customers (in thousands) (a)</td><td>72,480</td><td>70,813</td></tr>
<tr><td>Sales volume (in billions)</td><td>$448.7</td><td>$477.6</td></tr>
<tr><td>Home lending (in billions)</td><td></td><td></td></tr>
<tr><td>Origination volume by channel</td><td></td><td></td></tr>
<tr><td>Retail</td><td>$5.5</td><td>$7.7</td></tr>
<tr><td>Credit quality</td><td></td><td></td></tr>
<tr><td>Net charge-offs</td><td>177</td><td>300</td></tr>
<tr><td>Net charge-off rate</td><td>0.15%</td><td>0.25%</td></tr>
<tr><td>Allowance to loans retained</td><td>1.54</td><td>1.51</td></tr>
<tr><td>Allowance to nonaccrual loans</td><td>225</td><td>224</td></tr>
<tr><td>Allowance</td><td>768</td><td>729</td></tr>
</table>"""


def test_below_number_of_each_label_ends_in_what_it_counts() -> None:
    units = _units(OPERATING_DATA)
    assert units["Branches"] == ["branches 1"] * 2
    assert units["Digital customers (in thousands) (a)"] == ["customers 1000"] * 2
    assert units["Sales volume (in billions)"] == ["USD 1000000000"] * 2


def test_a_heading_right_below_one_with_a_scale_keeps_it() -> None:
    units = _units(OPERATING_DATA)
    assert units["Retail"] == ["USD 1000000000"] * 2
    assert units["Net charge-offs"] == ["USD 1000000"] * 2


def test_one_amount_to_another_below_a_percent_sign_is_percent_too() -> None:
    units = _units(OPERATING_DATA)
    assert units["Allowance to loans retained"] == units["Allowance to nonaccrual loans"] == ["percent 1"] * 2
    assert units["Allowance"] == ["USD 1000000"] * 2
