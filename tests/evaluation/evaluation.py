"""The row of one document: counts of what was read, explained, proven and right. Measured here, shown elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from dagster_project.parsing import RejectedFileError, parse_release
from dagster_project.parsing.model import Release
from tests.evaluation.corpus import Document
from tests.evaluation.printed_page import read_page
from tests.evaluation.proofs import NOTHING, Proofs
from tests.evaluation.xbrl_score import XbrlScore, score
from tests.evaluation.xbrl_truth import eligible_facts
from tests.golden.golden_scores import GoldenScore

STATEMENTS = frozenset({"balance_sheet", "income_statement", "cash_flow"})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Counts, so that totals are sums. What a document does not print counts zero, printed and found."""

    document: str
    form: str
    tables: int = 0
    statements_printed: int = 0
    statements_recognised: int = 0
    cells: int = 0
    cells_known: int = 0
    """Cells whose period, unit and scale are all known."""
    table_tokens: int = 0
    """Numeric tokens in table regions."""
    table_tokens_explained: int = 0
    facts: int = 0
    facts_verified: int = 0
    balance_printed: int = 0
    """Dates of balance sheets, as a reader counts them."""
    balance_held: int = 0
    balance_failed: int = 0
    cash_printed: int = 0
    cash_held: int = 0
    cash_failed: int = 0
    net_income_printed: int = 0
    net_income_held: int = 0
    net_income_failed: int = 0
    xbrl_eligible: int = 0
    xbrl_value: int = 0
    xbrl_period: int = 0
    xbrl_complete: int = 0
    xbrl_right_scale: int = 0
    golden_figures: int = 0
    golden_value: int = 0
    golden_meaning: int = 0

    def proves(self, identity: str) -> bool:
        """Whether a core identity holds for every date or period printed and fails for none."""
        printed, held, failed = (getattr(self, f"{identity}_{what}") for what in ("printed", "held", "failed"))
        return bool(printed) and held >= printed and not failed

    def prints(self, identity: str) -> bool:
        """Whether the document prints what a core identity is about."""
        return bool(getattr(self, f"{identity}_printed"))


@dataclass(frozen=True, slots=True)
class Measured:
    """An evaluation with the time it took, which differs from machine to machine."""

    evaluation: Evaluation
    milliseconds_per_megabyte: int
    rejected: str = ""


def measure(document: Document, proofs: Proofs = NOTHING, golden: GoldenScore | None = None) -> Measured:
    """Parses one document and counts what came out; a rejected one counts nothing and says why."""
    data = document.path.read_bytes()
    begin = time.process_time()
    try:
        release = parse_release(data, document.path.name)
    except RejectedFileError as error:
        return Measured(Evaluation(document.path.stem, document.form), 0, str(error))
    seconds = time.process_time() - begin
    return Measured(evaluate(document, data, release, proofs, golden), round(seconds * 1e9 / len(data)))


def evaluate(
    document: Document, data: bytes, release: Release, proofs: Proofs, golden: GoldenScore | None
) -> Evaluation:
    """Counts what a release has, beside what its document prints."""
    tokens = [token for token in release.numeric_tokens if token.is_in_table]
    printed = document.printed
    scored = xbrl_score(release, data, document.truth)
    return Evaluation(
        document=document.path.stem,
        form=document.form,
        tables=len(release.tables),
        statements_printed=len(printed.statements),
        statements_recognised=len({table.statement_type for table in release.tables} & printed.statements),
        cells=len(release.cells),
        cells_known=sum(
            cell.period_end is not None and cell.unit is not None and cell.scale_factor is not None
            for cell in release.cells
        ),
        table_tokens=len(tokens),
        table_tokens_explained=sum(token.kind != "unexplained" for token in tokens),
        facts=proofs.facts,
        facts_verified=proofs.verified,
        balance_printed=printed.balance,
        balance_held=min(proofs.held.get("balance", 0), printed.balance),
        balance_failed=proofs.failed.get("balance", 0),
        cash_printed=printed.cash,
        cash_held=min(proofs.held.get("cash", 0), printed.cash),
        cash_failed=proofs.failed.get("cash", 0),
        net_income_printed=printed.net_income,
        net_income_held=min(proofs.held.get("net_income", 0), printed.net_income),
        net_income_failed=proofs.failed.get("net_income", 0),
        xbrl_eligible=scored.eligible,
        xbrl_value=scored.value,
        xbrl_period=scored.period,
        xbrl_complete=scored.complete,
        xbrl_right_scale=scored.eligible - scored.wrong_scale,
        golden_figures=golden.figures if golden else 0,
        golden_value=golden.value if golden else 0,
        golden_meaning=golden.meaning if golden else 0,
    )


def xbrl_score(release: Release, data: bytes, truth: Path | None) -> XbrlScore:
    """Scores a release against the facts of the matching report; nothing is eligible where there is none."""
    if truth is None:
        return XbrlScore(0, 0, 0, 0, 0, ())
    return score(eligible_facts(truth, read_page(data.decode(release.encoding, "replace"))), release.cells)


def total(name: str, evaluations: Iterable[Evaluation]) -> Evaluation:
    """The sums over documents."""
    rows = list(evaluations)
    counts = [field.name for field in fields(Evaluation) if field.name not in ("document", "form")]
    return Evaluation(name, name, **{count: sum(getattr(row, count) for row in rows) for count in counts})
