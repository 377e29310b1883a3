"""The sentences of a report: cut at their figures, long stretches shortened, markup left out."""

from __future__ import annotations

import duckdb
import pytest

from dagster_project.report.prose import ProseFigure, ProseLine, read_prose


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA marts")
    connection.execute(
        """
        CREATE TABLE marts.fct_claims AS
        SELECT 'c' || n AS claim_id, 'r' AS release_id, line AS line_number, first AS char_start, past AS char_end,
            printed AS printed_text, 'Revenue' AS metric, status, NULL::VARCHAR AS slip, fact AS line_item_fact_id,
            'p' AS period_id
        FROM (VALUES
            (1, 2, 12, 14, '$5', 'agrees', 'f1'),
            (2, 2, 24, 25, '4', 'disagrees', 'f2'),
            (3, 4, 0, 2, '$9', 'prose_only', NULL)
        ) AS t (n, line, first, past, printed, status, fact)
        """
    )
    connection.execute("CREATE TABLE marts.dim_periods AS SELECT 'p' AS period_id, 'FY2008' AS fiscal_label")
    return connection


def test_a_line_is_cut_at_its_figures(connection: duckdb.DuckDBPyConnection) -> None:
    lines = ["", "Revenue was $5, up from 4.", "", "$9"]
    assert read_prose(connection, "r", lines) == (
        ProseLine(
            2,
            (
                "Revenue was ",
                ProseFigure("$5", "agrees", "Revenue, FY2008, agrees with the tables", "f1"),
                ", up from ",
                ProseFigure("4", "disagrees", "Revenue, FY2008, disagrees with the tables", "f2"),
                ".",
            ),
        ),
        ProseLine(4, ("", ProseFigure("$9", "prose_only", "Revenue, FY2008, no table speaks of it", None), "")),
    )


def test_without_lines_the_figures_stand_under_their_names(connection: duckdb.DuckDBPyConnection) -> None:
    last = read_prose(connection, "r", None)[-1]
    assert last.pieces[0] == "Revenue "
    assert last.pieces[2] == "; "


def test_a_long_stretch_without_figures_is_shortened(connection: duckdb.DuckDBPyConnection) -> None:
    lines = ["", "", "", "$9" + "x" * 2000]
    connection.execute("DELETE FROM marts.fct_claims WHERE line_number = 2")
    (line,) = read_prose(connection, "r", lines)
    assert line.pieces[2] == "x" * 300 + " ... " + "x" * 300
