"""Who published a release, when, under which title: the identity that a document states of itself.

Read from the dateline of a newswire, the ticker in brackets, the cover of a filing or the tagged head of a
submission, in this order. What the release reports on (periods, figures) does not belong here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import PurePath

from dagster_project.parsing.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.model import RoundingMode
from dagster_project.parsing.period_words import PeriodWord, lower_case, period_words
from dagster_project.parsing.vocabulary import exchanges, newswires

TOP_LINES = 400
"""Cover pages and tagged heads are long; the dateline stands within these lines."""

_PARAGRAPH = 900
_SEPARATOR = re.compile(r"--+|\s-\s|[–—]|/\s|\d:\s|Wire\)\s", re.IGNORECASE)
_SAYS = r"(?:today\s+)?(?:announce[sd]|report(?:s|ed)|released|disclosed)\b"
_DATELINE = re.compile(
    r"^\s*[A-Z][A-Za-z.'\- ]{1,30}(?:,\s?[A-Z][A-Za-z. ]{1,20}){0,2}\s*,?\s*"
    r"(?:--|-|–|—|,|:|/|\(|[A-Z][a-z]{2,8}\.?\s\d)",
)
_SAID = re.compile(rf"(?:--+|\s-\s|[–—]|/\s|\d:\s)\s*(?P<name>[A-Z][^()\n]{{1,80}}?)\s+{_SAYS}")
_BRACKETS_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_NAME_RUN = re.compile(r"(?:(?:[A-Z0-9][\w.,'&!\-]*|of|and|the|de|&)\s+)*[A-Z0-9][\w.,'&!\-]*$")
_EXACT_NAME = re.compile(r"^[ \t]*(?P<name>\S[^\n]*?)[ \t]*\n(?:[ \t_\-]*\n)*[ \t]*\(Exact name of registrant", re.I | re.M)
_TAGGED_NAME = re.compile(r"COMPANY CONFORMED NAME:\s*(?P<name>\S[^\n]*)")
_TAGGED_DATE = re.compile(r"FILED AS OF DATE:\s*(?P<date>\d{8})")
_TAGGED_FORM = re.compile(r"CONFORMED SUBMISSION TYPE:\s*(?P<form>\S+)")
_DATE_OF_REPORT = re.compile(r"Date of (?:earliest event )?report[^:]*:", re.IGNORECASE)
_STATEMENT = re.compile(r"(?:consolidated|condensed)[\w\s,]*(?:balance sheets?|statements? of|financial)", re.IGNORECASE)
_TITLE_WORDS = re.compile(r"\b(?:results?|reports?|announces?|earnings|quarter|fiscal|profits?|net income|year)\b", re.I)
_NO_TITLE = re.compile(r"exhibit|contact|immediate release|news release|press release|<|@|www\.|\d{3}[.\-)]\s?\d{3}", re.I)
_RULE = re.compile(r"[\s\-=_*]*")
_ROUNDING = re.compile(r"round|truncat|disregard|discard")
_TRUNCATED = re.compile(r"rounded down|truncat|(?:less than|fractions?)[^.]{0,60}(?:disregard|discard|omitted)")
_ROUNDED = re.compile(r"(?:are|is|been|were) rounded|rounded (?:off|to|up)|due to rounding|rounding (?:difference|adjust)")
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")


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
    lines: Sequence[str], file_name: str, calendar: FiscalCalendar = FiscalCalendar()
) -> ReleaseIdentity:
    """Reads the identity of a release; the calendar gives a dateline its year where it prints none."""
    top = "\n".join(lines[:TOP_LINES])
    dateline = _find_dateline(lines[:TOP_LINES])
    paragraph = "\n".join(lines[dateline : dateline + 12])[:_PARAGRAPH] if dateline is not None else ""
    ticker = _ticker_pattern().search(paragraph)
    issuer = _issuer(paragraph, ticker, top, lines)
    published = _published_on(paragraph, top, lines, calendar)
    form = _TAGGED_FORM.search(top)
    kind = form["form"].lower() if form else "release"
    return ReleaseIdentity(
        issuer_name=issuer,
        tickers=_tickers(paragraph) or _tickers("\n".join(lines)),
        title=_title(lines, dateline),
        published_on=published,
        newswire=_newswire(paragraph or top),
        rounding_mode=_rounding_mode(lines),
        slug=_slug(issuer, published, kind, file_name),
    )
