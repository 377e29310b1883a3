"""Lays the head lines of a text table over its columns: which words stand over which columns.

Head lines fall into layers between rules, and these into levels of stacked blocks. What a head means does not
belong here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from dagster_project.parsing.text.columns import Column, Placement
from dagster_project.parsing.text.head_blocks import HeadBlock, levels_of, stack
from dagster_project.parsing.text.head_pieces import (
    HeadPiece,
    boundaries_of,
    sort_line,
    split_captions,
    split_titles,
)
from dagster_project.parsing.text.head_spans import lay_level, lay_over_all, widened
from dagster_project.parsing.text.lines import TextLine


@dataclass(frozen=True, slots=True)
class LaidHeads:
    """Heads over columns, and the lines that turned out to be titles or captions."""

    title_lines: tuple[str, ...]
    blocks: tuple[HeadBlock, ...]


def lay_heads(head: Sequence[TextLine], placement: Placement) -> LaidHeads:
    """Assigns head words to columns."""
    columns = placement.columns
    if not columns:
        return LaidHeads((), ())
    titles, head = split_titles(head)
    captions, head = split_captions(head, columns)
    layers, aside = _layers(head, columns)
    stacked = [
        (stack(level), layer.rule if is_lowest else None) for layer in layers for level, is_lowest in _marked(layer)
    ]
    laid = [lay_level(blocks, placement, rule) for blocks, rule in stacked]
    for upper, lower in reversed(list(pairwise(range(len(laid))))):
        laid[upper] = lay_over_all(laid[upper], laid[lower], placement) or widened(laid[upper], laid[lower])
    return LaidHeads((*titles, *captions, *aside), tuple(block for level in laid for block in level))


def _marked(layer: _Layer) -> list[tuple[list[list[HeadPiece]], bool]]:
    """The levels of a layer, and which is the lowest: it stands right above the rule."""
    *upper, lowest = levels_of(layer.rows)
    return [*((level, False) for level in upper), (lowest, True)]


@dataclass(slots=True)
class _Layer:
    """Head lines between two rules, and the rule below them."""

    rows: list[list[HeadPiece]]
    rule: TextLine | None = None


def _layers(head: Sequence[TextLine], columns: Sequence[Column]) -> tuple[list[_Layer], list[str]]:
    """The layers of a head, and the texts in it that are titles or captions instead."""
    layers: list[_Layer] = []
    aside: list[str] = []
    current = _Layer([])
    boundaries = boundaries_of(columns)
    for line, following in zip_longest(head, head[1:]):
        if line.kind == "rule" and current.rows:
            current.rule = line
            current = _Layer([])
        elif line.kind == "text":
            above = current.rows[-1] if current.rows else ()
            row, other = sort_line(line, following, above, columns, boundaries)
            aside.extend(other)
            if row and not current.rows:
                layers.append(current)
            if row:
                current.rows.append(row)
    return layers, aside
