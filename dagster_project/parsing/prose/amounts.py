"""Reads the figures of prose: a number with the currency before it and the scale and unit words behind it.

Figures of tables are read by `numbers` and get their unit from heads; which words name a figure is in `claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from dagster_project.parsing.records import maker
from dagster_project.parsing.vocabulary import UnitWord, scales, unit_words
from dagster_project.parsing.vocabulary.patterns import any_of

ZERO, ONE = Decimal(0), Decimal(1)
MAX_INTEGER_DIGITS, MAX_DECIMALS = 16, 8

NUMERIC_TOKEN = re.compile(r"\d[\d,.]*(?<=\d)")
"""A maximal run of digits with commas and points inside."""
ASCII_NUMERIC_TOKEN = re.compile(NUMERIC_TOKEN.pattern, re.ASCII)
"""The same, found a quarter faster, where a text has no other digits."""

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_BARE = re.compile(r"(?P<open>\()?(?P<minus>[-−–])?(?P<currency>\b\B)?(?P<inner>\b\B)?(?P<point>\.)?")
_BETWEEN = frozenset(" \n(.-−–")
_OPENERS = frozenset(' \n\t\xa0("“”‘’,;:[/~')
_CURRENCY_LETTERS = frozenset("$£€¥￥.")
_FRACTION = re.compile(r"[\s-](\d{1,2})/(2|4|8|16|32|64)(?![\d/])")
_LONE_FRACTION = re.compile(r"(\d{1,2})/(2|4|8|16|32|64)(?=\s?%|\s(?:percent|of)\b)")
_SLASH_BEHIND = 4
"""Within so many characters behind its whole number stands the slash of a fraction."""
_BROKEN = re.compile(r",\s(?:\d{3},)*\d{3}(?!\d|,\d)")
_BEFORE_LENGTH = 24


class Amount(NamedTuple):
    """A figure of prose: value signed as printed, in printed scale; positions are half-open."""

    start: int
    end: int
    token_start: int
    token_end: int
    value: Decimal
    unit: str | None
    """None for a bare number."""
    scale_factor: Decimal


_amount = maker(Amount)


def find_amounts(text: str) -> Iterator[Amount]:
    """Every number of a text that can be a figure, from left to right; a number glued to letters is a name."""
    position = 0
    for token in NUMERIC_TOKEN.finditer(text):
        start, end = token.span()
        amount = read_amount(text, start, end) if start >= position else None
        if amount is not None:
            position = amount.end
            yield amount


def read_amount(text: str, start: int, end: int) -> Amount | None:
    """The figure whose digits stand at these places; None where the digits are part of a word or no figure."""
    before = _look_before(text, start)
    if before is None:
        return None
    bracket, minus, currency, inner_bracket, point = before.groups()
    broken = _BROKEN.match(text, end) if currency else None
    if broken:
        end = broken.end()
    digits = "".join(text[start:end].split()) if broken else text[start:end]
    value = _value(digits, is_fraction=point is not None)
    may_be_fraction = text.find("/", start, end + _SLASH_BEHIND) >= 0
    fraction = (_FRACTION.match(text, end) or _LONE_FRACTION.match(text, start)) if may_be_fraction else None
    if fraction and value is not None:
        value = (value if fraction.start() == end else ZERO) + Decimal(int(fraction[1])) / int(fraction[2])
        end = fraction.end()
    after = _after_pattern().match(text, end)
    if value is None or after is None or (after["unit"] is None and _is_range(text, before.start(), start)):
        return None
    closing = after["close"]
    has_brackets = closing is not None and (bracket is not None or inner_bracket is not None)
    is_negative = minus is not None or (has_brackets and currency is not None)
    unit, scale = _unit_and_scale(currency, after)
    if scale < ONE:
        # The warehouse knows whole scales only: 56 cents are 0.56 of the unit.
        value, scale = value * scale, ONE
    first = before.start() if has_brackets or bracket is None else before.end("open")
    last = after.end() if closing is None or has_brackets else after.start()
    return _amount((first, last, start, end, -value if is_negative else value, unit, scale))


def _look_before(text: str, start: int) -> re.Match[str] | None:
    """Currency, sign and bracket directly before the digits; None where the digits are glued to a word."""
    floor = max(0, start - _BEFORE_LENGTH)
    word_end = start
    while word_end > floor and text[word_end - 1] in _BETWEEN:
        word_end -= 1
    word = word_end
    while word > floor and (text[word - 1].isalpha() or text[word - 1] in _CURRENCY_LETTERS):
        word -= 1
    if _plain(text[word:word_end]) in _Words.read().currencies:
        for begin in (_back_over(text, word, floor, "(-−"), word):
            match = _currency_pattern().fullmatch(text, begin, start)
            if match:
                return match
    for begin in range(word_end, start + 1):
        if begin < start and text[begin] in " \n":
            continue
        match = _BARE.fullmatch(text, begin, start)
        if match and (_stands_free(text, begin) or _is_range(text, begin, start)):
            return match
    return None


def _stands_free(text: str, begin: int) -> bool:
    """Nothing is glued to the left of the number; "1:30" is a time."""
    if begin and text[begin - 1] == "%":
        return text[begin] in "-–"  # "22%-23%"
    return begin == 0 or (text[begin - 1] in _OPENERS and not (text[begin - 1] == ":" and text[begin - 2].isdigit()))


def _is_range(text: str, begin: int, start: int) -> bool:
    """ "2-3%": the end of a range is a figure too."""
    return begin == start and begin > 1 and text[begin - 1] in "-–" and text[begin - 2].isdigit()


def _back_over(text: str, position: int, floor: int, letters: str) -> int:
    while position > floor and text[position - 1] in letters:
        position -= 1
    return position


def _value(digits: str, *, is_fraction: bool) -> Decimal | None:
    if not digits.isdecimal() and (is_fraction or not _FIGURE.fullmatch(digits)):
        return None
    plain = f"0.{digits}" if is_fraction else digits.replace(",", "")
    whole, _, decimals = plain.partition(".")
    return Decimal(plain) if len(whole) <= MAX_INTEGER_DIGITS and len(decimals) <= MAX_DECIMALS else None


def _unit_and_scale(currency: str | None, after: re.Match[str]) -> tuple[str | None, Decimal]:
    words = _Words.read()
    unit = words.units.get(_plain(currency)) if currency else None
    if after.end() == after.start():
        return unit, ONE
    scale = words.scales.get(_plain(after["scale"]), ONE) if after["scale"] else ONE
    if after["unit"]:
        printed = _plain(after["unit"])
        scale *= words.scales.get(printed, ONE) if printed in words.scaled_units else ONE
        unit = unit or words.units.get(printed)
    if unit is not None and after["rate"]:
        return f"{unit}/{words.units[_plain(after['rate'])]}", scale
    if unit is not None and after["share"]:
        return f"{unit}/{'ADS' if 'ad' in after['share'].lower() else 'share'}", scale
    return unit, scale


@lru_cache(maxsize=4096)
def _plain(printed: str) -> str:
    return " ".join(printed.split()).casefold()


@dataclass(frozen=True, slots=True)
class _Words:
    """Unit and scale words by their plain form."""

    units: dict[str, str]
    scales: dict[str, Decimal]
    currencies: frozenset[str]
    """Words of currencies that may stand before a number."""
    scaled_units: frozenset[str]
    """Words that are a unit and a scale at once, such as "cents" and "basis points"."""

    @staticmethod
    @cache
    def read() -> _Words:
        units = {_plain(word.printed): word.unit for word in reversed(unit_words())}
        by_word = {_plain(word): factor for word, factor in scales().items()}
        before = frozenset(_plain(word.printed).rpartition(" ")[2] for word in unit_words() if _may_stand_before(word))
        return _Words(units, by_word, before, frozenset(units.keys() & by_word.keys()))


def _may_stand_before(word: UnitWord) -> bool:
    return word.kind == "currency" and word.position != "after"


def _currency_words() -> str:
    return any_of(word.printed for word in unit_words() if _may_stand_before(word))


@cache
def _currency_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<open>\()?(?P<minus>[-−–])?(?P<currency>{_currency_words()})\s{{0,2}}(?P<inner>\()?(?P<point>\.)?"
    )


def currency_in(text: str, *, other_than: str) -> str | None:
    """The first currency that a text names besides the given one."""
    found = (_Words.read().units[_plain(match.group())] for match in _any_currency_pattern().finditer(text))
    return next((unit for unit in found if unit != other_than), None)


@cache
def _any_currency_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{_currency_words()})(?![A-Za-z])")


@cache
def _after_pattern() -> re.Pattern[str]:
    """What may stand behind the digits: a bracket, a scale word, a unit word, "per share" or "per US$1.00"."""
    factors = any_of(word.lower() for word, factor in scales().items() if factor >= 1000 and len(word) > 1)
    units = any_of(word.printed.lower() for word in unit_words() if word.position != "before")
    return re.compile(
        rf"(?P<close>\))?(?:[\s-]{{0,2}}(?P<scale>(?i:{factors})|[MBK](?![A-Za-z]))(?![A-Za-z]))?"
        rf"(?:\s{{0,2}}(?P<unit>%|(?i:{units})(?![A-Za-z])))?"
        rf"(?P<per>,?\s(?:per|a|for\s+each)\s(?:(?P<rate>{_currency_words()})\s?1(?:\.0+)?(?![\d.,]\d)"
        rf"|(?:basic\s+|diluted\s+|common\s+|basic\s+and\s+diluted\s+)*(?P<share>(?i:share|ADSs?|ADR))(?![A-Za-z])))?"
        rf"(?![A-Za-z\d]|-[A-Za-z]|/\d|:\d|[-–]\d(?![\d.,]*\s?%))",
    )
