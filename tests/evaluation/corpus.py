"""The development documents: where they are, what truth lies beside them, and what statements they print.

What a document prints was decided by reading it (`printed_statements.csv`), never by what the parser finds.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PRINTED_STATEMENTS = Path(__file__).parent / "printed_statements.csv"


@dataclass(frozen=True, slots=True)
class PrintedStatements:
    """What a reader finds in a document.

    `statements` are the types of statements printed. The counts are those of distinct dates or periods: balance sheets
    with both totals, statements of cash flows with opening and closing balances, and periods for which both the income
    statement and the statement of cash flows print net income.
    """

    statements: frozenset[str]
    balance: int
    cash: int
    net_income: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus and the file of its XBRL truth, if it has one."""

    path: Path
    truth: Path | None
    printed: PrintedStatements

    @property
    def form(self) -> str:
        """`text` or `html`: the folder it lies in."""
        return self.path.parent.name


def documents(corpus: Path, part_of_name: str = "") -> Iterator[Document]:
    """The documents of the manifest whose name has this part, in its order."""
    printed = _printed_statements()
    with (corpus / "MANIFEST.tsv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if part_of_name in row["file"]:
                path = corpus / row["file"]
                truth = re.search(r"xbrl_\w+\.tsv", row.get("truth") or "")
                yield Document(path, corpus / "truth" / truth[0] if truth else None, printed[path.stem])


def _printed_statements() -> dict[str, PrintedStatements]:
    with PRINTED_STATEMENTS.open(newline="", encoding="utf-8") as file:
        return {
            row["document"]: PrintedStatements(
                frozenset(row["statements"].split()),
                int(row["balance_dates"]),
                int(row["cash_periods"]),
                int(row["net_income_periods"]),
            )
            for row in csv.DictReader(file)
        }
