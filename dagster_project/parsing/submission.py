"""Finds the release inside an SGML submission: `<DOCUMENT><TYPE>EX-99.1 ... <TEXT> ... </TEXT></DOCUMENT>`.

Positions stay those of the whole file. What the parts say does not belong here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DOCUMENT = re.compile(r"<DOCUMENT>(?P<content>.*?)(?:</DOCUMENT>|(?=<DOCUMENT>)|\Z)", re.IGNORECASE | re.DOTALL)
_TYPE = re.compile(r"<TYPE>\s*(?P<type>[^\s<]+)", re.IGNORECASE)
_TEXT = re.compile(r"<TEXT>(?P<text>.*?)(?:</TEXT>|\Z)", re.IGNORECASE | re.DOTALL)
_EXHIBIT_OF_RELEASE = re.compile(r"EX-99", re.IGNORECASE)


class Part(NamedTuple):
    """One document of a submission: its type and the characters [start, end) of its text."""

    type: str
    start: int
    end: int


def submission_parts(text: str) -> list[Part]:
    """The documents of a submission in order; none where the text is no submission."""
    parts: list[Part] = []
    for document in _DOCUMENT.finditer(text):
        kind = _TYPE.search(text, document.start("content"), document.end("content"))
        body = _TEXT.search(text, document.start("content"), document.end("content"))
        if body is not None:
            parts.append(Part(kind["type"] if kind else "", body.start("text"), body.end("text")))
    return parts


def release_part(text: str) -> Part:
    """The part that holds the release: from the first to the last exhibit 99, else the first document, else all."""
    parts = submission_parts(text)
    exhibits = [part for part in parts if _EXHIBIT_OF_RELEASE.match(part.type)] or parts[:1]
    if not exhibits:
        return Part("", 0, len(text))
    return Part(exhibits[0].type, exhibits[0].start, exhibits[-1].end)
