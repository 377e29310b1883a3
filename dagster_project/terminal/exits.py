"""What the exit code of `tieout` means, and how an error reaches the person: what happened, where, what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import NoReturn

import duckdb
import typer
from rich.console import Console
from rich.text import Text

from dagster_project.defs.dbt_command import DbtFailedError
from dagster_project.defs.pending_work import NothingToReadError
from dagster_project.defs.run_lock import HomeNotWritableError, RunInProgressError
from dagster_project.exporting.errors import ExportAddressError, ExportError
from dagster_project.warehouse.archive import ArchiveError
from dagster_project.warehouse.connect import DamagedFileError, NotBuiltError, NotPublishedError, WarehouseBusyError
from dagster_project.warehouse.locate import LocatorError
from dagster_project.warehouse.publish import PublishError
from dagster_project.warehouse.read import NotFoundError
from expectations.declared import SuiteDeclarationError

EXPLANATION = (
    "Exit codes: 0 done (held releases, rejected files and warnings are told, and are no failure);"
    " 1 the work failed; 2 wrong usage or wrong SQL; 3 what was asked for is not there;"
    " 4 another run holds the warehouse."
)


class ExitCode(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    BUSY = 4


_CODES: dict[type[Exception], ExitCode] = {
    ArchiveError: ExitCode.NOT_FOUND,
    NotBuiltError: ExitCode.NOT_FOUND,
    NotFoundError: ExitCode.NOT_FOUND,
    NothingToReadError: ExitCode.NOT_FOUND,
    NotPublishedError: ExitCode.NOT_FOUND,
    ExportAddressError: ExitCode.USAGE,
    RunInProgressError: ExitCode.BUSY,
    WarehouseBusyError: ExitCode.BUSY,
    DamagedFileError: ExitCode.FAILED,
    DbtFailedError: ExitCode.FAILED,
    ExportError: ExitCode.FAILED,
    HomeNotWritableError: ExitCode.FAILED,
    LocatorError: ExitCode.FAILED,
    PublishError: ExitCode.FAILED,
    SuiteDeclarationError: ExitCode.FAILED,
    duckdb.Error: ExitCode.FAILED,
}
"""Errors whose message is meant for a person, a special kind before the general one; any other is a fault of ours and
shows its traceback."""


_REFUSALS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.EISDIR})
"""What the operating system says where a folder is not ours to write in, is full, or is no folder."""


@contextmanager
def told_errors() -> Iterator[None]:
    """Turn the errors we know into a message on standard error and their exit code."""
    try:
        yield
    except tuple(_CODES) as error:
        code = next(code for kind, code in _CODES.items() if isinstance(error, kind))
        fail(str(error), code)
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        where = error.filename or "A file of TIEOUT_HOME"
        fail(
            f"{where} cannot be used: {error.strerror}. Mend that, or name another folder with TIEOUT_HOME.",
            ExitCode.FAILED,
        )


def fail(message: str, code: ExitCode) -> NoReturn:
    """Print the message to standard error and leave with the code."""
    Console(stderr=True, soft_wrap=True).print(Text.assemble(("Error: ", "bold red"), message))
    raise typer.Exit(int(code))
