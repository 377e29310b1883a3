"""Tables to grids: logical columns, heads over them, labels with their indents, sections."""

from __future__ import annotations

from dagster_project.parsing import parse_release
from dagster_project.parsing.heads import texts_over
from dagster_project.parsing.html import read_html
from dagster_project.parsing.labels import join_rows
from tests.unit.parsing.html.pages import STATEMENT, figures, only_grid


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def row(*cells: str) -> str:
    return "".join(f"<td>{cell}</td>" for cell in cells)


def test_split_signs_are_glued_and_spacer_columns_dropped() -> None:
    grid = only_grid(STATEMENT)
    assert grid.column_count == 2
    assert figures(grid) == [
        ("Revenue:", {}),
        ("Products", {1: "$1,250", 2: "$1,100"}),
        ("Services", {1: "(250)", 2: "—"}),
        ("Total revenue", {1: "$1,000", 2: "$1,100"}),
        ("Gross margin", {1: "45.5%", 2: "44.0%"}),
        ("Diluted earnings per share", {1: "$0.42", 2: "$0.37"}),
    ]


def test_heads_stand_over_all_columns_they_span() -> None:
    grid = only_grid(STATEMENT)
    assert texts_over(grid)[:2] == [
        "Three Months Ended June 30, 2024",
        "Three Months Ended June 30, 2023",
    ]


def test_padding_is_indent_and_borders_are_rules() -> None:
    grid = only_grid(STATEMENT)
    assert [line.indent for line in grid.body] == [0, 2, 2, 0, 0, 0]
    assert [line.is_after_rule for line in grid.body] == [False, False, False, True, False, False]


def test_a_blank_cell_leaves_its_column_blank() -> None:
    markup = table(row("", "2024", "2023"), row("Sales", "10", "9"), row("Gain", "", "4"), row("Loss", "(3)", ""))
    assert figures(only_grid(markup)) == [("Sales", {1: "10", 2: "9"}), ("Gain", {2: "4"}), ("Loss", {1: "(3)"})]


def test_leading_blanks_and_empty_columns_are_indent() -> None:
    markup = table(
        row("Assets", "", "2024"), row("&nbsp;&nbsp;&nbsp;Cash", "", "5"), "<td></td><td>Bonds</td><td>7</td>"
    )
    labels = [(line.text, line.indent) for line in only_grid(markup).body]
    assert labels == [("Assets", 0), ("Cash", 2), ("Bonds", 2)]


def test_figures_printed_out_of_line_stay_one_column_under_their_head() -> None:
    markup = table(
        '<td></td><td colspan="3">2024</td><td colspan="3">2023</td>',
        "<td>Sales</td><td>$</td><td>10</td><td></td><td>$</td><td>9</td><td></td>",
        "<td>Costs</td><td></td><td></td><td>4</td><td></td><td></td><td>3</td>",
        "<td>Other</td><td></td><td>1</td><td></td><td></td><td>2</td><td></td>",
    )
    assert figures(only_grid(markup)) == [
        ("Sales", {1: "$10", 2: "$9"}),
        ("Costs", {1: "4", 2: "3"}),
        ("Other", {1: "1", 2: "2"}),
    ]


def test_heads_repeated_after_a_page_break_begin_a_section_of_the_same_columns() -> None:
    markup = table(row("", "2024", "2023"), row("Sales", "10", "9"), row("", "2024", "2023"), row("Costs", "4", "3"))
    first, second = read_html(markup).grids
    assert figures(first) == [("Sales", {1: "10", 2: "9"})]
    assert figures(second) == [("Costs", {1: "4", 2: "3"})]
    assert texts_over(second)[1] == "2023"


def test_later_heads_without_a_period_keep_the_period_above() -> None:
    markup = table(
        row("", "Q2 2024", "Q2 2023"),
        row("", "Units K", "Units K"),
        row("Americas", "10", "9"),
        row("", "Revenue $M", "Revenue $M"),
        row("Desktops", "4", "3"),
    )
    _, second = read_html(markup).grids
    assert texts_over(second)[0] == "Q2 2024 Revenue $M"


def test_a_label_that_goes_on_in_the_next_row_is_one_label() -> None:
    markup = table(row("", "2024"), row("Net increase in cash and", ""), row("cash equivalents", "5"), row("End", "7"))
    rows = join_rows(only_grid(markup))
    assert [row.label for row in rows] == ["Net increase in cash and cash equivalents", "End"]
    assert [line.line for line in rows[0].lines] == [2, 3]


def test_figures_in_a_label_of_several_rows_stand_where_they_are_printed() -> None:
    markup = table(
        row("", "June 30, 2025", "June 30, 2024"),
        row("Common stock, $1.00 par value; 30,000,000 shares authorized;", "", ""),
        row("11,917,113 and 11,892,208 shares outstanding", "$11,917", "$11,892"),
        row("Retained earnings", "4,000", "3,000"),
    )
    read = parse_release(f"<p>Acme Corp. Balance sheets</p>{markup}".encode(), "acme.htm")
    printed = [fact.printed_text for fact in read.label_facts if fact.unit == "shares"]
    assert printed == ["30,000,000 shares", "11,917,113", "11,892,208 shares"]
    assert [token.printed_text for token in read.numeric_tokens if token.kind == "unexplained"] == []


def test_placeholders_are_no_cells_and_no_heads() -> None:
    markup = table(row("", "2024", "Change"), row("Sales", "10", "5%"), row("Loss", "(3)", "NM"), row("Tax", "1", "2%"))
    assert figures(only_grid(markup))[1] == ("Loss", {1: "(3)"})


def test_lists_contacts_and_contents_are_no_tables_of_figures() -> None:
    notes = table(row("(1)", "Includes the cost of goods sold."), row("(2)", "Net of all taxes and duties paid."))
    contacts = table(row("Investors:", "Media:"), row("347-891-1770", "914-844-7847"))
    contents = table(row("", "Page"), row("Balance Sheets", "4"), row("Cash Flows", "6"))
    assert read_html(notes + contacts + contents).grids == ()


def test_a_head_over_too_few_columns_is_stretched_to_its_share() -> None:
    markup = table(
        '<td></td><td colspan="2">Three Months Ended June 30,</td><td>Six Months Ended June 30,</td><td></td>',
        row("", "2024", "2023", "2024", "2023"),
        row("Sales", "1", "2", "3", "4"),
        row("Costs", "5", "6", "7", "8"),
    )
    grid = only_grid(markup)
    assert texts_over(grid)[3] == "Six Months Ended June 30, 2023"


def test_a_column_of_units_and_units_on_first_and_last_figures_hold_for_all() -> None:
    markup = table(
        row("", "Unit", "2024", "Change"),
        row("Output", "barrels", "850", "34 bps"),
        row("Gas", "tons", "120", "(7)"),
        row("Sales", "$ MM", "$3,700", "2 bps"),
    )
    units = [[cell.unit_word for cell in line.cells] for line in only_grid(markup).body if line.cells]
    assert units == [["barrels", "percentage_points"], ["tons", "percentage_points"], ["USD", "percentage_points"]]
