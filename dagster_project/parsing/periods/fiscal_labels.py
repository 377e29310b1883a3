"""Finds the fiscal labels of a document ("FY2008", "1Q09", "fiscal 2009") and the periods that they stand for.

What they teach of the calendar does not belong here (`fiscal`), nor how a single one is decoded (`words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from dagster_project.parsing.model import PeriodDefinition
from dagster_project.parsing.periods.ends import LOOK_BACK, PeriodEnd
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.meaning import LABEL_KINDS, label_period
from dagster_project.parsing.periods.words import PeriodWord, words_of
from dagster_project.parsing.places import places

_LABEL = re.compile(
    r"fy\s*['’]?\d{2,4}|fiscal\s+(?:years?\s+)?(?:\d{4}(?:\s+[a-z1-4]+[\s-]+quarter)?|[a-z1-4]+\s+quarter\s+(?:of\s+)?\d{4})|"
    r"full[\s-]year\s+\d{4}|[1-4]q\s?(?:fy\s?|['’])?\d{2,4}|q[1-4]\s?(?:fy\s?|['’])?\d{2,4}"
)
_QUARTERS = frozenset("1234")
_PART_OF_YEAR = re.compile(r"quarter|half|months|[12]h|h[12]")


def fiscal_labels(lowered: str) -> Iterator[PeriodWord]:
    """Fiscal labels with a year, each with its place in the document, in document order."""
    for at in sorted(_places_of_labels(lowered)):
        match = _LABEL.match(lowered, at)
        before = lowered[max(0, at - LOOK_BACK) : at]
        if match is None or before[-1:].isalnum():
            continue
        is_part = _PART_OF_YEAR.search(before) is not None
        begin = at - len(before) if is_part else at
        for word in words_of(lowered[begin : match.end()]):
            if word.start <= at - begin < word.end and word.kind in LABEL_KINDS and word.first:
                yield word._replace(start=word.start + begin, end=word.end + begin)


def _places_of_labels(lowered: str) -> Iterator[int]:
    """Where a label may begin; looking for its letters is seven times faster than trying the pattern everywhere."""
    for beginning in ("fy", "fiscal", "full year", "full-year"):
        yield from places(lowered, beginning)
    for place in places(lowered, "q"):
        if lowered[place - 1 : place] in _QUARTERS:
            yield place - 1
        elif lowered[place + 1 : place + 2] in _QUARTERS:
            yield place


def define_labels(
    text: str, ends: Iterable[PeriodEnd], labels: Iterable[PeriodWord], calendar: FiscalCalendar
) -> Iterator[PeriodDefinition]:
    """Every fiscal label of the document and its period; of several printings of one the shortest."""
    stated = {_meaning(end.label) for end in ends if end.label is not None}
    shortest: dict[tuple[str, int, int], PeriodWord] = {}
    for label in labels:
        known = shortest.setdefault(_meaning(label), label)
        if label.end - label.start < known.end - known.start:
            shortest[_meaning(label)] = label
    line_number, last = 1, 0
    numbers: dict[int, int] = {}
    for label in sorted(shortest.values(), key=lambda label: label.start):
        line_number += text.count("\n", last, label.start)
        last = label.start
        numbers[label.start] = line_number
    for meaning, label in shortest.items():
        period = label_period(label, calendar)
        if period is not None:
            printed = " ".join(text[label.start : label.end].split())
            evidence: Literal["stated", "derived"] = "stated" if meaning in stated else "derived"
            yield PeriodDefinition(printed, period, evidence, numbers[label.start])


def _meaning(label: PeriodWord) -> tuple[str, int, int]:
    return label.kind, label.first, label.second
