"""From parsed releases to rows: transposition into Arrow tables, and the statements that store them.

Every figure is stored exactly: a Decimal that does not fit its column rejects its file instead of being rounded.
Which files are parsed, and when, belongs to `ingest`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import duckdb
import pyarrow as pa

from dagster_project.parsing.model import NumericToken, PeriodDefinition, RejectedFileError, Release, Rollup
from dagster_project.warehouse.schema import PARSED_TABLES, RAW_TABLES, arrow_schema

RELEASES_PER_BATCH = 200

UNSTORABLE = (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError, OverflowError)
"""What Arrow raises where a value is not stored exactly as it is."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One release as rows: an Arrow table for each raw table it fills."""

    release_id: str
    sha256: str
    file_name: str
    tables: Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file that is no release we can read, and why; `sha256` is None where it could not even be read."""

    file_name: str
    sha256: str | None
    reason: str
    parser_version: str


def to_rows(release: Release, rollups: Sequence[Rollup], file_name: str, ingested_at: datetime) -> ParsedFile:
    """Transpose a parsed release (`ingested_at` naive, in UTC).

    Raises RejectedFileError where a value cannot be stored exactly.
    """
    key = {"release_id": release.release_id}
    tables = {
        "releases": _transpose("releases", [release], {"file_name": file_name, "ingested_at": ingested_at}),
        "tables": _transpose("tables", release.tables, key),
        "cells": _transpose("cells", release.cells, key),
        "rollups": _transpose("rollups", rollups, key),
        "label_facts": _transpose("label_facts", release.label_facts, key),
        "claims": _transpose("claims", release.claims, key),
        "period_definitions": _from_mappings("period_definitions", map(_definition, release.period_definitions), key),
        "numeric_tokens": _from_mappings("numeric_tokens", _tokens(release.numeric_tokens), key),
        "parse_events": _transpose("parse_events", release.events, key),
    }
    return ParsedFile(release.release_id, release.sha256, file_name, tables)


def load_releases(connection: duckdb.DuckDBPyConnection, parsed: Iterable[ParsedFile]) -> None:
    """Store releases, replacing earlier rows of the same ones; call it inside a transaction.

    Takes an iterator and works in batches, so that thousands of releases need the memory of a few hundred.
    """
    stream = iter(parsed)
    while batch := list(islice(stream, RELEASES_PER_BATCH)):
        release_ids = [file.release_id for file in batch]
        for table in PARSED_TABLES:
            connection.execute(f'DELETE FROM raw."{table}" WHERE list_contains(?, release_id)', [release_ids])
            insert(connection, table, pa.concat_tables([file.tables[table] for file in batch]))
        # What an earlier version of the parser could not read is a release now.
        hashes = [file.sha256 for file in batch]
        connection.execute("DELETE FROM raw.rejected_files WHERE list_contains(?, sha256)", [hashes])


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Append Arrow rows to a raw table, matching columns by name."""
    connection.register("arriving_rows", rows)
    try:
        connection.execute(f'INSERT INTO raw."{table}" BY NAME SELECT * FROM arriving_rows')
    finally:
        connection.unregister("arriving_rows")


def _transpose(table: str, rows: Sequence[object], constants: Mapping[str, object]) -> pa.Table:
    """Columns from the attributes of the rows that bear their names; `constants` are the same in each row."""
    return _arrow_table(
        table,
        {
            name: [constants[name]] * len(rows) if name in constants else [getattr(row, name) for row in rows]
            for name in RAW_TABLES[table]
        },
    )


def _from_mappings(table: str, rows: Iterable[Mapping[str, object]], constants: Mapping[str, object]) -> pa.Table:
    complete = [{**row, **constants} for row in rows]
    return _arrow_table(table, {name: [row[name] for row in complete] for name in RAW_TABLES[table]})


def _arrow_table(table: str, columns: Mapping[str, Sequence[object]]) -> pa.Table:
    schema = arrow_schema(table)
    return pa.Table.from_arrays(
        [_column(table, schema.field(name), values) for name, values in columns.items()], schema=schema
    )


def _column(table: str, field: pa.Field, values: Sequence[object]) -> pa.Array:
    try:
        return pa.array(values, field.type)
    except UNSTORABLE as error:
        culprit = next((value for value in values if not _fits(value, field.type)), None)
        raise RejectedFileError(
            f"The value {culprit!r} does not fit column {field.name} of raw.{table} ({field.type}): {error}"
        ) from error


def _fits(value: object, kind: pa.DataType) -> bool:
    try:
        pa.array([value], kind)
    except UNSTORABLE:
        return False
    return True


def _definition(definition: PeriodDefinition) -> dict[str, object]:
    return {
        "label": definition.label,
        "period_kind": definition.period.kind,
        "period_start": definition.period.start,
        "period_end": definition.period.end,
        "evidence": definition.evidence,
        "line_number": definition.line_number,
    }


def _tokens(tokens: Sequence[NumericToken]) -> Iterator[dict[str, object]]:
    """One row for each kind and reason with its count, and one for each token that nothing explains, with its place."""
    counts = Counter((token.kind, token.reason, token.is_in_table) for token in tokens if token.kind != "unexplained")
    for (kind, reason, is_in_table), count in counts.items():
        yield {
            "kind": kind,
            "reason": reason,
            "is_in_table": is_in_table,
            "token_count": count,
            "line_number": None,
            "char_start": None,
            "char_end": None,
            "printed_text": None,
        }
    for token in tokens:
        if token.kind == "unexplained":
            yield {**token._asdict(), "token_count": 1}
