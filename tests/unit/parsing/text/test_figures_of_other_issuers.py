"""Figures as issuers of many industries print them: signs of currencies, units and words beside single figures."""

from __future__ import annotations

from decimal import Decimal

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Cell, Release

HEAD = """
                              1998       1997    % Change
                            --------   --------   --------
"""


def parsed(body: str, head: str = HEAD) -> Release:
    return parse_release((head + body).encode(), "table.txt")


def cells_of(release: Release, label: str) -> list[Cell]:
    return [cell for cell in release.cells if cell.row_label == label]


def printed(release: Release, label: str) -> list[str]:
    return [f"{cell.column_index}:{cell.printed_text}" for cell in cells_of(release, label)]


def test_a_zero_between_dashes_is_a_nil() -> None:
    release = parsed(
        """
Sales                          1,204      1,118     7.7
Other income. . . . . . .       -0-          14     -0-
"""
    )
    assert [(cell.is_nil, cell.value) for cell in cells_of(release, "Other income. . . . . . .")] == [
        (True, None),
        (False, Decimal(14)),
        (True, None),
    ]


def test_points_behind_a_figure_are_its_unit_and_leave_the_others_alone() -> None:
    release = parsed(
        """
Trips flown                  215,213    205,301   14.8
Load factor                    71.5%      68.8%   2.7 pts.
"""
    )
    cells = cells_of(release, "Load factor")
    assert [(cell.value, cell.unit) for cell in cells] == [
        (Decimal("71.5"), "percent"),
        (Decimal("68.8"), "percent"),
        (Decimal("2.7"), "percentage_points"),
    ]
    assert {cell.measure for cell in release.cells if cell.column_index == 3} == {
        "change_percent",
        "change_amount",
    }


def test_a_letter_for_favorable_stands_for_a_figure() -> None:
    release = parsed(
        """
Engines                        1,700      1,640     +4%
All other                        (12)       (30)    F
Total                          1,688      1,610     +5%
"""
    )
    assert printed(release, "All other") == ["1:(12)", "2:(30)"]
    assert [cell.column_header for cell in cells_of(release, "Total")] == ["1998", "1997", "% Change"]


def test_a_currency_sign_glued_to_the_figure_before_belongs_to_the_next() -> None:
    release = parsed(
        """
Revenue                     $  1,204   $  1,118     7.7
Loss per share              $  (1.80)$    (2.02)  (10.9)
"""
    )
    assert [cell.value for cell in cells_of(release, "Loss per share")] == [
        Decimal("-1.80"),
        Decimal("-2.02"),
        Decimal("-10.9"),
    ]


def test_yen_and_other_currencies_are_signed_by_letters() -> None:
    release = parsed(
        """
Net sales                  Y  12,330  Y  11,204    10.0
Net sales in the Americas    US$ 110    US$ 102     7.8
"""
    )
    assert [cell.value for cell in cells_of(release, "Net sales")] == [Decimal(12330), Decimal(11204), Decimal(10)]
    assert [cell.value for cell in cells_of(release, "Net sales in the Americas")] == [
        Decimal(110),
        Decimal(102),
        Decimal("7.8"),
    ]


def test_pence_are_hundredths_of_a_pound_per_share() -> None:
    release = parsed(
        """
Turnover                       1,204      1,118     7.7
Earnings per share             12.4p      10.2p    21.6
"""
    )
    assert [(cell.value, cell.unit, cell.measure) for cell in cells_of(release, "Earnings per share")][:2] == [
        (Decimal("0.124"), "GBP/share", "per_share"),
        (Decimal("0.102"), "GBP/share", "per_share"),
    ]
