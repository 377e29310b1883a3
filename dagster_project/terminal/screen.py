"""The console that results are printed on. How each result looks is told by the views."""

from __future__ import annotations

import os
import sys

from rich.console import Console

UNWRAPPED = 10_000
"""Characters; wider than any table, so that nothing is wrapped."""


def result_console() -> Console:
    """As wide as the terminal or as `COLUMNS` says; unwrapped where output goes to a file or another program."""
    is_limited = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if is_limited else UNWRAPPED)
