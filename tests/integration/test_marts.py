"""What the marts say of the sample release, and of a release whose issuer no seed has heard of.

The figures were read in the releases by eye.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project.defs.dbt_command import invoke_dbt
from dagster_project.settings import Settings

pytestmark = pytest.mark.slow

Rows = list[tuple[object, ...]]
Ask = Callable[..., Rows]

SAMPLE_ISSUER = "internet_initiative_japan"
UNSEEN_ISSUER = "northwind_mills"


def test_revenues_are_four_rows_one_for_each_period(ask: Ask) -> None:
    query = """
        select p.fiscal_label, l.value
        from marts.fct_line_items l
        join marts.dim_periods p using (period_id)
        join marts.dim_segments s using (segment_id)
        join marts.dim_line_items i using (line_item_id)
        where i.line_item_name = 'Revenues' and s.is_total and l.unit = 'JPY' and l.is_primary and l.scenario = 'actual'
        order by p.end_date, p.start_date"""

    assert ask(query) == [
        ("FY2007", Decimal(66835299000)),
        ("4Q07", Decimal(18485893000)),
        ("FY2008", Decimal(69730730000)),
        ("4Q08", Decimal(18941727000)),
    ]


def test_the_periods_of_the_sample_carry_the_issuers_names(ask: Ask) -> None:
    labels = ask("select fiscal_label from marts.dim_periods where issuer_id = ? order by 1", SAMPLE_ISSUER)

    assert {str(label) for (label,) in labels} >= {
        *("FY2007", "FY2008", "FY2009", "4Q07", "4Q08", "1H FY2009"),
        *("2007-03-31", "2007-12-31", "2008-03-31", "2008-12-31", "2009-03-31"),
    }


def test_one_member_under_two_names_is_one_row_in_the_hierarchy(ask: Ask) -> None:
    query = """
        select distinct l.label, s.segment_path
        from marts.fct_line_items l join marts.dim_segments s using (segment_id)
        where l.line_item_id = 'revenues' and l.label in ('SI', 'SI Revenues', 'Systems Construction')
        order by 1"""

    assert ask(query) == [
        ("SI", "Consolidated > Systems integration"),
        ("SI Revenues", "Consolidated > Systems integration"),
        ("Systems Construction", "Consolidated > Systems integration > Systems construction"),
    ]


def test_reportable_segments_less_eliminations_are_the_consolidated_revenues(ask: Ask) -> None:
    query = """
        select s.segment_name, l.value, s.is_elimination
        from marts.fct_line_items l join marts.dim_segments s using (segment_id)
        where s.axis = 'business_segment' and l.line_item_id = 'revenues' and l.is_primary
        order by 1"""

    assert ask(query) == [
        ("ATM operation segment", Decimal(23000000), False),
        ("Eliminations", Decimal(253000000), True),
        ("Network services and systems integration segment", Decimal(69961000000), False),
    ]


def test_service_lines_add_up_to_consolidated_revenues_to_the_yen(ask: Ask) -> None:
    query = """
        select sum(l.value)
        from marts.fct_line_items l
        join marts.dim_segments s using (segment_id)
        join marts.dim_segments parent on s.parent_segment_id = parent.segment_id
        join marts.dim_periods p using (period_id)
        where l.line_item_id = 'revenues' and l.is_primary and l.unit = 'JPY' and l.measure = 'amount'
            and s.axis = 'product_or_service' and parent.is_total and p.fiscal_label = 'FY2008'"""

    assert ask(query) == [(Decimal(69730730000),)]


def test_a_wrong_head_keeps_its_printed_date_beside_the_corrected_one(ask: Ask) -> None:
    query = """
        select l.printed_text, printed.end_date::varchar, meant.end_date::varchar
        from marts.fct_line_items l
        join marts.dim_periods printed on l.printed_period_id = printed.period_id
        join marts.dim_periods meant on l.period_id = meant.period_id
        where l.line_item_id = 'number_of_contracts' and l.label = 'IP Service (1Gbps-)' and l.measure = 'count'
        order by 2"""

    assert ask(query) == [("70", "2007-03-31", "2008-03-31"), ("94", "2008-03-31", "2009-03-31")]


def test_figures_of_prose_agree_with_the_tables_but_for_the_two_that_slipped(ask: Ask) -> None:
    counts = ask(
        "select count(*), count_if(status = 'agrees') from marts.fct_claims where issuer_id = ?", SAMPLE_ISSUER
    )
    disagreeing = ask(
        "select line_number, printed_text, slip from marts.fct_claims where issuer_id = ? and status = 'disagrees' "
        "order by 1",
        SAMPLE_ISSUER,
    )

    ((read, agreeing),) = counts
    assert int(str(read)) >= 190
    assert int(str(agreeing)) >= 150
    assert disagreeing == [(226, "JPY4,537 million", "cut_off"), (230, "JPY1,152 million", "period")]


def test_the_most_precise_of_several_printings_is_primary(ask: Ask) -> None:
    query = """
        select l.printed_text, l.is_primary
        from marts.fct_line_items l
        join marts.dim_periods p using (period_id)
        join marts.dim_segments s using (segment_id)
        where l.line_item_id = 'total_assets' and l.unit = 'JPY' and p.fiscal_label = '2009-03-31'
            and l.measure = 'amount' and s.is_total and l.issuer_id = ?
        order by l.table_index"""

    assert ask(query, SAMPLE_ISSUER) == [("52,301,199", True), ("52,301", False)]


def test_dollars_of_a_release_in_yen_are_a_translation(ask: Ask) -> None:
    query = """
        select l.unit, l.value, l.is_translation
        from marts.fct_line_items l join marts.dim_periods p using (period_id)
        where l.line_item_id = 'net_income' and l.is_primary and p.fiscal_label = 'FY2008' and l.measure = 'amount'
            and l.segment_id like '%/consolidated' order by 1"""

    assert ask(query) == [("JPY", Decimal(1419304000), False), ("USD", Decimal(14315000), True)]


def test_a_column_of_the_equity_statement_is_a_component_of_equity(ask: Ask) -> None:
    query = """
        select s.segment_name, l.value
        from marts.fct_line_items l
        join marts.dim_segments s using (segment_id)
        join marts.dim_periods p using (period_id)
        where l.line_item_id = 'shareholders_equity' and l.statement_type = 'equity' and l.unit = 'JPY'
            and p.fiscal_label = '2009-03-31'
        order by l.table_index, l.column_index"""

    assert ask(query) == [
        ("Common stock", Decimal(16833847000)),
        ("Additional paid-in capital", Decimal(27611737000)),
        ("Retained earnings (accumulated deficit)", Decimal(-18549141000)),
        ("Accumulated other comprehensive income (loss)", Decimal(-320712000)),
        ("Treasury stock", Decimal(-406547000)),
        ("Consolidated", Decimal(25169184000)),
    ]


def test_every_cell_of_the_sample_has_a_line_item_a_segment_and_a_period(ask: Ask) -> None:
    query = """
        select count(*), count(period_id), count(*) filter (where i.is_standard) > 0.95 * count(*)
        from marts.fct_line_items join marts.dim_line_items i using (line_item_id)
        where issuer_id = ?"""

    assert ask(query, SAMPLE_ISSUER) == [(1174, 1174, True)]


def test_segments_of_an_unseen_issuer_are_discovered_under_the_revenue_heading(ask: Ask) -> None:
    query = """
        select s.segment_path, s.is_reviewed, l.value
        from marts.fct_line_items l
        join marts.dim_segments s using (segment_id)
        join marts.dim_periods p using (period_id)
        where l.issuer_id = ? and l.line_item_id = 'revenues' and l.period_id like '%2009-10-01_2009-12-31'
        order by l.row_index"""

    assert ask(query, UNSEEN_ISSUER) == [
        ("Consolidated > Paper", False, Decimal(10250000)),
        ("Consolidated > Packaging", False, Decimal(4750000)),
        ("Consolidated", True, Decimal(15000000)),
    ]


def test_rows_of_an_unseen_issuer_find_their_line_items_or_get_one(ask: Ask) -> None:
    query = """
        select distinct i.line_item_name, i.is_standard
        from marts.fct_line_items l join marts.dim_line_items i using (line_item_id)
        where l.issuer_id = ? order by 1"""

    assert ask(query, UNSEEN_ISSUER) == [
        ("Cash and cash equivalents", True),
        ("Cost of revenues", True),
        ("Gross profit", True),
        ("Inventories", True),
        ("Mill closure costs", False),
        ("Operating income", True),
        ("Property and equipment, net", True),
        ("Revenues", True),
        ("Selling, general and administrative expense", True),
        ("Total assets", True),
        ("Total current assets", True),
    ]


def test_an_unknown_fiscal_year_end_is_not_guessed(ask: Ask) -> None:
    query = """
        select fiscal_year_end_month, fiscal_calendar_evidence, issuer_name
        from marts.dim_issuers where issuer_id = ?"""
    labels = "select fiscal_label from marts.dim_periods where issuer_id = ? and period_kind = 'duration' order by 1"

    assert ask(query, UNSEEN_ISSUER) == [(None, "unknown", "Northwind Mills, Inc.")]
    assert [label for (label,) in ask(labels, UNSEEN_ISSUER)] == [
        "2008-07-01 to 2008-12-31",
        "2008-10-01 to 2008-12-31",
        "2009-07-01 to 2009-12-31",
        "2009-10-01 to 2009-12-31",
    ]


# A fault in a built table, and the test of dbt that must see it: its name, the table's, the column's where it has one.
FAULTS = {
    "delete from marts.fct_line_items where locator = (select min(locator) from raw.cells)": (
        ("every_cell_becomes_a_fact", None, None),
    ),
    "update marts.fct_line_items set is_primary = true where line_item_id = 'total_assets'": (
        ("one_primary_row_a_fact", None, None),
    ),
    "update marts.fct_line_items set segment_id = 'nowhere' where line_item_id = 'goodwill'": (
        ("relationships", "fct_line_items", "segment_id"),
    ),
    "update marts.fct_line_items set period_id = 'never' where line_item_id = 'inventories'": (
        ("relationships", "fct_line_items", "period_id"),
    ),
    "update marts.fct_line_items set measure = 'guess' where line_item_id = 'accounts_payable'": (
        ("accepted_values", "fct_line_items", "measure"),
    ),
    "update marts.dim_segments set parent_segment_id = 'nowhere' where segment_name = 'Paper'": (
        ("relationships", "dim_segments", "parent_segment_id"),
    ),
    "update marts.dim_periods set duration_class = 'fortnight' where fiscal_label = 'FY2008'": (
        ("accepted_values", "dim_periods", "duration_class"),
    ),
    "update marts.dim_line_items set balance = 'left' where line_item_id = 'revenues'": (
        ("accepted_values", "dim_line_items", "balance"),
    ),
    "insert into raw.cells select * from raw.cells limit 1": (("unique_combination", "stg_raw__cells", None),),
    "insert into raw.releases select * from raw.releases": (("unique", "releases", "release_id"),),
    "update seeds.line_item_rules set reason = null where rule_id = 'goodwill.1'": (
        ("filled", "line_item_rules", None),
    ),
    "update seeds.line_item_rules set line_item_id = 'luck' where rule_id = 'inventories.1'": (
        ("relationships", "line_item_rules", "line_item_id"),
    ),
    "update seeds.line_item_rules set label_words = 'xylophone' where rule_id = 'total_assets.1'": (
        ("label_words_stand_in_their_pattern", None, None),
    ),
    "update seeds.segment_aliases set segment_code = 'nothing' where alias = 'si'": (
        ("relationships", "segment_aliases", "segment_code"),
    ),
}


def test_each_kind_of_dbt_test_fails_on_a_planted_fault(built: Settings, tmp_path: Path) -> None:
    settings = Settings(tmp_path, built.releases)
    shutil.copy(built.warehouse, settings.warehouse)
    with duckdb.connect(str(settings.warehouse)) as connection:
        for fault in FAULTS:
            connection.execute(fault)

    results = invoke_dbt(["test", "--exclude", "test_type:unit"], settings).result.results

    failed = {_name_of(result.node) for result in results if result.status == "fail"}
    assert {seen for expected in FAULTS.values() for seen in expected} - failed == set()


def _name_of(test: Any) -> tuple[str, str | None, str | None]:
    """What a dbt test asks, of which table and column; a test written out in SQL has a name only."""
    metadata = getattr(test, "test_metadata", None)
    if metadata is None:
        return (test.name, None, None)
    table = (test.attached_node or test.sources[0][-1]).split(".")[-1]
    return (metadata.name, table, test.column_name)
