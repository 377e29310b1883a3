"""Figures of a paragraph on one side, its other numbers on the other."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.periods.words import words_of
from dagster_project.parsing.prose.amounts import NUMERIC_TOKEN
from dagster_project.parsing.prose.paragraph_numbers import sort_numbers


def figures_and_others(text: str) -> tuple[list[Decimal], list[tuple[str, str]]]:
    figures, others = sort_numbers(text, words_of(text))
    return [figure.value for figure in figures], [(text[start:end], kind.kind) for start, end, kind in others]


def test_a_date_a_period_and_a_reference_are_no_figures() -> None:
    text = "On May 15, 2009 it had 12 offices, see Note 3, and $4.5 million of sales in FY2008"
    assert figures_and_others(text) == (
        [Decimal(12), Decimal("4.5")],
        [("15", "date"), ("2009", "date"), ("3", "footnote_mark"), ("2008", "period_name")],
    )


def test_a_length_of_time_is_no_figure() -> None:
    assert figures_and_others("payable within 90 days") == ([], [("90", "period_name")])


def test_a_fraction_is_one_figure() -> None:
    assert figures_and_others("a fee of 3/8 of 1% a year") == ([Decimal("0.375"), Decimal(1)], [])


@given(st.text(alphabet="JPY$ ()-.,0123456789%million/:€\nx", max_size=60))
def test_no_number_is_on_both_sides(text: str) -> None:
    figures, others = sort_numbers(text, words_of(text))
    places = sorted([(one.token_start, one.token_end) for one in figures] + [(one.start, one.end) for one in others])
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert {start for start, _ in places} <= {token.start() for token in NUMERIC_TOKEN.finditer(text)}
