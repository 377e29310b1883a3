"""Reads unit, scale and kind of measure from the words of a head, a caption or a row label.

Amounts inside prose ("JPY69,731 million") are read elsewhere (`amounts`); periods do not belong here either.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from dagster_project.parsing.vocabulary import scales, unit_words

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class UnitReading:
    """What words say of unit and scale; None where they say nothing."""

    unit: str | None = None
    scale: Decimal | None = None
    share_scale: Decimal | None = None
    """Share counts have a scale of their own: one under "except share data", or one that the exception states."""


NOTHING = UnitReading()


@cache
def _scale_pattern() -> re.Pattern[str]:
    """Words of scales; a single letter is one only behind a currency sign or "units", for notes are lettered too."""
    words = sorted((word for word, factor in scales().items() if factor >= 1000), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace("'", "['‘’]") for word in words if len(word) > 1)
    letters = "".join(word for word in words if len(word) == 1)
    behind_sign = rf"(?:(?<=[$€£¥])|(?<=[$€£¥]\s)|(?<=\bunits\s))[{letters}]"
    return re.compile(rf"((?:(?<![A-Za-z\d])(?:{alternatives})|{behind_sign})(?![A-Za-z\d]))", re.IGNORECASE)


@cache
def _scales_by_word() -> dict[str, Decimal]:
    return {word.casefold(): factor for word, factor in scales().items()}


def _scale_of(printed: str) -> Decimal:
    """The factor of a word that the scale pattern found; apostrophes may be typographic."""
    return _scales_by_word()[printed.casefold().replace("’", "'").replace("‘", "'")]


@cache
def _currency_pattern() -> re.Pattern[str]:
    words = sorted((word.printed for word in unit_words() if word.kind == "currency"), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<![A-Za-z])({alternatives})(?![A-Za-z])", re.IGNORECASE)


@cache
def _currencies_by_word() -> dict[str, str]:
    return {word.printed.casefold(): word.unit for word in unit_words() if word.kind == "currency"}


_EXCEPT = re.compile(r"\b(?:except|other than|excluding)\b(.*)", re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(r"\b(?:whole|actual) (?:U\.S\. )?(?:dollars|yen|amounts)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def read_unit(words: str) -> UnitReading:
    """Unit and scale that a head or caption states ("Thousands of JPY", "(in millions, except per share data)")."""
    exception = _EXCEPT.search(words)
    stated = words[: exception.start()] if exception else words
    currency = _currency_pattern().search(stated)
    scale = next((match for match in _scale_pattern().finditer(stated) if not _is_in_an_amount(match)), None)
    unit = _currencies_by_word()[_folded(currency[1])] if currency else None
    if unit is None:
        unit = _other_unit(stated)
    factor = _scale_of(scale[1]) if scale else None
    if factor is None and _WHOLE.search(stated):
        factor = ONE
    return UnitReading(unit, factor, _share_scale(exception[1]) if exception else None)


_SINGULAR = frozenset(("thousand", "million", "billion", "trillion"))


def _is_in_an_amount(scale: re.Match[str]) -> bool:
    """ "$5.0 billion" inside a caption is an amount, no scale of the table; "March 31, 2009 Thousands of" is one."""
    before = scale.string[: scale.start()].rstrip()
    return scale[1].casefold() in _SINGULAR and before[-1:].isdigit()


_PER_SHARE_DATA = re.compile(r"per[- ]share(?: (?:data|amounts?|figures))?", re.IGNORECASE)
_SHARES_IN = re.compile(r"\bshares?\b(?:[^;()]*?\bin (?P<scale>thousands|millions|billions)\b)?", re.IGNORECASE)


def _share_scale(excepted: str) -> Decimal | None:
    """ "except share data" is in ones; "except number of shares, which are reflected in thousands" is not."""
    shares = _SHARES_IN.search(_PER_SHARE_DATA.sub("", excepted))
    if shares is None:
        return None
    return _scale_of(shares["scale"]) if shares["scale"] else ONE


def without_exceptions(words: str) -> str:
    """What a caption states before it excepts something."""
    exception = _EXCEPT.search(words)
    return words[: exception.start()] if exception else words


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()


_SHARES_HEAD = re.compile(r"(?:^|\s)(?:number of )?(?:common )?shares(?:\s(?:outstanding|issued))?\s*$", re.IGNORECASE)

_UNITS_HEAD = re.compile(r"(?:^|\s)units(?:\s(?:sold|shipped|[KM]))?\s*$", re.IGNORECASE)


def _other_unit(words: str) -> str | None:
    if "%" in words or re.search(r"\bpercent(?:age)?\b", words, re.IGNORECASE):
        return "percent"
    if _SHARES_HEAD.search(words):
        return "shares"
    return "units" if _UNITS_HEAD.search(words) else None


_COUNTED = re.compile(r"\bnumber of (?:[\w-]+ )*?(?P<noun>[A-Za-z]+s)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:total |period-end )?(?:employees|headcount)\b(?!.*\b(?:compensation|benefits?|costs?|expenses?|plans?)\b)",
    re.IGNORECASE,
)
_UNIT_LIST = re.compile(r"\(([^()]*/[^()]*)\)")
_UNIT_NOTE = re.compile(r"\((shares|ADSs?|ADRs?|units|contracts|employees)\)", re.IGNORECASE)
_PER_SHARE = re.compile(
    r"(?:\bper\s+(?:\w+\s+)*?|[$€£¥]\s?/\s?)(?P<what>share|ADS|ADR|unit)s?\b|\bEPS\b", re.IGNORECASE
)
_PRICE = re.compile(r"(?:[$€£¥]\s?)?(?:\d[\d,]*)?\.?\d+\s+per\s+(?:share|ADS|ADR|unit)\b", re.IGNORECASE)
"""A price told inside a label ("at $.001 per share in June") is no unit of the row."""
_PAR_VALUE = re.compile(r"\bpar value\b", re.IGNORECASE)
"""A line of stock tells its par value per share; its figures are amounts."""
_PART_OF_QUOTIENT = re.compile(r"\s*(?:numerator|denominator)\b", re.IGNORECASE)
"""Earnings per share are computed from an amount and a number of shares."""
_LINE_OF_STOCK = re.compile(
    r"\d\s+(?:\w+\s)?shares (?:authorized|designated)\b|\bpar value\b|\bshares authorized \d|\bpaid-in capital\b",
    re.IGNORECASE,
)
_SHARE_COUNT = re.compile(
    r"\bshares\b.*\b(?:used|outstanding|issued(?! (?:to|for|upon|under|pursuant)\b))\b"
    r"|\b(?:weighted|average|number of|diluted|outstanding)\b.*\bshares\b"
    r"|^(?:common )?shares(?: outstanding)?$",
    re.IGNORECASE,
)
_STATED_COUNT = re.compile(r"\b\d[\d,]*\s+shares\b", re.IGNORECASE)
_COUNTED_SHARES = re.compile(r"\d\s(?:\w+\s)?shares\b", re.IGNORECASE)
_RATIO = re.compile(
    r"(?<!\d)(?<!\d\s)%|\b(?:ratio|margin|percent(?:age)?|yield|rate of return|return on|tax rate)\b", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def unit_list(label: str, count: int) -> tuple[str, ...]:
    """Units of the cells of one row that its label lists in order: "(JPY / U.S. Dollars / JPY)"."""
    match = _UNIT_LIST.search(label)
    if not match:
        return ()
    units = [read_unit(part).unit for part in match[1].split("/")]
    named = tuple(unit for unit in units if unit)
    return named if len(named) == len(units) == count else ()


_NOTE = re.compile(r"\(((?:[^()\d]*\s)?in\s[^()\d]*|[^()\d\s]+|(?:in\s)?\$?\s?['‘’]?000['‘’]?s?)\)", re.IGNORECASE)


_NOTE_AT_END = re.compile(r"\s([$€£¥]\s?[A-Za-z]{1,2})$")


@lru_cache(maxsize=8192)
def stated_scale(label: str) -> Decimal | None:
    """A scale in parentheses or at the end for one row: "Diluted shares (in thousands)", "Sales - $ MM"."""
    notes = [*_NOTE.findall(label), *_NOTE_AT_END.findall(label)]
    return next((scale for note in notes if (scale := read_unit(note).scale) is not None), None)


@lru_cache(maxsize=8192)
def noted_unit(label: str) -> str | None:
    """A unit in parentheses behind the label: "(shares)", "(ADSs)"."""
    match = _UNIT_NOTE.search(label)
    if not match:
        return None
    word = match[1]
    return word.rstrip("s").upper() if word.upper().startswith("AD") else word.lower()


@lru_cache(maxsize=8192)
def counted_unit(words: str) -> str | None:
    """What a title or label counts: "Number of Contracts for ..." gives `contracts`."""
    match = _COUNTED.search(words)
    if match is None and _PEOPLE.match(words):
        return "employees"
    return match["noun"].lower() if match else None


@lru_cache(maxsize=8192)
def per_share_of(words: str) -> str | None:
    """`share`, `ADS`, `ADR` or `unit` where the words name an amount per one of them."""
    if _PART_OF_QUOTIENT.match(words):
        return None
    match = _PER_SHARE.search(words)
    if match and match["what"] and _PRICE.search(words):
        match = _PER_SHARE.search(_PRICE.sub("", words))
    if not match or _PAR_VALUE.search(words):
        return None
    what = match["what"] or "share"
    return what.upper() if what.upper().startswith("AD") else what.lower()


@lru_cache(maxsize=8192)
def is_share_count(words: str) -> bool:
    """The words name a number of shares ("shares used in computing earnings per share" does so as well).

    A label that states a number itself ("Common stock, 377,600 shares authorized") describes an amount.
    """
    if _LINE_OF_STOCK.search(words):
        return False
    if words.lstrip().casefold().startswith("denominator"):
        return True
    words = _STATED_COUNT.sub("", words)
    if _COUNTED_SHARES.search(words) or _PAR_VALUE.search(words):
        return False  # a line of stock that says how many shares there are
    per_share = _PER_SHARE.search(words)
    return bool(_SHARE_COUNT.search(words[: per_share.start()] if per_share else words))


@lru_cache(maxsize=8192)
def is_ratio(words: str) -> bool:
    """The words name a ratio or a percentage."""
    return bool(_RATIO.search(words))


_SURE_RATIO = re.compile(r"\b(?:ratio|return on|yield|percentage of|percent of)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def is_sure_ratio(words: str) -> bool:
    """The words name what is never an amount of money (a margin can be one)."""
    return bool(_SURE_RATIO.search(words))


@lru_cache(maxsize=8192)
def has_percent_sign(words: str) -> bool:
    """A percent sign that says what the figures are; not one behind digits ("5% notes", "25% stock dividend")."""
    return bool(_PERCENT_SIGN.search(words))


_PERCENT_SIGN = re.compile(r"(?<!\d)(?<!\d\s)%")
_SCALE_OF_NOUN = re.compile(
    r"\bin\s(?:thousands|millions|billions)\sof\s(?P<noun>(?!dollars|yen|euros|u\.?s)[A-Za-z][\w-]*)", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def noun_of_scale(words: str) -> str | None:
    """What a caption counts in its scale: "(In Millions of KWHs)" gives `KWHs`; None for money."""
    match = _SCALE_OF_NOUN.search(words)
    if match is None or _folded(match["noun"]) in _currencies_by_word():
        return None
    return match["noun"]


_SCALE_OF_TABLES = re.compile(
    r"\b(?:amounts|figures|dollars|data)\b[^.;]{0,60}\btables?\b[^.;]{0,40}\bin\s+(thousands|millions|billions)\b"
    r"|\btables?\b[^.;]{0,60}\b(?:are|is|stated|presented|expressed)\b[^.;]{0,20}\bin\s+(thousands|millions|billions)\b",
    re.IGNORECASE,
)
_SENTENCE = 120
"""Characters around the word "table" in which a sentence can tell a scale."""


def scales_of_tables(text: str) -> tuple[tuple[int, Decimal], ...]:
    """Sentences that tell the scale of all tables after them: number of the line (1-based) and scale."""
    found: dict[int, Decimal] = {}
    place = text.find("table")
    while place >= 0:
        window = text[max(0, place - _SENTENCE) : place + _SENTENCE]
        if " in " in window and (match := _SCALE_OF_TABLES.search(window)):
            found[text.count("\n", 0, place) + 1] = _scale_of(match[1] or match[2])
        place = text.find("table", place + _SENTENCE)
    return tuple(found.items())


CURRENCY_SAMPLE = 16_000
"""Characters that are enough to tell a document's currency."""


def main_currency(text: str) -> str | None:
    """The currency a document prints most often; what an amount without a unit is in."""
    found: Counter[str] = Counter()
    for word in unit_words():
        if word.kind == "currency":
            found[word.unit] += text.count(word.printed, 0, CURRENCY_SAMPLE)
    currency, count = found.most_common(1)[0]
    return currency if count else None
