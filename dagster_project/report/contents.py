"""Everything a report shows of one release, read from the marts in a handful of queries.

How it looks does not belong here (`page`), nor do the charts (`chart_data`), what contradicts itself
(`contradictions`) and the sentences (`prose`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

PROVING = ("pass", "fail", "known_discrepancy")
"""An identity of any other status says nothing of its members."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A printed number or nil and what it means; `checks` are positions in `Contents.checks`."""

    fact_id: str
    column: int
    printed: str
    status: str
    verified_by: int
    is_nil: bool
    meaning: tuple[tuple[str, str], ...]
    locator: str
    line_number: int | None
    char_start: int | None
    char_end: int | None
    checks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row; `level` is how many headings stand above it. A heading has no facts."""

    label: str
    level: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed, and how many of its numbers are proven."""

    table_index: int
    title: str
    statement_type: str
    line_start: int
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: int
    verified: int
    contradicted: int


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


@dataclass(frozen=True, slots=True)
class Contents:
    """A release as its report shows it."""

    release: Mapping[str, Any]
    tables: tuple[Table, ...]
    checks: tuple[Check, ...]


def read_contents(connection: duckdb.DuckDBPyConnection, release_id: str) -> Contents:
    """Reads one release; `connection` may be to the published file or to the warehouse as built."""
    checks, checks_of_facts = _checks(connection, release_id)
    return Contents(
        release=_release(connection, release_id),
        tables=tuple(_tables(connection, release_id, checks_of_facts)),
        checks=checks,
    )


def _rows(connection: duckdb.DuckDBPyConnection, query: str, release_id: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query, {"release_id": release_id})
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _release(connection: duckdb.DuckDBPyConnection, release_id: str) -> Mapping[str, Any]:
    (row,) = _rows(
        connection,
        """
        SELECT r.*, i.issuer_name, i.tickers
        FROM marts.dim_releases AS r
        LEFT JOIN marts.dim_issuers AS i USING (issuer_id)
        WHERE r.release_id = $release_id
        """,
        release_id,
    )
    return row


def _checks(
    connection: duckdb.DuckDBPyConnection, release_id: str
) -> tuple[tuple[Check, ...], dict[str, tuple[int, ...]]]:
    members: dict[str, list[Member]] = defaultdict(list)
    for row in _rows(
        connection,
        """
        SELECT identity_check_id, line_item_fact_id, side, role, weight
        FROM marts.fct_identity_operands
        WHERE release_id = $release_id
        ORDER BY identity_check_id, side, position
        """,
        release_id,
    ):
        member = Member(row["line_item_fact_id"], row["side"], row["role"], str(row["weight"]))
        members[row["identity_check_id"]].append(member)
    checks: list[Check] = []
    of_facts: dict[str, list[int]] = defaultdict(list)
    for row in _rows(
        connection,
        """
        SELECT c.*, s.identity_name, s.formula
        FROM marts.fct_identity_checks AS c
        LEFT JOIN seeds.identities AS s USING (identity_id)
        WHERE c.release_id = $release_id AND list_contains(['pass', 'fail', 'known_discrepancy'], c.status)
        ORDER BY c.table_index, c.row_index, c.column_index, c.identity_id
        """,
        release_id,
    ):
        check = Check(
            identity_id=row["identity_id"],
            name=row["identity_name"] or row["identity_id"],
            formula=row["formula"] or "",
            status=row["status"],
            residual=figure(row["residual"]),
            tolerance=figure(row["tolerance"]),
            explanation=row["explanation"] or "",
            members=tuple(members[row["identity_check_id"]]),
        )
        for fact_id in {member.fact_id for member in check.members if member.fact_id}:
            of_facts[fact_id].append(len(checks))
        checks.append(check)
    return tuple(checks), {fact_id: tuple(indexes) for fact_id, indexes in of_facts.items()}


def _tables(
    connection: duckdb.DuckDBPyConnection, release_id: str, checks_of_facts: Mapping[str, tuple[int, ...]]
) -> Iterable[Table]:
    cells: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(
        connection,
        """
        SELECT
            l.*, c.row_label, c.row_label_path, c.char_start, c.char_end,
            i.line_item_name, s.segment_name, p.fiscal_label, p.start_date, p.end_date
        FROM marts.fct_line_items AS l
        INNER JOIN raw.cells AS c USING (release_id, locator)
        LEFT JOIN marts.dim_line_items AS i USING (line_item_id)
        LEFT JOIN marts.dim_segments AS s USING (segment_id)
        LEFT JOIN marts.dim_periods AS p USING (period_id)
        WHERE l.release_id = $release_id
        ORDER BY l.table_index, l.row_index, l.column_index
        """,
        release_id,
    ):
        cells[row["table_index"]].append(row)
    for table in _rows(
        connection,
        "SELECT * FROM raw.tables WHERE release_id = $release_id ORDER BY table_index",
        release_id,
    ):
        printed = cells[table["table_index"]]
        numbers = [cell for cell in printed if not cell["is_nil"]]
        yield Table(
            table_index=table["table_index"],
            title=table["title"] or f"Table {table['table_index']}",
            statement_type=table["statement_type"],
            line_start=table["line_start"],
            heads=_heads(printed),
            rows=tuple(_printed_rows(printed, checks_of_facts)),
            numbers=len(numbers),
            verified=sum(cell["verification_status"] == "verified" for cell in numbers),
            contradicted=sum(cell["verification_status"] == "contradicted" for cell in numbers),
        )


def _heads(cells: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The head of every column from 1 to the last."""
    heads: dict[int, str] = {}
    for cell in cells:
        heads.setdefault(cell["column_index"], cell["column_header"])
    return tuple(heads.get(number, "") for number in range(1, max(heads, default=0) + 1))


def _printed_rows(cells: Iterable[Mapping[str, Any]], checks_of_facts: Mapping[str, tuple[int, ...]]) -> Iterable[Row]:
    """Rows in printed order, with a row for every heading that their paths name."""
    shown: list[str] = []
    by_row: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for cell in cells:
        by_row[cell["row_index"]].append(cell)
    for members in by_row.values():
        path = [part for part in members[0]["row_label_path"].split(" > ") if part]
        for level, heading in enumerate(path):
            if shown[: level + 1] != path[: level + 1]:
                yield Row(heading, level, ())
                shown = path[: level + 1]
        label = members[0]["row_label"]
        yield Row(label, len(path), tuple(_fact(cell, checks_of_facts) for cell in members))
        shown = [*path, label]


def _fact(cell: Mapping[str, Any], checks_of_facts: Mapping[str, tuple[int, ...]]) -> Fact:
    return Fact(
        fact_id=cell["line_item_fact_id"],
        column=cell["column_index"],
        printed=cell["printed_text"],
        status=cell["verification_status"],
        verified_by=cell["verified_by"],
        is_nil=cell["is_nil"],
        meaning=tuple(_meaning(cell)),
        locator=cell["locator"],
        line_number=cell["line_number"],
        char_start=cell["char_start"],
        char_end=cell["char_end"],
        checks=checks_of_facts.get(cell["line_item_fact_id"], ()),
    )


def _meaning(cell: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield "Line item", cell["line_item_name"] or ""
    yield "Segment", cell["segment_name"] or ""
    yield "Period", _period(cell)
    yield "Value", "nil" if cell["is_nil"] else f"{figure(cell['value'])} {cell['unit'] or ''}".strip()
    yield "Measure", str(cell["measure"]).replace("_", " ")
    if cell["scenario"] != "actual":
        yield "Scenario", cell["scenario"]
    if cell["basis"] != "as_reported":
        yield "Basis", str(cell["basis"]).replace("_", " ")


def _period(cell: Mapping[str, Any]) -> str:
    label, start, end = cell["fiscal_label"], cell["start_date"], cell["end_date"]
    if end is None:
        return "not told"
    days = f"{start} to {end}" if start else f"at {end}"
    return f"{label} ({days})" if label else days


def figure(value: Decimal | None) -> str:
    """A decimal with thousands separated and no trailing zeros."""
    return "" if value is None else f"{value.normalize():,f}"
