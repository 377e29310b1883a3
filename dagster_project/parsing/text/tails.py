"""Reads the run of figures at the end of a line of plain text (its tail), right to left, with what is glued to them.

In which column a figure stands does not belong here (`columns`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dagster_project.parsing.numbers import Nil, NotANumber, Number, parse_number
from dagster_project.parsing.records import maker


class Word(NamedTuple):
    """A run of non-blank characters."""

    start: int
    end: int
    text: str


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


_word = maker(Word)
_tail_token = maker(TailToken)

MIN_STUB = 8
"""A line without a label is a row of figures only if they stand at least this far from the margin."""

LEADER_GAP = 3
"""Dots before a figure set it as clear of its label as so many blanks."""

MAX_CURRENCY_GAP = 12
"""How far a currency sign may stand from its figure: issuers align the signs of a column."""

_UP_TO_LAST_LETTER = re.compile(r".*[A-Za-z]")
_UNIT_BEHIND_FIGURE = re.compile(r"\d (?P<unit>[A-Za-z]\S*)\s.*\d (?P=unit)\s*$")
_DIGITS = re.compile(r"\d(?:.*\d)?")
_NOTE_NUMBER = re.compile(r"\(\d{1,2}\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_DIGITS = 4
PLACEHOLDERS = frozenset(
    {"NM", "nm", "N/M", "n/m", "N.M.", "n.m.", "NMF", "N/A", "n/a", "NA", "na", "N.A.", "n.a.", "*", "**"}
)
"""Printed where there is no figure to print."""
_UNREADABLE = re.compile(r"\$?\(?\$?\d[\d,.]*\)?%?")
"""A figure with one parenthesis, or one whose commas stand in the wrong places."""
_MARK = re.compile(r"(?:\((?:\d{1,2}|[A-Za-z]{1,2})\))+|[*†‡§#]+|[a-z]{1,2}/")
_MARKED = re.compile(rf"(?P<figure>\$?\(?\$?[\d,.]*\d%?\)?)(?P<mark>{_MARK.pattern})")
"""A figure with marks of notes glued to it: "744,322(2)", "(1,690)(B)(J)", "4,958*", "463a/"."""
_TIMES = re.compile(r"(?P<figure>\(?\d[\d,]*(?:\.\d+)?\)?)x")
"""A multiple: "15.7x"."""
_MAY_STAND_AMONG_FIGURES = re.compile(rf"{_MARK.pattern}|{_MARKED.pattern}|\(?\d[\d,]*(?:\.\d+)?\)?x")
_DASHES = frozenset("-–—")
_CURRENCY_WORDS = frozenset({"$", "US$", "($", "$(", "(", "¥", "£", "€"})
_CLOSERS = frozenset({")", "%", ")%", "%)"})
_UNIT_WORD = re.compile(r"[A-Za-z][A-Za-z/]{0,11}")


def words_from(text: str, start: int) -> tuple[Word, ...]:
    """The words of a text from a position on."""
    words: list[Word] = []
    end = start
    for word in text[start:].split():  # with `find`, twice as fast as a pattern
        begin = text.find(word, end)
        end = begin + len(word)
        words.append(_word((begin, end, word)))
    return tuple(words)


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
    return any(token.gap >= 2 for token in tail)


def _are_years(tail: tuple[TailToken, ...]) -> bool:
    """Years over columns; the mark of a note may stand before them ("Sales (5)   1993   1992")."""
    years = tail[1:] if len(tail) > 2 and _NOTE_NUMBER.fullmatch(tail[0].text) else tail
    is_year = len(years[0].text) == YEAR_DIGITS  # most figures need no pattern to tell that they are none
    return is_year and all(_YEAR.fullmatch(token.text) for token in years)


def read_tail(text: str, end: int) -> tuple[TailToken, ...]:
    """Walks from the right over figures and what is glued to them, until a word that is neither."""
    start = _tail_start(text, end)
    if start is None:
        return ()
    words = words_from(text, start)
    found: list[TailToken] = []
    index = len(words) - 1
    while index >= 0:
        left, right, printed = words[index]
        figure, unit = _plain_figure(printed), None
        first = index
        if figure is None or (index and words[index - 1].text in _CURRENCY_WORDS):
            glued = _glued_figure(text, words, index)
            if glued is None and (plain := _without_mark(words[index])) is not None:
                glued = _glued_figure(text, (*words[:index], plain), index)
            if glued is None:
                if not index or not _is_no_figure(printed):
                    break
                index -= 1  # says that no figure stands here, or cannot be read: the others keep their places
                continue
            first, left, right, figure, unit = glued
            printed = text[left:right]
        elif printed in _DASHES and _joins_a_range(words, index, found):
            found.pop()
            index = _begin_of_range(words, index) - 1
            continue
        gap = left - words[first - 1].end if first else _gap_to_margin(text, start, left)
        if gap < LEADER_GAP and _stands_behind_leader(text, left - gap):
            gap = LEADER_GAP
        first_digit, last_digit = _digit_edges(printed)
        found.append(_tail_token((left, right, left + first_digit, left + last_digit, printed, figure, unit, gap)))
        index = first - 1
    found.reverse()
    return tuple(found)


@lru_cache(maxsize=65536)
def _plain_figure(printed: str) -> Number | Nil | None:
    """The figure of a word that prints nothing else; None where it does, or is half of a fraction."""
    figure = parse_number(printed)
    return None if isinstance(figure, NotANumber) or "/" in printed else figure


def _without_mark(word: Word) -> Word | None:
    """The figure of a word without the marks of notes glued to it; None where the word is nothing like that."""
    marked = _MARKED.fullmatch(word.text)
    return _word((word.start, word.start + marked.end("figure"), marked["figure"])) if marked else None


def _is_no_figure(printed: str) -> bool:
    """The word stands among figures and is none: a placeholder, a currency sign, a mark, or one that is misprinted."""
    return (
        printed in PLACEHOLDERS
        or printed in _CURRENCY_WORDS
        or bool(_UNREADABLE.fullmatch(printed) or _MARK.fullmatch(printed))
    )


def stands_for_figures(text: str) -> bool:
    """All words of a text are printed where a figure would be: "*", "na", "$", "(2)"."""
    return all(word in PLACEHOLDERS or word in _CURRENCY_WORDS or _MARK.fullmatch(word) for word in text.split())


def _joins_a_range(words: tuple[Word, ...], index: int, found: Sequence[TailToken]) -> bool:
    """ "$ .76 - $41.63": a dash one blank from a figure on either side is no nil, and a range is no figure."""
    if not index or not found or words[index].start - words[index - 1].end != 1:
        return False
    if found[-1].gap != 1 or found[-1].start - words[index].end != 1:
        return False
    return isinstance(parse_number(words[index - 1].text), Number)


def _begin_of_range(words: tuple[Word, ...], index: int) -> int:
    """Index of the first word of the range whose dash is word `index`."""
    first = index - 1
    return first - 1 if first and words[first - 1].text in _CURRENCY_WORDS else first


def _stands_behind_leader(text: str, end: int) -> bool:
    """Dots lead from the label to the figure: "Revenue........ $4,413,742", "Revenue . . . 12"."""
    return text.endswith(("..", ". ."), 0, end)


def _gap_to_margin(text: str, start: int, left: int) -> int:
    """Blanks before the line's first figure; close to the margin it stands in the stub, as part of a label."""
    if start and not text[:start].isspace():
        return left - start
    return left if left >= MIN_STUB else 1


def _tail_start(text: str, end: int) -> int | None:
    """Where to begin looking for figures: behind the last word with a letter; None where the line ends in a word."""
    if not text[end - 1].isalpha():
        lettered = _UP_TO_LAST_LETTER.match(text, 0, end)
        if lettered is None:
            return 0
        last_letter = lettered.end()
        blank = text.find(" ", last_letter)
        start = blank if blank >= 0 else end
        word = text[text.rfind(" ", 0, last_letter) + 1 : start]
        if word in PLACEHOLDERS or (word[-1] in "/)x" and _MAY_STAND_AMONG_FIGURES.fullmatch(word)):
            return 0
        return start if start < end else None
    last_word = text[text.rfind(" ", 0, end) + 1 : end]
    if last_word in PLACEHOLDERS or (last_word[-1] == "x" and _TIMES.fullmatch(last_word)):
        return 0
    is_repeated = text.find(last_word, 0, end - len(last_word)) >= 0
    return 0 if is_repeated and _UNIT_BEHIND_FIGURE.search(text) else None


def _glued_figure(
    text: str, words: tuple[Word, ...], index: int
) -> tuple[int, int, int, Number | Nil, str | None] | None:
    """The figure that ends with word `index` together with its sign, currency, fraction or unit.

    Gives the index of its first word, its edges, the figure, and its unit word; None where there is no figure.
    """
    last, unit = index, None
    if times := _TIMES.fullmatch(words[index].text):
        left, right = words[index].start, words[index].end
        figure = parse_number(times["figure"])
        return None if isinstance(figure, NotANumber) else (index, left, right, figure, "pure")
    while index > 0 and words[index].text in _CLOSERS and words[index].start - words[index - 1].end <= 2:
        index -= 1
    if index == last and _is_unit_of_figure(words, index):
        unit = words[index].text
        index -= 1
    if not _may_be_figure(words[index].text):
        return None
    if index > 0 and _is_fraction_behind(words[index - 1], words[index]):
        index -= 1
    if (
        index > 0
        and words[index - 1].text in _CURRENCY_WORDS
        and words[index].start - words[index - 1].end <= MAX_CURRENCY_GAP
    ):
        index -= 1
    left, right = words[index].start, words[last].end
    figure = parse_number(text[left : right - len(unit)] if unit else text[left:right])
    return None if isinstance(figure, NotANumber) else (index, left, right, figure, unit)


def _is_fraction_behind(before: Word, word: Word) -> bool:
    """ "46 5/8": a price in fractions."""
    return "/" in word.text and before.text.replace("$", "").isdigit() and word.start - before.end == 1


def _is_unit_of_figure(words: tuple[Word, ...], index: int) -> bool:
    """ "530.5 Gbps": one blank behind a figure that stands clear of what is before it, or a second such pair."""
    word = words[index]
    if index == 0 or not _UNIT_WORD.fullmatch(word.text) or word.start - words[index - 1].end != 1:
        return False
    if not words[index - 1].text[-1:].isdigit() or not _may_be_figure(words[index - 1].text):
        return False
    clear = index == 1 or words[index - 1].start - words[index - 2].end >= 2 or words[index - 2].text == word.text
    repeated = sum(other.text == word.text for other in words) >= 2
    return clear and repeated


@lru_cache(maxsize=65536)
def _may_be_figure(text: str) -> bool:
    """Cheap test before the exact one; halves such as "(2,855" wait for their other half."""
    if text[0].isalpha() or text[-1] in ",;:":
        return False
    if not isinstance(parse_number(text), NotANumber):
        return True
    return bool(re.fullmatch(r"\(?[$¥£€]?\(?[\d,.]+%?\)?|\d{1,2}/\d{1,2}", text)) and text.count("/") < 2


@lru_cache(maxsize=65536)
def _digit_edges(printed: str) -> tuple[int, int]:
    match = _DIGITS.search(printed)
    return match.span() if match else (0, len(printed))
