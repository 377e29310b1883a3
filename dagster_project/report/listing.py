"""The releases as the index of all reports and the home page list them.

Which of their reports exist is known where pages are written (`write`); how a list looks does not belong here (`page`).
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A release in a list; `href` is its report's file name."""

    release_id: str
    href: str
    issuer: str
    title: str
    published_on: str
    numbers: int
    verified: int
    contradictions: int


def report_file_name(release_slug: str, release_id: str) -> str:
    """The file name of a release's report; two releases may share a slug, so the id is in its name."""
    return f"{release_slug}-{release_id[:8]}.html"


def read_entries(connection: duckdb.DuckDBPyConnection) -> tuple[IndexEntry, ...]:
    """All releases, the newest first; what a release does not tell of itself is replaced by its slug."""
    rows = connection.execute(
        """
        WITH facts AS (
            SELECT
                release_id,
                count(*) FILTER (WHERE NOT is_nil) AS numbers,
                count(*) FILTER (WHERE NOT is_nil AND verification_status = 'verified') AS verified
            FROM marts.fct_line_items
            GROUP BY release_id
        ),

        contradictions AS (
            SELECT release_id, count(*) AS contradictions
            FROM marts.fct_contradictions
            GROUP BY release_id
        )

        SELECT r.release_id, r.release_slug, i.issuer_name, r.title, r.published_on, f.numbers, f.verified,
            coalesce(x.contradictions, 0)
        FROM marts.dim_releases AS r
        INNER JOIN facts AS f USING (release_id)
        LEFT JOIN marts.dim_issuers AS i USING (issuer_id)
        LEFT JOIN contradictions AS x USING (release_id)
        ORDER BY r.published_on DESC NULLS LAST, r.release_slug
        """
    ).fetchall()
    return tuple(
        IndexEntry(
            release_id=release_id,
            href=report_file_name(slug, release_id),
            issuer=issuer or slug,
            title=title or slug,
            published_on=published_on.isoformat() if published_on else "",
            numbers=numbers,
            verified=verified,
            contradictions=contradictions,
        )
        for release_id, slug, issuer, title, published_on, numbers, verified, contradictions in rows
    )
