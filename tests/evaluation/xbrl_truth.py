"""XBRL facts of the matching report that a release prints: what its cells are scored against.

A fact is eligible if it is undimensioned money, shares or money per share, not zero, of a period that the release
covers, and printed alone in a table cell at ones, thousands or millions where that is not likely chance: five digits
or more (three of them significant), or four under a label akin to the concept, or beside another period's figure of
the same concept.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path

from tests.evaluation.printed_page import PrintedPage

UNITS = {"usd": "USD", "$": "USD", "shares": "shares", "usd/share": "USD/share", "usd/shares": "USD/share"}
_COMMON_STEMS = frozenset(
    ["net", "total", "other", "and", "for", "from", "the", "of", "in", "to", "on", "used", "incl", "excl"]
)


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A way to print a value: digits with commas, at a scale, with decimals."""

    digits: str
    scale: int
    decimals: int


@dataclass(slots=True)
class XbrlFact:
    """A value of a concept in a period."""

    concept: str
    value: Decimal
    unit: str
    start: date | None
    end: date
    forms: Sequence[PrintedForm] = ()


@dataclass(slots=True)
class EligibleFact:
    """A printed figure with its truth; several concepts may share it."""

    value: Decimal
    unit: str
    start: date | None
    end: date
    concepts: list[str] = field(default_factory=list)
    printed_signs: set[int] = field(default_factory=set)
    tolerance: Decimal = Decimal(0)
    """Half a unit of the coarsest printed form."""


def eligible_facts(path: Path, page: PrintedPage) -> list[EligibleFact]:
    """The facts of a truth file that the page prints."""
    facts = list(_read_facts(path))
    by_concept: dict[str, list[XbrlFact]] = defaultdict(list)
    for fact in facts:
        by_concept[fact.concept].append(fact)
    found: dict[tuple[Decimal, str, date | None, date], EligibleFact] = {}
    for fact in facts:
        hits = list(_hits(fact, by_concept[fact.concept], page)) if page.covers(fact.start, fact.end) else []
        if not hits:
            continue
        key = (abs(fact.value), fact.unit, fact.start, fact.end)
        eligible = found.setdefault(key, EligibleFact(*key))
        eligible.concepts.append(fact.concept)
        for form, is_negative in hits:
            eligible.printed_signs.add(-1 if is_negative else 1)
            eligible.tolerance = max(eligible.tolerance, Decimal(form.scale).scaleb(-form.decimals) / 2)
    return list(found.values())


def _read_facts(path: Path) -> Iterator[XbrlFact]:
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            unit = UNITS.get(row["unit"].strip().lower().replace(" ", ""))
            value, end = _decimal(row["value"]), _day(row["end_or_instant"])
            is_cover = row["concept"].startswith(("dei:", "ecd:"))
            if row["dimensions"].strip() or is_cover or not unit or not value or end is None:
                continue
            forms = tuple(_printed_forms(abs(value), unit))
            yield XbrlFact(row["concept"], value, unit, _day(row["start"]), end, forms)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def _printed_forms(value: Decimal, unit: str) -> Iterator[PrintedForm]:
    """Plausible ways to print a value; coarse ones only where enough digits are left."""
    if unit == "USD/share":
        exponent = value.normalize().as_tuple().exponent
        for decimals in {2, max(2, -exponent if isinstance(exponent, int) else 2)}:
            rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
            if decimals <= 6 and rounded:
                yield PrintedForm(f"{rounded:,}", 1, decimals)
                if rounded < 1:
                    yield PrintedForm(f"{rounded}"[1:], 1, decimals)
        return
    for scale in (1, 1000, 1_000_000):
        scaled = value / scale
        for decimals in (0, 1) if scale > 1 else (0,):
            rounded = scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
            digits = len(re.sub(r"\D", "", str(rounded)))
            is_chance = (rounded != scaled and digits < 4 + decimals) or (
                decimals and rounded == scaled and rounded == rounded.to_integral_value() and digits < 5
            )
            if rounded and not is_chance:
                yield PrintedForm(f"{rounded:,}", scale, decimals)


def _hits(fact: XbrlFact, same_concept: Sequence[XbrlFact], page: PrintedPage) -> Iterator[tuple[PrintedForm, bool]]:
    """The forms of a fact that the page prints where it is not likely chance, and whether with a minus."""
    for form in fact.forms:
        digits = re.sub(r"\D", "", form.digits).lstrip("0")
        significant = len(digits.rstrip("0"))
        for row_index, is_negative in page.by_digits.get(form.digits, ()):
            row = page.rows[row_index]
            is_akin = _is_akin(fact.concept, row.label)
            is_certain = significant >= 3 and (len(digits) >= 5 or (len(digits) == 4 and is_akin))
            if not is_certain and (len(digits) > 2 or is_akin):
                amounts = Counter(number.digits for number in row.numbers if not number.is_percent)
                is_certain = _stands_beside_another(fact, form, same_concept, amounts)
            if is_certain:
                yield form, is_negative


def _stands_beside_another(
    fact: XbrlFact, form: PrintedForm, same_concept: Sequence[XbrlFact], amounts: Counter[str]
) -> bool:
    """The row prints the same concept for another period, at the same scale."""
    return any(
        other.scale == form.scale
        and other.decimals == form.decimals
        and amounts[other.digits] >= (2 if other.digits == form.digits else 1)
        for another in same_concept
        if (another.start, another.end) != (fact.start, fact.end)
        for other in another.forms
    )


def _is_akin(concept: str, label: str) -> bool:
    """Concept and label share the first four letters of a word."""
    of_concept = {word.lower()[:4] for word in re.findall(r"[A-Z][a-z]+", concept.rsplit(":", maxsplit=1)[-1])}
    of_label = {word.lower()[:4] for word in re.findall(r"[A-Za-z]+", label)}
    return bool((of_concept & of_label) - _COMMON_STEMS)
