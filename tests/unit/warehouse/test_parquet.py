"""The Parquet files hold what the published file holds, and are replaced as one set."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_writer
from dagster_project.warehouse.publish import PublishError, publish

WAREHOUSE = """
CREATE SCHEMA IF NOT EXISTS marts;
CREATE OR REPLACE TABLE marts.dim_releases AS
    SELECT 'release' AS release_id, 'slug' AS release_slug, false AS is_held, NULL::VARCHAR AS hold_reason;
CREATE OR REPLACE TABLE marts.fct_line_items AS
    SELECT
        i AS fact, $version AS version, CAST(i / 8 AS DECIMAL(38, 8)) AS value,
        DATE '2009-03-31' + CAST(i AS INTEGER) AS ends_on,
        if(i % 3 = 0, NULL, ['a', NULL, 'ü']) AS marks, '' AS label
    FROM range(100) AS t(i);
CREATE OR REPLACE VIEW line_items AS SELECT fact, version, value, label FROM marts.fct_line_items;
"""


def build(settings: Settings, version: int) -> None:
    with connect_writer(settings.warehouse) as connection:
        connection.execute(WAREHOUSE.replace("$version", str(version)))


def relations(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        name
        for (name,) in connection.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables ORDER BY 1"
        ).fetchall()
    ]


def rows_that_differ(published: Path, folder: Path) -> dict[str, int]:
    """By table or view, how many rows stand in one of both only; types and names of columns must be equal."""
    differing = {}
    with duckdb.connect(str(published), read_only=True) as connection:
        for relation in relations(connection):
            file = folder / f"{relation.replace('.', '/')}.parquet"
            described = [connection.execute(f"DESCRIBE FROM {source}").fetchall() for source in (relation, f"'{file}'")]
            assert [row[:2] for row in described[0]] == [row[:2] for row in described[1]]
            found = connection.execute(
                f"""
                SELECT count(*) FROM (
                    (FROM {relation} EXCEPT ALL FROM '{file}') UNION ALL (FROM '{file}' EXCEPT ALL FROM {relation})
                )
                """
            ).fetchone()
            differing[relation] = found[0] if found else -1
    return differing


def test_every_table_and_view_is_there_row_by_row(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    assert rows_that_differ(settings.published, settings.published_parquet) == {
        "main.line_items": 0,
        "marts.dim_releases": 0,
        "marts.fct_line_items": 0,
    }


def test_the_comparison_notices_one_changed_value(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    file = settings.published_parquet / "marts" / "fct_line_items.parquet"
    duckdb.execute(
        f"COPY (SELECT * REPLACE (if(fact = 7, value + 0.00000001, value)::DECIMAL(38, 8) AS value) FROM '{file}')"
        f" TO '{file}.new' (FORMAT parquet)"
    )
    file.with_name(f"{file.name}.new").replace(file)
    assert rows_that_differ(settings.published, settings.published_parquet)["marts.fct_line_items"] == 2


def test_a_reader_of_a_set_finishes_with_it_while_the_next_is_published(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    held = settings.published_parquet.resolve()
    build(settings, 2)
    publish(settings)
    versions = "SELECT DISTINCT version FROM '{}/marts/fct_line_items.parquet'"
    assert duckdb.execute(versions.format(held)).fetchall() == [(1,)]
    assert duckdb.execute(versions.format(settings.published_parquet)).fetchall() == [(2,)]


def test_an_outdated_set_stays_for_some_minutes_and_the_one_before_the_newest_always(settings: Settings) -> None:
    sets = settings.published.parent / "parquet-sets"
    for version in (1, 2, 3):
        build(settings, version)
        publish(settings)
    first, second, third = sorted(sets.iterdir())
    assert settings.published_parquet.resolve() == third.resolve()

    for age, path in enumerate((third, second, first)):
        path.rename(sets / f"200{5 - age}0101T000000.000000Z")
    publish(settings)
    left = sorted(path.name for path in sets.iterdir())
    assert left[0] == "20050101T000000.000000Z"
    assert len(left) == 2


def test_a_failed_publish_leaves_the_earlier_set(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    with connect_writer(settings.warehouse) as connection:
        connection.execute("DROP TABLE marts.fct_line_items")
    with pytest.raises(PublishError):
        publish(settings)
    assert set(rows_that_differ(settings.published, settings.published_parquet).values()) == {0}
