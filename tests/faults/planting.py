"""Which faults are planted: a seeded choice among all that are possible, so many of each kind."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from faults.kinds import KINDS, Fault

from dagster_project.parsing.model import Cell

SEED = 20090515

SHARES: Mapping[str, float] = {
    "flipped sign": 0.12,
    "moved value": 0.20,
    "dropped row": 0.10,
    "x1000 table": 0.10,
    "x1000 column": 0.10,
    "swapped digits": 0.08,
    "swapped neighbours": 0.08,
    "swapped labels": 0.04,
}
"""Of all faults, at most; where a kind has fewer, all of it. Changed digits take what is left."""


def choose_faults(cells: Sequence[Cell], count: int, seed: int = SEED) -> list[Fault]:
    """`count` different faults, shuffled, the same for the same cells and seed.

    Raises ValueError where the release has not so many.
    """
    chooser = random.Random(seed)
    chosen: list[Fault] = []
    for kind, share in SHARES.items():
        possible = list(KINDS[kind](cells))
        chosen += chooser.sample(possible, min(len(possible), round(count * share)))
    chosen += chooser.sample(list(KINDS["changed digit"](cells)), count - len(chosen))
    chooser.shuffle(chosen)
    return chosen
