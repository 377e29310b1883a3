"""Headless Chromium: opens a page of a file and tells its elements and what it wrote to its console."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
LIMIT = 120
OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--enable-logging=stderr",
    "--virtual-time-budget=10000",
)


@dataclass(frozen=True)
class OpenedPage:
    """The elements of a page after its scripts ran, and the errors in its console."""

    dom: str
    errors: list[str]


def open_page(path: Path, fragment: str = "") -> OpenedPage:
    """Open a file as a person would, with an own profile."""
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [CHROMIUM, *OPTIONS, f"--user-data-dir={profile}", "--dump-dom", f"{path.as_uri()}#{fragment}"],
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=True,
        )
    errors = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return OpenedPage(done.stdout, errors)
