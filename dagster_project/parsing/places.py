"""Finds where words stand in a text: many times faster than a pattern that is tried at every character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def places(text: str, word: str) -> Iterator[int]:
    """Where a word begins, every time it stands in the text."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def matches_from(words: Iterable[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match of a pattern that can only begin with one of these words, as `finditer` gives them."""
    end = 0
    for place in sorted(place for word in words for place in places(text, word)):
        match = pattern.match(text, place) if place >= end else None
        if match is not None:
            end = match.end()
            yield match
