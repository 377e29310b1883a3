"""The table of an evaluation: as a committed CSV of counts in a stable order, and as people read it on a terminal."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from rich.table import Table

from tests.evaluation.evaluation import Evaluation, Measured, total
from tests.evaluation.metrics import asked, below, percent, shares

EVALUATION = Path(__file__).parent.parent / "golden" / "eval.csv"
FORMS = ("text", "html")
COUNTS = [field.name for field in fields(Evaluation)]


def write_table(rows: Sequence[Evaluation], path: Path = EVALUATION) -> None:
    """One row a document in the order of the manifest, then the sums by form; `below` says where one falls short."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*COUNTS, "below"))
        for row in rows:
            short = "; ".join(f"{name} {share}" for name, share in below(row).items())
            writer.writerow((*(getattr(row, count) for count in COUNTS), short))
        for form in FORMS:
            sums = total(form, [row for row in rows if row.form == form])
            writer.writerow((*(getattr(sums, count) for count in COUNTS), ""))


def read_table(path: Path = EVALUATION) -> list[Evaluation]:
    """The committed rows of documents, without the sums."""
    with path.open(newline="", encoding="utf-8") as file:
        return [
            Evaluation(row["document"], row["form"], *(int(row[count]) for count in COUNTS[2:]))
            for row in csv.DictReader(file)
            if row["document"] not in FORMS
        ]


def shown_documents(measured: Sequence[Measured]) -> Table:
    """One line a document, shares in percent; what is below the numbers asked stands in red."""
    table = Table(title="Development documents", title_justify="left", header_style="bold")
    table.add_column("document", no_wrap=True)
    for heading in ("cells", "known", "explained", "statements", "balance", "cash", "net income", "verified"):
        table.add_column(heading, justify="right")
    for heading in ("xbrl value", "period", "all", "golden value", "meaning", "ms/MB"):
        table.add_column(heading, justify="right")
    for one in measured:
        row = one.evaluation
        if one.rejected:
            table.add_row(row.document, f"[red]{one.rejected}")
            continue
        short = below(row)
        table.add_row(
            row.document,
            f"{row.cells:,}",
            _share(row.cells_known, row.cells),
            _share(row.table_tokens_explained, row.table_tokens, is_short="explained" in short),
            _count(row.statements_recognised, row.statements_printed),
            _count(row.balance_held, row.balance_printed, is_short="balance" in short),
            _count(row.cash_held, row.cash_printed, is_short="cash" in short),
            _count(row.net_income_held, row.net_income_printed, is_short="net_income" in short),
            _share(row.facts_verified, row.facts),
            _share(row.xbrl_value, row.xbrl_eligible, is_short="xbrl_value" in short),
            _share(row.xbrl_period, row.xbrl_eligible, is_short="xbrl_period" in short),
            _share(row.xbrl_complete, row.xbrl_eligible, is_short="xbrl_complete" in short),
            _share(row.golden_value, row.golden_figures, is_short="golden_value" in short),
            _share(row.golden_meaning, row.golden_figures, is_short="golden_meaning" in short),
            f"{one.milliseconds_per_megabyte:,}",
        )
    return table


def shown_totals(rows: Sequence[Evaluation]) -> Table:
    """One line a metric: what is asked, and what text, HTML and all of them reach."""
    table = Table(title="Totals in percent", title_justify="left", header_style="bold")
    table.add_column("metric", no_wrap=True)
    groups = [*FORMS, "all"]
    for heading in ("asked", *groups):
        table.add_column(heading, justify="right")
    reached = {group: shares([row for row in rows if group in (row.form, "all")]) for group in groups}
    wanted = asked()
    for name in reached["all"]:
        least = wanted.get(name)
        cells = []
        for group in groups:
            share = reached[group].get(name)
            is_short = share is not None and least is not None and share < least
            cells.append("" if share is None else f"[red]{share}" if is_short else str(share))
        table.add_row(name, "" if least is None else str(least), *cells)
    return table


def _share(part: int, whole: int, *, is_short: bool = False) -> str:
    return _marked("" if not whole else str(percent(part, whole)), is_short)


def _count(part: int, whole: int, *, is_short: bool = False) -> str:
    return _marked("" if not whole else f"{part}/{whole}", is_short)


def _marked(text: str, is_short: bool) -> str:
    return f"[red]{text}" if is_short else text
