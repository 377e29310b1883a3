"""The end of a run says what stands in the warehouse, what is wrong, and what to open next."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rich.console import Console

from dagster_project.defs.run import RunSummary
from dagster_project.settings import Settings
from dagster_project.terminal.run_view import newly_rejected, print_run, run_as_json
from dagster_project.warehouse.files import ReleaseContent
from dagster_project.warehouse.load import RejectedFile
from dagster_project.warehouse.plan import IngestPlan
from dagster_project.warehouse.summary import HeldRelease, ListedRejection, ProofCounts, WarehouseSummary

EMPTY = ReleaseContent("e" * 64, Path("/drop/empty.txt"), ("empty.txt",))
GOOD = ReleaseContent("a" * 64, Path("/drop/a.txt"), ("a.txt", "copy.txt"))
REJECTED_NOW = ListedRejection("empty.txt", "e" * 64, "The file is empty.", datetime(2026, 1, 2))
REJECTED_BEFORE = ListedRejection("old.txt", "b" * 64, "The file is binary.", datetime(2026, 1, 1))
WAREHOUSE = WarehouseSummary(
    releases=2,
    tables=41,
    cells=1174,
    numbers=1098,
    nils=76,
    unexplained_tokens=3,
    proof=ProofCounts(1174, 1000, 7, 523, 4, 2, 31, 9),
    held=(HeldRelease("b" * 16, "example-2009-results", "cf_ending_eq_beginning_plus_change fails by 1,000"),),
    rejected=(REJECTED_BEFORE, REJECTED_NOW),
)
SUMMARY = RunSummary(
    outcome="published",
    seconds=12.34,
    plan=IngestPlan(new=(GOOD, EMPTY), duplicates=(GOOD,)),
    warehouse=WAREHOUSE,
    warnings=("check x failed",),
)


def printed(summary: RunSummary, settings: Settings) -> list[str]:
    out = io.StringIO()
    print_run(Console(file=out, width=200), summary, settings)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def publish_nothing(settings: Settings) -> None:
    settings.published.parent.mkdir(parents=True)
    settings.published.touch()


def test_a_published_run_tells_every_figure(settings: Settings) -> None:
    publish_nothing(settings)
    assert printed(SUMMARY, settings)[:15] == [
        "Published (12.3 s)",
        "Releases 2 1 new",
        "Tables 41",
        "Cells 1,174 1,098 numbers, 76 nils",
        "Digits left unexplained 3",
        "Identities passed 523",
        "Identities failed 4",
        "Known discrepancies 2 errors of the issuer, with evidence",
        "Not evaluable 31 an operand is not printed",
        "Contradictions 9 places where a release contradicts itself; its report lists them",
        "Facts verified 1,000 85.1 % of all",
        "Facts contradicted 7",
        f"Published file {settings.published}",
        "",
        "Rejected files (1)",
    ]


def test_what_is_held_rejected_or_warned_of_is_told_with_its_reason(settings: Settings) -> None:
    told = printed(SUMMARY, settings)
    assert "empty.txt: The file is empty." in told
    assert f"example-2009-results ({'b' * 16}): cf_ending_eq_beginning_plus_change fails by 1,000" in told
    assert "check x failed" in told
    assert "a.txt = copy.txt" in told


def test_a_file_that_could_not_be_opened_was_no_new_release_to_begin_with(settings: Settings) -> None:
    locked = RejectedFile("locked.txt", None, "The file cannot be opened: Permission denied.", "1")
    told = ListedRejection("locked.txt", None, locked.reason, datetime(2026, 1, 3))
    summary = replace(
        SUMMARY,
        plan=replace(SUMMARY.plan, rejected=(locked,)),
        warehouse=replace(WAREHOUSE, rejected=(*WAREHOUSE.rejected, told)),
    )

    assert "Releases 2 1 new" in printed(summary, settings)


def test_a_rejection_is_told_by_the_run_that_made_it_and_not_again() -> None:
    assert newly_rejected(SUMMARY) == (REJECTED_NOW,)


def test_next_steps_are_named_only_where_something_is_published(settings: Settings) -> None:
    assert "Open next" not in printed(SUMMARY, settings)
    publish_nothing(settings)
    assert "Open next" in printed(SUMMARY, settings)


def test_a_blocked_run_says_so_first_and_why(settings: Settings) -> None:
    blocked = RunSummary("blocked", 1.0, IngestPlan(), WarehouseSummary(), problems=("check y failed: 3 rows",))
    told = printed(blocked, settings)
    assert told[0] == "Blocked: nothing was published, readers keep the earlier file (1.0 s)"
    assert "check y failed: 3 rows" in told


def test_a_long_list_is_cut_and_says_where_the_rest_is(settings: Settings) -> None:
    many = RunSummary("published", 1.0, IngestPlan(), WAREHOUSE, warnings=tuple(f"warning {n}" for n in range(20)))
    told = printed(many, settings)
    assert "warning 11" in told
    assert "warning 12" not in told
    assert "... and 8 more: see `make ui`" in told


def test_machines_get_the_same(settings: Settings) -> None:
    told = json.loads(run_as_json(SUMMARY, settings))
    assert told["outcome"] == "published"
    assert told["warehouse"]["proof"]["identities_passed"] == 523
    assert told["new_files"] == ["a.txt", "copy.txt", "empty.txt"]
    assert [row["file_name"] for row in told["newly_rejected"]] == ["empty.txt"]
    assert told["published"] is None


def test_lines_of_one_problem_are_indented_and_not_filled_up(settings: Settings) -> None:
    out = io.StringIO()
    failed = RunSummary("failed", 1.0, IngestPlan(), WarehouseSummary(), problems=("dbt failed:\n  m: a long reason",))
    print_run(Console(file=out, width=200), failed, settings)
    assert "  dbt failed:\n      m: a long reason\n" in out.getvalue()
