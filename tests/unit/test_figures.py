"""Figures keep all their digits on the way to people and to machines."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from made_releases import ROLLUP

from dagster_project.figures import grouped, period, plain, share, to_json


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("66835299000.00000000", "66,835,299,000"),
        ("-1234.50", "-1,234.5"),
        ("0.00000001", "0.00000001"),
        ("-0.5", "-0.5"),
        ("100", "100"),
        ("1E+6", "1,000,000"),
        ("0E-8", "0"),
    ],
)
def test_figures_for_people_are_grouped_and_exact(value: str, told: str) -> None:
    assert grouped(Decimal(value)) == told
    assert plain(Decimal(value)) == told.replace(",", "")


def test_a_share_is_100_percent_only_when_it_is_all() -> None:
    assert [share(part, 10000) for part in (10000, 9999, 5, 0)] == ["100.0 %", "99.9 %", "0.0 %", "0.0 %"]
    assert share(0, 0) == "-"


def test_json_keeps_all_38_digits_and_is_valid() -> None:
    value = Decimal("123456789012345678901234567890.12345678")
    text = to_json({"value": value, "on": date(2009, 3, 31), "none": None, "yes": True, "path": Path("a/b")})
    assert text == (
        '{"value": 123456789012345678901234567890.12345678, "on": "2009-03-31",'
        ' "none": null, "yes": true, "path": "a/b"}'
    )
    assert json.loads(text, parse_float=Decimal)["value"] == value


def test_json_of_a_dataclass_has_its_fields_and_lists() -> None:
    told = json.loads(to_json(ROLLUP))
    assert (told["axis"], told["part_indexes"], told["weights"]) == ("rows", [2, 3, 4], [1, 1, -1])


def test_json_escapes_what_a_release_may_print() -> None:
    label = 'He said "</script>"\n\\ ¥'
    assert json.loads(to_json([label])) == [label]


def test_a_float_that_is_no_number_is_null_in_json() -> None:
    assert to_json([float("nan"), float("inf"), 0.5]) == "[null, null, 0.5]"


@pytest.mark.parametrize(
    ("label", "start", "end", "told"),
    [
        ("FY2008", date(2008, 4, 1), date(2009, 3, 31), "FY2008 (2008-04-01 to 2009-03-31)"),
        ("4Q08", None, date(2009, 3, 31), "4Q08 (2009-03-31)"),
        (None, None, date(2009, 3, 31), "2009-03-31"),
        ("2008-04-01 to 2009-03-31", date(2008, 4, 1), date(2009, 3, 31), "2008-04-01 to 2009-03-31"),
        (None, None, None, "not stated"),
    ],
)
def test_a_period_is_told_with_its_days_and_not_twice(
    label: str | None, start: date | None, end: date | None, told: str
) -> None:
    assert period(label, start, end) == told
