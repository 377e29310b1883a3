"""Counts that tell what a warehouse holds: for the end of a run, the web page and the command line.

What the numbers mean belongs to the dbt models; how they are shown belongs to the command line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import duckdb

from dagster_project.warehouse.schema import RAW_TABLES


@dataclass(frozen=True, slots=True)
class HeldRelease:
    """A release that publishing leaves out, and why."""

    release_id: str
    release_slug: str
    reason: str


@dataclass(frozen=True, slots=True)
class WarehouseSummary:
    """What the warehouse holds, held releases included.

    `identities` counts identity instances by status (`pass`, `fail`, `known_discrepancy`, `not_evaluable`);
    `facts_by_verification` counts line-item facts by `verification_status`.
    """

    releases: int = 0
    rejected_files: int = 0
    tables: int = 0
    cells: int = 0
    unexplained_tokens: int = 0
    identities: dict[str, int] = field(default_factory=dict)
    facts_by_verification: dict[str, int] = field(default_factory=dict)
    held: tuple[HeldRelease, ...] = ()


def count_raw_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """The number of rows of each table of the `raw` schema."""
    return {table: _number(connection, f'SELECT count(*) FROM raw."{table}"') for table in RAW_TABLES}


def summarize(connection: duckdb.DuckDBPyConnection) -> WarehouseSummary:
    """Count what is there; a schema that no run has built yet counts as empty."""
    present = set(connection.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall())
    tables = {name for (name,) in present}
    if "raw.releases" not in tables:
        return WarehouseSummary()
    rows = count_raw_rows(connection)
    unexplained = "SELECT coalesce(sum(token_count), 0) FROM raw.numeric_tokens WHERE kind = 'unexplained'"
    return WarehouseSummary(
        releases=rows["releases"],
        rejected_files=rows["rejected_files"],
        tables=rows["tables"],
        cells=rows["cells"],
        unexplained_tokens=_number(connection, unexplained),
        identities=_tally(connection, tables, "marts.fct_identity_checks", "status"),
        facts_by_verification=_tally(connection, tables, "marts.fct_line_items", "verification_status"),
        held=_held(connection, tables),
    )


def _tally(connection: duckdb.DuckDBPyConnection, tables: set[str], table: str, column: str) -> dict[str, int]:
    if table not in tables:
        return {}
    return dict(connection.execute(f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 1").fetchall())


def _held(connection: duckdb.DuckDBPyConnection, tables: set[str]) -> tuple[HeldRelease, ...]:
    if "marts.dim_releases" not in tables:
        return ()
    query = "SELECT release_id, release_slug, hold_reason FROM marts.dim_releases WHERE is_held ORDER BY release_slug"
    return tuple(HeldRelease(*row) for row in connection.execute(query).fetchall())


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
