"""A PostgreSQL server of the test's own: on 127.0.0.1, in a temporary folder, gone afterwards."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from programs import free_port

PASSWORD = "s3cret-p%40ss"
"""As it stands in an address: percent-encoded."""


def programs_folder() -> Path | None:
    """Where initdb and pg_ctl are: on the PATH, or where Debian puts them."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of a database whose superuser must give a password; skips where there is no PostgreSQL."""
    programs = programs_folder()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with TemporaryDirectory(prefix="tieout-postgres-") as name:
        folder, port = Path(name), free_port()
        (folder / "password").write_text("s3cret-p@ss")
        if os.geteuid() == 0:  # initdb refuses to run as root
            shutil.chown(folder, "postgres")
            shutil.chown(folder / "password", "postgres")
        data = str(folder / "data")
        initdb = [str(programs / "initdb"), "-D", data, "-U", "owner", "-E", "UTF8", "--locale=C", "--no-sync"]
        control = [str(programs / "pg_ctl"), "-D", data, "-w"]
        options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -p {port} -c fsync=off"
        _run([*initdb, "-A", "scram-sha-256", f"--pwfile={folder / 'password'}"], folder)
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"], folder)
        try:
            yield f"postgres://owner:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)


def _run(command: list[str], folder: Path) -> None:
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_user, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{command[0]} as {getpass.getuser()}: {done.stderr}"
