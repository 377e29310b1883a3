"""Finds the words that name a figure of prose: the noun phrase before or behind it, and its direction.

Works on the words between two figures of one sentence, from the figure outwards. Which period a figure is of is
found in `claims`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from dagster_project.parsing.vocabulary import claim_words, directions

Direction = Literal["up", "down"]

MAX_WORDS = 14
_LONG_NAME = 6
LONGEST_CLAUSE = 40
"""Words before a figure that are looked at."""

_WORD = re.compile(r"[A-Za-z](?:[\w'’&/\-]|\.(?=\w))*|[,;:()=]|\d[\d,.]*|\S")
_FOOTNOTE_MARK = re.compile(r"(?<=\S)\((?:\d{1,2}|[a-zA-Z])\)")
_ARTICLES = frozenset(
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
_CLAUSE_ENDS = frozenset((",", ";", ":", "("))
_GENERIC = frozenset(
    ("payment", "payments", "breakdown", "provision", "proceeds", "gain", "loss", "expenditures", "charge")
)
_FILLER_PAIRS = frozenset(
    ("more than", "less than", "at least", "up to", "as much", "greater than", "fewer than", "no more")
)
_BEHIND_PREPOSITIONS = frozenset(("in", "for", "of", "from", "on", "related", "relating"))
_PRONOUNS = frozenset(("which", "that", "who", "it", "this"))
_BEHIND_STOPS = frozenset(
    ("and", "or", "in", "as", "at", "during", "compared", "while", "due", "by", "over", "per", "with", "respectively")
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
    words = _WORD.findall(_FOOTNOTE_MARK.sub("", left) if "(" in left else left)[-LONGEST_CLAUSE:]
    words = _without_fillers(words)
    words, before_bracket = _inside_bracket(_without_leading_bracket(words))
    if _says_nothing(words):
        if before_bracket is not None:
            return Phrase(_object(before_bracket))
        return named_behind(right)
    direction, rest = _take_direction(words)
    if direction is not None:
        return Phrase(_subject(_without_verb(rest)), direction)
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
        elif _role(words[end - 1]) == "filler" or words[end - 1].lower() in ("the", "its", "our"):
            end -= 1
        else:
            break
    return words[:end]


def _without_leading_bracket(words: list[str]) -> list[str]:
    """Words in brackets directly behind the figure before belong to that one: "$5 million (12 months) compared to"."""
    return words[words.index(")") + 1 :] if words[:1] == ["("] and ")" in words else words


def _says_nothing(words: Sequence[str]) -> bool:
    return all(word in _CLAUSE_ENDS or word == ")" or word.lower() in _ARTICLES for word in words)


def _named_before(words: Sequence[str], right: str) -> Phrase:
    last = words[-1].lower()
    role = _role(last)
    is_comparison = _is_comparison(words)
    if last == "of":
        phrase = _object_phrase(words[:-1], right)
        return phrase._replace(is_comparison=True) if is_comparison else phrase
    if role == "link" or last in (":", "="):
        name = _subject(_without_verb(words[:-1]))
        if _first(name) == "breakdown":
            return named_behind(right)
        return Phrase(name, None, is_comparison=is_comparison)
    if role in ("preposition", "comparison"):
        return Phrase(_subject(_without_verb(words[:-1])), None, is_comparison=is_comparison)
    return Phrase(_object(words), None, is_comparison=is_comparison)


def _is_comparison(words: Sequence[str]) -> bool:
    """A word of comparison stands in the clause of the figure, and "from" directly before it."""
    for word in reversed(words):
        if word in _CLAUSE_ENDS:
            return False
        if _role(word) == "comparison" and (word.lower() != "from" or word is words[-1]):
            return True
    return False


def _object_phrase(words: Sequence[str], right: str) -> Phrase:
    """ "payment of $5 million for the purchase of property": a general word is told apart by the words behind."""
    name = _object(words)
    if name.lower() not in _GENERIC:
        return Phrase(name, _direction_of(name))
    behind, length = _words_behind(right)
    if behind:
        return Phrase(f"{name} {behind}", length_behind=length)
    link = next((index for index in range(len(words) - 1, 0, -1) if _role(words[index]) == "link"), None)
    subject = _subject(words[:link]) if link else ""
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
    while end > 1 and _role(words[end - 1]) == "filler":
        end -= 1
    direction = directions().get(words[end - 1].lower())
    return (direction, words[: end - 1]) if direction else (None, words)


def _without_verb(words: Sequence[str]) -> Sequence[str]:
    """ "revenues which were expected to": the verb does not belong to the name, and "which" names what is before it."""
    end = len(words)
    while end and (_role(words[end - 1]) is not None or words[end - 1].lower() in directions()):
        end -= 1
        if words[end].lower() in _PRONOUNS and end and words[end - 1] not in _CLAUSE_ENDS:
            begin = next(
                (i for i in range(end - 1, 0, -1) if _role(words[i]) == "preposition" or words[i].lower() == "in"), -1
            )
            return words[begin + 1 : end]
    return words[:end]


def _subject(words: Sequence[str]) -> str:
    """The name that ends with these words and begins with its clause."""
    return _name(words, _SUBJECT_STOPS)


def _object(words: Sequence[str]) -> str:
    """The name that ends with these words and may begin inside a clause."""
    name = _name(words, _OBJECT_STOPS)
    if len(name.split()) > _LONG_NAME and " and " in name:
        return _trimmed(name.rpartition(" and ")[2].split())
    return name


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
        if depth < 0 or (not depth and word in _CLAUSE_ENDS and word != "("):
            break
        is_such_as = word.lower() == "as" and index > 0 and words[index - 1].lower() == "such"
        if not depth and _role(word) in stops and not is_such_as and word.lower() != "from":
            break
        found.append(word)
        if len(found) > MAX_WORDS + 2 and not depth:
            break
    return _trimmed(found[::-1])


def _clause_begin(words: Sequence[str], end: int) -> int:
    """Where an inserted clause begins that ends at `end`: "Earnings, excluding charges, were"."""
    return next((index for index in range(end - 1, 0, -1) if words[index] == ","), end)


def _trimmed(words: Sequence[str]) -> str:
    start, end = 0, len(words)
    while start < end and (_is_edge(words[start]) or not words[start][0].isalnum()) and words[start] != "(":
        start += 1
    while end > start and (_is_edge(words[end - 1]) or _role(words[end - 1]) == "link"):
        end -= 1
    kept = list(words[start:end])
    if len(kept) > 2 and kept[0].lower() in ("balance", "balances", "amount") and kept[1].lower() == "of":
        return _trimmed(kept[2:])
    if not any(word[0].isalpha() for word in kept) or (len(kept) == 1 and kept[0].lower() in ("that", "those")):
        return ""
    return _joined(kept[-MAX_WORDS:])


@lru_cache(maxsize=8192)
def _is_edge(word: str) -> bool:
    return word.lower() in _ARTICLES or _role(word) in ("filler", "preposition") or word.lower() == "from"


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace("( ", "(").replace(" )", ")").replace(" ,", ",")


def named_behind(right: str) -> Phrase:
    """The name that stands behind its figure: "$5 million in cash"."""
    behind, length = _words_behind(right)
    return Phrase(_trimmed(behind.split()[1:]), length_behind=length) if behind else Phrase()


def _words_behind(right: str) -> tuple[str, int]:
    """ "in available-for-sale securities": the preposition behind a figure, the name after it, and where that ends."""
    found: list[str] = []
    end = 0
    for match in _WORD.finditer(right):
        word = match.group()
        if not found and word.lower() not in _BEHIND_PREPOSITIONS:
            break
        is_end = (word.lower() in _BEHIND_STOPS and not _goes_on(right, match.end(), word)) or _role(word) in (
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
    after = _WORD.match(right, position + 1)
    is_name = after is not None and after.group()[0].islower() and _role(after.group()) is None
    return word.lower() == "and" and is_name and after is not None and after.group() not in _BEHIND_STOPS


def _direction_of(name: str) -> Direction | None:
    words = name.lower().split()
    return next((directions()[word] for word in words[:2] if word in directions()), None)


def _first(name: str) -> str:
    return name.lower().partition(" ")[0]


@lru_cache(maxsize=8192)
def _role(word: str) -> str | None:
    return _ROLES.get(word.lower())


_ROLES = claim_words()
