"""Each fault planted in a release fires the checks it must fire, and no others; the clean release fires none."""

from __future__ import annotations

import pytest
from must_fail.faulty_warehouse import FaultyWarehouse, release_id_of

pytestmark = pytest.mark.slow

BALANCE_SHEET_TIES = {
    "cf_ending_cash_eq_balance_sheet",
    "eq_total_eq_balance_sheet",
    "eq_retained_earnings_eq_balance_sheet",
    "eq_accumulated_other_comprehensive_income_eq_balance_sheet",
    "eq_treasury_stock_eq_balance_sheet",
}

PRETAX_INCOME_TO_ASSETS = "kf_pretax_income_to_assets_ratio_eq_pretax_income_over_average_assets"

FAILING = {
    "flipped sign": {
        "cf_net_change_eq_activities",
        "cf_total_eq_parts",
        "fx_translation_eq_amount_over_stated_rate",
        "xf_figure_eq_release",
    },
    "thousandfold total": {
        "bs_assets_eq_liabilities_and_equity",
        "bs_total_assets_eq_total_liabilities_and_equity",
        "bs_total_eq_parts",
        "fx_translation_eq_amount_over_stated_rate",
        "kf_equity_to_assets_ratio_eq_equity_over_assets",
        "known_discrepancy_still_matches",
        "xf_figure_eq_release",
    },
    "thousandfold column": BALANCE_SHEET_TIES
    | {
        "eq_common_stock_eq_balance_sheet",
        "eq_additional_paid_in_capital_eq_balance_sheet",
        "fx_translation_eq_amount_over_stated_rate",
        "kf_dividends_to_equity_ratio_eq_dividends_over_average_equity",
        "kf_return_on_equity_eq_net_income_over_average_equity",
        "known_discrepancy_still_matches",
        "ps_book_value_per_share_eq_equity_over_shares",
        "xf_figure_eq_release",
    },
    # Common stock and paid-in capital are the same in both years.
    "swapped columns": BALANCE_SHEET_TIES
    | {
        "cf_beginning_cash_eq_balance_sheet",
        "fx_translation_eq_amount_over_stated_rate",
        "kf_return_on_equity_eq_net_income_over_average_equity",
        "known_discrepancy_still_matches",
        "xf_figure_eq_release",
    },
    "changed digit": {"bs_total_eq_parts", "fx_translation_eq_amount_over_stated_rate"},
    "benefit for expense": {
        "fx_translation_eq_amount_over_stated_rate",
        "is_net_income_eq_parts",
        "is_share_eq_line_over_revenues",
    },
    "growth for decline": {"change_percent_eq_growth_over_earlier_period", "xf_figure_eq_release"},
    "wrong translation": {"fx_translation_eq_amount_over_stated_rate"},
    "wrong share": {"is_share_eq_line_over_revenues", "is_total_eq_parts"},
    "wrong return": {"kf_return_on_equity_eq_net_income_over_average_equity"},
    "wrong amount per share": {"ps_book_value_per_share_eq_equity_over_shares"},
    "stale review": {"rc_figure_eq_statement", "known_discrepancy_still_matches"},
    "missing part": set(),
    # Without total assets the reviewed roundings of shares of them cannot be found again.
    "missing total": {"known_discrepancy_still_matches"},
    "one unit": set(),
}

NOT_EVALUABLE = {
    "thousandfold total": {"bs_share_eq_line_over_total_assets", PRETAX_INCOME_TO_ASSETS},
    "thousandfold column": {PRETAX_INCOME_TO_ASSETS},
    "swapped columns": {
        "bs_share_eq_line_over_total_assets",
        "fx_translation_eq_amount_over_stated_rate",
        "kf_equity_to_assets_ratio_eq_equity_over_assets",
        "ps_book_value_per_share_eq_equity_over_shares",
        "xf_figure_eq_release",
    },
    "missing part": {
        "bs_assets_eq_liabilities_and_equity",
        "bs_total_eq_parts",
        "known_discrepancy_still_matches",
    },
    "missing total": {
        "bs_assets_eq_liabilities_and_equity",
        "bs_share_eq_line_over_total_assets",
        "bs_total_assets_eq_total_liabilities_and_equity",
        "bs_total_eq_parts",
    },
}
"""A summary, a translation, a share or a ratio that holds almost nowhere cannot be known to speak of the same."""

HELD = {
    "flipped sign",
    "thousandfold total",
    "thousandfold column",
    "swapped columns",
    "changed digit",
    "benefit for expense",
    "wrong share",
}


@pytest.mark.parametrize("fault", FAILING)
def test_a_fault_fails_the_identities_it_breaks_and_no_others(faulty: FaultyWarehouse, fault: str) -> None:
    assert faulty.identities(fault, "fail") == FAILING[fault]


@pytest.mark.parametrize("fault", FAILING)
def test_a_missing_operand_is_not_evaluable_and_never_a_pass(faulty: FaultyWarehouse, fault: str) -> None:
    assert faulty.identities(fault, "not_evaluable") == NOT_EVALUABLE.get(fault, set())


def test_the_missing_operand_is_named(faulty: FaultyWarehouse) -> None:
    missing = faulty.rows(
        "select unit, missing_operands, lhs, rhs, residual, tolerance from marts.fct_identity_checks "
        "where release_id = ? and identity_id = 'bs_assets_eq_liabilities_and_equity' and status = 'not_evaluable'",
        release_id_of("missing part"),
    )

    assert missing == [("JPY", "total_liabilities", None, None, None, None)]


def test_exactly_the_releases_with_a_critical_failure_are_held(faulty: FaultyWarehouse) -> None:
    held = faulty.rows("select file_name from marts.dim_releases where is_held order by file_name")

    assert {str(name).removesuffix(".txt") for (name,) in held} == HELD


def test_the_reason_of_a_hold_names_lines_values_and_difference(faulty: FaultyWarehouse) -> None:
    ((reason,),) = faulty.rows(
        "select hold_reason from marts.dim_releases where release_id = ?", release_id_of("changed digit")
    )

    assert "bs_total_eq_parts" in str(reason)
    assert "GOODWILL 2,639,819,000" in str(reason)
    assert "the difference of -500,000 is more than the 4,500 that rounding allows" in str(reason)


def test_great_expectations_finds_the_same_failures_by_itself(faulty: FaultyWarehouse) -> None:
    by_model = dict(
        faulty.rows("select identity_id, count(*) from marts.fct_identity_checks where status = 'fail' group by all")
    )
    identities = [result for result in faulty.expectations.values() if result.suite == "identities"]

    assert {result.expectation_id: result.unexpected_count for result in identities if result.unexpected_count} == (
        by_model
    )
    assert all(result.status == ("failed" if result.unexpected_count else "passed") for result in identities)


def test_the_balance_written_out_over_the_facts_finds_the_release_whose_total_is_wrong(faulty: FaultyWarehouse) -> None:
    balance = faulty.expectations["bs_assets_eq_liabilities_and_equity_over_facts"]

    assert (balance.status, balance.unexpected_count) == ("failed", 1)
    assert release_id_of("thousandfold total") in balance.message


def test_failing_identities_do_not_stop_the_publish(faulty: FaultyWarehouse) -> None:
    assert [result.expectation_id for result in faulty.expectations.values() if result.stops_publish] == []


def test_a_fact_that_only_fails_is_contradicted_and_one_that_also_holds_is_verified(faulty: FaultyWarehouse) -> None:
    facts = faulty.rows(
        "select printed_text, verification_status, verified_by from marts.fct_line_items "
        "where release_id = ? and table_index = 23 and printed_text in ('4,122', '408,712', '7,810') ",
        release_id_of("wrong translation"),
    )

    # Interest paid stands nowhere else; income taxes paid are translated rightly.
    assert sorted(facts) == [("4,122", "contradicted", 0), ("408,712", "contradicted", 0), ("7,810", "verified", 1)]


def test_a_column_of_another_scale_is_found_though_it_adds_up_in_itself(faulty: FaultyWarehouse) -> None:
    ((failing,),) = faulty.rows(
        "select count(*) from marts.fct_identity_checks where release_id = ? and status = 'fail' "
        "and identity_id = 'fx_translation_eq_amount_over_stated_rate' and scope like 'balance_sheet/%'",
        release_id_of("thousandfold column"),
    )

    # Each of the 34 numbers that the balance sheet translates.
    assert failing == 34
