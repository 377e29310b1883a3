"""Charts: heights follow the numbers, texts are escaped, the same numbers stand beside the drawing."""

import re
from decimal import Decimal

from dagster_project.report.charts import Series, bridge, stacked


def heights(svg: str) -> list[float]:
    return [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', svg)]


def test_bars_are_as_high_as_their_numbers() -> None:
    chart = stacked("c", "Revenue", ["FY1"], [Series("A", (Decimal(30),)), Series("B", (Decimal(10),))], "USD")
    first, second = heights(chart.svg)
    assert round(first / second, 2) == 3.0


def test_a_bridge_hangs_each_movement_on_the_one_before() -> None:
    steps = [("Opening", Decimal(100), True), ("In", Decimal(50), False), ("Out", Decimal(-30), False)]
    chart = bridge("cash", "Cash", steps, "USD")
    tops = [float(y) for y in re.findall(r'<rect [^>]* y="([\d.]+)"', chart.svg)]
    assert tops[1] == tops[2]  # the outflow hangs from the top of the inflow
    assert re.findall(r'<rect class="(\w+)"', chart.svg) == ["balance", "up", "down"]
    assert chart.rows == (("USD", "100", "50", "-30"),)


def test_names_from_a_release_are_escaped() -> None:
    chart = stacked("c", "T", ["<b>FY1</b>"], [Series("<script>", (Decimal(1),)), Series("B", (None,))], "USD")
    assert "<script>" not in chart.svg
    assert "<b>" not in chart.svg
    assert chart.rows == (("<script>", "1"), ("B", ""))
    assert [name for _, name in chart.keys] == ["<script>"]  # what is nowhere drawn needs no key
