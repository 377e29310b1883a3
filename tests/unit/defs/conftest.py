"""A small house: three dbt models and three suites over the real raw tables, with a home and a drop folder of its own.

Great Expectations takes seconds to import, so it is left out: each test says what the suites find.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dagster_project import definitions
from dagster_project.defs import pending_work
from dagster_project.defs.dbt_assets import current_manifest
from dagster_project.defs.dbt_command import target_folder
from dagster_project.settings import Settings
from expectations.declared import DeclaredExpectation, declared_suites
from expectations.results import ExpectationResult, ExpectationStatus, SuiteResults

SMALL_HOUSE = Path(__file__).parent / "small_house"
Drop = Callable[..., Path]

RELEASE = """\
EXAMPLE INC. REPORTS RESULTS FOR THE YEAR ENDED MARCH 31, {year}

                     Consolidated Balance Sheets
                       (In thousands of yen)

                                  As of March 31,
                                {before}        {year}
Cash                            1,000       1,200
Other assets                      500         300
Total assets                    1,500       1,500
"""


Findings = dict[str, ExpectationStatus]


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> Findings:
    """What the suites of the small house find, by expectation id; what is not named passes."""
    found: Findings = {}

    def run_suites(_warehouse: Path, data_docs: Path | None, suites_folder: Path) -> SuiteResults:
        declared = [expectation for suite in declared_suites(suites_folder) for expectation in suite.expectations]
        return SuiteResults(
            tuple(_result(each, found.get(each.expectation_id, "passed")) for each in declared), data_docs
        )

    monkeypatch.setattr("expectations.runner.run_suites", run_suites)
    return found


def _result(declared: DeclaredExpectation, status: ExpectationStatus) -> ExpectationResult:
    return ExpectationResult(
        suite=declared.suite,
        expectation_id=declared.expectation_id,
        status=status,
        severity=declared.severity,
        is_blocking=declared.is_blocking,
        unexpected_count=0 if status == "passed" else 1,
        message="" if status == "passed" else f"{declared.description} Found: a planted fault",
    )


@pytest.fixture(scope="session")
def parsed_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """dbt's manifest of the small house, parsed once for all tests."""
    settings = Settings(home=tmp_path_factory.mktemp("parsed"), releases=SMALL_HOUSE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Settings, "dbt_project", property(lambda _: SMALL_HOUSE / "dbt"))
        current_manifest(settings)
    [manifest] = target_folder(settings).glob("manifest-*.json")
    return manifest


@pytest.fixture
def settings(tmp_path: Path, parsed_house: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The small house in place of the real one."""
    small = partial(definitions.build_definitions, suites_folder=SMALL_HOUSE / "suites")
    monkeypatch.setattr(definitions, "build_definitions", small)
    monkeypatch.setattr(pending_work, "code_fingerprint", lambda _: "the same")
    monkeypatch.setattr(Settings, "dbt_project", property(lambda _: SMALL_HOUSE / "dbt"))
    (tmp_path / "releases").mkdir()
    small_house = Settings(home=tmp_path / "home", releases=tmp_path / "releases")
    target_folder(small_house).mkdir(parents=True)
    shutil.copy(parsed_house, target_folder(small_house))
    return small_house


@pytest.fixture
def drop(settings: Settings) -> Drop:
    """Puts a release into the drop folder, as if it had been written an hour ago."""

    def put(file_name: str = "example.txt", year: int = 2009, written_at: float | None = None) -> Path:
        path = settings.releases / file_name
        path.write_text(RELEASE.format(year=year, before=year - 1), encoding="utf-8")
        at = time.time() - 3600 if written_at is None else written_at
        os.utime(path, (at, at))
        return path

    return put
