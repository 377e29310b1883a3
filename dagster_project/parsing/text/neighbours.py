"""Looks at lines of plain text beside their neighbours: paragraphs, page numbers, double spacing.

What a line is by itself is told in `lines`; which lines make a table is told in `regions`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import and_

from dagster_project.parsing.text.lines import TextLine, look_at


def read_text_lines(lines: Sequence[str]) -> list[TextLine]:
    """Every line of a document, looked at by itself and then beside its neighbours."""
    looked_at = [look_at(number, line) for number, line in enumerate(lines, 1)]
    return mark_prose(_with_page_numbers(_single_spaced(looked_at)))


_LONE_INTEGER = re.compile(r"\s*\d{1,3}\s*")


def _with_page_numbers(lines: list[TextLine]) -> list[TextLine]:
    """Marks integers that stand alone between blank lines: the numbers of pages."""
    result = list(lines)
    for index, line in enumerate(lines):
        if line.kind == "data" and len(line.tail) == 1 and _LONE_INTEGER.fullmatch(line.text):
            around = (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])
            if all(other.kind in ("blank", "page") for other in around):
                result[index] = TextLine(line.number, line.text, "page", line.indent, line.end)
    return result


DOUBLE_SPACED = 0.05
"""At most this share of the lines has a neighbour right below, where a document is double-spaced."""


def _single_spaced(lines: list[TextLine]) -> list[TextLine]:
    """Leaves out one blank line of every run where the whole document is double-spaced."""
    printed = [line.kind != "blank" for line in lines]
    adjacent = sum(map(and_, printed, printed[1:]))
    if adjacent > DOUBLE_SPACED * sum(printed):
        return lines
    return [b for a, b in pairwise([lines[0], *lines]) if b.kind != "blank" or a.kind == "blank"]


PROSE_WORDS = 8
PROSE_WIDTH = 50
LONE_PROSE_WORDS = 14
"""A line with more words than this is prose even without a neighbour."""


_CAPTION = re.compile(r"\([^()]*\bin\s(?:thousands|millions|billions)\b[^()]*\)", re.IGNORECASE)
"""However long it is, a caption is no prose."""


def mark_prose(lines: Sequence[TextLine]) -> list[TextLine]:
    """Marks hard-wrapped paragraphs: at least two neighbouring lines full of words, without figures set apart."""
    words = [_evenly_spaced_words(line) if line.kind == "text" else 0 for line in lines]
    result = list(lines)
    for index, line in enumerate(lines):
        before = index > 0 and words[index - 1] >= PROSE_WORDS
        if line.kind != "text" or not (before or words[index] >= PROSE_WORDS):
            continue
        after = index + 1 < len(lines) and words[index + 1] >= PROSE_WORDS
        is_full = words[index] >= PROSE_WORDS and (before or after or words[index] > LONE_PROSE_WORDS)
        is_prose = is_full or (before and _ends_sentence(line))
        if is_prose and not _CAPTION.fullmatch(line.text, line.indent, line.end):
            result[index] = TextLine(line.number, line.text, "prose", line.indent, line.end)
    return result


def _evenly_spaced_words(line: TextLine) -> int:
    """How many words a wide line has, if no gap between them is wider than two blanks; else none."""
    if line.end - line.indent < PROSE_WIDTH:
        return 0
    stripped = line.text.strip()
    return 0 if "   " in stripped else stripped.count(" ") + 1 - stripped.count("  ")


def _ends_sentence(line: TextLine) -> bool:
    return not line.tail and line.text[: line.end].endswith((".", '."', ".)"))
