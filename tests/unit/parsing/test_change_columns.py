"""Changes whose percent sign is left out: arithmetic tells them from differences."""

from __future__ import annotations

import pytest

from dagster_project.parsing import parse_release
from dagster_project.parsing.heads import read_meaning

PAGE = """<p>Acme Corp., quarter ended March 31, 2025 ($ in millions)</p><table>
<tr><td></td><td>1Q25</td><td>4Q24</td><td>1Q24</td><td colspan=2>1Q25 Change</td></tr>
<tr><td></td><td></td><td></td><td></td><td>4Q24</td><td>1Q24</td></tr>
<tr><td>Consumer</td><td>$18,313</td><td>$18,362</td><td>$17,653</td><td>{first}</td><td>{year[0]}</td></tr>
<tr><td>Wholesale</td><td>19,666</td><td>17,598</td><td>17,584</td><td>12</td><td>{year[1]}</td></tr>
<tr><td>Wealth</td><td>5,731</td><td>5,778</td><td>5,109</td><td>(1)</td><td>{year[2]}</td></tr>
<tr><td>Corporate</td><td>2,304</td><td>2,000</td><td>2,202</td><td>15</td><td>{year[3]}</td></tr>
</table>"""


@pytest.mark.parametrize("first", ["\u2014%", "\u2014"])
def test_percentages_without_a_sign_are_known_by_arithmetic(first: str) -> None:
    page = PAGE.format(first=first, year=["4%", "12", "12", "5"])
    changes = [cell for cell in parse_release(page.encode(), "acme.htm").cells if cell.column_index > 3]
    assert {(cell.unit, cell.measure) for cell in changes} == {("percent", "change_percent")}
    assert changes[0].is_nil


def test_differences_stay_amounts() -> None:
    page = PAGE.format(first="\u2014", year=["660", "2,082", "622", "102"])
    changes = [cell for cell in parse_release(page.encode(), "acme.htm").cells if cell.column_index == 5]
    assert {(cell.unit, cell.measure) for cell in changes} == {("USD", "change_amount")}


@pytest.mark.parametrize("head", ["Chg.", "% Var.", "Variance", "YoY", "Q/Q", "Q-o-Q", "Inc/(Dec)", "+/- %"])
def test_heads_of_changes_are_abbreviated_in_many_ways(head: str) -> None:
    assert read_meaning("change", head) == "change"


@pytest.mark.parametrize("head", ["Average VaR", "Various", "CH", "Quarter"])
def test_value_at_risk_and_other_words_are_no_changes(head: str) -> None:
    assert read_meaning("change", head) is None
