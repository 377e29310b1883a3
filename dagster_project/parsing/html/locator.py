"""Locators of cells: `/table[3]/tr[5]/td[7]` made and replayed.

Indices count start tags in source order from 1: tables in the whole file, rows in their table, cells (`td` and `th`
alike) in their row; `tbody` is left out. A value glued from several cells has the locator `td[7-9]`, and its printed
text is theirs, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from lxml import etree

from dagster_project.parsing.html.cells import own_cells, own_rows
from dagster_project.parsing.html.source import Source
from dagster_project.parsing.html.tree import parse_tree, visible_text

Element = TypeVar("Element")

_LOCATOR = re.compile(r"/table\[(?P<table>\d+)\]/tr\[(?P<row>\d+)\]/td\[(?P<first>\d+)(?:-(?P<last>\d+))?\]")


class LocatorNotFoundError(LookupError):
    """No cell of the page is meant by the locator; the message says what is wrong."""


def locator_of(table: int, row: int, first: int, last: int) -> str:
    """The locator of the cells [first, last] of a row."""
    cells = f"{first}" if first == last else f"{first}-{last}"
    return f"/table[{table}]/tr[{row}]/td[{cells}]"


def parse_locator(locator: str) -> tuple[int, int, int, int]:
    """Table, row, first and last cell of a locator.

    Raises:
        LocatorNotFoundError: the locator is of another form.
    """
    match = _LOCATOR.fullmatch(locator)
    if match is None:
        raise LocatorNotFoundError(f"{locator!r} is not of the form /table[3]/tr[5]/td[7].")
    return int(match["table"]), int(match["row"]), int(match["first"]), int(match["last"] or match["first"])


def locate(markup: str, locator: str) -> str:
    """The printed text that a locator finds in a page.

    Raises:
        LocatorNotFoundError: the locator is of another form, or the page has no such cell.
    """
    table, row, first, last = parse_locator(locator)
    found = _nth(own_rows(_table(markup, table, locator)), row, locator)
    cells = list(islice(own_cells(found), first - 1, last))
    if first < 1 or len(cells) != last - first + 1:
        raise LocatorNotFoundError(f"{locator} lies outside the page: the row has no such cell.")
    return "".join(visible_text(cell) for cell in cells)


def table_texts(markup: str, locator: str) -> tuple[tuple[str, ...], ...]:
    """The visible text of every cell of the locator's table, row by row.

    Raises:
        LocatorNotFoundError: the locator is of another form, or the page has no such table.
    """
    table, *_ = parse_locator(locator)
    return tuple(
        tuple(visible_text(cell) for cell in own_cells(row)) for row in own_rows(_table(markup, table, locator))
    )


def _table(markup: str, number: int, locator: str) -> etree._Element:
    """Parses the one table, for a whole page may hold thousands of cells and other documents."""
    source = _source(markup)
    place = _nth(source.tables, number, locator)
    root = parse_tree(markup[place.start : place.end])
    table = next(root.iter("table"), None) if root is not None else None
    if table is None:
        raise LocatorNotFoundError(f"{locator} lies in a table that holds nothing.")
    return table


@lru_cache(maxsize=2)
def _source(markup: str) -> Source:
    return Source(markup)


def _nth(elements: Sequence[Element], number: int, locator: str) -> Element:
    if not 1 <= number <= len(elements):
        raise LocatorNotFoundError(f"{locator} lies outside the page, which has {len(elements)} at that level.")
    return elements[number - 1]
