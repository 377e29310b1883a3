"""Locators and positions: every cell, claim and token is found again in the source as received."""

from __future__ import annotations

import pytest

from dagster_project.parsing.html import LocatorNotFoundError, locate
from dagster_project.parsing.html.source import Source
from tests.unit.parsing.html.pages import STATEMENT, cells_by_label, parsed


def test_every_locator_replays_to_its_printed_text() -> None:
    release = parsed(STATEMENT)
    assert len(release.cells) == 10
    for cell in release.cells:
        assert locate(STATEMENT, cell.locator) == cell.printed_text


def test_a_glued_value_spans_its_cells() -> None:
    products, _ = cells_by_label(parsed(STATEMENT))["Products"]
    assert (products.printed_text, products.locator) == ("$1,250", "/table[1]/tr[4]/td[3-4]")
    assert products.line_number is None


def test_tbody_is_no_step_and_head_cells_count_as_cells() -> None:
    markup = "<table><tbody><tr><th>x</th><td>1</td></tr></tbody></table>"
    assert locate(markup, "/table[1]/tr[1]/td[2]") == "1"


def test_positions_point_to_the_printed_characters() -> None:
    markup = STATEMENT.replace("<td>1,250</td>", "<td><font size=2>\n  1,250 </font></td>").replace(
        "<td>$</td><td>", "<td></td><td>"
    )
    products, _ = cells_by_label(parsed(markup))["Products"]
    assert products.line_number is not None
    line = markup.split("\n")[products.line_number - 1]
    assert line[products.char_start : products.char_end] == "1,250"


def test_cells_in_comments_and_outside_of_rows_are_not_counted() -> None:
    source = Source("<table><td>0</td><tr><td>a<!-- <td>9 -->b</td><!-- <tr> --><TH>1</TH></tr></table><tr><td>2")
    assert [source.text[slice(*source.cell_span(1, 1, cell) or ())] for cell in (1, 2)] == [
        "a<!-- <td>9 -->b</td><!-- <tr> -->",
        "1</TH></tr>",
    ]
    assert (source.cell_span(1, 1, 3), source.cell_span(1, 2, 1)) == (None, None)


def test_claims_and_tokens_of_prose_point_into_the_source() -> None:
    prose = "<p>Revenue was &#8220;$3.8&nbsp;billion&#8221; &amp; operating income was <b>$450</b> million.</p>"
    markup = STATEMENT.replace("<p><b>SAMPLE CORP.</b></p>", prose)
    release = parsed(markup)
    lines = markup.split("\n")
    for token in release.numeric_tokens:
        assert lines[token.line_number - 1][token.char_start : token.char_end] == token.printed_text.strip()
    assert {claim.printed_text for claim in release.claims if "450" in claim.printed_text}


@pytest.mark.parametrize("locator", ["/table[9]/tr[1]/td[1]", "/table[1]/tr[99]/td[1]", "/table[1]/tr[1]/td[80]", "x"])
def test_a_locator_that_finds_nothing_says_so(locator: str) -> None:
    with pytest.raises(LocatorNotFoundError, match=r"lies outside|is not of the form"):
        locate(STATEMENT, locator)
