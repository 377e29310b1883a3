"""Plain-text tables to rows and columns: each test shows one way in which issuers print."""

from dagster_project.parsing.grid import Grid
from dagster_project.parsing.heads import texts_over
from dagster_project.parsing.labels import join_rows
from dagster_project.parsing.text.grid import read_text_tables
from dagster_project.parsing.text.neighbours import read_text_lines

Rows = list[tuple[str, str, dict[int, str]]]


def read(text: str) -> tuple[list[str], Rows]:
    """Column heads and (label, path, figures by column) of the only table."""
    (grid,) = grids(text)
    heads = texts_over(grid)
    rows = [(row.label, row.path, {cell.column: cell.text for cell in row.cells}) for row in join_rows(grid)]
    return heads, rows


def grids(text: str) -> list[Grid]:
    return read_text_tables(read_text_lines(text.split("\n")))[0]


def test_a_blank_first_column_stays_blank() -> None:
    _, rows = read(
        """
                      2005      2004
Impairment                       300
Other                    7        12
Total                    7       312
"""
    )
    assert rows == [
        ("Impairment", "", {2: "300"}),
        ("Other", "", {1: "7", 2: "12"}),
        ("Total", "", {1: "7", 2: "312"}),
    ]


def test_a_figure_one_blank_behind_its_label_is_still_in_its_column() -> None:
    _, rows = read(
        """
 GOODWILL           2,507,258     4.5
 GUARANTEE DEPOSITS 2,037,165     3.7
"""
    )
    assert [row[2] for row in rows] == [{1: "2,507,258", 2: "4.5"}, {1: "2,037,165", 2: "3.7"}]


def test_figures_inside_a_wrapped_label_are_no_cells() -> None:
    _, rows = read(
        """
   Receivables, net
    of allowance of
    JPY 24,677
    thousand at
    March 31, 2008
    and March 31,
    2009            12,255,163    10,256,527
   Inventories       1,184,160       529,756
"""
    )
    assert rows[0] == (
        "Receivables, net of allowance of JPY 24,677 thousand at March 31, 2008 and March 31, 2009",
        "",
        {1: "12,255,163", 2: "10,256,527"},
    )
    assert rows[1][0] == "Inventories"


def test_parentheses_percent_signs_and_drifting_dashes_do_not_move_a_figure() -> None:
    _, rows = read(
        """
 Sales               985     1,514     (35.0%)
 New business         23        --       --
 Margin             14.2%     14.0  %   0.2%
"""
    )
    assert [row[2] for row in rows] == [
        {1: "985", 2: "1,514", 3: "(35.0%)"},
        {1: "23", 2: "--", 3: "--"},
        {1: "14.2%", 2: "14.0  %", 3: "0.2%"},
    ]


def test_a_split_parenthesis_and_a_detached_dollar_belong_to_their_number() -> None:
    _, rows = read(
        """
 Net loss        $    (2,855 )   $    1,012
 Dividends            (1,100 )          --
"""
    )
    assert [list(row[2].values()) for row in rows] == [["$    (2,855 )", "$    1,012"], ["(1,100 )", "--"]]


def test_a_unit_printed_behind_each_figure_belongs_to_it() -> None:
    _, rows = read(
        """
 Connectivity Services      443,412     473,266     (29,854)
 Total bandwidth         530.5 Gbps  392.4 Gbps  138.1 Gbps
"""
    )
    assert rows[1] == ("Total bandwidth", "", {1: "530.5 Gbps", 2: "392.4 Gbps", 3: "138.1 Gbps"})


def test_stacked_heads_fall_to_their_columns_and_spans_to_all_below() -> None:
    heads, _ = read(
        """
                       Fiscal Year Ended        Fiscal Year Ended
                        March 31, 2008           March 31, 2009
                       -----------------  ---------------------------
                                          Thousands
                                  % of       of                % of
                       Thousands  total     U.S.   Thousands   total
                         of JPY  revenues  Dollars   of JPY  revenues
                       ----------------------------------------------
   Connectivity        12,148,490         132,551  13,142,393
   Total revenues      66,835,299  100.0  703,285  69,730,730  100.0
"""
    )
    assert heads == [
        "Fiscal Year Ended March 31, 2008 Thousands of JPY",
        "Fiscal Year Ended March 31, 2008 % of total revenues",
        "Fiscal Year Ended March 31, 2009 Thousands of U.S. Dollars",
        "Fiscal Year Ended March 31, 2009 Thousands of JPY",
        "Fiscal Year Ended March 31, 2009 % of total revenues",
    ]


def test_heads_that_single_blanks_join_are_cut_at_their_columns() -> None:
    heads, _ = read(
        """
                              Thousands    Thousands    Thousands
                     Shares U.S. Dollars U.S. Dollars U.S. Dollars
                    ----------------------------------------------
 Opening balance     206,478      169,782     278,484     (197,231)
 Net income                                                 14,315
"""
    )
    assert heads == ["Shares", "Thousands U.S. Dollars", "Thousands U.S. Dollars", "Thousands U.S. Dollars"]


def test_the_figures_may_stand_on_the_last_the_only_or_a_middle_line_of_the_label() -> None:
    _, rows = read(
        """
                     Total Assets     Equity
 Sales                     1,000        2,000
 Cost of goods
  sold                       700        1,500
 Fiscal year
  ended March             52,301       25,169
  31, 2009
 Fiscal year
  ended March             55,703       24,981
  31, 2008
"""
    )
    assert [row[0] for row in rows] == [
        "Sales",
        "Cost of goods sold",
        "Fiscal year ended March 31, 2009",
        "Fiscal year ended March 31, 2008",
    ]


def test_wrapped_labels_without_hanging_indent_are_joined() -> None:
    _, rows = read(
        """
   Short-term
   borrowings       9,150,000    7,350,000
   Minority interests
   assumed            235,838           --
"""
    )
    assert [row[0] for row in rows] == ["Short-term borrowings", "Minority interests assumed"]


def test_a_heading_is_no_part_of_the_first_label_below_it() -> None:
    _, rows = read(
        """
 NET INCOME PER SHARE
   BASIC WEIGHTED-AVERAGE
    NUMBER OF SHARES (shares)       206,240      205,165
   BASIC NET INCOME
    (per share)                      250.99        69.77
"""
    )
    assert rows[1][:2] == ("BASIC WEIGHTED-AVERAGE NUMBER OF SHARES (shares)", "NET INCOME PER SHARE")


def test_paths_follow_indentation_and_totals_hang_under_their_heading() -> None:
    _, rows = read(
        """
 REVENUES:
   Services:
     Home                   10       20
     Work                    1        2
        Total               11       22
   Equipment                 5        6
        Total revenues      16       28
 OPERATING INCOME            3        4
"""
    )
    assert [(label, path) for label, path, cells in rows if cells] == [
        ("Home", "REVENUES: > Services:"),
        ("Work", "REVENUES: > Services:"),
        ("Total", "REVENUES: > Services:"),
        ("Equipment", "REVENUES:"),
        ("Total revenues", "REVENUES:"),
        ("OPERATING INCOME", ""),
    ]


def test_a_total_printed_before_its_parts_is_their_parent() -> None:
    _, rows = read(
        """
 ------------------------------------
 Total Revenues:      9,135    8,447
 ------------------------------------
   Connectivity       9,000    8,400
 ------------------------------------
   Equipment            135       47
 ------------------------------------
"""
    )
    assert [row[1] for row in rows] == ["", "Total Revenues:", "Total Revenues:"]


def test_text_over_the_columns_begins_a_new_table() -> None:
    first, second = grids(
        """
                           2005      2004
 Cash                        10        20
 Receivables                  5         6

                           2005      2004
 Payables                     7         8
 Debt                         1         2
"""
    )
    assert [first.line_start, first.line_end, second.line_start, second.line_end] == [2, 4, 6, 8]


def test_prose_with_figures_is_no_table() -> None:
    assert (
        grids(
            """
Revenue grew by 12% to $1,234 million, while operating costs rose to
$1,000 million from $900 million a year ago, because of the weather.
"""
        )
        == []
    )


def test_positions_point_to_the_printed_text() -> None:
    text = "\n Cash        (1,234)      56.7%\n Debt            12       1.0%\n"
    (grid,) = grids(text)
    lines = text.split("\n")
    for line in grid.body:
        for cell in line.cells:
            assert cell.line is not None
            assert lines[cell.line - 1][cell.char_start : cell.char_end] == cell.text
            assert cell.locator == f"line[{cell.line}]/char[{cell.char_start}:{cell.char_end}]"


def test_a_heading_printed_a_blank_too_far_in_still_heads_the_rows_below_it() -> None:
    _, rows = read(
        """
 INVESTING ACTIVITIES:
   Purchases        (241,255)      (3,312)
   Proceeds           49,143          666
  FINANCING ACTIVITIES:
   Borrowings      1,625,000        2,521
   Dividends        (942,700)     (11,156)
"""
    )
    assert [(label, path) for label, path, cells in rows if cells][2:] == [
        ("Borrowings", "FINANCING ACTIVITIES:"),
        ("Dividends", "FINANCING ACTIVITIES:"),
    ]
