"""Stacks the pieces of successive head lines into blocks: "Fiscal Year" / "Ended" / "March 31, 2008" is one head.

A piece over two of the next line, or two over one, begins a new level. Nothing of columns belongs here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from dagster_project.parsing.text.head_pieces import HeadPiece, overlap


class HeadBlock(NamedTuple):
    """Stacked pieces that make one head, and the data columns [col_start, col_end) it covers."""

    pieces: tuple[HeadPiece, ...]
    col_start: int = 0
    col_end: int = 0

    @property
    def start(self) -> int:
        """Left edge of the widest piece."""
        return min([piece.start for piece in self.pieces])

    @property
    def end(self) -> int:
        """Right edge of the widest piece."""
        return max([piece.end for piece in self.pieces])

    @property
    def center(self) -> float:
        """The middle between both edges."""
        return (self.start + self.end) / 2

    @property
    def text(self) -> str:
        """All words, top to bottom."""
        return " ".join(piece.text for piece in self.pieces)


def levels_of(rows: Sequence[list[HeadPiece]]) -> list[list[list[HeadPiece]]]:
    """Splits stacked rows where one piece stands over two of the next row, or two over one."""
    groups: list[list[list[HeadPiece]]] = []
    for row in rows:
        if groups and not _is_new_level(groups[-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


PART_OF_HEAD = re.compile(
    r"(?:19|20)\d\d|amounts?|percent|%(?:\s(?:of|to)(?:\s[\w ]+)?)?"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2},?(?:\s(?:19|20)\d\d)?",
    re.IGNORECASE,
)
"""What heads one column only together with what stands above it."""


def _is_new_level(group: Sequence[list[HeadPiece]], row: Sequence[HeadPiece]) -> bool:
    if len(row) >= 2 * len(group[-1]) and all(PART_OF_HEAD.fullmatch(piece.text) for piece in row):
        return True
    if any(_stands_over_two(piece, row) for line in group for piece in line) or _stands_amid(group[-1], row):
        return True
    if _shares_days_among_years(group[-1], row):
        return True
    return any(_stands_over_two(piece, group[-1]) for piece in row)


def _shares_days_among_years(line: Sequence[HeadPiece], row: Sequence[HeadPiece]) -> bool:
    """Fewer days without a year than years below them: each day is of several years ("March 31, | Percent")."""
    days = sum([_DAY_WITHOUT_YEAR.fullmatch(piece.text) is not None for piece in line])
    years = sum([_BARE_YEAR.fullmatch(piece.text) is not None for piece in row])
    return 0 < days < years


_DAY_WITHOUT_YEAR = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2},?", re.IGNORECASE
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


def _stands_amid(line: Sequence[HeadPiece], row: Sequence[HeadPiece]) -> bool:
    """One piece above a wider row of several, centred on it: however few of them it overlaps, it is over them all."""
    if len(line) > 1 or len(row) < 2:
        return False
    return abs((line[0].start + line[0].end) - (row[0].start + row[-1].end)) <= NEAR_CENTRE * len(row)


NEAR_CENTRE = 4
"""Twice the characters, for each piece of a row, by which a head over all of them may stand off its middle."""


def _stands_over_two(piece: HeadPiece, others: Sequence[HeadPiece]) -> bool:
    start, end = piece.start, piece.end
    return len(others) > 1 and len([other for other in others if other.start < end and start < other.end]) > 1


def stack(rows: Sequence[list[HeadPiece]]) -> list[HeadBlock]:
    """Joins pieces of successive rows that overlap into blocks, left to right."""
    stacks: list[list[HeadPiece]] = []
    for row in rows:
        for piece in row:
            home = _stack_over(piece, stacks)
            if home is None:
                stacks.append([piece])
            else:
                home.append(piece)
    return sorted((HeadBlock(tuple(stack)) for stack in stacks), key=attrgetter("start"))


def _stack_over(piece: HeadPiece, stacks: Sequence[list[HeadPiece]]) -> list[HeadPiece] | None:
    for stack in stacks:
        for other in stack:
            if overlap(piece, other):
                return stack
    return None
