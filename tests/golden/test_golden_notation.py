"""The golden files themselves: their notation, their places, and that a wrong cell is seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dagster_project.parsing import parse_release
from tests.golden.golden_figures import GoldenNotationError, golden_documents, read_golden, value_of
from tests.golden.golden_scores import compare
from tests.golden.printed_places import FigureNotPrintedError, find_places

TEXT = """Acme Corp. Balance Sheet (in thousands)

                                June 30,     June 30,
                                  2005         2004
                                --------     --------
Cash, note 5                     $  1,204     $  (315)
Receivables                         --           77
"""
PAGE = """<table><tr><th></th><th>2005</th></tr>
<tr><td>Loss&nbsp;(a)</td><td>$</td><td>(1,204</td><td>)</td><td>&mdash;</td></tr></table>"""
GOLDEN = """document = "{document}"
[[tables]]
unit = "USD"
scale = 1000
columns = ["2005-06-30", "~2004-04-01..2004-06-30; percent 1; restated"]
rows = '''
{rows}
'''
"""


def _typed(folder: Path, document: str, *rows: str) -> Path:
    path = folder / "acme.toml"
    path.write_text(GOLDEN.format(document=document, rows="\n".join(rows)), encoding="utf-8")
    return path


def test_a_typed_row_tells_value_unit_period_and_basis(tmp_path: Path) -> None:
    typed = read_golden(_typed(tmp_path, "text/a.txt", "6 | Cash | 1,204 | (315)", "7 | Receivables | -- |"))
    cash, before, nil = typed.figures
    assert (cash.value, cash.unit, cash.scale) == (Decimal(1204), "USD", Decimal(1000))
    assert cash.column.period is not None
    assert (cash.column.period.start, cash.column.period.end) == (None, date(2005, 6, 30))
    assert (before.value, before.unit, before.scale, before.column.basis) == (-315, "percent", 1, "restated")
    assert nil.value is None


def test_figures_are_read_as_printed() -> None:
    typed = ["(2,855)", ".58", "46 5/8", "12%", "(3)%", "---"]
    assert [value_of(printed) for printed in typed] == [
        Decimal(-2855),
        Decimal("0.58"),
        Decimal("46.625"),
        Decimal(12),
        Decimal(-3),
        None,
    ]


def test_a_row_with_too_few_columns_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldenNotationError, match="1 of 2 columns"):
        read_golden(_typed(tmp_path, "text/a.txt", "6 | Cash | 1,204"))


def test_figures_are_found_in_their_line_from_the_right(tmp_path: Path) -> None:
    typed = read_golden(_typed(tmp_path, "text/a.txt", "6 | Cash | 1,204 | (315)", "7 | Receivables | -- | 77"))
    places = [
        (place.line, TEXT.split("\n")[place.line - 1][place.start : place.end]) for _, place in find_places(typed, TEXT)
    ]
    assert places == [(6, "1,204"), (6, "315"), (7, "--"), (7, "77")]


@pytest.mark.parametrize(
    "row", ["6 | Cash | 1,205 | (315)", "6 | Cash | 1,204 | 315", "6 | Cash | 204 |", "99 | Cash | 1 |"]
)
def test_a_figure_that_is_not_printed_so_is_an_error(tmp_path: Path, row: str) -> None:
    with pytest.raises(FigureNotPrintedError):
        find_places(read_golden(_typed(tmp_path, "text/a.txt", row)), TEXT)


def test_figures_of_a_page_are_found_in_the_source_and_by_their_cell(tmp_path: Path) -> None:
    typed = read_golden(_typed(tmp_path, "html/a.htm", "1.2 | Loss (a) | (1,204) | \u2014"))
    (_, loss), (_, nil) = find_places(typed, PAGE)
    line = PAGE.split("\n")[1]
    assert (loss.line, line[loss.start : loss.end], loss.cell) == (2, "1,204", (1, 2, 3))
    assert (line[nil.start], nil.cell) == ("&", (1, 2, 5))


def test_every_respect_in_which_a_cell_can_be_wrong_is_seen(tmp_path: Path) -> None:
    typed = read_golden(_typed(tmp_path, "text/a.txt", "6 | Cash, note 5 | 1,204 |"))
    figure = typed.figures[0]
    cell = parse_release(TEXT.encode(), "a.txt").cells[0]
    assert list(compare(figure, cell)) == []
    wrong = {
        "value": cell._replace(value=Decimal(-1204)),
        "period": cell._replace(period_end=date(2004, 6, 30)),
        "unit": cell._replace(unit="EUR"),
        "scale": cell._replace(scale_factor=Decimal(1)),
        "label": cell._replace(row_label="Cash"),
        "basis": cell._replace(basis="restated"),
        "scenario": cell._replace(scenario="target"),
        "cell": None,
    }
    for respect, planted in wrong.items():
        assert [difference[0] for difference in compare(figure, planted)] == [respect]


def test_no_golden_figure_is_typed_twice(corpus: Path) -> None:
    for document in golden_documents():
        source = (corpus / document.file).read_bytes().decode("utf-8", "replace")
        places = [place for _, place in find_places(document, source)]
        assert len(places) == len(set(places)), document.file
