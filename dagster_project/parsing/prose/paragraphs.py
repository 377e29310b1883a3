"""Cuts the lines outside of tables into paragraphs, list lines and headings, keeping every position.

A paragraph may be one long line or many short ones. What its figures say is read in `claims`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

BLANK_ONE_IN = 25
LONGEST_PARAGRAPH = 8000
LONGEST_LIST_LINE = 300
WIDEST_PAGE = 132
_NEW_ITEM = re.compile(
    r"\s*(?:--?\s|[*•·●▪]\s?|\(?\d{1,2}[.)]\s?(?=\D)|\([a-zA-Z]\)\s|\(?(?:Note|Reference)\s?\d{0,2}\)|\(\*\d?\))"
)
_LIST_LINE = re.compile(r"\s*[^:.;]{2,60}:\s+[(A-Z$€£¥]{0,5}\s?\(?\d[^:]*(?::[^:]*)?\s*$")

_DIGIT = re.compile(r"[0-9]")
_TAGS = re.compile(r"\s*(?:</?[A-Za-z][^<>]*>\s*)+")
_HAS_WORDS = re.compile(r"[A-Za-z0-9]")


class Paragraph(NamedTuple):
    """A run of prose: its text with line ends kept, and where each of its lines begins."""

    text: str
    line_starts: tuple[int, ...]
    """Where each of its lines begins; negative where the paragraph begins inside a line."""
    first_line: int
    """1-based number of its first line."""

    @property
    def has_digits(self) -> bool:
        """Whether there can be a figure or a date in it."""
        return _DIGIT.search(self.text) is not None

    def place(self, position: int) -> tuple[int, int]:
        """Line number (1-based) and position in that line (0-based) of a position in the text."""
        index = bisect_right(self.line_starts, position) - 1
        return self.first_line + index, position - self.line_starts[index]


def has_wrapped_lines(lines: Sequence[str]) -> bool:
    """Whether paragraphs go over several lines; else, as in text taken from HTML, each stands on a line of its own."""
    has_blank_lines = BLANK_ONE_IN * (lines.count("") + sum(map(str.isspace, lines))) >= len(lines)
    return has_blank_lines or all(len(line) <= WIDEST_PAGE for line in lines)


def paragraphs(lines: Sequence[str], excluded: Collection[int]) -> Iterator[Paragraph]:
    """Every paragraph, list line or heading outside of the excluded lines (1-based numbers)."""
    is_wrapped = has_wrapped_lines(lines)
    run: list[str] = []
    first = last = 0
    was_list = False
    for number, line in enumerate(lines, 1):
        if not line or number in excluded or not _is_text(line):
            continue
        is_list = ":" in line and len(line) <= LONGEST_LIST_LINE and _LIST_LINE.match(line) is not None
        is_apart = number > last + 1 or not is_wrapped or is_list or was_list
        if run and (is_apart or _NEW_ITEM.match(line)):
            yield from _pieces(run, first)
            run = []
        if not run:
            first = number
        run.append(line)
        last, was_list = number, is_list
    if run:
        yield from _pieces(run, first)


def _is_text(line: str) -> bool:
    return _HAS_WORDS.search(line) is not None and not ("<" in line and _TAGS.fullmatch(line))


def _pieces(run: Sequence[str], first: int) -> Iterator[Paragraph]:
    """The paragraph of a run of lines; an endless one in pieces, so that work on it stays in proportion to its size."""
    starts = (0, *accumulate(len(line) + 1 for line in run[:-1]))
    text = "\n".join(run)
    begin = 0
    while len(text) - begin > LONGEST_PARAGRAPH:
        end = text.rfind(" ", begin + 1, begin + LONGEST_PARAGRAPH) + 1 or begin + LONGEST_PARAGRAPH
        yield _piece(text, starts, first, begin, end)
        begin = end
    yield _piece(text, starts, first, begin, len(text)) if begin else Paragraph(text, starts, first)


def _piece(text: str, starts: Sequence[int], first: int, begin: int, end: int) -> Paragraph:
    line = bisect_right(starts, begin) - 1
    last = bisect_right(starts, max(begin, end - 1))
    return Paragraph(text[begin:end], tuple(start - begin for start in starts[line:last]), first + line)
