"""Decodes the words of periods: what a found piece of text means in years, months, days and numbers.

Finding the pieces is in `period_words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Literal

from dagster_project.parsing.vocabulary import months, number_words, ordinal_words
from dagster_project.parsing.vocabulary.patterns import any_of

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
Decoded = tuple[WordKind, int, int, int]
"""Kind and its numbers; see the comments of `WordKind`."""

MONTHS_A_YEAR = 12
HALVES_A_YEAR = 2
LEAP_YEAR = 2000
LAST_TWO_DIGITS = 99
CENTURY_TURN = 70


_NUMBER_WORD = re.compile(rf"\b{any_of(number_words())}\b")
_COUNT = re.compile(rf"\b(?:{any_of(number_words())}|\d{{1,2}})\b")
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[a-z]+")


@lru_cache(maxsize=4096)
def decode(name: str, text: str) -> Decoded | None:
    """What a piece of text means that the pattern of this name found; None where it names no day."""
    numbers = [int(number) for number in _NUMBERS.findall(text)]
    return _DECODERS[name](text, numbers)


def _month_first(text: str, numbers: list[int]) -> Decoded | None:
    year = _full_year(numbers[1]) if len(numbers) > 1 else 0
    return _valid_date(year, _month_in(text), numbers[0])


def _day_first(text: str, numbers: list[int]) -> Decoded | None:
    return _valid_date(_full_year(numbers[1]), _month_in(text), numbers[0])


def _iso_date(_text: str, numbers: list[int]) -> Decoded | None:
    return _valid_date(numbers[0], numbers[1], numbers[2])


def _slash_date(_text: str, numbers: list[int]) -> Decoded | None:
    month, day = (numbers[1], numbers[0]) if numbers[0] > MONTHS_A_YEAR else (numbers[0], numbers[1])
    return _valid_date(_full_year(numbers[2]), month, day)


def _dotted_date(_text: str, numbers: list[int]) -> Decoded | None:
    """ "30.6.2009": the day stands first, unless it cannot."""
    day, month = (numbers[1], numbers[0]) if numbers[1] > MONTHS_A_YEAR else (numbers[0], numbers[1])
    return _valid_date(numbers[2], month, day)


def _valid_date(year: int, month: int, day: int) -> Decoded | None:
    try:
        date(year or LEAP_YEAR, month, day)
    except ValueError:
        return None
    return ("date" if year else "month_day", year, month, day)


def _month_year(text: str, numbers: list[int]) -> Decoded | None:
    return ("month_year", _full_year(numbers[0]), _month_in(text), 0)


def _month_quarter(text: str, numbers: list[int]) -> Decoded | None:
    return ("month_quarter", numbers[0] if numbers else 0, _month_in(text), 0)


def _month_in(text: str) -> int:
    return next(months()[word] for word in _LETTERS.findall(text) if word in months())


def _quarter(_text: str, numbers: list[int]) -> Decoded | None:
    return ("quarter", _full_year(numbers[1]) if len(numbers) > 1 else 0, numbers[0], 0)


def _half(_text: str, numbers: list[int]) -> Decoded | None:
    return ("half", _full_year(numbers[1]) if len(numbers) > 1 else 0, numbers[0], 0)


def _year_quarter(_text: str, numbers: list[int]) -> Decoded | None:
    return ("quarter", numbers[0], numbers[1], 0)


def _half_year(_text: str, numbers: list[int]) -> Decoded | None:
    """ "Half-year 2009" is its first half."""
    return ("half", _full_year(numbers[0]), 1, 0)


def _month_range(text: str, numbers: list[int]) -> Decoded | None:
    """ "January - June 2009": year and last month, with the number of months."""
    first, last = [months()[word] for word in _LETTERS.findall(text) if word in months()]
    return ("month_year", numbers[0], last, (last - first) % MONTHS_A_YEAR + 1)


def _quarter_words(text: str, numbers: list[int]) -> Decoded | None:
    return ("quarter", _year_among(numbers), _ordinal_in(text), 0)


def _half_words(text: str, numbers: list[int]) -> Decoded | None:
    half = _ordinal_in(text)
    return ("half", _year_among(numbers), half, 0) if half <= HALVES_A_YEAR else None


def _to_date(text: str, numbers: list[int]) -> Decoded | None:
    return ("to_date", _year_among(numbers), _number_in(text, numbers), 0)


def _months_of_year(_text: str, numbers: list[int]) -> Decoded | None:
    """ "9M24", "9M 2024"."""
    return ("to_date", _full_year(numbers[1]), numbers[0], 0)


def _fiscal_year(_text: str, numbers: list[int]) -> Decoded | None:
    return ("fiscal_year", _full_year(numbers[-1]) if numbers else 0, 0, 0)


def _length(text: str, numbers: list[int]) -> Decoded | None:
    """The length, and the one joined to it: "three and six months"."""
    is_weeks = "week" in text or "wk" in text
    size = 1 if is_weeks else next(size for word, size in _MONTHS_IN.items() if word in text)
    counts = [number_words().get(word) or int(word) for word in _COUNT.findall(text)]
    return ("weeks" if is_weeks else "months", counts[-1] * size, counts[0] * size if len(counts) > 1 else 0, 0)


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


def _fixed(decoded: Decoded) -> Callable[[str, list[int]], Decoded | None]:
    return lambda _text, _numbers: decoded


_MONTHS_IN = {"quarter": 3, "qtr": 3, "year": 12, "yr": 12, "m": 1}
_DECODERS: dict[str, Callable[[str, list[int]], Decoded | None]] = {
    "date": _month_first,
    "month_day": _month_first,
    "day_first": _day_first,
    "iso_date": _iso_date,
    "slash_date": _slash_date,
    "dotted_date": _dotted_date,
    "month_range": _month_range,
    "year_quarter": _year_quarter,
    "half_year": _half_year,
    "one_month": _fixed(("months", 1, 0, 0)),
    "month_year": _month_year,
    "month_quarter": _month_quarter,
    "quarter": _quarter,
    "quarter_words": _quarter_words,
    "half": _half,
    "half_words": _half_words,
    "to_date": _to_date,
    "months_of_year": _months_of_year,
    "fiscal_year": _fiscal_year,
    "length": _length,
    "trailing_year": _fixed(("months", 12, 0, 0)),
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
