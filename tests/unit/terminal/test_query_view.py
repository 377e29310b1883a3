"""Rows on a terminal: no figure is torn apart, and too many columns become records."""

from decimal import Decimal
from io import StringIO

from rich.console import Console

from dagster_project.terminal.query_view import print_rows


def _printed(width: int, columns: list[str], *rows: tuple[object, ...]) -> list[str]:
    out = StringIO()
    print_rows(Console(file=out, width=width), columns, rows)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_a_table_keeps_its_figures_whole_and_wraps_the_long_text() -> None:
    assert _printed(
        44, ["unit", "value", "why"], ("JPY", Decimal("69730730000.00"), "the top line of the statement")
    ) == [
        "unit           value  why",
        "JPY   69,730,730,000  the top line of the",
        "                      statement",
    ]


def test_more_columns_than_fit_become_a_record_for_each_row() -> None:
    assert _printed(24, ["id", "label", "value"], ("a1", "Total assets", Decimal(5)), ("a2", None, Decimal(6))) == [
        "row 1",
        "id     a1",
        "label  Total assets",
        "value  5",
        "row 2",
        "id     a2",
        "label  NULL",
        "value  6",
    ]


def test_a_wide_output_is_not_wrapped() -> None:
    assert _printed(10_000, ["why"], ("word " * 50,))[1] == ("word " * 50).rstrip()


def test_a_query_without_rows_prints_its_columns() -> None:
    assert _printed(80, ["release_id", "value"]) == ["release_id  value"]
