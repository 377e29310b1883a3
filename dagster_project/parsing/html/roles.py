"""What each row of a table is: figures, a head over columns, a label, a title over the whole width; decided by content.

Where one part of a table ends and the next begins is decided in `sections`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from dagster_project.parsing.heads import names_period
from dagster_project.parsing.html.cells import PhysicalCell, PhysicalRow
from dagster_project.parsing.html.figures import Figure, RowContent, read_row
from dagster_project.parsing.html.printed import Kind, look_at
from dagster_project.parsing.numbers import Nil


class Role(Enum):
    """What a row is."""

    BLANK = "blank"
    DATA = "data"
    HEAD = "head"
    LABEL = "label"
    WIDE = "wide"  # words that begin over the stub and reach over the columns


class Row(NamedTuple):
    """A row with its role: the words of its stub, the words over the columns, and its figures."""

    physical: PhysicalRow
    role: Role
    stub: tuple[PhysicalCell, ...]
    over: tuple[PhysicalCell, ...]
    figures: tuple[Figure, ...]

    @property
    def label(self) -> str:
        """The words of the stub in one line."""
        return " ".join(cell.text for cell in self.stub)


class Stub(NamedTuple):
    """Where the row labels usually end, and where the figures begin."""

    label_end: int
    end: int


_RULE = re.compile(r"[-=_–—\s]{3,}")
PLACEHOLDERS = frozenset({"nm", "n/m", "n.m.", "n/a", "na", "n.a.", "*", "**", "***", "#", "nmf", "+", "n.q.", "."})
"""What issuers print where a figure would mean nothing."""


def read_rows(rows: Sequence[PhysicalRow]) -> list[Row]:
    """Gives every row its role; an empty list where the table prints no figures beside labels or under heads."""
    contents = [read_row(row.cells) for row in rows]
    stub = _find_stub(contents)
    if stub is None:
        return []
    return [_row(row, content, stub) for row, content in zip(rows, contents, strict=True)]


def is_placeholder(text: str) -> bool:
    """A mark that stands where no figure can be printed."""
    return text.casefold() in PLACEHOLDERS


def _find_stub(contents: Sequence[RowContent]) -> Stub | None:
    """The first physical column in which figures outnumber words."""
    width = 1 + max((part[-1].end for content in contents for part in content if part), default=0)
    figures, words = [0] * (width + 1), [0] * (width + 1)
    for content in contents:
        printed = [figure for figure in content.figures if not figure.printed.is_year]
        if not printed:
            continue
        for figure in printed:
            figures[figure.start] += 1
            figures[figure.end] -= 1
        years = (figure.core for figure in content.figures if figure.printed.is_year)
        for cell in (*content.words, *years):
            words[cell.start] += 1
            words[cell.end] -= 1
    balance = zip(accumulate(figures), accumulate(words), strict=True)
    end = next((column for column, (number, text) in enumerate(balance) if number > text), None)
    if end is None:
        return None
    label_ends = Counter(
        before[-1].end for content in contents if content.figures and (before := _words_before(content, end))
    )
    return Stub(min(label_ends.most_common(1)[0][0], end) if label_ends else 0, end)


def _words_before(content: RowContent, end: int) -> list[PhysicalCell]:
    return [cell for cell in content.words if cell.start < end]


def _row(physical: PhysicalRow, content: RowContent, stub: Stub) -> Row:
    aside = [figure.core for figure in content.figures if figure.core.start < stub.end]
    figures = content.figures[len(aside) :]
    if figures and all(figure.printed.is_year for figure in figures):
        aside.extend(figure.core for figure in figures)
        figures = ()
    words = tuple(sorted((*content.words, *aside), key=lambda cell: cell.start)) if aside else content.words
    edge = min(figures[0].core.start, stub.end) if figures else max(stub.label_end, 1)
    labels = tuple([cell for cell in words if cell.start < edge])
    over = words[len(labels) :]
    return Row(physical, _role(labels, over, figures, stub), labels, over, figures)


def _role(labels: Sequence[PhysicalCell], over: Sequence[PhysicalCell], figures: Sequence[Figure], stub: Stub) -> Role:
    if figures:
        return Role.BLANK if not labels and all(_is_rule(figure) for figure in figures) else Role.DATA
    if over:
        if not labels and all(_RULE.fullmatch(cell.text) for cell in over):
            return Role.BLANK
        return Role.HEAD if _is_head(labels, over) else Role.LABEL if labels else Role.BLANK
    if not labels:
        return Role.BLANK
    return Role.WIDE if any(cell.end > stub.end for cell in labels) else Role.LABEL


def _is_rule(figure: Figure) -> bool:
    return isinstance(figure.printed.figure, Nil) and len(figure.text) >= 3


def _is_head(labels: Sequence[PhysicalCell], over: Sequence[PhysicalCell]) -> bool:
    """Words over columns are a head unless they only hold the place of figures."""
    speaking = [cell for cell in over if not is_placeholder(cell.text) and look_at(cell.text).kind is Kind.WORDS]
    years = [cell for cell in over if look_at(cell.text).is_year]
    return bool(speaking or years) and (not labels or len(speaking) + len(years) >= 0.5 * len(over))


def speaks_of_period(row: Row) -> bool:
    """Whether a word over the columns names a period."""
    return any(names_period(cell.text) for cell in row.over)
