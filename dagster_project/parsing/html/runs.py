"""The text in a part of the source as runs, and a printed text laid along them.

A run is text that the source writes exactly as printed, without tags, entities or double blanks; or it is one entity.
Which part of the source prints a text is decided in `positions`.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from dagster_project.parsing.html.page import count_letters
from dagster_project.parsing.html.tree import ZERO_WIDTH, normal_text

ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);?", re.IGNORECASE)
_PIECE = re.compile(
    r"<(?:!--.*?(?:--\s*>|\Z)"
    r"|(?P<unseen>head|script|style|noscript|template|select|svg|title)\b.*?(?:</(?P=unseen)\s*>|\Z)"
    r"|[^>]*(?:>|\Z))"
    rf"|\s+|(?P<entity>{ENTITY.pattern})|(?P<text>[^<&\n]+|&)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(rf"[^\s{ZERO_WIDTH}]+")


class Runs(NamedTuple):
    """Runs of a line: where each begins in the line, where in the source, and over how many characters it follows it.

    All letters of an entity stand at one place: it follows the source over none.
    """

    starts: list[int]
    offsets: list[int]
    lengths: list[int]

    def append(self, start: int, offset: int, length: int) -> None:
        """Adds the run behind the last."""
        self.starts.append(start)
        self.offsets.append(offset)
        self.lengths.append(length)

    def extend(self, others: Runs) -> None:
        """Adds the runs behind the last."""
        self.starts.extend(others.starts)
        self.offsets.extend(others.offsets)
        self.lengths.extend(others.lengths)

    def offset_of(self, position: int) -> int | None:
        """The source offset of a position in the line; None where no run covers it."""
        index = bisect_right(self.starts, position) - 1
        within = position - self.starts[index] if index >= 0 else 0
        return self.offsets[index] + within if index >= 0 and within <= self.lengths[index] else None


class Stretch(NamedTuple):
    """All runs of a part of the source, with the printed size of each and the number of letters before it."""

    offsets: list[int]
    lengths: list[int]
    sizes: list[int]
    letters: list[int]

    def lay(self, line: str, start: int, end: int, letters_before: int = 0) -> Runs:
        """Lays the text [start, end) of a line along the runs behind so many letters; between two may stand a blank."""
        first = number = bisect_left(self.letters, letters_before)
        starts: list[int] = []
        position = start
        while position < end and number < len(self.sizes):
            position += line[position] == " "
            starts.append(position)
            position += self.sizes[number]
            number += 1
        return Runs(starts, self.offsets[first:number], self.lengths[first:number])


def read_stretch(text: str, start: int, end: int) -> Stretch:
    """Reads the part [start, end) of the source."""
    runs = [run for run in _runs(text, start, end) if run[1]]
    sizes = [len(printed) for _, printed, _ in runs]
    letters = accumulate((count_letters(printed) for _, printed, _ in runs), initial=0)
    return Stretch([offset for offset, _, _ in runs], [length for _, _, length in runs], sizes, list(letters))


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, str, int]]:
    """Offset, printed text and length of each run."""
    for match in _PIECE.finditer(text, start, end):
        offset, piece = match.start(), match[0]
        if match.lastgroup == "entity":
            printed = normal_text(html.unescape(piece))
            yield offset, printed, len(piece) if printed == piece else 0
        elif match.lastgroup == "text":
            printed = normal_text(piece)
            if piece.startswith(printed):
                yield offset, printed, len(printed)
            else:
                yield from ((word.start(), word[0], len(word[0])) for word in _WORD.finditer(text, offset, match.end()))
