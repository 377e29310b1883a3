"""Rules that tell a number by the characters beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.prose.amounts import NUMERIC_TOKEN
from dagster_project.parsing.prose.number_rules import NEAR, RANGES, RULES, RuleList, TokenKind

SIGNS = tuple("12-/:() .,$+a")
WORDS = ("000", "PI", "Unit ", "NY ", "ten", "for", "to", "x@y.com/", "www.", "(TSE: ", "s omitted", "360-733-", "(b)")
MORE_WORDS = (" am", " days", " CFR", " Main Street", "thirty-nine (", "+ years")


def first_of_all(rules: RuleList, line: str, start: int, end: int) -> TokenKind | None:
    """Every rule tried in turn, looking back as far as any does."""
    for rule in rules.rules:
        is_behind = rule.behind is None or rule.behind.match(line, end) is not None
        is_before = rule.before is None or rule.before.search(line, max(0, start - NEAR), start) is not None
        if rule.size in (None, end - start) and is_behind and is_before:
            return rule.kind
    return None


@pytest.mark.parametrize("rules", [RULES, RANGES])
@given(line=st.lists(st.sampled_from((*SIGNS, *WORDS, *MORE_WORDS)), min_size=2, max_size=9).map("".join))
def test_the_first_rule_that_fits_tells_the_kind(rules: RuleList, line: str) -> None:
    for token in NUMERIC_TOKEN.finditer(line):
        assert rules.kind_of(line, *token.span()) == first_of_all(rules, line, *token.span())
