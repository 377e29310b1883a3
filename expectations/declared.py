"""What the suites declare: read from their JSON alone, so that listing checks costs nothing.

Great Expectations is not imported here, and nothing is run here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

SUITES_FOLDER = Path(__file__).parent / "suites"

Severity = Literal["critical", "warning"]


class SuiteDeclarationError(Exception):
    """A suite file does not say what every suite must say; the message names the file and the fault."""


@dataclass(frozen=True, slots=True)
class DeclaredExpectation:
    """One expectation: `expectation_id` is the identity's id where it is one.

    `is_blocking`: a failure says that the warehouse itself is wrong and stops the publish. A failing identity is not
    blocking, whatever its severity: it holds back its own release.
    """

    suite: str
    expectation_id: str
    description: str
    severity: Severity
    is_blocking: bool


@dataclass(frozen=True, slots=True)
class DeclaredSuite:
    """A suite file: the relation it reads, its expectations, and the document that Great Expectations loads."""

    name: str
    schema: str
    table: str
    expectations: tuple[DeclaredExpectation, ...]
    document: Mapping[str, Any]


def declared_suites(folder: Path = SUITES_FOLDER) -> tuple[DeclaredSuite, ...]:
    """All suites of a folder by file name.

    Raises SuiteDeclarationError where a suite names no relation, or an expectation lacks an id, a severity or a
    description, or an id stands twice.
    """
    suites = tuple(_read_suite(path) for path in sorted(folder.glob("*.json")))
    counts = Counter(expectation.expectation_id for suite in suites for expectation in suite.expectations)
    repeated = sorted(expectation_id for expectation_id, count in counts.items() if count > 1)
    if repeated:
        raise SuiteDeclarationError(f"{folder}: these expectation ids stand more than once: {', '.join(repeated)}")
    return suites


def _read_suite(path: Path) -> DeclaredSuite:
    document = json.loads(path.read_text(encoding="utf-8"))
    try:
        document["expectations"] = [_with_whole_query(entry) for entry in document["expectations"]]
        name = document["name"]
        return DeclaredSuite(
            name=name,
            schema=document["meta"]["schema"],
            table=document["meta"]["table"],
            expectations=tuple(_read_expectation(name, entry) for entry in document["expectations"]),
            document=document,
        )
    except KeyError as error:
        raise SuiteDeclarationError(
            f"{path}: the key {error} is missing; a suite needs name, meta.schema, meta.table and expectations, and "
            "each expectation kwargs, meta.id, meta.is_blocking, severity and description"
        ) from error


def _with_whole_query(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A query stands in the file line by line, for people; Great Expectations takes one text."""
    kwargs = dict(entry["kwargs"])
    if isinstance(kwargs.get("unexpected_rows_query"), list):
        kwargs["unexpected_rows_query"] = "\n".join(kwargs["unexpected_rows_query"])
    return {**entry, "kwargs": kwargs}


def _read_expectation(suite: str, entry: Mapping[str, Any]) -> DeclaredExpectation:
    return DeclaredExpectation(
        suite=suite,
        expectation_id=entry["meta"]["id"],
        description=entry["description"],
        severity=entry["severity"],
        is_blocking=entry["meta"]["is_blocking"],
    )
