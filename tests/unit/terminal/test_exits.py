"""What a person is told of an error, and the code the command ends with."""

from __future__ import annotations

import errno
import os

import pytest
import typer

from dagster_project.exporting.errors import ExportAddressError, ExportError
from dagster_project.terminal.exits import told_errors
from dagster_project.warehouse.connect import WarehouseBusyError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ExportError("told"), 1),
        (ExportAddressError("told"), 2),
        (WarehouseBusyError("told"), 4),
    ],
)
def test_an_error_we_know_is_its_message_and_its_code(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended, told_errors():
        raise error
    assert ended.value.exit_code == code
    assert capsys.readouterr().err == "Error: told\n"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.ENOTDIR])
def test_a_folder_one_may_not_write_in_is_named_with_what_to_do(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended, told_errors():
        raise OSError(number, os.strerror(number), "/house/docs/index.html")
    assert ended.value.exit_code == 1
    told = capsys.readouterr().err
    assert told.startswith(f"Error: /house/docs/index.html cannot be used: {os.strerror(number)}.")
    assert "TIEOUT_HOME" in told


def test_a_fault_of_ours_shows_where_it_is() -> None:
    with pytest.raises(FileNotFoundError), told_errors():
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "/house/templates")
