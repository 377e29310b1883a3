"""Units in a column of the stub: words, and prices per unit of a thing."""

from __future__ import annotations

from decimal import Decimal

from dagster_project.parsing import parse_release

PAGE = """<p>Acme Oil, second quarter ended June 30, 2025</p><table>
<tr><td>U.S. Upstream</td><td>Unit</td><td>2Q 2025</td><td>2Q 2024</td></tr>
<tr><td>Earnings</td><td>$ MM</td><td>$ 1,418</td><td>$ 2,161</td></tr>
<tr><td>Liquids Production</td><td>MBD</td><td>1,218</td><td>1,132</td></tr>
<tr><td>Liquids Realization</td><td>$/BBL</td><td>$ 47.77</td><td>$ 59.85</td></tr>
<tr><td>Earnings Per Share</td><td>$/Share</td><td>$ 1.45</td><td>$ 2.43</td></tr></table>"""


def test_a_unit_column_tells_words_prices_and_amounts_per_share() -> None:
    cells = [cell for cell in parse_release(PAGE.encode(), "page.htm").cells if cell.column_index == 1]
    assert [(cell.unit, cell.scale_factor, cell.measure) for cell in cells] == [
        ("USD", Decimal(1_000_000), "amount"),
        ("MBD", Decimal(1), "count"),
        ("USD/BBL", Decimal(1), "amount"),
        ("USD/share", Decimal(1), "per_share"),
    ]


def test_the_unit_is_no_part_of_the_label_and_changes_in_percent_are_not_in_it() -> None:
    page = PAGE.replace("<td>2Q 2024</td>", "<td>2Q 2024</td><td>% Change</td>").replace(
        "<td>1,132</td>", "<td>1,132</td><td>8%</td>"
    )
    cells = parse_release(page.encode(), "page.htm").cells
    assert list(dict.fromkeys(cell.row_label for cell in cells)) == [
        "Earnings",
        "Liquids Production",
        "Liquids Realization",
        "Earnings Per Share",
    ]
    assert [(cell.unit, cell.measure) for cell in cells if cell.column_index == 3] == [("percent", "change_percent")]
