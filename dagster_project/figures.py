"""Figures and periods as text: exact, without trailing zeros, grouped for people and plain for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from math import isfinite


def plain(value: Decimal) -> str:
    """All digits of the value and no more: `66835299000`, `0.5`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: Decimal | int) -> str:
    """`plain` with a comma at each thousand: `66,835,299,000`."""
    whole, point, fraction = plain(Decimal(value)).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{fraction}"


def share(part: int, whole: int) -> str:
    """`part` of `whole` in percent, cut off and not rounded, so that 100.0 % means all of them."""
    return f"{part * 1000 // whole / 10:.1f} %" if whole else "-"


def period(label: str | None, start: date | None, end: date | None) -> str:
    """The issuer's name of a period with its days, `FY2008 (2008-04-01 to 2009-03-31)`, or the days alone."""
    if end is None:
        return "not stated"
    days = f"{start} to {end}" if start else str(end)
    return days if label in (None, days) else f"{label} ({days})"


def to_json(value: object) -> str:
    """JSON with Decimals as numbers of all their digits, which `json.dumps` cannot write; dates and paths as text.

    A float that is no number is null: JSON has neither NaN nor Infinity.
    """
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, float) and not isfinite(value):
        return "null"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {to_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple | set | frozenset):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    if is_dataclass(value):
        return to_json({field.name: getattr(value, field.name) for field in fields(value)})
    return json.dumps(value, ensure_ascii=False, default=str)
