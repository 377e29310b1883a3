"""What a heading says of all rows below it: balances of a day, amounts, amounts per share, counts, scales.

Headings often stand at the indent of their rows, so that they are no ancestors of them; here their order counts. The
path of a row is in `labels`, the periods that rows name themselves in `row_periods`, percentages in `percent_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.label_units import is_share_count, per_share_of, stated_scale
from dagster_project.parsing.labels import Row
from dagster_project.parsing.numbers import Number
from dagster_project.parsing.percent_rows import rows_of_percent, rows_of_quotients, speaks_of_rates

THOUSAND = Decimal(1000)

_OF_A_DAY = re.compile(
    r"^(?:selected |condensed |consolidated |summary )*"
    r"(?:financial (?:position|condition)|balance sheets?)(?: data)?:?$"
    r"|^at (?:the )?(?:fiscal )?(?:year|quarter|period)[- ]?end:?$"
    r"|^reconciliation of cash\b.*\b(?:balance sheets?|financial (?:position|condition)|restricted cash):?$",
    re.IGNORECASE,
)
_COUNTED_NOUN = re.compile(
    r"(?:number of )?(employees|stores|branches|customers|subscribers|contracts|restaurants|units)(?: \(?\w\)?)?:?",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"number of:?", re.IGNORECASE)
_LAST_NOUN = re.compile(r"\b([A-Za-z]+s)(?=\s*(?:\(|$))")
_SHARE_WORDS = re.compile(
    r"(?:\W*(?:basic|diluted|primary|fully|assuming dilution|and)\b)+(?:\W*\(?\w{1,2}\)?)?\W*$", re.I
)
"""What stands beside the numbers of shares below their heading."""
_OF_MONEY = re.compile(
    r"(?:(?:net|total|operating) )*(?:revenues?|sales|costs?|expenses?)(?: and (?:expenses|other income))?:?",
    re.IGNORECASE,
)


class RowSections(NamedTuple):
    """What the headings of a table say of its rows, by row index."""

    of_a_day: frozenset[int] = frozenset()
    """Balances inside a table of periods."""
    of_percent: frozenset[int] = frozenset()
    """Percentages without their sign."""
    per_share: Mapping[int, str] = MappingProxyType({})
    """What the amounts of these rows are per (`share`, `ADS`)."""
    counted: Mapping[int, str] = MappingProxyType({})
    """What is counted below a heading that says nothing else ("Employees")."""
    share_counts: frozenset[int] = frozenset()
    """Rows of whole numbers below "Weighted average shares:"."""
    scales: Mapping[int, Decimal] = MappingProxyType({})
    """Scales of rows below a heading that states one ("Numerator (in millions):")."""
    of_money: frozenset[int] = frozenset()
    """Rows below "Revenues:" and the like: admissions and subscriptions are there no numbers of people."""
    of_units: frozenset[int] = frozenset()
    """All rows of whose units some heading says anything."""


def read_row_sections(rows: Sequence[Row]) -> RowSections:
    """Reads the headings of a table for the rows below them; most tables have none that says anything."""
    told = {what for row in rows if not row.cells for what in _told_by(row.label)}
    quotients = frozenset(rows_of_quotients(rows))
    if not told and not quotients:
        return _NO_SECTIONS
    of_units = (
        quotients.union(rows_of_percent(rows) if "of_percent" in told else ()),
        dict(_rows_of_amounts_per_share(rows) if "per_share" in told else ()),
        dict(_rows_that_count(rows) if "counted" in told else ()),
        frozenset(_rows_of_share_counts(rows) if "share_counts" in told else ()),
        dict(_rows_of_a_scale(rows) if "scales" in told else ()),
    )
    return RowSections(
        frozenset(_rows_of_a_day(rows) if "of_a_day" in told else ()),
        *of_units,
        of_money=frozenset(_rows_of_money(rows) if "of_money" in told else ()),
        of_units=frozenset().union(*of_units),
    )


_NO_SECTIONS = RowSections()


@lru_cache(maxsize=8192)
def _told_by(heading: str) -> tuple[str, ...]:
    """What a heading says of the rows below it."""
    says = {
        "of_a_day": _OF_A_DAY.match(heading.strip()),
        "of_percent": speaks_of_rates(heading),
        "per_share": per_share_of(heading),
        "counted": _COUNTED_NOUN.fullmatch(heading.strip()) or _NUMBER_OF.fullmatch(heading.strip()),
        "share_counts": is_share_count(heading),
        "scales": stated_scale(heading),
        "of_money": _OF_MONEY.fullmatch(heading.strip()),
    }
    return tuple(what for what, said in says.items() if said)


def _rows_of_a_day(rows: Sequence[Row]) -> Iterator[int]:
    """Rows from "FINANCIAL POSITION DATA:", or of cash tied to the balance sheet, to the next heading at its indent."""
    heading: Row | None = None
    for row in rows:
        if row.cells:
            if heading is not None:
                yield row.row_index
        elif _OF_A_DAY.match(row.label.strip()):
            heading = row
        elif heading is not None and row.indent <= heading.indent:
            heading = None


def _rows_of_amounts_per_share(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Rows from "Earnings per share:" on, as long as they print decimals and the rows above the heading do not."""
    has_decimals_above = False
    what: str | None = None
    indent = 0
    for row in rows:
        if not row.cells:
            own = None if is_share_count(row.label) else per_share_of(row.label)
            if own is not None or row.indent <= indent:
                what, indent = own, row.indent
            continue
        figures = [cell for cell in row.cells if isinstance(cell.figure, Number)]
        decimals = ["." in cell.text for cell in figures]
        if what is None:
            has_decimals_above |= any(decimals) and not any(_is_of_a_unit_of_its_own(cell, row) for cell in figures)
        elif has_decimals_above or not all(decimals) or any(abs(_value(cell)) >= THOUSAND for cell in figures):
            what = None
        else:
            yield row.row_index, what


def _rows_that_count(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Rows below "Employees" and the like, up to the next heading, money or percentages.

    Below "Number of:" each label ends in what it counts.
    """
    noun: str | None = None
    is_number_of = False
    for row in rows:
        if not row.cells:
            match = _COUNTED_NOUN.fullmatch(row.label.strip())
            noun = match[1].lower() if match else None
            is_number_of = _NUMBER_OF.fullmatch(row.label.strip()) is not None
            continue
        if is_number_of:
            last = _LAST_NOUN.search(row.label)
            noun = last[1].lower() if last else None
        figures = [cell.figure for cell in row.cells if isinstance(cell.figure, Number)]
        if any(figure.currency_sign or figure.is_percent for figure in figures):
            noun = None
        if noun is not None:
            yield row.row_index, noun


def _rows_of_money(rows: Sequence[Row]) -> Iterator[int]:
    """Rows below a heading that says nothing but "Revenues" or "Costs and expenses", up to the next heading."""
    is_open = False
    for row in rows:
        if not row.cells:
            is_open = _OF_MONEY.fullmatch(row.label.strip()) is not None
        elif is_open:
            yield row.row_index


def _rows_of_share_counts(rows: Sequence[Row]) -> Iterator[int]:
    """Rows below a heading that counts shares, up to the next heading, money, or figures of another kind."""
    is_open = False
    for row in rows:
        if not row.cells:
            is_open = is_share_count(row.label)
            continue
        figures = [cell.figure for cell in row.cells if isinstance(cell.figure, Number)]
        is_open = is_open and not any(figure.currency_sign or figure.is_percent for figure in figures)
        is_open = is_open and _SHARE_WORDS.match(row.label.strip()) is not None
        if is_open:
            yield row.row_index


def _rows_of_a_scale(rows: Sequence[Row]) -> Iterator[tuple[int, Decimal]]:
    """Rows from a heading with a scale in parentheses to the next heading at its indent; one right below is its own."""
    scale: Decimal | None = None
    indent = 0
    is_right_below = False
    for row in rows:
        if row.cells:
            is_right_below = False
            if scale is not None:
                yield row.row_index, scale
        elif (stated := stated_scale(row.label)) is not None:
            scale, indent, is_right_below = stated, row.indent, True
        elif scale is not None and row.indent <= indent and not is_right_below:
            scale, indent = None, row.indent


def _is_of_a_unit_of_its_own(cell: BodyCell, row: Row) -> bool:
    is_percent = isinstance(cell.figure, Number) and cell.figure.is_percent
    return is_percent or cell.unit_word is not None or per_share_of(row.label) is not None


def _value(cell: BodyCell) -> Decimal:
    return cell.figure.value if isinstance(cell.figure, Number) else Decimal(0)
