"""Places in the lines of a page given back as places in its source.

A printed cell is found by its table, row and number; a paragraph by counting the printed characters of the stretch
between two tables. Where markup and print cannot be matched, the place is None.
"""

from __future__ import annotations

from dagster_project.parsing.html.cells import GAP
from dagster_project.parsing.html.page import Page, Paragraph, RowLine
from dagster_project.parsing.html.runs import ENTITY, Runs, Stretch, read_stretch
from dagster_project.parsing.html.source import Place, Source
from dagster_project.parsing.submission import Part


class Positions:
    """Finds places of the source for places of the page's lines."""

    def __init__(self, source: Source, part: Part, page: Page) -> None:
        self._source = source
        self._part = part
        self._page = page
        self._stretches: dict[tuple[int, int], Stretch] = {}
        self._runs: dict[int, Runs] = {}

    def place_of_cell(self, line: int, start: int, printed: str) -> Place | None:
        """The place of a printed cell; None where the source writes it otherwise, or in several cells."""
        offset = self._offset(line, start)
        if offset is None or not self._source.text.startswith(printed, offset):
            return None
        return self._source.place(offset, offset + len(printed))

    def line_of(self, line: int) -> int:
        """The source line of a page line; the part's first line where it cannot be found."""
        place = self._offset(line, 0)
        return self._source.line_of(self._part.start if place is None else place)

    def place(self, line: int, start: int, end: int) -> Place | None:
        """The place of the characters [start, end) of a page line."""
        if not 1 <= line <= len(self._page.lines):
            return None
        text = self._page.lines[line - 1]
        printed = text[start:end].strip()
        start = text.find(printed, start)
        first = self._offset(line, start)
        if first is None:
            return None
        if self._source.text.startswith(printed, first):
            return self._source.place(first, first + len(printed))
        last = self._offset(line, start + len(printed) - 1)
        return None if last is None or last < first else self._source.place(first, self._character_end(last))

    def _character_end(self, offset: int) -> int:
        entity = ENTITY.match(self._source.text, offset)
        return entity.end() if entity else offset + 1

    def _offset(self, line: int, position: int) -> int | None:
        """The source offset of one character of a page line."""
        runs = self._runs.get(line)
        if runs is None:
            runs = self._runs[line] = self._lay(self._page.lines[line - 1], self._page.origins[line - 1])
        return runs.offset_of(position)

    def _lay(self, line: str, origin: Paragraph | RowLine) -> Runs:
        return self._lay_row(line, origin) if isinstance(origin, RowLine) else self._lay_paragraph(line, origin)

    def _lay_row(self, line: str, origin: RowLine) -> Runs:
        """Lays every printed cell of a row: most are written as printed."""
        source = self._source
        runs = Runs([], [], [])
        ends = [start - len(GAP) for start in origin.starts[1:]]
        for number, start, end in zip(origin.cells, origin.starts, (*ends, len(line)), strict=True):
            span = source.cell_span(origin.table, origin.row, number)
            if span is None:
                continue
            offset = source.find_printed(line[start:end], *span)
            if offset is None:
                runs.extend(read_stretch(source.text, *span).lay(line, start, end))
            else:
                runs.append(start, offset, end - start)
        return runs

    def _lay_paragraph(self, line: str, origin: Paragraph) -> Runs:
        span = self._span_of_stretch(origin.stretch)
        if span is None:
            return Runs([], [], [])
        stretch = self._stretches.get(span)
        if stretch is None:
            stretch = self._stretches[span] = read_stretch(self._source.text, *span)
        return stretch.lay(line, 0, len(line), origin.letters_before)

    def _span_of_stretch(self, stretch: int) -> tuple[int, int] | None:
        tables, source = self._page.tables, self._source.tables
        if any(number > len(source) for number in tables[max(stretch - 1, 0) : stretch + 1]):
            return None
        start = source[tables[stretch - 1] - 1].end if stretch else self._part.start
        end = source[tables[stretch] - 1].start if stretch < len(tables) else self._part.end
        return start, end
