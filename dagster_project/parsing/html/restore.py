"""A release read from the lines of a page, with the places of its source instead.

A cell is placed only where the source writes it exactly as printed; the locator finds it in any case. Claims and
tokens always stand somewhere: where print and markup cannot be matched, at the start of their line of the source.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from dagster_project.parsing.html.document import HtmlDocument
from dagster_project.parsing.html.locator import parse_locator
from dagster_project.parsing.html.positions import Positions
from dagster_project.parsing.html.source import Place
from dagster_project.parsing.model import Cell, Claim, LabelFact, NumericToken, Release

Placed = TypeVar("Placed", Claim, NumericToken)
Placeable = TypeVar("Placeable", Cell, LabelFact)


def restore_places(release: Release, page: HtmlDocument) -> Release:
    """Gives every position of the release back as a place in the source."""
    lines = page.positions
    return replace(
        release,
        tables=tuple(
            replace(table, line_start=lines.line_of(table.line_start), line_end=lines.line_of(table.line_end))
            for table in release.tables
        ),
        cells=tuple(_moved_or_unplaced(cell, _place_of_cell(cell, page)) for cell in release.cells),
        label_facts=tuple(_moved_or_unplaced(fact, _place_of_fact(fact, lines)) for fact in release.label_facts),
        claims=tuple(_moved(claim, _place_or_line(claim, lines)) for claim in release.claims),
        numeric_tokens=tuple(_moved(token, _place_or_line(token, lines)) for token in release.numeric_tokens),
        period_definitions=tuple(
            replace(definition, line_number=_line(definition.line_number, page))
            for definition in release.period_definitions
        ),
        events=tuple(replace(event, line_number=_line(event.line_number, page)) for event in release.events),
    )


def _moved(item: Placed, place: Place) -> Placed:
    return replace(item, line_number=place.line, char_start=place.char_start, char_end=place.char_end)


def _moved_or_unplaced(item: Placeable, place: Place | None) -> Placeable:
    if place is None:
        return replace(item, line_number=None, char_start=None, char_end=None)
    return replace(item, line_number=place.line, char_start=place.char_start, char_end=place.char_end)


def _place_of_cell(cell: Cell, page: HtmlDocument) -> Place | None:
    table, row, first, last = parse_locator(cell.locator)
    return page.source.find_in_cell(table, row, first, cell.printed_text) if first == last else None


def _place_of_fact(fact: LabelFact, positions: Positions) -> Place | None:
    if fact.line_number is None or fact.char_start is None or fact.char_end is None:
        return None
    return positions.place(fact.line_number, fact.char_start, fact.char_end)


def _place_or_line(item: Claim | NumericToken, positions: Positions) -> Place:
    found = positions.place(item.line_number, item.char_start, item.char_end)
    return found or Place(positions.line_of(item.line_number), 0, 0)


def _line(line: int | None, page: HtmlDocument) -> int | None:
    return page.positions.line_of(line) if line is not None and line <= len(page.lines) else None
