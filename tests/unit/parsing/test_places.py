"""Where words stand in a text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.places import matches_from, places

PATTERN = re.compile(r"\b(?:ab\s+(?:cd|ab)|cd)\b")


def test_a_word_is_found_every_time_it_stands() -> None:
    assert list(places("aa baa", "aa")) == [0, 4]


@given(st.text(alphabet="abcd ", max_size=40))
def test_matches_are_those_of_the_pattern_tried_everywhere(text: str) -> None:
    found = [match.span() for match in matches_from(("ab", "cd"), PATTERN, text)]
    assert found == [match.span() for match in PATTERN.finditer(text)]
