"""A model that is wrong, or a table that is empty, stops the publish: the suites do not trust what dbt says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from must_fail.faulty_warehouse import Expectations

pytestmark = pytest.mark.slow

BALANCE = "identity_id = 'bs_assets_eq_liabilities_and_equity'"
FAILED_BALANCE = f"{BALANCE} and status = 'fail'"

BREAKAGES = {
    "a failure called a pass": (
        f"update marts.fct_identity_checks set status = 'pass' where {FAILED_BALANCE}",
        {
            "fct_identity_checks_status_follows_from_its_numbers",
            "bs_assets_eq_liabilities_and_equity_is_checked_by_the_model",
        },
    ),
    "a tolerance that swallows the failure": (
        f"update marts.fct_identity_checks set tolerance = 1e15, status = 'pass' where {FAILED_BALANCE}",
        {
            "fct_identity_checks_sides_follow_from_operands",
            "bs_assets_eq_liabilities_and_equity_is_checked_by_the_model",
        },
    ),
    "a total compared with itself": (
        f"update marts.fct_identity_checks set rhs = lhs, residual = 0, status = 'pass' where {FAILED_BALANCE}",
        {
            "fct_identity_checks_sides_follow_from_operands",
            "bs_assets_eq_liabilities_and_equity_is_checked_by_the_model",
        },
    ),
    "a check that was never made": (
        f"delete from marts.fct_identity_checks where {BALANCE}",
        {
            "fct_identity_operands_belong_to_checks_and_facts",
            "bs_assets_eq_liabilities_and_equity_is_checked_by_the_model",
        },
    ),
    "a critical identity made a warning": (
        f"update marts.fct_identity_checks set severity = 'warning' where {BALANCE}",
        {"fct_identity_checks_severity_is_the_catalogues"},
    ),
    "a release set free": (
        "update marts.dim_releases set is_held = false, hold_reason = null",
        {"dim_releases_are_held_for_a_reason"},
    ),
    "contradictions that are not told": (
        "delete from marts.fct_contradictions",
        {"fct_contradictions_lists_every_release_with_a_failing_identity"},
    ),
    "no checks at all": (
        "delete from marts.fct_identity_checks",
        {
            "fct_identity_checks_is_not_empty",
            "fct_identity_operands_belong_to_checks_and_facts",
            "bs_assets_eq_liabilities_and_equity_is_checked_by_the_model",
            "cf_ending_eq_beginning_plus_change_is_checked_by_the_model",
            "dim_releases_are_held_for_a_reason",
        },
    ),
    "no facts at all": (
        "delete from marts.fct_line_items",
        {
            "fct_line_items_is_not_empty",
            "fct_line_items_holds_every_cell",
            "fct_identity_operands_belong_to_checks_and_facts",
            "bs_assets_eq_liabilities_and_equity_rests_on_facts",
            "cf_ending_eq_beginning_plus_change_rests_on_facts",
        },
    ),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_table_stops_the_publish(expectations_after: Callable[[str], Expectations], breakage: str) -> None:
    statement, expected = BREAKAGES[breakage]

    results = expectations_after(statement)

    stopping = {result.expectation_id for result in results.values() if result.stops_publish}
    assert stopping == expected
    assert all(results[expectation_id].status == "failed" for expectation_id in expected)


def test_a_missing_column_is_an_error_and_neither_a_pass_nor_a_failure(
    expectations_after: Callable[[str], Expectations],
) -> None:
    results = expectations_after("alter table marts.dim_periods rename column issuer_id to whose_id")

    result = results["dim_periods_issuer_id_is_not_null"]
    assert (result.status, result.stops_publish) == ("errored", True)
    assert "issuer_id" in result.message


def test_a_missing_table_errors_every_expectation_of_its_suite(
    expectations_after: Callable[[str], Expectations],
) -> None:
    results = expectations_after("drop table marts.dim_periods cascade")

    suite = [result for result in results.values() if result.suite == "marts_dim_periods"]
    assert {result.status for result in suite} == {"errored"}
    assert all(result.stops_publish for result in suite)
