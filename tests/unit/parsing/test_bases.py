"""Words of heads and labels to the basis of a figure."""

from __future__ import annotations

import pytest

from dagster_project.parsing import parse_release
from dagster_project.parsing.heads import meaning_of


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("As Reported", "as_reported"),
        ("As Previously Reported", "previously_reported"),
        ("GAAP gross profit", "as_reported"),
        ("Non-GAAP gross profit", "non_gaap"),
        ("GAAP to non-GAAP adjustments", "non_gaap"),
        ("Net Income - Excluding One-Time Items", "non_gaap"),
        ("Excluding Synfuels", "non_gaap"),
        ("Net yield on assets excluding Markets", "non_gaap"),
        ("Consumer, excluding credit card loans", None),
        ("Changes in customers' deposits, excluding interest credited", None),
    ],
)
def test_words_tell_a_basis(words: str, basis: str | None) -> None:
    assert meaning_of("basis", words) == basis


def test_a_column_as_reported_stays_so_in_a_non_gaap_statement() -> None:
    page = """<p>UNAUDITED NON-GAAP STATEMENT OF OPERATIONS</p>
    <p>Three months ended June 26, 2004 (In millions)</p><table>
    <tr><td></td><td>As Reported</td><td>Adjustments</td><td>Non-GAAP</td></tr>
    <tr><td>Net sales</td><td>$ 2,014</td><td></td><td>$ 2,014</td></tr>
    <tr><td>Restructuring costs</td><td>8</td><td>(8)</td><td>—</td></tr></table>"""
    cells = parse_release(page.encode(), "page.htm").cells
    assert [cell.basis for cell in cells if cell.column_index == 1] == ["as_reported", "as_reported"]
    assert {cell.basis for cell in cells if cell.column_index == 3} == {"non_gaap"}
