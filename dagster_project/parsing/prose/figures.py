"""A figure of prose with the words that give it its meaning, and names that figures of one sentence share in turn.

How the words beside a figure are read belongs to `claim_sentences`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dagster_project.parsing.model import Period
from dagster_project.parsing.prose.amounts import Amount
from dagster_project.parsing.prose.claim_phrases import Direction


class Figure(NamedTuple):
    """An amount with the words that give it its meaning."""

    amount: Amount
    name: str
    """The words that name it, without the whole that it is a share of."""
    metric: str
    direction: Direction | None
    unit: str | None
    period: Period | None
    is_own_period: bool
    """The words beside the figure tell its period; else it is that of a neighbour or of the sentence."""
    is_comparison: bool
    next_start: int
    """Where the words of the next figure begin."""


def named_in_turn(figures: Sequence[Figure]) -> Iterator[Figure]:
    """ "The backlog and orders for systems were $3 and $5, respectively": each level takes its part of the name."""
    levels = Counter(figure.metric for figure in figures if figure.direction is None)
    seen: Counter[str] = Counter()
    for figure in figures:
        seen[figure.metric] += figure.direction is None
        parts = _parts(figure.metric, levels[figure.metric])
        yield figure._replace(metric=parts[max(seen[figure.metric], 1) - 1]) if parts else figure


def _parts(metric: str, count: int) -> list[str]:
    """ "order backlog and orders received for systems" in two parts: both are for systems."""
    parts = metric.split(" and ", count - 1) if count > 1 else []
    if not parts or len(parts) != count:
        return []
    of_all = re.search(r"\s(?:for|of|in|from)\s.*$", parts[-1])
    return [part if of_all is None or part is parts[-1] else part + of_all.group() for part in parts]
