"""The parser's own words, read once from the CSV files beside this module.

Each file is a small table that a reviewer can read, with the reason for every row. What belongs to accounting
(line items, identities, aliases) does not belong here: that is a seed of dbt.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal

UnitKind = Literal["currency", "ratio", "count"]
UnitPosition = Literal["before", "after", "both"]


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A printed word or sign of a unit; `position` tells on which side of its number it may stand."""

    printed: str
    unit: str
    kind: UnitKind
    position: UnitPosition


@cache
def _rows(file_name: str) -> tuple[dict[str, str], ...]:
    source = resources.files(__name__).joinpath(file_name)
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


@cache
def unit_words() -> tuple[UnitWord, ...]:
    """Words of `units.csv`, in the order of the file."""
    return tuple(
        UnitWord(row["printed"], row["unit"], _unit_kind(row["kind"]), _unit_position(row["position"]))
        for row in _rows("units.csv")
    )


@cache
def scales() -> dict[str, Decimal]:
    """Scale words as printed in `scales.csv` and what a number beside them is multiplied by."""
    return {row["printed"]: Decimal(row["factor"]) for row in _rows("scales.csv")}


@cache
def months() -> dict[str, int]:
    """Names and abbreviations of months in lower case, and their numbers 1 to 12."""
    return {row["printed"]: int(row["month"]) for row in _rows("months.csv")}


@cache
def number_words() -> dict[str, int]:
    """Number words that stand before months and weeks, in lower case."""
    return {row["printed"]: int(row["value"]) for row in _rows("period_words.csv") if row["kind"] == "number"}


@cache
def ordinal_words() -> dict[str, int]:
    """Ordinal words that stand before a quarter or a half, in lower case."""
    return {row["printed"]: int(row["value"]) for row in _rows("period_words.csv") if row["kind"] == "ordinal"}


@cache
def newswires() -> dict[str, str]:
    """Names of newswires as datelines print them, and the one name each is known by."""
    return {row["printed"]: row["newswire"] for row in _rows("newswires.csv")}


def _unit_kind(word: str) -> UnitKind:
    for kind in ("currency", "ratio", "count"):
        if word == kind:
            return kind
    raise ValueError(f"units.csv: {word!r} is no kind of unit; write currency, ratio or count")


def _unit_position(word: str) -> UnitPosition:
    for position in ("before", "after", "both"):
        if word == position:
            return position
    raise ValueError(f"units.csv: {word!r} is no position; write before, after or both")
