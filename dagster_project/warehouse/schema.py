"""The `raw` schema: every table, its columns and their types, and how they become DDL and Arrow types.

What the columns mean is told by the records of `parsing.model`; how rows get in belongs to `load`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import duckdb
import pyarrow as pa

VALUE = "DECIMAL(24,8)"
SCALE = "DECIMAL(13,0)"
BASE_VALUE = "DECIMAL(38,8)"

_PERIOD = {"period_kind": "VARCHAR", "period_start": "DATE", "period_end": "DATE"}
_PLACE = {"line_number": "INTEGER", "char_start": "INTEGER", "char_end": "INTEGER"}

RAW_TABLES: Final = MappingProxyType(
    {
        "releases": {
            "release_id": "VARCHAR NOT NULL",
            "release_slug": "VARCHAR NOT NULL",
            "sha256": "VARCHAR NOT NULL",
            "file_name": "VARCHAR NOT NULL",
            "media_type": "VARCHAR NOT NULL",
            "encoding": "VARCHAR NOT NULL",
            "byte_count": "BIGINT NOT NULL",
            "line_count": "INTEGER NOT NULL",
            "issuer_name": "VARCHAR",
            "tickers": "VARCHAR[] NOT NULL",
            "title": "VARCHAR",
            "published_on": "DATE",
            "newswire": "VARCHAR",
            "rounding_mode": "VARCHAR",
            "parser_version": "VARCHAR NOT NULL",
            "ingested_at": "TIMESTAMP NOT NULL",
        },
        "tables": {
            "release_id": "VARCHAR NOT NULL",
            "table_index": "INTEGER NOT NULL",
            "title": "VARCHAR NOT NULL",
            "statement_type": "VARCHAR NOT NULL",
            "statement_index": "INTEGER NOT NULL",
            "line_start": "INTEGER NOT NULL",
            "line_end": "INTEGER NOT NULL",
        },
        "cells": {
            "release_id": "VARCHAR NOT NULL",
            "table_index": "INTEGER NOT NULL",
            "row_index": "INTEGER NOT NULL",
            "column_index": "INTEGER NOT NULL",
            "row_label": "VARCHAR NOT NULL",
            "row_label_path": "VARCHAR NOT NULL",
            "column_header": "VARCHAR NOT NULL",
            "measure": "VARCHAR NOT NULL",
            "printed_text": "VARCHAR NOT NULL",
            "value": VALUE,
            "is_nil": "BOOLEAN NOT NULL",
            "unit": "VARCHAR",
            "scale_factor": f"{SCALE} NOT NULL",
            "precision_unit": BASE_VALUE,
            **_PERIOD,
            "scenario": "VARCHAR NOT NULL",
            "basis": "VARCHAR NOT NULL",
            **_PLACE,
            "locator": "VARCHAR NOT NULL",
            "indent": "INTEGER NOT NULL",
            "is_after_rule": "BOOLEAN NOT NULL",
        },
        "rollups": {
            "release_id": "VARCHAR NOT NULL",
            "rollup_index": "INTEGER NOT NULL",
            "table_index": "INTEGER NOT NULL",
            "axis": "VARCHAR NOT NULL",
            "total_index": "INTEGER NOT NULL",
            "part_table_indexes": "INTEGER[] NOT NULL",
            "part_indexes": "INTEGER[] NOT NULL",
            "weights": "INTEGER[] NOT NULL",
            "checked_indexes": "INTEGER[] NOT NULL",
            "failing_indexes": "INTEGER[] NOT NULL",
            "evidence": "VARCHAR NOT NULL",
        },
        "label_facts": {
            "release_id": "VARCHAR NOT NULL",
            "table_index": "INTEGER NOT NULL",
            "row_index": "INTEGER NOT NULL",
            "row_label": "VARCHAR NOT NULL",
            "printed_text": "VARCHAR NOT NULL",
            "value": f"{VALUE} NOT NULL",
            "unit": "VARCHAR",
            "scale_factor": f"{SCALE} NOT NULL",
            **_PLACE,
        },
        "claims": {
            "release_id": "VARCHAR NOT NULL",
            **_PLACE,
            "printed_text": "VARCHAR NOT NULL",
            "value": f"{VALUE} NOT NULL",
            "unit": "VARCHAR",
            "scale_factor": f"{SCALE} NOT NULL",
            "metric": "VARCHAR NOT NULL",
            "direction": "VARCHAR",
            **_PERIOD,
            "scenario": "VARCHAR NOT NULL",
            "is_period_stated": "BOOLEAN NOT NULL",
        },
        "period_definitions": {
            "release_id": "VARCHAR NOT NULL",
            "label": "VARCHAR NOT NULL",
            **_PERIOD,
            "evidence": "VARCHAR NOT NULL",
            "line_number": "INTEGER",
        },
        "numeric_tokens": {
            "release_id": "VARCHAR NOT NULL",
            "kind": "VARCHAR NOT NULL",
            "reason": "VARCHAR NOT NULL",
            "is_in_table": "BOOLEAN NOT NULL",
            "token_count": "INTEGER NOT NULL",
            **_PLACE,
            "printed_text": "VARCHAR",
        },
        "parse_events": {
            "release_id": "VARCHAR NOT NULL",
            "step": "VARCHAR NOT NULL",
            "line_number": "INTEGER",
            "message": "VARCHAR NOT NULL",
        },
        "release_files": {
            "release_id": "VARCHAR NOT NULL",
            "file_name": "VARCHAR NOT NULL",
            "first_seen_at": "TIMESTAMP NOT NULL",
        },
        "rejected_files": {
            "file_name": "VARCHAR NOT NULL",
            "sha256": "VARCHAR",
            "reason": "VARCHAR NOT NULL",
            "parser_version": "VARCHAR NOT NULL",
            "rejected_at": "TIMESTAMP NOT NULL",
        },
    }
)
"""Column name to DuckDB type, by table. `release_files` holds every name a release arrived under."""

PARSED_TABLES: Final = tuple(name for name in RAW_TABLES if name not in {"release_files", "rejected_files"})
"""The tables whose rows come from parsing one release, and are replaced when it is parsed again."""

_ARROW_TYPES: Final = MappingProxyType(
    {
        "VARCHAR": pa.string(),
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
        VALUE: pa.decimal128(24, 8),
        SCALE: pa.decimal128(13, 0),
        BASE_VALUE: pa.decimal128(38, 8),
        "VARCHAR[]": pa.list_(pa.string()),
        "INTEGER[]": pa.list_(pa.int32()),
    }
)


def create_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing of the `raw` schema: tables, and columns that a newer version added."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS raw")
    for table, columns in RAW_TABLES.items():
        body = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f'CREATE TABLE IF NOT EXISTS raw."{table}" ({body})')
        described = connection.execute(f'SELECT * FROM raw."{table}" LIMIT 0').description or []
        for name in columns.keys() - {present for present, *_ in described}:
            # DuckDB cannot add a column that is NOT NULL; the re-parse that follows a new version fills it.
            connection.execute(f'ALTER TABLE raw."{table}" ADD COLUMN "{name}" {_bare(columns[name])}')


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema whose columns are exactly those of the raw table, with their nullability."""
    return pa.schema(
        [
            pa.field(name, _ARROW_TYPES[_bare(kind)], nullable=kind == _bare(kind))
            for name, kind in RAW_TABLES[table].items()
        ]
    )


def _bare(kind: str) -> str:
    return kind.removesuffix(" NOT NULL")
