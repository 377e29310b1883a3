"""Every expectation of every suite as an asset check, under the one id it has in seeds, models, suites and here.

Checks are listed from the suites' JSON alone; Great Expectations, which takes seconds to import, is loaded by the one
step that runs them. A structural failure, an expectation that could not be tested, and disagreement with the model are
errors and block the publish; a failing identity is a warning here, because it holds back its own release only.
"""

from collections.abc import Iterator
from pathlib import Path

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckKey,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    ResourceParam,
    multi_asset_check,
)

from dagster_project.settings import Settings
from expectations.declared import SUITES_FOLDER, DeclaredSuite, declared_suites
from expectations.results import ExpectationResult, SuiteResults


class PublishBlockedError(RuntimeError):
    """The warehouse is wrong or could not be tested: readers keep the old file. The message names the expectations."""


def build_expectation_checks(suites_folder: Path = SUITES_FOLDER) -> AssetChecksDefinition:
    """One step that runs all suites on the built warehouse, writes the Data Docs, and tells each result.

    Raises SuiteDeclarationError where a suite is malformed.
    """
    suites = declared_suites(suites_folder)
    keys = {suite.name: _asset_key(suite) for suite in suites}

    @multi_asset_check(name="expectations", specs=[spec for suite in suites for spec in _specs(suite)], can_subset=True)
    def run_expectations(
        context: AssetCheckExecutionContext, locked_settings: ResourceParam[Settings]
    ) -> Iterator[AssetCheckResult]:
        from expectations.runner import run_suites

        outcome = run_suites(locked_settings.warehouse, locked_settings.docs / "checks", suites_folder)
        context.log.info(f"Data Docs: {outcome.data_docs}")
        for result in outcome.results:
            if AssetCheckKey(keys[result.suite], result.expectation_id) in context.selected_asset_check_keys:
                yield to_check_result(result, keys[result.suite])
        if outcome.stops_publish:
            raise PublishBlockedError(_told(outcome))

    return run_expectations


def to_check_result(result: ExpectationResult, asset_key: AssetKey) -> AssetCheckResult:
    """What Dagster is told of one expectation: only an error blocks what is downstream, a warning marks."""
    return AssetCheckResult(
        asset_key=asset_key,
        check_name=result.expectation_id,
        passed=result.status == "passed",
        severity=AssetCheckSeverity.ERROR if result.stops_publish else AssetCheckSeverity.WARN,
        description=result.message or None,
        metadata={
            "status": result.status,
            "severity": result.severity,
            "suite": result.suite,
            "unexpected_rows": result.unexpected_count,
        },
    )


def _told(outcome: SuiteResults) -> str:
    stopping = [result.expectation_id for result in outcome.results if result.stops_publish]
    named = ", ".join(stopping) or "there is no expectation at all"
    return f"Nothing is published, because of: {named}. The Data Docs in {outcome.data_docs} show the rows."


def _specs(suite: DeclaredSuite) -> Iterator[AssetCheckSpec]:
    """Checks of built tables come before the publish; raw tables are tested by the same step, after they were used.

    (A blocking check of a raw table would make the models wait for the step that waits for the models.)
    """
    for expectation in suite.expectations:
        yield AssetCheckSpec(
            name=expectation.expectation_id,
            asset=_asset_key(suite),
            description=expectation.description,
            blocking=suite.schema != "raw",
            metadata={"suite": suite.name, "severity": expectation.severity},
        )


def _asset_key(suite: DeclaredSuite) -> AssetKey:
    return AssetKey([suite.schema, suite.table])
