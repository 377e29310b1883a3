"""The suites in the repository: complete, in step with the seeds, and readable without Great Expectations."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT
from expectations import declared_suites
from expectations.declared import SuiteDeclarationError
from expectations.results import ExpectationResult, SuiteResults

IDENTITIES_SEED = PROJECT_ROOT / "dbt" / "seeds" / "identities.csv"


def test_each_identity_of_the_catalogue_is_one_expectation_with_the_same_severity() -> None:
    with IDENTITIES_SEED.open(newline="", encoding="utf-8") as lines:
        catalogue = {row["identity_id"]: row["severity"] for row in csv.DictReader(lines)}
    (suite,) = [suite for suite in declared_suites() if suite.name == "identities"]

    assert {expectation.expectation_id: expectation.severity for expectation in suite.expectations} == catalogue


def test_no_identity_is_blocking_for_it_holds_back_its_own_release() -> None:
    (suite,) = [suite for suite in declared_suites() if suite.name == "identities"]

    assert [expectation for expectation in suite.expectations if expectation.is_blocking] == []


def test_identity_expectations_test_both_sides_and_never_the_status() -> None:
    (suite,) = [suite for suite in declared_suites() if suite.name == "identities"]
    queries = {
        entry["meta"]["id"]: entry["kwargs"]["unexpected_rows_query"] for entry in suite.document["expectations"]
    }

    arithmetic = {name: query for name, query in queries.items() if name != "known_discrepancy_still_matches"}
    assert all("abs(c.lhs - c.rhs) > c.tolerance" in query for query in arithmetic.values())
    assert not [name for name, query in arithmetic.items() if "status" in query]


def test_no_expectation_is_lenient() -> None:
    entries = [entry for suite in declared_suites() for entry in suite.document["expectations"]]

    assert not [entry["meta"]["id"] for entry in entries if "mostly" in entry["kwargs"]]


def test_every_suite_of_a_table_expects_rows() -> None:
    may_be_empty = {"raw_rollups", "identities", "identities_over_facts", "marts_fct_contradictions"}
    without = {
        suite.name
        for suite in declared_suites()
        if not any(entry["type"] == "expect_table_row_count_to_be_between" for entry in suite.document["expectations"])
    }

    assert without == may_be_empty


def test_listing_the_checks_does_not_load_great_expectations() -> None:
    code = (
        "import sys; from expectations import declared_suites; declared_suites(); "
        "sys.exit('great_expectations' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, check=False).returncode == 0


def write_suite(folder: Path, name: str, **changes: object) -> None:
    entry = {
        "type": "expect_table_row_count_to_be_between",
        "kwargs": {"min_value": 1},
        "meta": {"id": "has_rows", "is_blocking": True},
        "severity": "critical",
        "description": "There are rows.",
    }
    document = {"name": name, "meta": {"schema": "marts", "table": "t"}, "expectations": [{**entry, **changes}]}
    (folder / f"{name}.json").write_text(json.dumps(document))


def test_an_expectation_without_an_id_is_refused(tmp_path: Path) -> None:
    write_suite(tmp_path, "nameless", meta={"is_blocking": True})

    with pytest.raises(SuiteDeclarationError, match=r"nameless\.json: the key 'id' is missing"):
        declared_suites(tmp_path)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    write_suite(tmp_path, "one")
    write_suite(tmp_path, "two")

    with pytest.raises(SuiteDeclarationError, match="has_rows"):
        declared_suites(tmp_path)


def result(status: str, is_blocking: bool) -> ExpectationResult:
    return ExpectationResult("s", "e", status, "critical", is_blocking, 0, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "is_blocking", "stops"),
    [
        ("passed", True, False),
        ("failed", True, True),
        ("failed", False, False),
        ("errored", True, True),
        ("errored", False, True),
    ],
)
def test_only_errors_and_structural_failures_stop_the_publish(status: str, is_blocking: bool, stops: bool) -> None:
    assert SuiteResults((result(status, is_blocking),), None).stops_publish is stops


def test_no_result_at_all_stops_the_publish() -> None:
    assert SuiteResults((), None).stops_publish
