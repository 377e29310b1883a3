"""Words of labels and titles to what their figures are: shares, amounts per share, counted things."""

from decimal import Decimal

import pytest

from dagster_project.parsing.label_units import (
    counted_unit,
    is_share_count,
    noted_unit,
    per_share_of,
    stated_scale,
    unit_list,
)

THOUSAND = Decimal(1000)


def test_a_label_may_list_the_units_of_its_cells() -> None:
    label = "BASIC NET INCOME PER SHARE (JPY / U.S. Dollars / JPY)"
    assert unit_list(label) == ("JPY", "USD", "JPY")
    assert unit_list("NET INCOME PER SHARE (JPY / diluted / JPY)") == ()


def test_a_label_may_note_its_unit_or_its_scale() -> None:
    assert noted_unit("WEIGHTED-AVERAGE NUMBER OF ADS EQUIVALENTS (ADSs)") == "ADS"
    assert noted_unit("Average common units outstanding - diluted") == "units"
    assert noted_unit("Average rent of occupied units") is None
    assert noted_unit("Average size of units") is None
    assert stated_scale("Diluted shares (in thousands)") == THOUSAND
    assert stated_scale("OTHER ASSETS (net), less allowance of JPY 64,796 thousand") is None


def test_what_is_counted_is_lower_case_and_plural() -> None:
    assert counted_unit("Number of Contracts for Connectivity Services") == "contracts"


@pytest.mark.parametrize(
    ("label", "per_share", "is_count"),
    [
        ("Diluted earnings per common share", "share", False),
        ("BASIC NET INCOME PER ADS EQUIVALENT", "ADS", False),
        ("Shares used in computing basic earnings per share", "share", True),
        ("Weighted average shares outstanding", None, True),
        ("Net income", None, False),
        ("Common stock, no par; issued and outstanding, 206,478 shares", None, False),
    ],
)
def test_amounts_per_share_are_told_from_numbers_of_shares(label: str, per_share: str | None, is_count: bool) -> None:
    assert is_share_count(label) == is_count
    if not is_count:
        assert per_share_of(label) == per_share


def test_shares_issued_to_somebody_and_lines_of_stock_are_amounts() -> None:
    assert is_share_count("Shares issued and outstanding")
    assert not is_share_count("Shares of Common Stock issued to Employee Stock Ownership Plan")
    assert not is_share_count("Common stock and paid-in capital - shares authorized 24,000; outstanding 7,434")
    assert not is_share_count("2,000,000 shares designated: shares issued and outstanding: 1998, 1,949,726")
