"""Evaluation on the original releases: one row a document, with what was read, explained and right.

`python -m tests.evaluation.evaluate [PART_OF_A_FILE_NAME]` prints the table; the releases are found through
TIEOUT_CORPUS. Scores against XBRL are given where the corpus has the matching report's facts.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from dagster_project.parsing import RejectedFileError, parse_release
from dagster_project.parsing.model import Cell, Release
from tests.evaluation.printed_page import read_page
from tests.evaluation.xbrl_score import XbrlScore, score
from tests.evaluation.xbrl_truth import eligible_facts

STATEMENTS = ("balance_sheet", "cash_flow", "income_statement")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The row of one document; shares are percentages, None where there is nothing to divide by."""

    document: str
    tables: int
    cells: int
    statements: int
    """How many of balance sheet, income statement and cash flows were recognised."""
    with_period: float | None
    with_unit: float | None
    tokens_in_tables: int
    explained: float | None
    xbrl_eligible: int | None
    xbrl_value: float | None
    xbrl_period: float | None
    xbrl_complete: float | None
    xbrl_wrong_scale: int | None
    milliseconds_per_megabyte: float


def evaluate(path: Path, truth: Path | None) -> Evaluation:
    """Parses one document and measures what came out."""
    data = path.read_bytes()
    begin = time.process_time()
    release = parse_release(data, path.name)
    seconds = time.process_time() - begin
    tokens = [token for token in release.numeric_tokens if token.is_in_table]
    scored = xbrl_score(release, data, truth) if truth else None
    eligible = scored.eligible if scored else 0
    return Evaluation(
        document=path.stem,
        tables=len(release.tables),
        cells=len(release.cells),
        statements=len({table.statement_type for table in release.tables} & {*STATEMENTS}),
        with_period=_share(sum(cell.period_end is not None for cell in release.cells), len(release.cells)),
        with_unit=_share(sum(cell.unit is not None for cell in release.cells), len(release.cells)),
        tokens_in_tables=len(tokens),
        explained=_share(sum(token.kind != "unexplained" for token in tokens), len(tokens)),
        xbrl_eligible=eligible if scored else None,
        xbrl_value=_share(scored.value, eligible) if scored else None,
        xbrl_period=_share(scored.period, eligible) if scored else None,
        xbrl_complete=_share(scored.complete, eligible) if scored else None,
        xbrl_wrong_scale=scored.wrong_scale if scored else None,
        milliseconds_per_megabyte=round(seconds * 1e9 / len(data)),
    )


def xbrl_score(release: Release, data: bytes, truth: Path) -> XbrlScore:
    """Scores a release against the facts of the matching report."""
    cells: tuple[Cell, ...] = release.cells
    return score(eligible_facts(truth, read_page(data.decode(release.encoding, "replace"))), cells)


def documents(corpus: Path, part_of_name: str = "") -> Iterator[tuple[Path, Path | None]]:
    """Every document of the corpus and the file of its truth, if it has one."""
    with (corpus / "MANIFEST.tsv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            truth = re.search(r"xbrl_\w+\.tsv", row.get("truth") or "")
            if part_of_name in row["file"]:
                yield corpus / row["file"], corpus / "truth" / truth[0] if truth else None


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 2) if whole else None


def main(arguments: list[str]) -> int:
    """Prints the table as tab-separated values."""
    corpus = os.environ.get("TIEOUT_CORPUS")
    if not corpus:
        print("TIEOUT_CORPUS names no folder of original releases", file=sys.stderr)
        return 2
    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    writer.writerow(field.name for field in fields(Evaluation))
    for path, truth in documents(Path(corpus), *arguments[:1]):
        try:
            row = evaluate(path, truth)
        except RejectedFileError as error:
            writer.writerow((path.stem, str(error)))
            continue
        writer.writerow(getattr(row, field.name) for field in fields(Evaluation))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
