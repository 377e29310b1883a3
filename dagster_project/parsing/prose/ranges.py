"""Ranges of figures in prose: "$226.0 to $228.0 million", "$226.0-$228.0 million".

The scale that a range prints behind its end holds for its start as well, and the dash between the two is no sign.
How a single figure is read is in `amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from dagster_project.parsing.prose.amounts import Amount

_BETWEEN = re.compile(r"\s*(?:(?P<dash>[-–—])|to|(?P<and>and)|or)\s*(?:[A-Z]{0,3}[$€£¥])?\s*")
_OPENS_A_RANGE = re.compile(r"\bbetween\s+(?:approximately\s+|about\s+)?$")
"""Without it "and" lists two figures: "earnings per share and income were $1.02 and $45 million"."""
_LONGEST_BETWEEN = 10
ONE, THOUSAND = Decimal(1), Decimal(1000)


def whole_ranges(text: str, figures: Sequence[Amount]) -> Sequence[Amount]:
    """The figures of a text, left to right, with those that are ends of ranges read as such."""
    if len(figures) < 2:
        return figures
    whole = list(figures)
    for index, (start, end) in enumerate(pairwise(figures)):
        if start.unit != end.unit or end.token_start - start.end > _LONGEST_BETWEEN:
            continue
        between = _BETWEEN.fullmatch(text, start.end, end.token_start)
        if between is None or (between["and"] and not _OPENS_A_RANGE.search(text, 0, start.start)):
            continue
        if between["dash"] and end.value < 0 <= start.value:
            whole[index + 1] = end._replace(start=between.end("dash"), value=-end.value)
        is_scaled_once = start.scale_factor == ONE and end.scale_factor >= THOUSAND
        if is_scaled_once and 0 <= start.value <= abs(end.value):
            whole[index] = whole[index]._replace(scale_factor=end.scale_factor)
    return whole
