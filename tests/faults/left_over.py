"""The digits that a faulty reading leaves over: what the accounting of every digit says of a copy.

A row that was not read leaves its figures without a meaning, and they are then `unexplained` in `raw.numeric_tokens`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faults.kinds import Fault, key_of

from dagster_project.parsing.decode import decode
from dagster_project.parsing.model import Cell, NumericToken, Release
from dagster_project.parsing.prose.tokens import ExplainedSpan, account_for_tokens


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a document, and those of its tables."""

    lines: tuple[str, ...]
    table_lines: frozenset[int]


def read_page(data: bytes, release: Release) -> Page:
    """The page that a release was read from."""
    in_tables = frozenset(token.line_number for token in release.numeric_tokens if token.is_in_table)
    return Page(tuple(decode(data).text.split("\n")), in_tables)


def left_over(fault: Fault, release: Release, page: Page) -> tuple[NumericToken, ...]:
    """The figures of cells that the fault removed and that nothing else on the page explains."""
    lost = [cell for cell in release.cells if _is_lost(cell, fault)]
    if not lost:
        return ()
    lost_places = [(cell.line_number, cell.char_start, cell.char_end) for cell in lost]
    kept = [token for token in release.numeric_tokens if not _stands_in(token, lost_places)]
    spans = [ExplainedSpan(one.line_number, one.char_start, one.char_end, one.kind, one.reason) for one in kept]
    tokens = account_for_tokens(page.lines, spans, page.table_lines)
    return tuple(token for token in tokens if token.kind == "unexplained" and _stands_in(token, lost_places))


def _is_lost(cell: Cell, fault: Fault) -> bool:
    """Whether nothing of the copy was read from the place of a cell any more."""
    if key_of(cell) not in fault.changes:
        return False
    read_from = {one.locator for one in fault.changes.values() if one is not None}
    return cell.locator not in read_from


def _stands_in(token: NumericToken, places: Sequence[tuple[int | None, int | None, int | None]]) -> bool:
    return any(
        line == token.line_number
        and start is not None
        and end is not None
        and token.char_start < end
        and start < token.char_end
        for line, start, end in places
    )
