"""The figures a run tells at its end: what the warehouse holds, what is proven, held back or rejected.

How they look on a terminal belongs to `terminal`; what a run does belongs to `defs`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from dagster_project.warehouse.schema import RAW_TABLES


@dataclass(frozen=True, slots=True)
class ProofCounts:
    """How far the marts are proven; `identities_known` failed in a way that the issuer's own error explains."""

    facts: int
    facts_verified: int
    facts_contradicted: int
    identities_passed: int
    identities_failed: int
    identities_known: int
    identities_not_evaluable: int
    contradictions: int


@dataclass(frozen=True, slots=True)
class HeldRelease:
    """A release that is not published, and the identity that holds it."""

    release_id: str
    release_slug: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListedRejection:
    """A row of `raw.rejected_files` (`rejected_at` in UTC)."""

    file_name: str
    sha256: str | None
    reason: str
    rejected_at: datetime


@dataclass(frozen=True, slots=True)
class WarehouseSummary:
    """What a warehouse holds, all releases together; `proof` is None where its marts are not built."""

    releases: int = 0
    tables: int = 0
    cells: int = 0
    numbers: int = 0
    nils: int = 0
    unexplained_tokens: int = 0
    proof: ProofCounts | None = None
    held: tuple[HeldRelease, ...] = ()
    rejected: tuple[ListedRejection, ...] = ()


RAW_COUNTS = """
SELECT
    (SELECT count(*) FROM raw.releases),
    (SELECT count(*) FROM raw.tables),
    (SELECT count(*) FROM raw.cells),
    (SELECT count(*) FROM raw.cells WHERE NOT is_nil),
    (SELECT count(*) FROM raw.cells WHERE is_nil),
    (SELECT count(*) FROM raw.numeric_tokens WHERE kind = 'unexplained')
"""

PROOF_COUNTS = """
SELECT
    (SELECT count(*) FROM marts.fct_line_items),
    (SELECT count(*) FROM marts.fct_line_items WHERE verification_status = 'verified'),
    (SELECT count(*) FROM marts.fct_line_items WHERE verification_status = 'contradicted'),
    (SELECT count(*) FROM marts.fct_identity_checks WHERE status = 'pass'),
    (SELECT count(*) FROM marts.fct_identity_checks WHERE status = 'fail'),
    (SELECT count(*) FROM marts.fct_identity_checks WHERE status = 'known_discrepancy'),
    (SELECT count(*) FROM marts.fct_identity_checks WHERE status = 'not_evaluable'),
    (SELECT count(*) FROM marts.fct_contradictions)
"""

HELD = """
SELECT release_id, release_slug, hold_reason
FROM marts.dim_releases
WHERE is_held
ORDER BY release_slug, release_id
"""

REJECTED = "SELECT file_name, sha256, reason, rejected_at FROM raw.rejected_files ORDER BY rejected_at, file_name"


def summarize(connection: duckdb.DuckDBPyConnection) -> WarehouseSummary:
    """Count what stands in a warehouse, also in one that a failed run left without marts or without any table."""
    if not _has(connection, "raw", {"releases"}):
        return WarehouseSummary()
    summary = replace(
        WarehouseSummary(*connection.execute(RAW_COUNTS).fetchall()[0]),
        rejected=tuple(ListedRejection(*row) for row in connection.execute(REJECTED).fetchall()),
    )
    if not _has(connection, "marts", {"fct_line_items", "fct_identity_checks", "fct_contradictions", "dim_releases"}):
        return summary
    return replace(
        summary,
        proof=ProofCounts(*connection.execute(PROOF_COUNTS).fetchall()[0]),
        held=tuple(HeldRelease(*row) for row in connection.execute(HELD).fetchall()),
    )


def count_raw_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows in each raw table, by its name."""
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM raw.\"{table}\"" for table in RAW_TABLES)
    return dict(connection.execute(counts).fetchall())


def _has(connection: duckdb.DuckDBPyConnection, schema: str, names: set[str]) -> bool:
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables"
        " WHERE table_catalog = current_database() AND table_schema = ?",
        [schema],
    ).fetchall()
    return names <= {name for (name,) in rows}
