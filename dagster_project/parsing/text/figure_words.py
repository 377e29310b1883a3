"""What one word at the end of a line of plain text prints by itself: a figure, a mark, what stands for a figure.

What words make together (a sign and its figure, a fraction) does not belong here (`tails`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dagster_project.parsing.numbers import Nil, NotANumber, Number, parse_number
from dagster_project.parsing.units import units_behind_figures

PLACEHOLDERS = frozenset(
    {"NM", "nm", "N/M", "n/m", "N.M.", "n.m.", "NMF", "N/A", "n/a", "NA", "na", "N.A.", "n.a.", "*", "**"}
    | {"NC", "N/C", "F", "U"}
)
"""Printed where there is no figure to print; F and U say that a change is favorable or unfavorable."""
LETTER_OF_YEN = "Y"
"""The yen where only ASCII was at hand."""
CURRENCY_WORDS = frozenset(
    {"$", "($", "$(", "(", "¥", "£", "€", LETTER_OF_YEN} | {"US$", "C$", "Cdn$", "CDN$", "A$", "HK$", "NT$", "R$", "S$"}
)
"""Signs printed apart from their figure."""
CLOSERS = frozenset({")", "%", ")%", "%)"})

_LETTER = re.compile(r"[A-Za-z]")
_DIGITS = re.compile(r"\d(?:.*\d)?")
_UNREADABLE = re.compile(r"\$?\(?\$?\d[\d,.]*\)?%?")
"""A figure with one parenthesis, or one whose commas stand in the wrong places."""
_MARK = re.compile(r"(?:\((?:\d{1,2}|[A-Za-z]{1,2})\))+|[*†‡§#$]+|[a-z]{1,2}/")
_MARKED = re.compile(rf"(?P<figure>\$?\(?\$?[\d,.]*\d%?\)?)(?P<mark>{_MARK.pattern})")
"""A figure with marks of notes glued to it ("744,322(2)", "(1,690)(B)(J)", "463a/"), or with the next one's sign."""
_QUANTITIES = {"x": "pure", "p": "pence"}
_QUANTITY = re.compile(r"(?P<figure>\(?\d[\d,]*(?:\.\d+)?\)?)(?P<letter>[xp])")
"""A multiple, or an amount per share in pence: "15.7x", "12.4p"."""
_HALF_OF_FIGURE = re.compile(r"\(?[$¥£€]?\(?[\d,.]+%?\)?|\d{1,2}/\d{1,2}")


class FigureWord(NamedTuple):
    """A word as one look at it tells; `first` and `last` are the edges of its digits."""

    figure: Number | Nil | None
    """None where the word is no figure, prints something else beside it, or is half of a fraction."""
    first: int
    last: int
    is_lettered: bool
    """It has a letter; whether figures may stand before it nevertheless is told by `stands_among_figures`."""


@lru_cache(maxsize=65536)
def figure_word(printed: str) -> FigureWord:
    """Looks at a word by itself."""
    figure = parse_number(printed)
    is_lettered = _LETTER.search(printed) is not None
    if isinstance(figure, NotANumber) or "/" in printed:
        return FigureWord(None, 0, len(printed), is_lettered)
    return FigureWord(figure, *digit_edges(printed), is_lettered)


def digit_edges(printed: str) -> tuple[int, int]:
    """Where the digits of a figure begin and end; a nil's edges are its own."""
    match = _DIGITS.search(printed)
    return match.span() if match else (0, len(printed))


def stands_among_figures(printed: str) -> bool:
    """A word with a letter that figures may stand before: a placeholder, a mark, a multiple, a unit, "US$1,204"."""
    if printed in _words_among_figures():
        return True
    if printed.isalpha():
        return False  # most words of prose
    if printed[-1] in "/)xp" and any(pattern.fullmatch(printed) for pattern in (_MARK, _MARKED, _QUANTITY)):
        return True
    return isinstance(figure_word(printed).figure, Number)


@cache
def _words_among_figures() -> frozenset[str]:
    return PLACEHOLDERS | CURRENCY_WORDS | units_behind_figures().keys()


def is_no_figure(printed: str) -> bool:
    """The word stands among figures and is none: a placeholder, a currency sign, a mark, or one that is misprinted."""
    return (
        printed in PLACEHOLDERS
        or printed in CURRENCY_WORDS
        or bool(_UNREADABLE.fullmatch(printed) or _MARK.fullmatch(printed))
    )


def stands_for_figures(text: str) -> bool:
    """All words of a text are printed where a figure would be: "*", "na", "$", "(2)"."""
    return all(word in PLACEHOLDERS or word in CURRENCY_WORDS or _MARK.fullmatch(word) for word in text.split())


def without_marks(printed: str) -> str | None:
    """The figure of a word that marks of notes are glued to; None where there are none."""
    marked = _MARKED.fullmatch(printed)
    return marked["figure"] if marked else None


def quantity(printed: str) -> tuple[Number, str] | None:
    """Figure and unit of a word that ends in the letter of its unit ("15.7x", "12.4p"); None for any other word."""
    glued = _QUANTITY.fullmatch(printed)
    figure = parse_number(glued["figure"]) if glued else None
    return (figure, _QUANTITIES[glued["letter"]]) if glued and isinstance(figure, Number) else None


@lru_cache(maxsize=65536)
def may_be_figure(printed: str) -> bool:
    """The word is a figure, or a part of one such as "(2,855" that waits for its other half."""
    if printed[0].isalpha() or printed[-1] in ",;:":
        return False
    if not isinstance(parse_number(printed), NotANumber):
        return True
    return _HALF_OF_FIGURE.fullmatch(printed) is not None
