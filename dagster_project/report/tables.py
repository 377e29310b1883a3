"""The tables of a release as printed, each number with its meaning and its place.

How they look does not belong here (`page`), nor what the numbers are checked by (`checks`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from dagster_project.figures import grouped, period
from dagster_project.report.checks import Check, checks_of_facts
from dagster_project.report.rows import read_rows


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


def read_tables(connection: duckdb.DuckDBPyConnection, release_id: str, checks: Sequence[Check]) -> tuple[Table, ...]:
    """All tables in the order of the document."""
    cells = _cells(connection, release_id)
    positions = checks_of_facts(checks)
    query = "SELECT * FROM raw.tables WHERE release_id = $release_id ORDER BY table_index"
    tables = read_rows(connection, query, release_id=release_id)
    return tuple(_table(table, cells[table["table_index"]], positions) for table in tables)


def _cells(connection: duckdb.DuckDBPyConnection, release_id: str) -> Mapping[int, list[dict[str, Any]]]:
    cells: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in read_rows(
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
        release_id=release_id,
    ):
        cells[row["table_index"]].append(row)
    return cells


def _table(
    table: Mapping[str, Any], cells: Sequence[Mapping[str, Any]], positions: Mapping[str, tuple[int, ...]]
) -> Table:
    numbers = [cell for cell in cells if not cell["is_nil"]]
    return Table(
        table_index=table["table_index"],
        title=table["title"] or f"Table {table['table_index']}",
        statement_type=table["statement_type"],
        line_start=table["line_start"],
        heads=_heads(cells),
        rows=tuple(_rows(cells, positions)),
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


def _rows(cells: Iterable[Mapping[str, Any]], positions: Mapping[str, tuple[int, ...]]) -> Iterator[Row]:
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
        yield Row(label, len(path), tuple(_fact(cell, positions) for cell in members))
        shown = [*path, label]


def _fact(cell: Mapping[str, Any], positions: Mapping[str, tuple[int, ...]]) -> Fact:
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
        checks=positions.get(cell["line_item_fact_id"], ()),
    )


def _meaning(cell: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Line item", cell["line_item_name"] or ""
    yield "Segment", cell["segment_name"] or ""
    yield "Period", period(cell["fiscal_label"], cell["start_date"], cell["end_date"])
    yield "Value", "nil" if cell["is_nil"] else f"{grouped(cell['value'])} {cell['unit'] or ''}".strip()
    yield "Measure", str(cell["measure"]).replace("_", " ")
    if cell["scenario"] != "actual":
        yield "Scenario", cell["scenario"]
    if cell["basis"] != "as_reported":
        yield "Basis", str(cell["basis"]).replace("_", " ")
