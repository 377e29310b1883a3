"""The release as printed: identities are evaluated in every column that allows it, and what fails is the issuer's."""

from __future__ import annotations

import pytest
from must_fail.faulty_warehouse import FaultyWarehouse, release_id_of

pytestmark = pytest.mark.slow

BALANCE_DATES = "2008-03-31 JPY, 2009-03-31 JPY, 2009-03-31 USD"
YEARS = "FY2007 JPY, FY2008 JPY, FY2008 USD"
YEARS_AND_QUARTERS = "4Q07 JPY, 4Q08 JPY, 4Q08 USD, FY2007 JPY, FY2008 JPY, FY2008 USD"

PASSING = {
    "bs_assets_eq_liabilities_and_equity: balance_sheet": BALANCE_DATES,
    "bs_total_assets_eq_total_liabilities_and_equity: balance_sheet": BALANCE_DATES,
    "bs_total_eq_parts: balance_sheet/total_current_assets": BALANCE_DATES,
    "bs_total_eq_parts: balance_sheet/total_assets": BALANCE_DATES,
    "bs_total_eq_parts: balance_sheet/total_current_liabilities": BALANCE_DATES,
    "bs_total_eq_parts: balance_sheet/total_liabilities": BALANCE_DATES,
    "bs_total_eq_parts: balance_sheet/shareholders_equity": BALANCE_DATES,
    "bs_total_eq_parts: balance_sheet/total_liabilities_and_equity": BALANCE_DATES,
    "is_total_eq_parts: income_statement/revenues": YEARS_AND_QUARTERS,
    "is_total_eq_parts: income_statement/cost_of_revenues": YEARS_AND_QUARTERS,
    "is_total_eq_parts: income_statement/total_costs_and_expenses": YEARS_AND_QUARTERS,
    "is_operating_income_eq_revenues_less_costs: income_statement": YEARS_AND_QUARTERS,
    "is_total_eq_parts: income_statement/other_income_expense_net": YEARS_AND_QUARTERS,
    "is_pretax_income_eq_parts: income_statement/income_before_income_taxes": YEARS_AND_QUARTERS,
    "is_net_income_eq_parts: income_statement/net_income": YEARS_AND_QUARTERS,
    "cf_total_eq_parts: cash_flow/net_cash_provided_by_operating_activities": YEARS_AND_QUARTERS,
    "cf_total_eq_parts: cash_flow/net_cash_provided_by_investing_activities": YEARS_AND_QUARTERS,
    "cf_total_eq_parts: cash_flow/net_cash_provided_by_financing_activities": YEARS_AND_QUARTERS,
    "cf_net_change_eq_activities: cash_flow": YEARS_AND_QUARTERS,
    "cf_ending_eq_beginning_plus_change: cash_flow": YEARS_AND_QUARTERS,
    "cf_ending_cash_eq_balance_sheet: cash_flow": YEARS_AND_QUARTERS,
    # Only one earlier balance sheet is printed, and only in yen.
    "cf_beginning_cash_eq_balance_sheet: cash_flow": "FY2008 JPY",
    "cf_net_income_eq_income_statement: cash_flow": YEARS_AND_QUARTERS,
    "eq_net_income_eq_income_statement: equity": YEARS,
    "eq_total_eq_balance_sheet: equity": BALANCE_DATES,
    "eq_roll_forward_eq_movements: equity/shareholders_equity": BALANCE_DATES,
    "eq_roll_forward_eq_movements: equity/shareholders_equity/equity_component/retained_earnings": BALANCE_DATES,
    "eq_roll_forward_eq_movements: equity/shareholders_equity/equity_component/treasury_stock": BALANCE_DATES,
    "eq_total_eq_components: equity/net_income": YEARS,
    "eq_total_eq_components: equity/other_comprehensive_income": YEARS,
    "eq_total_eq_components: equity/shareholders_equity": (
        "2007-03-31 JPY, 2008-03-31 JPY, 2008-03-31 USD, 2009-03-31 JPY, 2009-03-31 USD"
    ),
    "seg_consolidated_eq_segments_and_eliminations: segment/revenues": "FY2008 JPY",
    "seg_consolidated_eq_segments_and_eliminations: segment/operating_income": "FY2008 JPY",
}


@pytest.mark.parametrize("identity", PASSING)
def test_an_identity_holds_in_every_column_that_allows_it(faulty: FaultyWarehouse, identity: str) -> None:
    identity_id, scope = identity.split(": ")
    columns = faulty.rows(
        "select distinct fiscal_label || ' ' || unit from marts.fct_identity_checks "
        "inner join marts.dim_periods using (period_id) "
        "where release_id = ? and identity_id = ? and scope = ? and status = 'pass' order by all",
        release_id_of("clean"),
        identity_id,
        scope,
    )

    assert ", ".join(str(column) for (column,) in columns) == PASSING[identity]


def test_what_fails_in_the_release_as_printed_has_been_reviewed(faulty: FaultyWarehouse) -> None:
    counts = faulty.rows(
        "select status, identity_id, count(*) from marts.fct_identity_checks "
        "where release_id = ? and status in ('fail', 'known_discrepancy') group by all order by all",
        release_id_of("clean"),
    )

    assert counts == [
        ("known_discrepancy", "bs_share_eq_line_over_total_assets", 4),
        ("known_discrepancy", "fx_translation_eq_amount_over_stated_rate", 21),
        ("known_discrepancy", "is_share_eq_line_over_revenues", 2),
        ("known_discrepancy", "rc_figure_eq_statement", 1),
        ("known_discrepancy", "rc_total_eq_parts", 1),
        ("known_discrepancy", "seg_figure_eq_statement", 4),
        ("known_discrepancy", "summary_figure_eq_statement", 1),
    ]


def test_a_residual_is_exact_and_its_tolerance_half_a_unit_for_each_rounded_member(faulty: FaultyWarehouse) -> None:
    checks = faulty.rows(
        "select lhs, rhs, residual, tolerance from marts.fct_identity_checks "
        "inner join marts.dim_periods using (period_id) where release_id = ? and fiscal_label = '4Q07' "
        "and identity_id = 'rc_total_eq_parts' and scope = 'reconciliation/net_income'",
        release_id_of("clean"),
    )

    # 1,089 = 1,807 - 160 - 552 + 45 - 52 in millions, which is 1,088: a total and five parts.
    assert checks == [(1_089_000_000, 1_088_000_000, 1_000_000, 3_000_000)]


def test_most_numbers_are_verified_and_seven_in_ten_by_two_identities(faulty: FaultyWarehouse) -> None:
    ((by_one, by_two),) = faulty.rows(
        "select count_if(verified_by > 0) / count(*), count_if(verified_by > 1) / count(*) "
        "from marts.fct_line_items where release_id = ? and not is_nil",
        release_id_of("clean"),
    )

    assert float(str(by_one)) >= 0.97
    assert float(str(by_two)) >= 0.72
