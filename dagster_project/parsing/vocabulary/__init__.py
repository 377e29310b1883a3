"""The parser's own words, read once from the CSV files beside this module.

Each file is a small table that a reviewer can read, with the reason for every row. What belongs to accounting
(line items, identities, aliases) does not belong here: that is a seed of dbt.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

UnitKind = Literal["currency", "ratio", "count"]
UnitPosition = Literal["before", "after", "both"]


class LabelUnit(NamedTuple):
    """What a row label of this pattern does: it counts a thing, prices one, or divides (`quotient`)."""

    kind: str
    unit: str
    """Empty where the group `unit` of the pattern holds its word."""
    pattern: re.Pattern[str]


class HeldPattern(NamedTuple):
    """A pattern that is tried only where one of the pieces `holds` stands: most words hold none, which is soon seen.

    Every text that the pattern fits holds one of them, in lower case.
    """

    holds: tuple[str, ...]
    pattern: re.Pattern[str]

    def fits(self, words: str, lower: str) -> bool:
        """Whether the pattern stands somewhere in the words, which are given in lower case as well."""
        for piece in self.holds:
            if piece in lower:
                return self.pattern.search(words) is not None
        return False


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


@cache
def exchanges() -> dict[str, str]:
    """Names and codes of stock exchanges as printed before a ticker, and the one code each is known by."""
    return {row["printed"]: row["exchange"] for row in _rows("exchanges.csv")}


@cache
def directions() -> dict[str, Literal["up", "down"]]:
    """Words that say which way a figure moved, in lower case."""
    return {row["word"]: "up" if row["direction"] == "up" else "down" for row in _rows("directions.csv")}


@cache
def claim_words() -> dict[str, str]:
    """Words in lower case that stand between the name of a figure and the figure, and the role of each."""
    return {row["word"]: row["role"] for row in _rows("claim_words.csv")}


@cache
def named_numbers() -> dict[str, str]:
    """Words in lower case that make the number behind them a name or a reference, and the kind of that token."""
    return {row["word"]: row["kind"] for row in _rows("named_numbers.csv")}


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


@cache
def statement_titles() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of titles and the statement type they name, strongest first."""
    return tuple((_pattern(row["pattern"]), row["statement_type"]) for row in _rows("statement_titles.csv"))


@cache
def row_signatures() -> tuple[tuple[HeldPattern, str, int], ...]:
    """Patterns of row labels, the statement type they speak for, and how loudly."""
    return tuple((_held_pattern(row), row["statement_type"], int(row["weight"])) for row in _rows("row_signatures.csv"))


@cache
def meanings(kind: str) -> tuple[tuple[HeldPattern, str], ...]:
    """Patterns of one kind of `meanings.csv` (scenario, basis, change, ...) and the value each stands for."""
    return tuple((_held_pattern(row), row["value"]) for row in _rows("meanings.csv") if row["kind"] == kind)


@cache
def label_units() -> dict[str, tuple[LabelUnit, ...]]:
    """Rules of `label_units.csv` by each word in lower case that a label must have for them to apply."""
    rules: dict[str, tuple[LabelUnit, ...]] = {}
    for row in _rows("label_units.csv"):
        rule = LabelUnit(row["kind"], row["unit"], _pattern(row["pattern"]))
        for word in row["words"].split():
            rules[word] = (*rules.get(word, ()), rule)
    return rules


def _held_pattern(row: dict[str, str]) -> HeldPattern:
    return HeldPattern(tuple(row["holds"].split()), _pattern(row["pattern"]))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
