"""Labels that a page prints over several rows: the rows after the first are marked as going on.

A cell wraps its label by itself; only old pages, made from plain text, print the rest of a label in a row of its own.
How such lines are joined does not belong here (`labels`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dagster_project.parsing.grid import StubLine
from dagster_project.parsing.labels import MOST_LINES
from dagster_project.parsing.wrapped_words import is_open_label, join_words


def mark_wrapped(lines: Sequence[StubLine]) -> Iterator[StubLine]:
    """The lines; one at which the label without figures above it goes on is marked."""
    label: list[str] = []
    for line in lines:
        goes_on = len(label) < MOST_LINES and _goes_on(join_words(label), line.text)
        yield line._replace(goes_on=True) if goes_on else line
        label = [] if line.cells else [*label, line.text] if goes_on else [line.text]


def _goes_on(label: str, text: str) -> bool:
    if not label or not text or label.endswith(":"):
        return False
    return text[0].islower() or is_open_label(label, text)
