"""Robustness against coincidence: in tables of unrelated random numbers, next to nothing may be taken for a total.

Small whole numbers are the danger: among forty rows of two digits, some three always add up to a fourth.
"""

import random

import pytest

from dagster_project.parsing.rollups import discover_rollups

TABLES = 120


def random_table(
    rng: random.Random, *, digits: list[int], columns: list[int], is_indented: bool, is_worded: bool
) -> str:
    """Rows of random numbers without any sum in them, with or without a layout that suggests some."""
    size, width = rng.choice(digits), rng.choice(columns)
    negative, nil = rng.choice([0, 0.2, 0.4]), rng.choice([0, 0.1, 0.3])
    lines = []
    for row in range(rng.randint(4, 40)):
        indent = " " * rng.choice([0, 2, 2, 4]) if is_indented else ""
        label = f"Row {row}"
        if is_worded and rng.random() < 0.15:
            lines.append("---")
        if is_worded and rng.random() < 0.15:
            label = rng.choice(["Total", f"Total {label}", "Net income", f"Cost of {label}", f"Less: {label}"])
        fields = []
        for _ in range(width):
            number = str(rng.randrange(1, 10 ** rng.randint(max(1, size - 2), size)))
            draw = rng.random()
            fields.append("--" if draw < nil else f"({number})" if draw < nil + negative else number)
        lines.append(f"{indent}{label} | {' | '.join(fields)}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("kind", "most_holding", "most_believed"),
    [
        pytest.param({"digits": [1, 2, 3, 4, 6, 8], "columns": [1, 2, 3, 4, 5]}, 1, 0, id="all widths"),
        pytest.param({"digits": [1, 2], "columns": [1, 2]}, 1, 0, id="small whole numbers"),
        pytest.param({"digits": [2, 3, 4, 6], "columns": [1, 2, 3], "is_indented": True}, 1, 0, id="indented"),
        pytest.param({"digits": [2, 3, 4, 6], "columns": [1, 2, 3], "is_worded": True}, 3, 8, id="total words"),
    ],
)
def test_false_rollups_are_rare_in_random_tables(table_of, kind, most_holding, most_believed, record_property):
    """Of 120 tables each; a last line that says "Total" and does not add up is believed, and reported as failing."""
    rng = random.Random(20090515)
    shape = {"is_indented": False, "is_worded": False} | kind
    found = [one for _ in range(TABLES) for one in discover_rollups(*table_of(random_table(rng, **shape)))]
    holding = [one for one in found if one.failing_indexes != one.checked_indexes]
    record_property("false_rollups_per_table", len(holding) / TABLES)
    assert len(holding) <= most_holding
    assert len(found) - len(holding) <= most_believed
