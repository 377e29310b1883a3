"""The few words that hint at a row's part in a sum: total, closing, result, subtract, outlay, memo.

Guidance only: the numbers decide. Which rows add up does not belong here.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_NOTE_MARK = re.compile(r"\([\w*]{1,3}\)")
_ASIDE = re.compile(r"\([^)]*\)?|\bnet of (?:\w+ )?tax(?:es)?\b")
_WORD = re.compile(r"[a-z]{3,}")
_EMPTY_WORDS = frozenset(
    {"and", "the", "for", "from", "with", "other", "net", "total", "totals", "subtotal", "consolidated", "combined"}
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """One pattern a role; in the CSV `*` ends a word as it likes, `**` takes the rest of the label."""
    text = files("dagster_project.parsing").joinpath("vocabulary/rollup_words.csv").read_text(encoding="utf-8")
    phrases: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        phrase = re.escape(row["phrase"]).replace(r"\*\*", ".*").replace(r"\*", r"\w*")
        phrases.setdefault(row["role"], []).append(phrase)
    return {role: re.compile(rf"\b(?:{'|'.join(found)})(?!\w)") for role, found in phrases.items()}


@cache
def roles_of(label: str) -> frozenset[str]:
    """Roles hinted at by a label; a label without a word is a total without a name of its own."""
    words = _patterns()["ignore"].sub(" ", _NOTE_MARK.sub(" ", label).lower())
    if not re.search(r"\w", label):
        return frozenset({"total"})
    return frozenset(role for role, pattern in _patterns().items() if pattern.search(words))


@cache
def is_subtracted(label: str) -> bool:
    """Whether words say that a line printed positive is taken away ("Less: taxes"; "Cost of sales").

    An outlay beside a word for income says nothing ("Interest income and expense, net"), nor does one in parentheses.
    """
    plain = roles_of(_ASIDE.sub(" ", label.lower()))
    return "subtract" in plain or ("outlay" in plain and "result" not in plain)


@cache
def stems_of(text: str) -> frozenset[str]:
    """Words of a label cut to six letters, so that "liability" meets "liabilities"; empty words left out."""
    return frozenset(word[:6] for word in _WORD.findall(text.lower()) if word not in _EMPTY_WORDS)


def names_heading(label: str, heading: str) -> bool:
    """Whether a label repeats a word of the heading above its parts ("CURRENT ASSETS:", "Total current assets")."""
    return bool(stems_of(label) & stems_of(heading))
