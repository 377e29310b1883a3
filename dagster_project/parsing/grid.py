"""`Grid`: the one form in which text and HTML tables meet, and cells stand by position, never by order.

A grid has a stub (column 0) and data columns 1..n. Front ends decide where a figure stands; what it means is
decided from here on, for both alike. Nothing in this module knows of characters' geometry or of tags.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from dagster_project.parsing.numbers import Nil, Number


class GridCell(NamedTuple):
    """A piece of a head, over the data columns [col_start, col_end); positions point into its source line."""

    text: str
    row: int
    col_start: int
    col_end: int
    line: int | None
    char_start: int | None
    char_end: int | None
    locator: str = ""


class BodyCell(NamedTuple):
    """A printed figure or nil in one data column (1-based); positions point into its source line."""

    text: str
    column: int
    figure: Number | Nil
    line: int | None
    char_start: int | None
    char_end: int | None
    locator: str
    unit_word: str | None = None
    """A unit printed behind the figure itself ("530.5 Gbps")."""
    is_after_rule: bool = False
    unit_scale: Decimal | None = None
    """A scale printed behind the figure itself ("17.0B")."""


class StubLine(NamedTuple):
    """One printed line of the stub: label text (maybe empty) and the figures that stand on that line."""

    text: str
    indent: int
    line: int | None
    char_start: int | None
    cells: tuple[BodyCell, ...] = ()
    is_after_blank: bool = False
    is_after_rule: bool = False
    goes_on: bool = False
    """The label of the line above goes on here, for sure."""


class Dropped(NamedTuple):
    """Lines (1-based, both inclusive) with figures that make no table, and why."""

    line_start: int
    line_end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by position: what stands above it, its column heads, and its body lines."""

    title_lines: tuple[str, ...]
    heads: tuple[GridCell, ...]
    column_count: int
    body: tuple[StubLine, ...]
    line_start: int
    line_end: int
    stub_width: int
    """Right edge of the widest label line; tells a wrapped label from two labels."""
    heading: str = ""
    """The nearest heading above the table, for a table without a title of its own."""
    above: tuple[str, ...] = ()
    """The nearest headings and sentences above the table, nearest first; empty where another table ends there."""
    page_breaks: tuple[int, ...] = ()
    """Lines of marks of pages between the table's own lines."""
    notes: tuple[GridCell, ...] = ()
    """Numbers of notes that stand in a column of their own."""
    is_continued: bool = False
    """Goes on below the table before it: its heads are those, printed on another page."""
