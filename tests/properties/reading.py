"""What the parser makes of a made page: for every figure that was printed, what was meant and the cell at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from properties.statements import Fact, Statement, facts
from properties.text_pages import TextPage
from properties.web_pages import WebPage

from dagster_project.parsing import parse_release
from dagster_project.parsing.html.locator import locate, parse_locator
from dagster_project.parsing.model import Cell

Pair = tuple[Fact, Cell | None]


def read_text(made: Sequence[Statement], page: TextPage) -> tuple[list[Pair], Sequence[Cell]]:
    """Pairs of a text, and all cells; every cell's place gives back its printed text."""
    release = parse_release(page.text.encode(), "made.txt")
    lines = page.text.split("\n")
    cells: dict[tuple[int, int], Cell] = {}
    for cell in release.cells:
        assert cell.line_number is not None
        assert cell.char_start is not None
        assert cell.char_end is not None
        assert lines[cell.line_number - 1][cell.char_start : cell.char_end] == cell.printed_text
        cells.update({(cell.line_number, at): cell for at in range(cell.char_start, cell.char_end)})
    pairs = []
    for number, statement in enumerate(made):
        for row, column, fact in facts(statement):
            place = page.places[number, row, column]
            found = {
                id(cells.get((place.line, at))): cells.get((place.line, at)) for at in range(place.start, place.end)
            }
            pairs.append((fact, next(iter(found.values())) if len(found) == 1 else None))
    return pairs, release.cells


def read_web(made: Sequence[Statement], page: WebPage) -> tuple[list[Pair], Sequence[Cell]]:
    """Pairs of a web page, and all cells; every locator gives back its printed text."""
    release = parse_release(page.markup.encode(), "made.htm")
    cells: dict[tuple[int, int, int], Cell] = {}
    for cell in release.cells:
        assert locate(page.markup, cell.locator) == cell.printed_text
        table, row, first, last = parse_locator(cell.locator)
        cells.update({(table, row, at): cell for at in range(first, last + 1)})
    pairs = [
        (fact, cells.get(page.places[number, row, column]))
        for number, statement in enumerate(made)
        for row, column, fact in facts(statement)
    ]
    return pairs, release.cells


def meaning_of(cell: Cell | None) -> Fact | None:
    """What a cell says, without its place; the dots of leaders are no part of a label."""
    if cell is None:
        return None
    label = re.sub(r"\.{2,}| *\.$", "", cell.row_label)
    return Fact(label, cell.value, str(cell.unit), int(cell.scale_factor), cell.period_start, cell.period_end)
