"""A page from top to bottom: its tables of figures as `Grid`s and everything it says as lines.

What a table or a line means does not belong here.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from dagster_project.parsing.grid import Grid
from dagster_project.parsing.heads import head_texts
from dagster_project.parsing.html.amounts import prints_whole_money, states_scale
from dagster_project.parsing.html.blocks import Block, read_blocks
from dagster_project.parsing.html.grids import TableOnPage, read_table
from dagster_project.parsing.html.page import Page
from dagster_project.parsing.html.positions import Positions
from dagster_project.parsing.html.source import Source
from dagster_project.parsing.html.titles import caption_in, caption_of_heading
from dagster_project.parsing.html.tree import parse_tree
from dagster_project.parsing.model import RejectedFileError
from dagster_project.parsing.submission import release_part, tagged_head_end
from dagster_project.parsing.units import read_unit

MOST_TABLES, MOST_CELLS = 5_000, 100_000
"""Four times what the largest release we know has (a bank's supplement); a page with more is no release."""

LINES_ABOVE = 24
"""What stands further above a table says nothing of it."""


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """What the front end read from a page."""

    grids: tuple[Grid, ...]
    lines: tuple[str, ...]
    head_lines: tuple[str, ...]
    """What stands over each column, top to bottom: dates whose parts are printed in several rows are whole again."""
    source: Source
    positions: Positions
    part_type: str = ""
    """The type of the document of a submission that was read."""
    head_end: int = 0
    """Where the tagged head of a submission ends; 0 where the page is none."""


def read_html(text: str) -> HtmlDocument:
    """Reads a page, or the exhibit inside a submission. Pure; whatever the markup, raises nothing else.

    Raises:
        RejectedFileError: the page has more tables or cells than any release.
    """
    source = Source(text)
    _refuse_more_than(MOST_TABLES, "<table>", len(source.tables))
    _refuse_more_than(MOST_CELLS, "<td>", source.cell_count)
    part = release_part(text)
    reader = _PageReader(source.count_tables(part.start))
    root = parse_tree(text[part.start : part.end])
    for block in read_blocks(root) if root is not None else ():
        reader.read(block)
    return HtmlDocument(
        grids=tuple(reader.grids),
        lines=tuple(reader.page.lines),
        head_lines=tuple(head for grid in reader.grids for head in head_texts(grid)),
        source=source,
        positions=Positions(source, part, reader.page),
        part_type=part.type,
        head_end=tagged_head_end(text) if part.start else 0,
    )


def _refuse_more_than(most: int, tag: str, count: int) -> None:
    if count > most:
        raise RejectedFileError(f"the page has {count:,} {tag}, a release at most {most:,}: save the release alone")


class _PageReader:
    """Walks once over the blocks of a page and keeps what the next table may need from above it."""

    def __init__(self, tables_before: int) -> None:
        self.page = Page()
        self.grids: list[Grid] = []
        self._tables_before = tables_before
        self._above: deque[str] = deque(maxlen=LINES_ABOVE)
        self._heading_caption: str | None = None
        """The unit that a heading states for all tables below it."""
        self._last_caption: str | None = None
        """The line that stated the unit of the last table which did."""

    def read(self, block: Block) -> None:
        """Takes the next block of the page."""
        if block.table is not None:
            self._read_table(block)
            return
        self.page.add_paragraph(block.text)
        self._above.append(block.text)
        self._heading_caption = caption_of_heading(block.text) or self._heading_caption

    def _read_table(self, block: Block) -> None:
        number = self._tables_before + block.table_number
        lines = self.page.add_table(number, block.rows)
        grids = read_table(TableOnPage(block.rows, lines, number, tuple(self._above)))
        if not grids:
            self._above.extend(self.page.lines[line.number - 1] for line in lines.values())
            return
        self._above.clear()
        grids[0] = self._with_caption(self._under_heads_above(grids[0]))
        self.grids.extend(grids)

    def _with_caption(self, grid: Grid) -> Grid:
        """A table that states no scale has that of the heading over it, or of the table before if it prints money."""
        own = next((title for title in grid.title_lines if read_unit(title).scale), None)
        if own is not None:
            self._heading_caption, self._last_caption = None, own
            return grid
        if states_scale(grid):
            return grid
        caption = self._heading_caption or (self._last_caption if prints_whole_money(grid) else None)
        return replace(grid, title_lines=(*grid.title_lines, caption_in(caption))) if caption else grid

    def _under_heads_above(self, grid: Grid) -> Grid:
        """A table without heads and titles that follows one of as many columns continues it under its heads."""
        if grid.heads or grid.title_lines or grid.above or not self.grids:
            return grid
        previous = self.grids[-1]
        return replace(grid, heads=previous.heads) if grid.column_count == previous.column_count else grid
