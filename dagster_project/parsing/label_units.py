"""Words in labels and titles that say what figures are: shares, amounts per share, ratios, counted things.

Whether the figures bear it out does not belong here (`row_units`), nor do captions and heads (`units`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from dagster_project.parsing.units import read_unit
from dagster_project.parsing.vocabulary import label_units

_UNIT_LIST = re.compile(r"\(([^()]*/[^()]*)\)")


def unit_list(label: str) -> tuple[str, ...]:
    """Units that a label lists for the cells of its row, in order: "(JPY / U.S. Dollars / JPY)"."""
    match = _UNIT_LIST.search(label)
    if not match:
        return ()
    units = [read_unit(part).unit for part in match[1].split("/")]
    named = tuple(unit for unit in units if unit)
    return named if len(named) == len(units) else ()


_NOTE = re.compile(r"\(((?:[^()\d]*\s)?in\s[^()\d]*|[^()\d\s]+|(?:in\s)?\$?\s?['‘’]?000['‘’]?s?)\)", re.IGNORECASE)
_NOTE_OF_MONEY = re.compile(r"\(((?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}|Rs\.?)\s?(?:in\s)?[A-Za-z]+)\)")
_NOTE_AT_END = re.compile(r"\s([$€£¥]\s?[A-Za-z]{1,2})$")


def stated_scale(label: str) -> Decimal | None:
    """A scale in parentheses or at the end for one row: "Diluted shares (in thousands)", "Sales - $ MM"."""
    if "(" not in label and " " not in label:
        return None
    notes = [*_NOTE.findall(label), *_NOTE_OF_MONEY.findall(label), *_NOTE_AT_END.findall(label)]
    scale = next((scale for note in notes if (scale := read_unit(note).scale) is not None), None)
    return HUNDREDTH if scale is None and _HUNDREDTHS.search(label) else scale


HUNDREDTH = Decimal("0.01")
_HUNDREDTHS = re.compile(
    r"\((?:in )?(?:(?:US|U\.S\.|Australian|euro) )?(?:cents?|pence|¢|p)(?:\)|\s?(?:/|per)\s)", re.IGNORECASE
)
"""Cents and pence of a row ("Dividend per share (pence)")."""


_UNIT_NOTE = re.compile(r"\((shares|ADSs?|ADRs?|units|contracts|employees)\)", re.IGNORECASE)
_PARTS_HELD = re.compile(
    r"\b(?:weighted[- ]average|average(?=.*\b(?:outstanding|diluted|basic|partners?|ADSs?|ADRs?)\b))\b"
    r"(?!.*\b(?:shares?|per|rents?|prices?|rates?)\b).*\b(ADSs?|ADRs?|units)\b(?! sold)",
    re.IGNORECASE,
)
"""Flats and products are units as well ("Average rent of occupied units"): those have no average outstanding."""


def noted_unit(label: str) -> str | None:
    """A unit in parentheses behind the label: "(shares)", "(ADSs)"; units of a partnership, counted like shares."""
    match = _UNIT_NOTE.search(label) or _PARTS_HELD.search(label)
    if not match:
        return None
    word = match[1]
    return word.rstrip("s").upper() if word.upper().startswith("AD") else word.lower()


_COUNTED = re.compile(r"\bnumber of (?:[\w-]+ )*?(?P<noun>[A-Za-z]+s)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:(?:total|average|period-end|full[- ]time|equivalent|fte|regular)[- ])*(?:employees|headcount)\b"
    r"(?!.*\b(?:compensation|benefits?|costs?|expenses?|plans?)\b)",
    re.IGNORECASE,
)


def counted_unit(words: str) -> str | None:
    """What a title or label counts: "Number of Contracts for ..." gives `contracts`."""
    match = _COUNTED.search(words)
    if match is None and _PEOPLE.match(words):
        return "employees"
    return match["noun"].lower() if match else _things(words).get("counted")


def singly_counted_unit(words: str) -> str | None:
    """Things so few that no scale of the table holds for them: "Stores open at end of period" gives `stores`."""
    return _things(words).get("counted_singly")


def priced_thing(words: str) -> str | None:
    """The thing whose price a label names: "Oil (per Bbl)" gives `Bbl`."""
    return _things(words).get("price")


_WORD = re.compile(r"[a-z]+")
_KINDS_OF_COUNTS = ("counted", "counted_singly")
_OF_MONEY = re.compile(
    r"\b(?<!with )(?:sales|revenues?|income|earnings|profits?|costs?|expenses?|charges?|impairments?|loss(?:es)?|rents?"
    r"|rentals?|leases?|receivables?|deposits|loans?|credit|borrowings?|debt|funds|balances|capital|equity|deficit"
    r"|interest|proceeds)\b",
    re.IGNORECASE,
)
"""What things bring in or cost is no number of them: "Sales of stores opened", "Restaurant pre-opening costs"."""


@lru_cache(maxsize=8192)
def _things(words: str) -> Mapping[str, str]:
    """What the words count or price, by kind: the first rule that one of them calls for and that fits."""
    rules = label_units()
    found: dict[str, str] = {}
    for word in _WORD.findall(words.lower()):
        for rule in rules.get(word, ()):
            if rule.kind not in found and (match := rule.pattern.search(words)):
                found[rule.kind] = rule.unit or match["unit"].lower()
    is_of_money = bool(found) and _OF_MONEY.search(words) is not None
    return {kind: unit for kind, unit in found.items() if not (is_of_money and kind in _KINDS_OF_COUNTS)}


def quotient_unit(words: str) -> str | None:
    """`pure` where a label names a multiple: "Net debt / EBITDA (x)"."""
    return _things(words).get("quotient")


_MEASURED = re.compile(
    r"\((?:in )?((?:M|MM|B)?(?:[Bb]bls?|BOE|[Bb]oe|[Cc]fe?|Btu)(?:/d|/day|pd| per day)?|[kKMGT]Wh?|k?oz|[kM]t|M?lbs)\)"
)


def measured_unit(words: str) -> str | None:
    """A measure of volume or energy in parentheses behind a label, as printed: "Oil (MBbls/d)"."""
    match = _MEASURED.search(words)
    return match[1] if match else None


_PER_SHARE = re.compile(
    r"(?:\bper\s+(?:\w+\s+)*?|[$€£¥]\s?/\s?)(?P<what>share|ADS|ADR|unit)s?\b|\bEPS\b", re.IGNORECASE
)
_WORDS_OF_PER_SHARE = ("per", "/", "eps")
"""One of them stands in every match: most labels have none."""
_PRICE = re.compile(r"(?:[$€£¥]\s?)?(?:\d[\d,]*)?\.?\d+\s+per\s+(?:share|ADS|ADR|unit)\b", re.IGNORECASE)
"""A price told inside a label ("at $.001 per share in June") is no unit of the row."""
_PAR_VALUE = re.compile(r"\bpar value\b", re.IGNORECASE)
"""A line of stock tells its par value per share; its figures are amounts."""
_PART_OF_QUOTIENT = re.compile(r"\s*(?:numerator|denominator)\b", re.IGNORECASE)
"""Earnings per share are computed from an amount and a number of shares."""


@lru_cache(maxsize=8192)
def per_share_of(words: str) -> str | None:
    """`share`, `ADS`, `ADR` or `unit` where the words name an amount per one of them."""
    lowered = words.lower()
    if not any(word in lowered for word in _WORDS_OF_PER_SHARE) or _PART_OF_QUOTIENT.match(words):
        return None
    match = _PER_SHARE.search(words)
    if match and match["what"] and _PRICE.search(words):
        match = _PER_SHARE.search(_PRICE.sub("", words))
    if not match or _PAR_VALUE.search(words):
        return None
    what = match["what"] or "share"
    return what.upper() if what.upper().startswith("AD") else what.lower()


_LINE_OF_STOCK = re.compile(
    r"\d\s+(?:\w+\s)?shares (?:authorized|designated)\b|\bpar value\b|\bshares authorized \d|\bpaid-in capital\b",
    re.IGNORECASE,
)
_SHARE_COUNT = re.compile(
    r"\bshares\b.*\b(?:used|outstanding|issued(?! (?:to|for|upon|under|pursuant)\b))\b"
    r"|\b(?:weighted|average|number of|diluted|outstanding)\b.*\bshares\b"
    r"|^(?:common )?shares(?: outstanding)?$"
    r"|\bshares\b.*\b(?:assuming|(?:full|with|without)\w* dilution)\b",
    re.IGNORECASE,
)
_STATED_COUNT = re.compile(r"\b\d[\d,]*\s+shares\b", re.IGNORECASE)
_COUNTED_SHARES = re.compile(r"\d\s(?:\w+\s)?shares\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def is_share_count(words: str) -> bool:
    """The words name a number of shares ("shares used in computing earnings per share" does so as well).

    A label that states a number itself ("Common stock, 377,600 shares authorized") describes an amount.
    """
    lowered = words.lower()
    is_divisor = lowered.lstrip().startswith("denominator")
    if not is_divisor and "shares" not in lowered:
        return False  # most labels
    if _LINE_OF_STOCK.search(words):
        return False
    if is_divisor:
        return True
    words = _STATED_COUNT.sub("", words)
    if _COUNTED_SHARES.search(words) or _PAR_VALUE.search(words):
        return False  # a line of stock that says how many shares there are
    per_share = _PER_SHARE.search(words)
    return bool(_SHARE_COUNT.search(words[: per_share.start()] if per_share else words))


_PERCENT_SIGN = re.compile(r"(?<!\d)(?<!\d\s)%")
_PART_TO_WHOLE = (
    r"\b(?:charge-?offs|recoveries|allowance|reserves?|loans|assets|equity|debt|capital|expenses?)\b[\w\s,-]*\s(?:to|/)\s"
    r"(?:(?:period-end|average|total|net|managed|nonperforming|tangible|gross) )+"
    r"(?:loans|assets|equity|deposits|capital|receivables)"
)
"""Ratios of banks: "Net charge-offs to average loans"."""
_RATIO = re.compile(
    rf"\b(?:ratio|margin|percent(?:age)?|yield|rate of return|return on|tax rate|spread)\b|{_PART_TO_WHOLE}",
    re.IGNORECASE,
)
_SURE_RATIO = re.compile(rf"\b(?:ratio|return on|yield|percentage of|percent of)\b|{_PART_TO_WHOLE}", re.IGNORECASE)


def has_percent_sign(words: str) -> bool:
    """A percent sign that says what the figures are; not one behind digits ("5% notes", "25% stock dividend")."""
    return bool(_PERCENT_SIGN.search(words))


def is_ratio(words: str) -> bool:
    """The words name a ratio or a percentage."""
    return has_percent_sign(words) or bool(_RATIO.search(words))


def is_sure_ratio(words: str) -> bool:
    """The words name what is never an amount of money (a margin can be one)."""
    return bool(_SURE_RATIO.search(words))
