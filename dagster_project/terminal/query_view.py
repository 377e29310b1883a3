"""`tieout query`: rows as a table for people, or as a JSON array of objects for machines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from dagster_project.figures import grouped, to_json

Row = tuple[object, ...]

GAP = 2
SHORT = 20
"""Characters each column of a table gets at least, if it has so many; only longer ones are wrapped."""


def print_rows(console: Console, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """A table, or a record for each row where the terminal is too narrow for a table of so many columns.

    Numbers are exact and without trailing zeros, and NULL is told from an empty text.
    """
    texts = [[_text(value) for value in row] for row in rows]
    widths = [max(map(cell_len, (name, *(row[index].plain for row in texts)))) for index, name in enumerate(columns)]
    if sum(min(width, SHORT) + GAP for width in widths) > console.width:
        _print_records(console, columns, texts)
        return
    table = Table(header_style="bold", box=None, padding=(0, GAP, 0, 0))
    for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
        is_number = any(isinstance(row[index], Decimal | int | float) for row in rows)
        justify: JustifyMethod = "right" if is_number else "left"
        table.add_column(Text(column), justify=justify, overflow="fold", no_wrap=width <= SHORT)
    for cells in texts:
        table.add_row(*cells)
    console.print(table)


def _print_records(console: Console, columns: Sequence[str], rows: Sequence[Sequence[Text]]) -> None:
    for number, row in enumerate(rows, start=1):
        record = Table(title=f"row {number}", title_justify="left", show_header=False, box=None, padding=(0, GAP, 0, 0))
        record.add_column(style="bold", overflow="fold")
        record.add_column(overflow="fold")
        for column, value in zip(columns, row, strict=True):
            record.add_row(Text(column), value)
        console.print(record)


def rows_as_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """An array with an object for each row, one to a line."""
    objects = (to_json(dict(zip(columns, row, strict=True))) for row in rows)
    return "[" + ",\n ".join(objects) + "]"


def _text(value: object) -> Text:
    if value is None:
        return Text("NULL", "dim")
    if isinstance(value, Decimal):
        return Text(grouped(value))
    return Text(str(value))
