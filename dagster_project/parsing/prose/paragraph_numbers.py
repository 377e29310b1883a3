"""Sorts the numbers of a paragraph: figures here; dates, names of periods, marks and references there.

What the figures say is read in `claims`; numbers that nothing here explains are accounted for in `tokens`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dagster_project.parsing.periods.words import PeriodWord
from dagster_project.parsing.prose.amounts import NUMERIC_TOKEN, Amount, read_amount
from dagster_project.parsing.prose.number_rules import TokenKind
from dagster_project.parsing.prose.ranges import whole_ranges
from dagster_project.parsing.prose.token_kinds import kind_of_number, kind_of_word
from dagster_project.parsing.records import maker

_WITHOUT_DIGITS = frozenset(("ended", "instant", "interim", "year_earlier", "quarter_earlier"))
_TIME_UNITS = frozenset(("years", "year", "months", "month", "weeks", "week", "days", "day", "hours", "minutes"))
"""A length of time is no figure of a company's accounts, and often part of another figure's name."""


class OtherNumber(NamedTuple):
    """A number that is no figure; positions are half-open."""

    start: int
    end: int
    kind: TokenKind


_other = maker(OtherNumber)


def sort_numbers(text: str, words: Iterable[PeriodWord]) -> tuple[Sequence[Amount], Sequence[OtherNumber]]:
    """The figures of a text and its other numbers, both from left to right; `words` are its period words."""
    figures: list[Amount] = []
    others: list[OtherNumber] = []
    dated = (word for word in words if word.kind not in _WITHOUT_DIGITS)
    word = next(dated, None)
    position = 0
    for token in NUMERIC_TOKEN.finditer(text):
        start, end = token.span()
        while word is not None and word.end <= start:
            word = next(dated, None)
        if start < position:
            continue
        if word is not None and word.start < end:
            if word.start <= start and end <= word.end:
                others.append(_other((start, end, kind_of_word(word))))
            continue
        figure = read_amount(text, start, end)
        if figure is not None:
            end, position = figure.token_end, figure.end
            if figure.unit is not None and figure.unit not in _TIME_UNITS:
                figures.append(figure)
                continue
        kind = kind_of_number(text, start, end)
        if kind is not None:
            others.append(_other((start, end, kind)))
        elif figure is not None and figure.unit is None:
            figures.append(figure)
    return whole_ranges(text, figures), others
