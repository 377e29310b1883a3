"""Finds the name and the tickers of the company that publishes a document.

Where the name stands: in the opening sentence, on the cover of a filing, in the tagged head of a submission, before
a ticker, or over the title of a statement. Date and title are read in `identify`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dagster_project.parsing.places import matches_from
from dagster_project.parsing.vocabulary import exchanges
from dagster_project.parsing.vocabulary.patterns import any_of

LONGEST_OPENING = 400
"""How far before "today announced" the opening sentence may begin."""

_SAYS = re.compile(
    r"\b(?P<plain>today,?\s+(?:announced|reported|released|disclosed)|(?:announced|reported|released)\s+today|"
    r"(?:announced|reported)\s+(?:[a-z]+\s+){0,2}(?:results|earnings|net\s+income))\b"
    r"|\b(?:today\s+)?(?:announce|report|release|publishe?|post)[sd]?(?:ed)?\s+(?:[\w’'/\-]+,?\s+){0,9}?"
    r"(?:results|earnings|(?:net\s+)?(?:income|loss|profit|sales|revenues?)|performance)\b"
)
"""What is said plainly names the issuer anywhere; other words do so behind a dateline or a ticker."""
_SAYING = ("today", "announce", "report", "release", "publish", "post")
_DATELINE = re.compile(r"\b(?:19|20)\d\d\b|/\s*-|\)\s*[-–—]")
_SEPARATORS = (
    re.compile(r"--+|\s-\s|[–—―]|/\s|\d:\s|\.\s\.\s\."),
    re.compile(r"\n\s*\n|[^\S\n]{2,}"),
)
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_NEAR = 160
_BRACKETS_BEHIND = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])[\s,]*$")
_NAME = re.compile(
    r"(?:(?:{word}|of|and|the|de|&),?\s+)*{word}(?:,\s(?:Inc|Ltd|Co|Corp|LLC)\.?)?(?:,?\s(?:plc|p\.l\.c\.))?$".replace(
        "{word}", r"(?<!\w)@?(?:[a-z]{1,2}(?=[A-Z]))?[A-Z0-9][\w.'’&!\-]*"
    )
)
"""Capitalized words; some names begin in lower case ("eBay") or with a sign."""
_PLACE = re.compile(
    r"(?:[A-Z][\w.]*-based\s+)|(?:(?:At|In|On|The company)\s+)|Today,\s+"
    r"|^[A-Z][A-Z .]+,\s[A-Z][A-Za-z]{1,9}\.\s(?=[A-Z][a-z])"
)
_EXACT_NAME = "(exact name of registrant"
_LETTER = re.compile(r"[A-Za-z]")
_TAGGED_NAME = re.compile(r"COMPANY CONFORMED NAME:\s*(?P<name>\S[^\n]*)")
_STATED_NAME = re.compile(
    r"^[^\w\n]*(?:Company\s[Nn]ame|Name\sof\s(?:[Ll]isted\s)?[Cc]ompany|COMPANY\sNAME)\s*:\s*(?P<name>[^\n(]+)",
    re.MULTILINE,
)
"""The forms of exchanges state it ("Company name: Example Co., Ltd.")."""
_STATEMENT = re.compile(r"(?:consolidated|condensed)[\w\s,]{0,60}(?:balance sheets?|statements? of)", re.IGNORECASE)
NO_NAME = re.compile(
    r"^\W*(?:exhibit|contacts?|for immediate|news release|press release|page)\b|[<@|]|www\.|\d{3}[.\-)]\s?\d{3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The name in the opening sentence and where it stands in the top of the document."""

    name: str
    start: int
    end: int


def find_opening(top: str) -> Opening | None:
    """The name before the first "today announced" of the top of a document."""
    for says in matches_from(_SAYING, _SAYS, top):
        begin = max(0, says.start() - LONGEST_OPENING)
        sentence = top[begin : says.start()]
        tickers = _printed_tickers(sentence)
        if not says["plain"] and not (tickers or _DATELINE.search(_PARAGRAPH_END.split(sentence)[-1])):
            continue
        name = _name_before(sentence[: tickers[-1].start()] if tickers else sentence)
        if name is not None:
            start = begin + name[1]
            return Opening(name[0], start, says.start())
    return None


def _name_before(text: str) -> tuple[str, int] | None:
    """The name that a text ends with, brackets behind it left out, and where it begins."""
    end = len(text.rstrip(" ,\n"))
    while brackets := _BRACKETS_BEHIND.search(text, 0, end):
        end = len(text[: brackets.start()].rstrip(" ,\n"))
    begin = _name_begin(text, end)
    flat = re.sub(r"[®™]|\(R\)|\(TM\)", "", " ".join(text[begin:end].split())).strip()
    flat = _PLACE.sub("", flat)
    match = _NAME.search(flat)
    if (
        match is None
        or not any(letter.isupper() for letter in match.group().split()[0])
        or len(match.group()) < len(flat) // 2
    ):
        return None
    return match.group(), begin


def _name_begin(text: str, end: int) -> int:
    """Behind the last dash of a dateline that is near; else behind the last blank line."""
    for separator in _SEPARATORS:
        begins = [match.end() for match in separator.finditer(text, max(0, end - _NEAR), end)]
        if begins:
            return begins[-1]
    return 0


def issuer_elsewhere(top: str, text: str) -> str | None:
    """The name on the cover, in the tagged head, before a ticker, or over a statement."""
    tagged = _TAGGED_NAME.search(top)
    stated = tagged or _STATED_NAME.search(top)
    exact = _line_over(top, _EXACT_NAME) or (stated["name"] if stated else None)
    if exact:
        return " ".join(exact.split())
    tickers = _printed_tickers(text)
    named = _name_before(text[max(0, tickers[0].start() - 120) : tickers[0].start()]) if tickers else None
    return named[0] if named else _name_over_a_statement(text)


def _line_over(top: str, words: str) -> str | None:
    """The line with letters over the one that says these words."""
    place = top.lower().find(words)
    above = top[max(0, place - LONGEST_OPENING) : max(0, place)].split("\n")
    return next((line for line in reversed(above[:-1]) if _LETTER.search(line)), None)


def _name_over_a_statement(text: str) -> str | None:
    """Statements are headed by the name of the company, then the title."""
    statement = _STATEMENT.search(text)
    if statement is None:
        return None
    above = [line.strip() for line in text[max(0, statement.start() - 300) : statement.start()].split("\n")]
    names = [line for line in above if line and not NO_NAME.search(line)]
    return names[-1] if names and _NAME.fullmatch(names[-1]) else None


def _printed_tickers(text: str) -> list[re.Match[str]]:
    """Every exchange with its codes in brackets, in document order."""
    return sorted((match for pattern in _ticker_patterns() for match in pattern.finditer(text)), key=re.Match.start)


@cache
def _ticker_patterns() -> tuple[re.Pattern[str], ...]:
    """One for each kind of bracket: a single sign is found ten times faster than one of two."""
    names = any_of(name.lower() for name in exchanges())
    codes = r"[A-Z0-9][A-Z0-9.\-]{0,9}(?:\s*(?:,|/|and)\s*[A-Z0-9][A-Z0-9.\-]{0,9})*"
    inside = (
        rf"(?:[A-Za-z][^():]{{0,20}},\s*)?(?P<exchange>(?i:{names}))\s*(?::|-|–)\s*(?P<codes>{codes})\s*"
        r"(?:[;,\-][^()]{0,80})?[)\]]"
    )
    return re.compile(rf"\({inside}"), re.compile(rf"\[{inside}")


def tickers_in(text: str) -> tuple[str, ...]:
    """Every ticker in brackets, with the one code of its exchange: "NASDAQ:ABCD"."""
    codes_by_name = {" ".join(name.split()).casefold(): code for name, code in exchanges().items()}
    found: list[str] = []
    for match in _printed_tickers(text):
        exchange = codes_by_name[" ".join(match["exchange"].split()).casefold()]
        found += [f"{exchange}:{code}" for code in re.split(r"\s*(?:,|/|\band\b)\s*", match["codes"]) if code]
    return tuple(dict.fromkeys(found))
