"""Rows arrive whole and exact, and twice the same release is once the same rows."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from made_releases import make_cell, make_release, make_rows

from dagster_project.parsing.model import RejectedFileError
from dagster_project.warehouse.load import load_releases
from dagster_project.warehouse.schema import PARSED_TABLES


def test_a_cell_is_stored_with_all_its_fields(connection: duckdb.DuckDBPyConnection) -> None:
    release = make_release()
    load_releases(connection, [make_rows(release)])
    assert connection.execute("FROM raw.cells ORDER BY row_index LIMIT 1").fetchall() == [
        (
            *(release.release_id, 1, 0, 0, "Total assets", "Assets", "March 31, 2009", "amount", "1,234.5"),
            *(Decimal("1234.5"), False, "JPY", Decimal(1000), Decimal(100)),
            *("instant", None, date(2009, 3, 31), "actual", "as_reported"),
            *(1, 14, 21, "line[1]/char[14:21]", 0, False),
        )
    ]


def test_a_nil_has_no_value_but_unit_and_period(connection: duckdb.DuckDBPyConnection) -> None:
    load_releases(connection, [make_rows(make_release())])
    nils = connection.execute("SELECT value, printed_text, unit, period_end FROM raw.cells WHERE is_nil").fetchall()
    assert nils == [(None, "--", "JPY", date(2009, 3, 31))]


@pytest.mark.parametrize("digits", ["0.00000001", "9999999999999999.99999999", "-1234567890123456.12345678", "0"])
def test_every_digit_of_a_value_is_kept(digits: str, connection: duckdb.DuckDBPyConnection) -> None:
    cells = (make_cell(value=Decimal(digits)),)
    load_releases(connection, [make_rows(make_release(cells=cells))])
    assert connection.execute("SELECT value FROM raw.cells").fetchall() == [(Decimal(digits),)]


@pytest.mark.parametrize("digits", ["0.000000001", "12345678901234567", "NaN", "Infinity"])
def test_a_value_that_would_be_rounded_rejects_its_file_with_a_reason(digits: str) -> None:
    release = make_release(cells=(make_cell(value=Decimal(digits)),))
    with pytest.raises(RejectedFileError, match=f"{re.escape(repr(Decimal(digits)))} does not fit column value"):
        make_rows(release)


def test_a_text_that_is_no_unicode_rejects_its_file() -> None:
    with pytest.raises(RejectedFileError, match=r"column row_label of raw\.cells"):
        make_rows(make_release(cells=(make_cell(row_label="\ud800"),)))


def test_loading_a_release_again_replaces_its_rows_and_no_others(connection: duckdb.DuckDBPyConnection) -> None:
    first, second = make_release(b"one"), make_release(b"two")
    load_releases(connection, [make_rows(first), make_rows(second)])
    changed = make_release(b"one", title="A better title", cells=(make_cell(value=Decimal(7)),))
    load_releases(connection, [make_rows(changed)])
    titles = connection.execute("SELECT sha256, title FROM raw.releases ORDER BY title").fetchall()
    assert titles == [(first.sha256, "A better title"), (second.sha256, "Example reports results")]
    values = connection.execute("SELECT release_id, count(*) FROM raw.cells GROUP BY 1 ORDER BY 2").fetchall()
    assert values == [(first.release_id, 1), (second.release_id, 2)]


@pytest.mark.parametrize("table", PARSED_TABLES)
def test_no_table_holds_a_row_twice_after_a_second_load(table: str, connection: duckdb.DuckDBPyConnection) -> None:
    load_releases(connection, [make_rows(make_release())])
    once = connection.execute(f"FROM raw.{table}").fetchall()
    load_releases(connection, [make_rows(make_release())])
    assert len(once) > 0
    assert connection.execute(f"FROM raw.{table}").fetchall() == once


def test_explained_tokens_are_counted_and_unexplained_ones_keep_their_place(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    load_releases(connection, [make_rows(make_release())])
    rows = connection.execute(
        "SELECT kind, reason, is_in_table, token_count, line_number, char_start, char_end, printed_text"
        " FROM raw.numeric_tokens ORDER BY kind"
    ).fetchall()
    assert rows == [
        ("cell", "number of a table", True, 2, None, None, None, None),
        ("unexplained", "", False, 1, 9, 0, 2, "99"),
    ]


def test_lists_of_a_rollup_stay_lists(connection: duckdb.DuckDBPyConnection) -> None:
    load_releases(connection, [make_rows(make_release())])
    assert connection.execute("SELECT part_indexes, weights, failing_indexes FROM raw.rollups").fetchall() == [
        ([2, 3, 4], [1, 1, -1], [1])
    ]


def test_a_label_with_sql_and_html_is_a_text_like_any_other(connection: duckdb.DuckDBPyConnection) -> None:
    label = "'); DROP TABLE raw.cells; -- <script>alert(1)</script> {{ ref('x') }}"
    load_releases(connection, [make_rows(make_release(cells=(make_cell(row_label=label),)))])
    assert connection.execute("SELECT row_label FROM raw.cells").fetchall() == [(label,)]


def test_many_releases_are_loaded_in_batches(connection: duckdb.DuckDBPyConnection) -> None:
    load_releases(connection, (make_rows(make_release(f"release {number}".encode())) for number in range(401)))
    assert connection.execute("SELECT count(*), count(DISTINCT release_id) FROM raw.cells").fetchall() == [(802, 401)]
