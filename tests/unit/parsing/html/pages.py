"""Small pages written by hand, and what the front end reads from them."""

from __future__ import annotations

from dagster_project.parsing import parse_release
from dagster_project.parsing.grid import Grid
from dagster_project.parsing.html import read_html
from dagster_project.parsing.model import Cell, Release


def only_grid(markup: str) -> Grid:
    """The one table of figures of a page."""
    (grid,) = read_html(markup).grids
    return grid


def figures(grid: Grid) -> list[tuple[str, dict[int, str]]]:
    """Label and printed figures by column of every line of a grid's body."""
    return [(line.text, {cell.column: cell.text for cell in line.cells}) for line in grid.body]


def parsed(markup: str) -> Release:
    """The release read from a page."""
    return parse_release(markup.encode(), "page.htm")


def cells_by_label(release: Release) -> dict[str, list[Cell]]:
    """Cells of a release under their row labels."""
    found: dict[str, list[Cell]] = {}
    for cell in release.cells:
        found.setdefault(cell.row_label, []).append(cell)
    return found


STATEMENT = """<html><body>
<p>TOWN, July 30, 2024 - Sample Corp. today announced results for the second quarter ended June 30, 2024.</p>
<p><b>SAMPLE CORP.</b></p>
<p><b>CONSOLIDATED STATEMENTS OF INCOME</b></p>
<p>(In millions, except per share amounts) (Unaudited)</p>
<table>
<tr><td></td><td></td><td colspan="7">Three Months Ended</td></tr>
<tr><td></td><td></td><td colspan="3">June 30,<br>2024</td><td></td><td colspan="3">June 30,<br>2023</td></tr>
<tr><td style="padding-left:1pt">Revenue:</td><td></td><td colspan="7"></td></tr>
<tr><td style="padding-left:10pt">Products</td><td></td><td>$</td><td>1,250</td><td></td><td></td>
    <td>$</td><td>1,100</td><td></td></tr>
<tr><td style="padding-left:10pt">Services</td><td></td><td></td><td>(250</td><td>)</td><td></td>
    <td></td><td>&#8212;</td><td></td></tr>
<tr><td style="padding-left:1pt">Total revenue</td><td></td><td style="border-top:1pt solid #000">$</td>
    <td style="border-top:1pt solid #000">1,000</td><td></td><td></td>
    <td style="border-top:1pt solid #000">$</td><td style="border-top:1pt solid #000">1,100</td><td></td></tr>
<tr><td style="padding-left:1pt">Gross margin</td><td></td><td></td><td>45.5</td><td>%</td><td></td>
    <td></td><td>44.0</td><td>%</td></tr>
<tr><td style="padding-left:1pt">Diluted earnings per share</td><td></td><td>$</td><td>0.42</td><td></td><td></td>
    <td>$</td><td>0.37</td><td></td></tr>
</table></body></html>"""
