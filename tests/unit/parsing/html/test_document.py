"""A page as a whole: titles and captions above tables, continued tables, nested tables, exhibits in submissions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.parsing import RejectedFileError
from dagster_project.parsing.html import locate, read_html
from tests.unit.parsing.html.pages import STATEMENT, cells_by_label, figures, only_grid, parsed

ROWS = "<tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Sales</td><td>$10</td><td>$9</td></tr>"


def test_titles_begin_with_the_name_of_the_statement() -> None:
    assert only_grid(STATEMENT).title_lines == (
        "CONSOLIDATED STATEMENTS OF INCOME",
        "(In millions, except per share amounts) (Unaudited)",
    )


def test_a_page_becomes_cells_with_meaning() -> None:
    release = parsed(STATEMENT)
    (table,) = release.tables
    assert (table.title, table.statement_type) == ("CONSOLIDATED STATEMENTS OF INCOME", "income_statement")
    services, _ = cells_by_label(release)["Services"]
    assert (services.value, services.unit, services.scale_factor) == (Decimal(-250), "USD", Decimal(1_000_000))
    assert (services.period_start, services.period_end) == (date(2024, 4, 1), date(2024, 6, 30))
    assert services.row_label_path == "Revenue:"
    share, _ = cells_by_label(release)["Diluted earnings per share"]
    assert (share.value, share.unit, share.scale_factor) == (Decimal("0.42"), "USD/share", Decimal(1))


def test_a_table_without_heads_continues_the_one_before() -> None:
    markup = f"<p>Results</p><table>{ROWS}</table><p>4</p><table><tr><td>Costs</td><td>4</td><td>3</td></tr></table>"
    _, second = read_html(markup + "<p>end</p>").grids
    assert [head.text for head in second.heads] == ["2024", "2023"]


def test_a_unit_in_a_heading_holds_for_the_tables_below_it() -> None:
    markup = (
        f"<p>Supplement (in thousands):</p><p>A sentence says something first.</p><p>North</p><table>{ROWS}</table>"
        f"<p>South</p><table>{ROWS}</table>"
    )
    assert [grid.title_lines[-1] for grid in read_html(markup).grids] == ["(in thousands)", "(in thousands)"]


def test_a_table_inside_a_layout_table_is_read_once() -> None:
    markup = f"<table><tr><td>Menu</td><td><p>Results</p><table>{ROWS}</table></td></tr></table>"
    grid = only_grid(markup)
    assert figures(grid) == [("Sales", {1: "$10", 2: "$9"})]
    assert grid.body[0].cells[0].locator == "/table[2]/tr[2]/td[2]"


def test_only_the_exhibit_of_a_submission_is_read_and_counted_from_the_whole_file() -> None:
    cover = f"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n<html><table>{ROWS}</table></html>\n</TEXT>\n</DOCUMENT>\n"
    exhibit = (
        f"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n<html><p>Results</p><table>{ROWS}</table></html>\n</TEXT>\n</DOCUMENT>"
    )
    text = cover + exhibit
    release = parsed(text)
    assert len(release.tables) == 1
    first = release.cells[0]
    assert first.locator == "/table[2]/tr[2]/td[2]"
    assert locate(text, first.locator) == "$10"
    assert first.line_number is not None
    assert text.split("\n")[first.line_number - 1][first.char_start : first.char_end] == "$10"


def test_year_to_date_ends_with_the_period_reported_on() -> None:
    markup = STATEMENT.replace("Three Months Ended", "").replace("June 30,<br>2024", "YTD 2024")
    release = parsed(markup.replace("June 30,<br>2023", "YTD 2023"))
    first, second = cells_by_label(release)["Products"]
    assert (first.period_start, first.period_end) == (date(2024, 1, 1), date(2024, 6, 30))
    assert (second.period_start, second.period_end) == (date(2023, 1, 1), date(2023, 6, 30))


TAGS = "<table> </table> <tr> </tr> <td> </td> <p> </div> <!-- --> <TEXT> <DOCUMENT> <"
WORDS = "1,234 $ (5 ) % 2024 Sales &#8212; &nbsp; \x00"
MARKUP = st.lists(st.sampled_from([*TAGS.split(" "), *WORDS.split(" "), "<td colspan=2>", "\n"]))


@given(MARKUP)
@settings(max_examples=150, deadline=None)
def test_no_markup_makes_the_reader_fail_and_every_cell_is_found_again(pieces: list[str]) -> None:
    text = "".join(pieces)
    for grid in read_html(text).grids:
        for line in grid.body:
            for cell in line.cells:
                assert locate(text, cell.locator) == cell.text


def test_deep_nesting_is_read_without_recursion() -> None:
    read_html("<div>" * 5000 + f"<table>{ROWS}</table>")


def test_a_page_of_a_hundred_thousand_tables_is_rejected_with_a_reason() -> None:
    with pytest.raises(RejectedFileError, match="save the release alone"):
        parsed("<html>" + "<table><tr><td>1</td></tr></table>" * 6_000)
