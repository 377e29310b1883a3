"""Lays the head lines of a text table over its columns: which words stand over which columns.

Head lines fall into levels: stacked words of one head ("Fiscal Year" / "Ended" / "March 31, 2008") are one block; a
rule, or a block over several others, begins a new level. What a head means does not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import NamedTuple

from dagster_project.parsing.text.columns import Column
from dagster_project.parsing.text.lines import LineKind, TextLine, Word
from dagster_project.parsing.text.regions import pieces


class HeadPiece(NamedTuple):
    """A run of head words on one line."""

    line: int
    start: int
    end: int
    text: str

    @property
    def center(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """Stacked pieces that make one head, and the data columns [col_start, col_end) it covers."""

    pieces: tuple[HeadPiece, ...]
    col_start: int = 0
    col_end: int = 0

    @property
    def start(self) -> int:
        return min(piece.start for piece in self.pieces)

    @property
    def end(self) -> int:
        return max(piece.end for piece in self.pieces)

    @property
    def center(self) -> float:
        return (self.start + self.end) / 2

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class LaidHeads:
    """Heads over columns, and the lines that turned out to be titles or captions."""

    title_lines: tuple[str, ...]
    blocks: tuple[HeadBlock, ...]


def lay_heads(head: Sequence[TextLine], columns: Sequence[Column], percent_columns: frozenset[int]) -> LaidHeads:
    """Assigns head words to columns.

    `percent_columns` (numbers from 1) hold percentages only: where a head leaves one bare, it belongs with the
    column to its left.
    """
    if not columns:
        return LaidHeads((), ())
    title_lines: list[str] = []
    levels: list[list[list[HeadPiece]]] = [[]]
    rules: list[TextLine | None] = [None]
    captions, head = _split_captions(head, columns)
    title_lines.extend(captions)
    for line, following in zip_longest(head, head[1:]):
        if line.kind is LineKind.RULE:
            if levels[-1]:
                rules[-1] = line
                levels.append([])
                rules.append(None)
        elif line.kind is LineKind.TEXT:
            above = levels[-1][-1] if levels[-1] else ()
            is_stacked = following is not None and following.kind is LineKind.TEXT
            row, aside = _sort_line(line, above, columns, is_stacked)
            title_lines.extend(aside)
            if row:
                levels[-1].append(row)
    blocks: list[HeadBlock] = []
    for rows, rule in zip(levels, rules, strict=True):
        groups = _sublevels(rows)
        for position, group in enumerate(groups):
            is_over_rule = rule if position == len(groups) - 1 else None
            blocks.extend(_lay_level(_stack(group), columns, is_over_rule, percent_columns))
    return LaidHeads(tuple(title_lines), tuple(blocks))


def _split_captions(head: Sequence[TextLine], columns: Sequence[Column]) -> tuple[list[str], Sequence[TextLine]]:
    """Lines above a rule that runs over stub and columns alike are captions, where heads still follow below it."""
    for index, line in enumerate(head):
        if line.kind is not LineKind.RULE or not _is_full_rule(line, columns):
            continue
        above = [other for other in head[:index] if other.kind is LineKind.TEXT]
        below = any(other.kind is LineKind.TEXT for other in head[index + 1 :])
        if below and all(_is_caption(other) for other in above):
            return [other.text[start:end] for other in above for start, end in pieces(other)], head[index + 1 :]
        break
    return [], head


def _is_full_rule(line: TextLine, columns: Sequence[Column]) -> bool:
    return len(line.words) == 1 and line.indent <= 4 and line.end >= columns[-1].left


def _is_caption(line: TextLine) -> bool:
    return all(line.text[start:end].startswith("(") for start, end in pieces(line)[1:])


def _sort_line(
    line: TextLine, above: Sequence[HeadPiece], columns: Sequence[Column], is_stacked: bool
) -> tuple[list[HeadPiece], list[str]]:
    """Pieces over the columns, and text that is title, caption or stub head instead."""
    left = columns[0].left
    spans = pieces(line)
    if len(spans) == 1 and _is_title(line, spans[0], columns, is_stacked):
        return [], [line.text.strip()]
    row: list[HeadPiece] = []
    aside: list[str] = []
    for start, end in spans:
        if end <= left - 8 or (start < 0.4 * left and end <= left):
            aside.append(line.text[start:end])
        else:
            row.extend(_cut(line, start, end, above, columns))
    return row, aside


def _is_title(line: TextLine, span: tuple[int, int], columns: Sequence[Column], is_stacked: bool) -> bool:
    """A single run centred on the page rather than on the figure columns, or a caption in parentheses."""
    start, end = span
    left, right = columns[0].left, columns[-1].right
    if _CAPTION.fullmatch(line.text.strip()):
        return True
    under = [column for column in columns if column.left < end and start < column.right]
    if len(under) <= 1 and (start >= left - 2 or (is_stacked and end - start <= MAX_HEAD_WORD)):
        return False
    center = (start + end) / 2
    return abs(center - right / 2) < abs(center - (left + right) / 2)


MAX_HEAD_WORD = 16
"""A single run of words this short, over one column and with another line right below it, is part of a stacked head."""

_CAPTION = re.compile(r"\(.*\b(?:in|of)\s(?:thousands|millions|billions)\b.*\)", re.IGNORECASE)

_ATOM = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},?(?:\s(?:19|20)\d\d)?"
    r"|(?:Fiscal |Calendar )?(?:Years?|Quarters?|Months|Weeks|Periods?)\s[Ee]nd(?:ed|ing)"
    r"|(?:Three|Six|Nine|Twelve|Thirteen|Twenty-six|Thirty-nine|Fifty-two)\s(?:Months|Weeks)(?:\s[Ee]nded)?"
    r"|U\.?S\.?\sDollars|(?:JPY|Yen|Dollars|\$)\s(?:in\s)?(?:millions|thousands)|\S+)(?:\s(?:of|in|and|to|per|as)\b)*",
)


def _atoms(line: TextLine, start: int, end: int) -> list[Word]:
    """Words that no column boundary may cut: dates, lengths of periods, units."""
    return [Word(match.start(), match.end(), match.group()) for match in _ATOM.finditer(line.text, start, end)]


def _cut(
    line: TextLine, start: int, end: int, above: Sequence[HeadPiece], columns: Sequence[Column]
) -> list[HeadPiece]:
    """Cuts a run of words that single blanks join although it heads several columns.

    A head never covers more columns than the head above it, and parts that say the same ("U.S. Dollars U.S. Dollars")
    are heads of their own.
    """
    whole = HeadPiece(line.number, start, end, line.text[start:end])
    boundaries = [(a.right + b.left) / 2 for a, b in pairwise(columns)]
    if _zones(whole, boundaries) == 1:
        return [whole]
    groups: list[list[Word]] = []
    zone = -1
    for atom in _atoms(line, start, end):
        atom_zone = sum(edge < (atom.start + atom.end) / 2 for edge in boundaries)
        if atom_zone == zone:
            groups[-1].append(atom)
        else:
            groups.append([atom])
            zone = atom_zone
    parts = [_piece(line, group) for group in groups]
    if len(parts) == 1:
        return [whole]
    is_wider_than_above = any(_overlap(whole, piece) and _zones(piece, boundaries) < len(parts) for piece in above)
    is_repetition = len({_shape(part.text) for part in parts}) < len(parts)
    return parts if is_wider_than_above or is_repetition else [whole]


def _zones(piece: HeadPiece, boundaries: Sequence[float]) -> int:
    """How many columns the piece stands over."""
    return 1 + sum(piece.start < edge < piece.end for edge in boundaries)


def _shape(text: str) -> str:
    return re.sub(r"\d", "0", text)


def _piece(line: TextLine, words: Sequence[Word]) -> HeadPiece:
    start, end = words[0].start, words[-1].end
    return HeadPiece(line.number, start, end, line.text[start:end])


def _overlap(a: HeadPiece, b: HeadPiece) -> bool:
    return a.start < b.end and b.start < a.end


def _sublevels(rows: Sequence[list[HeadPiece]]) -> list[list[list[HeadPiece]]]:
    """Splits stacked rows where one piece stands over two of the next row, or two over one."""
    groups: list[list[list[HeadPiece]]] = []
    for row in rows:
        if groups and not _is_new_level(groups[-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _is_new_level(group: Sequence[list[HeadPiece]], row: Sequence[HeadPiece]) -> bool:
    above = [piece for line in group for piece in line]
    if any(sum(_overlap(piece, below) for below in row) >= 2 for piece in above):
        return True
    last = group[-1]
    return any(sum(_overlap(piece, below) for piece in last) >= 2 for below in row)


def _stack(rows: Sequence[list[HeadPiece]]) -> list[HeadBlock]:
    """Joins pieces of successive rows that overlap into blocks, left to right."""
    stacks: list[list[HeadPiece]] = []
    for row in rows:
        for piece in row:
            home = next((stack for stack in stacks if any(_overlap(piece, other) for other in stack)), None)
            if home is None:
                stacks.append([piece])
            else:
                home.append(piece)
    return sorted((HeadBlock(tuple(stack)) for stack in stacks), key=lambda block: block.start)


def _lay_level(
    blocks: Sequence[HeadBlock], columns: Sequence[Column], rule: TextLine | None, percent_columns: frozenset[int]
) -> list[HeadBlock]:
    if not blocks:
        return []
    if rule is not None and len(rule.words) == len(blocks) > 1:
        spans = [(word.start, word.end) for word in rule.words]
        if all(block.start < end and start < block.end for block, (start, end) in zip(blocks, spans, strict=True)):
            return [_covering(block, columns, start, end) for block, (start, end) in zip(blocks, spans, strict=True)]
    if len(blocks) == 1 and rule is not None and _is_centred(blocks[0], columns):
        return [HeadBlock(blocks[0].pieces, 1, len(columns) + 1)]
    if len(blocks) == len(columns):
        return [HeadBlock(block.pieces, number, number + 1) for number, block in enumerate(blocks, 1)]
    if len(blocks) < len(columns) and len(blocks) > 1:
        return _partition(blocks, columns, percent_columns)
    return [_covering(block, columns, block.start, block.end) for block in blocks]


def _is_centred(block: HeadBlock, columns: Sequence[Column]) -> bool:
    left, right = columns[0].left, columns[-1].right
    return abs(block.center - (left + right) / 2) <= 0.1 * (right - left)


def _covering(block: HeadBlock, columns: Sequence[Column], start: int, end: int) -> HeadBlock:
    """The columns under [start, end); the nearest one where none is."""
    under = [n for n, column in enumerate(columns, 1) if column.left < end and start < column.right]
    if not under:
        nearest = min(range(len(columns)), key=lambda n: abs(columns[n].center - (start + end) / 2))
        under = [nearest + 1]
    return HeadBlock(block.pieces, under[0], under[-1] + 1)


def _partition(
    blocks: Sequence[HeadBlock], columns: Sequence[Column], percent_columns: frozenset[int]
) -> list[HeadBlock]:
    """Fewer heads than columns: each head takes the columns under it, and bare percent columns join their left.

    Where that leaves other columns bare although every head is of the same width class (periods over groups of
    columns), the groups are chosen so that each head is nearest to the middle of its group.
    """
    covered = [_covering(block, columns, block.start, block.end) for block in blocks]
    covered = _without_overlap(covered, columns)
    taken = {n for block in covered for n in range(block.col_start, block.col_end)}
    bare = [n for n in range(1, len(columns) + 1) if n not in taken]
    if not bare:
        return covered
    if all(n in percent_columns for n in bare):
        return covered if all(_is_unit(block.text) for block in blocks) else [_extended(b, bare) for b in covered]
    if all(_is_period_like(block.text) for block in blocks):
        return _balanced(blocks, columns, percent_columns)
    return covered


def _without_overlap(blocks: Sequence[HeadBlock], columns: Sequence[Column]) -> list[HeadBlock]:
    """Two heads over one column: it belongs to the one whose middle is nearer."""
    result = list(blocks)
    for index in range(len(result) - 1):
        left, right = result[index], result[index + 1]
        if left.col_end <= right.col_start:
            continue
        shared = columns[right.col_start - 1]
        is_left = abs(shared.center - left.center) <= abs(shared.center - right.center)
        can_shrink_right = right.col_end - right.col_start > 1
        can_shrink_left = left.col_end - left.col_start > 1
        if can_shrink_right and (is_left or not can_shrink_left):
            result[index + 1] = HeadBlock(right.pieces, left.col_end, right.col_end)
        elif can_shrink_left:
            result[index] = HeadBlock(left.pieces, left.col_start, right.col_start)
    return result


def _extended(block: HeadBlock, bare: Sequence[int]) -> HeadBlock:
    end = block.col_end
    while end in bare:
        end += 1
    return HeadBlock(block.pieces, block.col_start, end)


_UNIT = re.compile(r"(?:\s|of|in|JPY|Yen|U\.?S\.?|Dollars?|\$|%|Thousands?|Millions?|Billions?|Shares)+", re.IGNORECASE)


def _is_unit(text: str) -> bool:
    return bool(_UNIT.fullmatch(text))


_PERIOD_LIKE = re.compile(r"(?:19|20)\d\d|ended|ending|months|weeks|quarter|year|FY|\dQ|as of", re.IGNORECASE)


def _is_period_like(text: str) -> bool:
    return bool(_PERIOD_LIKE.search(text))


def _balanced(
    blocks: Sequence[HeadBlock], columns: Sequence[Column], percent_columns: frozenset[int]
) -> list[HeadBlock]:
    """Cuts the columns into one group a head, so that the distances between heads and groups' middles are least.

    A percent column never begins a group: it belongs to the amount on its left.
    """
    count = len(columns)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for index, block in enumerate(blocks, 1):
        for end in range(index, count + 1):
            options = []
            for start in range(index - 1, end):
                if (index - 1, start) not in best or (start + 1 in percent_columns and start > 0):
                    continue
                cost, cuts = best[index - 1, start]
                middle = (columns[start].left + columns[end - 1].right) / 2
                options.append((cost + abs(middle - block.center), (*cuts, start + 1)))
            if options:
                best[index, end] = min(options)
    if (len(blocks), count) not in best:
        return [_covering(block, columns, block.start, block.end) for block in blocks]
    starts = (*best[len(blocks), count][1], count + 1)
    return [HeadBlock(block.pieces, a, b) for block, (a, b) in zip(blocks, pairwise(starts), strict=True)]
