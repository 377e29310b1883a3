"""Tabs: lines are laid out as a pager shows them, and what is found there is told by its place in the file.

A tab leads to the next multiple of eight columns. Nothing else of layout belongs here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from dagster_project.parsing.model import Cell, Claim, LabelFact, NumericToken, Release

TAB_STOP = 8

Placed = TypeVar("Placed", Cell, Claim, LabelFact, NumericToken)


def expand_tabs(text: str) -> str:
    """The text with blanks in place of tabs; the same text where it has none."""
    if "\t" not in text:
        return text
    return "\n".join(line.expandtabs(TAB_STOP) for line in text.split("\n"))


def restore_positions(release: Release, text: str) -> Release:
    """The release read from `expand_tabs(text)`, with positions and printed texts of `text` itself."""
    if "\t" not in text:
        return release
    lines = text.split("\n")
    tabbed = {number for number, line in enumerate(lines, 1) if "\t" in line}
    columns: dict[int, tuple[int, ...]] = {}

    def restored_item(item: Placed) -> Placed:
        number = item.line_number
        if number is None or number not in tabbed:
            return item
        if number not in columns:
            columns[number] = _raw_columns(lines[number - 1])
        return _moved(item, lines[number - 1], columns[number])

    def restored(items: Sequence[Placed]) -> tuple[Placed, ...]:
        return tuple([restored_item(item) for item in items])

    return replace(
        release,
        cells=tuple(_with_locator(cell) for cell in restored(release.cells)),
        label_facts=restored(release.label_facts),
        claims=restored(release.claims),
        numeric_tokens=restored(release.numeric_tokens),
    )


def _raw_columns(line: str) -> tuple[int, ...]:
    """For each column of the expanded line, the index of the character that fills it in the line as received."""
    columns: list[int] = []
    for index, character in enumerate(line):
        width = TAB_STOP - len(columns) % TAB_STOP if character == "\t" else 1
        columns.extend([index] * width)
    return tuple(columns)


def _moved(item: Placed, line: str, columns: Sequence[int]) -> Placed:
    if item.char_start is None or item.char_end is None:
        return item
    start, end = columns[item.char_start], columns[item.char_end - 1] + 1
    return item._replace(char_start=start, char_end=end, printed_text=line[start:end])


def _with_locator(cell: Cell) -> Cell:
    return cell._replace(locator=f"line[{cell.line_number}]/char[{cell.char_start}:{cell.char_end}]")
