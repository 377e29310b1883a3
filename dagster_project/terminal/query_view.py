"""`tieout query`: rows as a table for people, or as a JSON array of objects for machines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dagster_project.terminal.figures import grouped, to_json

Row = tuple[object, ...]


def print_rows(console: Console, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """A table; numbers stand to the right, exact and without trailing zeros, and NULL is told from an empty text."""
    table = Table(header_style="bold", box=None, padding=(0, 2))
    for index, column in enumerate(columns):
        is_number = any(isinstance(row[index], Decimal | int | float) for row in rows)
        table.add_column(Text(column), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_text(value) for value in row))
    console.print(table)


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
