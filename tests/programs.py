"""Whole programs in a home of their own: started, waited for with a limit, and always stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dagster_project.settings import PROJECT_ROOT, Settings

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class House:
    """A home and a drop folder, and the programs that run in them."""

    settings: Settings

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, **self.settings.as_environment()}

    def tieout(self, *arguments: str, timeout: float = 240) -> Any:
        """Run the `tieout` command to its end and return its JSON."""
        done = subprocess.run(
            [*TIEOUT, *arguments, "--json"],
            env=self.environment,
            cwd=PROJECT_ROOT,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        assert done.returncode == 0, f"{arguments} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return json.loads(done.stdout)

    @contextmanager
    def running(self, *arguments: str) -> Iterator[Path]:
        """Run the `tieout` command beside the test and hand over its log; it and all it started end with the block."""
        log = self.settings.home.parent / "program.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*TIEOUT, *arguments],
                env=self.environment,
                cwd=PROJECT_ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                yield log
            finally:
                end(process)


TIEOUT = (sys.executable, "-c", "from dagster_project.cli import app; app()")


def end(process: subprocess.Popen[bytes], patience: float = 20) -> None:
    """Ask the process group of a program to end, then insist."""
    for wish in (signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, wish)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def graphql(port: int, query: str) -> Any:
    """The data of a GraphQL answer of Dagster's web server on 127.0.0.1; None while it does not answer yet."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        data=json.dumps({"query": query}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer).get("data")
    except OSError:
        return None


def wait_for(look: Callable[[], Seen], seconds: float, pause: float = 0.5) -> Seen:
    """Look until there is something to see; what the last look sees counts when the time is over."""
    deadline = time.monotonic() + seconds
    while not (seen := look()) and time.monotonic() < deadline:
        time.sleep(pause)
    return seen
