"""Draws charts as inline SVG with a text alternative each; pure functions of numbers.

Which numbers are drawn does not belong here (`chart_data`). Colours come from the page's style sheet by class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from markupsafe import Markup, escape

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 12, 44
MIN_SLOT = 18
"""Categories narrower than this are not all named."""
MAX_CLASSES = 8
"""Series are told apart by colour up to this many; more share the last one."""


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one for each category; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]
    css: str = ""
    """Class of its colour; by its place in the chart where it is empty."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and what it says in words."""

    chart_id: str
    title: str
    svg: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The same numbers as a table, for those who do not see the drawing."""
    keys: tuple[tuple[str, str], ...]
    """Class of the colour and name of each series; empty where the drawing needs no key."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `low` to `high` in the units of the axis."""

    category: int
    css: str
    low: Decimal
    high: Decimal
    label: str


def stacked(chart_id: str, title: str, categories: Sequence[str], series: Sequence[Series], unit: str) -> Chart:
    """Bars that stack the series of each category; negative values stack below zero. Series without any have no key."""
    bars: list[Bar] = []
    for category, name in enumerate(categories):
        above = below = Decimal(0)
        for index, member in enumerate(series):
            value = member.values[category]
            if value is None or value == 0:
                continue
            start = above if value > 0 else below
            low, high = sorted((start, start + value))
            bars.append(Bar(category, _css(member, index), low, high, f"{name}, {member.name}: {value:,.0f} {unit}"))
            above, below = (start + value, below) if value > 0 else (above, start + value)
    keys = tuple((_css(member, index), member.name) for index, member in enumerate(series) if any(member.values))
    return _chart(chart_id, title, categories, bars, series, keys, unit)


def _css(series: Series, index: int) -> str:
    return series.css or f"s{min(index, MAX_CLASSES - 1)}"


def bridge(chart_id: str, title: str, steps: Sequence[tuple[str, Decimal, bool]], unit: str) -> Chart:
    """A bridge: balances (is_balance) stand on zero, movements hang on the running total."""
    bars: list[Bar] = []
    running = Decimal(0)
    for index, (name, value, is_balance) in enumerate(steps):
        start = Decimal(0) if is_balance else running
        running = value if is_balance else running + value
        low, high = sorted((start, running))
        css = "balance" if is_balance else ("up" if value >= 0 else "down")
        bars.append(Bar(index, css, low, high, f"{name}: {value:,.0f} {unit}"))
    names = tuple(name for name, _, _ in steps)
    series = (Series(unit, tuple(value for _, value, _ in steps)),)
    return _chart(chart_id, title, names, bars, series, (), unit)


def _chart(  # noqa: PLR0917
    chart_id: str,
    title: str,
    categories: Sequence[str],
    bars: Sequence[Bar],
    series: Sequence[Series],
    keys: tuple[tuple[str, str], ...],
    unit: str,
) -> Chart:
    highest = max((bar.high for bar in bars), default=Decimal(1))
    lowest = min((bar.low for bar in bars), default=Decimal(0))
    scale = _Scale(min(lowest, Decimal(0)), max(highest, Decimal(0)))
    slot = (WIDTH - LEFT - RIGHT) / max(len(categories), 1)
    parts = [_grid_line(value, scale) for value in _ticks(scale)]
    for bar in bars:
        x = LEFT + slot * bar.category + slot * 0.18
        y, height = scale.y(bar.high), max(scale.y(bar.low) - scale.y(bar.high), 1.0)
        parts.append(
            f'<rect class="{bar.css}" x="{x:.1f}" y="{y:.1f}" width="{slot * 0.64:.1f}" height="{height:.1f}">'
            f"<title>{escape(bar.label)}</title></rect>"
        )
    step = ceil(MIN_SLOT / slot)
    for index, name in enumerate(categories[::step]):
        parts.append(_category(name, LEFT + slot * (index * step + 0.5), slot * step))
    drawing = Markup(
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{escape(chart_id)}-t">'
        f'<title id="{escape(chart_id)}-t">{escape(title)} ({escape(unit)})</title>{"".join(parts)}</svg>'
    )
    rows = tuple(
        (member.name, *("" if value is None else f"{value:,.0f}" for value in member.values)) for member in series
    )
    return Chart(chart_id, f"{title} ({unit})", drawing, ("", *categories), rows, keys)


@dataclass(frozen=True, slots=True)
class _Scale:
    lowest: Decimal
    highest: Decimal

    def y(self, value: Decimal) -> float:
        span = self.highest - self.lowest or Decimal(1)
        return TOP + float((self.highest - value) / span) * (HEIGHT - TOP - BOTTOM)


def _ticks(scale: _Scale) -> list[Decimal]:
    """Four round steps or so between the ends of the scale."""
    span = scale.highest - scale.lowest
    if span <= 0:
        return [Decimal(0)]
    raw = span / 4
    power = Decimal(1).scaleb(raw.adjusted())
    step = next((factor * power for factor in (1, 2, 5) if factor * power >= raw), 10 * power)
    first = int(scale.lowest / step)
    return [step * number for number in range(first, int(scale.highest / step) + 1)]


def _grid_line(value: Decimal, scale: _Scale) -> str:
    y = scale.y(value)
    css = "axis" if value == 0 else "grid"
    return (
        f'<line class="{css}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}">{value:,.0f}</text>'
    )


MAX_LABEL = 3.2
"""Characters of a category label for every 20 units of width."""


def _category(name: str, x: float, slot: float) -> str:
    limit = max(int(slot / 20 * MAX_LABEL), 4)
    words, lines = name.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > limit:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    shown = lines[:2] if len(lines) <= 2 else [lines[0], f"{lines[1][: limit - 1]}…"]
    spans = "".join(
        f'<tspan x="{x:.1f}" dy="{14 if index else 0}">{escape(line)}</tspan>' for index, line in enumerate(shown)
    )
    return f'<text class="category" y="{HEIGHT - BOTTOM + 18}">{spans}</text>'
