"""Runs the suites against a built warehouse, read-only: `run_suites`.

Great Expectations takes seconds to import, so only the functions that need it import it. What is expected stands in
the suites; what a failure means stands in `results`.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.declared import SUITES_FOLDER, DeclaredExpectation, DeclaredSuite, declared_suites
from expectations.results import ExpectationResult, ExpectationStatus, SuiteResults

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource


def run_suites(warehouse: Path, data_docs: Path | None, suites_folder: Path = SUITES_FOLDER) -> SuiteResults:
    """Test every suite of `suites_folder` on the DuckDB file `warehouse`, and write Data Docs where a folder is given.

    The file is opened read-only and released at the end. Raises SuiteDeclarationError where a suite file is malformed,
    FileNotFoundError where there is no warehouse. An expectation that cannot be tested is a result with the status
    `errored`, not an exception.
    """
    if not warehouse.is_file():
        raise FileNotFoundError(f"{warehouse}: there is no warehouse here; build it with `tieout run`")
    suites = declared_suites(suites_folder)
    context = _open_context()
    from expectations import eager_dialect

    eager_dialect.register()
    with eager_dialect.held_open(warehouse), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Did not recognize type")  # list columns, which no suite looks into
        datasource = _open_datasource(context, warehouse)
        results = [result for suite in suites for result in _run_suite(context, datasource, suite)]
    if data_docs is not None:
        from expectations.data_docs import write_data_docs

        write_data_docs(context, results, data_docs)
    return SuiteResults(tuple(results), data_docs)


def _open_context() -> EphemeralDataContext:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read on import
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    logging.getLogger(ProgressBarsConfig.__module__).setLevel(logging.WARNING)  # it tells of its temporary folders
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _open_datasource(context: EphemeralDataContext, warehouse: Path) -> SQLDatasource:
    return context.data_sources.add_sql(
        name="warehouse",
        connection_string=f"duckdb+eager:///{warehouse.absolute()}",
        kwargs={"connect_args": {"read_only": True}},  # type: ignore[call-arg]  # missing in its stub
    )


def _run_suite(
    context: EphemeralDataContext, datasource: SQLDatasource, suite: DeclaredSuite
) -> tuple[ExpectationResult, ...]:
    try:
        validation = _validate(context, datasource, suite)
    except Exception as error:  # whatever breaks inside Great Expectations must not look like a pass or a failure
        return tuple(_errored(expectation, f"{type(error).__name__}: {error}") for expectation in suite.expectations)
    # Results come back in an order of their own; the id in `meta` says which is which.
    found = {_expectation_id(result): result for result in validation.results}
    return tuple(_read_result(expectation, found.get(expectation.expectation_id)) for expectation in suite.expectations)


def _validate(
    context: EphemeralDataContext, datasource: SQLDatasource, suite: DeclaredSuite
) -> ExpectationSuiteValidationResult:
    import great_expectations as gx

    asset = datasource.add_table_asset(name=suite.name, table_name=suite.table, schema_name=suite.schema)
    # Great Expectations changes the document it is given.
    document = json.loads(json.dumps(suite.document))
    validation_definition = context.validation_definitions.add(
        gx.ValidationDefinition(
            name=suite.name,
            data=asset.add_batch_definition_whole_table("whole table"),
            suite=context.suites.add(gx.ExpectationSuite(**document)),
        )
    )
    return validation_definition.run(result_format={"result_format": "COMPLETE"})


def _expectation_id(result: ExpectationValidationResult) -> str:
    meta = result.expectation_config.meta if result.expectation_config else None
    return str((meta or {}).get("id", ""))


def _read_result(expectation: DeclaredExpectation, result: ExpectationValidationResult | None) -> ExpectationResult:
    if result is None:
        return _errored(expectation, "Great Expectations gave no result")
    raised = _exception_message(result.exception_info)
    if raised is not None:
        return _errored(expectation, raised)
    if result.success:
        return _outcome(expectation, "passed", 0, "")
    details: Any = result.to_json_dict()["result"]
    return _outcome(expectation, "failed", _unexpected_count(details), _failure_message(expectation, details))


def _exception_message(exception_info: Mapping[str, Any] | None) -> str | None:
    """The message of an exception inside Great Expectations; it comes flat, or one entry a metric."""
    entries = [exception_info, *exception_info.values()] if exception_info else []
    for entry in entries:
        if isinstance(entry, Mapping) and entry.get("raised_exception"):
            return str(entry.get("exception_message") or entry.get("exception_traceback"))
    return None


def _unexpected_count(details: Mapping[str, Any]) -> int:
    if "unexpected_rows" in details.get("details", {}):
        return int(details["observed_value"])
    return int(details.get("unexpected_count", 0))


def _failure_message(expectation: DeclaredExpectation, details: Mapping[str, Any]) -> str:
    """What is expected, and the first thing found that is not so."""
    rows = details.get("details", {}).get("unexpected_rows") or []
    if rows:
        found = rows[0].get("explanation") or rows[0]
    else:
        found = details.get("partial_unexpected_list") or details.get("details") or details.get("observed_value")
    return f"{expectation.description} Found: {found}"


def _errored(expectation: DeclaredExpectation, message: str) -> ExpectationResult:
    return _outcome(expectation, "errored", 0, f"{expectation.description} Could not be tested: {message}")


def _outcome(
    expectation: DeclaredExpectation, status: ExpectationStatus, unexpected_count: int, message: str
) -> ExpectationResult:
    return ExpectationResult(
        suite=expectation.suite,
        expectation_id=expectation.expectation_id,
        status=status,
        severity=expectation.severity,
        is_blocking=expectation.is_blocking,
        unexpected_count=unexpected_count,
        message=message,
    )
