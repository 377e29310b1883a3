"""A release read from the lines of a page, with the places of its source instead.

A cell is placed only where the source writes it exactly as printed; the locator finds it in any case. Claims and
tokens always stand somewhere: where print and markup cannot be matched, at the start of their line of the source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from dagster_project.parsing.html.document import HtmlDocument
from dagster_project.parsing.html.positions import Positions
from dagster_project.parsing.html.source import Place
from dagster_project.parsing.model import Cell, Claim, LabelFact, NumericToken, Release
from dagster_project.parsing.records import maker

Placed = TypeVar("Placed", Cell, Claim, LabelFact, NumericToken)


def restore_places(release: Release, page: HtmlDocument) -> Release:
    """Gives every position of the release back as a place in the source."""
    lines = page.positions
    return replace(
        release,
        tables=tuple(
            replace(table, line_start=lines.line_of(table.line_start), line_end=lines.line_of(table.line_end))
            for table in release.tables
        ),
        cells=tuple([_moved(cell, _place_of_cell(cell, lines)) for cell in release.cells]),
        label_facts=tuple([_moved(fact, _place_of_fact(fact, lines)) for fact in release.label_facts]),
        claims=tuple([_moved(claim, _place_or_line(claim, lines)) for claim in release.claims]),
        numeric_tokens=tuple([_moved(token, _place_or_line(token, lines)) for token in release.numeric_tokens]),
        period_definitions=tuple(
            replace(definition, line_number=_line(definition.line_number, page))
            for definition in release.period_definitions
        ),
        events=tuple(replace(event, line_number=_line(event.line_number, page)) for event in release.events),
    )


def _moved(item: Placed, place: Place | None) -> Placed:
    """The same item elsewhere; line, start and end are neighbours among its fields."""
    make, first = _MAKERS[type(item)]
    moved: Placed = make(item[:first] + (place or _NOWHERE) + item[first + len(_NOWHERE) :])
    return moved


_NOWHERE = (None, None, None)
_MAKERS: dict[type[Any], tuple[Callable[[tuple[Any, ...]], Any], int]] = {
    Cell: (maker(Cell), Cell._fields.index("line_number")),
    Claim: (maker(Claim), Claim._fields.index("line_number")),
    LabelFact: (maker(LabelFact), LabelFact._fields.index("line_number")),
    NumericToken: (maker(NumericToken), NumericToken._fields.index("line_number")),
}
"""What makes each kind of item of all its fields, and which field is the line."""


def _place_of_cell(cell: Cell, positions: Positions) -> Place | None:
    if cell.line_number is None or cell.char_start is None:
        return None
    return positions.place_of_cell(cell.line_number, cell.char_start, cell.printed_text)


def _place_of_fact(fact: LabelFact, positions: Positions) -> Place | None:
    if fact.line_number is None or fact.char_start is None or fact.char_end is None:
        return None
    return positions.place(fact.line_number, fact.char_start, fact.char_end)


def _place_or_line(item: Claim | NumericToken, positions: Positions) -> Place:
    found = positions.place(item.line_number, item.char_start, item.char_end)
    return found or Place(positions.line_of(item.line_number), 0, 0)


def _line(line: int | None, page: HtmlDocument) -> int | None:
    return page.positions.line_of(line) if line is not None and line <= len(page.lines) else None
