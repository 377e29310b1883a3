"""Opening DuckDB files: one writer to the warehouse, any number of readers of the published copy.

No SQL of the business belongs here.
"""

from __future__ import annotations

from pathlib import Path

import duckdb


class WarehouseBusyError(Exception):
    """Another process holds the warehouse; the message says which file and what to do."""


class NotBuiltError(Exception):
    """There is no warehouse yet; the message says how to make one."""


class NotPublishedError(Exception):
    """There is no published file yet; the message says how to make one."""


class DamagedFileError(Exception):
    """A file is no database that can be opened; the message says which and what to do."""


def connect_writer(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the warehouse for writing, creating it and its folder where they are missing.

    Raises WarehouseBusyError while another process has it open, DamagedFileError where it is no database.
    """
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    return _connect(warehouse, read_only=False)


def connect_warehouse_reader(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the warehouse read-only.

    Raises WarehouseBusyError while a run writes it, NotBuiltError before the first run, DamagedFileError where it is no
    database.
    """
    if not warehouse.exists():
        raise NotBuiltError(f"There is no warehouse at {warehouse} yet. Run `tieout run` (or `make run`) first.")
    return _connect(warehouse, read_only=True)


def connect_published(published: Path) -> duckdb.DuckDBPyConnection:
    """Open the published file read-only and closed to the outside: no other file or address can be read through it.

    Raises NotPublishedError before the first publish, DamagedFileError where the file is no database.
    """
    if not published.exists():
        raise NotPublishedError(f"Nothing is published at {published} yet. Run `tieout run` (or `make run`) first.")
    connection = _connect(published, read_only=True)
    connection.execute("SET enable_external_access = false")
    return connection


SIGNS_OF_DAMAGE = ("not a valid DuckDB database", "Corrupt database file", "Could not read enough bytes")
"""What DuckDB says of a file that is none of its own, was overwritten, or lost its end."""


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        message = str(error).splitlines()[0]
        if any(sign in message for sign in SIGNS_OF_DAMAGE):
            raise DamagedFileError(
                f"{path} is damaged ({message}). Move it away and run `tieout run` (or `make run`), which builds it"
                " anew from the releases."
            ) from error
        if not isinstance(error, duckdb.IOException) or "lock" not in message.lower():
            raise
        raise WarehouseBusyError(
            f"Another process has {path} open ({_holder(message)}). Wait until its run ends, then try again;"
            f" readers use the published file, which is never locked."
        ) from error


def _holder(message: str) -> str:
    """The part of DuckDB's message that names the process, or the whole of it."""
    _, found, rest = message.partition("Conflicting lock is held in ")
    return rest.split(". ")[0] if found else message
