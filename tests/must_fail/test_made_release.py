"""Identities the sample gives no occasion for: parts of a year, order backlogs, segments in columns, targets.

A small release made for them (`made_release.txt`) is read as printed and with one misprint at a time. Each misprint
fires the identities it must fire and no others; what is not printed leaves an identity not evaluable, never passed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from must_fail.faulty_warehouse import FaultyWarehouse, release_id_of

from dagster_project.defs.dbt_command import invoke_dbt
from dagster_project.parsing import parse_release
from dagster_project.parsing.rollups import discover_rollups
from dagster_project.settings import Settings
from dagster_project.warehouse.load import ParsedFile, load_releases, to_rows
from dagster_project.warehouse.schema import create_schema

pytestmark = pytest.mark.slow

MADE_RELEASE = Path(__file__).with_name("made_release.txt")

HOLDING = {
    "period_eq_its_quarters": 5,
    "period_eq_earlier_and_later_part": 2,
    "kf_order_backlog_eq_opening_plus_orders_less_revenues": 2,
    "kf_order_backlog_roll_forward_eq_movements": 1,
    "kf_working_capital_eq_current_assets_less_current_liabilities": 2,
    "seg_row_total_eq_segments": 2,
    "seg_figure_eq_statement": 2,
    "rc_figure_eq_statement": 1,
    "xf_figure_eq_release": 2,
    "gd_target_growth_eq_target_over_actual": 2,
}

# What is printed, what stands there instead, and which identities then fail.
MISPRINTS: Mapping[str, tuple[str, str, set[str]]] = {
    "a quarter": (
        "1,340           1,405",
        "1,430           1,405",
        {"period_eq_its_quarters", "is_gross_profit_eq_revenues_less_cost_of_revenues"},
    ),
    "the last quarter": ("141           553", "114           553", {"period_eq_earlier_and_later_part"}),
    "orders": (
        "5,900          5,225",
        "5,090          5,225",
        {"kf_order_backlog_eq_opening_plus_orders_less_revenues"},
    ),
    "working capital": (
        "4,065          3,735",
        "4,605          3,735",
        {"kf_working_capital_eq_current_assets_less_current_liabilities"},
    ),
    "a segment": ("2,015           (145)", "2,105           (145)", {"seg_row_total_eq_segments"}),
    "the exchange's form": ("5.5               1.0", "6.5               1.0", {"xf_figure_eq_release"}),
    "growth of a target": ("9.9       1,150", "8.9       1,150", {"gd_target_growth_eq_target_over_actual"}),
}

# What is printed, what stands there instead, and which identities can then not be evaluated.
GAPS: Mapping[str, tuple[str, str, set[str]]] = {
    "no quarter": (
        "1,340           1,405",
        "                1,405",
        {
            "period_eq_its_quarters",
            "is_gross_profit_eq_revenues_less_cost_of_revenues",
            "kf_gross_profit_eq_revenues_less_cost_of_revenues",
        },
    ),
    "no nine months": ("412                  141", "                     141", {"period_eq_earlier_and_later_part"}),
    "no revenues": (
        "5,470          4,910",
        "5,470               ",
        {"kf_order_backlog_eq_opening_plus_orders_less_revenues"},
    ),
    "no current liabilities": (
        "2,040          1,985",
        "               1,985",
        {"kf_working_capital_eq_current_assets_less_current_liabilities"},
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> FaultyWarehouse:
    """One release as printed (`clean`), one for each misprint, one for each gap."""
    settings = Settings(tmp_path_factory.mktemp("made"), MADE_RELEASE.parent)
    settings.home.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(settings.warehouse)) as connection:
        create_schema(connection)
        load_releases(connection, [_parsed(name) for name in ["clean", *MISPRINTS, *GAPS]])
    result = invoke_dbt(["build", "--exclude-resource-type", "test", "unit_test"], settings)
    assert result.success, result.result
    return FaultyWarehouse(settings.warehouse, {})


def _parsed(name: str) -> ParsedFile:
    text = MADE_RELEASE.read_text(encoding="utf-8")
    if name != "clean":
        printed, instead, _ = {**MISPRINTS, **GAPS}[name]
        assert text.count(printed) == 1, f"{name}: {printed!r} stands {text.count(printed)} times in the release"
        text = text.replace(printed, instead)
    release = parse_release(text.encode(), f"{name}.txt")
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    release = replace(release, sha256=sha256, release_id=release_id_of(name))
    rollups = discover_rollups(release.tables, release.cells)
    return to_rows(release, rollups, f"{name}.txt", datetime.now(UTC).replace(tzinfo=None))


def test_as_printed_everything_holds(made: FaultyWarehouse) -> None:
    counts = made.rows(
        "select identity_id, count(*) from marts.fct_identity_checks where release_id = ? and status = 'pass' "
        "group by all",
        release_id_of("clean"),
    )
    others = made.rows(
        "select identity_id, explanation from marts.fct_identity_checks where release_id = ? and status != 'pass'",
        release_id_of("clean"),
    )

    assert {identity_id: count for identity_id, count in counts if identity_id in HOLDING} == HOLDING
    assert others == []


@pytest.mark.parametrize("misprint", MISPRINTS)
def test_a_misprint_fails_the_identities_it_breaks_and_no_others(made: FaultyWarehouse, misprint: str) -> None:
    assert made.identities(misprint, "fail") == MISPRINTS[misprint][2]


@pytest.mark.parametrize("gap", GAPS)
def test_what_is_not_printed_is_not_evaluable(made: FaultyWarehouse, gap: str) -> None:
    assert made.identities(gap, "not_evaluable") == GAPS[gap][2]
    assert GAPS[gap][2].isdisjoint(made.identities(gap, "fail"))


def test_the_quarter_that_is_not_printed_is_named(made: FaultyWarehouse) -> None:
    ((missing,),) = made.rows(
        "select missing_operands from marts.fct_identity_checks where release_id = ? and status = 'not_evaluable' "
        "and identity_id = 'period_eq_its_quarters'",
        release_id_of("no quarter"),
    )

    assert missing == "Revenues of example_instruments/2008-04-01_2008-06-30"


def test_an_average_is_not_added_up_over_time(made: FaultyWarehouse) -> None:
    scopes = made.rows(
        "select scope from marts.fct_identity_checks where release_id = ? and scope like '%average_price%'",
        release_id_of("clean"),
    )

    assert scopes == []
