"""Lines drawn between rows: whether one stands over a figure, by borders, `<hr>` or rows of dashes."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.parsing.html.columns import Span
from dagster_project.parsing.html.figures import Figure
from dagster_project.parsing.html.roles import Role, Row


def drawn_above(row: Row, previous: Sequence[Row]) -> list[Span]:
    """Columns with a line above the row: its own borders, and what the rows just before it draw."""
    drawn = [*row.physical.lines_above]
    for before in previous:
        drawn.extend(before.physical.lines_below)
        if before.role is Role.BLANK:
            drawn.extend(before.physical.lines_above)
            drawn.extend((figure.start, figure.end) for figure in before.figures)
    return drawn


def is_under(figure: Figure, lines: Sequence[Span]) -> bool:
    """Whether one of the lines stands over the figure."""
    start, end = figure.start, figure.end
    return any(line_start < end and start < line_end for line_start, line_end in lines)
