"""Statements built from parts: every total is found again though rounded, and a planted fault shows where it stands."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagster_project.parsing.rollups import discover_rollups

NAMES = ("north", "south", "east", "west", "abroad")
FEW = settings(
    max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def statements(draw: st.DrawFn) -> list[list[list[int]]]:
    """Sections of parts of columns, in ones; thousands will be printed, so that sums are off by rounding."""
    columns = draw(st.integers(1, 4))
    sizes = draw(st.lists(st.integers(2, 7), min_size=2, max_size=5))
    rng = random.Random(draw(st.integers(0, 10**6)))
    return [[[rng.randrange(1_000_000, 100_000_000) for _ in range(columns)] for _ in range(size)] for size in sizes]


def printed(sections: list[list[list[int]]], *, is_total_first: bool) -> str:
    """The statement in thousands: each section with its total, before or after, and a grand total at the end."""

    def row(label: str, values: list[int]) -> str:
        return f"{label} | " + " | ".join(str(round(value / 1000)) for value in values)

    lines, totals = [], []
    for name, parts in zip(NAMES, sections, strict=False):
        totals.append([sum(column) for column in zip(*parts, strict=True)])
        rows = [row(f"  {name} {letter}", part) for letter, part in zip("abcdefg", parts, strict=False)]
        if is_total_first:
            lines += [row(f"Sales {name}", totals[-1]), *rows]
        else:
            lines += [f"Region {name}:", *rows, "---", row(f"    Total region {name}", totals[-1]), "---"]
    grand = [sum(column) for column in zip(*totals, strict=True)]
    return "\n".join([*lines, row("Total sales", grand)])


@pytest.mark.parametrize("is_total_first", [False, True])
@FEW
@given(sections=statements())
def test_every_total_is_found_and_nothing_fails(table_of, is_total_first, sections):
    found = discover_rollups(*table_of(printed(sections, is_total_first=is_total_first)))
    assert sorted(len(one.part_indexes) for one in found) == sorted([*map(len, sections), len(sections)])
    assert all(set(one.weights) == {1} and not one.failing_indexes for one in found)


@FEW
@given(sections=statements(), place=st.tuples(st.integers(0, 6), st.integers(0, 3)))
def test_a_wrong_part_fails_in_its_section_and_its_column_only(table_of, sections, place):
    part, column = place[0] % len(sections[0]), place[1] % len(sections[0][0])
    wrong = str(round(sections[0][part][column] / 1000) + 400_000)
    lines = printed(sections, is_total_first=False).splitlines()
    fields = lines[1 + part].split(" | ")
    fields[1 + column] = wrong
    lines[1 + part] = " | ".join(fields)
    found = discover_rollups(*table_of("\n".join(lines)))
    assert len(found) == len(sections) + 1
    assert [one.failing_indexes for one in found if one.failing_indexes] == [(column,)]
