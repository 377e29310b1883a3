"""How deep row labels are indented, in layout steps: padding, leading blanks and empty columns before the label."""

from __future__ import annotations

from collections.abc import Iterable

from dagster_project.parsing.html.cells import PhysicalCell
from dagster_project.parsing.html.style import style_of

STEP = 2
"""One level of indentation in `StubLine.indent`."""

_SAME_LEVEL = 2.0
"""Labels whose edges differ by less (in points) stand at one level."""

_BLANK_WIDTH = 3.0
_COLUMN_WIDTH = 10.0


def left_edge(cell: PhysicalCell) -> float:
    """Distance of a label's first letter from the table's left edge, in points."""
    edge = cell.start * _COLUMN_WIDTH
    part = cell.element
    while True:
        edge += style_of(part.get("style")).indent
        blanks, is_blank = _leading_blanks(part.text or "")
        edge += blanks * _BLANK_WIDTH
        if not is_blank or not len(part):
            return edge
        part = part[0]


def _leading_blanks(text: str) -> tuple[int, bool]:
    """How many blanks that browsers keep stand before the first letter, and whether there is no letter at all."""
    if text and not text[0].isspace():
        return 0, False
    kept = text.lstrip(" \t\r\n")
    letters = kept.lstrip("\xa0\u2002\u2003\u2007\u2009 \t\r\n")
    return kept[: len(kept) - len(letters)].count("\xa0"), not letters


def indent_levels(edges: Iterable[float]) -> dict[float, int]:
    """The step of every edge that occurs in a table."""
    levels: dict[float, int] = {}
    step, base = -STEP, None
    for edge in sorted(set(edges)):
        if base is None or edge - base > _SAME_LEVEL:
            step, base = step + STEP, edge
        levels[edge] = step
    return levels
