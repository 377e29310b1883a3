"""Looks at one line of plain text: what kind of line it is, by itself.

The run of figures at its end is read in `tails`; which lines make a table does not belong here.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from dagster_project.parsing.records import maker
from dagster_project.parsing.text.tails import TailToken, is_row_of_figures, read_tail
from dagster_project.parsing.text.words import Word, words_of

LineKind = Literal["blank", "rule", "tag", "page", "data", "text", "prose"]
"""What a line can be before its neighbours are looked at."""


class TextLine(NamedTuple):
    """A line of the document, 1-based, with what one look at it tells."""

    number: int
    text: str
    kind: LineKind
    indent: int
    end: int
    """Where the last word ends."""
    tail: tuple[TailToken, ...] = ()

    @property
    def stub_end(self) -> int:
        """Where the text before the tail ends; the line's own end where there is no tail."""
        return len(self.text[: self.tail[0].start].rstrip()) if self.tail else self.end

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of the line; computed when asked, for few lines are."""
        return words_of(self.text)


_text_line = maker(TextLine)

MAX_LINE = 400
"""Longer lines are paragraphs; no table is printed that wide."""

_RULE = re.compile(r"(?=[\s~+*|.]*[\-=_])[\s\-=_~+*|.]+")
_PAGE = re.compile(
    r"\s*(?:<PAGE>\s*\d*|-\s?\d{1,3}\s?-|Page\s\d{1,3}(?:\sof\s\d{1,3})?|Exhibit\s\d[\d.]*)", re.IGNORECASE
)
_LABEL_OVER_RULE = re.compile(r"(?P<label>[^\d$]*?(?:[A-Za-z).,]|[A-Za-z]-))\s{2,}(?:[-=_]{4,}\s+)*[-=_]{4,}")
"""The last words of a label on the line of the rule below its figures."""
_TAG = re.compile(r"\s*</?[A-Za-z][^<>]*>(?:\s*</?[A-Za-z][^<>]*>)*\s*")

_RULE_STARTS = "-=_+*|"
_SIGNIFICANT = frozenset(_RULE_STARTS + "<PpEe")
"""Characters that begin rules, page marks and tags."""


def look_at(number: int, text: str) -> TextLine:
    """Classifies a line by itself."""
    trimmed = text.rstrip()
    if not trimmed:
        return _text_line((number, text, "blank", 0, 0, ()))
    end = len(trimmed)
    indent = end - len(trimmed.lstrip())
    is_plain = trimmed[indent] not in _SIGNIFICANT and end - indent <= MAX_LINE
    kind = "text" if is_plain else _kind_of(trimmed, indent)
    if kind != "text":
        return _text_line((number, text, kind, indent, end, ()))
    if trimmed[-1] in "-=_" and (ruled := _LABEL_OVER_RULE.fullmatch(trimmed)):
        return TextLine(number, ruled["label"], kind, indent, ruled.end("label"))
    tail = read_tail(text, end)
    if tail and is_row_of_figures(tail, indent):
        kind = "data"
    return _text_line((number, text, kind, indent, end, tail))


def _kind_of(trimmed: str, indent: int) -> LineKind:
    """The kind that shows without looking for figures."""
    first = trimmed[indent]
    if first in _SIGNIFICANT:
        if first in _RULE_STARTS and _RULE.fullmatch(trimmed):
            return "rule"
        if _PAGE.fullmatch(trimmed):
            return "page"
        if first == "<" and _TAG.fullmatch(trimmed):
            return "tag"
    return "prose" if len(trimmed) - indent > MAX_LINE else "text"
