"""Joins the stub's printed lines into rows: wrapped labels, headings, and each row's path of ancestors.

The figures of a row may stand on its label's last line, its only line, or a line in the middle. Which line item a
label means does not belong here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from dagster_project.parsing.grid import BodyCell, Grid, StubLine
from dagster_project.parsing.records import maker
from dagster_project.parsing.wrapped_words import cannot_begin, is_open_label, joined

PATH_SEPARATOR = " > "
MAX_HANG = 4
"""A continuation is indented by at most this much; more is a child."""

MOST_LINES = 50
"""Three times the lines of the longest label we know; lines without end are not joined to one label."""


class Row(NamedTuple):
    """A logical row: its joined label, its ancestors, and its figures (none for a heading)."""

    row_index: int
    label: str
    path: str
    indent: int
    lines: tuple[StubLine, ...]
    cells: tuple[BodyCell, ...]


_row = maker(Row)
_CAPITALIZED = re.compile(r"[A-Z][a-z]")
_YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_DIGITS = 4
_NOTE_MARK = re.compile(r"\(\w{1,2}\)")


def join_rows(grid: Grid) -> list[Row]:
    """Rows of a grid in printed order, headings included; `row_index` counts from 1."""
    hang = _usual_hang(grid.body)
    groups: list[_Group] = []
    for line, following in zip_longest(grid.body, grid.body[1:]):
        group = groups[-1] if groups else None
        if group and _is_part(group, line, following, hang, grid):
            group.add(line)
        else:
            groups.append(_Group(line))
    return _with_paths(groups)


class _Group:
    """The lines of one row while it is being joined."""

    def __init__(self, line: StubLine) -> None:
        self.lines = [line]
        self.indent = line.indent
        self.is_after_rule = line.is_after_rule
        self.label = joined("", line.text)
        self.has_cells = bool(line.cells)

    def add(self, line: StubLine) -> None:
        self.lines.append(line)
        self.label = joined(self.label, line.text)
        self.has_cells = self.has_cells or bool(line.cells)

    @property
    def is_full(self) -> bool:
        return len(self.lines) == MOST_LINES

    def row(self, row_index: int, path: str) -> Row:
        with_cells = [line.cells for line in self.lines if line.cells]
        cells = with_cells[0] if with_cells else ()
        if len(with_cells) > 1:
            cells = tuple(sorted(chain.from_iterable(with_cells), key=_column))
        return _row((row_index, self.label, path, self.indent, tuple(self.lines), cells))


def _column(cell: BodyCell) -> int:
    return cell.column


def _usual_hang(body: Sequence[StubLine]) -> int | None:
    """By how much this table indents continuations, learned from those that cannot be anything else."""
    hangs: Counter[int] = Counter()
    for before, line in pairwise(body):
        if line.is_after_blank or line.is_after_rule or before.cells or not line.text or not before.text:
            continue
        if line.text[0] == "(" and _NOTE_MARK.match(line.text):
            continue
        if (cannot_begin(line.text) and not before.text.endswith(":")) or is_open_label(before.text, line.text):
            step = line.indent - before.indent
            if 0 < step <= MAX_HANG:
                hangs[step] += 1
    return hangs.most_common(1)[0][0] if hangs else None


def _is_part(group: _Group, line: StubLine, following: StubLine | None, hang: int | None, grid: Grid) -> bool:
    if line.goes_on:
        return not group.is_full
    return not (_starts_row(group, line, hang, grid) or _is_first_child(group, line, following))


def _starts_row(group: _Group, line: StubLine, hang: int | None, grid: Grid) -> bool:
    if group.has_cells:
        return not (_completes(group, line, grid) if line.cells else _continues_below(group, line))
    if line.is_after_blank or line.is_after_rule or group.is_full or _is_heading_above(group.label, line.text):
        return True
    if not line.text:
        return False  # figures alone on the line below their label
    if line.indent < group.indent:
        return True
    if is_open_label(group.label, line.text) or cannot_begin(line.text):
        return False
    return _is_new_by_indent(group.lines, line, hang, grid.stub_width)


def _is_first_child(group: _Group, line: StubLine, following: StubLine | None) -> bool:
    """A sibling right below it shows that an indented line is no continuation."""
    if group.has_cells or following is None or not line.cells or not following.cells:
        return False
    if not line.text or not following.text or cannot_begin(line.text) or is_open_label(group.label, line.text):
        return False
    return group.indent < line.indent == following.indent and not cannot_begin(following.text)


def _is_heading_above(label: str, following: str) -> bool:
    """A label that ends in a colon, is a year, or is all in capitals where the next line is not."""
    if label[-1:] == ":" or (len(label) == YEAR_DIGITS and _YEAR.fullmatch(label)):
        return True
    return label.isupper() and _CAPITALIZED.match(following) is not None and not is_open_label(label, following)


def _completes(group: _Group, line: StubLine, grid: Grid) -> bool:
    """The line carries just the figures that the row still lacks: they had slipped below their label's first line."""
    if line.is_after_blank or line.is_after_rule or (line.text and not is_open_label(group.label, line.text)):
        return False
    here = {cell.column for cell in line.cells}
    there = {cell.column for member in group.lines for cell in member.cells}
    return not here & there and len(here | there) == grid.column_count


def _continues_below(group: _Group, line: StubLine) -> bool:
    """The label goes on under its figures."""
    if line.is_after_blank or line.is_after_rule or not line.text:
        return False
    if is_open_label(group.label, line.text):
        return True
    return line.text[0].islower() and line.indent >= group.indent and not group.label.endswith(":")


def _is_new_by_indent(lines: Sequence[StubLine], line: StubLine, hang: int | None, stub_width: int) -> bool:
    first, last = lines[0].indent, lines[-1].indent
    if len(lines) > 1 and last > first:
        return line.indent != last
    step = line.indent - first
    if hang is not None and step == hang:
        return False
    if step > MAX_HANG:
        return True
    return last + len(lines[-1].text) + 1 + len(line.text.split()[0]) <= stub_width


_TOTAL_LIKE = re.compile(r"(?:grand\s+|sub-?)?total\b|net cash\b|net (?:de|in)crease\b|balances?\b", re.IGNORECASE)


def _with_paths(groups: Sequence[_Group]) -> list[Row]:
    """Gives each row its ancestors: headings above it that are indented less, and printed totals of its block."""
    rules_mark_totals = sum(group.is_after_rule for group in groups) < 0.5 * len(groups)
    step = _nesting_step(groups)
    stack: list[tuple[int, str]] = []
    result: list[Row] = []
    for row_index, (group, following) in enumerate(zip_longest(groups, groups[1:]), 1):
        while stack and stack[-1][0] > group.indent - step:
            stack.pop()
        result.append(group.row(row_index, PATH_SEPARATOR.join([label for _, label in stack])))
        if following is None:
            continue
        if not group.has_cells:
            outranks = row_index == 1 and _outranks(group, following)
            stack.append((group.indent - step if outranks else _heading_indent(group, following, step), group.label))
        elif following.indent >= group.indent + step and not _is_total(following, rules_mark_totals):
            stack.append((group.indent, group.label))
    return result


def _nesting_step(groups: Sequence[_Group]) -> int:
    """By how much a child is indented at least: two characters, or one where the table nests by single ones."""
    steps = [b.indent - a.indent for a, b in pairwise(groups) if b.indent > a.indent]
    return 1 if 2 * steps.count(1) > len(steps) else 2


def _heading_indent(heading: _Group, following: _Group, step: int) -> int:
    """A heading's indent; less where the row right below it shows that it is printed a blank too far in."""
    return min(heading.indent, following.indent - step) if following.indent > heading.indent else heading.indent


def _outranks(first: _Group, following: _Group) -> bool:
    """A table's first heading, directly followed by another one at its indent, stands above it ("ASSETS")."""
    return not following.has_cells and following.indent == first.indent and not first.label.endswith(":")


def _is_total(group: _Group, rules_mark_totals: bool) -> bool:
    return not group.label or bool(_TOTAL_LIKE.match(group.label)) or (rules_mark_totals and group.is_after_rule)
