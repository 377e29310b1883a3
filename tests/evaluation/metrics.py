"""The shares that are asked for, by name: of one document, and over many. Floors and tables use the same names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from tests.evaluation.evaluation import Evaluation, total

CORE = ("balance", "cash", "net_income")


@dataclass(frozen=True, slots=True)
class Metric:
    """A share in percent: `part` of `whole`, both counts of an evaluation. `asked` is what it is to reach."""

    name: str
    part: str
    whole: str
    asked: Decimal | None = None


def _asked(percent: str) -> Decimal:
    return Decimal(percent)


METRICS = (
    Metric("explained", "table_tokens_explained", "table_tokens", _asked("99.5")),
    Metric("known", "cells_known", "cells"),
    Metric("statements", "statements_recognised", "statements_printed"),
    Metric("verified", "facts_verified", "facts"),
    Metric("xbrl_value", "xbrl_value", "xbrl_eligible", _asked("99.5")),
    Metric("xbrl_period", "xbrl_period", "xbrl_eligible", _asked("97")),
    Metric("xbrl_complete", "xbrl_complete", "xbrl_eligible", _asked("96")),
    Metric("xbrl_right_scale", "xbrl_right_scale", "xbrl_eligible", _asked("100")),
    Metric("golden_value", "golden_value", "golden_figures", _asked("99.8")),
    Metric("golden_meaning", "golden_meaning", "golden_figures", _asked("98")),
)
ASKED_OF_PROOFS = _asked("90")
"""Percent of the documents that print what a core identity is about, and for which it holds throughout."""


def shares(rows: Sequence[Evaluation]) -> dict[str, Decimal]:
    """Every metric over these documents, in percent; one without anything to divide by is left out.

    A core identity counts documents: those for which it holds on every date or period they print and fails on none.
    """
    sums = total("", rows)
    found = {metric.name: percent(getattr(sums, metric.part), getattr(sums, metric.whole)) for metric in METRICS}
    for identity in CORE:
        printing = [row for row in rows if row.prints(identity)]
        found[identity] = percent(sum(row.proves(identity) for row in printing), len(printing))
    return {name: share for name, share in found.items() if share is not None}


def asked() -> dict[str, Decimal]:
    """What each metric is to reach, where something is asked."""
    wanted = {metric.name: metric.asked for metric in METRICS if metric.asked is not None}
    return {**wanted, "balance": ASKED_OF_PROOFS, "cash": ASKED_OF_PROOFS}


def below(row: Evaluation) -> dict[str, str]:
    """Where one document stays below what is asked of all, or an identity it prints does not hold: metric and share."""
    reached = shares([row])
    short = {
        name: f"{reached[name]} %"
        for name, least in asked().items()
        if name not in CORE and reached.get(name, least) < least
    }
    for identity in CORE:
        if row.prints(identity) and not row.proves(identity):
            printed, held, failed = (getattr(row, f"{identity}_{what}") for what in ("printed", "held", "failed"))
            short[identity] = f"{held} of {printed}" + (f" ({failed} failing)" if failed else "")
    return short


def percent(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` cut off at two decimals, so that 100 means all of them."""
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_FLOOR)
