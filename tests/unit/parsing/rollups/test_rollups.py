"""Roll-ups of tiny tables: exact totals, parts and signs; and the same tables with a fault planted."""

import pytest

from dagster_project.parsing.model import Rollup
from dagster_project.parsing.rollups import discover_rollups

STATEMENT = """
REVENUES:
  Services:
    Corporate | 12,148,490 | 132,551 | 13,142,393
    Home | 5,429,955 | 65,934 | 6,537,370
  ---
      Total | 17,578,445 | 198,485 | 19,679,763
  ---
  Equipment | 1,514,543 | 9,930 | 984,585
  Machines | -- | 237 | 23,452
  ---
      Total revenues | 19,092,988 | 208,652 | 20,687,800
  ---
COSTS:
  Cost of services | 6,039,660 | 95,690 | 9,317,645
  Cost of equipment | 1,299,793 | 8,704 | 863,031
  ---
      Total costs | 7,339,453 | 104,394 | 10,180,676
  ---
OPERATING INCOME | 11,753,535 | 104,258 | 10,507,124
INCOME TAX EXPENSE (BENEFIT) | (861,414) | 10,113 | 1,002,711
EQUITY IN NET INCOME | (143,200) | 355 | 35,099
---
NET INCOME | 12,471,749 | 94,500 | 9,539,512
"""

CASH_FLOW = """
OPERATING ACTIVITIES:
  Net income | 5,176,589 | 1,419,304
  Depreciation | 4,774,804 | 5,259,296
  Receivables | (2,584,327) | 1,947,490
  ---
      Net cash provided by operating activities | 7,367,066 | 8,626,090
  ---
INVESTING ACTIVITIES:
  Purchase of property | (1,856,249) | (2,991,378)
  Refund of deposits | 11,847 | 66,124
  ---
      Net cash used in investing activities | (1,844,402) | (2,925,254)
"""

CASH_FLOW_CONTINUED = """
FINANCING ACTIVITIES:
  Borrowings | 17,525,000 | 10,750,000
  Repayments | (15,940,000) | (12,125,000)
  ---
      Net cash from financing activities | 1,585,000 | (1,375,000)
  ---
EFFECT OF EXCHANGE RATES | (25,393) | (12,716)
NET INCREASE IN CASH | 7,082,271 | 4,313,120
CASH, BEGINNING OF THE PERIOD | 13,554,544 | 20,636,815
---
CASH, END OF THE PERIOD | 20,636,815 | 24,949,935
ADDITIONAL INFORMATION:
  Interest paid | 438,850 | 408,712
  Income tax paid | 1,083,341 | 774,409
"""

EQUITY = """
BALANCE, 2007 | 204,300 | 16,833,847 | (24,270,769) | 949,709 | (6,487,213)
---
Net income | | | 5,176,589 | | 5,176,589
Other comprehensive loss | | | | (859,091) | (859,091)
---
Total comprehensive income | | | | | 4,317,498
Dividends | | | (461,309) | | (461,309)
Shares issued | 2,178 | 1,012,520 | | | 1,012,520
---
BALANCE, 2008 | 206,478 | 17,846,367 | (19,555,489) | 90,618 | (1,618,504)
"""


def shown(tables, cells, axis="rows") -> dict[str, str]:
    """Each total found as "label: parts", and the failing positions after a bar."""
    names = {}
    for cell in cells:
        name = cell.row_label if axis == "rows" else cell.column_header
        names[cell.table_index, cell.row_index if axis == "rows" else cell.column_index] = name

    def text(one: Rollup) -> str:
        members = zip(one.part_table_indexes, one.part_indexes, one.weights, strict=True)
        parts = " ".join(f"{'+' if weight > 0 else '-'} {names[table, part]}" for table, part, weight in members)
        return parts.removeprefix("+ ") + "".join(f" | {index}" for index in one.failing_indexes)

    found = [one for one in discover_rollups(tables, cells) if one.axis == axis]
    return {names[one.table_index, one.total_index]: text(one) for one in found}


def test_chain_of_an_income_statement_with_nested_totals_and_a_tax_printed_positive(table_of):
    assert shown(*table_of(STATEMENT)) == {
        "Total": "Corporate + Home",
        "Total revenues": "Total + Equipment + Machines",
        "Total costs": "Cost of services + Cost of equipment",
        "OPERATING INCOME": "Total revenues - Total costs",
        "NET INCOME": "OPERATING INCOME - INCOME TAX EXPENSE (BENEFIT) + EQUITY IN NET INCOME",
    }


def test_fields_of_a_rollup(table_of):
    tables, cells = table_of("  a | 120 | 431\n  b | 57 | 212\n---\nTotal | 177 | 644")
    assert discover_rollups(tables, cells) == (
        Rollup(
            rollup_index=1,
            table_index=1,
            axis="rows",
            total_index=3,
            part_table_indexes=(1, 1),
            part_indexes=(0, 1),
            weights=(1, 1),
            checked_indexes=(0, 1),
            failing_indexes=(),
            evidence="2 of 2 add up (10 bits); total word; rule above; block begins; whole table; total of the table",
        ),
    )


@pytest.mark.parametrize(("total", "fails"), [("644", ()), ("645", (1,))])
def test_tolerance_is_half_a_printed_unit_for_each_member(table_of, total, fails):
    (found,) = discover_rollups(*table_of(f"  a | 1,205 | 431\n  b | 573 | 212\n---\nTotal | 1,778 | {total}"))
    assert found.failing_indexes == fails


def test_statement_that_continues_in_a_second_table_has_parts_in_the_first(table_of):
    tables, cells = table_of(CASH_FLOW)
    more_tables, more_cells = table_of(CASH_FLOW_CONTINUED, table_index=2)
    assert shown(tables + more_tables, cells + more_cells) == {
        "Net cash provided by operating activities": "Net income + Depreciation + Receivables",
        "Net cash used in investing activities": "Purchase of property + Refund of deposits",
        "Net cash from financing activities": "Borrowings + Repayments",
        "NET INCREASE IN CASH": "Net cash provided by operating activities + Net cash used in investing activities"
        " + Net cash from financing activities + EFFECT OF EXCHANGE RATES",
        "CASH, END OF THE PERIOD": "NET INCREASE IN CASH + CASH, BEGINNING OF THE PERIOD",
    }
    change = next(one for one in discover_rollups(tables + more_tables, cells + more_cells) if len(one.weights) == 4)
    assert (change.table_index, change.part_table_indexes) == (2, (1, 1, 2, 2))


def test_tables_of_two_statements_do_not_reach_into_each_other(table_of):
    tables, cells = table_of(CASH_FLOW)
    more_tables, more_cells = table_of(CASH_FLOW_CONTINUED, table_index=2, statement_index=2)
    found = discover_rollups(tables + more_tables, cells + more_cells)
    assert all(set(one.part_table_indexes) == {one.table_index} for one in found)
    assert len(found) == 4


def test_breakdown_prints_the_total_first_and_nests(table_of):
    text = """
Services revenues | 9,135 | 8,447
  Corporate | 3,437 | 3,144
    IP | 2,351 | 2,340
    Fiber | 736 | 704
    Others | 350 | 100
  Home | 1,678 | 1,622
  Outsourcing | 4,020 | 3,681
Cost of services | 7,466 | 7,034
  Backbone cost (included in cost) | 916 | 896
"""
    assert shown(*table_of(text)) == {
        "Services revenues": "Corporate + Home + Outsourcing",
        "Corporate": "IP + Fiber + Others",
    }


def test_parents_with_their_parts_below_add_up_to_a_total_after_them(table_of):
    text = """
Corporate | 13,142 | 12,149
  IP | 9,275 | 9,022
  Fiber | 2,894 | 2,664
  Others | 973 | 463
Home | 6,538 | 5,430
  Own brand | 1,009 | 1,099
  Partners | 5,529 | 4,331
Outsourcing | 15,396 | 13,724
Total services | 35,076 | 31,303
Cost of services | 29,318 | 26,040
"""
    assert shown(*table_of(text)) == {
        "Corporate": "IP + Fiber + Others",
        "Home": "Own brand + Partners",
        "Total services": "Corporate + Home + Outsourcing",
    }


def test_elimination_printed_positive_is_subtracted_in_a_single_column(table_of):
    text = """
Network | 69,961
  External | 69,708
  Inter-Segment | 253
ATM | 23
  External customers | 23
  Inter-Segment sales | --
Elimination | 253
Consolidated | 69,731
"""
    assert shown(*table_of(text)) == {
        "Network": "External + Inter-Segment",
        "ATM": "External customers + Inter-Segment sales",
        "Consolidated": "Network + ATM - Elimination",
    }


def test_total_first_with_an_intersegment_line_to_subtract(table_of):
    text = "Operating income | 2,917\n  Network | 3,663\n  ATM | (705)\n  Inter-Segment | 41"
    assert shown(*table_of(text)) == {"Operating income": "Network + ATM - Inter-Segment"}


def test_total_first_without_indentation_is_turned_upright(table_of):
    text = "Total net sales | 84,310 | 88,293\nProducts | 73,435 | 77,431\nServices | 10,875 | 10,862"
    assert shown(*table_of(text)) == {"Total net sales": "Products + Services"}


def test_memo_line_between_the_parts_is_left_out(table_of):
    text = "Revenue | 84,310 | 88,293\nCost | 52,279 | 54,381\nof which wages | 12,055 | 13,102\n"
    text += "Gross profit | 32,031 | 33,912"
    assert shown(*table_of(text)) == {"Gross profit": "Revenue - Cost"}


def test_subtotal_blank_in_some_columns_gives_way_to_its_own_parts(table_of):
    tables, cells = table_of(EQUITY, units=["shares", "JPY", "JPY", "JPY", "JPY"])
    assert shown(tables, cells) == {
        "Total comprehensive income": "Net income + Other comprehensive loss",
        "BALANCE, 2008": "BALANCE, 2007 + Net income + Other comprehensive loss + Dividends + Shares issued",
    }


def test_column_that_totals_other_columns_and_leaves_shares_alone(table_of):
    heads = ["Shares", "Common stock", "Accumulated deficit", "Other comprehensive income", "Total"]
    tables, cells = table_of(EQUITY, units=["shares", "JPY", "JPY", "JPY", "JPY"], headers=heads)
    assert shown(tables, cells, "columns") == {
        "Total": "Common stock + Accumulated deficit + Other comprehensive income"
    }
    total = next(one for one in discover_rollups(tables, cells) if one.axis == "columns")
    assert (total.total_index, total.part_indexes, total.failing_indexes) == (4, (1, 2, 3), ())
    assert total.checked_indexes == (0, 2, 3, 6, 7, 9)


def test_column_total_in_a_second_block_of_columns(table_of):
    rows = [line.split(" | ") for line in EQUITY.replace("| |", "|  | ").splitlines()]
    left = "\n".join(" | ".join(row[:3]) for row in rows)
    right = "\n".join(" | ".join([row[0], *row[3:]]) for row in rows)
    tables, cells = table_of(left, units=["shares", "JPY"], headers=["Shares", "Common stock"])
    more_tables, more_cells = table_of(right, table_index=2, units=["JPY"] * 3, headers=["Deficit", "Other", "Total"])
    found = [one for one in discover_rollups(tables + more_tables, cells + more_cells) if one.axis == "columns"]
    assert [(one.table_index, one.total_index, one.part_table_indexes, one.part_indexes) for one in found] == [
        (2, 2, (1, 2, 2), (1, 0, 1))
    ]


def test_dividends_of_the_year_add_up_across_the_quarters(table_of):
    text = "March 2008 | -- | 750.00 | -- | 1,000.00 | 1,750.00\nMarch 2009 | -- | 1,000.00 | -- | 1,000.00 | 2,000.00"
    tables, cells = table_of(text, headers=["1st", "2nd", "3rd", "Year-end", "Total"], measures=["per_share"] * 5)
    assert shown(tables, cells, "columns") == {"Total": "1st + 2nd + 3rd + Year-end"}


def test_percentages_of_change_are_not_summed_but_changes_and_shares_are_checked(table_of):
    text = "a | 120 | 12.0 | 11 | 20.0\nb | 57 | 9.5 | 7 | 10.0\n---\nTotal | 177 | 21.5 | 18 | 30.0"
    tables, cells = table_of(text, measures=["amount", "change_percent", "change_amount", "share_of_total"])
    (found,) = discover_rollups(tables, cells)
    assert found.checked_indexes == (0, 2, 3)


def test_table_of_unrelated_figures_has_no_rollup(table_of):
    assert (
        discover_rollups(*table_of("EBITDA | 2,379 | 3,101\nCAPEX | 657 | 1,546\nDepreciation | 1,306 | 1,293")) == ()
    )


def test_no_tables_no_rollups():
    assert discover_rollups([], []) == ()


@pytest.mark.parametrize(
    ("printed", "faulty", "total", "fails"),
    [
        ("5,429,955", "5,429,965", "Total", " | 0"),  # one digit
        ("(143,200)", "143,200", "NET INCOME", " | 0"),  # one sign
        ("104,394", "104,494", "Total costs", " | 1"),  # a total's digit
        ("65,934", "6,593,400", "Total", " | 1"),  # a moved point
    ],
)
def test_fault_in_one_column_is_reported_there(table_of, printed, faulty, total, fails):
    sound = shown(*table_of(STATEMENT))
    found = shown(*table_of(STATEMENT.replace(printed, faulty)))
    assert found.keys() == sound.keys()
    assert found[total] == sound[total] + fails


def test_dropped_row_of_a_named_section_fails_in_every_column(table_of):
    text = "\n".join(line for line in STATEMENT.splitlines() if "Cost of equipment" not in line)
    text = text.replace("COSTS:\n", "COSTS:\n  Cost of machines | 1,000,000 | 1,500 | 1,000,000\n")
    assert shown(*table_of(text))["Total costs"] == "Cost of machines + Cost of services | 0 | 1 | 2"


def test_values_swapped_between_columns_fail_in_both(table_of):
    text = CASH_FLOW.replace("4,774,804 | 5,259,296", "5,259,296 | 4,774,804")
    found = shown(*table_of(text))
    assert found["Net cash provided by operating activities"] == "Net income + Depreciation + Receivables | 0 | 1"


@pytest.mark.parametrize(("printed", "faulty"), [("69,708", "69,108"), ("(705)", "705"), ("69,961", "69,971")])
def test_fault_in_a_single_column_is_reported_from_the_layout(table_of, printed, faulty):
    text = "Network | 69,961\n  External | 69,708\n  Inter-Segment | 253\n"
    text += "Income | 2,917\n  Net | 3,663\n  ATM | (705)\n  Other | (41)"
    assert [one.failing_indexes for one in discover_rollups(*table_of(text))] == [(), ()]
    assert sorted(one.failing_indexes for one in discover_rollups(*table_of(text.replace(printed, faulty)))) == [
        (),
        (0,),
    ]


def test_sign_slip_in_one_of_two_columns_keeps_the_plain_sum(table_of):
    text = "EBITDA | 2,379 | 3,101\nDepreciation | 1,306 | (1,293)\nOperating Income | 1,073 | 1,807"
    assert shown(*table_of(text)) == {"Operating Income": "EBITDA + Depreciation | 0"}


def test_total_that_adds_up_in_a_twin_table_is_believed_where_nothing_does(table_of):
    year = "SALES\nGoods | 1,200 | 1,310\nParts | 410 | 388\nRepairs | 95 | 77\nTurnover | 1,705 | 1,775"
    quarter = "SALES\nGoods | 310 | 350\nRepairs | 20 | 19\nTurnover | 430 | 469"  # parts are missing
    tables, cells = table_of(year)
    more_tables, more_cells = table_of(quarter, table_index=2, statement_index=2)
    found = discover_rollups(tables + more_tables, cells + more_cells)
    assert [(one.table_index, one.total_index, one.part_indexes, one.failing_indexes) for one in found] == [
        (1, 4, (1, 2, 3), ()),
        (2, 3, (1, 2), (0, 1)),
    ]
    assert found[1].evidence == "0 of 2 add up (0 bits); as elsewhere"
    assert discover_rollups(more_tables, more_cells) == ()


def test_named_total_may_repeat_the_only_line_of_its_section(table_of):
    text = """
LIABILITIES:
  Payables | 5,955 | 8,153
  Debt | 5,450 | 5,972
  ---
    Total liabilities | 11,405 | 14,125
MINORITY INTEREST:
  Minority interest in a subsidiary | 305 | 257
  ---
    Total minority interest | 305 | 257
  ---
TOTAL LIABILITIES AND MINORITY INTEREST | 11,710 | 14,382
"""
    assert shown(*table_of(text)) == {
        "Total liabilities": "Payables + Debt",
        "Total minority interest": "Minority interest in a subsidiary",
        "TOTAL LIABILITIES AND MINORITY INTEREST": "Total liabilities + Total minority interest",
    }


def test_prices_beside_numbers_of_options_do_not_add_up_and_are_not_asked_to(table_of):
    text = """
Outstanding at the beginning | 18,404 | 26.39
Granted | 19,536 | 90.72
Exercised | (2,123) | 17.96
---
Outstanding at the end | 35,817 | 62.53
"""
    (found,) = discover_rollups(*table_of(text, units=["options", "USD"], measures=["count", "amount"]))
    assert (found.total_index, found.checked_indexes, found.failing_indexes) == (4, (0,), ())


def test_quarters_add_up_to_the_half_year_in_money_and_not_in_weighted_shares(table_of):
    text = "Revenue | 310 | 295 | 605\nCost | 204 | 187 | 391\nProfit | 106 | 108 | 214\nShares | 4,100 | 4,120 | 4,110"
    tables, cells = table_of(text, headers=["Quarter 2", "Quarter 1", "Half year total"])
    cells = [cell._replace(measure="count", unit="shares") if cell.row_label == "Shares" else cell for cell in cells]
    (found,) = [one for one in discover_rollups(tables, cells) if one.axis == "columns"]
    assert (found.total_index, found.part_indexes, found.checked_indexes) == (2, (0, 1), (0, 1, 2))


def test_column_headed_as_a_change_in_money_that_never_adds_up_is_not_checked(table_of):
    text = "\n".join(
        f"Group {name}:\n  one | {a} | {a % 7}\n  two | {b} | {b % 5}\n---\n  Total {name} | {a + b} | {a % 3 + 20}"
        for name, a, b in [("north", 1431, 2277), ("south", 3119, 1853), ("east", 2702, 4096), ("west", 1288, 5021)]
    )
    found = discover_rollups(*table_of(text, measures=["amount", "change_amount"]))
    assert [one.checked_indexes for one in found] == [(0,)] * 4


def test_ratio_row_inside_a_section_withholds_belief_in_its_layout(table_of):
    text = "COSTS:\n  wages | 120\n  rent | 57\n  margin | 12\n---\n  Total costs | 300"
    tables, cells = table_of(text)
    assert [one.failing_indexes for one in discover_rollups(tables, cells)] == [(0,)]
    cells = [cell._replace(measure="ratio", unit="percent") if cell.row_label == "margin" else cell for cell in cells]
    assert discover_rollups(tables, cells) == ()


def test_discovery_is_deterministic_and_does_not_depend_on_the_order_of_cells(table_of):
    tables, cells = table_of(STATEMENT)
    assert discover_rollups(tables, cells[::-1]) == discover_rollups(tables, cells)


def test_wrong_sign_in_a_single_column_is_not_explained_away_by_two_other_signs(table_of):
    text = "Network | 3,663\nATM | (705)\nElimination | 41\nConsolidated | 2,917"
    assert shown(*table_of(text)) == {"Consolidated": "Network + ATM - Elimination"}
    assert shown(*table_of(text.replace("3,663", "(3,663)"))) == {"Consolidated": "Network + ATM - Elimination | 0"}


MEASURES_ACROSS = """
Reported | 2,250 | (177) | 275 | {reported}
Market impact | (33) | -- | (8) | (25)
Restructuring | 305 | 7 | 74 | 238
Impairment | 704 | -- | 182 | 522
Recall | 3 | -- | 1 | 2
Indirect tax | 218 | -- | 58 | 160
Pension | -- | 259 | 61 | 198
Adjusted | 3,447 | 89 | 643 | {adjusted}
"""
ACROSS = ["Operating profit", "Pension income", "Income taxes", "Net income"]


@pytest.mark.parametrize(
    ("reported", "adjusted", "columns"),
    [
        ("1,798", "2,893", {"Net income": "Operating profit + Pension income - Income taxes"}),
        # Interest of 275 is in both measures and printed in neither: this table cannot be added up.
        ("1,523", "2,618", {}),
        # One misprint is a misprint.
        ("1,523", "2,893", {"Net income": "Operating profit + Pension income - Income taxes | 0"}),
    ],
)
def test_columns_that_miss_one_amount_in_several_rows_lack_a_part(table_of, reported, adjusted, columns):
    tables, cells = table_of(MEASURES_ACROSS.format(reported=reported, adjusted=adjusted), headers=ACROSS)
    assert shown(tables, cells, "columns") == columns


EXPLAINED = """
Earnings | 202 | 707
  Retail | 101 | 611
  Generation | 203 | (112)
  Fuels | (131) | 223
  Parent | 29 | (15)
---
Total | 202 | 707
"""


def test_total_of_a_table_that_opens_with_the_same_figures_is_no_part_of_itself(table_of):
    tables, cells = table_of(EXPLAINED)
    assert shown(tables, cells) == {"Earnings": "Retail + Generation + Fuels + Parent"}


def test_nils_below_a_figure_are_no_slip_of_its_parts(table_of):
    text = "Issued for cash | 300,000\n  In June | --\n  In November | --\nRetired | (975,000)"
    tables, cells = table_of(text, units=["shares"], measures=["count"])
    assert shown(tables, cells) == {}
