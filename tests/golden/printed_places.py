"""Where golden figures stand in a document, found without our parser: the referee must not share its mistakes.

A figure is searched in the line or table row that the golden file names, after the figure before it. Nothing is
interpreted here; a figure that does not stand where it was typed is an error of the golden file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from tests.golden.golden_figures import NILS, GoldenDocument, GoldenFigure

_CORE = re.compile(r"[\d.,/ ]*[\d/]")
_NIL = re.compile(r"(?<![\w.,-])(?:-+|[\u2013\u2014])(?![\w.,-])")


class FigureNotPrintedError(LookupError):
    """A typed figure does not stand at its place; the message says where it was looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Digits (or the dash of a nil) in the decoded source: a line from 1, characters from 0, half open."""

    line: int
    start: int
    end: int
    cell: tuple[int, int, int] | None = None
    """Table, row and cell of a page, counted as in locators."""


@dataclass(slots=True)
class _Row:
    """The text of a line or table row, with the offset in the source of each character and its cell."""

    text: str
    offsets: list[int]
    cells: list[tuple[int, int, int] | None]


def find_places(document: GoldenDocument, source: str) -> list[tuple[GoldenFigure, Place]]:
    """Every figure of a golden document with its place in the decoded source.

    Raises:
        FigureNotPrintedError: one of them is not printed there.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    read = _page_rows(source, starts) if document.file.startswith("html/") else _text_rows(source, starts)
    return [place for row in document.rows for place in _find_row(row, read, starts)]


def _find_row(
    figures: tuple[GoldenFigure, ...], read: dict[str, _Row], starts: list[int]
) -> Iterator[tuple[GoldenFigure, Place]]:
    """The figures of one row from the right: labels hold figures too, and stand on the left."""
    if not figures:
        return
    row = read.get(figures[0].place)
    if row is None:
        raise FigureNotPrintedError(f"{figures[0].place} {figures[0].label}: the document has no such place")
    end = len(row.text)
    found: list[tuple[GoldenFigure, Place]] = []
    for figure in reversed(figures):
        matches = list(_pattern(figure.printed).finditer(row.text, 0, end))
        if not matches:
            raise FigureNotPrintedError(f"{figure.place}: {figure.printed!r} does not stand in {row.text[:end]!r}")
        end = matches[-1].start()
        first, last = matches[-1].span("core")
        found.append((figure, _place(row, first, last, starts)))
    yield from reversed(found)


def _place(row: _Row, first: int, last: int, starts: list[int]) -> Place:
    offset, end = row.offsets[first], row.offsets[last - 1] + 1
    line = bisect_right(starts, offset)
    return Place(line, offset - starts[line - 1], end - starts[line - 1], row.cells[first])


def _pattern(printed: str) -> re.Pattern[str]:
    """Finds a typed figure; the sign must be as typed, blanks and currency signs may stand within it."""
    if printed in NILS:
        return re.compile(rf"(?P<core>{_NIL.pattern})")
    core = _CORE.search(printed)
    if core is None:
        raise FigureNotPrintedError(f"{printed!r} has no digits")
    digits = re.escape(core[0].strip()).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"{_sign(printed)}(?<![\d.,/])(?P<core>{digits})(?![\d/]|[.,]\d)")


def _sign(printed: str) -> str:
    if printed.startswith("Down "):
        return r"(?i:down)\s+"
    return r"(?:\(|-)[\s$\x00]*" if printed[0] in "(-" else r"(?<![(])"


def _text_rows(source: str, starts: list[int]) -> dict[str, _Row]:
    return {
        str(number): _Row(line, list(range(start, start + len(line))), [None] * len(line))
        for number, (line, start) in enumerate(zip(source.split("\n"), starts, strict=True), 1)
    }


def _page_rows(source: str, starts: list[int]) -> dict[str, _Row]:
    reader = _PageReader(starts)
    reader.feed(source)
    reader.close()
    return reader.rows


@dataclass(slots=True)
class _OpenTable:
    number: int
    row: int = 0
    cell: int = 0
    is_in_cell: bool = False


class _PageReader(HTMLParser):
    """The text of all rows, cells apart from each other by a zero character; nested tables have their own rows."""

    def __init__(self, starts: list[int]) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: dict[str, _Row] = {}
        self._starts = starts
        self._open: list[_OpenTable] = []
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._tables += 1
            self._open.append(_OpenTable(self._tables))
        if not self._open:
            return
        table = self._open[-1]
        if tag == "tr":
            table.row, table.cell, table.is_in_cell = table.row + 1, 0, False
            self.rows[f"{table.number}.{table.row}"] = _Row("", [], [])
        elif tag in ("td", "th"):
            table.cell, table.is_in_cell = table.cell + 1, True
            self._add("\x00", 0)
        elif tag == "br":
            self._add(" ", 0)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == "table":
            self._open.pop()
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].is_in_cell = False

    def handle_data(self, data: str) -> None:
        self._add(data, 1)

    def handle_entityref(self, name: str) -> None:
        self._add(unescape(f"&{name};")[:1], 0)

    def handle_charref(self, name: str) -> None:
        self._add(unescape(f"&#{name};")[:1], 0)

    def _add(self, text: str, step: int) -> None:
        """Adds characters, each `step` characters of the source after the one before it."""
        if not self._open or not self._open[-1].is_in_cell:
            return
        table = self._open[-1]
        row = self.rows.get(f"{table.number}.{table.row}")
        if row is None:
            return
        line, column = self.getpos()
        offset = self._starts[line - 1] + column
        row.text += text
        row.offsets.extend(offset + step * index for index in range(len(text)))
        row.cells.extend([(table.number, table.row, table.cell)] * len(text))
