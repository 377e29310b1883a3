"""The parts of one period that a head, a label or a caption names: days, years, fiscal labels, lengths.

Which period they make, together with what the caption adds, does not belong here (`naming`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.meaning import LABEL_KINDS, LENGTH_KINDS, day_of
from dagster_project.parsing.periods.words import PeriodWord, lower_case, period_words
from dagster_project.parsing.vocabulary import months
from dagster_project.parsing.vocabulary.patterns import any_of

_GLUED_END = re.compile(r"(?<=ended|nding)(?=[a-z])")
_UP_TO = re.compile(rf"\b(year|months|weeks)\s+to\s+(?=\d{{1,2}}\s+[a-z]{{3}}|{any_of(months())}\b)")
_SLASH_DAY = re.compile(r"\b(ended|ending)\s+(\d{1,2})/(\d{1,2})(?![/\d])")
_COMPARISON = re.compile(r"\b(?:vs\.?|versus|compared|over|change[sd]?|growth|from)\b|%")
_BALANCE = re.compile(r"\bbalances?\b")
_FROM = re.compile(r"\bperiod\s+(?:from|beginning|commencing)\s+(?:on\s+)?$")
_THROUGH_AT_ONCE = re.compile(r"\s*(?:\([^()]*\)\s*)?,?\s*(?:to|through|until)\s+")
_THROUGH = re.compile(r"\b(?:to|through|until)\b|[-–]")


@dataclass(frozen=True, slots=True)
class Parts:
    """What one text says of a period, each kind in the order printed."""

    days: tuple[date, ...] = ()
    month_days: tuple[tuple[int, int], ...] = ()
    years: tuple[int, ...] = ()
    labels: tuple[PeriodWord, ...] = ()
    lengths: tuple[PeriodWord, ...] = ()
    is_instant: bool = False
    is_range: bool = False
    is_comparison: bool = False
    is_balance: bool = False
    begun: tuple[tuple[date, date], ...] = ()
    """First and last days of periods "from June 3, 1996 (inception) to December 31, 1996"."""

    @property
    def is_empty(self) -> bool:
        """No word in the text tells a period."""
        return not (self.days or self.month_days or self.years or self.labels or self.lengths)

    @property
    def all_years(self) -> set[int]:
        """Every year named, alone or in a date or a label."""
        return {*self.years, *(day.year for day in self.days), *(label.first for label in self.labels if label.first)}

    @property
    def all_month_days(self) -> set[tuple[int, int]]:
        """Every day of a year named, with or without the year."""
        return {*self.month_days, *((day.month, day.day) for day in self.days)}


NOTHING = Parts()


@lru_cache(maxsize=8192)
def read_parts(text: str, calendar: FiscalCalendar) -> Parts:
    """What a text says; `NOTHING` where no word of it tells a period."""
    lowered = _with_plain_ends(lower_case(text))
    words = tuple(period_words(lowered))
    if not words:
        return NOTHING
    dated = [(word, day) for word in words if (day := day_of(word, calendar)) is not None]
    return Parts(
        days=tuple(day for _, day in dated),
        month_days=tuple((word.second, word.third) for word in words if word.kind == "month_day"),
        years=tuple(word.first for word in words if word.kind == "year"),
        labels=tuple(word for word in words if word.kind in LABEL_KINDS),
        lengths=_lengths(words, lowered),
        is_instant=any(word.kind == "instant" for word in words),
        is_range=len(dated) == 2 and bool(_THROUGH.search(lowered, dated[0][0].end, dated[1][0].start)),
        is_comparison=bool(_COMPARISON.search(lowered)),
        is_balance=bool(_BALANCE.search(lowered)),
        begun=tuple(
            (first, last)
            for (begin, first), (end, last) in pairwise(dated)
            if first < last
            and _FROM.search(lowered, 0, begin.start)
            and _THROUGH_AT_ONCE.fullmatch(lowered, begin.end, end.start)
        ),
    )


def _with_plain_ends(lowered: str) -> str:
    """The words of a head that end a period as most issuers print them: "year to 31 March", "ended 3/31"."""
    plain = _UP_TO.sub(r"\1 ended ", _GLUED_END.sub(" ", lowered))
    return _SLASH_DAY.sub(lambda match: f"{match[1]} {_MONTHS.get(int(match[2]), match[2])} {match[3]}", plain)


_MONTHS = {number: name for name, number in reversed(months().items())}


def _lengths(words: tuple[PeriodWord, ...], lowered: str) -> tuple[PeriodWord, ...]:
    """Lengths that stand for a period; "year" alone does so only before "ended" ("change year over year" does not)."""
    lengths = tuple(word for word in words if word.kind in LENGTH_KINDS)
    if any(word.kind == "ended" for word in words):
        return lengths + tuple(word for word in words if word.kind in LABEL_KINDS and not word.first)
    if len(words) == len(lengths) and not _COMPARISON.search(lowered):
        return lengths
    return tuple(word for word in lengths if word.kind == "interim" or _is_counted(lowered[word.start : word.end]))


def _is_counted(text: str) -> bool:
    return not text.startswith(("fiscal", "full", "calendar", "year", "quarter", "half"))
