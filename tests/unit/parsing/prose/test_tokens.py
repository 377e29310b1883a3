"""Every number of a document and what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing import parse_release
from dagster_project.parsing.prose.amounts import NUMERIC_TOKEN
from dagster_project.parsing.prose.tokens import ExplainedSpan, account_for_tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.printed_text, token.kind) for token in account_for_tokens(text.split("\n"), ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on May 15, 2009", [("15", "date"), ("2009", "date")]),
        ("FY2008 and 4Q07", [("2008", "period_name"), ("4", "period_name"), ("07", "period_name")]),
        ("within 90 days", [("90", "period_name")]),
        ("of 12 months", [("12", "period_name")]),
        ("  - 12 -", [("12", "page_number")]),
        ("Page 3 of 9", [("3", "page_number"), ("9", "page_number")]),
        ("(1) The first", [("1", "enumerator")]),
        ("2. Dividends", [("2", "enumerator")]),
        ("Others(3) were sold", [("3", "footnote_mark")]),
        ("see Note 5", [("5", "footnote_mark")]),
        ("Form 20-F under Rule 144", [("20", "name"), ("144", "name")]),
        ("IP Service (1Gbps-)", [("1", "name")]),
        ("chip PI6C4511", [("6", "name"), ("4511", "name")]),
        ("FAS123(R)", [("123", "name")]),
        ("a 5-for-4 split", [("5", "name"), ("4", "name")]),
        ("Call (303) 262-2140", [("303", "contact"), ("262", "contact"), ("2140", "contact")]),
        ("fax 360.733.3050", [("360.733.3050", "contact")]),
        ("http://www.example.com/prs/?id=4613", [("4613", "contact")]),
        ("(TSE:9999)", [("9999", "ticker")]),
        ("at 1:30 p.m.", [("1", "time"), ("30", "time")]),
        ("Washington, D.C. 20549", [("20549", "address")]),
        ("1500 Cornwall Avenue", [("1500", "address")]),
        ("1/1,000 of a share", [("1", "fraction"), ("1,000", "fraction")]),
        ("at least twenty (20) of them", [("20", "in_words")]),
        ("on pages 143–145 of", [("143", "page_number"), ("145", "page_number")]),
        ("exhibit X.25", [("25", "name")]),
        ("0-27062", [("0", "name"), ("27062", "name")]),
        ("sold 1,234 of them", [("1,234", "unexplained")]),
    ],
)
def test_a_number_is_told_by_its_neighbours(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text_.strip(" ()$"), kind) for text_, kind in kinds(text)] == expected


def test_a_date_may_begin_in_the_line_above_with_figures_of_its_row_between() -> None:
    text = "  ended March   69,731   4.3\n  31, 2009"
    explained = (ExplainedSpan(1, 16, 22, "cell", "a figure"), ExplainedSpan(1, 25, 28, "cell", "a figure"))
    tokens = account_for_tokens(text.split("\n"), explained, {1, 2})
    assert [(token.printed_text, token.kind, token.is_in_table) for token in tokens] == [
        ("69,731", "cell", True),
        ("4.3", "cell", True),
        ("31", "date", True),
        ("2009", "date", True),
    ]


def test_the_tagged_head_of_a_submission_is_no_figure() -> None:
    text = "<SEC-DOCUMENT>0000891020-98-001352.txt\nFILED AS OF DATE: 19980827\n</SEC-HEADER>\nIt sold 5,000"
    assert [kind for _, kind in kinds(text)] == ["name", "name", "name", "name", "unexplained"]


def test_an_unexplained_number_is_shown_with_its_sign_and_percent() -> None:
    (token,) = account_for_tokens(["margin x (5.5%) y"], ())
    assert token.printed_text.strip() == "(5.5%)"


@given(st.lists(st.text(max_size=60), max_size=6))
def test_each_number_is_accounted_for_once(lines: list[str]) -> None:
    tokens = account_for_tokens(lines, ())
    expected = [match.group() for line in lines for match in NUMERIC_TOKEN.finditer(line)]
    assert len(tokens) == len(expected)
    assert all(number in token.printed_text for number, token in zip(expected, tokens, strict=True))
    assert all(lines[t.line_number - 1][t.char_start : t.char_end] == t.printed_text for t in tokens)


def test_nothing_of_the_sample_release_is_left_unexplained(sample: Path) -> None:
    release = parse_release(sample.read_bytes(), sample.name)
    assert [token for token in release.numeric_tokens if token.kind == "unexplained"] == []


def test_nothing_of_the_original_release_is_left_unexplained(corpus: Path) -> None:
    release = parse_release((corpus / "text" / "iij_fy2008.txt").read_bytes(), "original.txt")
    assert [token for token in release.numeric_tokens if token.kind == "unexplained"] == []
    assert sum(token.kind == "cell" for token in release.numeric_tokens) == 1098
