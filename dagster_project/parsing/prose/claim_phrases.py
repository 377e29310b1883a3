"""Finds the words that name a figure of prose: the noun phrase before or behind it, and its direction.

Works on the words between two figures of one sentence, from the figure outwards. Which period a figure is of is
found in `claim_sentences`, the noun phrases themselves in `claim_names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from dagster_project.parsing.prose.claim_names import (
    ARTICLES,
    CLAUSE_ENDS,
    WORD,
    object_name,
    role_of,
    subject_name,
    trimmed,
    without_verb,
    words_behind,
)
from dagster_project.parsing.vocabulary import directions

Direction = Literal["up", "down"]

LONGEST_CLAUSE = 40
"""Words before a figure that are looked at."""

_FOOTNOTE_MARK = re.compile(r"(?<=\S)\((?:\d{1,2}|[a-zA-Z])\)")
_GENERIC = frozenset(
    ("payment", "payments", "breakdown", "provision", "proceeds", "gain", "loss", "expenditures", "charge")
)
_FILLER_PAIRS = frozenset(
    ("more than", "less than", "at least", "up to", "as much", "greater than", "fewer than", "no more")
)


class Phrase(NamedTuple):
    """What the words around a figure say."""

    metric: str = ""
    """The name, empty where the words before the figure name none: then it is that of the figure before."""
    direction: Direction | None = None
    is_comparison: bool = False
    """ "compared to 16.8%": another figure is compared with this one."""
    length_behind: int = 0
    """How many characters behind the figure belong to its name."""


@lru_cache(maxsize=4096)
def read_phrase(left: str, right: str) -> Phrase:
    """Reads the words before a figure (since the one before it) and behind it (until the next one).

    Mentions of periods should have been blanked out of both.
    """
    words = WORD.findall(_FOOTNOTE_MARK.sub("", left) if "(" in left else left)[-LONGEST_CLAUSE:]
    words = _without_fillers(words)
    words, before_bracket = _inside_bracket(_without_leading_bracket(words))
    if _says_nothing(words):
        if before_bracket is not None:
            return Phrase(object_name(before_bracket))
        return named_behind(right)
    direction, rest = _take_direction(words)
    if direction is not None:
        return Phrase(subject_name(without_verb(rest)), direction)
    phrase = _named_before(words, right)
    if before_bracket is not None and phrase.metric.lower() in _GENERIC:
        return phrase._replace(metric="")
    return phrase


def _without_fillers(words: list[str]) -> list[str]:
    """Takes "approximately", "more than", "at least", "the" off the end."""
    end = len(words)
    while end:
        pair = " ".join(words[max(0, end - 2) : end]).lower()
        if pair in _FILLER_PAIRS:
            end -= 2
        elif role_of(words[end - 1]) == "filler" or words[end - 1].lower() in ("the", "its", "our"):
            end -= 1
        else:
            break
    return words[:end]


def _without_leading_bracket(words: list[str]) -> list[str]:
    """Words in brackets directly behind the figure before belong to that one: "$5 million (12 months) compared to"."""
    return words[words.index(")") + 1 :] if words[:1] == ["("] and ")" in words else words


def _says_nothing(words: Sequence[str]) -> bool:
    return all(word in CLAUSE_ENDS or word == ")" or word.lower() in ARTICLES for word in words)


def _named_before(words: Sequence[str], right: str) -> Phrase:
    last = words[-1].lower()
    role = role_of(last)
    is_comparison = _is_comparison(words)
    if last == "of":
        phrase = _object_phrase(words[:-1], right)
        return phrase._replace(is_comparison=True) if is_comparison else phrase
    if role == "link" or last in (":", "="):
        name = subject_name(without_verb(words[:-1]))
        if _first(name) == "breakdown":
            return named_behind(right)
        return Phrase(name, None, is_comparison=is_comparison)
    if role in ("preposition", "comparison"):
        return Phrase(subject_name(without_verb(words[:-1])), None, is_comparison=is_comparison)
    return Phrase(object_name(words), None, is_comparison=is_comparison)


def _is_comparison(words: Sequence[str]) -> bool:
    """A word of comparison stands in the clause of the figure, and "from" directly before it."""
    for word in reversed(words):
        if word in CLAUSE_ENDS:
            return False
        if role_of(word) == "comparison" and (word.lower() != "from" or word is words[-1]):
            return True
    return False


def _object_phrase(words: Sequence[str], right: str) -> Phrase:
    """ "payment of $5 million for the purchase of property": a general word is told apart by the words behind."""
    name = object_name(words)
    if name.lower() not in _GENERIC:
        return Phrase(name, _direction_of(name))
    behind, length = words_behind(right)
    if behind:
        return Phrase(f"{name} {behind}", length_behind=length)
    link = next((index for index in range(len(words) - 1, 0, -1) if role_of(words[index]) == "link"), None)
    subject = subject_name(words[:link]) if link else ""
    return Phrase(f"{subject} {name}".strip())


def _inside_bracket(words: list[str]) -> tuple[list[str], list[str] | None]:
    """The words behind a bracket that is still open, and those before it; or the words behind a closed one."""
    depth = 0
    for index in range(len(words) - 1, -1, -1):
        if words[index] == ")":
            depth += 1
        elif words[index] == "(" and depth:
            depth -= 1
        elif words[index] == "(":
            return words[index + 1 :], _inside_bracket(words[:index])[0]
    if not depth:
        return words, None
    closes = [index for index, word in enumerate(words) if word == ")"]
    return words[closes[depth - 1] + 1 :], None


def _take_direction(words: list[str]) -> tuple[Direction | None, list[str]]:
    """Takes "up", "increased by", "a decrease of" off the end."""
    end = len(words)
    if end > 1 and words[-1].lower() in ("by", "of"):
        end -= 1
    while end > 1 and role_of(words[end - 1]) == "filler":
        end -= 1
    direction = directions().get(words[end - 1].lower())
    return (direction, words[: end - 1]) if direction else (None, words)


def named_behind(right: str) -> Phrase:
    """The name that stands behind its figure: "$5 million in cash"."""
    behind, length = words_behind(right)
    return Phrase(trimmed(behind.split()[1:]), length_behind=length) if behind else Phrase()


def _direction_of(name: str) -> Direction | None:
    words = name.lower().split()
    return next((directions()[word] for word in words[:2] if word in directions()), None)


def _first(name: str) -> str:
    return name.lower().partition(" ")[0]
