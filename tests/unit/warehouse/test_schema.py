"""The raw tables follow the parser's records and the contract's types."""

from __future__ import annotations

import inspect

import duckdb
import pytest

from dagster_project.parsing import model
from dagster_project.warehouse.schema import RAW_TABLES, arrow_schema, create_schema

ROWS_OF = {
    "tables": model.Table,
    "cells": model.Cell,
    "rollups": model.Rollup,
    "label_facts": model.LabelFact,
    "claims": model.Claim,
    "parse_events": model.ParseEvent,
}


@pytest.mark.parametrize("table", ROWS_OF)
def test_a_table_has_the_fields_of_its_record_and_the_release(table: str) -> None:
    expected = {"release_id", *inspect.signature(ROWS_OF[table]).parameters}
    assert set(RAW_TABLES[table]) == expected


def test_a_release_has_the_scalar_fields_of_its_record_and_when_and_whence_it_came() -> None:
    nested = set(ROWS_OF) | {"period_definitions", "numeric_tokens", "events"}
    expected = {*inspect.signature(model.Release).parameters} - nested | {"file_name", "ingested_at"}
    assert set(RAW_TABLES["releases"]) == expected


def test_money_is_stored_in_the_types_of_the_contract(connection: duckdb.DuckDBPyConnection) -> None:
    types = dict(
        connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'raw' AND table_name = 'cells'"
        ).fetchall()
    )
    assert types["value"] == "DECIMAL(24,8)"
    assert types["scale_factor"] == "DECIMAL(13,0)"
    assert types["precision_unit"] == "DECIMAL(38,8)"
    assert types["period_start"] == types["period_end"] == "DATE"


def test_no_column_of_the_warehouse_is_a_floating_point_number(connection: duckdb.DuckDBPyConnection) -> None:
    types = {
        kind
        for (kind,) in connection.execute("SELECT data_type FROM duckdb_columns() WHERE schema_name = 'raw'").fetchall()
    }
    assert "DECIMAL(24,8)" in types
    assert types.isdisjoint({"DOUBLE", "FLOAT"})


@pytest.mark.parametrize("table", RAW_TABLES)
def test_every_type_has_its_arrow_type_and_nullability(table: str, connection: duckdb.DuckDBPyConnection) -> None:
    described = connection.execute(
        "SELECT column_name, is_nullable FROM duckdb_columns() WHERE schema_name = 'raw' AND table_name = ?"
        " ORDER BY column_index",
        [table],
    ).fetchall()
    assert [(field.name, field.nullable) for field in arrow_schema(table)] == described


def test_a_column_added_by_a_newer_version_reaches_an_older_warehouse(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE raw.releases DROP COLUMN newswire")
    create_schema(connection)
    assert connection.execute("SELECT newswire FROM raw.releases").fetchall() == []
