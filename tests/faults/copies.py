"""Many copies of one release in a scratch warehouse, each under an id of its own and each with its fault.

The release is loaded once, the way every release is; the engine multiplies it, and only what a fault changes is stored
one by one. What the models say of the copies belongs to `verdicts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
from faults.kinds import Key

from dagster_project.parsing.model import Cell, NumericToken, Release, Rollup
from dagster_project.warehouse.load import insert, load_releases, to_rows
from dagster_project.warehouse.schema import PARSED_TABLES, RAW_TABLES, create_schema

FAULT_FREE = "fault-free"
_INGESTED_AT = datetime(2009, 5, 15)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy by name: the cells that differ from the release as printed, roll-ups found in it, digits left over."""

    name: str
    changes: dict[Key, Cell | None]
    rollups: tuple[Rollup, ...]
    left_over: tuple[NumericToken, ...] = ()


def id_of(name: str) -> str:
    """The release_id of a copy: its hash in short, as everywhere."""
    return _hash_of(name)[:16]


def load_copies(warehouse: Path, release: Release, rollups: Sequence[Rollup], copies: Sequence[Copy]) -> None:
    """A new warehouse with the release as printed and all copies of it; an older one is replaced."""
    warehouse.unlink(missing_ok=True)
    printed = replace(release, sha256=_hash_of(FAULT_FREE), release_id=id_of(FAULT_FREE))
    with duckdb.connect(str(warehouse)) as connection:
        create_schema(connection)
        load_releases(connection, [to_rows(printed, rollups, FAULT_FREE, _INGESTED_AT)])
        if not copies:
            return
        connection.register("copies", _names(copies))
        connection.register("replaced", _replaced_keys(copies))
        for table in PARSED_TABLES:
            if table != "rollups":
                connection.execute(_multiply(table))
        for table in ("cells", "rollups", "numeric_tokens"):
            insert(connection, table, pa.concat_tables([_own_rows(printed, copy, table) for copy in copies]))


def _multiply(table: str) -> str:
    """Every row of the release once for each copy, but for the cells that a fault replaces."""
    own = {"release_id": "copies.release_id"}
    if table == "releases":
        own |= {"sha256": "copies.sha256", "file_name": "copies.name"}
    columns = ", ".join(own.get(name, f"printed.{name}") for name in RAW_TABLES[table])
    unchanged = ""
    if table == "cells":
        unchanged = """
            ANTI JOIN replaced
                ON copies.release_id = replaced.release_id AND printed.table_index = replaced.table_index
                AND printed.row_index = replaced.row_index AND printed.column_index = replaced.column_index"""
    return f"INSERT INTO raw.{table} SELECT {columns} FROM raw.{table} AS printed CROSS JOIN copies {unchanged}"


def _names(copies: Sequence[Copy]) -> pa.Table:
    names = [copy.name for copy in copies]
    return pa.table({"name": names, "sha256": list(map(_hash_of, names)), "release_id": list(map(id_of, names))})


def _replaced_keys(copies: Sequence[Copy]) -> pa.Table:
    keys = [(id_of(copy.name), *key) for copy in copies for key in copy.changes]
    columns = list(zip(*keys, strict=True)) or [(), (), (), ()]
    schema = pa.schema(
        [("release_id", pa.string()), *((name, pa.int32()) for name in ("table_index", "row_index", "column_index"))]
    )
    return pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def _own_rows(printed: Release, copy: Copy, table: str) -> pa.Table:
    """Rows as the loader makes them, of a release that has nothing but what the fault changed."""
    own = replace(
        printed,
        release_id=id_of(copy.name),
        period_definitions=(),
        tables=(),
        cells=tuple(cell for cell in copy.changes.values() if cell is not None),
        label_facts=(),
        claims=(),
        numeric_tokens=copy.left_over,
        events=(),
    )
    return to_rows(own, copy.rollups, copy.name, _INGESTED_AT).tables[table]


def _hash_of(name: str) -> str:
    return sha256(name.encode()).hexdigest()
