"""Where a release contradicts itself, as its report lists it.

Contradictions are found in the warehouse (`marts.fct_contradictions`); nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One misprint; `fact_id` is the figure to look at, None where a head or a sentence is meant."""

    kind: str
    lines: tuple[int, ...]
    printed: str
    evidence: str
    likely_reading: str
    is_known: bool
    fact_id: str | None


def read_contradictions(connection: duckdb.DuckDBPyConnection, release_id: str) -> tuple[Contradiction, ...]:
    """All of one release: what a reader should know first, then forced roundings, each in the order of the document."""
    rows = connection.execute(
        """
        SELECT kind, line_numbers, printed, evidence, likely_reading, is_known, line_item_fact_id
        FROM marts.fct_contradictions
        WHERE release_id = $release_id
        ORDER BY kind = 'forced_rounding', line_numbers, printed, contradiction_id
        """,
        {"release_id": release_id},
    ).fetchall()
    return tuple(Contradiction(kind, tuple(lines), *rest) for kind, lines, *rest in rows)
