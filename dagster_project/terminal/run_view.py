"""The end of `tieout run`: a short table of what the warehouse holds, what is wrong, and what to open next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dagster_project.defs.run import RunSummary
from dagster_project.settings import Settings
from dagster_project.terminal.figures import share, to_json
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
    console.print(Group(*_parts(summary, settings)))


def _parts(summary: RunSummary, settings: Settings) -> Iterator[RenderableType]:
    yield _figures(summary, settings)
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
    if settings.published.exists():
        yield _next_steps(summary)


def _figures(summary: RunSummary, settings: Settings) -> Table:
    holds, proof = summary.warehouse, summary.warehouse.proof
    table = Table(box=None, show_header=False, padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim", overflow="fold")
    new = len(summary.plan.new) - len({row.sha256 for row in newly_rejected(summary)})
    table.add_row("Releases", f"{holds.releases:,}", f"{new:,} new")
    table.add_row("Tables", f"{holds.tables:,}")
    table.add_row("Cells", f"{holds.cells:,}", f"{holds.numbers:,} numbers, {holds.nils:,} nils")
    table.add_row("Digits left unexplained", f"{holds.unexplained_tokens:,}")
    if proof is not None:
        _add_proof(table, proof)
    if settings.published.exists():
        table.add_row("Published file", "", str(settings.published))
    return table


def _add_proof(table: Table, proof: ProofCounts) -> None:
    table.add_row("Identities passed", Text(f"{proof.identities_passed:,}", "green"))
    table.add_row("Identities failed", Text(f"{proof.identities_failed:,}", "red" if proof.identities_failed else ""))
    table.add_row("Known discrepancies", f"{proof.identities_known:,}", "errors of the issuer, with evidence")
    table.add_row("Not evaluable", f"{proof.identities_not_evaluable:,}", "an operand is not printed")
    table.add_row("Facts verified", f"{proof.facts_verified:,}", f"{share(proof.facts_verified, proof.facts)} of all")
    table.add_row(
        "Facts contradicted", Text(f"{proof.facts_contradicted:,}", "red" if proof.facts_contradicted else "")
    )


def _listed(title: str, lines: Sequence[str], style: str, where: str) -> Iterator[Text]:
    if not lines:
        return
    yield Text(f"\n{title} ({len(lines)})", f"bold {style}")
    for line in lines[:LISTED]:
        yield Text(f"  {line}")
    if len(lines) > LISTED:
        yield Text(f"  ... and {len(lines) - LISTED} more: see {where}")


def _next_steps(summary: RunSummary) -> Text:
    steps = [
        ("tieout show", "the releases, then a statement as printed"),
        ('tieout query "from marts.dim_line_items"', "SQL on the published file"),
        ("make docs", "the model pages and the checks' report"),
        ("make ui", "every asset and check, in the browser"),
    ]
    return Text("\nOpen next\n" + "\n".join(f"  {command:<42} {purpose}" for command, purpose in steps))
