"""Words as one regular expression.

Which words those are does not belong here: they stand in the CSV files of this folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest that fits; a blank in a word is any white space.

    It branches letter by letter ("ju(?:ly|ne)"): where no word begins, a look at one letter tells so.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tails.setdefault(word[:1], []).append(word[1:])
    may_end = tails.pop("", None) is not None
    branches = [f"{_letter(first)}{any_of(rest) if rest != [''] else ''}" for first, rest in tails.items()]
    if len(branches) == 1 and not may_end:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if may_end else ''}"


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)
