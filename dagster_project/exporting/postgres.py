"""The published content as a schema of a PostgreSQL database, replaced as a whole in one transaction.

Which tables and keys there are is told by `relations`. The address may hold a password: it is never logged, printed or
made part of an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from psycopg import sql

from dagster_project.exporting.errors import ExportAddressError, ExportError
from dagster_project.exporting.relations import Column, Reference, Relation, read_relations, references
from dagster_project.warehouse.connect import connect_published

DEFAULT_SCHEMA = "tieout"
OURS = "Tieout: earnings releases, published. Replaced as a whole by `tieout export`; keep nothing of your own in it."
"""The comment by which a schema is known as one that an export made and may replace."""

WAIT_FOR_READERS = "120s"
ROWS_AT_A_TIME = 10_000

TYPES = {
    "BIGINT": "bigint",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "HUGEINT": "numeric(39,0)",
    "INTEGER": "integer",
    "TIMESTAMP": "timestamp",
    "VARCHAR": "text",
}
"""DuckDB's types in PostgreSQL's words. There is none for binary floating point: money is exact."""

DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    schema: str
    rows: dict[str, int]
    primary_keys: int
    foreign_keys: int


def export_to_postgres(published: Path, address: str, schema: str = DEFAULT_SCHEMA) -> Exported:
    """Copy the published file into the schema of the database at `address` (`postgres://user@host:5432/database`).

    The new tables are filled beside the earlier ones, get keys and comments, and take their place at the end of the one
    transaction. Roles that could read the earlier tables can read the new ones.

    Raises ExportError; the database is then as it was. Raises NotPublishedError before the first publish.
    """
    if not address.startswith(("postgres://", "postgresql://")):
        raise ExportAddressError("The address must begin with postgres://, such as postgres://user@host:5432/database.")
    building = f"{schema}__building"
    with closing(connect_published(published)) as source, _connected(address) as target:
        relations = read_relations(source)
        links = references(relations)
        _require_ours(target, schema)
        target.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(building)))
        rows = {relation.name: _copy(source, target, building, relation) for relation in relations}
        for relation in relations:
            _add_key(target, building, relation)
        for link in links:
            _add_reference(target, building, link)
        _replace(target, schema, building)
    keys = sum(relation.key is not None for relation in relations)
    return Exported(schema, rows, keys, len(links))


@contextmanager
def _connected(address: str) -> Iterator[psycopg.Connection[Any]]:
    """A transaction that is committed at the end of the block; errors are told without the address's secrets."""
    try:
        parameters = psycopg.conninfo.conninfo_to_dict(address)
    except psycopg.Error:
        # The error would quote the address.
        raise ExportAddressError(
            "The address is none that PostgreSQL knows: postgres://user@host:5432/database."
        ) from None
    place = f"{parameters.get('host', 'the local server')}, database {parameters.get('dbname', '(default)')}"
    password = str(parameters.get("password") or "")
    try:
        with psycopg.connect(address, application_name="tieout export") as connection:
            yield connection
    except psycopg.Error as error:
        message = str(error).strip()
        told = message.replace(password, "***") if password else message
        raise ExportError(f"The export to {place} failed and changed nothing: {told}") from None


def _require_ours(target: psycopg.Connection[Any], schema: str) -> None:
    found = target.execute(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", [schema]
    ).fetchone()
    if found is not None and found[0] != OURS:
        raise ExportError(
            f"The schema {schema} exists and was not made by an export, so it is left alone."
            " Name another with --schema, or drop it."
        )


def _copy(source: duckdb.DuckDBPyConnection, target: psycopg.Connection[Any], schema: str, relation: Relation) -> int:
    """Create the table with its comments and fill it; the number of rows."""
    table = sql.Identifier(schema, relation.name)
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}{}").format(
            sql.Identifier(column.name),
            sql.SQL(postgres_type(column)),
            sql.SQL("" if column.is_nullable else " NOT NULL"),
        )
        for column in relation.columns
    )
    target.execute(sql.SQL("CREATE TABLE {} ({})").format(table, columns))
    target.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(table, sql.Literal(relation.comment)))
    for column in relation.columns:
        place = sql.Identifier(schema, relation.name, column.name)
        target.execute(sql.SQL("COMMENT ON COLUMN {} IS {}").format(place, sql.Literal(column.comment)))
    count = 0
    result = source.execute(f'FROM "{relation.schema}"."{relation.name}"')
    with target.cursor() as cursor, cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
        while rows := result.fetchmany(ROWS_AT_A_TIME):
            for row in rows:
                copy.write_row(row)
            count += len(rows)
    return count


def postgres_type(column: Column) -> str:
    """The PostgreSQL type that holds every value of the column exactly.

    Raises ExportError for a type that has no exact counterpart here.
    """
    if column.type.endswith("[]"):
        element = Column(column.name, column.type.removesuffix("[]"), column.is_nullable, column.comment)
        return f"{postgres_type(element)}[]"
    if decimal := DECIMAL.fullmatch(column.type):
        return f"numeric({decimal[1]},{decimal[2]})"
    if column.type not in TYPES:
        raise ExportError(f"The column {column.name} is {column.type}, which has no exact type in PostgreSQL here.")
    return TYPES[column.type]


def _add_key(target: psycopg.Connection[Any], schema: str, relation: Relation) -> None:
    if relation.key:
        target.execute(
            sql.SQL("ALTER TABLE {} ADD PRIMARY KEY ({})").format(
                sql.Identifier(schema, relation.name), sql.Identifier(relation.key)
            )
        )


def _add_reference(target: psycopg.Connection[Any], schema: str, link: Reference) -> None:
    target.execute(
        sql.SQL("ALTER TABLE {} ADD FOREIGN KEY ({}) REFERENCES {} ({})").format(
            sql.Identifier(schema, link.relation),
            sql.Identifier(link.column),
            sql.Identifier(schema, link.target),
            sql.Identifier(link.target_column),
        )
    )


def _replace(target: psycopg.Connection[Any], schema: str, building: str) -> None:
    """Put the built schema in the place of the earlier one; whoever could read that can read this."""
    target.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(WAIT_FOR_READERS)))
    grants = _grants(target, schema)
    tables = target.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema]).fetchall()
    if tables:
        # One statement, for they point at each other; not CASCADE, which would take the views of others along.
        names = sql.SQL(", ").join(sql.Identifier(schema, name) for (name,) in tables)
        target.execute(sql.SQL("DROP TABLE {}").format(names))
    target.execute(sql.SQL("DROP SCHEMA IF EXISTS {}").format(sql.Identifier(schema)))
    target.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(schema)))
    target.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(sql.Identifier(schema), sql.Literal(OURS)))
    present = {name for (name,) in target.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])}
    for table, role in grants:
        grantee = sql.SQL("PUBLIC") if role is None else sql.Identifier(role)
        if table is None:
            target.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(sql.Identifier(schema), grantee))
        elif table in present:
            target.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(schema, table), grantee))


def _grants(target: psycopg.Connection[Any], schema: str) -> list[tuple[str | None, str | None]]:
    """Who may use the schema (table None) or read a table of it; role None is everybody."""
    return target.execute(
        """
        SELECT NULL::name, role.rolname
        FROM pg_namespace AS namespace
        CROSS JOIN LATERAL aclexplode(namespace.nspacl) AS granted
        LEFT JOIN pg_roles AS role ON granted.grantee = role.oid
        WHERE namespace.nspname = %(schema)s AND granted.privilege_type = 'USAGE'
        UNION ALL
        SELECT class.relname, role.rolname
        FROM pg_class AS class
        INNER JOIN pg_namespace AS namespace ON class.relnamespace = namespace.oid
        CROSS JOIN LATERAL aclexplode(class.relacl) AS granted
        LEFT JOIN pg_roles AS role ON granted.grantee = role.oid
        WHERE namespace.nspname = %(schema)s AND granted.privilege_type = 'SELECT'
        """,
        {"schema": schema},
    ).fetchall()
