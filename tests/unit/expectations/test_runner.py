"""The runner on a table of three rows: what passes, what fails, what errors, and that nothing stays locked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations import SuiteResults, run_suites

pytestmark = pytest.mark.slow


def expectation(expectation_id: str, type_: str, is_blocking: bool = True, **kwargs: Any) -> dict[str, Any]:
    return {
        "type": type_,
        "kwargs": kwargs,
        "meta": {"id": expectation_id, "is_blocking": is_blocking},
        "severity": "critical",
        "description": f"About {expectation_id}.",
    }


EXPECTATIONS = [
    expectation("has_rows", "expect_table_row_count_to_be_between", min_value=1),
    expectation("names_are_unique", "expect_column_values_to_be_unique", column="name"),
    expectation(
        "large_amounts",
        "unexpected_rows_expectation",
        is_blocking=False,
        unexpected_rows_query="select name as explanation from {batch} where amount > 1.5 order by name",
    ),
    expectation("no_such_column", "expect_column_values_to_not_be_null", column="nowhere"),
    expectation("broken_query", "unexpected_rows_expectation", unexpected_rows_query="select * from {batch} wher x"),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.amounts as select * from (values ('a', 1::decimal(38, 8)), ('b', 2), ('b', 3)) "
            "as t(name, amount)"
        )
    return path


@pytest.fixture(scope="module")
def outcome(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> SuiteResults:
    folder = tmp_path_factory.mktemp("suites")
    for name, table in {"amounts": "amounts", "absent": "absent"}.items():
        suffix = "" if name == "amounts" else f"_of_{name}"
        suite = [{**entry, "meta": {**entry["meta"], "id": entry["meta"]["id"] + suffix}} for entry in EXPECTATIONS]
        document = {"name": name, "meta": {"schema": "marts", "table": table}, "expectations": suite}
        (folder / f"{name}.json").write_text(json.dumps(document))
    return run_suites(warehouse, tmp_path_factory.mktemp("docs") / "checks", folder)


@pytest.mark.parametrize(
    ("expectation_id", "status", "unexpected_count", "stops_publish"),
    [
        ("has_rows", "passed", 0, False),
        ("names_are_unique", "failed", 2, True),
        ("large_amounts", "failed", 2, False),
        ("no_such_column", "errored", 0, True),
        ("broken_query", "errored", 0, True),
        ("has_rows_of_absent", "errored", 0, True),
        ("large_amounts_of_absent", "errored", 0, True),
    ],
)
def test_each_expectation_has_its_own_outcome(
    outcome: SuiteResults, expectation_id: str, status: str, unexpected_count: int, stops_publish: bool
) -> None:
    (result,) = [result for result in outcome.results if result.expectation_id == expectation_id]

    assert (result.status, result.unexpected_count, result.stops_publish) == (status, unexpected_count, stops_publish)


def test_a_failure_tells_what_was_expected_and_the_first_thing_found(outcome: SuiteResults) -> None:
    messages = {result.expectation_id: result.message for result in outcome.results}

    assert messages["large_amounts"] == "About large_amounts. Found: b"
    assert messages["names_are_unique"] == "About names_are_unique. Found: ['b', 'b']"
    assert "nowhere" in messages["no_such_column"]


def test_the_warehouse_is_free_afterwards(outcome: SuiteResults, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        assert connection.execute("select count(*) from marts.amounts").fetchall() == [(3,)]


def test_the_data_docs_need_no_network_and_show_the_suites(outcome: SuiteResults) -> None:
    assert outcome.data_docs is not None
    pages = {
        path.relative_to(outcome.data_docs).as_posix(): path.read_text("utf-8")
        for path in outcome.data_docs.rglob("*.html")
    }

    fetched = re.compile(r"""<script|(?:src|href)=["']?https?:|url\(["']?https?:""")
    assert [name for name, page in pages.items() if fetched.search(page)] == []
    assert "<td>amounts</td><td>1</td><td>2</td><td>2</td>" in pages["index.html"]
    assert any("About large_amounts." in page for name, page in pages.items() if name.startswith("validations/"))


def test_a_missing_warehouse_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="build it with `tieout run`"):
        run_suites(tmp_path / "warehouse.duckdb", None)
