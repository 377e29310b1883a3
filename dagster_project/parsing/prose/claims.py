"""Reads every figure of prose, list lines and notes as a claim: what is said, of which period, in which unit.

Figures and other numbers are told apart in `paragraph_numbers`, the figures of one sentence read in `claim_sentences`.
Whether a claim agrees with the tables is checked in the warehouse, not here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from dagster_project.parsing.model import Claim, Period, Scenario
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.meaning import reported_period
from dagster_project.parsing.periods.mentions import PeriodMention, find_periods
from dagster_project.parsing.periods.words import words_of
from dagster_project.parsing.prose.amounts import Amount
from dagster_project.parsing.prose.claim_sentences import Sentence
from dagster_project.parsing.prose.figures import Figure
from dagster_project.parsing.prose.paragraph_numbers import OtherNumber, sort_numbers
from dagster_project.parsing.prose.paragraphs import Paragraph, paragraphs
from dagster_project.parsing.prose.tokens import ExplainedSpan
from dagster_project.parsing.records import maker

_SENTENCE_END = re.compile(r"[.!?;](?:(?<!;)[\"”’']*\s+(?=[\"“(]?[A-Z0-9])|(?<=;)\s)")
_ABBREVIATION = re.compile(r"(?:(?<![A-Za-z])[A-Z]|\.[A-Z]|\b(?:Inc|Corp|Ltd|Co|No|Mr|Ms|Dr|vs|St|approx))$")
_TARGET_WORDS = ("target", "guidance", "outlook", "forecast", "expect", "anticipate", "estimate", "aim", "will be")
_TARGET = re.compile(rf"\b(?:{'|'.join(_TARGET_WORDS)})(?:s|ed)?\b")
_ITEM_MARK = re.compile(r"\s*(?:\(?\d{1,2}[.)]\s*|\([A-Za-z]+\)\s+|[*•·]\s*|--?\s+)+")
_SENTENCE_WORDS = re.compile(r"\b(?:was|were|is|are|will)\b")
_INTRODUCES = re.compile(r"\bfollowing\s+(?:tables?|information|data)\b")
_SHORTEST_SECTION, _LONGEST_SECTION = 80, 380
"""Days of a period that can hold for a section: a quarter to a year."""
HEADING_LENGTH = 140
LONGEST_SENTENCE = 2000
MAX_CLAIMS = 20_000

_explained = maker(ExplainedSpan)


class Section(NamedTuple):
    """What the headings say that a paragraph stands under."""

    period: Period | None
    lead: str = ""
    """The line before a list ("Number of shares outstanding:"), without its mark."""
    guidance: str = ""
    """The line before a list of what is expected ("We are providing the following guidance:")."""


class ProseNumbers(NamedTuple):
    """What the numbers of prose are, each in document order."""

    claims: tuple[Claim, ...]
    others: tuple[ExplainedSpan, ...]
    """Dates, names of periods, marks, references. What is neither here nor a claim is left to be explained."""


def find_claims(lines: Sequence[str], excluded: Collection[int], calendar: FiscalCalendar) -> ProseNumbers:
    """Every number outside of the excluded lines (1-based numbers of the lines of tables).

    A document with more than `MAX_CLAIMS` is no prose: the numbers behind them are left to be unexplained.
    """
    section = Section(reported_period(calendar))
    claims: list[Claim] = []
    others: list[ExplainedSpan] = []
    for paragraph in paragraphs(lines, excluded):
        if not paragraph.has_digits and not _may_name_a_period(paragraph.text):
            section = _section_after(paragraph, section, ())
            continue
        if len(claims) > MAX_CLAIMS:
            break
        figures, other_numbers = sort_numbers(paragraph.text, words_of(paragraph.text))
        others += [_span(paragraph, number) for number in other_numbers]
        is_head = not figures and (_is_heading(paragraph.text) or _introduces(paragraph.text))
        mentions = find_periods(paragraph.text, calendar, section.period) if figures or is_head else ()
        if figures:
            claims += _claims(paragraph, figures, mentions, section, calendar)
        section = _section_after(paragraph, section, mentions if is_head else ())
    return ProseNumbers(tuple(claims), tuple(others))


def _span(paragraph: Paragraph, number: OtherNumber) -> ExplainedSpan:
    start, end, (kind, reason) = number
    line_number, char_start = paragraph.place(start)
    return _explained((line_number, char_start, char_start + end - start, kind, reason))


def _is_heading(text: str) -> bool:
    if text.rstrip().endswith((".", ",", ";")):
        return False
    words = " ".join(text.split())
    return len(words) <= HEADING_LENGTH and not _SENTENCE_WORDS.search(words)


def _may_name_a_period(text: str) -> bool:
    """A heading such as "Fourth-Quarter Highlights" names a period without a digit."""
    return len(text) <= HEADING_LENGTH and any(part in text.lower() for part in ("quarter", "year", "half"))


def _introduces(text: str) -> bool:
    """ "The following tables are of the fourth quarter": what it says of the period holds for what follows."""
    return "following" in text and _INTRODUCES.search(text) is not None


def _section_after(paragraph: Paragraph, section: Section, mentions: Sequence[PeriodMention]) -> Section:
    """A heading's period holds until the next heading with one."""
    period = next((mention.period for mention in mentions if _may_head_a_section(mention.period)), section.period)
    return Section(period, _lead(paragraph.text, section), _guidance(paragraph.text, section))


def _may_head_a_section(period: Period) -> bool:
    return period.start is not None and _SHORTEST_SECTION <= (period.end - period.start).days <= _LONGEST_SECTION


def _lead(text: str, section: Section) -> str:
    """What a list is headed by; it holds for all items of the list."""
    stripped = text.strip()
    if stripped.endswith(":"):
        return " ".join(_ITEM_MARK.sub("", stripped.rstrip(":"), count=1).split())
    return section.lead if ":" in stripped and len(stripped) <= HEADING_LENGTH else ""


def _guidance(text: str, section: Section) -> str:
    """The sentence that a list of what is expected is headed by; it holds for all items of the list."""
    stripped = text.strip()
    if stripped.endswith(":"):
        return stripped if _speaks_of_targets(stripped) else ""
    return section.guidance if section.guidance and _ITEM_MARK.match(stripped) else ""


def _claims(
    paragraph: Paragraph,
    amounts: Sequence[Amount],
    mentions: Sequence[PeriodMention],
    section: Section,
    calendar: FiscalCalendar,
) -> Iterator[Claim]:
    """Sentence by sentence; the period that one begins with ("For the quarter ...,") holds for the next ones."""
    begin, first, first_mention = 0, 0, 0
    period = section.period
    is_expected = bool(section.guidance) and _ITEM_MARK.match(paragraph.text) is not None
    for end in _sentence_ends(paragraph.text):
        last = bisect_left(amounts, end, first, key=lambda amount: amount.start)
        last_mention = bisect_left(mentions, end, first_mention, key=lambda mention: mention.start)
        inside, near = amounts[first:last], mentions[first_mention:last_mention]
        first, first_mention = last, last_mention
        if inside:
            is_target = is_expected or _speaks_of_targets(paragraph.text[begin:end])
            is_unsure = is_target and period is not None and not _is_ahead(period, calendar)
            default = None if is_unsure else period
            sentence = Sentence(paragraph.text, (begin, end), near, period=default, lead=section.lead)
            for figure in sentence.figures(inside):
                yield _claim(paragraph, figure, calendar, is_target=is_target)
            period = sentence.leading_period or period
        begin = end


def _speaks_of_targets(sentence: str) -> bool:
    return any(word in sentence for word in _TARGET_WORDS) and _TARGET.search(sentence) is not None


def _sentence_ends(text: str) -> Iterator[int]:
    last = 0
    for match in _SENTENCE_END.finditer(text):
        while match.start() - last > LONGEST_SENTENCE:
            last += LONGEST_SENTENCE
            yield last
        if not _ABBREVIATION.search(text, max(0, match.start() - 8), match.start()):
            last = match.start() + 1
            yield last
    while len(text) - last > LONGEST_SENTENCE:
        last += LONGEST_SENTENCE
        yield last
    yield len(text)


def _is_ahead(period: Period, calendar: FiscalCalendar) -> bool:
    return calendar.current_end is not None and period.end > calendar.current_end


def _claim(paragraph: Paragraph, figure: Figure, calendar: FiscalCalendar, *, is_target: bool) -> Claim:
    amount, period = figure.amount, figure.period
    start, end = _on_one_line(paragraph.text, amount)
    line_number, char_start = paragraph.place(start)
    printed = paragraph.text[start:end]
    return Claim(
        line_number,
        char_start,
        char_start + len(printed),
        printed,
        amount.value,
        figure.unit,
        amount.scale_factor,
        figure.metric,
        figure.direction,
        period.kind if period else None,
        period.start if period else None,
        period.end if period else None,
        _scenario(period, calendar, is_target=is_target),
        figure.is_own_period,
    )


def _on_one_line(text: str, amount: Amount) -> tuple[int, int]:
    """The part of the figure on the line of its digits: its currency or scale may have gone to another one."""
    line_start = text.rfind("\n", 0, amount.token_start) + 1
    line_end = text.find("\n", amount.token_start)
    return max(amount.start, line_start), min(amount.end, line_end if line_end >= 0 else amount.end)


def _scenario(period: Period | None, calendar: FiscalCalendar, *, is_target: bool) -> Scenario:
    if period is not None and not _is_ahead(period, calendar):
        return "actual"
    return "target" if is_target or (period is not None and period.start is not None) else "actual"
