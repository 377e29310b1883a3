"""Figures printed inside row labels: allowances, numbers of shares, par values.

Dates, footnote marks and parts of names inside labels are no facts; what becomes of their digits is told by `tokens`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dagster_project.parsing.grid import StubLine
from dagster_project.parsing.labels import Row
from dagster_project.parsing.model import LabelFact
from dagster_project.parsing.prose.amounts import Amount, find_amounts

_DIGIT = re.compile(r"\d")


def read_label_facts(table_index: int, rows: Sequence[Row]) -> Iterator[LabelFact]:
    """Every figure with a unit in the labels of a table; a wrapped one stands where its digits stand."""
    for row in rows:
        if _DIGIT.search(row.label):
            yield from _of_row(table_index, row)


def _of_row(table_index: int, row: Row) -> Iterator[LabelFact]:
    lines = [line for line in row.lines if line.text]
    text = " ".join(line.text for line in lines)
    starts = _starts(lines)
    for amount in find_amounts(text):
        is_part_of_name = text[amount.token_end : amount.token_end + 1].isalpha()
        if amount.unit is None or is_part_of_name:
            continue
        position = bisect_right(starts, amount.token_start) - 1
        yield _fact(table_index, row, amount, lines[position], starts[position])


def _starts(lines: Sequence[StubLine]) -> list[int]:
    """Where each line begins in the joined text."""
    starts: list[int] = []
    end = 0
    for line in lines:
        starts.append(end)
        end += len(line.text) + 1
    return starts


def _fact(table_index: int, row: Row, amount: Amount, line: StubLine, start: int) -> LabelFact:
    first = max(amount.start - start, 0)
    last = min(amount.end - start, len(line.text))
    return LabelFact(
        table_index=table_index,
        row_index=row.row_index,
        row_label=row.label,
        printed_text=line.text[first:last],
        value=amount.value,
        unit=amount.unit,
        scale_factor=amount.scale_factor,
        line_number=line.line,
        char_start=None if line.char_start is None else line.char_start + first,
        char_end=None if line.char_start is None else line.char_start + last,
    )
