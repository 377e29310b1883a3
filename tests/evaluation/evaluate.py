"""`make eval`: evaluates the parser on the original releases, found through TIEOUT_CORPUS, and prints what it reaches.

`python -m tests.evaluation.evaluate [PART_OF_A_FILE_NAME]` shows the documents with this part in their name.
`--write` also writes the committed table (`tests/golden/eval.csv`) and raises the floors; floors never fall.
Ends with 1 if a floor is not reached.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from rich.console import Console

from tests.evaluation.corpus import Document, documents
from tests.evaluation.evaluation import Evaluation, Measured, measure
from tests.evaluation.floors import FAST, fallen, raise_floors, read_floors, risen
from tests.evaluation.metrics import shares
from tests.evaluation.proofs import NOTHING, prove
from tests.evaluation.table import FORMS, shown_documents, shown_totals, write_table
from tests.golden.golden_scores import golden_scores

WIDTH = 190
"""Characters of the table where output goes to a file."""


def measure_all(corpus: Path, of: Sequence[Document]) -> list[Measured]:
    """Measures documents in their order, with one warehouse of all of them."""
    golden = {Path(score.document).stem: score for score in golden_scores(corpus)}
    with tempfile.TemporaryDirectory() as home:
        proofs = prove([document.path for document in of], Path(home))
    return [
        measure(document, proofs.get(document.path.name, NOTHING), golden.get(document.path.stem)) for document in of
    ]


def groups(rows: Sequence[Evaluation]) -> dict[str, dict[str, Decimal]]:
    """The shares of every group of documents that has floors; golden figures have floors of their own."""
    of_group = {
        **{form: [row for row in rows if row.form == form] for form in FORMS},
        "fast": [row for row in rows if row.document in FAST],
    }
    return {
        group: {name: share for name, share in shares(chosen).items() if not name.startswith("golden")}
        for group, chosen in of_group.items()
    }


def main(arguments: Sequence[str]) -> int:
    """Prints the table and what rose or fell."""
    parser = argparse.ArgumentParser(prog="tests.evaluation.evaluate", description=__doc__)
    parser.add_argument("part_of_name", nargs="?", default="")
    parser.add_argument("--write", action="store_true", help="write the table and raise the floors")
    options = parser.parse_args(arguments)
    corpus = os.environ.get("TIEOUT_CORPUS")
    if not corpus:
        print("TIEOUT_CORPUS names no folder of original releases", file=sys.stderr)
        return 2
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    measured = measure_all(Path(corpus), list(documents(Path(corpus), options.part_of_name)))
    rows = [one.evaluation for one in measured]
    console.print(shown_documents(measured), shown_totals(rows))
    if options.part_of_name:
        return 0
    return _compare(console, rows, is_written=options.write)


def _compare(console: Console, rows: Sequence[Evaluation], *, is_written: bool) -> int:
    reached, floors = groups(rows), read_floors()
    for group, measured in reached.items():
        for name, (floor, share) in risen(measured, floors.get(group, {})).items():
            console.print(f"[green]rose[/] {group} {name}: {floor} -> {share}")
    drops = {group: fallen(reached[group], floors.get(group, {})) for group in reached}
    for group, dropped in drops.items():
        for name, (now, floor) in dropped.items():
            console.print(f"[red]fell[/] {group} {name}: {floor} -> {now}")
    if is_written:
        write_table(rows)
        raise_floors(reached)
        console.print("written: tests/golden/eval.csv, tests/golden/eval_floors.csv")
    return 1 if any(drops.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
