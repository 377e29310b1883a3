"""Which lines above a table are its titles and captions, and what is said above those.

Titles inside the table's own rows are found in `sections`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from dagster_project.parsing.statements import type_of_title
from dagster_project.parsing.units import read_unit

MAX_TITLES = 8
MAX_TITLE_WORDS = 18
MAX_ABOVE = 4
MAX_ABOVE_WORDS = 30
MAX_CHARACTERS = 2_000
"""Longer lines are no titles, and only their ends are read: a word may be as long as the page."""

_PAGE_MARK = re.compile(
    r"(?:(?:.{0,30}\W)?page\s*)?[-–—\s]*\d{1,3}[-–—\s]*(?:of \d+)?|table of contents|-?\s*more\s*-?|###?", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]*\)")
_BRACKETS_AT_END = re.compile(r"\([^()]*\)(?=:?$)")
_ENDS_SENTENCE = re.compile(r"(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!\bLtd)(?<!\bplc)(?<![A-Z])[.;!?]['”\")]*$")
_SENTENCE_END = re.compile(r"(?<=[a-z)][.;!?])\s+(?=[A-Z])")
_HEADLINE = re.compile(r"\b(?:reports|announces|provides|declares)\b", re.IGNORECASE)
"""A table's title has no verb; what a release reports stands in its headline."""
_BULLET = re.compile(r"[•●▪■◦‣*–—]|-\s")


class Surroundings(NamedTuple):
    """What stands above a table: its titles (top to bottom), the nearest heading, the nearest lines (nearest first)."""

    titles: tuple[str, ...]
    heading: str
    above: tuple[str, ...]


def look_above(lines_above: Sequence[str]) -> Surroundings:
    """Finds the titles of the table that follows the lines, and what is said above those."""
    lines = [line for line in lines_above if not _PAGE_MARK.fullmatch(line)]
    count = 0
    while count < min(MAX_TITLES, len(lines)) and _is_title(lines[-1 - count], is_nearest=count == 0):
        count += 1
        if lines[-count].endswith(":"):
            break
    split = len(lines) - count
    split = _last_statement_title(lines, split)
    titles = [*lines[split:]]
    if split and not any(read_unit(title).scale for title in titles):
        titles.extend(_captions_in(lines[split - 1]))
    above = [_last_sentence(line) for line in islice(reversed(lines[:split]), MAX_ABOVE)]
    heading = next((line for line in above if _is_title(line, is_nearest=False) and not _is_caption(line)), "")
    return Surroundings(tuple(titles), heading, tuple(above))


def _last_sentence(line: str) -> str:
    """The end of a paragraph: what leads over to the table."""
    line = line[-MAX_CHARACTERS:]
    return line if len(line.split()) <= MAX_ABOVE_WORDS else _SENTENCE_END.split(line)[-1]


def caption_of_heading(line: str) -> str | None:
    """The unit in brackets at the end of a heading: it holds for all tables of its section."""
    match = _BRACKETS_AT_END.search(line)
    return match[0] if match and read_unit(match[0]).scale else None


def caption_in(line: str) -> str:
    """The brackets of a line that state a unit, without the words before them; the line where it has none."""
    return next((caption for caption in _BRACKETS.findall(line) if read_unit(caption).scale), line)


def _captions_in(sentence: str) -> list[str]:
    """A sentence may announce the table's unit in brackets: "The following table shows sales (in millions)."."""
    return [caption for caption in _BRACKETS.findall(sentence) if len(caption) < 120 and read_unit(caption).scale]


def _last_statement_title(lines: Sequence[str], split: int) -> int:
    """Titles begin with the last line that names a statement: above it stand names, contacts, running heads."""
    named = (n for n in range(len(lines) - 1, split - 1, -1) if not _is_caption(lines[n]) and type_of_title(lines[n]))
    return next(named, split)


def _is_title(line: str, *, is_nearest: bool) -> bool:
    if len(line) > MAX_CHARACTERS or _BULLET.match(line) or (line.endswith(":") and not is_nearest):
        return False
    is_short = len(line.split()) <= MAX_TITLE_WORDS and not _ENDS_SENTENCE.search(line)
    return (is_short or _is_caption(line)) and not _HEADLINE.search(line)


def _is_caption(line: str) -> bool:
    return line.startswith("(") and line.endswith(")")
