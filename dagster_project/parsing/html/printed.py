"""What the text of one cell, or of a few glued ones, prints: a figure, a part of one, or words.

Around the number that `parse_number` reads, issuers print footnote marks ("8%(1)"), units ("11.9 pts"), scales
("17.0B") and directions ("Down 37%"). Where the cells stand does not belong here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from dagster_project.parsing.numbers import Nil, NotANumber, Number, parse_number
from dagster_project.parsing.vocabulary import scales, unit_words


class Kind(Enum):
    """What a text can be in a row of figures."""

    FIGURE = "figure"
    OPEN_FIGURE = "open figure"  # its closing parenthesis stands in another cell
    OPENER = "opener"
    CLOSER = "closer"
    WORDS = "words"


class Printed(NamedTuple):
    """A text and the figure it prints; `unit_word` and `scale` are those printed behind the figure itself."""

    kind: Kind
    figure: Number | Nil | None = None
    unit_word: str | None = None
    scale: Decimal | None = None
    is_year: bool = False


_WORDS = Printed(Kind.WORDS)
_OPENER = re.compile(r"\(?\s*(?:(?:US|U\.S\.|C|A|HK|NT)?\s*[$€£¥￥]|EUR|USD|GBP|JPY|CHF)\s*\(?|\(")
_CLOSER = re.compile(r"\)?\s*(?:%|pts?\.?|ppts?\.?|bps?\.?|x)?\s*\)?", re.IGNORECASE)
_CURRENCY_WORD = re.compile(r"^(\(?)\s*(?:EUR|USD|GBP|JPY|CHF)\s*(?=[\d(])")
_RAISED = r"[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+"
_RAISED_MARKS = re.compile(rf"\s*{_RAISED}(?:\s*,\s*{_RAISED})*$")
_MARKS = re.compile(rf"(?:\s*(?:\(\s*(?:[A-Za-z]{{1,2}}|\d{{1,2}})\s*\)|\[\w{{1,2}}\]|\*{{1,4}}|[†‡§#^]+|{_RAISED}))+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BLANK_IN_NUMBER = re.compile(r"(?<=\d),\s+(?=\d{3}(?!\d))|(?<=\d)\s+,(?=\d{3}(?!\d))")
_BLANK_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\s\d{3})+(?![\d,])(?!\s\d)")
"""Digits in groups of three, as French and Nordic issuers print them: "12 345.6"."""
_UNIT = re.compile(r"^(?P<number>.*[\d)])\s*(?P<unit>[A-Za-z]+\.?(?:p\.)?|¢)\s*(?P<close>\)?)$")
_DIRECTION = re.compile(r"^(?P<way>up|down)\s+(?=[\d$(])", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
LONGEST_SIGN = 8
"""Signs and dashes, with the marks behind them, are no longer than this."""

LONGEST = 40
"""No figure is printed longer, with all that is glued to it."""


@lru_cache(maxsize=65536)
def look_at(text: str) -> Printed:
    """Classifies a text. Never raises."""
    if len(text) > LONGEST or (len(text) > LONGEST_SIGN and not _DIGIT.search(text)):
        return _WORDS
    read = _read(text)
    if read is None and text[-1:].isdigit() and text.count("(") == text.count(")") + 1:
        closed = _read(text + ")")
        read = closed._replace(kind=Kind.OPEN_FIGURE) if closed else None
    if read is not None:
        return read
    if _OPENER.fullmatch(text):
        return Printed(Kind.OPENER)
    if _CLOSER.fullmatch(_MARKS.sub("", text)):
        return Printed(Kind.CLOSER)
    return _WORDS


def _read(text: str) -> Printed | None:
    """Reads the plain figure, else the figure without one thing after the other that may stand around it."""
    if (plain := _plain(text)) is not None:
        return plain
    if not _DIGIT.search(text):
        bare = _MARKS.sub("", text)
        return _plain(bare) if bare != text else _nil_with_unit(text)
    for simplify in (_without_raised_marks, _without_marks, _without_blanks, _without_currency_word):
        simple = simplify(text)
        if simple != text and (read := _read(simple)) is not None:
            return read
    return _with_unit(text) or _with_direction(text)


def _plain(text: str) -> Printed | None:
    figure = parse_number(text)
    if isinstance(figure, NotANumber):
        return None
    return Printed(Kind.FIGURE, figure, is_year=_YEAR.fullmatch(text) is not None)


def _without_raised_marks(text: str) -> str:
    """First of all: "(3)¹" is a figure with its mark, "(3)" behind something else is a mark itself."""
    return _RAISED_MARKS.sub("", text)


def _without_marks(text: str) -> str:
    return _MARKS.sub("", text)


def _without_blanks(text: str) -> str:
    return _BLANK_GROUPS.sub(lambda groups: ",".join(groups[0].split()), _BLANK_IN_NUMBER.sub(",", text))


def _without_currency_word(text: str) -> str:
    return _CURRENCY_WORD.sub(r"\1", text)


def _with_unit(text: str) -> Printed | None:
    """ "11.9 pts", "(2.7) pts", "140 bps", "17.0B", "5.4x"."""
    match = _UNIT.match(text)
    if not match:
        return None
    read = _plain(match["number"] + match["close"])
    if read is None or not isinstance(read.figure, Number):
        return None
    word = match["unit"]
    unit, scale = _ratio_units().get(word.casefold()), _scale_of(word)
    if unit is None and scale is None:
        return None
    return read._replace(unit_word=unit, scale=scale, is_year=False)


_NIL_WITH_UNIT = re.compile(r"(?P<nil>[-\u2013\u2014]+)\s*(?P<unit>[A-Za-z]+\.?)")


def _nil_with_unit(text: str) -> Printed | None:
    """ "\u2014 pts": no change, in points."""
    match = _NIL_WITH_UNIT.fullmatch(text)
    unit = _ratio_units().get(match["unit"].casefold()) if match else None
    read = _plain(match["nil"]) if match and unit else None
    return read._replace(unit_word=unit) if read else None


def _with_direction(text: str) -> Printed | None:
    """ "Up 46%", "Down 12 bps": the word is the sign."""
    match = _DIRECTION.match(text)
    read = _read(text[match.end() :]) if match else None
    if match is None or read is None or not isinstance(read.figure, Number):
        return None
    if match["way"].casefold() == "down":
        read = read._replace(figure=replace(read.figure, value=-abs(read.figure.value)))
    return read._replace(is_year=False)


@cache
def _ratio_units() -> dict[str, str]:
    """Units of ratios that are printed behind a figure; a percent sign is read with the number itself."""
    ratios = {word.printed.casefold(): word.unit for word in unit_words() if word.kind == "ratio"}
    singular = {word.rstrip("s."): unit for word, unit in ratios.items() if word.startswith("pt")}
    return {word: unit for word, unit in (ratios | singular).items() if unit != "percent"}


@cache
def _scales_behind() -> dict[str, Decimal]:
    return dict(scales())


def _scale_of(word: str) -> Decimal | None:
    """A scale as printed; a single letter is one only in upper case."""
    known = _scales_behind()
    return known.get(word) or (known.get(word.casefold()) if len(word) > 1 else None)
