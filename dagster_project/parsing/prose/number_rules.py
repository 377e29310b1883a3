"""Rules by which the characters beside a number tell that it is no figure: a time, a telephone, a name, a fraction.

Kinds that need more than the line, its start or the words before the number are told in `token_kinds`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from dagster_project.parsing.vocabulary import number_words
from dagster_project.parsing.vocabulary.patterns import any_of

NEAR = 28
"""Characters before a number that are looked at, where a rule does not say how many."""


class TokenKind(NamedTuple):
    """What a number is, and how that is known."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind that the characters before a number (in its line) and those behind it tell together."""

    kind: TokenKind
    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    reach: int
    """How many characters the pattern `before` is long at most."""
    may_stand_apart: bool
    """A blank may stand between what `before` tells of and the number."""
    size: int | None
    """Number of characters of the token, where the kind has a fixed one."""

    def fits(self, line: str, start: int, end: int) -> bool:
        """Whether the number at these places is of the kind."""
        if self.size not in (None, end - start) or (self.behind is not None and not self.behind.match(line, end)):
            return False
        return self.before is None or self.before.search(line, max(0, start - self.reach), start) is not None


def _rule(
    kind: str,
    reason: str,
    *,
    before: str = "",
    behind: str = "",
    reach: int = NEAR,
    may_stand_apart: bool = False,
    size: int | None = None,
) -> _Rule:
    return _Rule(TokenKind(kind, reason), _compiled(behind), _compiled(before), reach, may_stand_apart, size)


def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


class RuleList:
    """Rules of which the first that fits tells the kind of a number."""

    def __init__(self, *rules: _Rule) -> None:
        self.rules = rules
        self._glued = [(place, rule) for place, rule in enumerate(rules) if rule.before is not None]
        self._apart = [(place, rule) for place, rule in self._glued if rule.may_stand_apart]
        behind = {place: rule.behind for place, rule in enumerate(rules) if rule.before is None and rule.behind}
        self._behind = re.compile("|".join(f"({pattern.pattern})" for pattern in behind.values()))
        """Rules that only look behind the number as one pattern; its group tells the first that fits."""
        self._places_behind = tuple(behind)

    def kind_of(self, line: str, start: int, end: int) -> TokenKind | None:
        """The kind of the number at these places of its line; None where no rule fits."""
        behind = self._behind.match(line, end)
        first = self._places_behind[behind.lastindex - 1] if behind and behind.lastindex else len(self.rules)
        for place, rule in self._apart if line[start - 1 : start].isspace() else self._glued:
            if place > first:
                break
            if rule.fits(line, start, end):
                return rule.kind
        return self.rules[first].kind if behind else None


_SPELLED = (*number_words(), "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_LONGEST_SPELLED = max(map(len, _SPELLED)) + len(" (")
RULES = RuleList(
    _rule("time", "a time of day", behind=r":\d\d|\s?[apAP]\.?[mM]\b"),
    _rule("time", "a time of day", before=r"\d:$", reach=2),
    _rule(
        "period_name", "a length of time", behind=r"\)?[\s-]+(?i:days?|hours?|minutes?|weeks?|months?|years?)(?![a-z])"
    ),
    _rule("nil", "a printed nil", before=r"-$", reach=1, behind=r"-(?!\d)"),
    _rule("name", "a ratio of a stock split", behind=r"-(?:for|to|in)-(?:\d|one|two|three|four|five|ten)"),
    _rule("name", "a ratio of a stock split", before=r"(?:\d|one|two|three|four|five|ten)-(?:for|to|in)-$", reach=10),
    _rule(
        "contact",
        "part of an address on the net",
        before=r"(?:https?://|www\.|\S@)\S*$|\S\.(?:com|org|net|gov|html?|pdf)/\S*$",
    ),
    _rule(
        "ticker",
        "the code of a share behind the name of an exchange",
        before=r"\([A-Za-z][A-Za-z0-9 ]{1,30}:\s*(?:[A-Z0-9.]+,\s*)*$",
        may_stand_apart=True,
    ),
    _rule(
        "contact",
        "part of a telephone number",
        before=r"\d{3}\)?\s?[-./]\s?$|\(\d{2,4}\)\s?$|\+$",
        reach=7,
        may_stand_apart=True,
    ),
    _rule("contact", "part of a telephone number", before=r"\($", reach=1, behind=r"\)\s?\d{3}[\s.-]\d{4}(?!\d)"),
    _rule("contact", "part of a telephone number", behind=r"[-.]\d{3}[-.]\d{3,4}(?!\d)"),
    _rule("fraction", "part of a fraction", before=r"(?<!\d)\d{1,2}/$", reach=3, behind=r"(?![\d/])"),
    _rule("fraction", "part of a fraction", behind=r"/\d[\d,]*(?:\s|%)"),
    _rule(
        "in_words",
        "repeats the number spelled out before it",
        before=rf"\b(?i:{any_of(_SPELLED)})\s\($",
        reach=_LONGEST_SPELLED,
    ),
    _rule("contact", "part of a telephone number", behind=r"/\d{3}-\d{4}(?!\d)"),
    _rule("header", "a scale told by its zeros", behind=r"(?<=000)(?:['‘’]?[sS]\b|['‘’]?s?\s?\)|\s+(?i:omitted))"),
    _rule("name", "a number of registration", before=r"(?<![\d-])\d{1,3}-$", reach=4, behind=r"(?![\d-])"),
    _rule("name", "a number of registration", behind=r"-\d{4,7}(?![\d-])"),
    _rule("name", "a range inside a name", behind=r"-\d{1,3}\s+[A-Z]"),
    _rule("name", "digits inside a word", before=r"[A-Za-z][-/_.]?$|[A-Za-z]\([a-z]?$", reach=3),
    _rule("name", "digits inside a word", behind=r"[-/_]?[A-Za-z]|\([a-z]\)"),
    _rule("name", "digits inside a word", before=r"\d\([a-z]\)$", reach=4),
    _rule(
        "name",
        "a number inside a name",
        before=r"[A-Za-z]{2}\s$",
        reach=3,
        may_stand_apart=True,
        behind=r"\s[A-Z][a-z]",
    ),
    _rule("name", "a ratio of lanes or the like", behind=r":\d(?!\d)"),
    _rule("period_name", "a length of time", behind=r"\+\s(?i:days?|months?|years?)(?![a-z])"),
    _rule("name", "the number of a code of law", behind=r"\s+(?:CFR|C\.F\.R|U\.S\.C|USC)\b"),
    _rule(
        "address",
        "a postal code behind the name of a state",
        before=r"(?:[A-Z]{2}|[A-Z][a-z]+\.?|D\.C\.)\s{1,3}$",
        may_stand_apart=True,
        behind=r"(?:-\d{4})?\s*$",
        size=5,
    ),
    _rule(
        "address",
        "the number of a house",
        behind=r"\s+(?:[A-Z][\w.]*\s+){1,4}(?i:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|way|parkway|plaza|place|court|loop)\b",
    ),
)
RANGES = RuleList(
    _rule("range", "one end of a range, which is no figure", behind=r"\)?\s?[-–]\s?\(?\$?\s?\.?\d"),
    _rule(
        "range",
        "one end of a range, which is no figure",
        before=r"\d\)?\s?[-–]\s?\(?\$?\s?\.?$",
        reach=9,
        may_stand_apart=True,
    ),
)
"""Looked at last: pages, telephones and dates are printed as ranges as well."""
