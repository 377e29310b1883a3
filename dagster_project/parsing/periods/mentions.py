"""Reads every mention of a period in a prose text.

The one period of a column head or a row label is read in `periods`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dagster_project.parsing.model import Period
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.meaning import (
    DATE_KINDS,
    LABEL_KINDS,
    LENGTH_KINDS,
    RELATIVE_KINDS,
    day_of,
    in_year,
    label_period,
    period_of_length,
    plain_year,
    reported_period,
    valid_day,
)
from dagster_project.parsing.periods.words import PeriodWord, lower_case, words_of

_AND = re.compile(r"\s*(?:,|,?\s*(?:and|or|&)(?:\s+(?:the\s+)?)?)\s*")
_THROUGH = re.compile(r"\s*(?:\((?:date of )?inception\))?\)?,?\s*(?:to|through|until|-|–)\s*")
_NEXT_TO = re.compile(r"[\s:,]*(?:on\s+)?")
_OF_YEAR = re.compile(r"\s*,?\s*(?:of|in)?\s*(?:the\s+)?")
_END_OF = re.compile(r"end\s+of\s*(?:the\s+)?(?:full\s+)?$")


class PeriodMention(NamedTuple):
    """A place in a text (half-open, 0-based) that names a period."""

    start: int
    end: int
    period: Period
    text: str


def find_periods(text: str, calendar: FiscalCalendar, reported: Period | None = None) -> list[PeriodMention]:
    """Every mention of a known period in a prose text, from left to right.

    "A year ago" goes back from the `reported` period, by default the one that the document reports on.
    """
    return _ProseReader(text, calendar, reported).read()


class _ProseReader:
    """Walks over the period words of one text; each step reads one mention and returns where to go on."""

    def __init__(self, text: str, calendar: FiscalCalendar, reported: Period | None) -> None:
        self.text = text
        self.reported = reported or reported_period(calendar)
        self.lowered = lower_case(text)
        self.words: Sequence[PeriodWord] = words_of(text)
        self.calendar = calendar
        self.mentions: list[PeriodMention] = []
        self.anchor: Period | None = None
        """What "a year ago" goes back from: the latest period named, but none that lies ahead."""

    def read(self) -> list[PeriodMention]:
        index = 0
        while index < len(self.words):
            kind = self.words[index].kind
            if kind in DATE_KINDS:
                index = self._read_date(index)
            elif kind in LENGTH_KINDS or kind in LABEL_KINDS:
                index = self._read_length_or_label(index)
            else:
                self._read_other(self.words[index])
                index += 1
        return self.mentions

    def _read_date(self, index: int) -> int:
        word = self.words[index]
        last = index + 1
        if self._kind(last) in DATE_KINDS and _THROUGH.fullmatch(self._gap(index, last)):
            first_day, last_day = self._day(index), self._day(last)
            if first_day and last_day and first_day <= last_day:
                self._add(word.start, self.words[last].end, Period("duration", first_day, last_day))
            return last + 1
        end = self._day(index)
        if end is None:
            return index + 1
        is_month = word.kind == "month_year" and not self._follows_instant_word(index)
        period = self.calendar.ending(end, months=1) if is_month else Period("instant", None, end)
        self._add(word.start, word.end, period)
        return index + 1 if is_month else self._read_more_dates(index + 1, end, None)

    def _read_length_or_label(self, index: int) -> int:
        lengths = [index]
        while self._is_another_length(lengths[-1] + 1):
            lengths.append(lengths[-1] + 1)
        date_index = lengths[-1] + 2
        if self._is_ended_on_a_date(lengths[-1]):
            end = self._day(date_index)
            if end is None:
                return date_index + 1
            for length in lengths:
                stop = self.words[date_index if length == lengths[-1] else length].end
                self._add(self.words[length].start, stop, period_of_length(self.words[length], end, self.calendar))
            return self._read_more_dates(date_index + 1, end, self.words[lengths[-1]])
        return self._read_label(index)

    def _read_label(self, index: int) -> int:
        word = self.words[index]
        period = label_period(word, self.calendar)
        if period is None:
            return index + 1
        if _END_OF.search(self.lowered[max(0, word.start - 20) : word.start]):
            period = Period("instant", None, period.end)
        index += 1
        if self._kind(index) == "year_earlier" and _OF_YEAR.fullmatch(self._gap(index - 1, index)) and not word.first:
            earlier = self.calendar.year_earlier(period)
            if earlier is not None:
                self._add(word.start, self.words[index].end, earlier)
            return index + 1
        self._add(word.start, word.end, period)
        while self._kind(index) == "year" and _AND.fullmatch(self._gap(index - 1, index)):
            label = PeriodWord(word.kind, 0, 0, self.words[index].first, word.second)
            another = label_period(label, self.calendar)
            if another is not None:
                self._add(self.words[index].start, self.words[index].end, another)
            index += 1
        return index

    def _read_more_dates(self, index: int, first: date, length: PeriodWord | None) -> int:
        """Dates joined to one just read: "December 31, 2004 and 2003"."""
        while self._kind(index) in ("date", "year") and _AND.fullmatch(self._gap(index - 1, index)):
            word = self.words[index]
            end = self._day(index) if word.kind == "date" else in_year(first, word.first, self.calendar)
            if end is not None:
                period = (
                    Period("instant", None, end) if length is None else period_of_length(length, end, self.calendar)
                )
                self._add(word.start, word.end, period)
            index += 1
        return index

    def _read_other(self, word: PeriodWord) -> None:
        if word.kind == "year":
            period = plain_year(word.first, self.calendar)
        elif word.kind in RELATIVE_KINDS:
            period = self._relative(word)
        else:
            return
        if period is not None:
            self._add(word.start, word.end, period)

    def _relative(self, word: PeriodWord) -> Period | None:
        anchor = self.anchor or self.reported
        if anchor is None:
            return None
        if word.kind == "year_earlier":
            return self.calendar.year_earlier(anchor)
        return self.calendar.quarter_earlier(anchor)

    def _is_another_length(self, index: int) -> bool:
        return self._kind(index) in LENGTH_KINDS and bool(_AND.fullmatch(self._gap(index - 1, index)))

    def _is_ended_on_a_date(self, index: int) -> bool:
        return (
            self._kind(index + 1) == "ended"
            and not self._gap(index, index + 1).strip()
            and self._kind(index + 2) in DATE_KINDS
            and bool(_NEXT_TO.fullmatch(self._gap(index + 1, index + 2)))
        )

    def _follows_instant_word(self, index: int) -> bool:
        return (
            index > 0 and self.words[index - 1].kind == "instant" and self._gap(index - 1, index).strip() in ("", "the")
        )

    def _day(self, index: int) -> date | None:
        """The day that a date word names; a day without its year takes the year of the date joined to it."""
        word = self.words[index]
        if word.kind != "month_day":
            return day_of(word, self.calendar)
        if self._kind(index + 1) == "date" and _AND.fullmatch(self._gap(index, index + 1)):
            return valid_day(self.words[index + 1].first, word.second, word.third)
        current = self.calendar.current_end
        return current if current and (current.month, current.day) == (word.second, word.third) else None

    def _kind(self, index: int) -> str:
        return self.words[index].kind if index < len(self.words) else ""

    def _gap(self, index: int, after: int) -> str:
        return self.lowered[self.words[index].end : self.words[after].start]

    def _add(self, start: int, end: int, period: Period) -> None:
        self.mentions.append(PeriodMention(start, end, period, self.text[start:end]))
        is_past = self.calendar.current_end is None or period.end <= self.calendar.current_end
        if is_past and (self.anchor is None or period.end >= self.anchor.end):
            self.anchor = period
