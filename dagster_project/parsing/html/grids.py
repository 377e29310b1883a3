"""One table of figures to `Grid`s: sections, columns, heads, stub and cells put together.

Finding tables and what stands above them does not belong here (`document`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dagster_project.parsing.grid import BodyCell, Grid, GridCell, StubLine
from dagster_project.parsing.html.cells import GAP, PhysicalCell, PhysicalRow
from dagster_project.parsing.html.columns import Layout, Span, find_layout
from dagster_project.parsing.html.figures import Figure
from dagster_project.parsing.html.heads_over import (
    Head,
    are_under_same_heads,
    bare_columns,
    inherit_periods,
    lay_heads,
    stretch_over,
)
from dagster_project.parsing.html.indents import indent_levels, left_edge
from dagster_project.parsing.html.locator import locator_of
from dagster_project.parsing.html.note_columns import set_notes_aside
from dagster_project.parsing.html.page import RowLine
from dagster_project.parsing.html.roles import Role, Row, read_rows
from dagster_project.parsing.html.rules import drawn_above, is_under
from dagster_project.parsing.html.sections import Section, cut_sections, is_caption
from dagster_project.parsing.html.stub import mark_wrapped
from dagster_project.parsing.html.titles import look_above
from dagster_project.parsing.html.unit_words import in_unit, label_of, spread_units, unit_column, unit_of_row
from dagster_project.parsing.records import maker
from dagster_project.parsing.units import read_unit

_new_body_cell = maker(BodyCell)

NO_WRAPPING = 100_000
"""`Grid.stub_width` of a page: a cell wraps its label by itself, so that a shorter one is never cut."""

MIN_ROWS = 2
MAX_COLUMNS = 200
"""No table is printed with more columns of figures."""


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """A table's rows, its number among the page's tables, and what stands above it."""

    rows: tuple[PhysicalRow, ...]
    lines: Mapping[int, RowLine]
    """The lines of the printed rows on the page, by row number."""
    number: int
    lines_above: tuple[str, ...]


def read_table(table: TableOnPage) -> list[Grid]:
    """The grids of a table, one a section; none where the table holds no figures."""
    physical_rows, notes = set_notes_aside(table.rows)
    rows = read_rows(physical_rows)
    sections = cut_sections(rows)
    if not _is_of_figures(sections):
        return []
    builder = _Builder(table, sections)
    if len(builder.layout.columns) > MAX_COLUMNS:
        return []
    first, *others = builder.grids()
    return [replace(first, notes=tuple(_note_cell(table, row, cell) for row, cell in notes)), *others]


def _note_cell(table: TableOnPage, row: PhysicalRow, cell: PhysicalCell) -> GridCell:
    line, start = table.lines[row.number], cell.char_start
    locator = locator_of(table.number, line.row, cell.number, cell.number)
    return GridCell(cell.text, line.row, 0, 1, line.number, start, start + len(cell.text), locator)


def _states_scale(title: str) -> bool:
    """A caption such as "(In millions, except per share data)": it holds for later sections as well."""
    return is_caption(title) and read_unit(title).scale is not None


def _is_of_figures(sections: Sequence[Section]) -> bool:
    """Figures beside labels or under heads; not the numbers of a list, nor a lone figure in a layout."""
    data = [row for section in sections for row in section.body if row.role is Role.DATA]
    if not data or _is_contents(sections):
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


_PAGES = re.compile(r"pages?(?:\(s\))?(?: no\.?| numbers?)?", re.IGNORECASE)


def _is_contents(sections: Sequence[Section]) -> bool:
    """A table of contents heads its numbers as pages."""
    heads = [cell.text for section in sections for row in section.heads for cell in row.over]
    return any(_PAGES.fullmatch(head) for head in heads)


class _Builder:
    """Builds the grids of one table; all its sections share their columns where they can."""

    def __init__(self, table: TableOnPage, sections: Sequence[Section]) -> None:
        self.table = table
        self.surroundings = look_above(table.lines_above)
        self.sections = sections
        layout = _layout([row for section in sections for row in section.body])
        self.layout = _joined(layout, sections) if 1 < len(layout.columns) <= MAX_COLUMNS else layout
        self.edges = {
            row.physical.number: left_edge(row.stub[0]) for section in sections for row in section.body if row.stub
        }
        self.unit_column = unit_column(row for section in sections for row in (*section.heads, *section.body))
        self.levels = indent_levels(self.edges.values())

    def grids(self) -> Iterator[Grid]:
        """One grid a section; together they take all lines of the table down to its last figures."""
        above: list[list[Head]] = []
        scales: tuple[str, ...] = ()
        line_start = min(line.number for line in self.table.lines.values())
        for index, section in enumerate(self.sections):
            captions, heads = lay_heads(section.heads, self.layout)
            heads = inherit_periods(heads, above, len(self.layout.columns)) if index else heads
            bare = bare_columns(heads, len(self.layout.columns))
            above = stretch_over(heads, _percent_columns(section, self.layout, bare)) if bare else heads
            own = (*section.titles, *captions)
            if not index:
                scales = tuple(title for title in (*self.surroundings.titles, *own) if _states_scale(title))
            elif own and not any(_states_scale(title) for title in own):
                own = (*own, *scales)
            line_end = self.table.lines[section.body[-1].physical.number].number
            yield Grid(
                title_lines=own if index else (*self.surroundings.titles, *own),
                heads=tuple(self._head_cell(head, level) for level, row in enumerate(above) for head in row),
                column_count=len(self.layout.columns),
                body=tuple(self._body(section.body)),
                line_start=line_start,
                line_end=line_end,
                stub_width=NO_WRAPPING,
                heading="" if index else self.surroundings.heading,
                above=() if index else self.surroundings.above,
            )
            line_start = line_end + 1

    def _body(self, rows: Sequence[Row]) -> list[StubLine]:
        """The rows' lines; a figure without a unit of its own has its column's, else its row's."""
        lines = spread_units(list(mark_wrapped(list(self._stub_lines(rows)))))
        units = {
            self.table.lines[row.physical.number].number: unit
            for row in rows
            if (unit := unit_of_row(row, self.unit_column)) is not None
        }
        return [in_unit(line, units[line.line]) if line.line in units else line for line in lines] if units else lines

    def _head_cell(self, head: Head, level: int) -> GridCell:
        cell, line = head.cell, self.table.lines[head.row.physical.number]
        return GridCell(
            text=cell.text,
            row=level,
            col_start=head.first,
            col_end=head.last + 1,
            line=line.number,
            char_start=cell.char_start,
            char_end=cell.char_end,
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
        rules = drawn_above(row, previous)
        cells = tuple([self._body_cell(line, figure, rules) for figure in row.figures])
        label = row.stub[0] if row.stub else None
        return StubLine(
            text=GAP.join([cell.text for cell in label_of(row, self.unit_column)]),
            indent=self.levels[self.edges[line.row]] if label else 0,
            line=line.number,
            char_start=label.char_start if label else None,
            cells=cells,
            is_after_blank=True,
            is_after_rule=bool(rules) and any(cell.is_after_rule for cell in cells),
        )

    def _body_cell(self, line: RowLine, figure: Figure, rules: Sequence[Span]) -> BodyCell:
        column = self.layout.number_of(figure.digits)
        first, last = figure.cells[0], figure.cells[-1]
        locator = locator_of(self.table.number, line.row, first.number, last.number)
        is_after_rule = bool(rules) and is_under(figure, rules)
        printed = figure.printed
        place = (line.number, first.char_start, last.char_end, locator)
        return _new_body_cell(
            (figure.text, column, figure.figure, *place, printed.unit_word, is_after_rule, printed.scale)
        )


def _layout(rows: Sequence[Row]) -> Layout:
    return find_layout([[(f.digits, (f.start, f.end)) for f in row.figures] for row in rows if row.role is Role.DATA])


def _joined(layout: Layout, sections: Sequence[Section]) -> Layout:
    """Columns that no row prints together, under exactly the same heads, are one column printed out of line."""
    levels = [level for section in sections for level in lay_heads(section.heads, layout)[1]]
    alike = [number for number in range(len(layout.columns) - 1, 0, -1) if are_under_same_heads(number, levels)]
    if not alike:
        return layout
    together = _neighbours(layout, sections)
    for number in alike:
        if (number, number + 1) not in together and (number + 1, number) not in together:
            layout = layout.joined(number)
    return layout


def _neighbours(layout: Layout, sections: Sequence[Section]) -> set[tuple[int, int]]:
    """Columns in which some row prints two figures one after the other."""
    rows = (row for section in sections for row in section.body if row.role is Role.DATA)
    return {(layout.number_of(a.digits), layout.number_of(b.digits)) for row in rows for a, b in pairwise(row.figures)}


def _percent_columns(section: Section, layout: Layout, numbers: Container[int]) -> frozenset[int]:
    """Those of the columns that print percentages only."""
    marks: dict[int, list[bool]] = {}
    for row in section.body:
        for figure in row.figures if row.role is Role.DATA else ():
            if (number := layout.number_of(figure.digits)) in numbers:
                marks.setdefault(number, []).append(figure.figure.is_percent)
    return frozenset(number for number, signs in marks.items() if sum(signs) > 0.5 * len(signs))
