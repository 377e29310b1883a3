"""Tells by its neighbours what a number is that is no figure: a name, a reference, a mark, an enumerator, a time.

Dates and periods are found by `period_words`, figures by `amounts`; who explains which token is decided in `tokens`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dagster_project.parsing.vocabulary import months, named_numbers


class TokenKind(NamedTuple):
    """What a number is, and how that is known."""

    kind: str
    reason: str


_WORD_BEFORE = re.compile(
    r"([A-Za-z&]+\.?)[\s#]{0,2}\(?[A-Za-z]?[A-Za-z0-9.,\-()]{0,12}(?:\s?(?:and|or|,|to|through|&)\s?)?$"
)
_ENUMERATOR_BEFORE = re.compile(r"\s*(?:\(?|[*•·●]\s?|--?\s)(?:[A-Z]-?)?")
_ENUMERATOR_BEHIND = re.compile(r"[.)](?:\s|$|(?=[A-Za-z]))|\)\(|[a-z]\)|\)$|\.$")
_PAGE = re.compile(r"\s*(?:<PAGE>\s*|[-–]\s?|page\s|[A-Z]{1,2}-)?\d{1,3}\s*(?:[-–])?\s*", re.IGNORECASE)
_PAGE_OF = re.compile(r".*\bpage\s+\d{1,3}(?:\s+of\s+\d{1,3})?\s*", re.IGNORECASE)
_TIME_BEHIND = re.compile(r":\d\d|\s?[ap]\.?m\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+?\d{1,3}[\s.-])?\(?\d{2,4}\)?[\s.\-/]{1,2}\d{3,4}(?:[\s.-]\d{3,4})?(?!\d)")
_PHONE_BEFORE = re.compile(r"[\d)]\s?[-./]\s?$|\(\d{2,4}\)\s?$|\d{3}\.$|\+$")
_LINK = re.compile(
    r"(?:https?://|www\.|ftp://|mailto:)\S*$|\S+@\S*$|\S+\.(?:com|org|net|gov|jp|html?|pdf|asp)\S*$", re.IGNORECASE
)
_ZIP = re.compile(r"(?:,\s?|\s)(?:[A-Z]{2}|[A-Z][a-z]+\.?|D\.C\.)\s{1,3}$")
_STREET_BEHIND = re.compile(
    r"\s+(?:[A-Z][\w.]*\s+){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Way|Parkway|Plaza|Place|Court|Loop|Highway)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"-(?:for|to|in)-(?:\d|one|two|three|four|five|ten)", re.IGNORECASE)
_SPLIT_BEFORE = re.compile(r"(?:\d|one|two|three|four|five|ten)-(?:for|to|in)-$", re.IGNORECASE)
_TICKER_BEFORE = re.compile(r"\([A-Za-z][A-Za-z0-9 ]{1,30}:\s*(?:[A-Z0-9.]+,\s*)*$")
_DAY_AND_YEAR = re.compile(r"\d{1,2},\s*(?:19|20)\d\d")
_MONTH = re.compile(rf"\b(?:{'|'.join(months())})\b")
_NOTE_MARK = re.compile(r"\((?:Note|Notes?\s)?\s?$", re.IGNORECASE)
_DATE_DIGITS = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_TAG_LINE = re.compile(r"\s*</?[A-Z][A-Z0-9-]*>")
LOOK = 40
LONGEST_RUNNING_HEAD = 80


def kind_of_number(text: str, start: int, end: int) -> TokenKind | None:
    """What the number at these places is, seen from the characters around it in its text; None if nothing tells."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - LOOK) : start]
    is_first = not text[line_start:start].strip(" \t(*•·●-")
    return (
        _rest_of_a_date(text, start, end, line_start)
        or _mark(text, start, end, before, is_first)
        or _part_of_a_word(text, start, end, before)
        or _named(text, start, end, before)
        or _place_or_contact(text, start, end, before)
    )


def _rest_of_a_date(text: str, start: int, end: int, line_start: int) -> TokenKind | None:
    """ "31, 2009" at the start of a line where the month stands in the line above, with figures of its row between."""
    if text[line_start:start].strip() or not _DAY_AND_YEAR.match(text, start, end + 8):
        return None
    above = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : line_start]
    return TokenKind("date", "a date that begins in the line above") if _MONTH.search(above.lower()) else None


def _mark(text: str, start: int, end: int, before: str, is_first: bool) -> TokenKind | None:
    """Enumerators at the start of a line, marks in brackets behind a word."""
    is_small = end - start <= 2
    if is_small and is_first and _ENUMERATOR_BEHIND.match(text, end) and "." not in text[start:end]:
        return TokenKind("enumerator", "a number before a bracket or point at the start of a line")
    if not is_small or not before or text[end : end + 1] != ")":
        return None
    if _NOTE_MARK.search(before):
        is_glued = len(before) > 1 and not before[-2].isspace() and before[-1] == "("
        if is_glued or "ote" in before[-6:]:
            return TokenKind("footnote_mark", "a number in brackets behind a word")
    return None


def _part_of_a_word(text: str, start: int, end: int, before: str) -> TokenKind | None:
    behind = text[end : end + 1]
    if _TIME_BEHIND.match(text, end) or (before.endswith(":") and len(before) > 1 and before[-2].isdigit()):
        return TokenKind("time", "a time of day")
    if _SPLIT.match(text, end) or _SPLIT_BEFORE.search(before):
        return TokenKind("name", "a ratio of a stock split")
    if _LINK.search(before):
        return TokenKind("contact", "part of an address on the net")
    if before[-1:].isalpha() or (before[-1:] in ("-", "/", "_") and before[-2:-1].isalpha()):
        return TokenKind("name", "digits inside a word")
    if behind.isalpha() or (behind in "-_/" and behind and text[end + 1 : end + 2].isalpha()):
        return TokenKind("name", "digits inside a word")
    return None


def _named(text: str, start: int, end: int, before: str) -> TokenKind | None:
    word = _WORD_BEFORE.search(before)
    kind = named_numbers().get(word.group(1).lower()) if word else None
    if kind is None or word is None:
        return None
    return TokenKind(kind, f'a number behind "{word.group(1)}"')


def _place_or_contact(text: str, start: int, end: int, before: str) -> TokenKind | None:
    size = end - start
    if _TICKER_BEFORE.search(before):
        return TokenKind("ticker", "the code of a share behind the name of an exchange")
    if _PHONE_BEFORE.search(before) or (2 <= size <= 12 and _is_phone(text, start)):
        return TokenKind("contact", "part of a telephone number")
    if size == 5 and text[start:end].isdigit() and _ZIP.search(before):
        return TokenKind("address", "a postal code behind the name of a state")
    if _STREET_BEHIND.match(text, end):
        return TokenKind("address", "the number of a house")
    return None


def _is_phone(text: str, start: int) -> bool:
    match = _PHONE.match(text, start)
    return match is not None and sum(character.isdigit() for character in match.group()) >= 7


def kind_of_line(line: str) -> TokenKind | None:
    """What the numbers of a line are that is no text: a page number or a tag."""
    if _PAGE.fullmatch(line) or (len(line) <= LONGEST_RUNNING_HEAD and _PAGE_OF.fullmatch(line)):
        return TokenKind("page_number", "the number of a page alone on its line")
    if _TAG_LINE.match(line):
        return TokenKind("name", "a tag of the submission")
    return None
