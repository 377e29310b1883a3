"""Each identity of the catalogue has its page in the dbt docs, and the pages say what the seeds say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from unit.catalogue.identity_pages import path_and_content, read_seed, render_pages

UPDATE = "TIEOUT_UPDATE_SNAPSHOT"

IDENTITY = {
    "identity_id": "bs_a_eq_b",
    "identity_name": "A equals B",
    "kind": "line_items",
    "statement_type": "balance_sheet",
    "period_kind": "instant",
    "evidence": "arithmetic",
    "severity": "critical",
    "tolerance_rule": "interval",
    "scope": "statement",
    "formula": "a = b",
    "source": "ASC 210-10",
    "reason": "First of all",
}
OPERAND = {
    "identity_id": "bs_a_eq_b",
    "side": "lhs",
    "line_item_id": "total_assets",
    "weight": "1",
    "role": "term",
    "missing_means": "not_evaluable",
    "statement_type": "balance_sheet",
    "period_offset": "same",
}


@pytest.mark.parametrize(("path", "content"), path_and_content(), ids=lambda value: getattr(value, "name", ""))
def test_the_pages_are_those_of_the_seeds(path: Path, content: str) -> None:
    if os.environ.get(UPDATE):
        path.write_text(content, encoding="utf-8")
    found = path.read_text(encoding="utf-8") if path.exists() else ""

    assert found == content, f"run this test with {UPDATE}=1 and look at the change"


def test_every_identity_has_one_example_with_figures() -> None:
    examples = {row["identity_id"]: row["example"] for row in read_seed("identity_examples")}

    assert sorted(examples) == sorted(row["identity_id"] for row in read_seed("identities"))
    assert [name for name, example in examples.items() if not any(sign.isdigit() for sign in example)] == []


def test_a_page_names_formula_example_tolerance_source_and_operands() -> None:
    page = render_pages([IDENTITY], [OPERAND], [{"identity_id": "bs_a_eq_b", "example": "7 = 7"}])

    assert page.splitlines()[2:8] == [
        "  - name: bs_a_eq_b",
        '    label: "A equals B"',
        "    type: analysis",
        "    description: |",
        "      **Formula.** a = b",
        "",
    ]
    assert "      **Example.** 7 = 7." in page
    assert "      **Tolerance.** {{ doc('tolerance') }}" in page
    assert "      **Source.** ASC 210-10." in page
    assert "      | lhs | `total_assets` | 1 | term | balance_sheet | same | not_evaluable |" in page
