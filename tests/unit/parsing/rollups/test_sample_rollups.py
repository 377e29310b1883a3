"""Every printed total of the sample release, with the number of its parts; and its one sum that does not add up."""

import random
from collections.abc import Sequence

import pytest

from dagster_project.parsing import Release, parse_release
from dagster_project.parsing.model import Cell
from dagster_project.parsing.rollups import discover_rollups

INCOME_STATEMENT = {
    "Total": 2,  # of the two totals without a name the second, of systems integration
    "Total revenues": 4,
    "Total cost": 4,
    "Total cost and expenses": 4,
    "OPERATING INCOME": 2,
    "Other expense -- net": 6,
    "INCOME FROM OPERATIONS BEFORE": 2,
    "NET INCOME": 4,
}
TOTALS = {
    1: {"Operating Income": 3},
    2: {"Operating Revenues": 3, "Operating Income (losses)": 3},
    3: {"Total Revenues:": 4},
    4: {"Cost of Revenues:": 4},
    5: {"Connectivity Services (Corporate Use)": 6, "Connectivity Services (Home Use)": 3},
    6: {
        "Connectivity Service (Corporate Use)": 3,
        "Connectivity Service (Home Use)": 3,
        "Total Connectivity and Outsourcing Services": 3,
    },
    7: {"SI Revenues": 2},
    11: {"Network services and Systems Integration Business": 2, "ATM Operation Business": 2, "Consolidated": 3},
    12: {"Consolidated": 3},
    14: {"Total current assets": 6, "TOTAL": 8},
    15: {"Total current liabilities": 7, "Total Liabilities": 4, "Total shareholders' equity": 5, "TOTAL": 3},
    16: INCOME_STATEMENT,
    18: {"BALANCE, MARCH 31, 2008": 4, "BALANCE, MARCH 31, 2009": 3},
    19: {"Total comprehensive income": 2, "BALANCE, MARCH 31, 2008": 5, "BALANCE, MARCH 31, 2009": 5},
    20: {"BALANCE, MARCH 31, 2009": 3},
    21: {"Total comprehensive income": 2, "BALANCE, MARCH 31, 2009": 5},
    22: {"Net cash provided by operating activities": 17, "Net cash used in investing activities": 13},
    23: {
        "Net cash used in financing activities": 7,
        "NET DECREASE IN CASH AND CASH EQUIVALENTS": 4,
        "CASH AND CASH EQUIVALENTS, END OF THE PERIOD": 2,
    },
    24: {"Total Revenues:": 4, "Cost of Revenues:": 4, "Operating Income": 3},
    25: {
        "Connectivity and Outsourcing Services Revenues": 3,
        "Connectivity Service (Corporate Use)": 3,
        "Connectivity Service (Home Use)": 3,
    },
    26: {"SI Revenues": 2},
    30: {"Operating Income": 2, "Net Income (Loss)": 5},
    31: {"CAPEX, including capital leases": 2},
    32: INCOME_STATEMENT,
    34: {
        "Net cash provided by operating activities": 16,
        "Net cash used in investing activities": 11,
        "Net cash used in financing activities": 6,
        "NET INCREASE IN CASH AND CASH EQUIVALENTS": 4,
        "CASH AND CASH EQUIVALENTS, END OF THE PERIOD": 2,
    },
}


@pytest.fixture(scope="module")
def release(sample) -> Release:
    return parse_release(sample.read_bytes(), sample.name)


def label_of(cells: Sequence[Cell], table_index: int, row_index: int) -> str:
    return next(c.row_label for c in cells if (c.table_index, c.row_index) == (table_index, row_index))


def test_every_total_over_rows_is_found(release):
    found: dict[int, dict[str, int]] = {}
    for one in discover_rollups(release.tables, release.cells):
        if one.axis == "rows":
            label = label_of(release.cells, one.table_index, one.total_index).partition(" INCOME TAX EXPENSE (")[0]
            found.setdefault(one.table_index, {})[label] = len(one.part_indexes)
    assert found == TOTALS


def test_totals_over_columns_are_equity_in_both_currencies_and_dividends(release):
    found = [one for one in discover_rollups(release.tables, release.cells) if one.axis == "columns"]
    assert [(one.table_index, one.total_index, one.part_table_indexes, one.part_indexes) for one in found] == [
        (19, 3, (18, 18, 18, 19, 19), (2, 3, 4, 1, 2)),
        (21, 3, (20, 20, 20, 21, 21), (2, 3, 4, 1, 2)),
        (39, 5, (39, 39, 39, 39), (1, 2, 3, 4)),
    ]


def test_only_the_sign_slip_of_the_reconciliation_fails(release):
    failing = [one for one in discover_rollups(release.tables, release.cells) if one.failing_indexes]
    assert [(one.table_index, one.total_index, one.failing_indexes) for one in failing] == [(30, 3, (1,))]


def test_flipped_signs_show_as_failures(release):
    """Seeded faults, one at a time; nine in ten show here, before any other identity is asked."""
    sound = discover_rollups(release.tables, release.cells)
    known = {(one.table_index, one.total_index, at) for one in sound for at in one.failing_indexes}
    members = {
        (table, row, column)
        for one in sound
        if one.axis == "rows"
        for table, row in zip(one.part_table_indexes, one.part_indexes, strict=True)
        for column in one.checked_indexes
    }
    flippable = [c for c in release.cells if c.value and (c.table_index, c.row_index, c.column_index) in members]
    shown = 0
    for fault in random.Random(7).sample(flippable, 20):
        cells = [c._replace(value=-c.value) if c is fault else c for c in release.cells]
        failing = discover_rollups(release.tables, cells)
        shown += any(
            (one.table_index, one.total_index, at) not in known for one in failing for at in one.failing_indexes
        )
    assert shown >= 18
