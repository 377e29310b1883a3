"""How much of the golden figures the parser reads: document by document, value by value.

`golden_scores(corpus)` measures; `python -m tests.golden.golden_scores` prints the table and every difference, and
raises the committed floors (`floors.csv`) where the parser got better. Floors never fall.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path

from dagster_project.parsing import parse_release
from dagster_project.parsing.html.locator import parse_locator
from dagster_project.parsing.model import Cell
from tests.golden.golden_figures import GoldenDocument, GoldenFigure, Period, golden_documents
from tests.golden.printed_places import Place, find_places

FLOORS = Path(__file__).parent / "floors.csv"
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class GoldenScore:
    """Counts of figures: typed, found at their place, and right in one respect or another."""

    document: str
    figures: int
    found: int
    value: int
    """The value, with its sign, or the nil, is right."""
    meaning: int
    """Period, unit and scale are all right."""
    label: int
    basis: int
    """Basis and scenario are right."""

    @property
    def is_text(self) -> bool:
        """Whether the document is plain text, not a page."""
        return self.document.startswith("text/")


@dataclass(frozen=True, slots=True)
class Difference:
    """One respect in which a cell differs from the golden figure, or `cell` where there is none."""

    document: str
    place: Place
    figure: GoldenFigure
    respect: str
    expected: str
    got: str


def summary(found: list[Difference]) -> Iterator[str]:
    """Differences that are the same in kind on one line, with the first and the last place and figure."""
    kinds: dict[tuple[str, ...], list[Difference]] = defaultdict(list)
    for difference in found:
        words = () if difference.respect == "label" else (difference.expected, difference.got)
        kinds[difference.document, difference.respect, *words].append(difference)
    for (document, respect, *_), alike in kinds.items():
        first, last = alike[0], alike[-1].figure
        shown = f"{first.figure.place} {first.figure.label} | {first.figure.printed} ... {last.place} | {last.printed}"
        yield f"{document}: {len(alike)} x {respect} {first.expected}, got {first.got}: {shown}"


def golden_scores(corpus: Path) -> list[GoldenScore]:
    """The score of every golden document, by name."""
    return [score(document, differences(document, corpus)) for document in golden_documents()]


def score(document: GoldenDocument, found: list[Difference]) -> GoldenScore:
    """Counts the figures that have no difference in a respect; a figure without a cell is wrong in all."""
    wrong: dict[str, set[Place]] = defaultdict(set)
    for difference in found:
        wrong[difference.respect].add(difference.place)

    def right(*respects: str) -> int:
        return len(document.figures) - len(wrong["cell"].union(*(wrong[respect] for respect in respects)))

    return GoldenScore(
        document.file,
        len(document.figures),
        right(),
        right("value"),
        right("period", "unit", "scale"),
        right("label"),
        right("basis", "scenario"),
    )


def differences(document: GoldenDocument, corpus: Path) -> list[Difference]:
    """Parses the document and compares every golden figure with the cell at its place."""
    path = corpus / document.file
    data = path.read_bytes()
    release = parse_release(data, path.name)
    cells = _CellsByPlace(release.cells)
    return [
        Difference(document.file, place, figure, respect, expected, got)
        for figure, place in find_places(document, data.decode(release.encoding))
        for respect, expected, got in compare(figure, cells.at(place))
    ]


def compare(figure: GoldenFigure, cell: Cell | None) -> Iterator[tuple[str, str, str]]:
    """Each respect in which a cell is not what the figure says: respect, expected, got."""
    if cell is None:
        yield "cell", "a cell", "none"
        return
    if cell.value != figure.value or cell.is_nil != (figure.value is None):
        yield "value", str(figure.value), str(cell.value)
    if figure.column.is_period_judged and not _is_period(figure.column.period, cell):
        yield (
            "period",
            _shown(figure.column.period),
            f"{cell.period_kind} {cell.period_start or ''}..{cell.period_end or ''}",
        )
    if figure.unit != "any" and _unit_word(cell.unit or "") != _unit_word(figure.unit):
        yield "unit", figure.unit, str(cell.unit)
    if cell.scale_factor != figure.scale:
        yield "scale", str(figure.scale), str(cell.scale_factor)
    if _words(cell.row_label) != _words(figure.label):
        yield "label", repr(figure.label), repr(cell.row_label)
    if figure.column.basis is not None and cell.basis != figure.column.basis:
        yield "basis", figure.column.basis, cell.basis
    if cell.scenario != figure.column.scenario:
        yield "scenario", figure.column.scenario, cell.scenario


def _is_period(period: Period | None, cell: Cell) -> bool:
    if period is None:
        return cell.period_kind is None and cell.period_end is None
    if cell.period_end != period.end:
        return False
    if period.start is None or cell.period_start is None:
        return cell.period_start == period.start and cell.period_kind == "instant"
    near: timedelta = abs(cell.period_start - period.start)
    return cell.period_kind == "duration" and near <= (A_WEEK if period.is_start_near else timedelta(0))


def _shown(period: Period | None) -> str:
    return "none" if period is None else f"{_near(period)}{period.start or ''}..{period.end}"


def _near(period: Period) -> str:
    return "~" if period.is_start_near else ""


def _unit_word(unit: str) -> str:
    """Printed words such as `KWHs` are right in small letters and in the singular too."""
    return unit.casefold().removesuffix("s")


def _words(label: str) -> str:
    """Blanks as one, and no dot leaders."""
    return " ".join(label.split()).rstrip(" .")


class _CellsByPlace:
    """Cells by the line they are printed in, or by the row of their locator where they have no line."""

    def __init__(self, cells: tuple[Cell, ...]) -> None:
        self._by_line: dict[int, list[Cell]] = defaultdict(list)
        self._by_row: dict[tuple[int, int], list[Cell]] = defaultdict(list)
        for cell in cells:
            if cell.line_number is not None and cell.char_start is not None:
                self._by_line[cell.line_number].append(cell)
            elif cell.locator.startswith("/table"):
                self._by_row[parse_locator(cell.locator)[:2]].append(cell)

    def at(self, place: Place) -> Cell | None:
        for cell in self._by_line[place.line]:
            if (cell.char_start or 0) < place.end and place.start < (cell.char_end or 0):
                return cell
        if place.cell is None:
            return None
        for cell in self._by_row[place.cell[:2]]:
            _, _, first, last = parse_locator(cell.locator)
            if first <= place.cell[2] <= last:
                return cell
        return None


def floors() -> dict[str, GoldenScore]:
    """The committed floors by document."""
    with FLOORS.open(newline="", encoding="utf-8") as file:
        return {
            row["document"]: GoldenScore(row.pop("document"), **{name: int(count) for name, count in row.items()})
            for row in map(dict, csv.DictReader(file))
        }


def raise_floors(scores: list[GoldenScore]) -> None:
    """Writes the better of the committed and the measured score of each document."""
    old = floors() if FLOORS.exists() else {}
    names = [field.name for field in fields(GoldenScore)]
    with FLOORS.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for measured in scores:
            floor = old.get(measured.document, measured)
            counts = (max(getattr(floor, name), getattr(measured, name)) for name in names[1:])
            writer.writerow([measured.document, *counts])


def total(scores: list[GoldenScore], name: str) -> GoldenScore:
    """The sum of several scores."""
    counts = (sum(getattr(score, field.name) for score in scores) for field in fields(GoldenScore)[1:])
    return GoldenScore(name, *counts)


def main(arguments: list[str]) -> int:
    """Prints differences and scores; raises the floors when all documents are measured."""
    corpus = os.environ.get("TIEOUT_CORPUS")
    if not corpus:
        print("TIEOUT_CORPUS names no folder of original releases", file=sys.stderr)
        return 2
    part = arguments[0] if arguments else ""
    scores: list[GoldenScore] = []
    for document in golden_documents():
        if part in document.file:
            found = differences(document, Path(corpus))
            print(*summary(found), sep="\n")
            scores.append(score(document, found))
    print(*(field.name for field in fields(GoldenScore)), sep="\t")
    for row in (
        *scores,
        total([row for row in scores if row.is_text], "all text"),
        total([row for row in scores if not row.is_text], "all pages"),
    ):
        print(*(getattr(row, field.name) for field in fields(GoldenScore)), sep="\t")
    if not part:
        raise_floors(scores)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
