"""Words of heads and captions to units and scales."""

from decimal import Decimal

import pytest

from dagster_project.parsing.units import UnitReading, main_currency, read_unit

THOUSAND = Decimal(1000)
MILLION = Decimal(1000000)


@pytest.mark.parametrize(
    ("words", "unit", "scale"),
    [
        ("Fiscal Year Ended March 31, 2009 Thousands of U.S. Dollars", "USD", THOUSAND),
        ("FY2008 JPY millions", "JPY", MILLION),
        ("Thousands of JPY", "JPY", THOUSAND),
        ("Yen", "JPY", None),
        ("%", "percent", None),
        ("% of total revenues", "percent", None),
        ("Shares of Common Stock Outstanding Shares", "shares", None),
        ("(Dollars in millions)", "USD", MILLION),
        ("(in thousands, except per share data)", None, THOUSAND),
        ("RMB’000", "CNY", THOUSAND),
        ("MSEK", "SEK", MILLION),
        ("€m", "EUR", MILLION),
        ("TEUR", "EUR", THOUSAND),
        ("S$ million", "SGD", MILLION),
        ("(In Thousands of New Taiwan Dollars)", "TWD", THOUSAND),
        ("(000's omitted)", None, THOUSAND),
        ("(In whole dollars)", "USD", Decimal(1)),
        ("including $5.0 billion for one product (MILLIONS)", "USD", MILLION),
        ("March 31, 2009", None, None),
    ],
)
def test_a_head_or_caption_states_unit_and_scale(words: str, unit: str | None, scale: Decimal | None) -> None:
    assert read_unit(words) == UnitReading(unit, scale)


def test_a_caption_may_except_share_counts_from_its_scale() -> None:
    assert read_unit("(in thousands, except share and per share data)") == UnitReading(None, THOUSAND, True)


def test_the_main_currency_is_the_one_printed_most() -> None:
    assert main_currency("JPY 1 JPY 2 JPY 3 ($4)") == "JPY"
    assert main_currency("no money here") is None
