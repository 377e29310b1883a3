"""Tabs are laid out as a pager shows them, and told by their place in the file."""

from __future__ import annotations

import pytest

from dagster_project.parsing import parse_release
from dagster_project.parsing.text.shown_lines import shown_text

PLAIN = """\
                      Balance sheet
                                  March 31,
                               2009      2008
                               (in thousands of JPY)
Cash                          1,200     1,100
Inventories                   $ 300      (200)
Total assets                  1,500       900
"""


def with_tabs(line: str) -> str:
    """The line as an editor with tab stops writes it: blanks before a stop become one tab."""
    pieces = [line[start : start + 8] for start in range(0, len(line), 8)]
    return "".join(piece.rstrip(" ") + "\t" if len(piece) == 8 and piece.endswith(" ") else piece for piece in pieces)


TABBED = "\n".join(with_tabs(line) for line in PLAIN.split("\n"))


def test_tabs_lead_to_multiples_of_eight() -> None:
    assert shown_text("a\tb\n\tc\n12345678\td") == "a       b\n        c\n12345678        d"


def test_a_line_feed_written_as_an_entity_ends_no_line() -> None:
    assert shown_text("<pre>a&#10;b&nbsp;c\n\td") == "a b c\n        d"


def test_a_table_set_with_tabs_is_the_table_it_looks_like() -> None:
    assert TABBED.count("\t") > 20
    plain = parse_release(PLAIN.encode(), "plain.txt")
    tabbed = parse_release(TABBED.encode(), "tabbed.txt")
    told = [
        [(cell.row_label, cell.column_header, cell.value, cell.period_end) for cell in release.cells]
        for release in (plain, tabbed)
    ]
    assert told[0] == told[1]
    assert len(plain.cells) == 6


def test_positions_and_printed_texts_are_those_of_the_file() -> None:
    lines = TABBED.split("\n")
    cells = parse_release(TABBED.encode(), "tabbed.txt").cells
    for cell in cells:
        assert cell.line_number is not None
        assert lines[cell.line_number - 1][cell.char_start : cell.char_end] == cell.printed_text
        assert cell.locator == f"line[{cell.line_number}]/char[{cell.char_start}:{cell.char_end}]"
    assert [cell.printed_text for cell in cells][:2] == ["1,200", "1,100"]


@pytest.mark.parametrize("text", ["", "no tab\nat all"])
def test_a_text_without_tabs_stays_the_same_object(text: str) -> None:
    assert shown_text(text) is text


PREFORMATTED = """\
<HTML><BODY><P>TOWN, October 18, 2001 - <B>Sample &amp; Co.</B> today announced results for the third quarter ended
September 30, 2001.</P>
<PRE>
                          <B>CONDENSED STATEMENTS OF INCOME</B>
                       (In thousands, except per share)
                             Three Months Ended
                               September 30,
                              2001       2000
                            --------   --------
<B>Sales</B> &amp; rentals             $ 31,204   $ 40,118
Cost of sales                 20,100     24,005
                            --------   --------
Gross profit                  11,104     16,113
Other                         <I>(1,836)</I>    &#151;&#151;
                            ========   ========
</PRE></BODY></HTML>
"""


def test_a_page_of_preformatted_tables_is_read_as_it_is_shown() -> None:
    release = parse_release(PREFORMATTED.encode(), "page.htm")
    assert [(cell.row_label, cell.value, str(cell.period_end)) for cell in release.cells] == [
        ("Sales & rentals", 31204, "2001-09-30"),
        ("Sales & rentals", 40118, "2000-09-30"),
        ("Cost of sales", 20100, "2001-09-30"),
        ("Cost of sales", 24005, "2000-09-30"),
        ("Gross profit", 11104, "2001-09-30"),
        ("Gross profit", 16113, "2000-09-30"),
        ("Other", -1836, "2001-09-30"),
        ("Other", None, "2000-09-30"),
    ]
    lines = PREFORMATTED.split("\n")
    for cell in release.cells:
        assert lines[cell.line_number - 1][cell.char_start : cell.char_end] == cell.printed_text
    assert release.cells[-1].printed_text == "&#151;&#151;"
    assert (release.issuer_name, str(release.published_on)) == ("Sample & Co.", "2001-10-18")
