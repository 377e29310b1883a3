"""The pieces of a column `holds` leave out nothing that the pattern beside them fits."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.vocabulary import HeldPattern, meanings, row_signatures

KINDS = (
    *("scenario", "basis", "change", "share_of_total", "opening", "closing"),
    *("instant_item", "balance_item", "flow_item"),
)
PATTERNS = [pattern for kind in KINDS for pattern, _ in meanings(kind)] + [row[0] for row in row_signatures()]
PRINTED = st.sampled_from(f"{string.ascii_letters}{string.digits} .,()+-/%$'’δ∆–−")


@pytest.mark.parametrize("held", PATTERNS, ids=lambda held: held.pattern.pattern[:30])
@given(data=st.data())
def test_whatever_a_pattern_fits_holds_one_of_its_pieces(held: HeldPattern, data: st.DataObject) -> None:
    words = data.draw(st.from_regex(held.pattern, alphabet=PRINTED))
    assert held.fits(words, words.lower())
