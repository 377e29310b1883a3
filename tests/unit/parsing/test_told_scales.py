"""Scales that no caption tells but the figures do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.parsing import parse_release

INCOME = """Acme Bank  Quarter ended March 31, 2006

CONSOLIDATED STATEMENTS OF INCOME
(in 000s, except per share data)
                                      Quarter Ended      Quarter Ended
                                      March 31, 2006     March 31, 2005
                                      --------------     --------------
Interest income                          $ 18,992           $ 13,819
Net income                               $  4,164           $  3,257
Earnings per share:
  Basic earnings per share               $   0.42           $   0.32
Weighted average shares outstanding:
  Basic                               {shares}
"""
STATEMENT = """Acme Corp.  Year ended December 31, 1993

CONSOLIDATED STATEMENTS OF INCOME
(000's omitted)
                                            1993         1992
                                         ----------   ----------
Revenue                                  $9,135,577   $8,661,027
Gross profit                              2,144,272    2,418,221
Net income                               $  452,776   $  850,036

The following is an analysis by region for the years ended December 31, 1993 and 1992.

REGIONS
                                            1993         1992
                                         ----------   ----------
North                                    $6,000,577   $6,000,027
South                                     3,135,000    2,661,000
                                         {totals}
"""


@pytest.mark.parametrize(
    ("shares", "scale"),
    [("9,897,398         10,093,241", 1), ("    9,897             10,093", 1000)],
)
def test_earnings_per_share_tell_the_scale_of_shares(shares: str, scale: int) -> None:
    cells = parse_release(INCOME.format(shares=shares).encode(), "acme.txt").cells
    counted = [cell for cell in cells if cell.unit == "shares"]
    assert [cell.scale_factor for cell in counted] == [Decimal(scale)] * 2
    assert [cell.precision_unit for cell in counted] == [Decimal(scale)] * 2
    assert {cell.scale_factor for cell in cells if cell.row_label == "Net income"} == {Decimal(1000)}


@pytest.mark.parametrize(
    ("totals", "scale"),
    [("$9,135,577   $8,661,027", 1000), ("$9,135,578   $8,661,028", 1), ("$9,135,577   $8,661,028", 1)],
)
def test_figures_printed_again_tell_the_scale_of_a_table_without_a_caption(totals: str, scale: int) -> None:
    cells = parse_release(STATEMENT.format(totals=totals).encode(), "acme.txt").cells
    assert {cell.scale_factor for cell in cells if cell.row_label == "South"} == {Decimal(scale)}


def test_a_table_in_whole_dollars_keeps_them() -> None:
    text = STATEMENT.format(totals="$9,135,577   $8,661,027").replace("REGIONS", "REGIONS (in whole dollars)")
    cells = parse_release(text.encode(), "acme.txt").cells
    assert {cell.scale_factor for cell in cells if cell.row_label == "South"} == {Decimal(1)}
