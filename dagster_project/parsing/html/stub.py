"""Labels that a page prints over several rows, joined to one line.

A cell wraps its label by itself; only old pages, made from plain text, print the rest of a label in a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.parsing.grid import StubLine
from dagster_project.parsing.labels import is_open_label, join_words


def join_wrapped(lines: Sequence[StubLine]) -> list[StubLine]:
    """Joins a label without figures to the next line where it goes on there."""
    result: list[StubLine] = []
    for line in lines:
        result.append(_joined(result.pop(), line) if result and _goes_on(result[-1], line) else line)
    return result


def _joined(before: StubLine, line: StubLine) -> StubLine:
    return line._replace(
        text=join_words([before.text, line.text]), indent=before.indent, line=before.line, char_start=before.char_start
    )


def _goes_on(before: StubLine, line: StubLine) -> bool:
    if before.cells or not before.text or not line.text or before.text.endswith(":"):
        return False
    return line.text[0].islower() or is_open_label(before.text, line.text)
