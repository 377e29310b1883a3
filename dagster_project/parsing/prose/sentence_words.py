"""Looks at the words beside a period or a number of a sentence: comparisons, lead-ins, things counted, wholes.

Used by `claim_sentences`, which knows the figures of the sentence.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dagster_project.parsing.vocabulary import claim_words, unit_words

_LEAD_IN = frozenset(
    ("as", "of", "at", "in", "for", "during", "on", "through", "until", "from", "the", "full", "end", "entire")
)
_COMPARED = re.compile(
    r"(?:\b(?:compared\s+(?:to|with)|versus|vs\.?|than|against|relative\s+to|over|same\s+as)\b[^,;]*|"
    r"\bfrom\s+(?:the\s+)?(?:that|those|balance|level)?[^,;]{0,30})$",
    re.IGNORECASE,
)
_COMPARING = ("compared", "from", "versus", "vs", "than", "against", "relative", "over", "same as")
_COUNTED = re.compile(r"\s*((?:[A-Za-z][\w'’-]*\s{0,12}){1,4})")
_WHOLE = re.compile(
    r"\s+of\s+(?:(?:our|the|its)\s+)?((?:[A-Za-z][\w'’&-]*\s?){1,4}?)"
    r"(?=\s*(?:[,.;)]|  |$|\b(?:and|in|for|at|as|from|compared)\b))"
)
LONGEST_COMPARISON = 90
_ROLES = claim_words()


def is_compared(text: str, begin: int, end: int) -> bool:
    """A word of comparison leads to what stands at `end`: "up 2.5% from (the fourth quarter)"."""
    before = text[max(begin, end - LONGEST_COMPARISON) : end].lower()
    return any(word in before for word in _COMPARING) and _COMPARED.search(before) is not None


def lead_in_start(text: str, end: int, floor: int) -> int:
    """Where the words begin that lead to a mention: "as of the end of (FY2008)"."""
    start = end
    for word in reversed(text[floor:end].split()):
        if word.lower() not in _LEAD_IN:
            break
        start = text.rfind(word, floor, start)
    return start


def counted_words(behind: str) -> list[str]:
    """The words that a number counts: "new subsidiaries"."""
    match = _COUNTED.match(behind)
    found: list[str] = []
    for word in match.group(1).split() if match else ():
        if word.lower() in _ROLES or word.lower() in ("and", "or", "in", "on", "per", "to", "years"):
            break
        found.append(word)
        if word.endswith("s"):
            break
    return found


@lru_cache(maxsize=4096)
def counted_unit(name: str) -> str | None:
    """The unit of a bare number under a name that says what is counted: "Contracts increased to 94"."""
    return _counts().get(name.split(maxsplit=1)[0].lower()) if name else None


@cache
def _counts() -> dict[str, str]:
    return {word.printed: word.unit for word in unit_words() if word.kind == "count" and word.printed == word.unit}


def with_whole(metric: str, behind: str) -> str:
    """ "recurring revenues, 77.5% of our total revenues": a share is named by its part and its whole."""
    match = _WHOLE.match(behind)
    return f"{metric} of {match.group(1).strip()}" if match and match.group(1).strip() else metric
