"""The four quarters of a year as rows."""

from __future__ import annotations

import pytest

from dagster_project.parsing import parse_release

YEAR = "\n\nThe fiscal year ends on December 31.  Results for the year ended December 31, 1993 were good: $5 a share.\n"
QUARTERS = ["1993-01-01..1993-03-31", "1993-04-01..1993-06-30", "1993-07-01..1993-09-30", "1993-10-01..1993-12-31"]


def _first_column(text: str) -> list[str]:
    cells = parse_release((text + YEAR).encode(), "table.txt").cells
    return [f"{cell.period_start}..{cell.period_end}" for cell in cells if cell.column_index == 1]


def test_a_year_beside_the_heads_dates_the_quarters_and_the_total_below_them() -> None:
    table = """
SELECTED QUARTERLY DATA (In thousands)

1993                       Revenue      Profit
----------------------------------------------
First Quarter               $2,135      $  635
Second Quarter               2,290         687
Third Quarter                2,322         139
Fourth Quarter               2,386         682
                            ------      ------
                            $9,133      $2,143
"""
    assert _first_column(table) == [*QUARTERS, "1993-01-01..1993-12-31"]


def test_a_column_of_the_year_leaves_each_row_its_quarter() -> None:
    table = """
MARKET PRICE OF COMMON STOCK

                          1993 QUARTERLY SUMMARY
                          ----------------------
                             HIGH        LOW
                          ----------  ----------
      First............    40 1/4      33 5/8
      Second...........    36 3/8      29 1/4
      Third............    33 1/8      29 1/2
      Fourth...........    30 5/8      23
"""
    assert _first_column(table) == QUARTERS
    assert {cell.unit for cell in parse_release((table + YEAR).encode(), "table.txt").cells} == {"USD/share"}


def test_three_quarters_are_no_quarters_of_a_year() -> None:
    table = """
PLACES IN THE RACE OF 1993

                          Points      Prize
                          ------     ------
First                         40      1,000
Second                        36        500
Third                         33        250
"""
    assert set(_first_column(table)) & set(QUARTERS) == set()


@pytest.mark.parametrize("label", ["Net sales -- TTM", "Trailing 12 months net sales", "Last twelve-months net sales"])
def test_trailing_twelve_months_end_with_their_column(label: str) -> None:
    page = f"""<p>Acme Corp. fourth quarter ended December 31, 2024 (in millions)</p><table>
    <tr><td></td><td>Q3 2024</td><td>Q4 2024</td></tr>
    <tr><td>Net sales</td><td>$ 158</td><td>$ 187</td></tr>
    <tr><td>{label}</td><td>$ 620</td><td>$ 637</td></tr>
    <tr><td>Employees (full-time)</td><td>1,551,000</td><td>1,556,000</td></tr></table>"""
    cells = parse_release(page.encode(), "page.htm").cells
    spans = [f"{cell.period_start or ''}..{cell.period_end}" for cell in cells]
    assert spans[:4] == [
        "2024-07-01..2024-09-30",
        "2024-10-01..2024-12-31",
        "2023-10-01..2024-09-30",
        "2024-01-01..2024-12-31",
    ]
    assert {(cell.unit, cell.scale_factor) for cell in cells[4:]} == {("employees", 1)}
