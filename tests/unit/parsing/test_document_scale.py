"""Documents that name no scale anywhere: earnings per share tell it of all their tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.parsing import parse_release

RELEASE = """Acme Bank  Quarter ended March 31, 2006

CONSOLIDATED STATEMENTS OF INCOME
                                      Quarter Ended      Quarter Ended
                                      March 31, 2006     March 31, 2005
                                      --------------     --------------
Interest income                          $ 18,992           $ 13,819
Net income                               $  4,164           $  3,257
Earnings per share:
  Basic earnings per share               $   0.42           $   0.32
Weighted average shares outstanding:
  Basic                               {shares}

LOANS{caption}
                                      March 31, 2006     March 31, 2005
                                      --------------     --------------
Commercial loans                         $119,522           $114,363
Other loans                                 6,063              6,056

EXPENSE OF STOCK OPTIONS
                                      March 31, 2006     March 31, 2005
                                      --------------     --------------
Research                                 $121,000           $100,000
Sales                                     133,000             98,000
"""


def _scales(shares: str, caption: str) -> dict[str, set[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for cell in parse_release(RELEASE.format(shares=shares, caption=caption).encode(), "acme.txt").cells:
        found.setdefault(cell.row_label, set()).add(cell.scale_factor)
    return found


def test_shares_printed_a_thousand_times_as_many_as_income_implies_put_the_amounts_in_thousands() -> None:
    scales = _scales("9,897,398         10,093,241", "")
    assert scales["Net income"] == scales["Commercial loans"] == {Decimal(1000)}
    assert scales["Basic earnings per share"] == scales["Basic"] == {Decimal(1)}


def test_amounts_in_whole_thousands_are_in_ones() -> None:
    assert _scales("9,897,398         10,093,241", "")["Research"] == {Decimal(1)}


@pytest.mark.parametrize(
    ("shares", "caption"),
    [
        ("    9,897             10,093", ""),  # shares and income may both be in thousands, or in ones
        ("9,897,398             10,093", ""),  # the columns do not agree
        ("9,897,398         10,093,241", " (in whole dollars)"),
    ],
)
def test_without_witnesses_or_with_a_scale_in_words_nothing_is_scaled(shares: str, caption: str) -> None:
    scales = _scales(shares, caption)
    assert scales["Net income"] == scales["Commercial loans"] == {Decimal(1)}


def test_the_scale_that_figures_tell_is_an_event() -> None:
    text = RELEASE.format(shares="9,897,398         10,093,241", caption="")
    told = [event.message for event in parse_release(text.encode(), "acme.txt").events if event.step == "scale"]
    assert told[0] == "table 1: figures x 1,000 by arithmetic: no words tell their scale"
