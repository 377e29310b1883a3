"""A table's caption holds for its later sections, unless they state a scale of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.parsing import parse_release

PAGE = """<p>Acme Corp., quarter ended June 30, 2024</p><table>
<tr><td colspan=3>RECONCILIATION</td></tr><tr><td colspan=3>(In millions, except per share data)</td></tr>
<tr><td></td><td>June 30, 2024</td><td>June 30, 2023</td></tr>
<tr><td>GAAP gross profit</td><td>$ 3,833</td><td>$ 4,999</td></tr>
<tr><td>Stock compensation (A)</td><td>30</td><td>39</td></tr>
<tr><td colspan=3>(A) Stock compensation consists of: {own}</td></tr>
<tr><td></td><td>June 30, 2024</td><td>June 30, 2023</td></tr>
<tr><td>Cost of revenue</td><td>$ 10</td><td>$ 9</td></tr>
<tr><td>Research</td><td>$ 20</td><td>$ 30</td></tr></table>"""


@pytest.mark.parametrize(("own", "scale"), [("", 1_000_000), ("(in thousands)", 1_000)])
def test_a_section_with_a_title_of_its_own_keeps_the_scale(own: str, scale: int) -> None:
    cells = parse_release(PAGE.format(own=own).encode(), "page.htm").cells
    assert [cell.scale_factor for cell in cells if cell.row_label == "Cost of revenue"] == [Decimal(scale)] * 2
    assert cells[0].scale_factor == Decimal(1_000_000)
