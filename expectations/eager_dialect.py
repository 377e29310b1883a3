"""A DuckDB dialect for SQLAlchemy that fetches at once: `duckdb+eager://`.

Great Expectations reads a result after its connection has been closed, which DuckDB does not allow. This cursor fetches
all rows on `execute`, and the pool keeps no connection, so that the file is free when the suites are done. Only
results of checks pass through here; it is no dialect for reading large tables.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb_engine
from sqlalchemy import pool
from sqlalchemy.dialects import registry
from sqlalchemy.engine.url import URL

DIALECT_NAME = "duckdb.eager"


class EagerCursor:
    """A DB-API cursor whose rows are in memory as soon as `execute` returns."""

    arraysize = 1
    rowcount = -1

    def __init__(self, cursor: duckdb_engine.CursorWrapper) -> None:
        self._cursor = cursor
        self._rows: list[tuple[Any, ...]] = []
        self.description: Sequence[Any] | None = None

    @property
    def connection(self) -> Any:
        """The connection the cursor belongs to, as the DB-API asks."""
        return self._cursor.connection

    def execute(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        """Run one statement and keep all of its rows."""
        self._cursor.execute(statement, parameters, context)
        self.description = self._cursor.description
        self._rows = list(self._cursor.fetchall()) if self.description else []

    def executemany(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        """Run one statement for many parameters; gives no rows."""
        self._cursor.executemany(statement, parameters, context)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or None."""
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[tuple[Any, ...]]:
        """The next `size` rows."""
        count = size or self.arraysize
        rows, self._rows = self._rows[:count], self._rows[count:]
        return rows

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows not fetched yet."""
        rows, self._rows = self._rows, []
        return rows

    def close(self) -> None:
        """Drop the rows."""
        self._rows = []


class EagerConnection:
    """A DuckDB connection that hands out eager cursors and is itself in all else."""

    def __init__(self, connection: duckdb_engine.ConnectionWrapper) -> None:
        self._connection = connection

    def cursor(self) -> EagerCursor:
        """A new eager cursor."""
        return EagerCursor(self._connection.cursor())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class EagerDialect(duckdb_engine.Dialect):
    """duckdb-engine's dialect with eager cursors and no pool."""

    driver = "eager"
    supports_statement_cache = False

    def connect(self, *arguments: Any, **parameters: Any) -> Any:
        """Open a connection and wrap it."""
        return EagerConnection(super().connect(*arguments, **parameters))

    @classmethod
    def get_pool_class(cls, url: URL) -> type[pool.Pool]:
        """No pool: every connection is closed when it is given back."""
        return pool.NullPool


def register() -> None:
    """Make `duckdb+eager://` known to SQLAlchemy."""
    registry.register(DIALECT_NAME, __name__, EagerDialect.__name__)
    atexit.unregister(_mute_teardown)
    atexit.register(_mute_teardown)


def _mute_teardown() -> None:
    """Keep DuckDB's binding from listing its types as leaked once Python has ended.

    With Great Expectations loaded, the interpreter no longer frees DuckDB's module, and the binding prints some forty
    lines about that after everything else is done. Errors of the program itself have been printed by then.
    """
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


@contextmanager
def held_open(database: Path) -> Iterator[None]:
    """Keep the file open meanwhile: DuckDB shares the opened file, so each further connection costs next to nothing."""
    connection = EagerDialect().connect(str(database), read_only=True)
    try:
        yield
    finally:
        connection.close()
