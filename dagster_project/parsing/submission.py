"""Finds the release inside an SGML submission: `<DOCUMENT><TYPE>EX-99.1 ... <TEXT> ... </TEXT></DOCUMENT>`.

Positions stay those of the whole file. What the parts say does not belong here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

_TAG = re.compile(r"<(?P<tag>/?DOCUMENT|/?TEXT|TYPE)>(?P<word>[^\S\n]*[^\s<]*)", re.IGNORECASE)
_DOCUMENT = re.compile(r"<DOCUMENT>", re.IGNORECASE)
_DOCUMENT_AS_WRITTEN = ("<DOCUMENT>", "<document>")
"""To see that a page is no submission, as most are, must not cost a search in every case of letters."""
_TAGGED_HEAD = re.compile(
    r"\s*(?:<SEC-DOCUMENT>[^\n]*\s)?\s*<(SEC|IMS)-HEADER>.*?</\1-HEADER>", re.IGNORECASE | re.DOTALL
)
"""Stands before the documents of a submission, or before the text of a file that was cut out of one."""
_EXHIBIT_OF_RELEASE = re.compile(r"EX-99", re.IGNORECASE)
_EXHIBIT_OF_FIGURES = re.compile(r"EX-(?:11|12|13|27)(?!\d)", re.IGNORECASE)
"""Computations of earnings per share and of ratios, the annual report, the financial data schedule."""


class Part(NamedTuple):
    """One document of a submission: its type and the characters [start, end) of its text."""

    type: str
    start: int
    end: int


def submission_parts(text: str) -> list[Part]:
    """The documents of a submission in order; none where the text is no submission.

    A document runs from its tag to its end tag, the next document or the end of the file, and so does its text.
    """
    if not any(tag in text for tag in _DOCUMENT_AS_WRITTEN):
        return []
    parts: list[Part] = []
    kind, begin, is_inside = "", -1, False
    for found in _TAG.finditer(text):
        tag = found["tag"].upper()
        if begin >= 0 and tag in ("/TEXT", "/DOCUMENT", "DOCUMENT"):
            parts.append(Part(kind, begin, found.start()))
            begin, is_inside = -1, False
        if tag == "DOCUMENT":
            kind, is_inside = "", True
        elif tag == "/DOCUMENT":
            is_inside = False
        elif is_inside and begin < 0 and tag == "TYPE" and not kind:
            kind = found["word"].strip()
        elif is_inside and begin < 0 and tag == "TEXT":
            begin = found.start("word")
    if begin >= 0:
        parts.append(Part(kind, begin, len(text)))
    return parts


def release_parts(parts: Sequence[Part]) -> list[Part]:
    """The parts that hold the release: the exhibits 99; without one the main document and its exhibits of figures."""
    exhibits = [part for part in parts if _EXHIBIT_OF_RELEASE.match(part.type)]
    return exhibits or [*parts[:1], *(part for part in parts[1:] if _EXHIBIT_OF_FIGURES.match(part.type))]


def release_part(text: str) -> Part:
    """The stretch that holds the release: from the first to the last exhibit 99, else the first document, else all."""
    exhibits = release_parts(submission_parts(text))
    if not exhibits:
        return Part("", 0, len(text))
    last = exhibits[-1] if _EXHIBIT_OF_RELEASE.match(exhibits[0].type) else exhibits[0]
    return Part(exhibits[0].type, exhibits[0].start, last.end)


def tagged_head_end(text: str) -> int:
    """Where the first document of a submission begins: before it stands the tagged head."""
    first = _DOCUMENT.search(text)
    return first.start() if first else 0


class Passage(NamedTuple):
    """A document of a submission: its type and its lines (1-based, both inclusive)."""

    type: str
    line_start: int
    line_end: int


class Excerpt(NamedTuple):
    """The lines of a release, all others empty so that numbers of lines stay; what is printed before; what is left."""

    lines: tuple[str, ...]
    cover: tuple[str, ...]
    chosen: tuple[Passage, ...]
    left_out: tuple[Passage, ...]


def excerpt_of(text: str, lines: tuple[str, ...]) -> Excerpt:
    """The lines of the release in a file of plain text; all but a tagged head where it is no submission."""
    parts = submission_parts(text)
    if not parts:
        head = _TAGGED_HEAD.match(text)
        size = text.count("\n", 0, head.end()) + 1 if head else 0
        return Excerpt(("",) * size + lines[size:], lines[:size], (), ())
    ends = list(accumulate(len(line) + 1 for line in lines))
    spans = {part: (bisect_right(ends, part.start), bisect_right(ends, part.end - 1)) for part in parts}
    chosen = release_parts(parts)
    set_of_chosen = frozenset(chosen)
    kept = [""] * len(lines)
    for part in chosen:
        first, last = spans[part]
        kept[first : last + 1] = lines[first : last + 1]
    passages = {part: Passage(part.type, first + 1, last + 1) for part, (first, last) in spans.items()}
    return Excerpt(
        lines=tuple(kept),
        cover=lines[: spans[chosen[0]][0]],
        chosen=tuple(passages[part] for part in chosen),
        left_out=tuple(passage for part, passage in passages.items() if part not in set_of_chosen),
    )
