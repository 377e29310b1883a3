"""Ranges in prose: both ends have the scale that is printed once, and a dash between them is no minus."""

from __future__ import annotations

import pytest

from dagster_project.parsing.prose.paragraph_numbers import sort_numbers


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("revenue of $226.0 to $228.0 million", [("226.0", 1_000_000), ("228.0", 1_000_000)]),
        ("revenue of $226.0-$228.0 million", [("226.0", 1_000_000), ("228.0", 1_000_000)]),
        ("between $61 and $64 billion", [("61", 1_000_000_000), ("64", 1_000_000_000)]),
        ("earnings per share and income were $1.02 and $45 million", [("1.02", 1), ("45", 1_000_000)]),
        ("from $900,000 to $1.2 million", [("900000", 1), ("1.2", 1_000_000)]),
        ("rose to $12 from $15 million", [("12", 1), ("15", 1_000_000)]),
        ("a change of $12 - not $15 million", [("12", 1), ("15", 1_000_000)]),
    ],
)
def test_the_scale_of_a_range_holds_for_both_ends(text: str, ends: list[tuple[str, int]]) -> None:
    figures, _ = sort_numbers(text, ())
    assert [(str(figure.value), int(figure.scale_factor)) for figure in figures] == ends


def test_about_is_no_part_of_a_figure() -> None:
    figures, _ = sort_numbers("Operating margin: ~5%", ())
    assert [(str(figure.value), figure.unit) for figure in figures] == [("5", "percent")]
