"""Captions that wrap, and the currency of a column that prints its sign."""

from dagster_project.parsing import parse_release
from dagster_project.parsing.statements import title_of

TWO_CURRENCIES = """TOWN, July 30, 2024 -- Sample Corp. today announced its results.

                     BALANCE SHEETS
                   (In millions of yen)

                           June 30, 2024
Goodwill                             100
Inventories                          200
Retained earnings                    300


                     BALANCE SHEETS
          (In millions, except per share data)

                           June 30, 2024
Goodwill                           $ 101
Inventories                          201
Retained earnings                    301
"""


def test_a_caption_that_wraps_is_no_title() -> None:
    lines = ["BALANCE SHEETS", "(In millions, except number of shares", "and per share amounts)", "(Unaudited)"]
    assert title_of(lines, None) == "BALANCE SHEETS"


def test_an_unclosed_parenthesis_takes_no_title_with_it() -> None:
    assert (
        title_of(["(In millions", "BALANCE SHEETS", "June 30", "Assets"], None)
        == "(In millions BALANCE SHEETS June 30 Assets"
    )


def test_a_dollar_sign_in_a_column_says_its_currency_in_a_document_of_another() -> None:
    cells = parse_release(TWO_CURRENCIES.encode(), "two.txt").cells
    assert [(cell.printed_text, cell.unit) for cell in cells] == [
        ("100", "JPY"),
        ("200", "JPY"),
        ("300", "JPY"),
        ("$ 101", "USD"),
        ("201", "USD"),
        ("301", "USD"),
    ]
