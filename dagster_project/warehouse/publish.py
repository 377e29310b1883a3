"""Publishing: the built warehouse becomes, in one atomic step, the file that readers open, and its content as Parquet.

Releases that are held stay out; what was published of them before they were held stays in. Which ones are held is
decided by the models (`marts.dim_releases`), never here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.settings import Settings
from dagster_project.warehouse.parquet import place_parquet, write_parquet

STORAGE_VERSION = "v1.2.0"
"""Readers bundle their own DuckDB; every one since 1.2 opens files of this storage version."""

PUBLISHED_SCHEMAS = ("main", "marts", "raw", "seeds")
"""What readers get, the views of `main` first; the layers between them are the building's scaffold."""

NEW, BUILT, OLD = "tieout", "built", "earlier"
"""Names of the attached files. The new one bears its final name, so that its views mean the same to every reader."""


class PublishError(Exception):
    """The published file was not replaced; the message says why. Readers still have the earlier one."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did: held releases left out wholly, and held ones that keep their last unheld parse."""

    path: Path
    parquet: Path
    left_out: tuple[str, ...]
    kept_from_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    schema: str
    name: str
    columns: tuple[str, ...]

    @property
    def is_by_release(self) -> bool:
        return "release_id" in self.columns

    def within(self, catalog: str) -> str:
        return f'{catalog}."{self.schema}"."{self.name}"'


def publish(settings: Settings) -> Published:
    """Copy the warehouse beside the published file and put it in its place; then the same for the Parquet files.

    Call it under the run lock. Raises PublishError where the copy fails; the earlier published file is then untouched.
    """
    target = settings.published
    workshop = target.parent / ".building"
    building = workshop / target.name
    shutil.rmtree(workshop, ignore_errors=True)  # what a killed publish left
    try:
        workshop.mkdir(parents=True)
        left_out, kept = _build(settings.warehouse, target, building)
        _swap(building, target)
        place_parquet(_parquet_beside(building), settings.published_parquet)
    except (duckdb.Error, OSError) as error:
        raise PublishError(f"{target} was not replaced: {error}") from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return Published(target, settings.published_parquet, left_out, kept)


def held_releases(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, str]:
    """Reason of each release that a critical identity holds back, by release id."""
    return dict(
        connection.execute(
            f"SELECT release_id, hold_reason FROM {catalog}.marts.dim_releases WHERE is_held ORDER BY release_id"
        ).fetchall()
    )


def _build(warehouse: Path, earlier: Path, building: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the new files; give the held releases that are left out, and those kept as published before."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {_quoted(warehouse)} AS {BUILT} (READ_ONLY)")
        connection.execute(f"ATTACH {_quoted(building)} AS {NEW} (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute(f"COPY FROM DATABASE {BUILT} TO {NEW} (SCHEMA)")
        _drop_scaffold(connection)
        held = list(held_releases(connection, BUILT))
        kept: list[str] = []
        connection.begin()
        tables = _tables(connection, NEW)
        _copy_unheld(connection, tables, held)
        if held and earlier.exists():
            connection.execute(f"ATTACH {_quoted(earlier)} AS {OLD} (READ_ONLY)")
            kept = _keep_earlier(connection, tables, held)
        connection.commit()
        write_parquet(connection, NEW, _parquet_beside(building))
        connection.execute(f"CHECKPOINT {NEW}")
        connection.execute(f"DETACH {NEW}")
    return tuple(sorted(set(held) - set(kept))), tuple(kept)


def _parquet_beside(building: Path) -> Path:
    return building.with_name("set")


def _drop_scaffold(connection: duckdb.DuckDBPyConnection) -> None:
    schemas = connection.execute(
        "SELECT schema_name FROM duckdb_schemas()"
        " WHERE database_name = ? AND NOT internal AND NOT list_contains(?, schema_name)",
        [NEW, list(PUBLISHED_SCHEMAS)],
    ).fetchall()
    for (schema,) in schemas:
        connection.execute(f'DROP SCHEMA {NEW}."{schema}" CASCADE')


def _tables(connection: duckdb.DuckDBPyConnection, catalog: str) -> tuple[_Table, ...]:
    rows = connection.execute(
        "SELECT schema_name, table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()"
        " SEMI JOIN duckdb_tables() USING (database_name, schema_name, table_name)"
        " WHERE database_name = ? GROUP BY ALL ORDER BY ALL",
        [catalog],
    ).fetchall()
    return tuple(_Table(schema, name, tuple(columns)) for schema, name, columns in rows)


def _copy_unheld(connection: duckdb.DuckDBPyConnection, tables: Sequence[_Table], held: Sequence[str]) -> None:
    for table in tables:
        source = f"FROM {table.within(BUILT)}"
        if table.is_by_release and held:
            # coalesce: a row that belongs to no release belongs to no held one either
            source += " WHERE NOT coalesce(list_contains($held, release_id), false)"
            connection.execute(f"INSERT INTO {table.within(NEW)} BY NAME {source}", {"held": list(held)})
        else:
            connection.execute(f"INSERT INTO {table.within(NEW)} BY NAME {source}")


def _keep_earlier(connection: duckdb.DuckDBPyConnection, tables: Sequence[_Table], held: Sequence[str]) -> list[str]:
    """Carry the held releases' rows of the earlier published file over, with the dimension rows they point to."""
    kept = [
        release_id
        for (release_id,) in connection.execute(
            f"SELECT release_id FROM {OLD}.marts.dim_releases WHERE list_contains(?, release_id) ORDER BY 1", [held]
        ).fetchall()
    ]
    if not kept:
        return kept
    earlier = {(table.schema, table.name): table for table in _tables(connection, OLD)}
    for table in tables:
        before = earlier.get((table.schema, table.name))
        if before is None:
            continue
        shared = [column for column in table.columns if column in before.columns]
        if table.is_by_release and before.is_by_release:
            condition = "list_contains($kept, release_id)"
            _carry_over(connection, table, shared, condition, {"kept": kept})
        elif table.name.startswith("dim_"):
            key = table.columns[0]
            condition = f'"{key}" NOT IN (SELECT "{key}" FROM {table.within(NEW)})'
            _carry_over(connection, table, shared, condition, {})
    return kept


def _carry_over(
    connection: duckdb.DuckDBPyConnection,
    table: _Table,
    columns: Sequence[str],
    condition: str,
    parameters: dict[str, list[str]],
) -> None:
    selected = ", ".join(f'"{column}"' for column in columns)
    connection.execute(
        f"INSERT INTO {table.within(NEW)} BY NAME SELECT {selected} FROM {table.within(OLD)} WHERE {condition}",
        parameters or None,
    )


def _swap(building: Path, target: Path) -> None:
    """Put the whole, synced file under its final name; whoever has the earlier one open keeps reading that."""
    with building.open("rb") as stream:
        os.fsync(stream.fileno())
    # Without write permission nobody opens it for writing by mistake, which would lock all other readers out.
    building.chmod(building.stat().st_mode & ~0o222)
    building.replace(target)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
