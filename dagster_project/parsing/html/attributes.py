"""What the attributes of a cell say of its place in the table: spans, lines drawn, whether it is shown at all.

A page repeats the same few attributes thousands of times; each distinct set is read once. Style itself is read in
`style`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dagster_project.parsing.html.style import style_of

MAX_SPAN = 500
"""No printed cell spans more columns or rows; a larger span is a mistake or an attack."""


class CellLayout(NamedTuple):
    """The layout of a cell; its spans count columns and rows."""

    is_hidden: bool
    has_line_above: bool
    has_line_below: bool
    colspan: int
    rowspan: int


@lru_cache(maxsize=16384)
def layout_of(attributes: tuple[tuple[str, str], ...]) -> CellLayout:
    """Reads the names and values of a cell's attributes; what they do not say is the default."""
    said = dict(attributes)
    style = style_of(said.get("style"))
    return CellLayout(
        style.is_hidden,
        style.has_line_above,
        style.has_line_below,
        _span(said.get("colspan", "")),
        _span(said.get("rowspan", "")),
    )


def _span(printed: str) -> int:
    digits = printed.strip()
    return min(max(int(digits), 1), MAX_SPAN) if digits.isdecimal() and len(digits) < 6 else 1
