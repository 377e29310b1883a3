"""Which numbers of a release are drawn: both sides of a balance sheet are complete, whatever is printed of them."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pytest

from dagster_project.report.chart_data import read_charts

MARTS = """
CREATE SCHEMA marts;
CREATE TABLE marts.dim_line_items AS SELECT line_item_id, line_item_id AS line_item_name FROM balance;
CREATE TABLE marts.dim_segments AS
SELECT 's' AS segment_id, 'All' AS segment_name, 'All' AS segment_path, 'all' AS axis, true AS is_total,
    false AS is_elimination;
CREATE TABLE marts.dim_periods AS
SELECT 'p' AS period_id, 'FY2008' AS fiscal_label, NULL::DATE AS start_date, DATE '2009-03-31' AS end_date;
CREATE TABLE marts.fct_line_items AS
SELECT 'r' AS release_id, line_item_id, 'p' AS period_id, 's' AS segment_id, true AS is_primary, false AS is_nil,
    false AS is_translation, 'actual' AS scenario, 'as_reported' AS basis, 'amount' AS measure, 'USD' AS unit,
    millions * 1000000::DECIMAL(38, 8) AS value, 1 AS table_index, row_number() OVER () AS row_index
FROM balance;
"""


def funding(balance: Mapping[str, int]) -> dict[str, str]:
    """The bar of what a balance sheet with these amounts in millions is financed by."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE balance (line_item_id VARCHAR, millions DECIMAL(18, 3))")
        connection.executemany("INSERT INTO balance VALUES (?, ?)", list(balance.items()))
        connection.execute(MARTS)
        [chart] = read_charts(connection, "r", ())
    assert chart.head == ("", "Assets 2009-03-31", "Funding 2009-03-31")
    return {name: value for name, _, value in chart.rows if value}


@pytest.mark.parametrize(
    ("balance", "drawn"),
    [
        (
            {"total_assets": 100, "total_liabilities": 60, "minority_interest": 5, "shareholders_equity": 35},
            {"Liabilities": "60", "Minority interest": "5", "Equity": "35"},
        ),
        (
            {"total_assets": 100, "total_liabilities": 60, "total_equity_including_noncontrolling_interests": 40},
            {"Liabilities": "60", "Equity": "40"},
        ),
        (
            {
                "total_assets": 100,
                "total_liabilities": 60,
                "minority_interest": 5,
                "total_equity_including_noncontrolling_interests": 40,
            },
            {"Liabilities": "60", "Minority interest": "5", "Equity": "35"},
        ),
        ({"total_assets": 100, "shareholders_equity": 30}, {"Equity": "30", "Other funding": "70"}),
        (
            {"total_assets": 9999, "total_liabilities": 5000, "shareholders_equity": 5000},
            {"Liabilities": "5,000", "Equity": "5,000"},
        ),
    ],
)
def test_what_finances_the_assets_is_complete(balance: Mapping[str, int], drawn: Mapping[str, str]) -> None:
    assert funding(balance) == drawn
