"""A whole run in the small house: what it publishes, what stops it, and that an idle one loads nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dagster_project.defs import pending_work, run
from dagster_project.defs.instance import open_instance
from dagster_project.defs.pending_work import NothingToReadError
from dagster_project.defs.run import Progress, run_pipeline
from dagster_project.defs.run_lock import RunInProgressError, run_lock
from dagster_project.settings import Settings

Drop = Callable[..., Path]

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("findings")]


def published_slugs(settings: Settings) -> list[str]:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return [name for (name,) in connection.execute("select file_name from raw.releases order by 1").fetchall()]


def test_a_run_publishes_shows_up_in_dagsters_history_and_tells_its_progress(settings: Settings, drop: Drop) -> None:
    drop()
    told: list[Progress] = []
    summary = run_pipeline(settings, told.append)

    assert summary.outcome == "published"
    assert summary.problems == ()
    assert published_slugs(settings) == ["example.txt"]
    with open_instance(settings) as instance:
        [noted] = instance.get_runs()
    assert (noted.run_id, noted.job_name, noted.status.value) == (summary.run_id, "tie_out", "SUCCESS")
    steps = [step.done for step in told[1:]]
    assert steps == sorted(steps)
    assert told[-1].done == told[-1].total


def test_a_run_without_a_drop_folder_or_without_any_release_says_where_releases_go(settings: Settings) -> None:
    nowhere = Settings(home=settings.home, releases=settings.home / "nowhere")
    with pytest.raises(NothingToReadError, match=r"There is no folder .*nowhere.*TIEOUT_RELEASES"):
        run_pipeline(nowhere)
    settings.releases.mkdir(exist_ok=True)
    with pytest.raises(NothingToReadError, match=r"No release can be read in .*releases.*\.txt, \.htm or \.html"):
        run_pipeline(settings)
    assert not settings.warehouse.exists()


def test_a_first_run_whose_files_are_all_rejected_says_just_that(settings: Settings) -> None:
    settings.releases.mkdir(exist_ok=True)
    (settings.releases / "letter.txt").write_text("Dear shareholders, a letter is no release.")
    summary = run_pipeline(settings)
    assert (summary.outcome, summary.warehouse.releases) == ("failed", 0)
    assert [problem.split(",")[0] for problem in summary.problems] == [f"No release can be read in {settings.releases}"]
    assert [file.file_name for file in summary.warehouse.rejected] == ["letter.txt"]
    assert not settings.published.exists()


def test_a_second_run_finds_nothing_new_and_loads_neither_dagster_nor_dbt(settings: Settings, drop: Drop) -> None:
    drop()
    assert run_pipeline(settings).outcome == "published"
    program = (
        "import sys; from pathlib import Path; from dagster_project.settings import Settings;"
        f"Settings.dbt_project = property(lambda _: Path({str(settings.dbt_project)!r}));"
        "from dagster_project.defs import pending_work; pending_work.code_fingerprint = lambda _: 'the same';"
        "from dagster_project.defs.run import run_pipeline;"
        f"summary = run_pipeline(Settings(Path({str(settings.home)!r}), Path({str(settings.releases)!r})));"
        "slow = sorted({'dagster', 'dbt', 'great_expectations', 'pandas'} & set(sys.modules));"
        "print(summary.outcome, summary.warehouse.releases, slow)"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60)
    assert told.stdout.strip() == "nothing_new 1 []"


def test_a_failing_test_of_the_models_blocks_the_publish_and_readers_keep_the_old_file(
    settings: Settings, drop: Drop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drop()
    run_pipeline(settings)
    before = settings.published.read_bytes()
    drop("second.txt", year=2010)
    with_fault(
        settings,
        monkeypatch,
        tmp_path,
        "fct_line_items.sql",
        "select null::varchar as release_id, 'unverified' as verification_status from {{ ref('dim_releases') }}",
    )
    summary = run_pipeline(settings)

    assert summary.outcome == "blocked"
    assert (
        "check not_null_fct_line_items_release_id of marts.fct_line_items failed: 2 row(s) do not pass it."
        in summary.problems
    )
    assert settings.published.read_bytes() == before
    assert run_pipeline(settings).outcome == "blocked", "the fault is still there, so a run is still due"


def test_a_model_that_does_not_run_fails_the_run_and_is_named(
    settings: Settings, drop: Drop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drop()
    with_fault(settings, monkeypatch, tmp_path, "fct_identity_checks.sql", "select no_such_column as status")
    summary = run_pipeline(settings)
    assert summary.outcome == "failed"
    [problem] = summary.problems
    assert problem.startswith("dbt build failed, so nothing is published:\n  fct_identity_checks: ")
    assert "no_such_column" in problem
    assert not settings.published.exists()


def test_a_test_of_the_models_that_only_warns_is_told_and_blocks_nothing(
    settings: Settings, drop: Drop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drop()
    without_status = "select release_id, null::varchar as status from {{ ref('dim_releases') }}"
    with_fault(settings, monkeypatch, tmp_path, "fct_identity_checks.sql", without_status)
    summary = run_pipeline(settings)
    assert summary.outcome == "published"
    assert any("not_null_fct_identity_checks_status" in warning for warning in summary.warnings)


def test_a_held_release_stays_out_and_the_others_are_published(settings: Settings, drop: Drop) -> None:
    drop("good.txt", year=2009)
    drop("held.txt", year=2010)
    summary = run_pipeline(settings)

    assert summary.outcome == "published"
    assert summary.warehouse.releases == 2
    assert [held.reason for held in summary.warehouse.held] == ["its file is named so"]
    assert published_slugs(settings) == ["good.txt"]


def test_a_rejected_file_does_not_stop_the_others(settings: Settings, drop: Drop) -> None:
    drop()
    (settings.releases / "empty.txt").write_bytes(b"")
    summary = run_pipeline(settings)
    assert summary.outcome == "published"
    assert [file.file_name for file in summary.warehouse.rejected] == ["empty.txt"]
    assert published_slugs(settings) == ["example.txt"]


def test_changed_code_is_built_without_reading_any_release_again(
    settings: Settings, drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop()
    run_pipeline(settings)
    monkeypatch.setattr(pending_work, "code_fingerprint", lambda _: "another")
    summary = run_pipeline(settings)
    assert summary.outcome == "published"
    assert summary.reasons == ("the models, rules or code changed",)
    assert summary.plan.new == summary.plan.reparse == ()


@pytest.mark.parametrize("status", ["failed", "errored"])
@pytest.mark.parametrize("expectation_id", ["line_items_are_not_empty", "cells_have_a_release"])
def test_a_structural_expectation_that_fails_or_cannot_be_tested_blocks_the_publish(
    settings: Settings, drop: Drop, findings: dict[str, str], expectation_id: str, status: str
) -> None:
    drop()
    findings[expectation_id] = status
    summary = run_pipeline(settings)
    assert summary.outcome == "blocked"
    assert any(expectation_id in problem and "a planted fault" in problem for problem in summary.problems)
    assert not settings.published.exists()


def test_an_identity_that_cannot_be_tested_blocks_the_publish(
    settings: Settings, drop: Drop, findings: dict[str, str]
) -> None:
    drop()
    findings["small_identity_holds"] = "errored"
    assert run_pipeline(settings).outcome == "blocked"
    assert not settings.published.exists()


def test_an_identity_that_fails_is_told_and_blocks_nothing(
    settings: Settings, drop: Drop, findings: dict[str, str]
) -> None:
    drop()
    findings["small_identity_holds"] = "failed"
    summary = run_pipeline(settings)
    assert summary.outcome == "published"
    assert summary.warnings == (
        "check small_identity_holds of marts.fct_identity_checks failed:"
        " The identity holds in every release. Found: a planted fault",
    )
    assert settings.published.exists()


def test_while_another_run_goes_on_this_one_waits_a_while_and_gives_up(
    settings: Settings, drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop()
    monkeypatch.setattr(run, "WAIT_FOR_OTHER_RUN_SECONDS", 0.3)
    with run_lock(settings, wait_seconds=0), pytest.raises(RunInProgressError):
        run_pipeline(settings)
    assert not settings.warehouse.exists()


def with_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, model: str, sql: str) -> None:
    """Replace a model of the small house by a faulty one."""
    import shutil

    faulty = tmp_path / "faulty_dbt"
    shutil.copytree(settings.dbt_project, faulty)
    (faulty / "models" / model).write_text(sql)
    monkeypatch.setattr(Settings, "dbt_project", property(lambda _: faulty))
