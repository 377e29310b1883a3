"""Everything a report shows of the figures of one release: where it comes from, its tables and their identities.

How it looks does not belong here (`page`), nor do the charts (`chart_data`), what contradicts itself
(`contradictions`) and the sentences (`prose`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.report.checks import Check, read_checks
from dagster_project.report.rows import read_rows
from dagster_project.report.tables import Table, read_tables


@dataclass(frozen=True, slots=True)
class Contents:
    """A release as its report shows it."""

    release: Mapping[str, Any]
    tables: tuple[Table, ...]
    checks: tuple[Check, ...]


def read_contents(connection: duckdb.DuckDBPyConnection, release_id: str) -> Contents:
    """Reads one release; `connection` may be to the published file or to the warehouse as built."""
    checks = read_checks(connection, release_id)
    return Contents(
        release=_release(connection, release_id),
        tables=read_tables(connection, release_id, checks),
        checks=checks,
    )


def _release(connection: duckdb.DuckDBPyConnection, release_id: str) -> Mapping[str, Any]:
    (row,) = read_rows(
        connection,
        """
        SELECT r.*, i.issuer_name, i.tickers
        FROM marts.dim_releases AS r
        LEFT JOIN marts.dim_issuers AS i USING (issuer_id)
        WHERE r.release_id = $release_id
        """,
        release_id=release_id,
    )
    return row
