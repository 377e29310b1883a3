"""Finds the words of periods in a text: dates, years, fiscal labels, lengths, "ended".

One compiled alternation scans a lower-case text; what a piece of text means is decoded once and remembered.
Which period the words make together is in `periods`; nothing here knows an issuer's calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from dagster_project.parsing.vocabulary import months, number_words, ordinal_words

WordKind = Literal[
    "date",  # year, month, day
    "month_day",  # 0, month, day
    "month_year",  # year, month
    "month_quarter",  # year or 0, month: "June quarter"
    "year",  # year
    "fiscal_year",  # label year or 0: "full year"
    "quarter",  # label year or 0, number
    "half",  # label year or 0, number
    "to_date",  # label year or 0, months: "first nine months of fiscal 2007"
    "months",  # number
    "weeks",  # number
    "interim",  # from the fiscal year's first day
    "ended",
    "instant",
    "year_earlier",
    "quarter_earlier",
]


MONTHS_A_YEAR = 12
HALVES_A_YEAR = 2
LEAP_YEAR = 2000
LAST_TWO_DIGITS = 99
CENTURY_TURN = 70


class PeriodWord(NamedTuple):
    """A piece of text that says something of a period; the numbers mean what its kind says."""

    kind: WordKind
    start: int
    end: int
    first: int = 0
    second: int = 0
    third: int = 0


def _alternatives(words: dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONTH = rf"(?:{_alternatives(months())})\b\.?"
_NUMBER = rf"(?:{_alternatives(number_words())}|\d{{1,2}})"
_ORDINAL = rf"(?:{_alternatives(ordinal_words())})"
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_SHORT_YEAR = rf"['’‘]?(?:{_YEAR}|\d\d(?![\d%]|[.,]\d))"
_FISCAL = r"(?:of\s+)?(?:the\s+|our\s+)?(?:full\s+)?(?:fiscal\s+(?:year\s+)?|fy\s*)?"
_OF_THE_YEAR = r"(?:\s+(?:of\s+)?(?:the\s+|our\s+)?(?:fiscal\s+)?year\b)?"
_DAY = r"\d{1,2}(?!\d)(?:st|nd|rd|th)?"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("date", rf"{_MONTH}\s*{_DAY}\s*,?\s*{_YEAR}"),
    ("day_first", rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s*{_YEAR}"),
    ("iso_date", r"(?:19|20)\d\d-\d\d-\d\d(?!\d)"),
    ("slash_date", r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])"),
    ("month_quarter", rf"{_MONTH}\s+(?:{_YEAR}\s+)?quarter"),
    ("month_day", rf"{_MONTH}\s*{_DAY}(?![\d%,.]*[\d%])"),
    ("month_year", rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}"),
    ("quarter", rf"(?:[1-4]q|q[1-4])(?:\s*{_FISCAL}{_SHORT_YEAR}|(?![a-z0-9]))"),
    (
        "quarter_words",
        rf"(?:(?:fiscal\s+(?:year\s+)?)?(?:{_YEAR}\s+)?(?:fiscal\s+)?{_ORDINAL}[\s-]+(?:fiscal[\s-]+)?quarter(?!-end))"
        rf"(?:[\s,]+{_FISCAL}{_YEAR})?",
    ),
    ("half", rf"(?:[12]h|h[12])(?:\s*{_FISCAL}{_SHORT_YEAR}|(?![a-z0-9]))"),
    (
        "half_words",
        rf"{_ORDINAL}[\s-]+half{_OF_THE_YEAR}(?:\s+{_FISCAL}{_YEAR})?",
    ),
    (
        "to_date",
        rf"first\s+{_NUMBER}\s+months{_OF_THE_YEAR}(?:\s+{_FISCAL}{_YEAR})?",
    ),
    (
        "fiscal_year",
        rf"fy\s*{_SHORT_YEAR}|fiscal\s+(?:years?\s+)?{_YEAR}|full[\s-]+(?:fiscal[\s-]+)?year(?![a-z])(?:,?\s+{_FISCAL}{_YEAR})?",
    ),
    (
        "year_earlier",
        r"(?:a|one)\s+year\s+(?:ago|earlier|before)|year[\s-]ago|"
        r"(?:prior|previous|preceding|last)\s+(?:fiscal\s+)?year(?:['’]s)?|"
        r"(?:same|comparable|corresponding)\s+(?:prior[\s-]year\s+)?(?:[a-z]+\s+)?(?:quarter|period|months)"
        r"(?:\s+(?:of\s+|in\s+|from\s+)?(?:the\s+)?(?:(?:a|one)\s+year\s+(?:ago|earlier)|(?:last|prior|previous|preceding)\s+(?:fiscal\s+)?year))?",
    ),
    ("quarter_earlier", r"(?:prior|previous|preceding|last|linked)\s+quarter|sequential[\s-]quarter"),
    (
        "length",
        rf"(?:{_NUMBER}\s*(?:and|to|or|-)\s*)?\(?{_NUMBER}\)?[\s-]+(?:fiscal[\s-]+)?(?:months?|weeks?|years?|quarters?)(?![a-z])",
    ),
    ("year_length", r"(?:(?:fiscal|full|calendar)[\s-]+)*years?(?!-end|[a-z])"),
    ("quarter_length", r"(?:fiscal\s+)?quarter(?:s|ly)?(?!-end|[a-z])"),
    ("half_length", r"half(?:[\s-]+year)?(?![a-z])"),
    ("interim", r"interim\s+periods?|year[\s-]to[\s-]date|ytd(?![a-z])"),
    ("ended", r"(?:periods?\s+)?(?:then\s+)?(?:ended|ending)(?![a-z])"),
    ("instant", r"as\s+(?:of|at)\b|at\b|(?:the\s+)?end\s+of\b|balances?\b"),
    ("year", _YEAR),
)

# The words that any pattern begins with. Looking for them first makes a scan eight times faster.
_BEGINNINGS = (
    rf"(?:{_alternatives(months())}|{_alternatives(number_words())}|{_alternatives(ordinal_words())}|"
    r"fy|fiscal|full|calendar|year|ytd|quarter|half|interim|(?:period|then\s|end)|as\s|at\s|the\s+end|balance|"
    r"prior|previous|preceding|last|linked|sequential|same|comparable|corresponding|an?\s|"
    r"[1-4]q|q[1-4]|[12]h|h[12]|(?:19|20)\d\d|\d{1,2}(?:/\d|(?:st|nd|rd|th)?[\s-]+[a-z]|-\d))"
)
_WORD = re.compile(
    rf"(?<![a-z0-9])(?={_BEGINNINGS})(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _PATTERNS)})"
)
_NUMBER_WORD = re.compile(rf"\b(?:{_alternatives(number_words())})\b")
_COUNT = re.compile(rf"\b(?:{_alternatives(number_words())}|\d{{1,2}})\b")
_JOIN = re.compile(r"\s*(?:\band\b|\bto\b|\bor\b|(?<=\d)-(?=\d))\s*")
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[a-z]+")
_CUT_BEFORE = frozenset("$£€¥.,/-'’")


def lower_case(text: str) -> str:
    """Lower case that keeps every position (some letters grow when lowered by `str.lower`)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def period_words(lowered: str) -> Iterator[PeriodWord]:
    """Every word of a period in a text that `lower_case` made, from left to right."""
    for match in _WORD.finditer(lowered):
        start = match.start()
        if match.lastgroup == "year" and start and lowered[start - 1] in _CUT_BEFORE:
            continue
        decoded = _decode(match.lastgroup or "", match.group())
        if decoded is None:
            continue
        kind, first, second, third = decoded
        if match.lastgroup == "length" and second:
            join = _JOIN.search(lowered, start, match.end())
            yield PeriodWord(kind, start, join.start() if join else start, second)
            yield PeriodWord(kind, join.end() if join else start, match.end(), first)
        else:
            yield PeriodWord(kind, start, match.end(), first, second, third)


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[PeriodWord, ...]:
    """The period words of a text in any case, remembered: prose is read for claims and again for its tokens."""
    return tuple(period_words(lower_case(text)))


_Decoded = tuple[WordKind, int, int, int]


@lru_cache(maxsize=4096)
def _decode(name: str, text: str) -> _Decoded | None:
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    return _DECODERS[name](text, numbers)


def _month_first(text: str, numbers: list[int]) -> _Decoded | None:
    year = numbers[1] if len(numbers) > 1 else 0
    return _valid_date(year, _month_in(text), numbers[0])


def _day_first(text: str, numbers: list[int]) -> _Decoded | None:
    return _valid_date(numbers[1], _month_in(text), numbers[0])


def _iso_date(_text: str, numbers: list[int]) -> _Decoded | None:
    return _valid_date(numbers[0], numbers[1], numbers[2])


def _slash_date(_text: str, numbers: list[int]) -> _Decoded | None:
    month, day = (numbers[1], numbers[0]) if numbers[0] > MONTHS_A_YEAR else (numbers[0], numbers[1])
    return _valid_date(_full_year(numbers[2]), month, day)


def _valid_date(year: int, month: int, day: int) -> _Decoded | None:
    try:
        date(year or LEAP_YEAR, month, day)
    except ValueError:
        return None
    return ("date" if year else "month_day", year, month, day)


def _month_year(text: str, numbers: list[int]) -> _Decoded | None:
    return ("month_year", numbers[0], _month_in(text), 0)


def _month_quarter(text: str, numbers: list[int]) -> _Decoded | None:
    return ("month_quarter", numbers[0] if numbers else 0, _month_in(text), 0)


def _month_in(text: str) -> int:
    return next(months()[word] for word in _LETTERS.findall(text) if word in months())


def _quarter(_text: str, numbers: list[int]) -> _Decoded | None:
    return ("quarter", _full_year(numbers[1]) if len(numbers) > 1 else 0, numbers[0], 0)


def _half(_text: str, numbers: list[int]) -> _Decoded | None:
    return ("half", _full_year(numbers[1]) if len(numbers) > 1 else 0, numbers[0], 0)


def _quarter_words(text: str, numbers: list[int]) -> _Decoded | None:
    return ("quarter", _year_among(numbers), _ordinal_in(text), 0)


def _half_words(text: str, numbers: list[int]) -> _Decoded | None:
    half = _ordinal_in(text)
    return ("half", _year_among(numbers), half, 0) if half <= HALVES_A_YEAR else None


def _to_date(text: str, numbers: list[int]) -> _Decoded | None:
    return ("to_date", _year_among(numbers), _number_in(text, numbers), 0)


def _fiscal_year(_text: str, numbers: list[int]) -> _Decoded | None:
    return ("fiscal_year", _full_year(numbers[-1]) if numbers else 0, 0, 0)


def _length(text: str, numbers: list[int]) -> _Decoded | None:
    """The length, and the one joined to it: "three and six months"."""
    size = 1 if "week" in text else next(size for word, size in _MONTHS_IN.items() if word in text)
    counts = [number_words().get(word) or int(word) for word in _COUNT.findall(text)]
    return ("weeks" if "week" in text else "months", counts[-1] * size, counts[0] * size if len(counts) > 1 else 0, 0)


def _year_among(numbers: list[int]) -> int:
    return next((number for number in numbers if number > LAST_TWO_DIGITS), 0)


def _ordinal_in(text: str) -> int:
    return next(value for word, value in ordinal_words().items() if word in text)


def _number_in(text: str, numbers: list[int]) -> int:
    word = _NUMBER_WORD.search(text)
    return number_words()[word.group()] if word else numbers[0]


def _full_year(number: int) -> int:
    if number > LAST_TWO_DIGITS:
        return number
    return number + (2000 if number < CENTURY_TURN else 1900)


def _fixed(decoded: _Decoded) -> Callable[[str, list[int]], _Decoded | None]:
    return lambda _text, _numbers: decoded


_MONTHS_IN = {"month": 1, "year": 12, "quarter": 3}
_DECODERS: dict[str, Callable[[str, list[int]], _Decoded | None]] = {
    "date": _month_first,
    "month_day": _month_first,
    "day_first": _day_first,
    "iso_date": _iso_date,
    "slash_date": _slash_date,
    "month_year": _month_year,
    "month_quarter": _month_quarter,
    "quarter": _quarter,
    "quarter_words": _quarter_words,
    "half": _half,
    "half_words": _half_words,
    "to_date": _to_date,
    "fiscal_year": _fiscal_year,
    "length": _length,
    "year_length": _fixed(("months", 12, 0, 0)),
    "quarter_length": _fixed(("months", 3, 0, 0)),
    "half_length": _fixed(("months", 6, 0, 0)),
    "interim": _fixed(("interim", 0, 0, 0)),
    "ended": _fixed(("ended", 0, 0, 0)),
    "instant": _fixed(("instant", 0, 0, 0)),
    "year_earlier": _fixed(("year_earlier", 0, 0, 0)),
    "quarter_earlier": _fixed(("quarter_earlier", 0, 0, 0)),
    "year": lambda _text, numbers: ("year", numbers[0], 0, 0),
}
