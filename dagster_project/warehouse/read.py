"""What `tieout show` and `tieout trace` read: releases, their tables and cells, one fact and its identities.

Works on the published file and on the warehouse alike. How it is printed belongs to `terminal`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb


class NotFoundError(Exception):
    """Nothing, or more than one thing, answers to the name; the message lists what there is."""


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release as it is listed."""

    release_id: str
    release_slug: str
    sha256: str
    encoding: str
    file_name: str
    issuer_name: str | None
    title: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table of a release and how many of its facts are proven."""

    table_index: int
    statement_index: int
    title: str
    statement_type: str
    line_start: int
    line_end: int
    facts: int
    verified: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class CellRow:
    """A printed cell with the verdict on it; `passed` and `failed` count the identities it takes part in."""

    line_item_fact_id: str
    table_index: int
    row_index: int
    column_index: int
    row_label: str
    row_label_path: str
    column_header: str
    printed_text: str
    verification_status: str
    passed: int
    failed: int


@dataclass(frozen=True, slots=True)
class IdentityCount:
    """How often an identity was evaluated in some tables, and with what result."""

    identity_id: str
    status: str
    instances: int


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with everything it means, names instead of ids; `value` in base units."""

    line_item_fact_id: str
    release_id: str
    locator: str
    printed_text: str
    value: Decimal | None
    is_nil: bool
    unit: str | None
    scale_factor: Decimal
    precision_unit: Decimal | None
    measure: str
    line_item_name: str
    segment_name: str | None
    fiscal_label: str | None
    start_date: date | None
    end_date: date | None
    scenario: str
    basis: str
    is_primary: bool
    is_translation: bool
    statement_type: str
    table_index: int
    label: str
    label_path: str
    verification_status: str
    verified_by: int


@dataclass(frozen=True, slots=True)
class OperandRow:
    """One member of an identity instance."""

    line_item_fact_id: str | None
    side: str
    weight: Decimal
    label: str | None
    printed_text: str | None
    value: Decimal | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """An identity instance a fact takes part in, with all its operands."""

    identity_id: str
    scope: str | None
    status: str
    severity: str | None
    lhs: Decimal | None
    rhs: Decimal | None
    residual: Decimal | None
    tolerance: Decimal | None
    explanation: str | None
    operands: tuple[OperandRow, ...] = ()


def list_releases(connection: duckdb.DuckDBPyConnection) -> tuple[ReleaseRow, ...]:
    """All releases, the newest first."""
    rows = connection.execute(
        """
        SELECT release_id, release_slug, sha256, encoding, file_name, issuer_name, title, published_on
        FROM raw.releases
        ORDER BY published_on DESC NULLS LAST, release_slug, release_id
        """
    ).fetchall()
    return tuple(ReleaseRow(*row) for row in rows)


def find_release(connection: duckdb.DuckDBPyConnection, name: str) -> ReleaseRow:
    """The release of this id, slug or file name, or the only one whose id begins with it or whose names contain it.

    Raises NotFoundError where none or several do.
    """
    releases = list_releases(connection)
    exact = [row for row in releases if name in (row.release_id, row.release_slug, row.file_name, row.sha256)]
    near = [row for row in releases if row.release_id.startswith(name) or name.lower() in _names(row)]
    matches = exact or near
    if len(matches) == 1:
        return matches[0]
    listed = "\n".join(f"  {row.release_id}  {row.release_slug}" for row in (matches or releases)[:20])
    problem = f"{len(matches)} releases answer to {name!r}; say which" if matches else f"No release is called {name!r}"
    raise NotFoundError(f"{problem}:\n{listed}" if listed else f"{problem}: there is none at all.")


def _names(release: ReleaseRow) -> str:
    return f"{release.release_slug}\n{release.file_name}".lower()


def read_tables(connection: duckdb.DuckDBPyConnection, release_id: str) -> tuple[TableRow, ...]:
    """The tables of a release in the order of the document."""
    rows = connection.execute(
        """
        SELECT
            t.table_index, t.statement_index, t.title, t.statement_type, t.line_start, t.line_end,
            count(l.line_item_fact_id),
            count(*) FILTER (WHERE l.verification_status = 'verified'),
            count(*) FILTER (WHERE l.verification_status = 'contradicted')
        FROM raw.tables AS t
        LEFT JOIN marts.fct_line_items AS l USING (release_id, table_index)
        WHERE t.release_id = ?
        GROUP BY ALL
        ORDER BY t.table_index
        """,
        [release_id],
    ).fetchall()
    return tuple(TableRow(*row) for row in rows)


def find_table(connection: duckdb.DuckDBPyConnection, release: ReleaseRow, table_index: int) -> TableRow:
    """One table of a release. Raises NotFoundError where it has none of this number."""
    tables = read_tables(connection, release.release_id)
    for table in tables:
        if table.table_index == table_index:
            return table
    raise NotFoundError(
        f"{release.release_slug} has no table {table_index}; its tables are 1 to {len(tables)}"
        f" (`tieout show {release.release_id}` lists them)."
    )


def read_cells(connection: duckdb.DuckDBPyConnection, release_id: str, table_index: int) -> tuple[CellRow, ...]:
    """The cells of one table, row by row."""
    rows = connection.execute(
        """
        WITH verdicts AS (
            SELECT
                o.line_item_fact_id,
                count(DISTINCT c.identity_check_id) FILTER (WHERE c.status = 'pass') AS passed,
                count(DISTINCT c.identity_check_id) FILTER (WHERE c.status IN ('fail', 'known_discrepancy')) AS failed
            FROM marts.fct_identity_operands AS o
            INNER JOIN marts.fct_identity_checks AS c USING (identity_check_id)
            WHERE c.release_id = $release_id
            GROUP BY o.line_item_fact_id
        )

        SELECT
            l.line_item_fact_id, l.table_index, l.row_index, l.column_index,
            r.row_label, r.row_label_path, r.column_header, r.printed_text, l.verification_status,
            coalesce(v.passed, 0), coalesce(v.failed, 0)
        FROM marts.fct_line_items AS l
        INNER JOIN raw.cells AS r USING (release_id, locator)
        LEFT JOIN verdicts AS v USING (line_item_fact_id)
        WHERE l.release_id = $release_id AND l.table_index = $table_index
        ORDER BY l.row_index, l.column_index
        """,
        {"release_id": release_id, "table_index": table_index},
    ).fetchall()
    return tuple(CellRow(*row) for row in rows)


def count_identities(
    connection: duckdb.DuckDBPyConnection, release_id: str, table_index: int
) -> tuple[IdentityCount, ...]:
    """The identities that some cell of the table takes part in, by status."""
    rows = connection.execute(
        """
        SELECT c.identity_id, c.status, count(DISTINCT c.identity_check_id)
        FROM marts.fct_identity_checks AS c
        INNER JOIN marts.fct_identity_operands AS o USING (identity_check_id)
        INNER JOIN marts.fct_line_items AS l USING (line_item_fact_id)
        WHERE l.release_id = ? AND l.table_index = ?
        GROUP BY ALL
        ORDER BY c.identity_id, c.status
        """,
        [release_id, table_index],
    ).fetchall()
    return tuple(IdentityCount(*row) for row in rows)


def find_fact(connection: duckdb.DuckDBPyConnection, fact_id: str) -> FactRow:
    """The fact of this id, or the only one whose id begins with it. Raises NotFoundError where none or several do."""
    rows = connection.execute(
        """
        SELECT
            l.line_item_fact_id, l.release_id, l.locator, l.printed_text, l.value, l.is_nil, l.unit, l.scale_factor,
            l.precision_unit, l.measure, i.line_item_name, s.segment_name, p.fiscal_label, p.start_date, p.end_date,
            l.scenario, l.basis, l.is_primary, l.is_translation, l.statement_type, l.table_index, l.label,
            l.label_path, l.verification_status, l.verified_by
        FROM marts.fct_line_items AS l
        LEFT JOIN marts.dim_line_items AS i USING (line_item_id)
        LEFT JOIN marts.dim_segments AS s USING (segment_id)
        LEFT JOIN marts.dim_periods AS p USING (period_id)
        WHERE starts_with(l.line_item_fact_id, ?)
        LIMIT 2
        """,
        [fact_id],
    ).fetchall()
    if len(rows) == 1:
        return FactRow(*rows[0])
    if rows:
        raise NotFoundError(f"Several facts have an id that begins with {fact_id!r}; give more of it.")
    raise NotFoundError(f"No fact has the id {fact_id!r}. `tieout show RELEASE TABLE --ids` lists the ids of a table.")


def read_identities(connection: duckdb.DuckDBPyConnection, fact_id: str) -> tuple[IdentityRow, ...]:
    """Every identity instance the fact takes part in: failures first, then passes."""
    rows = connection.execute(
        """
        SELECT
            c.identity_check_id, c.identity_id, c.scope, c.status, c.severity, c.lhs, c.rhs, c.residual, c.tolerance,
            c.explanation
        FROM marts.fct_identity_checks AS c
        SEMI JOIN (FROM marts.fct_identity_operands WHERE line_item_fact_id = ?) AS mine
            ON c.identity_check_id = mine.identity_check_id
        ORDER BY
            list_position(['fail', 'known_discrepancy', 'pass', 'not_evaluable'], c.status),
            c.identity_id, c.identity_check_id
        """,
        [fact_id],
    ).fetchall()
    return tuple(replace(IdentityRow(*row[1:]), operands=_operands(connection, row[0])) for row in rows)


def _operands(connection: duckdb.DuckDBPyConnection, identity_check_id: str) -> tuple[OperandRow, ...]:
    rows: list[tuple[Any, ...]] = connection.execute(
        """
        SELECT o.line_item_fact_id, o.side, o.weight, l.label, l.printed_text, l.value, l.locator
        FROM marts.fct_identity_operands AS o
        LEFT JOIN marts.fct_line_items AS l USING (line_item_fact_id)
        WHERE o.identity_check_id = ?
        ORDER BY o.side, l.table_index, l.row_index, l.column_index
        """,
        [identity_check_id],
    ).fetchall()
    return tuple(OperandRow(*row) for row in rows)
