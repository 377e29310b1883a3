"""Finds sentences that compare a period with itself: "operating income for 1Q08 will decrease compared to 1Q08".

One of the two names is a misprint; which, nothing here decides. What the figures of a sentence mean is read in
`claims`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from dagster_project.parsing.model import ParseEvent
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.mentions import PeriodMention, find_periods
from dagster_project.parsing.places import matches_from
from dagster_project.parsing.prose.sentence_words import is_compared

STEP = "comparison"

LONGEST_SENTENCE = 400
"""Characters before and behind a comparison that are looked at."""

MAX_LOOKED_AT = 2_000
"""Comparisons whose period stands before them as well; a release has a handful."""

_COMPARED_WITH = re.compile(
    r"\b(?:compared\s+(?:to|with)|versus|vs\.?|than|against)\s+(?:(?:that|those)\s+(?:of|in|for)\s+)?(?:the\s+)?(?=\S*\d)"
)
_COMPARING = ("compared", "versus", "vs", "than", "against")
_SENTENCE_BEGIN = re.compile(r".*(?:[.!?;]\s|\n\s*\n)", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?;](?:\s|$)|\n\s*\n")
_PLANNED = re.compile(r"['’]?s?\s+(?:\w+\s+)?(?:guidance|target|budget|plan|forecast|estimate|outlook|expectation)")


def find_self_comparisons(
    lines: Sequence[str], excluded: Collection[int], calendar: FiscalCalendar
) -> Iterator[ParseEvent]:
    """An event for each such sentence outside of the excluded lines (1-based), at the line of the comparison."""
    text = "\n".join(lines)
    counted, line_number = 0, 1
    for match, begin, end in islice(_repeating(text), MAX_LOOKED_AT):
        line_number += text.count("\n", counted, match.start())
        counted = match.start()
        sentence = text[begin:end]
        twice = _named_twice(sentence, match.end() - begin, calendar)
        if twice and line_number not in excluded:
            yield ParseEvent(STEP, line_number, f"{twice} is compared with itself: '{' '.join(sentence.split())}'")


def _repeating(text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Comparisons whose next word stands before them in their sentence as well, and where that begins and ends."""
    for match in matches_from(_COMPARING, _COMPARED_WITH, text):
        before = text[max(0, match.start() - LONGEST_SENTENCE) : match.start()]
        begin = match.start() - len(before) + _end_of(_SENTENCE_BEGIN.match(before))
        behind = text[match.end() : match.end() + LONGEST_SENTENCE]
        if behind.split(maxsplit=1)[0].rstrip(".,;:)") in text[begin : match.start()]:
            end = _SENTENCE_END.search(behind)
            yield match, begin, match.end() + (end.start() if end else len(behind))


def _end_of(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _named_twice(sentence: str, place: int, calendar: FiscalCalendar) -> str | None:
    """The name of the period that stands at a place of a sentence, if the sentence speaks of that period before."""
    mentions = find_periods(sentence, calendar)
    compared = next((mention for mention in mentions if mention.start == place), None)
    if compared is None or _PLANNED.match(sentence, compared.end):
        return None
    name = _printed(sentence, compared)
    subjects = [mention for mention in mentions if mention.end <= place and not is_compared(sentence, 0, mention.start)]
    is_same = bool(subjects) and _printed(sentence, subjects[-1]) == name and subjects[-1].period == compared.period
    return name if is_same else None


def _printed(sentence: str, mention: PeriodMention) -> str:
    return " ".join(sentence[mention.start : mention.end].split())
