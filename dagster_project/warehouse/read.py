"""What `tieout show` reads: releases, their tables and the cells of one, with the verdict on each.

Works on the published file and on the warehouse alike. How it is printed belongs to `terminal`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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


def count_contradictions(connection: duckdb.DuckDBPyConnection, release_id: str) -> int:
    """How many places of a release contradict each other."""
    ((found,),) = connection.execute(
        "SELECT count(*) FROM marts.fct_contradictions WHERE release_id = ?", [release_id]
    ).fetchall()
    return int(found)


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
