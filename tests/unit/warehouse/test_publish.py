"""Readers see the old file or the new one; held releases stay out, or stay as they were."""

from __future__ import annotations

import struct
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from made_releases import make_cell, make_release, make_rows

from dagster_project.settings import Settings
from dagster_project.warehouse.connect import connect_published, connect_writer
from dagster_project.warehouse.load import load_releases
from dagster_project.warehouse.publish import PublishError, publish
from dagster_project.warehouse.schema import create_schema

GOOD, BAD = make_release(b"good", release_slug="good"), make_release(b"bad", release_slug="bad")
STORAGE_OF_DUCKDB_1_2 = 65
FILES = ["parquet", "parquet-sets", "tieout.duckdb"]

MARTS = """
CREATE SCHEMA marts;
CREATE TABLE marts.dim_releases (
    release_id VARCHAR PRIMARY KEY, release_slug VARCHAR, is_held BOOLEAN, hold_reason VARCHAR
);
COMMENT ON TABLE marts.dim_releases IS 'One row for each release.';
CREATE TABLE marts.dim_periods (period_id VARCHAR, fiscal_label VARCHAR);
CREATE TABLE marts.fct_line_items (
    line_item_fact_id VARCHAR, release_id VARCHAR, period_id VARCHAR, value DECIMAL(38, 8)
);
CREATE VIEW marts.latest_line_items AS SELECT * FROM warehouse.marts.fct_line_items;
"""


def build(settings: Settings, value: int, *, held: tuple[str, ...] = ()) -> None:
    """A warehouse of two releases, each with one fact of this value in a period named after the value."""
    with connect_writer(settings.warehouse) as connection:
        create_schema(connection)
        load_releases(connection, [make_rows(GOOD), make_rows(BAD)])
        connection.execute("DROP SCHEMA IF EXISTS marts CASCADE")
        connection.execute(MARTS)
        connection.execute("INSERT INTO marts.dim_periods VALUES (?, ?)", [f"period-{value}", f"FY{value}"])
        for release in (GOOD, BAD):
            is_held = release.release_slug in held
            reason = "bs_assets_eq_liabilities_and_equity fails by 1" if is_held else None
            row = [release.release_id, release.release_slug, is_held, reason]
            connection.execute("INSERT INTO marts.dim_releases VALUES (?, ?, ?, ?)", row)
            fact = [f"{release.release_slug}-fact", release.release_id, f"period-{value}", value]
            connection.execute("INSERT INTO marts.fct_line_items VALUES (?, ?, ?, ?)", fact)


def published(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with connect_published(settings.published) as connection:
        return connection.execute(sql).fetchall()


FACTS = "SELECT line_item_fact_id, CAST(value AS INTEGER) FROM marts.fct_line_items ORDER BY 1"


def test_everything_built_is_published(settings: Settings) -> None:
    build(settings, 1)
    assert publish(settings).left_out == ()
    assert published(settings, FACTS) == [("bad-fact", 1), ("good-fact", 1)]
    assert published(settings, "SELECT count(*) FROM raw.cells") == [(4,)]


def test_views_comments_and_keys_come_along(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    assert published(settings, "SELECT count(*) FROM marts.latest_line_items") == [(2,)]
    comments = published(settings, "SELECT comment FROM duckdb_tables() WHERE table_name = 'dim_releases'")
    assert comments == [("One row for each release.",)]
    keys = published(settings, "SELECT constraint_text FROM duckdb_constraints() WHERE table_name = 'dim_releases'")
    assert ("PRIMARY KEY(release_id)",) in keys


def test_the_layers_between_raw_and_marts_stay_in_the_warehouse(settings: Settings) -> None:
    build(settings, 1)
    with connect_writer(settings.warehouse) as connection:
        connection.execute("CREATE SCHEMA intermediate; CREATE TABLE intermediate.int_scaffold AS SELECT 1 AS one")
        connection.execute("CREATE SCHEMA staging; CREATE VIEW staging.stg_scaffold AS FROM intermediate.int_scaffold")
    publish(settings)
    schemas = published(settings, "SELECT DISTINCT schema_name FROM duckdb_tables() ORDER BY 1")
    assert schemas == [("marts",), ("raw",)]
    assert published(settings, "SELECT view_name FROM duckdb_views() WHERE NOT internal") == [("latest_line_items",)]


def test_a_view_over_a_table_that_is_not_published_stops_the_publish(settings: Settings) -> None:
    build(settings, 1)
    with connect_writer(settings.warehouse) as connection:
        connection.execute("CREATE SCHEMA intermediate; CREATE TABLE intermediate.int_scaffold AS SELECT 1 AS one")
        connection.execute("CREATE VIEW marts.leaning AS FROM intermediate.int_scaffold")
    with pytest.raises(PublishError, match=r"int_scaffold.* does not exist"):
        publish(settings)


def test_a_held_release_is_left_out_of_every_table(settings: Settings) -> None:
    build(settings, 1, held=("bad",))
    assert publish(settings).left_out == (BAD.release_id,)
    assert published(settings, FACTS) == [("good-fact", 1)]
    tables = published(
        settings, "SELECT schema_name || '.' || table_name FROM duckdb_columns() WHERE column_name = 'release_id'"
    )
    assert len(tables) > 10
    for (table,) in tables:
        assert published(settings, f"SELECT count(*) FROM {table} WHERE release_id = '{BAD.release_id}'") == [(0,)]


def test_a_release_held_later_stays_as_it_was_published(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    build(settings, 2, held=("bad",))
    result = publish(settings)
    assert (result.left_out, result.kept_from_before) == ((), (BAD.release_id,))
    assert published(settings, FACTS) == [("bad-fact", 1), ("good-fact", 2)]
    held = published(settings, f"SELECT is_held FROM marts.dim_releases WHERE release_id = '{BAD.release_id}'")
    assert held == [(False,)]


def test_the_periods_of_a_kept_release_stay_with_it(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    build(settings, 2, held=("bad",))
    publish(settings)
    labels = "SELECT fiscal_label FROM marts.fct_line_items JOIN marts.dim_periods USING (period_id) ORDER BY 1"
    assert published(settings, labels) == [("FY1",), ("FY2",)]


def test_a_kept_release_outlives_any_number_of_publishes(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    for value in (2, 3):
        build(settings, value, held=("bad",))
        publish(settings)
    assert published(settings, FACTS) == [("bad-fact", 1), ("good-fact", 3)]


def test_a_release_no_longer_held_is_published_anew(settings: Settings) -> None:
    build(settings, 1, held=("bad",))
    publish(settings)
    build(settings, 2)
    publish(settings)
    assert published(settings, FACTS) == [("bad-fact", 2), ("good-fact", 2)]


def test_the_file_can_be_read_by_duckdb_since_1_2(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    header = settings.published.read_bytes()[:20]
    magic, version = struct.unpack("<8x4sQ", header)
    assert (magic, version) == (b"DUCK", STORAGE_OF_DUCKDB_1_2)


def test_nothing_but_the_file_and_its_parquet_twin_is_left_in_the_folder(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    publish(settings)
    assert sorted(path.name for path in settings.published.parent.iterdir()) == FILES


def test_a_failed_publish_leaves_the_earlier_file_and_no_debris(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    with connect_writer(settings.warehouse) as connection:
        connection.execute("DROP TABLE marts.dim_releases")
    with pytest.raises(PublishError, match=r"tieout\.duckdb was not replaced.*dim_releases"):
        publish(settings)
    assert published(settings, FACTS) == [("bad-fact", 1), ("good-fact", 1)]
    assert sorted(path.name for path in settings.published.parent.iterdir()) == FILES


def test_a_reader_keeps_the_file_it_opened(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    with connect_published(settings.published) as reader:
        build(settings, 2)
        publish(settings)
        assert reader.execute(FACTS).fetchall() == [("bad-fact", 1), ("good-fact", 1)]
    assert published(settings, FACTS) == [("bad-fact", 2), ("good-fact", 2)]


def test_debris_of_a_killed_publish_does_no_harm(settings: Settings) -> None:
    build(settings, 1)
    debris = settings.published.parent / ".building"
    debris.mkdir(parents=True)
    (debris / "tieout.duckdb").write_bytes(b"half a file")
    publish(settings)
    assert published(settings, FACTS) == [("bad-fact", 1), ("good-fact", 1)]
    assert not debris.exists()


def test_a_folder_with_a_quote_in_its_name_can_be_published(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "o'brien's home", releases=tmp_path)
    build(settings, 1)
    publish(settings)
    assert published(settings, FACTS) == [("bad-fact", 1), ("good-fact", 1)]


def test_values_are_published_exactly(settings: Settings) -> None:
    build(settings, 1)
    exact = make_release(b"good", cells=(make_cell(value=Decimal("0.00000001")),))
    with connect_writer(settings.warehouse) as connection:
        load_releases(connection, [make_rows(exact)])
    publish(settings)
    values = published(settings, f"SELECT CAST(value AS VARCHAR) FROM raw.cells WHERE release_id = '{GOOD.release_id}'")
    assert values == [("0.00000001",)]


def test_the_published_file_is_closed_to_writers_by_mistake(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    with connect_published(settings.published) as connection, pytest.raises(duckdb.InvalidInputException):
        connection.execute("DELETE FROM marts.fct_line_items")


def test_nobody_may_write_the_published_file(settings: Settings) -> None:
    build(settings, 1)
    publish(settings)
    assert settings.published.stat().st_mode & 0o222 == 0
    assert settings.published.stat().st_mode & 0o400
