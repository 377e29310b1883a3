"""Finds the words of periods in a text: dates, years, fiscal labels, lengths, "ended".

One compiled alternation scans a lower-case text; what a piece of text means is decoded once and remembered.
Which period the words make together is in `periods`; nothing here knows an issuer's calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dagster_project.parsing.periods.decoding import WordKind, decode
from dagster_project.parsing.records import maker
from dagster_project.parsing.vocabulary import months, number_words, ordinal_words
from dagster_project.parsing.vocabulary.patterns import any_of


class PeriodWord(NamedTuple):
    """A piece of text that says something of a period; the numbers mean what its kind says."""

    kind: WordKind
    start: int
    end: int
    first: int = 0
    second: int = 0
    third: int = 0


_MONTH = rf"{any_of(months())}\b\.?"
_NUMBER = rf"(?:{any_of(number_words())}|\d{{1,2}})"
_ORDINAL = any_of(ordinal_words())
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_SHORT_YEAR = rf"['’‘]?(?:{_YEAR}|\d\d(?![\d%]|[.,]\d))"
_FISCAL = r"(?:of\s+)?(?:the\s+|our\s+)?(?:full\s+)?(?:fiscal\s+(?:year\s+)?|fy\s*)?"
_OF_THE_YEAR = r"(?:\s+(?:of\s+)?(?:the\s+|our\s+)?(?:fiscal\s+)?year\b)?"
_DAY = r"\d{1,2}(?!\d)(?:st|nd|rd|th)?"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("month_range", rf"{_MONTH}\s*(?:-|–|—|to\b|through\b)\s*{_MONTH},?\s*{_YEAR}"),
    ("date", rf"{_MONTH}(?:\s*|-){_DAY}(?:\s*,?\s*(?:{_YEAR}|['’‘]\d\d(?!\d))|-{_YEAR})|{_MONTH}-\d{{1,2}}-\d\d(?!\d)"),
    ("day_first", rf"{_DAY}(?:\s+(?:of\s+)?|-|\.\s?){_MONTH}(?:,?\s*|-)(?:{_YEAR}|(?<=-)\d\d(?!\d))"),
    ("iso_date", r"(?:19|20)\d\d-\d\d-\d\d(?!\d)"),
    ("dotted_date", r"\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d(?!\d)"),
    ("slash_date", r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])"),
    ("month_quarter", rf"{_MONTH}\s+(?:{_YEAR}\s+)?quarter"),
    ("month_day", rf"{_MONTH}(?:\s*{_DAY}|-3[01])(?![\d%,.]*[\d%])"),
    ("month_year", rf"{_MONTH}(?:,?\s+(?:of\s+)?|\s?[-'’‘]\s?){_YEAR}|{_MONTH}\s?[-'’‘]\s?\d\d(?![\d,/-]|\s?,)"),
    ("year_quarter", r"(?:19|20)\d\dq[1-4](?![a-z0-9])"),
    ("quarter", rf"(?:f?y?[1-4]q|f?q[1-4]|quarter\s[1-4](?![\d.]),?)(?:\s*{_FISCAL}{_SHORT_YEAR}|(?![a-z0-9]))"),
    (
        "quarter_words",
        rf"(?:(?:fiscal\s+(?:year\s+)?)?(?:{_YEAR}\s+)?(?:fiscal\s+)?{_ORDINAL}[\s-]+(?:fiscal[\s-]+)?(?:quarter(?!-end)|qtr\b\.?))"
        rf"(?:[\s,]+{_FISCAL}{_YEAR})?",
    ),
    ("half", rf"(?:[12]h|h[12])(?:\s*{_FISCAL}{_SHORT_YEAR}|(?![a-z0-9]))"),
    ("half_year", rf"(?:half[\s-]year|hy)\s*{_FISCAL}{_SHORT_YEAR}"),
    (
        "half_words",
        rf"{_ORDINAL}[\s-]+half{_OF_THE_YEAR}(?:\s+{_FISCAL}{_YEAR})?",
    ),
    ("months_of_year", rf"(?:[369]|12)m\s*{_FISCAL}{_SHORT_YEAR}"),
    (
        "to_date",
        rf"first\s+{_NUMBER}\s+months{_OF_THE_YEAR}(?:\s+{_FISCAL}{_YEAR})?",
    ),
    (
        "fiscal_year",
        rf"fy\s*{_SHORT_YEAR}|fiscal\s+(?:years?\s+)?{_YEAR}|full[\s-]+(?:fiscal[\s-]+)?year(?![a-z])"
        rf"(?:,?\s+{_FISCAL}(?:{_YEAR}|['’‘]\d\d(?!\d)))?",
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
        rf"(?:{_NUMBER}\s*(?:and|to|or|-)\s*)?\(?{_NUMBER}\)?[\s-]+(?:fiscal[\s-]+)?"
        r"(?:months?|mos?\b\.?|mths?\b|weeks?|wks?\.?|years?|yrs?\.?|quarters?|qtrs?\.?)(?![a-z])",
    ),
    ("one_month", r"month(?=\s+ended)"),
    ("interim", r"interim\s+periods?|year[\s-]to[\s-]date|ytd(?![a-z])"),
    ("trailing_year", r"(?:[lt]tm|fye)(?![a-z])"),
    ("year_length", r"(?:(?:fiscal|full|calendar)[\s-]+){0,3}years?(?!-end(?!ed)|[a-z])"),
    ("quarter_length", r"(?:fiscal\s+)?(?:quarter(?:s|ly)?(?!-end(?!ed)|[a-z])|qtrs?\b\.?)"),
    ("half_length", r"half(?:[\s-]+year)?(?![a-z])"),
    ("ended", r"(?:periods?\s+)?(?:then\s+)?(?:ended|ending)(?![a-z])"),
    ("instant", r"as\s+(?:of|at)\b|at\b|(?:the\s+)?end\s+of\b|balances?\b"),
    ("year", _YEAR),
)

# The words that any pattern begins with. Looking for them first, behind what cannot be part of a word, makes a scan
# fifteen times faster.
_FIRST_WORDS = (
    "fy fiscal full calendar year ytd ltm ttm fye hy fq qtr month quarter half interim period end balance prior "
    "previous preceding last linked sequential same comparable corresponding"
)
_BEGINNINGS = (
    rf"(?:{any_of((*months(), *number_words(), *ordinal_words(), *_FIRST_WORDS.split()))}|"
    r"as\s|at\s|an?\s|then\s|the\s+end|"
    r"[1-4]q|q[1-4]|fy?[1-4]q|[12]h|h[12]|(?:[369]|12)m|(?:19|20)\d\d|\d{1,2}(?:/\d|(?:st|nd|rd|th)?[\s.-]+[a-z]|-\d|\.\s?\d{1,2}\.))"
)
_WORD = re.compile(
    rf"[^a-z0-9](?=[a-z0-9])(?={_BEGINNINGS})(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _PATTERNS)})"
)
_JOIN = re.compile(r"\s*(?:\band\b|\bto\b|\bor\b|(?<=\d)-(?=\d))\s*")
_period_word = maker(PeriodWord)
_CUT_BEFORE = frozenset("$£€¥.,/-'’")


def lower_case(text: str) -> str:
    """Lower case that keeps every position (some letters grow when lowered by `str.lower`)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def period_words(lowered: str) -> Iterator[PeriodWord]:
    """Every word of a period in a text that `lower_case` made, from left to right."""
    for match in _WORD.finditer(f"\n{lowered}"):
        # A match begins with the character before the word, and the text with one that `lowered` has not.
        start, end, name = match.start(), match.end() - 1, match.lastgroup or ""
        if name == "year" and start and lowered[start - 1] in _CUT_BEFORE:
            continue
        decoded = decode(name, lowered[start:end])
        if decoded is None:
            continue
        kind, first, second, third = decoded
        if name == "month_range":
            last = lowered.rindex(" ", start, end) if " " in lowered[start:end] else start
            yield PeriodWord("months", start, last, third)
            yield PeriodWord(kind, last, end, first, second)
        elif name == "length" and second:
            join = _JOIN.search(lowered, start, end)
            yield PeriodWord(kind, start, join.start() if join else start, second)
            yield PeriodWord(kind, join.end() if join else start, end, first)
        else:
            yield _period_word((kind, start, end, first, second, third))


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[PeriodWord, ...]:
    """The period words of a text in any case, remembered: releases repeat headings, notes and legal paragraphs."""
    return tuple(period_words(lower_case(text)))
