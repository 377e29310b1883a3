"""The blocks of a page in reading order: paragraphs, and innermost tables as a whole.

A table around other tables only lays out the page: what it says outside of them is read as paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from dagster_project.parsing.html.cells import PhysicalRow, is_innermost, physical_rows
from dagster_project.parsing.html.tree import BLOCKS, UNSEEN, is_raised, normal_text, raised_text


class Block(NamedTuple):
    """A paragraph's text in one line, or an innermost table with its printed rows."""

    text: str
    table: etree._Element | None = None
    table_number: int = 0
    """Counts the tables of the page from 1, outer ones included."""
    rows: tuple[PhysicalRow, ...] = ()


def read_blocks(root: etree._Element) -> Iterator[Block]:
    """Walks over a page without recursion: markup can be nested thousands deep."""
    pieces: list[str] = []
    number = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if pieces and tag in BLOCKS:
            yield from _flushed(pieces)
        if event == "end":
            if tail := element.tail:
                pieces.append(tail)
        elif tag == "table":
            number += 1
            if is_innermost(element):
                yield Block("", element, number, tuple(physical_rows(element.iter("tr"))))
                walk.skip_subtree()
        elif tag in UNSEEN:
            walk.skip_subtree()
        elif text := element.text:
            pieces.append(raised_text(text) if is_raised(element) else text)
    yield from _flushed(pieces)


def _flushed(pieces: list[str]) -> Iterator[Block]:
    """The paragraph collected so far, if it says anything; the pieces are used up."""
    if text := normal_text("".join(pieces)):
        yield Block(text)
    pieces.clear()
