"""What labels and the headings over them say of the units of a row, as far as its figures bear it out."""

from __future__ import annotations

from dagster_project.parsing.grid import BodyCell
from dagster_project.parsing.labels import Row
from dagster_project.parsing.numbers import Nil, Number, parse_number
from dagster_project.parsing.row_sections import read_row_sections
from dagster_project.parsing.row_units import RowUnits, read_row_units


def row(label: str, *printed: str, path: str = "") -> Row:
    cells = tuple(cell(text, column) for column, text in enumerate(printed, 1))
    return Row(1, label, path, 0, (), cells)


def cell(text: str, column: int) -> BodyCell:
    figure = parse_number(text)
    assert isinstance(figure, Number | Nil)
    return BodyCell(text, column, figure, 1, 0, len(text), "")


def units(read: Row) -> RowUnits:
    return read_row_units(read, read_row_sections([read]))


def test_a_label_that_says_nothing_of_units_is_silent() -> None:
    assert units(row("Net sales", "1,204", "1,100")).is_silent
    assert not units(row("Shares outstanding", "1,204")).is_silent
    assert not units(row("Basic", "1.04", path="Earnings per share:")).is_silent


def test_units_are_listed_for_as_many_cells_as_the_row_has() -> None:
    label = "Net income per share (JPY / U.S. Dollars / JPY)"
    assert units(row(label, "12.5", "0.13", "11.9")).told.listed == ("JPY", "USD", "JPY")
    assert units(row(label, "12.5", "0.13")).told.listed == ()


def test_a_margin_is_a_ratio_where_it_is_printed_with_decimals_and_without_a_currency() -> None:
    assert units(row("Gross margin", "41.5", "40.2")).is_ratio
    assert not units(row("Gross margin", "4,150", "4,020")).is_ratio
    assert not units(row("Gross margin", "$41.5", "40.2")).is_ratio
