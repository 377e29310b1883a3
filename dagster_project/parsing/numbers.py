"""Reads one printed figure: `parse_number` and nothing else, whatever the bytes.

What the figure measures (unit, scale, period) does not belong here: that is said by heads and captions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

MAX_INTEGER_DIGITS = 16
"""What fits the warehouse's DECIMAL(24,8); longer runs of digits are identifiers, not figures."""

MAX_DECIMALS = 8


@dataclass(frozen=True, slots=True)
class Number:
    """A signed figure in printed scale.

    `precision` is the size of the last printed digit (1 for "1,234", 0.01 for ".58", 0.125 for "46 5/8").
    """

    value: Decimal
    precision: Decimal
    is_percent: bool = False
    currency_sign: str | None = None


@dataclass(frozen=True, slots=True)
class Nil:
    """A printed dash: the issuer says that there is nothing here."""

    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class NotANumber:
    """Why the text is not a figure."""

    reason: str


_CURRENCY = r"(?:US|U\.S\.|C|CDN|Cdn|A|HK|NT|R|S)?\$|€|£|¥|￥|Y(?!(?:19|20)\d\d(?![\d,.]))|EUR|GBP|JPY"
"""Y is the yen where only ASCII was at hand; close to a year it is a head ("Y2009")."""
_MINUS = "-−–△"
"""The white triangle is the minus sign of Japanese accounts."""
_LAKHS = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"
"""Indian grouping: "1,02,345.10"."""
_APOSTROPHES = r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?"
"""Swiss grouping: "1'204.3"."""
_GROUPING = str.maketrans("", "", ",'’")
_NUMBER = re.compile(
    rf"""\s*
    (?P<open>\(\s*)?
    (?P<sign>[{_MINUS}+]\s*)?
    (?P<currency>{_CURRENCY})?\s*
    (?P<open_inner>\(\s*)?
    (?P<sign_inner>[{_MINUS}]\s*)?
    (?P<currency_inner>{_CURRENCY})?\s*
    (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|{_LAKHS}|{_APOSTROPHES}|\d+(?:\.\d+)?|\.\d+)
    (?:\s+(?P<numerator>\d{{1,2}})/(?P<denominator>2|4|8|16|32|64))?
    \s*(?P<percent>%)?\s*
    (?P<close>\))?\s*
    (?P<percent_outer>%)?
    \s*""",
    re.VERBOSE,
)
_FRACTION = re.compile(r"\s*(?P<numerator>\d{1,2})/(?P<denominator>2|4|8|16|32|64)\s*")
_NIL = re.compile(rf"\s*(?:{_CURRENCY})?\s*\(?\s*(?:-{{1,5}}|[—–―─−]{{1,3}}|-\s?0\s?-)\s*\)?\s*(?P<percent>%)?\s*")


@lru_cache(maxsize=65536)
def parse_number(text: str) -> Number | Nil | NotANumber:
    """Reads a printed figure.

    Parentheses and U+2212 are minus; a lone dash is nil; blanks, words and footnote marks are not numbers.
    Never raises: what is not a number says why.
    """
    match = _NUMBER.fullmatch(text)
    if match:
        return _number(match)
    if nil := _NIL.fullmatch(text):
        return Nil(is_percent=nil["percent"] is not None)
    if fraction := _FRACTION.fullmatch(text):
        value, step = _fraction(fraction)
        return Number(value, step) if step else NotANumber("a date or a ratio, not a fraction of a price")
    return NotANumber(_reason(text))


def _number(match: re.Match[str]) -> Number | NotANumber:
    outer, sign, currency, inner, inner_sign, inner_currency, digits, numerator, _, percent, close, outer_percent = (
        match.groups()
    )
    opens = (outer is not None) + (inner is not None)
    if opens != (close is not None):
        return NotANumber("a parenthesis without its partner")
    digits = digits.translate(_GROUPING)
    whole, _, decimals = digits.partition(".")
    if len(whole) > MAX_INTEGER_DIGITS or len(decimals) > MAX_DECIMALS:
        return NotANumber("more digits than a figure has")
    value, precision = Decimal(digits), _PRECISIONS[len(decimals)]
    if numerator:
        fraction, precision = _fraction(match)
        if not precision:
            return NotANumber("a fraction that is not less than one")
        value += fraction
    minus_signs = opens + _is_minus(sign) + _is_minus(inner_sign)
    return Number(
        -value if minus_signs % 2 else value,
        precision,
        percent is not None or outer_percent is not None,
        currency or inner_currency,
    )


_PRECISIONS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(MAX_DECIMALS + 1))
"""By the number of printed decimals."""


def _fraction(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """A fraction's value and the size of one step; no step where it is not a proper fraction."""
    numerator, denominator = int(match["numerator"]), int(match["denominator"])
    if numerator >= denominator:
        return Decimal(0), Decimal(0)
    return Decimal(numerator) / denominator, Decimal(1) / denominator


def _is_minus(sign: str | None) -> bool:
    return sign is not None and sign.strip() in _MINUS


def _reason(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        return "blank"
    if not any(character.isdigit() for character in stripped):
        return "words"
    if stripped[0].isalpha() or stripped[-1].isalpha():
        return "digits inside a word"
    return "not printed as a figure"
