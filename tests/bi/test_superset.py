"""The dashboard of this repository in a real Superset: imported, and each chart's data compared with SQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from superset_server import Superset, running_superset

COMPANY = "Internet Initiative Japan Inc."
KINDS = ("gross", "operating", "net")


@pytest.fixture(scope="module")
def file(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the published file, which a test may replace."""
    return Path(shutil.copy(published, tmp_path_factory.mktemp("superset") / "tieout.duckdb"))


@pytest.fixture(scope="module")
def superset(file: Path) -> Iterator[Superset]:
    with running_superset(file, file.parent / "home") as superset:
        yield superset


def ask(file: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_the_dashboard_shows_its_charts(superset: Superset) -> None:
    assert sorted(chart["slice_name"] for chart in superset.charts()) == [
        "Cash bridge",
        "Margins",
        "Open contradictions",
        "Releases",
        "Revenues by segment",
        "Verification by statement",
        "Verified share",
    ]


def test_the_cash_bridge_is_the_printed_one(superset: Superset) -> None:
    rows = superset.chart_rows("Cash bridge", company=COMPANY, period="FY2008")
    assert sorted((row["step_label"], row["printed_value"]) for row in rows) == [
        ("1 Cash at the beginning", 11_470_980_000.0),
        ("2 Operating activities", 8_630_869_000.0),
        ("3 Investing activities", -3_328_072_000.0),
        ("4 Financing activities", -6_573_337_000.0),
        ("5 Exchange rates", -12_716_000.0),
    ]
    assert sum(row["printed_value"] for row in rows) == 10_187_724_000.0, "the cash at the end that the release prints"


def test_a_bridge_over_several_periods_shows_nothing_rather_than_a_sum(superset: Superset) -> None:
    assert {row["printed_value"] for row in superset.chart_rows("Cash bridge", company=COMPANY)} == {None}


def test_revenues_by_segment_are_the_printed_ones(superset: Superset) -> None:
    rows = superset.chart_rows("Revenues by segment", company=COMPANY, period="FY2008")
    assert {row["segment"]: row["printed_value"] for row in rows} == {
        "ATM operation business": 23_452_000.0,
        "Connectivity and outsourcing services": 35_075_596_000.0,
        "Equipment sales": 984_585_000.0,
        "Systems integration": 33_647_097_000.0,
    }


def test_margins_agree_with_sql(superset: Superset, file: Path) -> None:
    rows = superset.chart_rows("Margins", company=COMPANY)
    asked = ask(
        file,
        "SELECT period, gross_margin_percent, operating_margin_percent, net_margin_percent FROM margins ORDER BY ALL",
    )
    assert sorted((row["period"], *(row[f"{kind}_margin"] for kind in KINDS)) for row in rows) == [
        (period, *(None if share is None else float(str(share)) for share in shares)) for period, *shares in asked
    ]
    assert ("FY2008", 19.48, 4.18, 2.04) in [
        (row["period"], *(row[f"{kind}_margin"] for kind in KINDS)) for row in rows
    ]


def test_the_verified_share_agrees_with_the_facts(superset: Superset, file: Path) -> None:
    [(share,)] = ask(
        file,
        "SELECT 100.0 * count(*) FILTER (WHERE verification_status = 'verified') / count(*) FROM marts.fct_line_items",
    )
    [row] = superset.chart_rows("Verified share")
    assert row["verified_share"] == pytest.approx(share)
    by_statement = superset.chart_rows("Verification by statement")
    [(facts,)] = ask(file, "SELECT count(*) FROM marts.fct_line_items")
    assert sum(row["Verified"] + row["Unverified"] + row["Contradicted"] for row in by_statement) == facts


def test_open_contradictions_are_those_of_the_mart(superset: Superset, file: Path) -> None:
    rows = superset.chart_rows("Open contradictions")
    asked = ask(file, "SELECT printed FROM marts.fct_contradictions WHERE NOT is_known ORDER BY printed")
    assert sorted((row["printed"],) for row in rows) == asked


def test_releases_are_listed(superset: Superset, file: Path) -> None:
    rows = superset.chart_rows("Releases")
    assert [(row["company"], row["numbers"]) for row in rows] == ask(file, "SELECT company, numbers FROM releases")


def test_sql_lab_reads_the_file_and_cannot_write_it(superset: Superset) -> None:
    answer = superset.run_sql("SELECT count(*) AS releases FROM releases")
    assert answer["data"] == [{"releases": 1}]
    for query in ("DELETE FROM marts.fct_line_items", "CREATE TABLE main.mine AS SELECT 1"):
        with pytest.raises(AssertionError, match=r"answers [45]\d\d: .*(DML|mutate|read-only|only SELECT|not allowed)"):
            superset.run_sql(query)


def test_what_is_published_next_shows_at_once(superset: Superset, file: Path) -> None:
    following = Path(shutil.copy(file, file.with_name("following.duckdb")))
    following.chmod(0o644)
    with duckdb.connect(str(following)) as connection:
        connection.execute("UPDATE marts.fct_line_items SET verification_status = 'unverified'")
    following.replace(file)
    [row] = superset.chart_rows("Verified share")
    assert row["verified_share"] == 0
