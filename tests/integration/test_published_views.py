"""What people meet first in the published file: views with guessable names, and a description of everything.

The figures were read in the sample release by eye.
"""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_published
from dagster_project.warehouse.publish import PUBLISHED_SCHEMAS, publish

pytestmark = pytest.mark.slow

COMPANY = "Internet Initiative Japan Inc."


@pytest.fixture(scope="module")
def published(built: Settings) -> duckdb.DuckDBPyConnection:
    publish(built)
    return connect_published(built.published)


def test_the_views_bear_names_a_person_can_guess(published: duckdb.DuckDBPyConnection) -> None:
    views = published.execute(
        "SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal ORDER BY 1"
    ).fetchall()
    assert [name for (name,) in views] == [
        "cash_bridge",
        "claims",
        "companies",
        "contradictions",
        "identity_checks",
        "line_items",
        "margins",
        "periods",
        "releases",
        "segments_by_period",
        "statements",
        "verification",
    ]


def undescribed(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Tables, views and columns without a comment inside the file."""
    return [
        name
        for (name,) in connection.execute(
            """
            WITH described AS (
                SELECT schema_name || '.' || table_name AS name, comment FROM duckdb_tables()
                UNION ALL
                SELECT schema_name || '.' || view_name, comment FROM duckdb_views() WHERE NOT internal
                UNION ALL
                SELECT schema_name || '.' || table_name || '.' || column_name, comment
                FROM duckdb_columns() WHERE NOT internal
            )
            SELECT name FROM described WHERE trim(coalesce(comment, '')) = '' ORDER BY 1
            """
        ).fetchall()
    ]


def test_every_table_view_and_column_is_described_inside_the_file(published: duckdb.DuckDBPyConnection) -> None:
    counted = published.execute(
        "SELECT schema_name, count(*) > 80 FROM duckdb_columns() WHERE NOT internal GROUP BY ALL ORDER BY 1"
    ).fetchall()
    assert counted == [(schema, True) for schema in PUBLISHED_SCHEMAS]
    assert undescribed(published) == []


def test_a_missing_description_is_noticed() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE told (yes INTEGER, not_told INTEGER)")
        connection.execute("COMMENT ON TABLE told IS 'A table'; COMMENT ON COLUMN told.yes IS 'A column'")
        connection.execute("CREATE VIEW silent AS SELECT yes FROM told; COMMENT ON COLUMN silent.yes IS ' '")
        assert undescribed(connection) == ["main.silent", "main.silent.yes", "main.told.not_told"]


def test_a_cash_bridge_leads_from_the_cash_at_the_beginning_to_the_cash_at_the_end(
    published: duckdb.DuckDBPyConnection,
) -> None:
    steps = published.execute(
        """
        SELECT step, CAST(value / 1000 AS INTEGER) FROM cash_bridge
        WHERE company = ? AND period = 'FY2008' AND unit = 'JPY' ORDER BY step_number
        """,
        [COMPANY],
    ).fetchall()
    assert steps == [
        ("Cash at the beginning", 11_470_980),
        ("Operating activities", 8_630_869),
        ("Investing activities", -3_328_072),
        ("Financing activities", -6_573_337),
        ("Exchange rates", -12_716),
        ("Cash at the end", 10_187_724),
    ]


def test_segments_stand_beside_the_consolidated_figure(published: duckdb.DuckDBPyConnection) -> None:
    segments = published.execute(
        """
        SELECT segment, CAST(value / 1000 AS INTEGER), percent_of_consolidated FROM segments_by_period
        WHERE company = ? AND line_item = 'Revenues' AND period = 'FY2008' AND NOT is_translation
            AND segment_axis = 'product_or_service' AND segment_level = 1
        ORDER BY value DESC
        """,
        [COMPANY],
    ).fetchall()
    assert segments == [
        ("Connectivity and outsourcing services", 35_075_596, Decimal("50.30")),
        ("Systems integration", 33_647_097, Decimal("48.25")),
        ("Equipment sales", 984_585, Decimal("1.41")),
        ("ATM operation business", 23_452, Decimal("0.03")),
    ]


def test_margins_are_computed_from_the_printed_amounts(published: duckdb.DuckDBPyConnection) -> None:
    margins = published.execute(
        """
        SELECT period, CAST(revenues / 1000 AS INTEGER), operating_margin_percent, net_margin_percent FROM margins
        WHERE company = ? AND period_length = 'year' ORDER BY period
        """,
        [COMPANY],
    ).fetchall()
    assert margins == [
        ("FY2007", 66_835_299, Decimal("7.12"), Decimal("7.75")),
        ("FY2008", 69_730_730, Decimal("4.18"), Decimal("2.04")),
    ]


def test_gross_profit_is_revenues_less_their_cost_where_it_is_not_printed(
    published: duckdb.DuckDBPyConnection,
) -> None:
    profit = published.execute(
        "SELECT CAST(gross_profit / 1000 AS INTEGER), gross_margin_percent FROM margins"
        " WHERE company = ? AND period = 'FY2008'",
        [COMPANY],
    ).fetchall()
    assert profit == [(69_730_730 - 56_145_719, Decimal("19.48"))]


def test_a_statement_reads_in_the_order_of_the_page(published: duckdb.DuckDBPyConnection) -> None:
    rows = published.execute(
        """
        SELECT label, printed_text FROM statements
        WHERE company = ? AND statement = 'balance_sheet'
        ORDER BY release_id, table_number, row_number, column_number LIMIT 3
        """,
        [COMPANY],
    ).fetchall()
    assert rows == [
        ("Cash and cash equivalents", "11,470,980"),
        ("Cash and cash equivalents", "102,751"),
        ("Cash and cash equivalents", "10,187,724"),
    ]


@pytest.mark.parametrize(
    ("view", "same_rows_as"),
    [
        ("line_items", "SELECT line_item_fact_id FROM marts.fct_line_items WHERE is_primary"),
        ("line_items WHERE is_latest", "SELECT line_item_fact_id FROM marts.latest_line_items"),
        ("statements", "SELECT line_item_fact_id FROM marts.fct_line_items"),
        ("claims", "SELECT claim_id FROM marts.fct_claims"),
        ("contradictions", "SELECT contradiction_id FROM marts.fct_contradictions"),
        ("identity_checks", "SELECT identity_check_id FROM marts.fct_identity_checks"),
        ("releases", "SELECT release_id FROM marts.dim_releases"),
        ("periods", "SELECT period_id FROM marts.dim_periods"),
        ("companies", "SELECT issuer_id FROM marts.dim_issuers"),
    ],
)
def test_joining_names_neither_loses_nor_doubles_a_row(
    published: duckdb.DuckDBPyConnection, view: str, same_rows_as: str
) -> None:
    key = same_rows_as.split()[1]
    assert published.execute(f"SELECT {key} FROM {view} ORDER BY 1").fetchall() == (
        published.execute(f"{same_rows_as} ORDER BY 1").fetchall()
    )


def test_the_verified_share_is_that_of_the_facts(published: duckdb.DuckDBPyConnection) -> None:
    counted = published.execute(
        "SELECT count(*), count(*) FILTER (WHERE verification_status = 'verified') FROM marts.fct_line_items"
    ).fetchall()
    for view in ("releases", "verification"):
        assert published.execute(f"SELECT sum(numbers), sum(verified) FROM {view}").fetchall() == counted
