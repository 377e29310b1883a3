"""Cuts the head lines of a text table into pieces: runs of words over the columns, apart from titles and captions.

Which columns a piece heads does not belong here (`head_spans`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dagster_project.parsing.heads import meaning_of
from dagster_project.parsing.periods.words import lower_case, period_words
from dagster_project.parsing.records import maker
from dagster_project.parsing.statements import type_of_title
from dagster_project.parsing.text.columns import Column
from dagster_project.parsing.text.lines import TextLine
from dagster_project.parsing.text.regions import pieces
from dagster_project.parsing.text.words import Word


class HeadPiece(NamedTuple):
    """A run of head words on one line."""

    line: int
    start: int
    end: int
    text: str


_head_piece = maker(HeadPiece)


def overlap(a: HeadPiece, b: HeadPiece) -> bool:
    """The two share a character position."""
    return a.start < b.end and b.start < a.end


def is_caption(text: str) -> bool:
    """A remark in parentheses that states units, alone on its line."""
    return _CAPTION.fullmatch(text) is not None


def split_captions(head: Sequence[TextLine], columns: Sequence[Column]) -> tuple[list[str], Sequence[TextLine]]:
    """Lines above a rule that runs over stub and columns alike are captions, where heads still follow below it."""
    for index, line in enumerate(head):
        if line.kind != "rule" or not _is_full_rule(line, columns):
            continue
        above = [other for other in head[:index] if other.kind == "text"]
        below = any(other.kind == "text" for other in head[index + 1 :])
        if below and all(_is_caption(other) for other in above):
            return [other.text[start:end] for other in above for start, end in pieces(other)], head[index + 1 :]
        break
    return [], head


_STATEMENTS = ("balance_sheet", "cash_flow", "equity", "income_statement")


def split_titles(head: Sequence[TextLine]) -> tuple[list[str], Sequence[TextLine]]:
    """Title lines at the top of a head: down to the last one that names a statement or states a scale.

    Heads stand over columns side by side; a title is alone on its line.
    """
    last = -1
    for index, line in enumerate(head):
        if line.kind != "text":
            continue
        if len(pieces(line)) > 1 or not any(other.kind == "text" for other in head[index + 1 :]):
            break
        text = line.text.strip()
        is_set_apart = head[index + 1].kind == "blank" and _is_name(text)
        if _CAPTION.fullmatch(text) or type_of_title(text) in _STATEMENTS or is_set_apart:
            last = index
    titles = [line.text.strip() for line in head[: last + 1] if line.kind == "text"]
    return titles, head[last + 1 :]


def _is_name(text: str) -> bool:
    """Words that tell neither period nor unit nor basis: above a blank line they name a table ("OPERATING DATA")."""
    is_meaning = any(meaning_of(kind, text) for kind in ("basis", "scenario", "change", "share_of_total"))
    return not is_meaning and " " in text and not any(period_words(lower_case(text))) and not _UNIT_SIGNS.search(text)


_UNIT_SIGNS = re.compile(r"[$%€£¥()]|\b(?:thousands|millions|billions|dollars|shares)\b", re.IGNORECASE)


def _is_full_rule(line: TextLine, columns: Sequence[Column]) -> bool:
    return line.indent <= 4 and line.end >= columns[-1].left and len(line.text.split()) == 1


def _is_caption(line: TextLine) -> bool:
    return all(line.text[start:end].startswith("(") for start, end in pieces(line)[1:])


def sort_line(
    line: TextLine,
    following: TextLine | None,
    above: Sequence[HeadPiece],
    columns: Sequence[Column],
    boundaries: Sequence[float],
) -> tuple[list[HeadPiece], list[str]]:
    """Pieces over the columns, and text that is title, caption or stub head instead; boundaries are between columns."""
    left = columns[0].left
    spans = pieces(line)
    if len(spans) == 1 and (
        _is_title(line, spans[0], columns, is_stacked=following is not None and following.kind == "text")
        or _is_centred_over_title(spans[0], following, columns)
    ):
        return [], [line.text.strip()]
    row: list[HeadPiece] = []
    aside: list[str] = []
    for start, end in spans:
        text = line.text[start:end]
        if text[0] in "-=_" and _RULE.fullmatch(text):
            continue  # a rule below some of the heads on the same line
        if end <= left - 8 or (start < 0.4 * left and (end <= left or text[0] == "(")):
            aside.append(text)
        else:
            row.extend(_cut(line, start, end, above, boundaries))
    return row, aside


def boundaries_of(columns: Sequence[Column]) -> tuple[float, ...]:
    """The middles between columns."""
    return tuple([(a.right + b.left) / 2 for a, b in pairwise(columns)])


def _is_title(line: TextLine, span: tuple[int, int], columns: Sequence[Column], *, is_stacked: bool) -> bool:
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


def _is_centred_over_title(span: tuple[int, int], following: TextLine | None, columns: Sequence[Column]) -> bool:
    """The first of several title lines, all of which are centred on the same place."""
    if following is None or following.kind != "text" or span[0] >= columns[0].left - 2:
        return False
    below = pieces(following)
    if len(below) != 1 or abs(sum(below[0]) - sum(span)) > MAX_OFF_CENTRE:
        return False
    return _is_title(following, below[0], columns, is_stacked=False)


MAX_OFF_CENTRE = 2
"""Twice the distance between the middles of lines that are centred on the same place."""

MAX_HEAD_WORD = 16
"""A single run of words this short, over one column and with another line right below it, is part of a stacked head."""

_RULE = re.compile(r"[\-=_]{3,}")
_CAPTION = re.compile(
    r"\(.*(?:\b(?:in|of)\s(?:thousands|millions|billions)\b|000['‘’]?s?\s|\bexcept\b).*\)|\(unaudited.*\)"
    r"|\((?:thousands|millions|billions)\sof\s[^(),]+(?:,|\sand\s)\s?(?:thousands|millions|billions)\sof\s[^()]*\)",
    re.IGNORECASE,
)

_ATOM = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},?(?:\s(?:19|20)\d\d)?"
    r"|(?:Fiscal |Calendar )?(?:Years?|Quarters?|Months|Weeks|Periods?)\s[Ee]nd(?:ed|ing)"
    r"|(?:Three|Six|Nine|Twelve|Thirteen|Twenty-six|Thirty-nine|Fifty-two)\s(?:Months|Weeks)(?:\s[Ee]nded)?"
    r"|%\s(?:of|to)\s(?:total\s|net\s)?\w+"
    r"|(?:%|[Pp]ercent|PERCENT|[Pp]ct\.?)\s(?:[Cc]hange|CHANGE|[Cc]hg|CHG|[Ii]nc|INC)\S*"
    r"|U\.?S\.?\sDollars|(?:JPY|Yen|Dollars|\$)\s(?:in\s)?(?:millions|thousands)|\S+)(?:\s(?:of|in|and|to|per|as)\b)*",
)


def _atoms(line: TextLine, start: int, end: int) -> list[Word]:
    """Words that no column boundary may cut: dates, lengths of periods, units."""
    return [Word(match.start(), match.end(), match.group()) for match in _ATOM.finditer(line.text, start, end)]


def _cut(
    line: TextLine, start: int, end: int, above: Sequence[HeadPiece], boundaries: Sequence[float]
) -> list[HeadPiece]:
    """Cuts a run of words that single blanks join although it heads several columns, at boundaries between columns.

    A head never covers more columns than the head above it, and parts that say the same ("U.S. Dollars U.S. Dollars")
    are heads of their own.
    """
    whole = _head_piece((line.number, start, end, line.text[start:end]))
    if _zones(whole, boundaries) == 1:
        return [whole]
    groups: list[list[Word]] = []
    zone = -1
    for atom in _atoms(line, start, end):
        atom_zone = bisect_left(boundaries, (atom.start + atom.end) / 2)
        if atom_zone == zone:
            groups[-1].append(atom)
        else:
            groups.append([atom])
            zone = atom_zone
    parts = [_piece(line, group) for group in groups]
    if len(parts) == 1:
        return [whole]
    is_wider_than_above = any(overlap(whole, piece) and _zones(piece, boundaries) < len(parts) for piece in above)
    is_repetition = len({_shape(part.text) for part in parts}) < len(parts)
    is_list_of_heads = all(_STANDS_ALONE.fullmatch(part.text) for part in parts)
    return parts if is_wider_than_above or is_repetition or is_list_of_heads else [whole]


_STANDS_ALONE = re.compile(r"(?:19|20)\d\d|(?:% )?change|%|\$|amounts?|percent|variance", re.IGNORECASE)
"""Heads of one column, which a single blank may set apart from the next ("2003 Change")."""


def _zones(piece: HeadPiece, boundaries: Sequence[float]) -> int:
    """How many columns the piece stands over."""
    return 1 + bisect_left(boundaries, piece.end) - bisect_right(boundaries, piece.start)


def _shape(text: str) -> str:
    return re.sub(r"\d", "0", text)


def _piece(line: TextLine, words: Sequence[Word]) -> HeadPiece:
    start, end = words[0].start, words[-1].end
    return _head_piece((line.number, start, end, line.text[start:end]))
