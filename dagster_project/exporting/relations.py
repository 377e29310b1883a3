"""What is exported and how its parts hang together: tables, columns, comments, keys, as the published file tells them.

How another database is written does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import duckdb

OTHER_NAMES: Final = MappingProxyType(
    {
        ("dim_segments", "parent_segment_id"): "dim_segments",
        ("fct_claims", "earlier_fact_id"): "fct_line_items",
        ("fct_line_items", "printed_period_id"): "dim_periods",
    }
)
"""References whose column bears another name than the key it points to."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its DuckDB type; `comment` is empty where there is none."""

    name: str
    type: str
    is_nullable: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view of the published file; views have no key."""

    schema: str
    name: str
    comment: str
    columns: tuple[Column, ...]
    key: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values stand in the key of another relation."""

    relation: str
    column: str
    target: str
    target_column: str


def read_relations(connection: duckdb.DuckDBPyConnection) -> tuple[Relation, ...]:
    """The views for people, the marts, and the catalogue of identities; raw tables and other seeds stay behind."""
    rows = connection.execute(
        """
        WITH named AS (
            SELECT schema_name, table_name AS name, comment FROM duckdb_tables() WHERE NOT internal
            UNION ALL
            SELECT schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal
        )
        SELECT schema_name, name, coalesce(comment, '') FROM named
        WHERE schema_name IN ('main', 'marts') OR (schema_name = 'seeds' AND name = 'identities')
        ORDER BY schema_name, name
        """
    ).fetchall()
    return tuple(
        Relation(schema, name, comment, _columns(connection, schema, name), _key(connection, schema, name))
        for schema, name, comment in rows
    )


def references(relations: tuple[Relation, ...]) -> tuple[Reference, ...]:
    """A column of a mart named like the key of another mart points to it; `OTHER_NAMES` tells the rest."""
    keyed = {relation.name: relation.key for relation in relations if relation.key}
    by_key = {key: name for name, key in keyed.items()}
    found = []
    for relation in relations:
        if relation.schema != "marts" or relation.name == "latest_line_items":
            continue
        for column in relation.columns:
            target = OTHER_NAMES.get((relation.name, column.name), by_key.get(column.name))
            if target in keyed and column.name != relation.key:
                found.append(Reference(relation.name, column.name, target, keyed[target]))
    return tuple(found)


def _columns(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> tuple[Column, ...]:
    rows = connection.execute(
        """
        SELECT column_name, data_type, is_nullable, coalesce(comment, '') FROM duckdb_columns()
        WHERE schema_name = ? AND table_name = ? ORDER BY column_index
        """,
        [schema, name],
    ).fetchall()
    return tuple(Column(*row) for row in rows)


def _key(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> str | None:
    if (schema, name) == ("seeds", "identities"):
        return "identity_id"  # seeds have tests instead of constraints
    rows = connection.execute(
        """
        SELECT constraint_column_names[1] FROM duckdb_constraints()
        WHERE schema_name = ? AND table_name = ? AND constraint_type = 'PRIMARY KEY'
            AND len(constraint_column_names) = 1
        """,
        [schema, name],
    ).fetchall()
    return rows[0][0] if rows else None
