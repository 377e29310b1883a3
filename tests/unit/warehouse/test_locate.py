"""A locator leads to exactly the printed characters, in the file as it was received."""

from __future__ import annotations

import pytest

from dagster_project.warehouse.locate import LocatorError, locate

TEXT = "Total assets   1,234\r\nOther  (5)\nLast 6"


@pytest.mark.parametrize(
    ("locator", "printed"),
    [("line[1]/char[15:20]", "1,234"), ("line[2]/char[7:10]", "(5)"), ("line[3]/char[5:6]", "6")],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_locator_gives_its_printed_text(locator: str, printed: str, encoding: str) -> None:
    assert locate(TEXT.encode(encoding), encoding, locator).printed_text == printed


def test_a_byte_order_mark_does_not_move_the_first_line() -> None:
    assert locate(TEXT.encode("utf-8-sig"), "utf-8-sig", "line[1]/char[0:5]").printed_text == "Total"


def test_lines_around_a_place_are_numbered_and_end_at_the_file() -> None:
    place = locate(TEXT.encode(), "utf-8", "line[2]/char[7:10]")
    assert place.around(3) == ((1, "Total assets   1,234"), (2, "Other  (5)"), (3, "Last 6"))
    assert place.around(0) == ((2, "Other  (5)"),)


@pytest.mark.parametrize(
    ("locator", "reason"),
    [
        ("line[9]/char[0:1]", "lies outside the file, which has 3 lines"),
        ("line[0]/char[0:1]", "lies outside the file"),
        ("line[3]/char[5:7]", "lies outside its line, which has 6 characters"),
        ("line[3]/char[5:5]", "lies outside its line"),
        ("/table[1]/tr[2]", "is not of the form"),
        ("somewhere", "is not of the form"),
    ],
)
def test_a_locator_that_leads_nowhere_says_why(locator: str, reason: str) -> None:
    with pytest.raises(LocatorError, match=reason):
        locate(TEXT.encode(), "utf-8", locator)


PAGE = """<html><body><p>Results</p><table><tr><td>x</td></tr></table>
<table><tr><th></th><th>2009</th></tr><tr><td>Cash</td><td>$</td><td>1,200</td><td>)</td></tr></table></body></html>"""


def test_a_locator_of_a_page_gives_the_text_of_its_cells_in_their_row() -> None:
    place = locate(PAGE.encode(), "utf-8", "/table[2]/tr[2]/td[2-3]")
    assert place.printed_text == "$1,200"
    assert place.around(1) == ((1, "  2009"), (2, "Cash  $1,200  )"))


@pytest.mark.parametrize("locator", ["/table[3]/tr[1]/td[1]", "/table[2]/tr[9]/td[1]", "/table[2]/tr[2]/td[4-5]"])
def test_a_locator_outside_the_page_says_so(locator: str) -> None:
    with pytest.raises(LocatorError, match="lies outside"):
        locate(PAGE.encode(), "utf-8", locator)
