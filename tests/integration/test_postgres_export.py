"""The published content in a real PostgreSQL: every row, exactly, with keys and comments, replaced in one step."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from postgres import PASSWORD, running_postgres
from psycopg import sql
from typer.testing import CliRunner

from dagster_project.cli import app
from dagster_project.exporting.errors import ExportError
from dagster_project.exporting.postgres import Exported, export_to_postgres, postgres_type
from dagster_project.exporting.relations import Column, read_relations, references
from dagster_project.settings import PROJECT_ROOT, Settings
from dagster_project.warehouse.connect import connect_published
from dagster_project.warehouse.publish import publish

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_postgres() as address:
        yield address


@pytest.fixture(scope="module")
def published(built: Settings) -> Path:
    publish(built)
    return built.published


@pytest.fixture(scope="module")
def exported(published: Path, address: str) -> Exported:
    return export_to_postgres(published, address)


@pytest.fixture
def connection(exported: Exported, address: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def rows_that_differ(published: Path, connection: psycopg.Connection[Any], schema: str) -> dict[str, int]:
    """By relation, how many rows stand on one side only."""
    with closing(connect_published(published)) as source:
        differing = {}
        for relation in read_relations(source):
            here = source.execute(f'FROM "{relation.schema}"."{relation.name}"').fetchall()
            there = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, relation.name)))
            one, other = (sorted(map(repr, rows)) for rows in (here, there.fetchall()))
            differing[relation.name] = sum(a != b for a, b in zip(one, other, strict=False)) + abs(
                len(one) - len(other)
            )
        return differing


def test_every_row_arrives_exactly(published: Path, exported: Exported, connection: psycopg.Connection[Any]) -> None:
    differing = rows_that_differ(published, connection, "tieout")
    assert set(differing) == set(exported.rows)
    assert {"line_items", "fct_line_items", "dim_releases", "identities"} <= set(differing)
    assert differing == dict.fromkeys(differing, 0)


def test_the_comparison_notices_one_changed_digit(
    published: Path, exported: Exported, connection: psycopg.Connection[Any]
) -> None:
    with connection.transaction(force_rollback=True):
        connection.execute("UPDATE tieout.margins SET revenues = revenues + 0.00000001 WHERE period = 'FY2008'")
        assert rows_that_differ(published, connection, "tieout")["margins"] > 0


def test_money_is_numeric_and_nothing_is_float(connection: psycopg.Connection[Any]) -> None:
    types = connection.execute(
        "SELECT DISTINCT data_type FROM information_schema.columns WHERE table_schema = 'tieout' ORDER BY 1"
    ).fetchall()
    assert types == [
        ("ARRAY",), ("bigint",), ("boolean",), ("date",), ("integer",), ("numeric",), ("text",),
        ("timestamp without time zone",),
    ]  # fmt: skip
    cash = connection.execute(
        "SELECT value FROM tieout.cash_bridge WHERE period = 'FY2008' AND unit = 'JPY' AND step_number = 6"
    ).fetchall()
    assert cash == [(Decimal("10187724000.00000000"),)]


def test_every_table_and_column_is_described(connection: psycopg.Connection[Any]) -> None:
    silent = connection.execute(
        """
        SELECT class.relname, attribute.attname
        FROM pg_class AS class
        INNER JOIN pg_attribute AS attribute ON class.oid = attribute.attrelid
        WHERE class.relnamespace = 'tieout'::regnamespace AND class.relkind = 'r' AND attribute.attnum > 0
            AND (coalesce(col_description(class.oid, attribute.attnum), '') = ''
                OR coalesce(obj_description(class.oid), '') = '')
        """
    ).fetchall()
    assert silent == []


def test_every_relationship_that_dbt_tests_is_a_foreign_key(published: Path) -> None:
    declared = set()
    for path in (PROJECT_ROOT / "dbt" / "models" / "marts").rglob("_*__models.yml"):
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
            for column in model["columns"]:
                for test in column.get("data_tests", []):
                    if isinstance(test, dict) and (link := test.get("relationships", {}).get("arguments")):
                        target = link["to"].removeprefix("ref('").removesuffix("')")
                        declared.add((model["name"], column["name"], target, link["field"]))
    with closing(connect_published(published)) as source:
        linked = {
            (link.relation, link.column, link.target, link.target_column) for link in references(read_relations(source))
        }
    assert len(declared) > 15
    assert declared - linked == set()


def test_keys_are_there_and_are_enforced(exported: Exported, connection: psycopg.Connection[Any]) -> None:
    counted = connection.execute(
        "SELECT contype, count(*) FROM pg_constraint WHERE connamespace = 'tieout'::regnamespace"
        " AND contype IN ('p', 'f') GROUP BY contype ORDER BY contype"
    ).fetchall()
    assert counted == [("f", exported.foreign_keys), ("p", exported.primary_keys)]
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        connection.execute("UPDATE tieout.fct_line_items SET release_id = 'nobody'")


def test_a_failed_export_changes_nothing(
    published: Path, exported: Exported, connection: psycopg.Connection[Any], address: str
) -> None:
    connection.execute("CREATE VIEW public.leaning AS SELECT company FROM tieout.margins")
    try:
        with pytest.raises(ExportError, match=r"changed nothing: cannot drop (.|\n)*view leaning depends"):
            export_to_postgres(published, address)
    finally:
        connection.execute("DROP VIEW public.leaning")
    assert set(rows_that_differ(published, connection, "tieout").values()) == {0}
    assert connection.execute("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'tieout\\_\\_%'").fetchall() == []


def test_a_schema_of_somebody_else_is_left_alone(
    published: Path, connection: psycopg.Connection[Any], address: str
) -> None:
    connection.execute("CREATE SCHEMA theirs")
    with pytest.raises(ExportError, match="theirs exists and was not made by an export"):
        export_to_postgres(published, address, "theirs")


def test_readers_keep_reading_while_the_schema_is_replaced(
    published: Path, connection: psycopg.Connection[Any], address: str
) -> None:
    connection.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'")
    connection.execute("GRANT USAGE ON SCHEMA tieout TO reader")
    connection.execute("GRANT SELECT ON tieout.line_items, tieout.releases TO reader")
    counts, errors, stop = set(), [], threading.Event()

    def read() -> None:
        with psycopg.connect(address.replace(f"owner:{PASSWORD}", "reader:reader"), autocommit=True) as reader:
            while not stop.is_set():
                try:
                    counts.update(reader.execute("SELECT count(*) FROM tieout.line_items").fetchall())
                except psycopg.Error as error:
                    errors.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        exported = [export_to_postgres(published, address) for _ in range(2)]
    finally:
        stop.set()
        thread.join()
    assert errors == []
    assert counts == {(exported[0].rows["line_items"],)}


def test_the_command_exports_and_prints_no_password(published: Path, built: Settings, address: str) -> None:
    runner = CliRunner(env=built.as_environment())
    done = runner.invoke(app, ["export", "--to", address, "--schema", "from_command"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Schema from_command:" in done.stdout

    wrong = address.replace(PASSWORD, "wr0ng-p%40ss")
    for bad, code in (
        (wrong, 1),
        (wrong.replace("127.0.0.1:", "127.0.0.1:no-"), 1),
        (wrong.replace("?", "").replace("/postgres", "/%zz"), 2),
        ("mysql://root:wr0ng@host/x", 2),
    ):
        done = runner.invoke(app, ["export", "--to", bad.replace("postgres://", "postgresql://")])
        assert done.exit_code == code, bad
        assert "wr0ng" not in done.output


def test_a_type_without_an_exact_counterpart_is_refused() -> None:
    with pytest.raises(ExportError, match="share is DOUBLE"):
        postgres_type(Column("share", "DOUBLE", is_nullable=True, comment=""))
