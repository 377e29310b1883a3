"""What running the suites gave: one typed result an expectation, and what the gate makes of them.

How the results are obtained does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from expectations.declared import Severity

ExpectationStatus = Literal["passed", "failed", "errored"]


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """The outcome of one expectation.

    `errored` means that it could not be tested; that is neither a pass nor a failure. `unexpected_count` counts rows
    (0 where it passed, errored, or is about the table as a whole). `message` says what is wrong, if anything is.
    """

    suite: str
    expectation_id: str
    status: ExpectationStatus
    severity: Severity
    is_blocking: bool
    unexpected_count: int
    message: str

    @property
    def stops_publish(self) -> bool:
        """Whether readers must keep the old file: the warehouse is wrong, or we cannot tell."""
        return self.status == "errored" or (self.status == "failed" and self.is_blocking)


@dataclass(frozen=True, slots=True)
class SuiteResults:
    """All results of one run of the suites, and where the Data Docs were written (None where they were not)."""

    results: tuple[ExpectationResult, ...]
    data_docs: Path | None

    @property
    def stops_publish(self) -> bool:
        """Whether any result stops the publish; no result at all does too, for nothing was proven."""
        return not self.results or any(result.stops_publish for result in self.results)

    def with_status(self, status: ExpectationStatus) -> tuple[ExpectationResult, ...]:
        """The results of one status, in suite order."""
        return tuple(result for result in self.results if result.status == status)
