"""Each kind of contradiction is found where it is printed, and is gone where the misprint is mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import duckdb
import pytest
from must_fail.edited_releases import Edit, build_edited_warehouse

from dagster_project.settings import Settings

pytestmark = pytest.mark.slow

Found = dict[tuple[str, tuple[int, ...]], str]
"""The likely reading of each contradiction, by its kind and lines."""

EDITS: Final[Mapping[str, Edit]] = MappingProxyType(
    {
        "as printed": (),
        "mended": (
            ("JPY4,537 million", "JPY4,538 million"),
            ("JPY1,152 million in FY2008", "JPY1,152 million in FY2007"),
            ("lower compared to 1Q08", "lower compared to 1Q07"),
            ("(1,293)", " 1,293 "),
        ),
        # Goodwill 2,639,319: a digit that its balance sheet and its translation tell.
        "a digit of a table": (("26,619     2,639,319", "26,619     2,639,819"),),
        # Operating cash flow of FY2007 with two digits transposed.
        "two digits of a table": (("4,537,746     87,049", "4,573,746     87,049"),),
        "a sign of a table": (("Interest expense      (438,163)", "Interest expense       438,163 "),),
        # Revenue of FY2008 in prose.
        "a digit of prose": (("Revenue reached JPY69,731 million", "Revenue reached JPY69,371 million"),),
        "a scale of prose": (("Revenue reached JPY69,731 million", "Revenue reached JPY69,731 billion"),),
        "a direction of prose": (("($29 million),\n    down 38.7% YoY", "($29 million),\n    up 38.7% YoY"),),
        # Net income of FY2008 is 14,315 thousand dollars in the statement of income.
        "a translation": (
            (
                "Net income                      5,176,589     14,315",
                "Net income                      5,176,589     14,318",
            ),
        ),
        "dated heads": (
            (
                "March 31,   March 31,     YoY\n                                      2008        2007       Change",
                "March 31,   March 31,     YoY\n                                      2009        2008       Change",
            ),
            (
                "March 31,   March 31,     YoY %\n                                      2008        2007       Change",
                "March 31,   March 31,     YoY %\n                                      2009        2008       Change",
            ),
        ),
    }
)


@pytest.fixture(scope="module")
def found(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Found]:
    settings = Settings(tmp_path_factory.mktemp("edited"), sample.parent)
    ids = build_edited_warehouse(sample, settings, EDITS)

    def contradictions(edit: str) -> Found:
        with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
            rows = connection.execute(
                "select kind, line_numbers, likely_reading from marts.fct_contradictions where release_id = ?",
                [ids[edit]],
            ).fetchall()
        return {(kind, tuple(lines)): reading for kind, lines, reading in rows}

    return contradictions


PRINTED = {
    ("heads_misdated", (238, 246, 258)),
    ("heads_misdated", (322, 344, 352)),
    ("label_of_another_row", (1127, 1167, 1690)),
    ("period_compared_with_itself", (452,)),
    ("sign_slip", (1379, 1381, 1383, 1602)),
    ("translations_differ", (785, 1042)),
    ("translations_differ", (1517, 1620)),
    ("truncated_in_prose", (226, 1087)),
    ("wrong_period_in_prose", (230, 1175)),
}
"""What the sample release prints wrong besides its forced roundings."""


def without_roundings(found: Found) -> set[tuple[str, tuple[int, ...]]]:
    return {key for key in found if key[0] != "forced_rounding"}


def test_the_sample_contradicts_itself_in_these_places(found: Callable[[str], Found]) -> None:
    assert without_roundings(found("as printed")) == PRINTED


def test_forced_roundings_are_known_ones(found: Callable[[str], Found]) -> None:
    readings = [reading for (kind, _), reading in found("as printed").items() if kind == "forced_rounding"]
    assert len(readings) >= 20
    assert all(reading.startswith(("Rounded", "The same forced rounding")) for reading in readings)


def test_what_is_mended_is_no_longer_told(found: Callable[[str], Found]) -> None:
    gone = {"truncated_in_prose", "wrong_period_in_prose", "period_compared_with_itself", "sign_slip"}
    assert without_roundings(found("mended")) == {key for key in PRINTED if key[0] not in gone}
    assert without_roundings(found("dated heads")) == {key for key in PRINTED if key[0] != "heads_misdated"}


@pytest.mark.parametrize(
    ("edit", "kind", "line", "reading"),
    [
        ("a digit of a table", "digit_slip", 581, "were 2,639,319 instead of 2,639,819"),
        ("two digits of a table", "digit_slip", 1087, "were 4,537,746 instead of 4,573,746, two digits transposed"),
        ("a sign of a table", "sign_slip", 780, "were -438,163 instead of 438,163"),
        ("a translation", "translations_differ", 1020, "14,318 (line 1020) is misprinted"),
        ("a digit of prose", "claim_disagrees", 10, "the table says 69,731 where the sentence says 69,371"),
        ("a scale of prose", "scale_differs", 10, "a thousandfold or a millionfold off"),
        ("a direction of prose", "claim_disagrees", 17, "the direction the opposite"),
    ],
)
def test_a_planted_misprint_is_one_contradiction_of_its_kind(
    found: Callable[[str], Found], edit: str, kind: str, line: int, reading: str
) -> None:
    new = {key: told for key, told in found(edit).items() if key[0] == kind and key not in PRINTED}
    assert len(new) == 1
    ((_, lines), told) = new.popitem()
    assert line in lines
    assert reading in told
