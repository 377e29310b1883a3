"""Tells by its neighbours what a number is that is no figure: a name, a reference, a mark, an enumerator, a time.

Dates and periods are found by `period_words`, figures by `amounts`; who explains which token is decided in `tokens`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dagster_project.parsing.periods.words import PeriodWord
from dagster_project.parsing.vocabulary import months, named_numbers, number_words

NEAR, LOOK = 28, 40
WORDS_BEFORE = 4
LONGEST_LOOK = 240
"""Characters of its line on either side of a number that are looked at."""

LONGEST_RUNNING_HEAD = 80
LONGEST_ITEM_NUMBER = 5
LONGEST_MARK = 2
SHORTEST_PHONE = 7


class TokenKind(NamedTuple):
    """What a number is, and how that is known."""

    kind: str
    reason: str


_DATE = TokenKind("date", "a date or a year in words of the calendar")
_PERIOD = TokenKind("period_name", "the name or the length of a period")
_DATE_KINDS = frozenset(("date", "month_day", "month_year", "year"))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind that the characters before a number (in its line) and those behind it tell together."""

    kind: TokenKind
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    size: int | None = None
    """Number of characters of the token, where the kind has a fixed one."""


def _rule(
    kind: str, reason: str, *, before: str | None = None, behind: str | None = None, size: int | None = None
) -> _Rule:
    return _Rule(
        TokenKind(kind, reason),
        re.compile(before) if before else None,
        re.compile(behind) if behind else None,
        size,
    )


_SPELLED = (*number_words(), "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_RULES = (
    _rule("time", "a time of day", behind=r":\d\d|\s?[apAP]\.?[mM]\b"),
    _rule("time", "a time of day", before=r"\d:$"),
    _rule(
        "period_name", "a length of time", behind=r"\)?[\s-]+(?i:days?|hours?|minutes?|weeks?|months?|years?)(?![a-z])"
    ),
    _rule("nil", "a printed nil", before=r"-$", behind=r"-(?!\d)"),
    _rule("name", "a ratio of a stock split", behind=r"-(?:for|to|in)-(?:\d|one|two|three|four|five|ten)"),
    _rule("name", "a ratio of a stock split", before=r"(?:\d|one|two|three|four|five|ten)-(?:for|to|in)-$"),
    _rule(
        "contact",
        "part of an address on the net",
        before=r"(?:https?://|www\.|\S+@)\S*$|\S\.(?:com|org|net|gov|html?|pdf)/\S*$",
    ),
    _rule(
        "ticker",
        "the code of a share behind the name of an exchange",
        before=r"\([A-Za-z][A-Za-z0-9 ]{1,30}:\s*(?:[A-Z0-9.]+,\s*)*$",
    ),
    _rule("contact", "part of a telephone number", before=r"\d{3}\)?\s?[-./]\s?$|\(\d{2,4}\)\s?$|\+$"),
    _rule("contact", "part of a telephone number", before=r"\($", behind=r"\)\s?\d{3}[\s.-]\d{4}(?!\d)"),
    _rule("contact", "part of a telephone number", behind=r"[-.]\d{3}[-.]\d{3,4}(?!\d)"),
    _rule("fraction", "part of a fraction", before=r"(?<!\d)\d{1,2}/$", behind=r"(?![\d/])"),
    _rule("fraction", "part of a fraction", behind=r"/\d[\d,]*(?:\s|%)"),
    _rule("in_words", "repeats the number spelled out before it", before=rf"\b(?i:{'|'.join(_SPELLED)})\s\($"),
    _rule("contact", "part of a telephone number", behind=r"/\d{3}-\d{4}(?!\d)"),
    _rule("header", "a scale told by its zeros", behind=r"(?<=000)(?:['‘’]?[sS]\b|['‘’]?s?\s?\)|\s+(?i:omitted))"),
    _rule("name", "a number of registration", before=r"(?<![\d-])\d{1,3}-$", behind=r"(?![\d-])"),
    _rule("name", "a number of registration", behind=r"-\d{4,7}(?![\d-])"),
    _rule("name", "a range inside a name", behind=r"-\d{1,3}\s+[A-Z]"),
    _rule("name", "digits inside a word", before=r"[A-Za-z][-/_.]?$|[A-Za-z]\([a-z]?$"),
    _rule("name", "digits inside a word", behind=r"[-/_]?[A-Za-z]|\([a-z]\)"),
    _rule("name", "digits inside a word", before=r"\d\([a-z]\)$"),
    _rule("name", "a number inside a name", before=r"[A-Za-z]{2}\s$", behind=r"\s[A-Z][a-z]"),
    _rule("name", "a ratio of lanes or the like", behind=r":\d(?!\d)"),
    _rule("period_name", "a length of time", behind=r"\+\s(?i:days?|months?|years?)(?![a-z])"),
    _rule("name", "the number of a code of law", behind=r"\s+(?:CFR|C\.F\.R|U\.S\.C|USC)\b"),
    _rule(
        "address",
        "a postal code behind the name of a state",
        before=r"(?:[A-Z]{2}|[A-Z][a-z]+\.?|D\.C\.)\s{1,3}$",
        behind=r"(?:-\d{4})?\s*$",
        size=5,
    ),
    _rule(
        "address",
        "the number of a house",
        behind=r"\s+(?:[A-Z][\w.]*\s+){1,4}(?i:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|way|parkway|plaza|place|court|loop)\b",
    ),
)
_RANGES = (
    _rule("range", "one end of a range, which is no figure", behind=r"\)?\s?[-–]\s?\(?\$?\s?\.?\d"),
    _rule("range", "one end of a range, which is no figure", before=r"\d\)?\s?[-–]\s?\(?\$?\s?\.?$"),
)
"""Looked at last: pages, telephones and dates are printed as ranges as well."""
_BETWEEN_NAME_AND_NUMBER = frozenset(("is", "are", "and", "or", "to", "through", "&"))
_ENUMERATOR_BEHIND = re.compile(r"[.)](?:\s|$|(?=[A-Za-z]))|\)\(|[a-z]\)")
_LISTED = re.compile(r"\s{2,}[A-Z(\"]")
_PAGE = re.compile(r"\s*(?:<PAGE>\s*|[-–]\s?|[Pp]age\s|[A-Z]{1,2}-)?\d{1,3}\s*(?:[-–])?\s*")
_PAGE_OF = re.compile(r"(?:.*\s)?[Pp]age\s+\d{1,3}(?:\s+of\s+\d{1,3})?\s*")
_TAG_LINE = re.compile(r"\s*</?[A-Z][A-Z0-9-]*>")
_DAY_AND_YEAR = re.compile(r"\d{1,2},\s*(?:19|20)\d\d")
_MONTH = re.compile(rf"\b(?:{'|'.join(months())})\b")
_NOTE_BEFORE = re.compile(r"\(\s?(?i:notes?)\s?$|\S\($|\)\s\($")
_WORD_BEFORE_BRACKET = re.compile(r"[A-Za-z.,)]\s{1,2}\($")
_LABEL_END_BEHIND = re.compile(r"\)(?:\s\s+\S|\s*$|\s\()")


def kind_of_word(word: PeriodWord) -> TokenKind:
    """What the numbers inside a word of the calendar are."""
    return _DATE if word.kind in _DATE_KINDS else _PERIOD


def kind_of_number(text: str, start: int, end: int) -> TokenKind | None:
    """What the number at these places is, seen from the characters around it in its text; None if nothing tells."""
    line_start = max(text.rfind("\n", max(0, start - LONGEST_LOOK), start) + 1, start - LONGEST_LOOK)
    line_end = text.find("\n", end, end + LONGEST_LOOK)
    line = text[line_start : line_end if line_end >= 0 else end + LONGEST_LOOK]
    if text.count(".", start, end) > 1:
        return TokenKind("contact", "a telephone number or a version, with points inside")
    return (
        kind_of_line(line)
        or _rest_of_a_date(text, start, line_start)
        or _mark(line, start - line_start, end - line_start)
        or _by_rules(line, start - line_start, end - line_start, _RULES)
        or _named(text, start)
        or _by_rules(line, start - line_start, end - line_start, _RANGES)
    )


def kind_of_line(line: str) -> TokenKind | None:
    """What the numbers of a line are that is no text: a page number or a tag."""
    if _PAGE.fullmatch(line) or (len(line) <= LONGEST_RUNNING_HEAD and _PAGE_OF.fullmatch(line)):
        return TokenKind("page_number", "the number of a page alone on its line")
    if _TAG_LINE.match(line):
        return TokenKind("name", "a tag of the submission")
    return None


def _rest_of_a_date(text: str, start: int, line_start: int) -> TokenKind | None:
    """ "31, 2009" at the start of a line where the month stands in the line above, with figures of its row between."""
    if text[line_start:start].strip() or not _DAY_AND_YEAR.match(text, start):
        return None
    above = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : line_start]
    return TokenKind("date", "a date that begins in the line above") if _MONTH.search(above.lower()) else None


def _mark(line: str, start: int, end: int) -> TokenKind | None:
    """Enumerators at the start of a line, marks in brackets behind a word."""
    is_first = not line[:start].strip(" \t(*•·●-")
    if is_first and end - start <= LONGEST_MARK and "." not in line[start:end] and _ENUMERATOR_BEHIND.match(line, end):
        return TokenKind("enumerator", "a number before a bracket or point at the start of a line")
    if is_first and end - start <= LONGEST_ITEM_NUMBER and "," not in line[start:end] and _LISTED.match(line, end):
        return TokenKind("enumerator", "a number before an item of a list")
    if end - start <= LONGEST_MARK and line[end : end + 1] == ")" and _NOTE_BEFORE.search(line, 0, start):
        return TokenKind("footnote_mark", "a number in brackets behind a word")
    if (
        end - start <= LONGEST_MARK
        and _LABEL_END_BEHIND.match(line, end)
        and _WORD_BEFORE_BRACKET.search(line, 0, start)
    ):
        return TokenKind("footnote_mark", "a number in brackets at the end of a label")
    return None


def _by_rules(line: str, start: int, end: int, rules: Sequence[_Rule]) -> TokenKind | None:
    low = max(0, start - NEAR)
    for rule in rules:
        if rule.size not in (None, end - start) or (rule.behind is not None and not rule.behind.match(line, end)):
            continue
        if rule.before is None or rule.before.search(line, low, start):
            return rule.kind
    return None


def _named(text: str, start: int) -> TokenKind | None:
    """A number behind "Form", "Rule", "code is"; further numbers of the same name may stand between."""
    for word in reversed(text[max(0, start - LOOK) : start].split()[-WORDS_BEFORE:]):
        plain = word.strip('#:(),;"“–-').lower()
        kind = named_numbers().get(plain) or named_numbers().get(plain.rstrip("."))
        if kind is not None:
            return TokenKind(kind, f'a number behind "{word}"')
        if plain and plain not in _BETWEEN_NAME_AND_NUMBER and not plain[-1].isdigit() and plain[-1] != ")":
            return None
    return None
