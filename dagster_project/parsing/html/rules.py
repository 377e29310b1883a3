"""Lines drawn between rows: whether one stands over a figure, by borders, `<hr>` or rows of dashes."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.parsing.html.columns import overlap
from dagster_project.parsing.html.figures import Figure
from dagster_project.parsing.html.roles import Role, Row


def is_after_rule(figure: Figure, row: Row, previous: Sequence[Row]) -> bool:
    """A line stands above the figure, or below what was printed in its columns in the rows just before it."""
    span = (figure.start, figure.end)
    if any(overlap(span, line) > 0 for line in row.physical.lines_above):
        return True
    lines = (line for before in previous for line in _drawn(before))
    return any(overlap(span, line) > 0 for line in lines)


def _drawn(row: Row) -> list[tuple[int, int]]:
    """Columns under which a row draws a line: a border, or dashes in place of figures."""
    drawn = [*row.physical.lines_below]
    if row.role is Role.BLANK:
        drawn.extend((figure.start, figure.end) for figure in row.figures)
        drawn.extend(row.physical.lines_above)
    return drawn
