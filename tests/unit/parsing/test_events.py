"""Decisions of the parser: each is told once, with its line."""

from __future__ import annotations

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import ParseEvent

TABLE = """
        CONDENSED STATEMENTS OF INCOME
                (in thousands)

                        June 30,   June 30,
                          1998       1997       Weight
                        --------   --------   --------
Net sales              $ 12,345   $ 10,000       11,000
Net income                  234        1,00         300
                              - 2 -
<PAGE>
Costs                     9,345      8,000        7,000
"""


def events(data: bytes) -> dict[str, list[tuple[int | None, str]]]:
    told: dict[str, list[tuple[int | None, str]]] = {}
    for event in parse_release(data, "x.txt").events:
        assert isinstance(event, ParseEvent)
        told.setdefault(event.step, []).append((event.line_number, event.message))
    return told


def test_scale_page_break_unknown_period_and_unreadable_figure_are_told_with_their_lines() -> None:
    told = events(TABLE.encode())
    assert told["decode"] == [(None, "text/plain by content, utf-8")]
    assert told["scale"] == [
        (2, "table 1: amounts x 1,000 by 'CONDENSED STATEMENTS OF INCOME (in thousands)'"),
    ]
    assert [line for line, _ in told["page_break"]] == [10, 11]
    assert told["period"] == [(2, "table 1: figures in 1 of 3 columns name no period and are left without ('Weight')")]
    assert told["token"] == [(9, "'1,00' in a table: nothing tells what this number is")]


def test_another_encoding_tabs_and_documents_of_a_submission_are_told() -> None:
    other = "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\ncaf\xe9\t1\n</TEXT>\n</DOCUMENT>\n"
    exhibit = f"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n{TABLE}\n</TEXT>\n</DOCUMENT>\n"
    told = events((other + exhibit).encode("cp1252"))
    assert [message.split(":")[0] for _, message in told["decode"]] == [
        "text/plain by content, cp1252",
        "not valid UTF-8",
        "has tabs",
    ]
    assert told["exhibit"] == [
        (9, "document EX-99.1 is the release"),
        (3, "document 8-K left out, to line 4: not the release"),
    ]


def test_figures_that_make_no_table_are_told() -> None:
    form = "\n Delaware          1,234          91,169\n(State)         (Commission File Number)\n" + "\n" * 8
    told = events((form + TABLE).encode())
    assert told["region"] == [
        (2, "figures left out, to line 2: one line with a figure or two and no head over it is a line of text")
    ]


def test_the_exhibit_of_a_page_is_told_even_without_a_tagged_head() -> None:
    page = (
        "<html><p>Results</p><table><tr><td>Sales</td><td>10</td><td>9</td></tr><tr><td>Costs</td><td>5</td><td>4</td>"
    )
    told = events(f"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n{page}</tr></table></html>\n</TEXT>\n</DOCUMENT>".encode())
    assert [message for _, message in told["exhibit"]] == ["document EX-99.1 is the release"]
