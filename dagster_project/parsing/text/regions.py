"""Cuts a plain-text document into table regions: which lines are title, head and body of one table.

A region is found from its body: lines that end in figures. It ends at prose, at a table tag, or where text stands
over its figure columns again, which is the head of the next table. What a line means does not belong here, nor the
columns inside a region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dagster_project.parsing.text.figure_words import stands_for_figures
from dagster_project.parsing.text.lines import TextLine
from dagster_project.parsing.wrapped_words import is_open_label

MAX_BLANK_RUN = 4
"""More blank lines than this end a region; page breaks inside a statement leave about three."""

_GAP_LINES_OF_HEAD = 2


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one table, in document order; `title` and `head` may be empty."""

    title: tuple[TextLine, ...]
    head: tuple[TextLine, ...]
    body: tuple[TextLine, ...]


def find_regions(lines: Sequence[TextLine]) -> list[Region]:
    """Finds every table region of a document."""
    regions: list[Region] = []
    floor = 0
    for first, last, left in _body_spans(lines):
        region = _with_head(lines, floor, first, last, left)
        regions.append(region)
        floor = last + 1 + _label_end(lines, last)
    return regions


def _body_spans(lines: Sequence[TextLine]) -> Iterator[tuple[int, int, int]]:
    """First and last data line (indexes) of every table, and the left edge of its figures."""
    first = last = -1
    left = 0
    for index, line in enumerate(lines):
        if line.kind == "data":
            here = _figures_left(line)
            first, left = (index, here) if first < 0 else (first, min(left, here))
            last = index
        elif first >= 0 and _ends_body(lines, index, last, left):
            yield first, last, left
            first = -1
    if first >= 0:
        yield first, last, left


def _ends_body(lines: Sequence[TextLine], index: int, last: int, left: int) -> bool:
    line = lines[index]
    match line.kind:
        case "prose" | "tag":
            return True
        case "blank":
            return index - last > MAX_BLANK_RUN and all(
                between.kind in ("blank", "page") for between in lines[last + 1 : index + 1]
            )
        case "text":
            return is_over_columns(line, left)
        case _:
            return False


def is_over_columns(line: TextLine, left: int) -> bool:
    """Text that stands over figure columns starting at `left`, as heads and centred titles do.

    A label starts in the stub, so a line that starts there counts only by a piece of its own over the columns.
    """
    if line.kind != "text":
        return False
    if line.indent >= left - 1:
        return True
    if line.end < left or line.text.find("  ", line.indent, line.end) < 0:
        return line.indent > 0.5 * left and line.indent >= 12 and line.end > left
    over = [line.text[start:end] for start, end in pieces(line)[1:] if start >= left - 1]
    if over and all(stands_for_figures(text) for text in over):
        return False  # a row that has no figure to print
    return bool(over) or (line.indent > 0.5 * left and line.indent >= 12 and line.end > left)


def pieces(line: TextLine) -> list[tuple[int, int]]:
    """Runs of words set apart by two blanks or more, as (start, end)."""
    return _pieces(line.text)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> list[tuple[int, int]]:
    """Remembered: regions are cut by them, and heads are laid by them again."""
    return [match.span() for match in _PIECE.finditer(text)]


_PIECE = re.compile(r"\S+(?:\s\S+)*")


def _figures_left(line: TextLine) -> int:
    """Left edge of the first figure that stands clear of the label."""
    for token in line.tail:
        if token.gap >= 2:
            return token.start
    return line.tail[0].start


def _with_head(lines: Sequence[TextLine], floor: int, first: int, last: int, left: int) -> Region:
    body_start = _stub_start(lines, floor, first, left)
    head_start = _head_start(lines, floor, body_start, left)
    title_start = _title_start(lines, floor, head_start)
    return Region(
        title=tuple(line for line in lines[title_start:head_start] if line.kind == "text"),
        head=tuple(lines[head_start:body_start]),
        body=tuple(lines[body_start : last + 1 + _label_end(lines, last)]),
    )


def _label_end(lines: Sequence[TextLine], last: int) -> int:
    """How many lines below the last figures still belong to their label ("ended March  69,731" / "31, 2009")."""
    count = 0
    label = lines[last].text[: lines[last].stub_end].strip()
    while last + count + 1 < len(lines):
        line = lines[last + count + 1]
        is_hanging = line.text[line.indent : line.indent + 1].islower() and line.indent >= lines[last].indent
        if line.kind != "text" or not (is_open_label(label, line.text) or is_hanging):
            break
        label = line.text.strip()
        count += 1
    return count


def _stub_start(lines: Sequence[TextLine], floor: int, first: int, left: int) -> int:
    """Walks up from the first figures over the label lines that belong to the body."""
    start = index = first
    while index > floor:
        line = lines[index - 1]
        if line.kind in ("prose", "data") or is_over_columns(line, left) or start - index > MAX_BLANK_RUN:
            return start
        index -= 1
        if line.kind in ("text", "tag"):
            start = index
    return start


def _head_start(lines: Sequence[TextLine], floor: int, body_start: int, left: int) -> int:
    """Walks up over head lines: text over the columns, rules, tags, and at most two blank lines between."""
    start = index = body_start
    blanks = 0
    while index > floor:
        line = lines[index - 1]
        if line.kind in ("prose", "data"):
            return start
        if line.kind == "blank":
            blanks += 1
            if blanks > _GAP_LINES_OF_HEAD:
                return start
        elif is_over_columns(line, left) or line.kind in ("rule", "tag"):
            blanks = 0
            start = index - 1
        else:
            return start
        index -= 1
    return start


def _title_start(lines: Sequence[TextLine], floor: int, head_start: int) -> int:
    """Title lines stand above the head, after a few blank lines, up to the next blank line.

    A head that begins with a title of its own (one run of words over a rule) takes no further line across a gap.
    """
    index = head_start
    max_gap = 1 if _begins_with_title(lines, head_start) else 4
    while index > floor and lines[index - 1].kind in ("blank", "rule", "tag"):
        index -= 1
        if head_start - index > max_gap:
            return head_start
    start = index
    while start > floor and lines[start - 1].kind == "text" and not _is_sentence(lines[start - 1]):
        start -= 1
    return start if index - start <= 8 else head_start


def _begins_with_title(lines: Sequence[TextLine], head_start: int) -> bool:
    first = lines[head_start]
    return first.kind == "text" and len(pieces(first)) == 1


def _is_sentence(line: TextLine) -> bool:
    return line.text.count(" ") > 4 and line.text.rstrip().endswith((".", ":", ";"))
