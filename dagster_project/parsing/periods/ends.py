"""Finds every place of a document that says when a period ended: "fourth quarter ended June 30, 2005".

What these places teach about the issuer's calendar is in `fiscal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dagster_project.parsing.periods.fiscal_calendar import nominal_month
from dagster_project.parsing.periods.meaning import LABEL_KINDS, LENGTH_KINDS, period_months
from dagster_project.parsing.periods.words import PeriodWord, words_of
from dagster_project.parsing.vocabulary import months

_ENDED = re.compile(r"end(?:ed|ing)(?=[\s:,.])")
_DATE_NEXT = re.compile(rf"[\s:,]*(?:on\s+)?(?:\([^()]*\)\s*)?(?:{'|'.join(months())}|\d)")
_NEXT_TO = re.compile(r"[\s:,]*(?:on\s+)?(?:\([^()]*\)\s*)?")
LOOK_BACK, _LOOK_AHEAD = 48, 48
_LABEL_BEHIND_A_DATE = 8
_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """A place that says that a period of some length ended on a day ("year ended June 30, 2005")."""

    position: int
    lengths: tuple[PeriodWord, ...]
    is_fiscal: bool
    month: int
    day: date | None
    label: PeriodWord | None
    """A fiscal label before "ended", or in brackets behind the date."""

    @property
    def months(self) -> int:
        """Length of the period in months; 0 where the words do not tell it."""
        return next((period_months(word) for word in self.lengths), 0)


def period_ends(lowered: str) -> Iterator[PeriodEnd]:
    """Every end of a period in a lower-case text, in document order; ends without a date are left out."""
    for match in _ENDED.finditer(lowered):
        date_next = _DATE_NEXT.match(lowered, match.end())
        if date_next is None or not _reads_on(lowered, match.start(), date_next.end()):
            continue
        begin = max(0, match.start() - LOOK_BACK)
        window = lowered[begin : match.end() + _LOOK_AHEAD]
        end = _end_in(window, match.start() - begin, begin)
        if end is not None:
            yield end


def _reads_on(lowered: str, ended_at: int, date_at: int) -> bool:
    """The date belongs to the "ended" before it: between lines set in columns it stands under it or further left.

    "Three months ended   Year ended" over "March 31, 1999   December 31, 1998": the first date is not of the year.
    """
    line_end = lowered.find("\n", ended_at, date_at)
    if line_end < 0:
        return True
    begin = lowered.rfind("\n", 0, ended_at) + 1
    below = lowered.rfind("\n", 0, date_at) + 1
    if not _COLUMNS.search(lowered[begin:line_end].strip()):
        return True
    return abs((date_at - below) - (ended_at - begin)) <= _BESIDE


_COLUMNS = re.compile(r"\S {3,}\S")
_BESIDE = 12
"""Characters between the places of "ended" and of the date under it, at most."""


def _end_in(window: str, ended_at: int, position: int) -> PeriodEnd | None:
    words = words_of(window)
    index = next((i for i, word in enumerate(words) if word.kind == "ended" and word.end > ended_at), len(words))
    if index + 1 >= len(words) or words[index].start > ended_at:
        return None
    named = words[index + 1]
    if named.kind not in ("date", "month_day") or not _NEXT_TO.fullmatch(window, words[index].end, named.start):
        return None
    lengths = tuple(_lengths_before(window, words[: index + 1]))
    day = date(named.first, named.second, named.third) if named.kind == "date" else None
    month = nominal_month(day)[1] if day else nominal_month(date(_ANY_YEAR, named.second, named.third))[1]
    is_fiscal = bool(lengths) and window.startswith("fiscal", lengths[0].start)
    labels = [length for length in lengths if length.kind in LABEL_KINDS and length.first]
    label = labels[0] if labels else _bracketed_label(window, words[index + 1 :])
    return PeriodEnd(position + named.start, lengths, is_fiscal, month, day, label)


def _lengths_before(window: str, words: Sequence[PeriodWord]) -> Iterator[PeriodWord]:
    """Lengths that lead up to the last word ("for the quarter and six months ended"); a label only next to it."""
    after = words[-1]
    for length in reversed(words[:-1]):
        is_next = after is words[-1]
        is_length = length.kind in LENGTH_KINDS or (length.kind in LABEL_KINDS and (is_next or not length.first))
        gap = window[length.end : after.start].strip(" \n,-")
        if not is_length or gap not in (("", "period", "periods") if is_next else ("and", "&")):
            return
        yield length
        after = length


def _bracketed_label(window: str, words: Sequence[PeriodWord]) -> PeriodWord | None:
    if len(words) < 2 or words[1].kind not in LABEL_KINDS or not words[1].first:
        return None
    gap = window[words[0].end : words[1].start]
    return words[1] if "(" in gap and len(gap) <= _LABEL_BEHIND_A_DATE else None
