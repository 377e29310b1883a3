"""Great Expectations suites (`suites/*.json`, one expectation an identity) and a thin runner; no modelling here."""

from expectations.declared import DeclaredExpectation, DeclaredSuite, declared_suites
from expectations.results import ExpectationResult, SuiteResults
from expectations.runner import run_suites

__all__ = [
    "DeclaredExpectation",
    "DeclaredSuite",
    "ExpectationResult",
    "SuiteResults",
    "declared_suites",
    "run_suites",
]
