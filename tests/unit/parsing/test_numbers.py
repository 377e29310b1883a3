"""`parse_number`: what is a figure, what is nil, and what is neither."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.numbers import Nil, NotANumber, Number, parse_number


@pytest.mark.parametrize(
    ("printed", "value", "precision"),
    [
        ("1,234", "1234", "1"),
        ("(1,234)", "-1234", "1"),
        ("(2,855 )", "-2855", "1"),
        ("($991)", "-991", "1"),
        ("$(370)", "-370", "1"),
        ("$ 21,121", "21121", "1"),
        ("-5", "-5", "1"),
        ("−5.50", "-5.50", "0.01"),
        ("+5", "5", "1"),
        (".58", "0.58", "0.01"),
        ("$.001", "0.001", "0.001"),
        ("46 5/8", "46.625", "0.125"),
        ("3/4", "0.75", "0.25"),
        ("1204", "1204", "1"),
        ("0", "0", "1"),
        ("25,099.83", "25099.83", "0.01"),
    ],
)
def test_a_figure_has_its_sign_and_the_size_of_its_last_printed_digit(printed: str, value: str, precision: str) -> None:
    assert parse_number(printed) == Number(
        Decimal(value), Decimal(precision), currency_sign="$" if "$" in printed else None
    )


def test_the_letter_of_the_yen_is_none_before_a_year() -> None:
    assert parse_number("Y1,204") == Number(Decimal(1204), Decimal(1), currency_sign="Y")
    assert isinstance(parse_number("Y2009"), NotANumber)


@pytest.mark.parametrize("printed", ["(38.7%)", "(38.7)%", "-38.7 %"])
def test_a_percent_sign_may_stand_inside_or_outside_the_parentheses(printed: str) -> None:
    assert parse_number(printed) == Number(Decimal("-38.7"), Decimal("0.1"), is_percent=True)


@pytest.mark.parametrize("printed", ["--", "---", "-", "—", "–", "$--", "$ -", "(--)"])
def test_a_lone_dash_is_nil(printed: str) -> None:
    assert parse_number(printed) == Nil()


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("", "blank"),
        ("   ", "blank"),
        ("NM", "words"),
        ("Others(3)", "digits inside a word"),
        ("(B)(J)", "words"),
        ("(12", "a parenthesis without its partner"),
        ("12)", "a parenthesis without its partner"),
        ("1,23", "not printed as a figure"),
        ("1,234,5678", "not printed as a figure"),
        ("12345678901234567", "more digits than a figure has"),
        ("46 8/8", "a fraction that is not less than one"),
        ("3/31/06", "not printed as a figure"),
        ("1Gbps", "digits inside a word"),
    ],
)
def test_what_is_no_figure_says_why(printed: str, reason: str) -> None:
    assert parse_number(printed) == NotANumber(reason)


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(text: str) -> None:
    assert isinstance(parse_number(text), Number | Nil | NotANumber)


@given(
    st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False),
    st.booleans(),
)
def test_what_is_printed_is_read(value: Decimal, is_negative: bool) -> None:
    printed = f"({value:,.2f})" if is_negative else f"{value:,.2f}"
    assert parse_number(printed) == Number(-value if is_negative else value, Decimal("0.01"))
