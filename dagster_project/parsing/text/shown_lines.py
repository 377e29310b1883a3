"""Lines as a reader sees them, and what is found there told by its place in the file.

A tab leads to the next multiple of eight columns. In a page whose tables are set in `<pre>`, tags inside a line take
no room and an entity is one character; a line of tags alone stays, for it bounds tables. Nothing else of layout
belongs here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from dagster_project.parsing.model import Cell, Claim, LabelFact, NumericToken, Release

TAB_STOP = 8

_PREFORMATTED = re.compile(r"<pre\b", re.IGNORECASE)
_TAG = r"</?[A-Za-z][^<>]*>"
_TAGS_ALONE = re.compile(rf"\s*(?:{_TAG}\s*)+")
_TAB_OR_TEXT = re.compile(r"\t|[^\t]+")
_MARKUP = re.compile(rf"{_TAG}|&#?\w{{1,8}};")
_BLANKS = str.maketrans(dict.fromkeys("\xa0\t\n\r", " "))
"""White space that an entity stands for takes one place, whatever it is."""

Placed = TypeVar("Placed", Cell, Claim, LabelFact, NumericToken)


class _Piece(NamedTuple):
    """A run of characters [start, end) of a line of the file, and what a reader sees of it."""

    start: int
    end: int
    shown: str


def shown_text(text: str) -> str:
    """The text as it is shown, line by line; the same text where it holds neither tabs nor markup."""
    changes = _change_finder(text)
    if changes is None:
        return text
    return "\n".join(_shown(line) if changes(line) else line for line in text.split("\n"))


def restore_positions(release: Release, text: str) -> Release:
    """The release read from `shown_text(text)`, with positions and printed texts of `text` itself."""
    changes = _change_finder(text)
    if changes is None:
        return release
    lines = text.split("\n")
    changed = {number for number, line in enumerate(lines, 1) if changes(line)}
    places: dict[int, tuple[tuple[int, int], ...]] = {}

    def restored_item(item: Placed) -> Placed:
        number = item.line_number
        if number is None or number not in changed:
            return item
        if number not in places:
            places[number] = _places(lines[number - 1])
        return _moved(item, lines[number - 1], places[number])

    def restored(items: Sequence[Placed]) -> tuple[Placed, ...]:
        return tuple([restored_item(item) for item in items])

    return replace(
        release,
        cells=tuple(_with_locator(cell) for cell in restored(release.cells)),
        label_facts=restored(release.label_facts),
        claims=restored(release.claims),
        numeric_tokens=restored(release.numeric_tokens),
    )


def _change_finder(text: str) -> Callable[[str], bool] | None:
    """What tells whether a line is shown otherwise than it is written; None where no line of the text is."""
    if _PREFORMATTED.search(text):
        return lambda line: "\t" in line or (_MARKUP.search(line) is not None and not _TAGS_ALONE.fullmatch(line))
    return (lambda line: "\t" in line) if "\t" in text else None


def _shown(line: str) -> str:
    return "".join([piece.shown for piece in _without_markup(line)]).expandtabs(TAB_STOP)


def _places(line: str) -> tuple[tuple[int, int], ...]:
    """For each character of the shown line, the characters [start, end) of the line as received that it shows."""
    places: list[tuple[int, int]] = []
    for piece in _pieces(line):
        is_as_written = len(piece.shown) == piece.end - piece.start
        for offset in range(len(piece.shown)):
            first = piece.start + offset
            places.append((first, first + 1) if is_as_written else (piece.start, piece.end))
    return tuple(places)


def _pieces(line: str) -> Iterator[_Piece]:
    column = 0
    for piece in _without_markup(line):
        if "\t" not in piece.shown:
            yield piece
            column = _column_behind(piece.shown, column)
            continue
        for part in _TAB_OR_TEXT.finditer(piece.shown):
            shown = part[0] if part[0] != "\t" else " " * (TAB_STOP - column % TAB_STOP)
            yield _Piece(piece.start + part.start(), piece.start + part.end(), shown)
            column = _column_behind(shown, column)


def _column_behind(shown: str, column: int) -> int:
    """The column behind text that begins in `column`; a carriage return leads back to the first, as in `expandtabs`."""
    returned = shown.rfind("\r")
    return column + len(shown) if returned < 0 else len(shown) - returned - 1


def _without_markup(line: str) -> Iterator[_Piece]:
    """The text between tags, and the character of each entity."""
    begin = 0
    for markup in _MARKUP.finditer(line) if "<" in line or "&" in line else ():
        yield _Piece(begin, markup.start(), line[begin : markup.start()])
        if markup[0][0] == "&":
            yield _Piece(*markup.span(), html.unescape(markup[0]).translate(_BLANKS))
        begin = markup.end()
    yield _Piece(begin, len(line), line[begin:])


def _moved(item: Placed, line: str, places: Sequence[tuple[int, int]]) -> Placed:
    if item.char_start is None or item.char_end is None:
        return item
    start, end = places[item.char_start][0], places[item.char_end - 1][1]
    return item._replace(char_start=start, char_end=end, printed_text=line[start:end])


def _with_locator(cell: Cell) -> Cell:
    return cell._replace(locator=f"line[{cell.line_number}]/char[{cell.char_start}:{cell.char_end}]")
