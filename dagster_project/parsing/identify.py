"""Who published a release, when, under which title: the identity that a document states of itself.

Read from the opening sentence ("TOWN, June 1, 2009 (WIRE) -- Name (Exchange: CODE) today announced"), else from the
cover of a filing or the tagged head of a submission. What the release reports on does not belong here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePath

from dagster_project.parsing.issuers import (
    LONGEST_OPENING,
    NO_NAME,
    Opening,
    find_opening,
    issuer_elsewhere,
    tickers_in,
)
from dagster_project.parsing.model import RoundingMode
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.words import PeriodWord, lower_case, period_words
from dagster_project.parsing.places import places
from dagster_project.parsing.prose.paragraphs import has_wrapped_lines
from dagster_project.parsing.vocabulary import newswires
from dagster_project.parsing.vocabulary.patterns import any_of

TOP_LINES, TOP_CHARACTERS = 400, 60_000
"""Cover pages and tagged heads are long; the opening sentence stands within these lines."""

LONGEST_BETWEEN = 16
"""Characters between "ended" or "as of" and the day: a headline's "at $4.18" ends no period."""

_TITLE_LINES = 40
_LONGEST_TITLE = 250
_LONGEST_DATE = 60
"""Characters of a line that is a date with its weekday, its time and its zone."""
_NO_CALENDAR = FiscalCalendar()

_TAGGED_DATE = re.compile(r"FILED AS OF DATE:\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_TAGGED_FORM = re.compile(r"CONFORMED SUBMISSION TYPE:\s*(?P<form>\S+)")
_DATE_OF_REPORT = re.compile(r"Date of (?:earliest event )?report[^:]*:", re.IGNORECASE)
_TITLE_WORDS = re.compile(
    r"\b(?:results?|reports?|announces?|earnings|quarter|fiscal|profits?|net income|year)\b", re.IGNORECASE
)
_PAGE_OF_THE_RELEASE = re.compile(r"<PAGE>|^[ \t]*Exhibit[ \t]+99(?:\.\d+)?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_RULE = re.compile(r"[\s\-=_*]+")
_TRUNCATED = re.compile(
    r"rounded\s+down|truncated|(?:less\s+than|fractions?)[^.]{0,60}(?:disregarded|discarded|omitted)"
)
_LAST_DIGIT_WORDS = ("round", "truncat", "less than", "fraction")
_ROUNDED = re.compile(r"(?:are|is|been|were)\s+rounded|rounded\s+(?:off|to|up)|due\s+to\s+rounding")


@dataclass(frozen=True, slots=True)
class ReleaseIdentity:
    """What a release says of itself; None where it does not say it."""

    issuer_name: str | None
    tickers: tuple[str, ...]
    """Exchange and code, such as "NASDAQ:ABCD"."""
    title: str | None
    published_on: date | None
    newswire: str | None
    rounding_mode: RoundingMode | None
    slug: str
    """Readable name: issuer, date, kind; the file's own name where neither issuer nor date is known."""


def identify_release(
    lines: Sequence[str], file_name: str, calendar: FiscalCalendar = _NO_CALENDAR, cover: Sequence[str] = ()
) -> ReleaseIdentity:
    """Reads the identity of a release; the calendar gives a dateline its year where it prints none.

    `cover` is what a submission prints before the release. It has a say where the release itself has none.
    """
    begin = next((index for index, line in enumerate(lines) if line.strip()), 0) if cover else 0
    line_end = "\n" if has_wrapped_lines(lines) else "\n\n"
    top = line_end.join(lines[begin : begin + TOP_LINES])[:TOP_CHARACTERS]
    front = "\n".join((*cover[:TOP_LINES], top))
    text = line_end.join(lines)
    opening = find_opening(top)
    issuer = opening.name if opening else issuer_elsewhere(front, text)
    published = _published_on(top, front, opening, calendar)
    form = _TAGGED_FORM.search(front)
    dateline = top[max(0, opening.start - 200) : opening.start] if opening else top
    return ReleaseIdentity(
        issuer_name=issuer,
        tickers=tickers_in(top[opening.start : opening.end] if opening else "") or tickers_in(text),
        title=None if opening is None and form else _title(top, opening),
        published_on=published,
        newswire=_newswire(dateline),
        rounding_mode=_rounding_mode(text),
        slug=_slug(issuer, published, form["form"] if form else "release", file_name),
    )


def _published_on(top: str, front: str, opening: Opening | None, calendar: FiscalCalendar) -> date | None:
    if opening is not None:
        before = top[max(0, opening.start - LONGEST_OPENING) : opening.start]
        dated = _last_date(before, calendar)
        if dated is not None:
            return dated
    cover = _DATE_OF_REPORT.search(front)
    if cover is not None:
        reported = _last_date(front[cover.end() : cover.end() + 60].split("\n\n", maxsplit=1)[0], calendar)
        if reported is not None:
            return reported
    tagged = _TAGGED_DATE.search(front)
    if tagged is not None:
        return _date(int(tagged["year"]), int(tagged["month"]), int(tagged["day"]))
    return _date_alone(top)


_TIME = re.compile(r"\s+(?:at\s+)?\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z][A-Za-z]*){0,3}\s*$")


def _date_alone(top: str) -> date | None:
    """The first line at the top that is a date, with its time perhaps, and nothing else."""
    for written in map(str.strip, top.split("\n")[:_TITLE_LINES]):
        if len(written) > _LONGEST_DATE or not any(map(str.isdigit, written)):
            continue
        line = _TIME.sub("", written)
        alone = line.strip(" .,")
        words = list(period_words(lower_case(line)))
        if len(words) == 1 and words[0].kind == "date" and len(alone) == words[0].end - words[0].start:
            return _with_year(words[0], _NO_CALENDAR)
    return None


def _last_date(text: str, calendar: FiscalCalendar) -> date | None:
    """The last date of a text that is not said to end a period."""
    words = list(period_words(lower_case(text)))
    for index in range(len(words) - 1, -1, -1):
        before = words[index - 1] if index else None
        ends_a_period = (
            before is not None
            and before.kind in ("ended", "instant")
            and words[index].start - before.end <= LONGEST_BETWEEN
        )
        if words[index].kind in ("date", "month_day") and not ends_a_period:
            return _with_year(words[index], calendar)
    return None


def _with_year(word: PeriodWord, calendar: FiscalCalendar) -> date | None:
    """A dateline without its year is of the first such day after the period that the release reports on."""
    if word.first:
        return _date(word.first, word.second, word.third)
    end = calendar.current_end
    if end is None:
        return None
    candidates = (_date(year, word.second, word.third) for year in (end.year, end.year + 1))
    return next((day for day in candidates if day is not None and day > end), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _newswire_pattern() -> re.Pattern[str]:
    names = any_of(name.lower() for name in newswires())
    return re.compile(rf"[(/]\s*(?P<name>{names})[^)/\n]{{0,20}}[)/]", re.IGNORECASE)


def _newswire(text: str) -> str | None:
    match = _newswire_pattern().search(text)
    if match is None:
        return None
    printed = " ".join(match["name"].split()).casefold()
    return next(known for name, known in newswires().items() if name.casefold() == printed)


def _title(top: str, opening: Opening | None) -> str | None:
    """The headline: the first block above the opening sentence that speaks of results."""
    page = _PAGE_OF_THE_RELEASE.split(top[: opening.start])[-1] if opening else top
    lines = page.split("\n")[:-1]
    blocks = list(_blocks(lines[-_TITLE_LINES:] if opening else lines[:_TITLE_LINES]))
    headlines = [block for block in blocks if len(block) <= _LONGEST_TITLE and not block.endswith(".")]
    speaking = [block for block in headlines if _TITLE_WORDS.search(block)]
    return next(iter(speaking), headlines[-1] if headlines and opening else None)


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Runs of lines between blank lines; rules inside a headline do not cut it."""
    block: list[str] = []
    for line in [*lines, ""]:
        if not line.strip() or NO_NAME.search(line):
            if block:
                yield " ".join(" ".join(block).split())
            block = []
        elif not _RULE.fullmatch(line):
            block.append(line)


def _rounding_mode(text: str) -> RoundingMode | None:
    """What is said of the last digit; cutting off is said more rarely and more exactly than rounding."""
    lowered = lower_case(text)
    found = [place for word in _LAST_DIGIT_WORDS for place in places(lowered, word)]
    windows = [lowered[max(0, place - 20) : place + 90] for place in found]
    if any(_TRUNCATED.search(window) for window in windows):
        return "truncate"
    return "round" if any(_ROUNDED.search(window) for window in windows) else None


def _slug(issuer: str | None, published: date | None, kind: str, file_name: str) -> str:
    if issuer is None or published is None:
        return _slug_words(PurePath(file_name).stem) or "release"
    return "-".join((_slug_words(issuer), published.isoformat(), _slug_words(kind)))


def _slug_words(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
