"""The CSV files of the parser's own words."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest

from dagster_project.parsing import vocabulary
from dagster_project.parsing.vocabulary.patterns import any_of

FILES = sorted(path.name for path in resources.files(vocabulary).iterdir() if path.name.endswith(".csv"))


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_whole_and_has_its_reason(name: str) -> None:
    text = resources.files(vocabulary).joinpath(name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows
    for row in rows:
        assert None not in row, f"{name}: a comma too much in {row}"
        assert None not in row.values(), f"{name}: a comma missing in {row}"
        assert row["reason"].strip(), f"{name}: no reason in {row}"


def test_words_mean_what_the_files_say() -> None:
    assert str(vocabulary.scales()["million"]) == "1000000"
    assert vocabulary.months()["sept"] == 9
    assert vocabulary.number_words()["thirty-nine"] == 39
    assert {word.unit for word in vocabulary.unit_words() if word.printed == "yen"} == {"JPY"}
    assert vocabulary.newswires()["BUSINESS WIRE"] == "Business Wire"
    assert vocabulary.directions()["fell"] == "down"


def test_a_wrong_kind_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="write currency, ratio or count"):
        vocabulary._unit_kind("curency")


def test_words_are_one_pattern_that_prefers_the_longest() -> None:
    pattern = any_of(["jun", "june", "july", "per cent", "(x)"])
    assert pattern == r"(?:\(x\)|ju(?:ly|n(?:e)?)|per\s+cent)"
    assert [match.group() for match in re.finditer(pattern, "june jun jul july (x) per  cent")] == [
        "june", "jun", "july", "(x)", "per  cent",
    ]  # fmt: skip
