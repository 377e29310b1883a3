"""What the models say of each copy: identities that fail in it, and claims that the tables contradict.

Only the models that a verdict needs are run. Whether a verdict is due to the fault belongs to `detection`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import duckdb
from faults.kinds import Key

from dagster_project.defs.dbt_command import invoke_dbt
from dagster_project.settings import Settings

MODELS_OF_A_VERDICT = ("+int_identity_checks__evaluated", "+int_claims__judged")
MODELS_OF_THE_PROOF = (*MODELS_OF_A_VERDICT, "+int_facts__verified")
"""What the fault-free release needs besides: which of its facts are verified."""

Alarm = tuple[object, ...]
Check = tuple[object, ...]
"""An identity and the place of its left side; a roll-up of the same total found anew is the same check."""


@dataclass(slots=True)
class Verdict:
    """What a reader of one copy would be warned of."""

    failures: set[Alarm] = field(default_factory=set)
    """Failing checks: identity, place, period, unit and residual; those of known discrepancies too."""
    disagreements: set[Alarm] = field(default_factory=set)
    """Places of claims that the tables contradict."""
    left_over: set[Alarm] = field(default_factory=set)
    """Places of digits that nothing explains."""


def run_models(settings: Settings, models: Sequence[str] = MODELS_OF_A_VERDICT) -> None:
    """Build what the verdicts are read from.

    Raises AssertionError where a model fails.
    """
    result = invoke_dbt(["build", "--exclude-resource-type", "test", "unit_test", "--select", *models], settings)
    assert result.success, [(one.node.name, one.message) for one in result.result.results if one.status == "error"]


def read_verdicts(settings: Settings) -> dict[str, Verdict]:
    """Verdicts by release_id; a release without any alarm has none."""
    verdicts: dict[str, Verdict] = defaultdict(Verdict)
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        for release_id, *alarm in connection.execute(
            """
            SELECT release_id, identity_id, table_index, row_index, column_index, period_id, unit, residual
            FROM intermediate.int_identity_checks__evaluated
            WHERE arithmetic_status = 'fail'
            """
        ).fetchall():
            verdicts[release_id].failures.add(tuple(alarm))
        for release_id, *alarm in connection.execute(
            """
            SELECT claims.release_id, claims.line_number, claims.char_start
            FROM intermediate.int_claims__judged AS judged
            INNER JOIN intermediate.int_claims__identified AS claims ON judged.claim_id = claims.claim_id
            WHERE judged.status = 'disagrees'
            """
        ).fetchall():
            verdicts[release_id].disagreements.add(tuple(alarm))
        for release_id, *alarm in connection.execute(
            "SELECT release_id, line_number, char_start FROM raw.numeric_tokens WHERE kind = 'unexplained'"
        ).fetchall():
            verdicts[release_id].left_over.add(tuple(alarm))
    return dict(verdicts)


def verified_cells(settings: Settings, release_id: str) -> frozenset[Key]:
    """Places of the facts of one release that some identity verifies."""
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        rows = connection.execute(
            """
            SELECT facts.table_index, facts.row_index, facts.column_index
            FROM intermediate.int_facts__verified AS verified
            INNER JOIN intermediate.int_identity_facts__prepared AS facts
                ON verified.line_item_fact_id = facts.line_item_fact_id
            WHERE verified.verification_status = 'verified' AND facts.release_id = ?
            """,
            [release_id],
        ).fetchall()
    return frozenset((table, row, column) for table, row, column in rows)


def holding_checks(settings: Settings, release_ids: Sequence[str]) -> dict[str, set[Check]]:
    """The checks that pass in each of these releases."""
    holding: dict[str, set[Check]] = defaultdict(set)
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        for release_id, *check in connection.execute(
            """
            SELECT release_id, identity_id, table_index, row_index, column_index
            FROM intermediate.int_identity_checks__evaluated
            WHERE arithmetic_status = 'pass' AND list_contains(?, release_id)
            """,
            [list(release_ids)],
        ).fetchall():
            holding[release_id].add(tuple(check))
    return holding


def roundings(settings: Settings, release_id: str) -> dict[Key, dict[Check, Decimal]]:
    """For each fact of a release, the change of its value (base units) that each check which passes for it can hide.

    That is the whole width of the tolerance, from one end to the other, over the weight of the fact; in a quotient a
    term moves the result by 1 / divisor, and the divisor by the quotient / divisor.
    """
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        rows = connection.execute(
            """
            WITH operands AS (
                SELECT *, sum(value) FILTER (WHERE role = 'divisor')
                    OVER (PARTITION BY identity_id, release_id, instance_key) AS divisor
                FROM intermediate.int_identity_operands__unioned
                WHERE release_id = ?
            )

            SELECT
                facts.table_index, facts.row_index, facts.column_index,
                2 * checks.tolerance / nullif(abs(CASE
                    WHEN operands.divisor IS NULL OR operands.side = 'lhs' THEN operands.weight
                    WHEN operands.role = 'term' THEN operands.weight / operands.divisor
                    ELSE checks.rhs / operands.divisor
                END), 0) AS rounding,
                checks.identity_id, checks.table_index, checks.row_index, checks.column_index
            FROM operands
            INNER JOIN intermediate.int_identity_checks__evaluated AS checks
                ON operands.identity_id = checks.identity_id AND operands.release_id = checks.release_id
                AND operands.instance_key = checks.instance_key
            INNER JOIN intermediate.int_identity_facts__prepared AS facts
                ON operands.line_item_fact_id = facts.line_item_fact_id
            WHERE checks.arithmetic_status = 'pass'
            """,
            [release_id],
        ).fetchall()
    found: dict[Key, dict[Check, Decimal]] = defaultdict(dict)
    for table, row, column, rounding, *check in rows:
        found[table, row, column][tuple(check)] = Decimal("Infinity") if rounding is None else Decimal(rounding)
    return dict(found)
