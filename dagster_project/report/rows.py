"""Rows of a query by column name, as the modules of this folder read them; what is asked does not belong here."""

from __future__ import annotations

from typing import Any

import duckdb


def read_rows(connection: duckdb.DuckDBPyConnection, query: str, **parameters: object) -> list[dict[str, Any]]:
    """All rows, each a dictionary from column name to value; `parameters` fill the query's `$names`."""
    cursor = connection.execute(query, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
