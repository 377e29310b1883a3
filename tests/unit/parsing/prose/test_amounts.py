"""Figures of prose: currency, sign, scale and unit of one number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.prose.amounts import find_amounts


def read(text: str) -> list[tuple[str, str, str | None, str]]:
    return [
        (text[amount.start : amount.end], str(amount.value), amount.unit, str(amount.scale_factor))
        for amount in find_amounts(text)
    ]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "scale"),
    [
        ("was JPY69,731 million,", "JPY69,731 million", "69731", "JPY", "1000000"),
        ("($703 million)", "$703 million", "703", "USD", "1000000"),
        ("of $1.2 billion.", "$1.2 billion", "1.2", "USD", "1000000000"),
        ("JPY (143) millions", "JPY (143) millions", "-143", "JPY", "1000000"),
        ("JPY 24,677 thousand", "JPY 24,677 thousand", "24677", "JPY", "1000"),
        ("a loss of ($14) million", "($14) million", "-14", "USD", "1000000"),
        ("($.38) per share", "($.38) per share", "-0.38", "USD/share", "1"),
        ("$0.37 per diluted share", "$0.37 per diluted share", "0.37", "USD/share", "1"),
        ("27 cents a share", "27 cents a share", "0.27", "USD/share", "1"),
        ("JPY2,000 per share of common stock", "JPY2,000 per share", "2000", "JPY/share", "1"),
        ("at JPY99.15 per US$1.00, which", "JPY99.15 per US$1.00", "99.15", "JPY/USD", "1"),
        ("up 4.3%", "4.3%", "4.3", "percent", "1"),
        ("of -27.0% in", "-27.0%", "-27.0", "percent", "1"),
        ("(4.7%)", "4.7%", "4.7", "percent", "1"),
        ("1.5 percent", "1.5 percent", "1.5", "percent", "1"),
        ("440 basis\npoints", "440 basis\npoints", "4.40", "percentage_points", "1"),
        ("206,478 shares", "206,478 shares", "206478", "shares", "1"),
        ("10 ATMs", "10 ATMs", "10", "ATMs", "1"),
        ("A$3bn", "A$3bn", "3", "AUD", "1000000000"),
        ("was $1, 465,000, or", "$1, 465,000", "1465000", "USD", "1"),
        ("at $16 7/8 per share", "$16 7/8 per share", "16.875", "USD/share", "1"),
        ("at 6 1/2% payable", "6 1/2%", "6.5", "percent", "1"),
        ("a fee of 3/8 of 1", "3/8", "0.375", None, "1"),
        ("grew to 94 from", "94", "94", None, "1"),
        ("EUR 12.5 million", "EUR 12.5 million", "12.5", "EUR", "1000000"),
    ],
)
def test_a_figure_is_read_whole(text: str, printed: str, value: str, unit: str | None, scale: str) -> None:
    assert read(text)[0] == (printed, value, unit, scale)


@pytest.mark.parametrize(
    "text",
    [
        "PI6C4512",
        "at 1:30 pm",
        "Form 20-F",
        "an 8-bit bus",
        "5-for-4 split",
        "800-949-8963",
        "FY2008",
        "200MHz",
        "was .1,234 of all",
    ],
)
def test_digits_that_are_glued_to_something_are_no_figure(text: str) -> None:
    assert read(text) == []


def test_both_ends_of_a_range_are_figures() -> None:
    assert read("decrease 2-3% from") == [("2", "2", None, "1"), ("3%", "3", "percent", "1")]


@given(st.text(alphabet="JPY$ ()-.,0123456789%million/:€\nx", max_size=60))
def test_figures_stand_inside_the_text_and_in_order(text: str) -> None:
    last = 0
    for amount in find_amounts(text):
        assert last <= amount.start <= amount.token_start < amount.token_end <= amount.end <= len(text)
        last = amount.token_start
