"""The parser reads the golden figures: the issue's numbers over all documents, committed floors for each."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tests.golden.golden_figures import golden_documents
from tests.golden.golden_scores import GoldenScore, differences, floors, score, total

LEAST_VALUE, LEAST_MEANING = 0.998, 0.98
COUNTS = [field.name for field in fields(GoldenScore)[1:]]
DOCUMENTS = {document.file: document for document in golden_documents()}


@pytest.fixture(scope="module")
def scores(corpus: Path) -> dict[str, GoldenScore]:
    """What every document scores now."""
    return {name: score(document, differences(document, corpus)) for name, document in DOCUMENTS.items()}


@pytest.mark.corpus
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_reads_fewer_golden_figures_than_before(scores: dict[str, GoldenScore], name: str) -> None:
    measured, floor = scores[name], floors()[name]
    fallen = {count: (getattr(measured, count), getattr(floor, count)) for count in COUNTS}
    assert {count: pair for count, pair in fallen.items() if pair[0] < pair[1]} == {}, (
        f"see every difference with: python -m tests.golden.golden_scores {Path(name).stem}"
    )


@pytest.mark.corpus
@pytest.mark.parametrize("form", ["text", "html"])
def test_values_and_meanings_reach_the_shares_asked(scores: dict[str, GoldenScore], form: str) -> None:
    whole = total([row for name, row in scores.items() if name.startswith(form)], form)
    assert whole.value >= LEAST_VALUE * whole.figures
    assert whole.meaning >= LEAST_MEANING * whole.figures
