"""Replaying a locator: from the archived bytes of a release to the very characters a fact was read from.

Positions are those of the decoded file, whose lines end at a line feed. How the characters are shown belongs elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TEXT_LOCATOR = re.compile(r"line\[(?P<line>\d+)\]/char\[(?P<start>\d+):(?P<end>\d+)\]")


class LocatorError(Exception):
    """The locator points to no place of this file; the message says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a line: `lines` are the decoded file's, `line_number` is 1-based, `start` and `end` are half-open."""

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
    """Find the place a locator of a text release names. Raises LocatorError where there is none."""
    match = _TEXT_LOCATOR.fullmatch(locator)
    if match is None:
        raise LocatorError(f"{locator!r} is not of the form line[712]/char[20:30].")
    # Bytes that are no text were shown as U+FFFD when the file was parsed; they count the same here.
    lines = tuple(data.decode(encoding, "replace").split("\n"))
    place = Place(lines, int(match["line"]), int(match["start"]), int(match["end"]))
    if not 1 <= place.line_number <= len(lines):
        raise LocatorError(f"{locator} lies outside the file, which has {len(lines)} lines.")
    if not place.start < place.end <= len(lines[place.line_number - 1]):
        raise LocatorError(
            f"{locator} lies outside its line, which has {len(lines[place.line_number - 1])} characters."
        )
    return place
