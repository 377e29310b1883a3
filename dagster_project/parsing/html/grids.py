"""One table of figures to `Grid`s: sections, columns, heads, stub and cells put together.

Finding tables and what stands above them does not belong here (`document`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dagster_project.parsing.grid import BodyCell, Grid, GridCell, StubLine
from dagster_project.parsing.html.cells import PhysicalRow
from dagster_project.parsing.html.columns import Layout, Span, find_layout
from dagster_project.parsing.html.figures import Figure
from dagster_project.parsing.html.heads_over import Head, lay_heads
from dagster_project.parsing.html.indents import indent_levels, left_edge
from dagster_project.parsing.html.locator import locator_of
from dagster_project.parsing.html.page import GAP, RowLine
from dagster_project.parsing.html.roles import Role, Row, read_rows
from dagster_project.parsing.html.rules import is_after_rule
from dagster_project.parsing.html.sections import Section, cut_sections
from dagster_project.parsing.html.stub import join_wrapped

NO_WRAPPING = 100_000
"""`Grid.stub_width` of a page: a cell wraps its label by itself, so that a shorter one is never cut."""

MIN_ROWS = 2


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """A table's rows, its number among the page's tables, and what stands above it."""

    rows: tuple[PhysicalRow, ...]
    lines: Mapping[int, RowLine]
    """The lines of the printed rows on the page, by row number."""
    number: int
    titles: tuple[str, ...]
    above: tuple[str, ...]


def read_table(table: TableOnPage) -> list[Grid]:
    """The grids of a table, one a section; none where the table holds no figures."""
    rows = read_rows(table.rows)
    sections = cut_sections(rows)
    if not _is_of_figures(sections):
        return []
    return list(_Builder(table, sections).grids())


def _is_of_figures(sections: Sequence[Section]) -> bool:
    """Figures beside labels or under heads; not the numbers of a list, nor a lone figure in a layout."""
    data = [row for section in sections for row in section.body if row.role is Role.DATA]
    if not data:
        return False
    labelled = sum(any(character.isalpha() for character in row.label) for row in data)
    figures = sum(len(row.figures) for row in data)
    followed = sum(any(cell.start > row.figures[0].start and len(cell.text) > 20 for cell in row.over) for row in data)
    has_heads = any(section.heads for section in sections)
    return (
        (labelled >= 0.5 * len(data) or has_heads)
        and followed < 0.5 * len(data)
        and (len(data) >= MIN_ROWS or figures > 1)
    )


class _Builder:
    """Builds the grids of one table; all its sections share their columns where they can."""

    def __init__(self, table: TableOnPage, sections: Sequence[Section]) -> None:
        self.table = table
        self.sections = sections
        self.layout = _layout([row for section in sections for row in section.body])
        self.levels = indent_levels(left_edge(row.stub[0]) for section in sections for row in section.body if row.stub)

    def grids(self) -> Iterator[Grid]:
        """One grid a section; together they take all lines of the table down to its last figures."""
        above: list[list[Head]] = []
        line_start = min(line.number for line in self.table.lines.values())
        for index, section in enumerate(self.sections):
            captions, heads = lay_heads(section.heads, self.layout)
            above = _inherit(heads, above) if index else heads
            own = (*section.titles, *captions)
            line_end = self.table.lines[section.body[-1].physical.number].number
            yield Grid(
                title_lines=own if index else (*self.table.titles, *own),
                heads=tuple(self._head_cell(head, level) for level, row in enumerate(above) for head in row),
                column_count=len(self.layout.columns),
                body=tuple(join_wrapped(list(self._stub_lines(section.body)))),
                line_start=line_start,
                line_end=line_end,
                stub_width=NO_WRAPPING,
                above=() if index else self.table.above,
            )
            line_start = line_end + 1

    def _head_cell(self, head: Head, level: int) -> GridCell:
        cell, line = head.cell, self.table.lines[head.row.physical.number]
        return GridCell(
            text=cell.text,
            row=level,
            col_start=head.first,
            col_end=head.last + 1,
            line=line.number,
            char_start=line.start_of(cell.number),
            char_end=line.start_of(cell.number) + len(cell.text),
            locator=locator_of(self.table.number, line.row, cell.number, cell.number),
        )

    def _stub_lines(self, body: Sequence[Row]) -> Iterator[StubLine]:
        previous: list[Row] = []
        for row in body:
            if row.role is not Role.BLANK:
                yield self._stub_line(row, previous)
                previous = []
            previous.append(row)

    def _stub_line(self, row: Row, previous: Sequence[Row]) -> StubLine:
        line = self.table.lines[row.physical.number]
        cells = tuple(self._body_cell(line, row, figure, previous) for figure in row.figures)
        label = row.stub[0] if row.stub else None
        return StubLine(
            text=GAP.join(cell.text for cell in row.stub),
            indent=self.levels.get(left_edge(label), 0) if label else 0,
            line=line.number,
            char_start=line.start_of(label.number) if label else None,
            cells=cells,
            is_after_blank=True,
            is_after_rule=any(cell.is_after_rule for cell in cells),
        )

    def _body_cell(self, line: RowLine, row: Row, figure: Figure, previous: Sequence[Row]) -> BodyCell:
        column = self.layout.number_of(_digits(figure))
        first, last = figure.cells[0], figure.cells[-1]
        return BodyCell(
            place=GridCell(
                text=figure.text,
                row=line.row,
                col_start=column,
                col_end=column + 1,
                line=line.number,
                char_start=line.start_of(first.number),
                char_end=line.start_of(last.number) + len(last.text),
                locator=locator_of(self.table.number, line.row, first.number, last.number),
            ),
            figure=figure.figure,
            unit_word=figure.printed.unit_word,
            is_after_rule=is_after_rule(figure, row, previous),
            unit_scale=figure.printed.scale,
        )


def _digits(figure: Figure) -> Span:
    return figure.core.start, figure.core.end


def _layout(rows: Sequence[Row]) -> Layout:
    return find_layout([[(_digits(f), (f.start, f.end)) for f in row.figures] for row in rows if row.role is Role.DATA])


def _inherit(heads: list[list[Head]], before: list[list[Head]]) -> list[list[Head]]:
    """Heads of a later section that leave columns bare in a row take that row's heads of the section before."""
    if len(heads) != len(before):
        return heads if heads else before
    result: list[list[Head]] = []
    for row, row_before in zip(heads, before, strict=True):
        covered = {number for head in row for number in range(head.first, head.last + 1)}
        kept = [head for head in row_before if not covered.intersection(range(head.first, head.last + 1))]
        result.append(sorted((*row, *kept), key=lambda head: head.first))
    return result
