"""What `tieout trace` reads: one fact with everything it means, and the identities it takes part in.

Works on the published file and on the warehouse alike. How it is printed belongs to `terminal`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from dagster_project.warehouse.read import NotFoundError


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
