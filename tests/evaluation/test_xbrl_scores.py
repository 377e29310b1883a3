"""Floors of the scores against XBRL, document by document: they only rise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dagster_project.parsing import parse_release
from tests.evaluation.corpus import documents
from tests.evaluation.evaluation import xbrl_score
from tests.evaluation.printed_page import read_page
from tests.evaluation.xbrl_score import score
from tests.evaluation.xbrl_truth import EligibleFact

PAGE = """<p>Quarter ended June 30, 2024</p><table><tr><td></td><td>2024</td></tr>
<tr><td>Revenues</td><td>$</td><td>12,345</td></tr><tr><td>Gain (%)</td><td>12,345</td></tr></table>"""


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["costco_fy2024q1", "apple_fy2025q3", "nvidia_fy2025q4"])
def test_all_printed_facts_are_read_in_full(corpus: Path, name: str) -> None:
    (document,) = documents(corpus, name)
    path, truth = document.path, document.truth
    assert truth is not None
    data = path.read_bytes()
    scored = xbrl_score(parse_release(data, path.name), data, truth)
    assert scored.eligible > 100
    assert (scored.value, scored.period, scored.complete, scored.wrong_scale) == (*[scored.eligible] * 3, 0)


def test_the_referee_sees_amounts_and_periods_of_a_page() -> None:
    page = read_page(PAGE)
    assert page.by_digits["12,345"] == [(1, False)]
    assert page.covers(date(2024, 4, 1), date(2024, 6, 30))
    assert not page.covers(date(2024, 1, 1), date(2024, 6, 30))
    assert not page.covers(date(2023, 4, 1), date(2023, 6, 30))


def test_a_wrong_scale_sign_or_period_is_counted_against_the_parser() -> None:
    markup = f"<p>Acme Corp. second quarter ended June 30, 2024 (in millions)</p>{PAGE}"
    (printed, *_) = parse_release(markup.encode(), "page.htm").cells
    cell = printed._replace(
        unit="USD",
        scale_factor=Decimal(1_000_000),
        period_start=date(2024, 4, 1),
        period_end=date(2024, 6, 30),
    )
    truth = [EligibleFact(Decimal("12345e6"), "USD", date(2024, 4, 1), date(2024, 6, 30), printed_signs={1})]
    assert score(truth, [cell]).complete == 1
    assert score(truth, [cell._replace(scale_factor=Decimal(1000))]).wrong_scale == 1
    assert score(truth, [cell._replace(value=Decimal(-12345))]).complete == 0
    assert score(truth, [cell._replace(period_end=date(2024, 3, 31))]).period == 0
