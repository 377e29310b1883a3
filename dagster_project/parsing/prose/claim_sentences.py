"""Reads the figures of one sentence together: name, period and unit of each, by its own words or its neighbours'.

The words between two figures are read in `claim_phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dagster_project.parsing.model import Period
from dagster_project.parsing.periods.mentions import PeriodMention
from dagster_project.parsing.prose.amounts import Amount, currency_in
from dagster_project.parsing.prose.claim_phrases import Phrase, named_behind, read_phrase
from dagster_project.parsing.prose.figures import Figure, named_in_turn
from dagster_project.parsing.prose.sentence_words import (
    counted_unit,
    counted_words,
    is_compared,
    lead_in_start,
    with_whole,
)

_BEHIND = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:per\s+[a-z]+\s*|outstanding\s*|issued\s*|of\s+(?:[a-z]+\s+){1,3})?,?\s*"
    r"(?:(?:in|for|as\s+of|as\s+at|at|during|on|of)\s+)?"
    r"(?:the\s+)?(?:(?:full|end\s+of|entire)\s+(?:the\s+)?)*"
)
_BEFORE = re.compile(r"\s*[:(]?\s*(?:was|were)?\s*")
_OTHER_FORM = re.compile(r"\s*,?\s*or\s*\(?\s*")
_JOINED = re.compile(r"\s*(?:,|,?\s*and|to|or)\s*")
_LISTED = re.compile(r"\s*(?:,|,?\s*and)\s*")
_SAME_UNIT = re.compile(r"\s*(?:to|or|and|-|–|compared\s+(?:to|with)|versus|from|against)\s*")
_OF = re.compile(r"\s+of\s")
_RATE = re.compile(r"\brate\b", re.IGNORECASE)
_PER_SHARE = re.compile(r"\bper\s+(?:[a-z]+\s+){0,2}(share|ads)\b", re.IGNORECASE)
_CONTRAST = re.compile(r"\b(?:whereas|while|but|although|though|there\s+(?:was|were))\b")
CURRENCY_LENGTH = 3
SMALL = 100
LONGEST_LEAD_IN = 40
LONGEST_COUNTED = 80
SUBJECTS_BACK = 12


class Sentence:
    """One sentence (or list line) at a place of a paragraph's text, and the mentions of periods in it.

    `period` is what holds where the sentence says nothing; `lead` heads the list that it is an item of.
    """

    def __init__(
        self,
        text: str,
        place: tuple[int, int],
        mentions: Sequence[PeriodMention],
        *,
        period: Period | None,
        lead: str,
    ) -> None:
        self.text = text
        self.begin, self.end = place
        self.mentions = mentions
        self.period, self.lead = period, lead
        self.blanked = self._without_mentions()
        self.leading_period: Period | None = None
        """The period named before the first figure."""

    def figures(self, amounts: Sequence[Amount]) -> list[Figure]:
        """The figures in the order printed."""
        self.leading_period = self._leading_period(amounts[0].start)
        found: list[Figure] = []
        taken: set[int] = set()
        previous: Figure | None = None
        for index, amount in enumerate(amounts):
            after = amounts[index + 1] if index + 1 < len(amounts) else None
            if self._is_counted(amount):
                found.append(self._count(amount, previous))
                continue
            previous = self._figure(amount, after, previous, found, taken)
            found.append(previous)
        self._share_periods(found)
        if self.text.find("respectively", self.begin, self.end) >= 0:
            return list(named_in_turn(self._with_periods_in_turn(found)))
        return self._with_periods_in_turn(found) if self._is_in_pairs(found) else found

    def _without_mentions(self) -> str:
        """The sentence with each mention of a period and the words that lead to it blanked out."""
        pieces: list[str] = []
        last = self.begin
        for mention in self.mentions:
            start = lead_in_start(self.text, mention.start, max(last, mention.start - LONGEST_LEAD_IN))
            end = max(last, min(mention.end, self.end))
            pieces += (self.text[last : max(start, last)], " " * (end - max(start, last)))
            last = end
        return "".join((*pieces, self.text[last : self.end]))

    def _words(self, start: int, end: int) -> str:
        """The words between two places of the paragraph, without mentions of periods."""
        return self.blanked[max(0, start - self.begin) : max(0, end - self.begin)]

    def _leading_period(self, first: int) -> Period | None:
        for mention in self.mentions:
            if mention.end <= first and not is_compared(self.text, self.begin, mention.start):
                return mention.period
        return None

    def _is_counted(self, amount: Amount) -> bool:
        """A small bare number that counts the noun behind it."""
        if amount.unit is not None or amount.scale_factor != 1 or abs(amount.value) >= SMALL:
            return False
        words = counted_words(self._words(amount.end, amount.end + LONGEST_COUNTED))
        return bool(words) and words[-1].endswith("s")

    def _count(self, amount: Amount, previous: Figure | None) -> Figure:
        words = counted_words(self._words(amount.end, amount.end + LONGEST_COUNTED))
        next_start = previous.next_start if previous else self.begin
        name = " ".join(words)
        return Figure(amount, name, name, None, words[-1], self.leading_period or self.period, False, False, next_start)

    def _figure(
        self,
        amount: Amount,
        after: Amount | None,
        previous: Figure | None,
        found: Sequence[Figure],
        taken: set[int],
    ) -> Figure:
        left_start = previous.next_start if previous else self.begin
        right_end = after.start if after else self.end
        right = self._words(amount.end, right_end)
        is_share = amount.unit == "percent" and _OF.match(right) is not None
        phrase = read_phrase(self._words(left_start, amount.start), "" if is_share else right)
        if not phrase.metric and previous is None and not is_share:
            phrase = named_behind(right)._replace(direction=phrase.direction)
        if previous and previous.direction and self._is_joined(previous.amount, amount):
            phrase = phrase._replace(direction=previous.direction)
        subject = _subject_of(phrase, previous, found)
        name = phrase.metric or (subject.name if subject else self.lead)
        period = self._own_period(amount, left_start, right_end, phrase, taken)
        if previous and period and self._is_bracketed(amount, right_end):
            phrase = phrase._replace(is_comparison=True)
        unit = self._unit(amount, name, previous, after)
        if unit and "/" in unit and _RATE.search(name) and self.mentions and period is None:
            period = self.mentions[-1].period
        inherited = subject.period if subject and not phrase.metric and not phrase.is_comparison else None
        return Figure(
            amount,
            name,
            with_whole(name, right) if is_share and phrase.direction is None else name,
            phrase.direction,
            unit,
            period or inherited,
            period is not None,
            phrase.is_comparison,
            amount.end + phrase.length_behind,
        )

    def _is_bracketed(self, amount: Amount, right_end: int) -> bool:
        """ "24.1% (24.9% for FY2007)": a figure that shares its bracket with its period is compared."""
        if not self.text[max(0, amount.start - 2) : amount.start].rstrip().endswith("("):
            return False
        behind = next((mention for mention in self.mentions if amount.end <= mention.start <= right_end), None)
        return behind is not None and ")" not in self.text[amount.end : behind.start]

    def _is_joined(self, before: Amount, amount: Amount) -> bool:
        """ "up 21% and 22%": what is said of the first is said of the second."""
        return before.unit == amount.unit and _JOINED.fullmatch(self.text, before.end, amount.start) is not None

    def _unit(self, amount: Amount, name: str, previous: Figure | None, after: Amount | None) -> str | None:
        """The unit; where the figure does not print all of it, that of its name, its range or its comparison."""
        unit = amount.unit or counted_unit(name)
        may_share = after is not None and after.unit and (unit is None or after.unit.startswith(f"{unit}/"))
        if may_share and after is not None and _SAME_UNIT.fullmatch(self.text, amount.end, after.start):
            return after.unit
        if unit is None and self.text.endswith("share", 0, amount.end) and previous and previous.unit:
            return f"{previous.unit.partition('/')[0]}/share"
        if unit is None or not unit.isupper() or len(unit) != CURRENCY_LENGTH or amount.scale_factor != 1:
            return unit
        if per_share := _PER_SHARE.search(name):
            return f"{unit}/{'ADS' if per_share[1].lower() == 'ads' else 'share'}"
        if previous and previous.unit and previous.unit.startswith(f"{unit}/") and amount.value.as_tuple().exponent:
            return previous.unit
        other = currency_in(self.text[self.begin : self.end], other_than=unit) if _RATE.search(name) else None
        return f"{unit}/{other}" if other else unit

    def _own_period(
        self, amount: Amount, left_start: int, right_end: int, phrase: Phrase, taken: set[int]
    ) -> Period | None:
        if not self.mentions:
            return None
        before = [m for m in self.mentions if left_start <= m.start and m.end <= amount.start and m.start not in taken]
        if before and _BEFORE.fullmatch(self.text, before[-1].end, amount.start):
            return before[-1].period
        behind = next((mention for mention in self.mentions if amount.end <= mention.start <= right_end), None)
        if behind is not None and _BEHIND.fullmatch(self.text, amount.end + phrase.length_behind, behind.start):
            taken.add(behind.start)
            return behind.period
        stated = [mention for mention in before if not is_compared(self.text, left_start, mention.start)]
        return stated[-1].period if stated else None

    def _share_periods(self, figures: list[Figure]) -> None:
        """A figure without its own period takes that of its other form behind it ("$1 million, or $0.02 per share, in
        2004"), else the one that the sentence begins with, else the one that closes a list, else the one before."""
        for index in range(len(figures) - 2, -1, -1):
            here, after = figures[index], figures[index + 1]
            is_without = after.is_own_period and not here.is_own_period
            if is_without and _OTHER_FORM.fullmatch(self.text, here.amount.end, after.amount.start):
                figures[index] = here._replace(period=after.period, is_own_period=True)
        shared = self.leading_period or self._closing_period(figures) or self.period
        for index, figure in enumerate(figures):
            if figure.period is None and not figure.is_comparison:
                figures[index] = figure._replace(period=shared)

    def _is_in_pairs(self, figures: Sequence[Figure]) -> bool:
        """ "In 2009 and 2010, rent was $5 and $9": a list of periods before a list of as many figures."""
        if len(self.mentions) != len(figures) or len(figures) < 2 or self.mentions[-1].end > figures[0].amount.start:
            return False
        periods = [(mention.start, mention.end) for mention in self.mentions]
        amounts = [(figure.amount.start, figure.amount.end) for figure in figures]
        gaps = ((a[1], b[0]) for places in (periods, amounts) for a, b in pairwise(places))
        return all(_LISTED.fullmatch(self.text, *gap) for gap in gaps)

    def _with_periods_in_turn(self, figures: list[Figure]) -> list[Figure]:
        """ "$5 and $9, up 2% and 3%, for the quarter and the year, respectively": figures and changes take turns."""
        for is_change in (False, True):
            group = [index for index, figure in enumerate(figures) if (figure.direction is not None) == is_change]
            mentions = [m for m in self.mentions if not is_compared(self.text, self.begin, m.start)]
            if len(group) == len(mentions) > 1 and len({mention.period for mention in mentions}) > 1:
                for index, mention in zip(group, mentions, strict=True):
                    figures[index] = figures[index]._replace(period=mention.period)
        return figures

    def _closing_period(self, figures: Sequence[Figure]) -> Period | None:
        """ "revenue of $5, income of $3 and earnings of $1 for 2009": one mention behind the last figure is of all."""
        is_only = len(self.mentions) == 1 and self.mentions[0].start >= figures[-1].amount.end
        has_others = any(figure.is_comparison or figure.direction for figure in figures)
        if not is_only or has_others or not figures[-1].is_own_period:
            return None
        return None if _CONTRAST.search(self.text, self.begin, self.end) else self.mentions[0].period


def _subject_of(phrase: Phrase, previous: Figure | None, found: Sequence[Figure]) -> Figure | None:
    """The figure before whose name a figure without one shares: a change goes back over what was compared with."""
    if phrase.direction is None:
        return previous
    return next(
        (figure for figure in reversed(found[-SUBJECTS_BACK:]) if not figure.is_comparison and figure.metric), previous
    )
