"""The words of a line of plain text and where they stand.

What a word prints does not belong here (`figure_words`).
"""

from __future__ import annotations

from typing import NamedTuple

from dagster_project.parsing.records import maker


class Word(NamedTuple):
    """A run of non-blank characters."""

    start: int
    end: int
    text: str


_word = maker(Word)


def words_of(text: str) -> tuple[Word, ...]:
    """All words of a text."""
    words: list[Word] = []
    end = 0
    for word in text.split():  # with `find`, twice as fast as a pattern
        begin = text.find(word, end)
        end = begin + len(word)
        words.append(_word((begin, end, word)))
    return tuple(words)
