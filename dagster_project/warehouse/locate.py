"""Replaying a locator: from the archived bytes of a release to the very characters a fact was read from.

How the characters are shown belongs to `terminal`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dagster_project.parsing.html.locator import LocatorNotFoundError, parse_locator, table_texts

_TEXT_LOCATOR = re.compile(r"line\[(?P<line>\d+)\]/char\[(?P<start>\d+):(?P<end>\d+)\]")
BETWEEN_CELLS = "  "


class LocatorError(Exception):
    """The locator points to no place of this file; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a line: `lines` are 1-based, `start` and `end` half-open.

    Lines are those of the decoded file; of a web page, the rows of the table, with the texts of their cells.
    """

    lines: tuple[str, ...]
    line_number: int
    start: int
    end: int

    @property
    def printed_text(self) -> str:
        """The characters at the place."""
        return self.lines[self.line_number - 1][self.start : self.end]

    def around(self, count: int) -> tuple[tuple[int, str], ...]:
        """Up to `count` lines before and after the place, with their numbers, and the line itself."""
        first = max(1, self.line_number - count)
        last = min(len(self.lines), self.line_number + count)
        return tuple((number, self.lines[number - 1].rstrip("\r")) for number in range(first, last + 1))


def locate(data: bytes, encoding: str, locator: str) -> Place:
    """Find the place a locator names, in a text or in a web page. Raises LocatorError where there is none."""
    # Bytes that are no text were shown as U+FFFD when the file was parsed; they count the same here.
    text = data.decode(encoding, "replace")
    return _cell_of_page(text, locator) if locator.startswith("/") else _characters_of_line(text, locator)


def _characters_of_line(text: str, locator: str) -> Place:
    match = _TEXT_LOCATOR.fullmatch(locator)
    if match is None:
        raise LocatorError(f"{locator!r} is not of the form line[712]/char[20:30] or /table[3]/tr[5]/td[7].")
    lines = tuple(text.split("\n"))
    place = Place(lines, int(match["line"]), int(match["start"]), int(match["end"]))
    if not 1 <= place.line_number <= len(lines):
        raise LocatorError(f"{locator} lies outside the file, which has {len(lines)} lines.")
    if not place.start < place.end <= len(lines[place.line_number - 1]):
        raise LocatorError(
            f"{locator} lies outside its line, which has {len(lines[place.line_number - 1])} characters."
        )
    return place


def _cell_of_page(markup: str, locator: str) -> Place:
    try:
        rows = table_texts(markup, locator)
        _, row, first, last = parse_locator(locator)
    except LocatorNotFoundError as error:
        raise LocatorError(str(error)) from error
    if not 1 <= row <= len(rows) or not 1 <= first <= last <= len(rows[row - 1]):
        raise LocatorError(f"{locator} lies outside its table.")
    before = "".join(text + BETWEEN_CELLS for text in rows[row - 1][: first - 1])
    printed = "".join(rows[row - 1][first - 1 : last])
    after = "".join(BETWEEN_CELLS + text for text in rows[row - 1][last:])
    lines = [BETWEEN_CELLS.join(texts) for texts in rows]
    lines[row - 1] = before + printed + after
    return Place(tuple(lines), row, len(before), len(before) + len(printed))
