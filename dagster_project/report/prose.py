"""The sentences of a release with their figures marked: agrees with the tables, disagrees, or only prose tells it.

Whether a figure agrees is judged in the warehouse (`marts.fct_claims`); how it looks belongs to the template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb

from dagster_project.report.rows import read_rows

MAX_BETWEEN = 600
"""Characters of prose shown between two figures; the middle of longer stretches is left out."""

STATUS_WORDS = {
    "agrees": "agrees with the tables",
    "disagrees": "disagrees with the tables",
    "prose_only": "no table speaks of it",
}


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A figure of a sentence; `fact_id` is the printed number it was checked against."""

    printed: str
    status: str
    hint: str
    fact_id: str | None


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A line of the file: its text, cut at its figures."""

    line_number: int
    pieces: tuple[str | ProseFigure, ...]


def read_prose(
    connection: duckdb.DuckDBPyConnection, release_id: str, lines: Sequence[str] | None
) -> tuple[ProseLine, ...]:
    """The lines that have figures; without their text (markup, or a lost file) the figures under their names."""
    claims = read_rows(
        connection,
        """
        SELECT c.line_number, c.char_start, c.char_end, c.printed_text, c.metric, c.status, c.slip,
            c.line_item_fact_id, p.fiscal_label
        FROM marts.fct_claims AS c
        LEFT JOIN marts.dim_periods AS p USING (period_id)
        WHERE c.release_id = $release_id
        ORDER BY c.line_number, c.char_start, c.claim_id
        """,
        release_id=release_id,
    )
    return tuple(
        ProseLine(number, tuple(_named(members) if lines is None else _cut(list(members), lines[number - 1])))
        for number, members in groupby(claims, key=lambda claim: int(claim["line_number"]))
    )


def _cut(claims: Sequence[Mapping[str, Any]], line: str) -> Iterator[str | ProseFigure]:
    position = 0
    for claim in claims:
        if claim["char_start"] < position:
            continue
        yield _shortened(line[position : claim["char_start"]])
        yield _figure(claim)
        position = claim["char_end"]
    yield _shortened(line[position:])


def _named(claims: Iterator[Mapping[str, Any]]) -> Iterator[str | ProseFigure]:
    for claim in claims:
        yield f"{claim['metric']} "
        yield _figure(claim)
        yield "; "


def _figure(claim: Mapping[str, Any]) -> ProseFigure:
    hint = ", ".join(part for part in (claim["metric"], claim["fiscal_label"], STATUS_WORDS[claim["status"]]) if part)
    return ProseFigure(claim["printed_text"], claim["status"], hint, claim["line_item_fact_id"])


def _shortened(text: str) -> str:
    half = MAX_BETWEEN // 2
    return text if len(text) <= MAX_BETWEEN else f"{text[:half]} ... {text[-half:]}"
