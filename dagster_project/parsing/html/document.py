"""A page from top to bottom: its tables of figures as `Grid`s and everything it says as lines.

Titles are the short lines right above a table. What a table or a line means does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dagster_project.parsing.grid import Grid
from dagster_project.parsing.heads import head_text
from dagster_project.parsing.html.blocks import Block, read_blocks
from dagster_project.parsing.html.grids import TableOnPage, read_table
from dagster_project.parsing.html.source import Source
from dagster_project.parsing.html.titles import titles_above
from dagster_project.parsing.html.tree import parse_tree
from dagster_project.parsing.model import Release
from dagster_project.parsing.submission import Part, release_parts


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page as a reader sees it: a paragraph, a title, or a row of a table."""

    text: str
    is_in_table: bool


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """What the front end read from a page."""

    grids: tuple[Grid, ...]
    lines: tuple[PageLine, ...]

    def restore(self, release: Release) -> Release:
        """Places in `lines` become places in the source."""
        return release


def read_html(text: str) -> HtmlDocument:
    """Reads a page, or the exhibit inside a submission. Pure; never raises, whatever the markup."""
    source = Source(text)
    grids: list[Grid] = []
    lines: list[PageLine] = []
    for part in release_parts(text):
        for found in _read_part(part, source):
            if isinstance(found, Grid):
                grids.append(found)
            else:
                lines.append(found)
    return HtmlDocument(tuple(grids), tuple(lines))


def _read_part(part: Part, source: Source) -> Iterator[Grid | PageLine]:
    root = parse_tree(source.text[part.start : part.end])
    if root is None:
        return
    tables_before = source.count_tables(part.start)
    above: list[Block] = []
    previous: Grid | None = None
    for block in read_blocks(root):
        if block.table is None:
            above.append(block)
            yield PageLine(block.text, is_in_table=False)
            continue
        titles, said = titles_above(above)
        table = TableOnPage(block.rows, tables_before + block.table_number, titles, said)
        grids = _under_heads_of(previous, read_table(table, source))
        previous = grids[-1] if grids else previous
        yield from grids
        rows = [" | ".join(cell.text for cell in row.cells) for row in block.rows if row.cells]
        yield from (PageLine(row, is_in_table=bool(grids)) for row in rows)
        for grid in grids:
            heads = (head_text(grid, number) for number in range(1, grid.column_count + 1))
            yield from (PageLine(head, is_in_table=True) for head in heads if head)
        if grids:
            above = []
        else:
            above.extend(Block(row) for row in rows)


def _under_heads_of(previous: Grid | None, grids: list[Grid]) -> list[Grid]:
    """A table without heads and titles that follows one of as many columns continues it under its heads."""
    if not grids or previous is None:
        return grids
    first = grids[0]
    is_continued = not first.heads and not first.title_lines and not first.above
    if not is_continued or first.column_count != previous.column_count:
        return grids
    return [replace(first, heads=previous.heads), *grids[1:]]
