"""Figures inside labels, and labels that are too long to be any."""

from __future__ import annotations

import pytest

from dagster_project.parsing import parse_release
from dagster_project.parsing.label_facts import LONGEST_LABEL


@pytest.mark.parametrize(
    ("length", "facts", "kind"), [(0, ["$5,678"], "label_fact"), (LONGEST_LABEL, [], "unexplained")]
)
def test_the_figures_of_a_label_as_long_as_a_page_stay_unexplained(length: int, facts: list[str], kind: str) -> None:
    label = f"Receivables, less allowances of $5,678 {'x' * length}"
    rows = f"<tr><td>Cash</td><td>1,111</td><td>2,222</td></tr><tr><td>{label}</td><td>1,234</td><td>4,321</td></tr>"
    page = f"<html><table><tr><td></td><td>2024</td><td>2023</td></tr>{rows}</table></html>"
    release = parse_release(page.encode(), "made.htm")
    assert [fact.printed_text for fact in release.label_facts] == facts
    assert [token.kind for token in release.numeric_tokens if "5,678" in token.printed_text] == [kind]
