"""Made statements whose meaning is known: what a round trip starts from and must come back to.

Only meaning stands here. How a statement is laid out belongs to `text_pages` and `web_pages`, how one is drawn at
random to `drawn`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["amount", "per_share", "shares", "percent", "heading"]
"""What the numbers of a row are; a heading has none."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a head over the columns `first` to `last`."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts (`is_percent` false) or of percentages that belong to the amounts of a period."""

    start: date | None
    end: date
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class Nil:
    """A printed nil, such as a dash."""


Figure = Decimal | Nil | None
"""A number, a printed nil, or nothing printed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with one figure a column; `depth` is how far its label stands in."""

    label: str
    kind: Kind
    depth: int = 0
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under the title, and what it means for amounts and for numbers of shares."""

    text: str
    currency: str
    scale: int
    share_scale: int | None
    """None where the words leave it open: such a statement has no numbers of shares."""
    names_currency: bool = False
    """Whether the words alone say the currency; if not, a currency sign has to."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with everything a reader can know of it."""

    title: str
    caption: Caption
    heads: tuple[tuple[Span, ...], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell as it must come back: everything but its place."""

    label: str
    value: Decimal | None
    unit: str
    scale: int
    start: date | None
    end: date


def facts(statement: Statement) -> Iterator[tuple[int, int, Fact]]:
    """Row, column and meaning of every figure that is printed."""
    for row_index, row in enumerate(statement.rows):
        for column_index, figure in enumerate(row.figures):
            if figure is None:
                continue
            column = statement.columns[column_index]
            unit, scale = _unit(row, column, statement.caption)
            value = None if isinstance(figure, Nil) else figure
            yield row_index, column_index, Fact(row.label, value, unit, scale, column.start, column.end)


def _unit(row: Row, column: Column, caption: Caption) -> tuple[str, int]:
    if column.is_percent or row.kind == "percent":
        return "percent", 1
    if row.kind == "per_share":
        return f"{caption.currency}/share", 1
    if row.kind == "shares":
        assert caption.share_scale is not None, "a caption that leaves the scale of shares open allows no shares"
        return "shares", caption.share_scale
    return caption.currency, caption.scale
