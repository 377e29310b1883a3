"""Floors of the metrics: committed, and only ever raised. `make test` fails if one is not reached.

Groups of documents have their own floors: `text`, `html` and, for a test that takes seconds, `fast`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

FLOORS = Path(__file__).parent.parent / "golden" / "eval_floors.csv"
FAST = (
    "pericom_fy2007q1_prnewswire",
    "horizon_2008q4fy_mar2008",
    "innovative_clinical_8k_1999_proforma",
    "southern_2006q4_ex9902-06",
    "amazon_8k_1998_junglee_acquired_fs",
    "costco_fy2024q1",
    "apple_fy2011q1",
    "buckle_fy2024q3",
    "meta_2024q4",
)
"""Small documents of every sort: two newswires, a bank, pro forma, a utility, acquired statements, and pages."""

Shares = dict[str, Decimal]


def read_floors(path: Path = FLOORS) -> dict[str, Shares]:
    """The committed floors in percent, by group and metric."""
    floors: dict[str, Shares] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            floors.setdefault(row["documents"], {})[row["metric"]] = Decimal(row["floor"])
    return floors


def fallen(measured: Mapping[str, Decimal], floors: Mapping[str, Decimal]) -> dict[str, tuple[Decimal | None, Decimal]]:
    """Metrics below their floor, or no longer measured: what they are and what they were."""
    return {
        name: (measured.get(name), floor)
        for name, floor in floors.items()
        if name not in measured or measured[name] < floor
    }


def risen(measured: Mapping[str, Decimal], floors: Mapping[str, Decimal]) -> dict[str, tuple[Decimal | None, Decimal]]:
    """Metrics above their floor, or without one yet: the floor and what they are."""
    return {
        name: (floors.get(name), share)
        for name, share in measured.items()
        if name not in floors or share > floors[name]
    }


def raise_floors(measured: Mapping[str, Mapping[str, Decimal]], path: Path = FLOORS) -> None:
    """Writes the floors anew: each the higher of what it was and what is measured."""
    floors = read_floors(path) if path.exists() else {}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("documents", "metric", "floor"))
        for group, shares in measured.items():
            before = floors.get(group, {})
            for name in dict.fromkeys((*before, *shares)):
                writer.writerow((group, name, max(before.get(name, Decimal(0)), shares.get(name, Decimal(0)))))
