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
LONGEST_LABEL = 20_000
"""Characters. A longer one is a page that lost its rows; its figures stay among the numbers without an explanation."""


def read_label_facts(table_index: int, rows: Sequence[Row]) -> Iterator[LabelFact]:
    """Every figure with a unit in the labels of a table; a wrapped one stands where its digits stand."""
    for row in rows:
        if len(row.label) <= LONGEST_LABEL and _DIGIT.search(row.label):
            yield from _of_row(table_index, row)


def _of_row(table_index: int, row: Row) -> Iterator[LabelFact]:
    lines = [line for line in row.lines if line.text]
    text = " ".join(line.text for line in lines)
    starts = _starts(lines)
    for amount in _with_shares(list(find_amounts(text)), text):
        is_part_of_name = text[amount.token_end : amount.token_end + 1].isalpha()
        if amount.unit is None or is_part_of_name:
            continue
        position = bisect_right(starts, amount.token_start) - 1
        yield _fact(table_index, row, amount, lines[position], starts[position])


_SHARES = re.compile(r"\bshares?\b|\bissued and outstanding\b", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|and|or|,\s*and)\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
FEWEST_SHARES = 100
"""Smaller numbers in the label of a stock are numbers of notes and classes."""


def _with_shares(amounts: Sequence[Amount], text: str) -> Iterator[Amount]:
    """Numbers without a word of their own in a label that counts shares: "7,434 and 7,432 shares"."""
    if not _SHARES.search(text):
        yield from amounts
        return
    following: Amount | None = None
    result: list[Amount] = []
    for amount in reversed(amounts):
        if amount.unit is None and amount.value >= FEWEST_SHARES and not _is_year(text, amount):
            is_listed = following is not None and _LIST.fullmatch(text, amount.end, following.start)
            scale = following.scale_factor if following is not None and is_listed else amount.scale_factor
            result.append(amount._replace(unit="shares", scale_factor=scale))
        else:
            result.append(amount)
        following = result[-1] if result[-1].unit == "shares" else None
    yield from reversed(result)


def _is_year(text: str, amount: Amount) -> bool:
    return bool(_YEAR.fullmatch(text, amount.token_start, amount.token_end))


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
