"""Prints that need repair: marks glued to figures, fractions, ranges, misprints, placeholders, crowded columns."""

from __future__ import annotations

from decimal import Decimal

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Release

HEAD = """
                              1993       1992       1991
                            --------   --------   --------
"""


def parsed(body: str, head: str = HEAD) -> Release:
    return parse_release((head + body).encode(), "table.txt")


def figures(release: Release) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell in release.cells:
        found.setdefault(cell.row_label, []).append(f"{cell.column_index}:{cell.printed_text}")
    return found


def unexplained(release: Release) -> list[str]:
    return [token.printed_text.strip() for token in release.numeric_tokens if token.kind == "unexplained"]


def test_marks_of_notes_glued_to_figures_are_no_part_of_them() -> None:
    release = parsed(
        """
Income before taxes         744,322(2)  778,517   499,744(a)
Net income                  454,033*    474,895   309,841(B)(J)
Other                           463a/       775       719b/
"""
    )
    assert figures(release) == {
        "Income before taxes": ["1:744,322", "2:778,517", "3:499,744"],
        "Net income": ["1:454,033", "2:474,895", "3:309,841"],
        "Other": ["1:463", "2:775", "3:719"],
    }
    assert unexplained(release) == []


def test_prices_in_fractions_are_one_figure_beside_whole_ones() -> None:
    release = parsed(
        """
High                         46 5/8     37 3/4     36
Low                          41         32 7/8     29 1/2
"""
    )
    assert [cell.value for cell in release.cells] == [
        Decimal(number) for number in ("46.625", "37.75", "36", "41", "32.875", "29.5")
    ]
    assert unexplained(release) == []


def test_placeholders_keep_the_figures_of_their_row_in_place() -> None:
    release = parsed(
        """
Federal tax                   1,527       na         0
Ratio                           1.5       f/       1.4
Sales                         5,000    4,000     3,000
"""
    )
    assert figures(release)["Federal tax"] == ["1:1,527", "3:0"]
    assert figures(release)["Ratio"] == ["1:1.5", "3:1.4"]


def test_a_parenthesis_that_stands_apart_still_is_a_minus() -> None:
    release = parsed(
        """
Net loss                     ( 0.38)    (2.38)    (0.60)
Other                        (2,855 )    1,200       300
"""
    )
    assert [str(cell.value) for cell in release.cells] == ["-0.38", "-2.38", "-0.60", "-2855", "1200", "300"]


def test_a_misprinted_figure_stays_unexplained_and_the_others_stay_in_place() -> None:
    release = parsed(
        """
Canada                      126,297    123,55    143,570
Mexico                       26,297    23,551     43,570
Extraordinary gain                -    49,632)        12
"""
    )
    assert figures(release)["Canada"] == ["1:126,297", "3:143,570"]
    assert figures(release)["Extraordinary gain"] == ["1:-", "3:12"]
    assert unexplained(release) == ["123,55", "49,632)"]


def test_a_range_is_no_figure_and_its_dash_no_nil() -> None:
    release = parsed(
        """
Granted            2,497            $33.44 - $39.50
Exercised          1,677            $  .76 - $35.44
""",
        head="\n                  Shares             Option Price\n",
    )
    assert figures(release) == {"Granted": ["1:2,497"], "Exercised": ["1:1,677"]}
    assert {token.kind for token in release.numeric_tokens} == {"cell", "range"}


def test_percentages_close_behind_their_amounts_have_columns_of_their_own() -> None:
    release = parsed(
        """
Total loans                 $ 918,510     $ 892,809     $ 804,981

Residential                   111,967 12%   112,424 13%   117,809 15%
Commercial                    121,117 13%   117,243 13%   107,404 13%
Other                           5,571         6,063         5,961
""",
        head="",
    )
    found = figures(release)
    assert found["Residential"] == ["1:111,967", "2:12%", "3:112,424", "4:13%", "5:117,809", "6:15%"]
    assert found["Other"] == ["1:5,571", "3:6,063", "5:5,961"]


def test_a_row_of_placeholders_alone_is_no_head_of_a_new_table() -> None:
    release = parsed(
        """
Debt                          1,000      2,000      3,000
Preferred stock                   *          *          *
Common stock                    464        454        400
"""
    )
    assert len(release.tables) == 1
    assert release.cells[-1].row_label == "Common stock"


def test_numbers_of_shares_in_a_label_are_counts_even_where_one_word_counts_them_all() -> None:
    release = parsed(
        """
Common stock; 9,898,168,
  9,894,380, and 10,037,903
  shares outstanding          9,898      9,894     10,037
Treasury (464 and 454 million
  shares)                       (11)       (12)       (13)
"""
    )
    facts = [(fact.printed_text, str(fact.value), fact.unit, str(fact.scale_factor)) for fact in release.label_facts]
    assert facts == [
        ("9,898,168", "9898168", "shares", "1"),
        ("9,894,380", "9894380", "shares", "1"),
        ("10,037,903", "10037903", "shares", "1"),
        ("464", "464", "shares", "1000000"),
        ("454 million", "454", "shares", "1000000"),
    ]


def test_children_of_a_heading_are_not_joined_to_it_where_labels_do_not_hang() -> None:
    release = parsed(
        """
Currently payable/(refundable)
 Federal                         12         10          9
 State and local                  2          1          1
Total                            14         11         10
"""
    )
    assert list(figures(release)) == ["Federal", "State and local", "Total"]
    assert release.cells[0].row_label_path == "Currently payable/(refundable)"


def test_a_row_named_by_a_number_and_marks_in_labels_are_explained() -> None:
    release = parsed(
        """
Class B stock  (2)              100         90         80
401(k) matching                  12         10          9
    0.50                        705        600        500
""",
    )
    kinds = {token.printed_text.strip(" ()"): token.kind for token in release.numeric_tokens}
    assert (kinds["2"], kinds["401"], kinds["0.50"]) == ("footnote_mark", "name", "row_name")


def test_a_figure_right_below_a_mark_of_the_head_stands_clear_of_a_long_label() -> None:
    release = parsed(
        """
Consolidated earnings without one-time items $ 0.25     $ 0.20      $0.05
Total                                                                0.04
""",
        head="""
                                              2006       2005      Change
                                             ------     ------    --------
""",
    )
    assert figures(release) == {
        "Consolidated earnings without one-time items": ["1:$ 0.25", "2:$ 0.20", "3:$0.05"],
        "Total": ["3:0.04"],
    }


def test_headings_above_rows_at_the_indent_of_wrapped_labels_are_no_part_of_the_first_row() -> None:
    text = """Acme Bank.  Deposits at June 30, 2006 and 2005 (in thousands)

                             June 30,      June 30,
                               2006          2005
                             --------      --------
Loans
 Mortgages                   $ 11,720      $ 11,173
 Consumer loans                24,268        23,236
Construction and land
 development                   34,193        31,561
Common stock, $1.00 par value;
 30,000,000 shares authorized;
   9,894,380,  9,918,707, and
 10,121,148 shares outstanding  9,894         9,919
 Total interest-             --------      --------
   earning assets              79,000        75,000
"""
    labels = dict.fromkeys(cell.row_label for cell in parse_release(text.encode(), "acme.txt").cells)
    assert list(labels) == [
        "Mortgages",
        "Consumer loans",
        "Construction and land development",
        "Common stock, $1.00 par value; 30,000,000 shares authorized; 9,894,380, 9,918,707, and 10,121,148 shares"
        " outstanding",
        "Total interest-earning assets",
    ]
