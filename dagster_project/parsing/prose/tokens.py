"""Accounts for every number of a document: what became of each run of digits, and why.

Figures of tables and labels, heads and the numbers of prose come in as explained spans; what is left is looked at
here: dates, period names, page numbers, marks, names. What then is left is `unexplained`, and said to be.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from dagster_project.parsing.model import NumericToken
from dagster_project.parsing.periods.words import words_of
from dagster_project.parsing.prose.amounts import ASCII_NUMERIC_TOKEN, NUMERIC_TOKEN
from dagster_project.parsing.prose.number_rules import TokenKind
from dagster_project.parsing.prose.token_kinds import kind_of_number, kind_of_word
from dagster_project.parsing.records import maker

NEIGHBOURS = 6
LONGEST_BLOCK = 5000
UNEXPLAINED = TokenKind("unexplained", "nothing tells what this number is")

TOO_MANY = TokenKind("unexplained", "too many numbers outside of tables to look at each")
MAX_LOOKED_AT = 50_000
"""Numbers outside of tables, labels, heads and claims that are looked at; a release has a few hundred."""

_HEAD_BEGIN = re.compile(r"-----BEGIN PRIVACY-ENHANCED MESSAGE|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>")
_HEAD_END = re.compile(r"</(?:SEC|IMS)-HEADER>")
_DECORATION_BEFORE = re.compile(r"[-−(]?\s?[$£€¥]?\(?[-−.]?$")
_DECORATION_BEHIND = re.compile(r"\)?\s?%?\)?")
_CHAR_START = attrgetter("char_start")


class ExplainedSpan(NamedTuple):
    """A place in a line (1-based number; 0-based, half-open positions) whose numbers are explained already."""

    line_number: int
    char_start: int
    char_end: int
    kind: str
    reason: str


class _Token(NamedTuple):
    """A number that no span explains, and its place among all numbers of the document."""

    line_number: int
    start: int
    end: int
    place: int


_explained, _token = maker(NumericToken), maker(_Token)


def account_for_tokens(
    lines: Sequence[str], explained: Iterable[ExplainedSpan], table_lines: Collection[int] = frozenset()
) -> tuple[NumericToken, ...]:
    """Every numeric token of the lines with its kind and reason, in document order.

    A token is a maximal run of digits with commas and points inside. `table_lines` are the 1-based numbers of the
    lines that belong to tables.
    """
    spans = _by_line(explained)
    accounted: list[NumericToken | None] = []
    left: list[_Token] = []
    line_number, is_in_table = 0, False
    waiting: list[ExplainedSpan] = []
    for number, start, end, digits in _numeric_tokens(lines):
        if number != line_number:
            line_number, waiting, is_in_table = number, spans.get(number, []), number in table_lines
        while waiting and waiting[-1].char_end <= start:
            waiting.pop()
        span = _first_over(waiting, start, end) if waiting else None
        if span is None:
            left.append(_token((number, start, end, len(accounted))))
            accounted.append(None)
        else:
            accounted.append(_explained((number, start, end, digits, span.kind, span.reason, is_in_table)))
    for token, explained_token in _explained_by_words(lines, left[:MAX_LOOKED_AT], table_lines):
        accounted[token.place] = explained_token
    for token in left[MAX_LOOKED_AT:]:
        line = lines[token.line_number - 1]
        accounted[token.place] = _numeric_token(line, token, TOO_MANY, is_in_table=token.line_number in table_lines)
    return tuple([token for token in accounted if token is not None])


def _by_line(spans: Iterable[ExplainedSpan]) -> dict[int, list[ExplainedSpan]]:
    """The spans of each line from right to left, so that the next one to be asked for can be taken off the end."""
    by_line: dict[int, list[ExplainedSpan]] = defaultdict(list)
    for span in spans:
        by_line[span.line_number].append(span)
    for of_line in by_line.values():
        of_line.sort(key=_CHAR_START, reverse=True)
    return by_line


def _first_over(waiting: Sequence[ExplainedSpan], start: int, end: int) -> ExplainedSpan | None:
    """The first span that covers a token; the last one waiting may begin behind it, or end inside it."""
    span = waiting[-1]
    if span.char_start <= start and end <= span.char_end:
        return span
    near = waiting[-2:-NEIGHBOURS:-1]
    return next((span for span in near if span.char_start <= start and end <= span.char_end), None)


def _numeric_tokens(lines: Sequence[str]) -> Iterator[tuple[int, int, int, str]]:
    """Line number, start, end and digits of every token. One search over all lines is twice as fast as one a line."""
    number, line_start = 1, 0
    line_end = len(lines[0]) + 1 if lines else 0
    text = "\n".join(lines)
    for match in (ASCII_NUMERIC_TOKEN if text.isascii() else NUMERIC_TOKEN).finditer(text):
        start, end = match.span()
        while start >= line_end:
            number, line_start, line_end = number + 1, line_end, line_end + len(lines[number]) + 1
        yield number, start - line_start, end - line_start, match.group()


def _explained_by_words(
    lines: Sequence[str], left: Sequence[_Token], table_lines: Collection[int]
) -> Iterator[tuple[_Token, NumericToken]]:
    tagged_head = _tagged_head(lines)
    for block in _blocks(left):
        text, first, starts = _text_around(lines, block)
        words = deque(word for word in words_of(text) if word.kind not in ("ended", "instant"))
        for token in block:
            start = starts[token.line_number - first] + token.start
            end = start + token.end - token.start
            while words and words[0].end <= start:
                words.popleft()
            if token.line_number in tagged_head:
                kind = TokenKind("name", "a field of the tagged head of the submission")
            elif words and words[0].start <= start and end <= words[0].end:
                kind = kind_of_word(words[0])
            else:
                kind = kind_of_number(text, start, end) or UNEXPLAINED
            line, is_in_table = lines[token.line_number - 1], token.line_number in table_lines
            yield token, _numeric_token(line, token, kind, is_in_table=is_in_table)


def _numeric_token(line: str, token: _Token, kind: TokenKind, *, is_in_table: bool) -> NumericToken:
    start, end = token.start, token.end
    if kind is UNEXPLAINED:
        before = _DECORATION_BEFORE.search(line, max(0, start - 4), start)
        behind = _DECORATION_BEHIND.match(line, end)
        start = before.start() if before else start
        end = behind.end() if behind else end
    return _explained((token.line_number, start, end, line[start:end], kind.kind, kind.reason, is_in_table))


def _blocks(left: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Tokens of lines that follow each other: dates may go on over the end of a line."""
    block: list[_Token] = []
    for token in left:
        if block and (token.line_number > block[-1].line_number + 1 or len(block) >= LONGEST_BLOCK):
            yield block
            block = []
        block.append(token)
    if block:
        yield block


def _text_around(lines: Sequence[str], block: Sequence[_Token]) -> tuple[str, int, list[int]]:
    """The lines of a block with the one before and the one behind; its first line's number; where each line starts."""
    first = max(1, block[0].line_number - 1)
    run = lines[first - 1 : block[-1].line_number + 1]
    starts = [0]
    for line in run:
        starts.append(starts[-1] + len(line) + 1)
    return "\n".join(run), first, starts


def _tagged_head(lines: Sequence[str]) -> range:
    """Numbers of the lines of a submission's tagged head."""
    if not any(_HEAD_BEGIN.search(line) for line in lines[:30]):
        return range(0)
    return range(1, next((number for number, line in enumerate(lines, 1) if _HEAD_END.search(line)), 0) + 1)
