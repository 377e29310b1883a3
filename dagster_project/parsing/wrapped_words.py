"""Words that a table wraps: whether a label goes on in the line below it, and how both read as one.

Where the lines of a row stand, and so which of them are one label, does not belong here (`labels`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from dagster_project.parsing.vocabulary import months

_JOINING_WORDS = frozenset("of and or the to in for from at on by with per a an".split())  # noqa: SIM905
_OPEN_WORDS = _JOINING_WORDS | {"ended", "ending", *months()}
"""Words at which no label ends."""


def is_open_label(label: str, following: str) -> bool:
    """A label that cannot end here, and a following line that can continue it."""
    if not label or not following or following.isspace():
        return False
    if label.endswith(".."):
        label = label.rstrip(" .")  # dots that lead to the figures
        if not label:
            return False
    if "(" in label and label.count("(") > label.count(")"):
        return True
    is_open = label[-1] in ",;(-" or label[label.rfind(" ") + 1 :].lower() in _OPEN_WORDS
    return is_open and not following.rstrip().endswith(":")


def cannot_begin(text: str) -> bool:
    """Labels do not begin in lower case, with a parenthesis or with a dash."""
    return text[0].islower() or text[0] in "(-&"


def join_words(parts: Iterable[str]) -> str:
    """Joins wrapped words; a hyphen at a line's end stays and takes no blank where a word was cut."""
    return reduce(joined, parts, "")


def joined(before: str, part: str) -> str:
    """The words of a label so far and of the line that continues it."""
    text = " ".join(part.split()) if "  " in part else part.strip()
    if not before or not text:
        return before or text
    return before + text if _is_cut_word(before, text) else f"{before} {text}"


def _is_cut_word(before: str, after: str) -> bool:
    """ "available-for-" goes on in "sale"; "Treasury stock-" does not in "3,934 shares"."""
    if len(before) < 2 or before[-1] != "-" or not before[-2].isalpha() or not after[0].isalpha():
        return False
    return before[-2].isupper() == after[0].isupper()
