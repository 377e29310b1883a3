"""Places in the lines of a page given back as places in its source.

A cell is found by its table, row and number; prose by counting the printed characters of the stretch between two
tables. Where markup and print cannot be matched, the place is None.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from dagster_project.parsing.html.page import GAP, Page, Paragraph, RowLine, count_letters
from dagster_project.parsing.html.source import Place, Source
from dagster_project.parsing.html.tree import normal_text
from dagster_project.parsing.submission import Part

_TEXT = re.compile(
    r"<(?:!--.*?(?:--\s*>|\Z)|(?P<unseen>head|script|style|noscript|template|select|svg|title)\b.*?(?:</(?P=unseen)\s*>|\Z)|[^>]*(?:>|\Z))"
    r"|(?P<text>[^<]+)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"\S+")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);?|[\u200b\u200c\u200d\u2060\ufeff\u00ad]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The text pieces of a run of source: where each begins, and how many letters stand before it."""

    offsets: Sequence[int]
    letters: Sequence[int]
    pieces: Sequence[str]
    _letter_offsets: dict[int, Sequence[int]] = field(default_factory=dict)

    def letter_offsets(self, index: int) -> Sequence[int]:
        """Where each letter of a piece stands in it; worked out when first asked."""
        known = self._letter_offsets.get(index)
        if known is None:
            known = self._letter_offsets[index] = _letter_offsets(self.pieces[index])
        return known


class _Words(NamedTuple):
    """The words of a line: where each begins, how many letters stand before it, and how many it has."""

    starts: Sequence[int]
    letters: Sequence[int]
    sizes: Sequence[int]


def _words_of(text: str) -> _Words:
    words = list(_WORD.finditer(text))
    sizes = [word.end() - word.start() for word in words]
    return _Words([word.start() for word in words], [0, *accumulate(sizes)], sizes)


class _RowPlaces(NamedTuple):
    """Where each printed cell of a row begins in its line, and in the source (None where it is written otherwise)."""

    starts: Sequence[int]
    offsets: Sequence[int | None]

    def offset_of(self, position: int) -> int | None:
        """The source offset of a position in the line."""
        index = bisect_right(self.starts, position) - 1
        offset = self.offsets[index]
        return None if offset is None else offset + position - self.starts[index]


class Positions:
    """Finds places of the source for places of the page's lines."""

    def __init__(self, source: Source, part: Part, page: Page) -> None:
        self._source = source
        self._part = part
        self._page = page
        self._stretches: dict[tuple[int, int], _Stretch] = {}
        self._rows: dict[int, _RowPlaces] = {}
        self._words: dict[int, _Words] = {}

    def place_of_cell(self, line: int, start: int, printed: str) -> Place | None:
        """The place of a printed cell; None where the source writes it otherwise, or in several cells."""
        origin = self._page.origins[line - 1]
        offset = self._in_row(line, origin).offset_of(start) if isinstance(origin, RowLine) else None
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
        text, origin = self._page.lines[line - 1], self._page.origins[line - 1]
        printed = text[start:end].strip()
        start = text.find(printed, start)
        if start < 0:
            return None
        end = start + len(printed)
        if isinstance(origin, RowLine):
            offset = self._in_row(line, origin).offset_of(start)
            if offset is not None and self._source.text.startswith(printed, offset):
                return self._source.place(offset, offset + len(printed))
        first = self._offset(line, start)
        if first is None:
            return None
        if self._source.text.startswith(printed, first):
            return self._source.place(first, first + len(printed))
        last = self._offset(line, end - 1)
        return None if last is None or last < first else self._source.place(first, self._character_end(last))

    def _in_row(self, line: int, origin: RowLine) -> _RowPlaces:
        known = self._rows.get(line)
        if known is None:
            known = self._rows[line] = self._read_row(line, origin)
        return known

    def _read_row(self, line: int, origin: RowLine) -> _RowPlaces:
        """Finds each printed cell of a row in the source, where that writes it as printed."""
        cells = self._page.lines[line - 1].split(GAP)
        starts: list[int] = []
        offsets: list[int | None] = []
        for (number, start), printed in zip(origin.starts.items(), cells, strict=False):
            starts.append(start)
            offsets.append(self._source.find_in_cell(origin.table, origin.row, number, printed))
        return _RowPlaces(starts, offsets)

    def _character_end(self, offset: int) -> int:
        match = _ENTITY.match(self._source.text, offset)
        return match.end() if match else offset + 1

    def _offset(self, line: int, position: int) -> int | None:
        """The source offset of one character of a page line."""
        origin = self._page.origins[line - 1]
        if isinstance(origin, Paragraph):
            span = self._span_of_stretch(origin.stretch)
            return self._letter(span, origin.letters_before + self._letters_to(line, position)) if span else None
        number, start = max((place for place in origin.starts.items() if place[1] <= position), key=itemgetter(1))
        span = self._source.cell_span(origin.table, origin.row, number)
        letters = self._letters_to(line, position) - self._letters_to(line, start)
        return self._letter(span, letters) if span else None

    def _letters_to(self, line: int, position: int) -> int:
        """How many letters stand before a position of a page line."""
        words = self._words.get(line)
        if words is None:
            words = self._words[line] = _words_of(self._page.lines[line - 1])
        index = bisect_right(words.starts, position) - 1
        if index < 0:
            return 0
        return words.letters[index] + min(position - words.starts[index], words.sizes[index])

    def _span_of_stretch(self, stretch: int) -> tuple[int, int] | None:
        tables, source = self._page.tables, self._source.tables
        if any(number > len(source) for number in tables[max(stretch - 1, 0) : stretch + 1]):
            return None
        start = source[tables[stretch - 1] - 1].end if stretch else self._part.start
        end = source[tables[stretch] - 1].start if stretch < len(tables) else self._part.end
        return start, end

    def _letter(self, span: tuple[int, int], number: int) -> int | None:
        """The source offset of the letter with this number (from 0) in a span of source."""
        stretch = self._stretches.get(span)
        if stretch is None:
            stretch = self._stretches[span] = _read_stretch(self._source.text, *span)
        index = bisect_right(stretch.letters, number) - 1
        if index < 0 or number - stretch.letters[index] >= len(stretch.letter_offsets(index)):
            return None
        return stretch.offsets[index] + stretch.letter_offsets(index)[number - stretch.letters[index]]


def _letter_offsets(piece: str) -> Sequence[int]:
    """Where each letter of a piece of source text stands; an entity is one place for all its letters."""
    offsets: list[int] = []
    end = 0
    for entity in _ENTITY.finditer(piece):
        _add_letters(offsets, piece, end, entity.start())
        offsets.extend([entity.start()] * count_letters(normal_text(html.unescape(entity.group()))))
        end = entity.end()
    _add_letters(offsets, piece, end, len(piece))
    return offsets


def _add_letters(offsets: list[int], piece: str, start: int, end: int) -> None:
    for word in _WORD.finditer(piece, start, end):
        offsets.extend(range(*word.span()))


def _read_stretch(text: str, start: int, end: int) -> _Stretch:
    offsets: list[int] = []
    letters: list[int] = []
    pieces: list[str] = []
    count = 0
    for offset, piece in _pieces(text, start, end):
        offsets.append(offset)
        letters.append(count)
        pieces.append(piece)
        count += count_letters(normal_text(html.unescape(piece)))
    return _Stretch(offsets, letters, pieces)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for match in _TEXT.finditer(text, start, end):
        if match["text"] is not None:
            yield match.start(), match["text"]
