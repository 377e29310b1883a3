"""Brings together what tables, labels, heads and claims explain of a document's numbers, and accounts for the rest.

How a number of prose is told from a date or a mark does not belong here (`tokens`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dagster_project.parsing.grid import Grid
from dagster_project.parsing.model import Cell, Claim, LabelFact, NumericToken
from dagster_project.parsing.numbers import Number, parse_number
from dagster_project.parsing.prose.claims import ProseNumbers
from dagster_project.parsing.prose.tokens import ExplainedSpan, account_for_tokens
from dagster_project.parsing.records import maker
from dagster_project.parsing.submission import Passage

_ENDS_OF_NUMBERS = frozenset("0123456789%)")
_span = maker(ExplainedSpan)


def lines_of_tables(grids: Sequence[Grid]) -> frozenset[int]:
    """The 1-based numbers of all lines that belong to tables."""
    return frozenset(number for grid in grids for number in range(grid.line_start, grid.line_end + 1))


def account(
    lines: Sequence[str],
    grids: Sequence[Grid],
    cells: Sequence[Cell],
    label_facts: Sequence[LabelFact],
    prose: ProseNumbers,
    *,
    table_lines: Collection[int],
    left_out: Sequence[Passage] = (),
) -> tuple[NumericToken, ...]:
    """Every numeric token of the document and what became of it."""
    explained = (
        *_spans(cells, "cell", "a figure of a table"),
        *_spans(label_facts, "label_fact", "a figure inside a row label"),
        *_head_spans(grids),
        *_stub_spans(grids),
        *_note_spans(grids),
        *_spans(prose.claims, "claim", "a figure of prose"),
        *prose.others,
        *_spans_left_out(lines, left_out),
    )
    return account_for_tokens(lines, explained, table_lines)


def _spans(
    items: Sequence[Cell] | Sequence[LabelFact] | Sequence[Claim], kind: str, reason: str
) -> list[ExplainedSpan]:
    return [
        _span((item.line_number, item.char_start, item.char_end, kind, reason))
        for item in items
        if item.line_number is not None and item.char_start is not None and item.char_end is not None
    ]


def _spans_left_out(lines: Sequence[str], left_out: Sequence[Passage]) -> Iterator[ExplainedSpan]:
    for part in left_out:
        reason = f"document {part.type or 'without a type'} of the submission is not the release"
        for number in range(part.line_start, part.line_end + 1):
            yield ExplainedSpan(number, 0, len(lines[number - 1]), "other_document", reason)


def _stub_spans(grids: Sequence[Grid]) -> Iterator[ExplainedSpan]:
    """Rows whose whole label is a number: prices of options, ages, years of issue."""
    for grid in grids:
        for line in grid.body:
            if line.cells and line.line and line.char_start is not None and _is_number(line.text):
                end = line.char_start + len(line.text)
                yield ExplainedSpan(line.line, line.char_start, end, "row_name", "a row named by a number")


def _is_number(text: str) -> bool:
    return text[-1:] in _ENDS_OF_NUMBERS and isinstance(parse_number(text), Number)


def _note_spans(grids: Sequence[Grid]) -> Iterator[ExplainedSpan]:
    for note in (note for grid in grids for note in grid.notes):
        if note.line is not None and note.char_start is not None and note.char_end is not None:
            reason = "the number of a note, in a column of such numbers"
            yield _span((note.line, note.char_start, note.char_end, "footnote_mark", reason))


def _head_spans(grids: Sequence[Grid]) -> Iterator[ExplainedSpan]:
    for grid in grids:
        for head in grid.heads:
            if head.line is not None and head.char_start is not None and head.char_end is not None:
                yield _span((head.line, head.char_start, head.char_end, "header", "the head of a column"))
