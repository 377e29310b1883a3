"""The home page of the site: what the published file holds, the latest releases, and what contradicts itself.

A single release does not belong here (`contents`), nor where pages are written (`write`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dagster_project.report.rows import read_rows

LATEST = 12
"""Releases and contradictions that the home page lists; the reports list the rest."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What is in the published file: `numbers` without nils, `known` contradictions of those on record."""

    releases: int
    issuers: int
    first_published_on: date | None
    last_published_on: date | None
    numbers: int
    verified: int
    contradictions: int
    known: int


@dataclass(frozen=True, slots=True)
class IdentityCount:
    """An identity and how often it was evaluated; `known` counts errors of issuers that are on record."""

    identity_id: str
    name: str
    formula: str
    passed: int
    failed: int
    known: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A contradiction and the release it stands in; known ones are recorded as errors of the issuer."""

    release_id: str
    release_slug: str
    issuer: str
    kind: str
    printed: str
    likely_reading: str
    is_known: bool
    line_numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """All that the home page shows, besides the list of reports."""

    totals: Totals
    contradictions: tuple[Contradiction, ...]
    identities: tuple[IdentityCount, ...]


def read_home(connection: duckdb.DuckDBPyConnection) -> Home:
    """Read the home page from the published file (or from the warehouse as built)."""
    return Home(_totals(connection), _contradictions(connection), _identities(connection))


def _totals(connection: duckdb.DuckDBPyConnection) -> Totals:
    [row] = read_rows(
        connection,
        """
        SELECT
            (SELECT count(*) FROM marts.dim_releases) AS releases,
            (SELECT count(DISTINCT issuer_id) FROM marts.dim_releases) AS issuers,
            (SELECT min(published_on) FROM marts.dim_releases) AS first_published_on,
            (SELECT max(published_on) FROM marts.dim_releases) AS last_published_on,
            count(*) FILTER (WHERE NOT is_nil) AS numbers,
            count(*) FILTER (WHERE NOT is_nil AND verification_status = 'verified') AS verified,
            (SELECT count(*) FROM marts.fct_contradictions) AS contradictions,
            (SELECT count(*) FROM marts.fct_contradictions WHERE is_known) AS known
        FROM marts.fct_line_items
        """,
    )
    return Totals(**row)


def _contradictions(connection: duckdb.DuckDBPyConnection) -> tuple[Contradiction, ...]:
    rows = read_rows(
        connection,
        f"""
        SELECT
            r.release_id,
            r.release_slug,
            coalesce(i.issuer_name, r.release_slug) AS issuer,
            c.kind,
            c.printed,
            c.likely_reading,
            c.is_known,
            c.line_numbers
        FROM marts.fct_contradictions AS c
        INNER JOIN marts.dim_releases AS r USING (release_id)
        LEFT JOIN marts.dim_issuers AS i USING (issuer_id)
        ORDER BY c.is_known, r.published_on DESC NULLS LAST, r.release_slug, c.line_numbers, c.contradiction_id
        LIMIT {LATEST}
        """,
    )
    return tuple(Contradiction(**_with_lines(row)) for row in rows)


def _with_lines(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "line_numbers": tuple(row["line_numbers"] or ())}


def _identities(connection: duckdb.DuckDBPyConnection) -> tuple[IdentityCount, ...]:
    rows = read_rows(
        connection,
        """
        SELECT
            s.identity_id,
            s.identity_name AS name,
            coalesce(s.formula, '') AS formula,
            count(*) FILTER (WHERE c.status = 'pass') AS passed,
            count(*) FILTER (WHERE c.status = 'fail') AS failed,
            count(*) FILTER (WHERE c.status = 'known_discrepancy') AS known
        FROM seeds.identities AS s
        INNER JOIN marts.fct_identity_checks AS c USING (identity_id)
        WHERE list_contains(['pass', 'fail', 'known_discrepancy'], c.status)
        GROUP BY ALL
        ORDER BY passed DESC, s.identity_id
        """,
    )
    return tuple(IdentityCount(**row) for row in rows)
