"""Reads the run of figures at the end of a line of plain text (its tail), right to left, with what is glued to them.

What one word prints does not belong here (`figure_words`), nor in which column a figure stands (`columns`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parsing.numbers import Nil, NotANumber, Number, parse_number
from dagster_project.parsing.records import maker
from dagster_project.parsing.text.figure_words import (
    CLOSERS,
    CURRENCY_WORDS,
    LETTER_OF_YEN,
    digit_edges,
    figure_word,
    is_no_figure,
    may_be_figure,
    quantity,
    stands_among_figures,
    without_marks,
)
from dagster_project.parsing.units import unit_behind


class TailToken(NamedTuple):
    """A figure or nil at the end of a line, with its sign, currency and unit glued to it.

    `left` and `right` are the edges of the digits alone: parentheses and percent signs overhang a column.
    """

    start: int
    end: int
    left: int
    right: int
    text: str
    figure: Number | Nil
    unit_word: str | None
    gap: int
    """Blanks between the token and what stands before it on the line."""


_tail_token = maker(TailToken)

_Word = tuple[int, int, str]
"""Start, end and text of a word of a tail: a plain tuple, for most lines of a document make some."""

MIN_STUB = 8
"""A line without a label is a row of figures only if they stand at least this far from the margin."""

LEADER_GAP = 3
"""Dots before a figure set it as clear of its label as so many blanks."""

MAX_CURRENCY_GAP = 12
"""How far a currency sign may stand from its figure: issuers align the signs of a column."""

_UNIT_BEHIND_FIGURE = re.compile(r"\d (?P<unit>[A-Za-z]\S*)\s.*\d (?P=unit)\s*$")
_UNIT_WORD = re.compile(r"[A-Za-z][A-Za-z/]{0,11}")
_NOTE_NUMBER = re.compile(r"\(\d{1,2}\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_DIGITS = 4
_DASHES = frozenset("-–—")


def read_tail(text: str, end: int) -> tuple[TailToken, ...]:
    """Walks from the right over figures and what is glued to them, until a word that is neither."""
    words = _words_of_tail(text, end)
    if not words:
        return ()
    found: list[TailToken] = []
    index = len(words) - 1
    while index >= 0:
        left, right, printed = words[index]
        figure, first_digit, last_digit, _ = figure_word(printed)
        first, unit = index, None
        if figure is None or (index and _is_sign(words, index - 1)):
            glued = _glued_figure(text, words, index)
            if glued is None and (bare := without_marks(printed)) is not None:
                glued = _glued_figure(text, [*words[:index], (left, left + len(bare), bare)], index)
            if glued is None:
                if not index or not is_no_figure(printed):
                    break
                index -= 1  # says that no figure stands here, or cannot be read: the others keep their places
                continue
            first, left, right, figure, unit = glued
            printed = text[left:right]
            first_digit, last_digit = digit_edges(printed)
        elif printed in _DASHES and _joins_a_range(words, index, found):
            found.pop()
            index = _begin_of_range(words, index) - 1
            continue
        gap = left - words[first - 1][1] if first else _gap_of_first(text, left)
        if gap < LEADER_GAP and _stands_behind_leader(text, left - gap):
            gap = LEADER_GAP
        found.append(_tail_token((left, right, left + first_digit, left + last_digit, printed, figure, unit, gap)))
        index = first - 1
    found.reverse()
    return tuple(found)


def _words_of_tail(text: str, end: int) -> list[_Word]:
    """The words behind the last one with a letter; all words where that one stands among figures."""
    blank = text.rfind(" ", 0, end)
    last = text[blank + 1 : end]
    is_all = last.isalpha() or figure_word(last).is_lettered
    if is_all and not (stands_among_figures(last) or _is_repeated_unit(text, blank)):
        return []  # most lines of prose
    words: list[_Word] = []
    for printed in reversed(text.split()):
        if not is_all and figure_word(printed).is_lettered:
            if not stands_among_figures(printed):
                break
            is_all = True
        start = text.rfind(printed, 0, end)
        words.append((start, start + len(printed), printed))
        end = start
    words.reverse()
    return words


def _is_repeated_unit(text: str, blank: int) -> bool:
    """The word behind the last blank is a unit, as it is behind another figure: "410.5 Gbps   530.5 Gbps"."""
    return blank > 0 and text[blank - 1].isdigit() and _UNIT_BEHIND_FIGURE.search(text) is not None


def _gap_of_first(text: str, left: int) -> int:
    """Blanks before the first figure of a tail; close to the margin it stands in the stub, as part of a label."""
    before = len(text[:left].rstrip())
    if before:
        return left - before
    return left if left >= MIN_STUB else 1


def _gap(words: Sequence[_Word], index: int) -> int:
    """Blanks before word `index`, which is not the first."""
    return words[index][0] - words[index - 1][1]


def _is_sign(words: Sequence[_Word], index: int) -> bool:
    """A sign of money before the next word; a "Y" close to the word before it ends a label ("Model Y    12,300")."""
    printed = words[index][2]
    if printed not in CURRENCY_WORDS:
        return False
    return printed != LETTER_OF_YEN or not index or _gap(words, index) > 1 or _gap(words, index + 1) == 1


def _joins_a_range(words: Sequence[_Word], index: int, found: Sequence[TailToken]) -> bool:
    """ "$ .76 - $41.63": a dash one blank from a figure on either side is no nil, and a range is no figure."""
    if not index or not found or _gap(words, index) != 1:
        return False
    if found[-1].gap != 1 or found[-1].start - words[index][1] != 1:
        return False
    return isinstance(parse_number(words[index - 1][2]), Number)


def _begin_of_range(words: Sequence[_Word], index: int) -> int:
    """Index of the first word of the range whose dash is word `index`."""
    first = index - 1
    return first - 1 if first and _is_sign(words, first - 1) else first


def _stands_behind_leader(text: str, end: int) -> bool:
    """Dots lead from the label to the figure: "Revenue........ $4,413,742", "Revenue . . . 12"."""
    return text.endswith(("..", ". ."), 0, end)


def _glued_figure(
    text: str, words: Sequence[_Word], index: int
) -> tuple[int, int, int, Number | Nil, str | None] | None:
    """The figure that ends with word `index` together with its sign, currency, fraction or unit.

    Gives the index of its first word, its edges, the figure, and its unit word; None where there is no figure.
    """
    start, right, printed = words[index]
    unit = None
    if figure_word(printed).is_lettered:
        if in_unit := quantity(printed):
            return index, start, right, *in_unit
        if _is_unit_of_figure(words, index):
            unit = printed
            index -= 1
    while not unit and index > 0 and words[index][2] in CLOSERS and _gap(words, index) <= 2:
        index -= 1
    if not may_be_figure(words[index][2]):
        return None
    if index > 0 and _is_fraction_behind(words, index):
        index -= 1
    if index > 0 and _is_sign(words, index - 1) and _gap(words, index) <= MAX_CURRENCY_GAP:
        index -= 1
    left = words[index][0]
    figure = parse_number(text[left : right - len(unit)] if unit else text[left:right])
    return None if isinstance(figure, NotANumber) else (index, left, right, figure, unit)


def _is_fraction_behind(words: Sequence[_Word], index: int) -> bool:
    """ "46 5/8": a price in fractions."""
    if "/" not in words[index][2]:
        return False
    return words[index - 1][2].replace("$", "").isdigit() and _gap(words, index) == 1


def _is_unit_of_figure(words: Sequence[_Word], index: int) -> bool:
    """ "530.5 Gbps": one blank behind a figure that stands clear of what is before it, or a second such pair."""
    if not index:
        return False
    word, before = words[index][2], words[index - 1][2]
    if not before[-1].isdigit():
        return False
    if unit_behind(word):
        return True
    if not _UNIT_WORD.fullmatch(word) or _gap(words, index) != 1 or not may_be_figure(before):
        return False
    clear = index == 1 or _gap(words, index - 1) >= 2 or words[index - 2][2] == word
    return clear and sum(text == word for _, _, text in words) >= 2


def is_row_of_figures(tail: tuple[TailToken, ...], indent: int) -> bool:
    """Whether a tail is a row of a table: figures set apart, not years over columns, not the end of a label."""
    if tail[0].start == indent:
        if all(isinstance(token.figure, Nil) for token in tail):
            return False  # a stray dash
        if indent < MIN_STUB:
            tail = tail[1:]  # the end of a wrapped label, not a column
    if not tail or _are_years(tail):
        return False  # a head: years over columns
    if len(tail) == 1:
        return tail[0].gap >= 3
    return tail[0].gap >= 2 or any(token.gap >= 2 for token in tail[1:])


def _are_years(tail: tuple[TailToken, ...]) -> bool:
    """Years over columns; the mark of a note may stand before them ("Sales (5)   1993   1992")."""
    if len(tail[-1].text) != YEAR_DIGITS:
        return False  # most figures need no pattern to tell that they are none
    years = tail[1:] if len(tail) > 2 and _NOTE_NUMBER.fullmatch(tail[0].text) else tail
    return all(_YEAR.fullmatch(token.text) for token in years)
