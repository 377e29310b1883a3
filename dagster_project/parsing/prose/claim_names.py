"""Reads the name of a figure from the words beside it: the noun phrase that ends before or begins behind them.

Words are those that `WORD` finds. Which of the words lead to a figure is told in `claim_phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dagster_project.parsing.vocabulary import claim_words, directions

MAX_WORDS = 14
_LONG_NAME = 6
WORD = re.compile(r"[A-Za-z](?:[\w'’&/\-]|\.(?=\w))*|[,;:()=]|\d[\d,.]*|\S")
ARTICLES = frozenset(
    (
        "the",
        "a",
        "an",
        "our",
        "its",
        "their",
        "this",
        "these",
        "those",
        "and",
        "or",
        "each",
        "in",
        "on",
        "'s",
        "however",
    )
)
CLAUSE_ENDS = frozenset((",", ";", ":", "("))
_BEHIND_PREPOSITIONS = frozenset(("in", "for", "of", "from", "on", "related", "relating"))
_PRONOUNS = frozenset(("which", "that", "who", "it", "this"))
_BEHIND_STOPS = frozenset(
    ("and", "or", "in", "as", "at", "during", "compared", "while", "due", "by", "over", "per", "with", "respectively")
)
_ROLES = claim_words()


@lru_cache(maxsize=8192)
def role_of(word: str) -> str | None:
    """What a word does between the name and its figure (link, filler, stop, ...); None for a word of a name."""
    return _ROLES.get(word.lower())


def subject_name(words: Sequence[str]) -> str:
    """The name that ends with these words and begins with its clause."""
    return _name(words, _SUBJECT_STOPS)


def object_name(words: Sequence[str]) -> str:
    """The name that ends with these words and may begin inside a clause."""
    name = _name(words, _OBJECT_STOPS)
    if len(name.split()) > _LONG_NAME and " and " in name:
        return trimmed(name.rpartition(" and ")[2].split())
    return name


def without_verb(words: Sequence[str]) -> Sequence[str]:
    """ "revenues which were expected to": the verb does not belong to the name, and "which" names what is before it."""
    end = len(words)
    while end and (role_of(words[end - 1]) is not None or words[end - 1].lower() in directions()):
        end -= 1
        if words[end].lower() in _PRONOUNS and end and words[end - 1] not in CLAUSE_ENDS:
            begin = next(
                (i for i in range(end - 1, 0, -1) if role_of(words[i]) == "preposition" or words[i].lower() == "in"), -1
            )
            return words[begin + 1 : end]
    return words[:end]


_SUBJECT_STOPS = frozenset(("stop", "comparison"))
_OBJECT_STOPS = frozenset(("stop", "object_stop", "link", "comparison"))


def _name(words: Sequence[str], stops: frozenset[str]) -> str:
    found: list[str] = []
    depth = 0
    skip_to = len(words)
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if not found and not depth and word == ",":
            skip_to = _clause_begin(words, index)
        if index >= skip_to:
            continue
        depth += (word == ")") - (word == "(")
        if depth < 0 or (not depth and word in CLAUSE_ENDS and word != "("):
            break
        is_such_as = word.lower() == "as" and index > 0 and words[index - 1].lower() == "such"
        if not depth and role_of(word) in stops and not is_such_as and word.lower() != "from":
            break
        found.append(word)
        if len(found) > MAX_WORDS + 2 and not depth:
            break
    return trimmed(found[::-1])


def _clause_begin(words: Sequence[str], end: int) -> int:
    """Where an inserted clause begins that ends at `end`: "Earnings, excluding charges, were"."""
    return next((index for index in range(end - 1, 0, -1) if words[index] == ","), end)


def trimmed(words: Sequence[str]) -> str:
    """The words as one name, without articles, links and prepositions at its ends."""
    start, end = 0, len(words)
    while start < end and (_is_edge(words[start]) or not words[start][0].isalnum()) and words[start] != "(":
        start += 1
    while end > start and (_is_edge(words[end - 1]) or role_of(words[end - 1]) == "link"):
        end -= 1
    kept = list(words[start:end])
    if len(kept) > 2 and kept[0].lower() in ("balance", "balances", "amount") and kept[1].lower() == "of":
        return trimmed(kept[2:])
    if not any(word[0].isalpha() for word in kept) or (len(kept) == 1 and kept[0].lower() in ("that", "those")):
        return ""
    return _joined(kept[-MAX_WORDS:])


@lru_cache(maxsize=8192)
def _is_edge(word: str) -> bool:
    return word.lower() in ARTICLES or role_of(word) in ("filler", "preposition") or word.lower() == "from"


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace("( ", "(").replace(" )", ")").replace(" ,", ",")


def words_behind(right: str) -> tuple[str, int]:
    """ "in available-for-sale securities": the preposition behind a figure, the name after it, and where that ends."""
    found: list[str] = []
    end = 0
    for match in WORD.finditer(right):
        word = match.group()
        if not found and word.lower() not in _BEHIND_PREPOSITIONS:
            break
        is_end = (word.lower() in _BEHIND_STOPS and not _goes_on(right, match.end(), word)) or role_of(word) in (
            "link",
            "stop",
            "comparison",
        )
        if found and (not word[0].isalpha() or is_end or "  " in right[end : match.start()]):
            break
        found.append(word)
        end = match.end()
    return (" ".join(found), end) if len(found) > 1 else ("", 0)


def _goes_on(right: str, position: int, word: str) -> bool:
    """ "short-term and other investments": another word of the name follows."""
    after = WORD.match(right, position + 1)
    is_name = after is not None and after.group()[0].islower() and role_of(after.group()) is None
    return word.lower() == "and" and is_name and after is not None and after.group() not in _BEHIND_STOPS
