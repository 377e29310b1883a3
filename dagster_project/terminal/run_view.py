"""The end of `tieout run`: a short table of what the warehouse holds, what is wrong, and what to open next."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dagster_project.defs.run import RunSummary
from dagster_project.figures import share, to_json
from dagster_project.settings import Settings
from dagster_project.warehouse.summary import ListedRejection, ProofCounts

HEADLINES = {
    "published": ("Published", "bold green"),
    "nothing_new": ("Nothing new: the published file is up to date", "bold green"),
    "blocked": ("Blocked: nothing was published, readers keep the earlier file", "bold red"),
    "failed": ("Failed: nothing was published, readers keep the earlier file", "bold red"),
}
LISTED = 12
"""Longer lists end with the number of what is left, and with where to read it."""


def newly_rejected(summary: RunSummary) -> tuple[ListedRejection, ...]:
    """The rejections that this run made; earlier ones were told by the run that made them."""
    plan = summary.plan
    names = {name for content in (*plan.new, *plan.reparse) for name in content.file_names}
    names |= {file.file_name for file in plan.rejected}
    hashes = {content.sha256 for content in (*plan.new, *plan.reparse)} | {file.sha256 for file in plan.rejected}
    return tuple(row for row in summary.warehouse.rejected if row.file_name in names and row.sha256 in hashes)


def run_as_json(summary: RunSummary, settings: Settings) -> str:
    """The same for machines."""
    plan = summary.plan
    return to_json(
        {
            "outcome": summary.outcome,
            "seconds": round(summary.seconds, 2),
            "run_id": summary.run_id,
            "reasons": summary.reasons,
            "new_files": [name for content in plan.new for name in content.file_names],
            "reparsed_releases": len(plan.reparse),
            "warehouse": summary.warehouse,
            "newly_rejected": newly_rejected(summary),
            "problems": summary.problems,
            "warnings": summary.warnings,
            "published": settings.published if settings.published.exists() else None,
        }
    )


def print_run(console: Console, summary: RunSummary, settings: Settings) -> None:
    """Print the whole of it."""
    headline, style = HEADLINES[summary.outcome]
    console.print(Text(f"{headline} ({summary.seconds:.1f} s)", style))
    console.print(_figures(summary))
    if settings.published.exists():  # a path is copied, so it is never wrapped
        console.print(Text.assemble("Published file  ", (str(settings.published), "cyan")), soft_wrap=True)
    console.print(Group(*_lists(summary)))
    if settings.published.exists():
        console.print(_next_steps(settings))


def _lists(summary: RunSummary) -> Iterator[RenderableType]:
    yield from _listed("What went wrong", summary.problems, "red", "the log and `make ui`")
    rejected = newly_rejected(summary)
    yield from _listed(
        "Rejected files", [f"{row.file_name}: {row.reason}" for row in rejected], "yellow", "raw.rejected_files"
    )
    held = [f"{row.release_slug} ({row.release_id}): {row.reason}" for row in summary.warehouse.held]
    yield from _listed("Held releases, not published", held, "yellow", "marts.dim_releases")
    yield from _listed("Warnings", summary.warnings, "yellow", "`make ui`")
    twins = [" = ".join(content.file_names) for content in summary.plan.duplicates]
    yield from _listed("Files with the same content, one release each", twins, "dim", "raw.release_files")


def _figures(summary: RunSummary) -> Table:
    holds, proof = summary.warehouse, summary.warehouse.proof
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim", overflow="fold")
    new = len(summary.plan.new) - len({row.sha256 for row in newly_rejected(summary) if row.sha256})
    # of a failed run nobody knows whether it came to store what it read
    table.add_row("Releases", f"{holds.releases:,}", "" if summary.outcome == "failed" else f"{new:,} new")
    table.add_row("Tables", f"{holds.tables:,}")
    table.add_row("Cells", f"{holds.cells:,}", f"{holds.numbers:,} numbers, {holds.nils:,} nils")
    table.add_row("Digits left unexplained", f"{holds.unexplained_tokens:,}")
    if proof is not None:
        _add_proof(table, proof)
    return table


def _add_proof(table: Table, proof: ProofCounts) -> None:
    table.add_row("Identities passed", Text(f"{proof.identities_passed:,}", "green"))
    table.add_row("Identities failed", Text(f"{proof.identities_failed:,}", "red" if proof.identities_failed else ""))
    table.add_row("Known discrepancies", f"{proof.identities_known:,}", "errors of the issuer, with evidence")
    table.add_row("Not evaluable", f"{proof.identities_not_evaluable:,}", "an operand is not printed")
    where = "places where a release contradicts itself; its report lists them"
    table.add_row("Contradictions", f"{proof.contradictions:,}", where)
    table.add_row("Facts verified", f"{proof.facts_verified:,}", f"{share(proof.facts_verified, proof.facts)} of all")
    table.add_row(
        "Facts contradicted", Text(f"{proof.facts_contradicted:,}", "red" if proof.facts_contradicted else "")
    )


def _listed(title: str, lines: Sequence[str], style: str, where: str) -> Iterator[RenderableType]:
    if not lines:
        return
    yield Text(f"\n{title} ({len(lines)})", f"bold {style}")
    for told in lines[:LISTED]:
        for number, line in enumerate(told.splitlines()):  # each by itself: a block is filled up to its longest line
            yield Padding(Text(line), (0, 0, 0, 4 if number else 2), expand=False)
    if len(lines) > LISTED:
        yield Text(f"  ... and {len(lines) - LISTED} more: see {where}")


def _next_steps(settings: Settings) -> Group:
    activate = Path(sys.prefix) / "bin" / "activate"
    is_callable = "VIRTUAL_ENV" in os.environ or not activate.exists()
    steps = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    steps.add_column(no_wrap=True)
    steps.add_column(style="dim")
    if not is_callable:
        steps.add_row(f"source {os.path.relpath(activate)}", "makes `tieout` known to this shell")
    reports = settings.docs / "reports" / "index.html"
    if reports.exists():
        steps.add_row(os.path.relpath(reports), "every release as a page, each number with its proof")
    steps.add_row("tieout show", "the releases, then their statements as printed")
    steps.add_row('tieout query "from marts.dim_line_items"', "SQL on the published file")
    steps.add_row("make docs", "pages of the models and of the checks")
    steps.add_row("make ui", "assets, checks and runs in the browser")
    return Group(Text("\nOpen next", "bold"), steps)
