"""The run of figures at the end of a line: what is glued to them, where they end, how far they stand apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.parsing.numbers import Number
from dagster_project.parsing.text.tails import TailToken, is_row_of_figures, read_tail


def tail(line: str) -> tuple[TailToken, ...]:
    return read_tail(line, len(line.rstrip()))


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Net sales              1,204      (2,855 )", ["1,204", "(2,855 )"]),
        ("Net sales           $  1,204   $   2,855", ["$  1,204", "$   2,855"]),
        ("Closing price         46 5/8      45 1/4", ["46 5/8", "45 1/4"]),
        ("Preferred stock          *         4,958", ["4,958"]),
        ("Price range    $ .76 - $41.63     12,000", ["12,000"]),
        ("Change                  NM        12.5 %", ["12.5 %"]),
        ("Debt to equity        15.7x       14.2x ", ["15.7x", "14.2x"]),
        ("Net sales         Y 1,204     Y    1,180", ["Y 1,204", "Y    1,180"]),
        ("Model Y         12,300        11,200", ["12,300", "11,200"]),
        ("Backbone       410.5 Gbps    530.5 Gbps", ["410.5 Gbps", "530.5 Gbps"]),
        ("Losses (2) of 1,204 were told of in May.", []),
        ("The company sold 1,204 of its stores", []),
    ],
)
def test_figures_are_read_from_the_right_with_what_is_glued_to_them(line: str, printed: list[str]) -> None:
    assert [token.text for token in tail(line)] == printed


def test_the_edges_of_a_figure_are_those_of_its_digits() -> None:
    (token,) = tail("Loss          $ (2,855)")
    assert (token.start, token.end, token.left, token.right) == (14, 23, 17, 22)
    assert token.figure == Number(Decimal(-2855), Decimal(1), currency_sign="$")


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        ("Sales      12", 6),
        ("Sales 12", 1),
        ("Sales.... 12", 3),
        ("            12", 12),
        ("   12", 1),
    ],
)
def test_how_far_a_figure_stands_from_what_is_before_it(line: str, gap: int) -> None:
    assert [token.gap for token in tail(line)] == [gap]


@pytest.mark.parametrize(
    ("line", "is_row"),
    [
        ("Sales             12", True),
        ("Sales in fiscal 12", False),
        ("                    1993      1992", False),
        ("Sales (5)           1993      1992", False),
        ("31, 2009          4,120", True),
        ("--", False),
    ],
)
def test_years_over_columns_and_ends_of_labels_are_no_row_of_figures(line: str, is_row: bool) -> None:
    assert is_row_of_figures(tail(line), len(line) - len(line.lstrip())) == is_row
