"""Physical columns: colspan, rowspan, cells that are not displayed, tables inside tables."""

from __future__ import annotations

from dagster_project.parsing.html.cells import own_rows, physical_rows
from dagster_project.parsing.html.tree import parse_tree, visible_text


def places(markup: str) -> list[list[tuple[str, int, int, int]]]:
    root = parse_tree(markup)
    assert root is not None
    table = next(root.iter("table"))
    return [
        [(cell.text, cell.start, cell.end, cell.number) for cell in row.cells] for row in physical_rows(own_rows(table))
    ]


def test_colspan_moves_the_cells_behind_it() -> None:
    assert places("<table><tr><td colspan=3>a</td><td>b</td></tr></table>") == [[("a", 0, 3, 1), ("b", 3, 4, 2)]]


def test_rowspan_takes_its_column_in_the_rows_below() -> None:
    markup = "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>"
    assert places(markup) == [[("a", 0, 1, 1), ("b", 1, 2, 2)], [("c", 1, 2, 1)], [("d", 0, 1, 1)]]


def test_a_hidden_cell_takes_no_column_but_counts_in_the_source() -> None:
    markup = '<table><tr><td>a</td><td colspan="3" style="display:none">x</td><td>b</td></tr></table>'
    assert places(markup) == [[("a", 0, 1, 1), ("b", 1, 2, 3)]]


def test_absurd_spans_are_capped() -> None:
    (row,) = places('<table><tr><td colspan="99999999">a</td><td>b</td><td colspan="x">c</td></tr></table>')
    assert [text for text, *_ in row] == ["a", "b", "c"]


def test_a_table_leaves_out_the_rows_of_a_table_inside_it() -> None:
    markup = "<table><tr><td><table><tr><td>in</td></tr></table></td></tr><tr><td>out</td></tr></table>"
    assert len(places(markup)) == 2


def test_breaks_and_blocks_are_blanks_and_raised_numbers_are_no_digits() -> None:
    root = parse_tree("<div>June 30,<br>2024<sup>3</sup><p>up</p>&#8203;8&nbsp;<b>%</b></div>")
    assert root is not None
    assert visible_text(root) == "June 30, 2024³ up 8 %"
