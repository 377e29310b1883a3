"""Tells by its neighbours what a number is that is no figure: a name, a reference, a mark, an enumerator, a time.

Dates and periods are found by `period_words`, figures by `amounts`; who explains which token is decided in `tokens`.
"""

from __future__ import annotations

import re

from dagster_project.parsing.periods.words import PeriodWord
from dagster_project.parsing.prose.number_rules import RANGES, RULES, TokenKind
from dagster_project.parsing.vocabulary import months, named_numbers

LOOK = 40
WORDS_BEFORE = 4
LONGEST_LOOK = 240
"""Characters of its line on either side of a number that are looked at."""

LONGEST_RUNNING_HEAD = 80
LONGEST_ITEM_NUMBER = 5
LONGEST_MARK = 2

_DATE = TokenKind("date", "a date or a year in words of the calendar")
_PERIOD = TokenKind("period_name", "the name or the length of a period")
_DATE_KINDS = frozenset(("date", "month_day", "month_year", "year"))
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
        or RULES.kind_of(line, start - line_start, end - line_start)
        or _named(text, start)
        or RANGES.kind_of(line, start - line_start, end - line_start)
    )


def kind_of_line(line: str) -> TokenKind | None:
    """What the numbers of a line are that is no text: a page number or a tag."""
    if _PAGE.fullmatch(line) or (len(line) <= LONGEST_RUNNING_HEAD and "age" in line and _PAGE_OF.fullmatch(line)):
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
