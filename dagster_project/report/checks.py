"""The identity instances of a release, as its report shows them behind each number.

What an identity is or whether it holds is decided in the warehouse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from dagster_project.figures import grouped
from dagster_project.report.rows import read_rows


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an identity instance."""

    fact_id: str | None
    side: str
    role: str
    weight: str


@dataclass(frozen=True, slots=True)
class Check:
    """An identity instance with its members."""

    identity_id: str
    name: str
    formula: str
    status: str
    residual: str
    tolerance: str
    explanation: str
    members: tuple[Member, ...]


def read_checks(connection: duckdb.DuckDBPyConnection, release_id: str) -> tuple[Check, ...]:
    """Those that prove or contradict their members; an instance that is not evaluable says nothing of them."""
    members = _members(connection, release_id)
    rows = read_rows(
        connection,
        """
        SELECT c.*, s.identity_name, s.formula
        FROM marts.fct_identity_checks AS c
        LEFT JOIN seeds.identities AS s USING (identity_id)
        WHERE c.release_id = $release_id AND list_contains(['pass', 'fail', 'known_discrepancy'], c.status)
        ORDER BY c.table_index, c.row_index, c.column_index, c.identity_id
        """,
        release_id=release_id,
    )
    return tuple(
        Check(
            identity_id=row["identity_id"],
            name=row["identity_name"] or row["identity_id"],
            formula=row["formula"] or "",
            status=row["status"],
            residual=grouped(row["residual"]),
            tolerance=grouped(row["tolerance"]),
            explanation=row["explanation"] or "",
            members=tuple(members[row["identity_check_id"]]),
        )
        for row in rows
    )


def _members(connection: duckdb.DuckDBPyConnection, release_id: str) -> Mapping[str, list[Member]]:
    members: dict[str, list[Member]] = defaultdict(list)
    for row in read_rows(
        connection,
        """
        SELECT identity_check_id, line_item_fact_id, side, role, weight
        FROM marts.fct_identity_operands
        WHERE release_id = $release_id
        ORDER BY identity_check_id, side, position
        """,
        release_id=release_id,
    ):
        member = Member(row["line_item_fact_id"], row["side"], row["role"], str(row["weight"]))
        members[row["identity_check_id"]].append(member)
    return members


def checks_of_facts(checks: Sequence[Check]) -> Mapping[str, tuple[int, ...]]:
    """By fact, the positions of the checks that it is a member of."""
    positions: dict[str, list[int]] = defaultdict(list)
    for position, check in enumerate(checks):
        for fact_id in {member.fact_id for member in check.members if member.fact_id}:
            positions[fact_id].append(position)
    return {fact_id: tuple(found) for fact_id, found in positions.items()}
