"""The text front end: plain-text lines to `Grid`s. Geometry ends here; meaning begins behind `Grid`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from dagster_project.parsing.grid import BodyCell, Dropped, Grid, GridCell, StubLine
from dagster_project.parsing.records import maker
from dagster_project.parsing.text.columns import Column, Placement, place_figures
from dagster_project.parsing.text.figure_words import PLACEHOLDERS
from dagster_project.parsing.text.head_blocks import HeadBlock
from dagster_project.parsing.text.head_pieces import is_caption
from dagster_project.parsing.text.heads import lay_heads
from dagster_project.parsing.text.lines import TextLine
from dagster_project.parsing.text.regions import Region, find_regions
from dagster_project.parsing.text.tails import TailToken
from dagster_project.parsing.units import unit_behind

_grid_cell, _body_cell, _stub_line = maker(GridCell), maker(BodyCell), maker(StubLine)


def read_text_tables(lines: Sequence[TextLine]) -> tuple[list[Grid], list[Dropped]]:
    """All tables of a plain-text document, in document order, and the lines of figures that make none."""
    grids: list[Grid] = []
    dropped: list[Dropped] = []
    headed: _Headed | None = None
    for region in find_regions(lines):
        floor = grids[-1].line_end if grids else 0
        placement = place_figures(region.body, region.head)
        if not placement.columns:
            continue
        grid = _grid(region, placement, lines, floor)
        is_below = headed is not None and grids[-1] is headed.grid
        if not grid.heads and headed is not None and is_below and headed.goes_on_in(grid, placement.columns):
            grid = replace(grid, heads=headed.grid.heads, is_continued=True)
        if reason := _why_no_table(grid):
            dropped.append(Dropped(grid.line_start, grid.line_end, reason))
            continue
        grids.append(grid)
        headed = _Headed(grid, placement.columns) if grid.heads else headed
    return grids, dropped


@dataclass(frozen=True, slots=True)
class _Headed:
    """The last table with heads, and where its columns stand."""

    grid: Grid
    columns: tuple[Column, ...]

    def goes_on_in(self, grid: Grid, columns: Sequence[Column]) -> bool:
        """A table without heads, soon below and with its figures under the same columns, is of the same heads."""
        return (
            len(columns) == len(self.columns)
            and grid.line_start - self.grid.line_end <= NEAR_LINES
            and all(abs(mine.right - other.right) <= DRIFT for mine, other in zip(self.columns, columns, strict=True))
        )


NEAR_LINES = 60
"""A page: heads printed further above are out of sight."""

DRIFT = 2
"""Right edges of columns differ by parentheses and percent signs."""


def _all_words(grid: Grid) -> str:
    return "\n".join((*(head.text for head in grid.heads), *(line.text for line in grid.body)))


def _why_no_table(grid: Grid) -> str:
    """Why a region is no table; empty where it is one."""
    figures = [len(line.cells) for line in grid.body if line.cells]
    if sum(figures) <= MOST_ANSWERS and _COVER.search(_all_words(grid)):
        return "the cover of a filing is a form"
    if grid.heads or len(figures) > 1 or sum(figures) > 2:
        return ""
    return "one line with a figure or two and no head over it is a line of text"


_COVER = re.compile(
    r"\(?(?:zip code|commission file n|i\.?r\.?s\.? employer|state or other jurisdiction|address of principal exec)",
    re.IGNORECASE,
)
"""What the cover of a filing asks for; its answers are numbers that measure nothing."""

MOST_ANSWERS = 8
"""A cover gives no more numbers that look like figures in one place."""

LINES_LOOKED_AT = 200
"""What stands further above a table says nothing of it."""

LINES_ABOVE = 4


def _lines_between(lines: Sequence[TextLine], floor: int, start: int) -> Sequence[TextLine]:
    """The lines above line `start` (1-based) and below line `floor`."""
    first = bisect_left(lines, max(floor + 1, start - LINES_LOOKED_AT), key=_number)
    return lines[first : bisect_left(lines, start, first, key=_number)]


def _said(above: Sequence[TextLine]) -> tuple[str, ...]:
    """What is said above a table, nearest first."""
    said = (line.text.strip() for line in reversed(above) if line.kind in _SAYING)
    return tuple(islice(said, LINES_ABOVE))


MAX_HEADING_WORDS = 12
MOST_BLANKS = 12
"""What stands above more blank lines belongs to another page or another document."""


def _heading(above: Sequence[TextLine]) -> str:
    """The nearest line above the table that is no prose and no sentence."""
    blanks = 0
    for line in reversed(above):
        text = line.text.strip()
        blanks = 0 if text else blanks + 1
        if blanks > MOST_BLANKS:
            return ""
        if line.kind == "text" and text[-1] not in ".:;," and len(text.split()) <= MAX_HEADING_WORDS:
            return text
    return ""


def _number(line: TextLine) -> int:
    return line.number


_SAYING = ("text", "prose")


def _grid(region: Region, placement: Placement, lines: Sequence[TextLine], floor: int) -> Grid:
    heads = lay_heads(region.head, placement)
    caption = tuple(takewhile(_is_caption_or_blank, region.body))
    stub = _stub_lines(region.body[len(caption) :], placement)
    start = min((line.number for line in (*region.title, *region.head)), default=region.body[0].number)
    above = _lines_between(lines, floor, start)
    return Grid(
        title_lines=(
            *(line.text.strip() for line in region.title),
            *heads.title_lines,
            *(line.text.strip() for line in caption if line.kind == "text"),
        ),
        heads=tuple(cell for block in heads.blocks for cell in _head_cells(block)),
        column_count=len(placement.columns),
        body=stub,
        line_start=start,
        line_end=region.body[-1].number,
        stub_width=max((line.indent + len(line.text) for line in stub), default=0),
        page_breaks=tuple(line.number for line in region.body if line.kind == "page"),
        above=_said(above),
        heading=_heading(above),
    )


def _is_caption_or_blank(line: TextLine) -> bool:
    """A caption may stand below the heads, at the top of the stub."""
    return line.kind in ("blank", "rule") or (line.kind == "text" and is_caption(line.text.strip()))


def _head_cells(block: HeadBlock) -> list[GridCell]:
    """One grid cell a head piece; stacked pieces keep their order by line."""
    return [
        _grid_cell((piece.text, piece.line, block.col_start, block.col_end, piece.line, piece.start, piece.end, ""))
        for piece in block.pieces
    ]


def _stub_lines(body: Sequence[TextLine], placement: Placement) -> tuple[StubLine, ...]:
    result: list[StubLine] = []
    is_after_blank = is_after_rule = False
    rule: TextLine | None = None
    for line in body:
        number, text, kind, indent, end, _ = line
        if kind == "blank":
            is_after_blank = True
        elif kind == "rule":
            rule, is_after_rule = line, True
        elif kind in ("text", "data"):
            placed = placement.by_line.get(number)
            if placed:
                label = text[indent : placed[0][1].start].rstrip("$ ")
                cells = _body_cells(number, placed, rule, placement.columns)
                rule = None
            else:
                printed = text[indent:end]
                label, cells = _without_placeholders(printed), ()
            result.append(_stub_line((label, indent, number, indent, cells, is_after_blank, is_after_rule, False)))
            # Placeholders end a row as figures do: the next line does not continue its label.
            is_after_blank, is_after_rule = not cells and len(label) < len(printed), False
    return tuple(result)


def _without_placeholders(label: str) -> str:
    """A label without the marks behind it that stand for figures ("Preferred stock          *       *")."""
    while "  " in label and label[label.rfind(" ") + 1 :] in PLACEHOLDERS:
        label = label[: label.rfind(" ")].rstrip()
    return label


def _body_cells(
    line: int, placed: Sequence[tuple[int, TailToken]], rule: TextLine | None, columns: Sequence[Column]
) -> tuple[BodyCell, ...]:
    """The cells of line number `line`; `rule` is the rule since the figures above it."""
    cells: list[BodyCell] = []
    for column, token in placed:
        start, end, _, _, text, figure, unit, _ = token
        locator = f"line[{line}]/char[{start}:{end}]"
        is_after_rule = rule is not None and _is_under(rule, columns[column - 1])
        scale = None
        if unit and (known := unit_behind(unit)):
            unit, scale = known
        cells.append(_body_cell((text, column, figure, line, start, end, locator, unit, is_after_rule, scale)))
    return tuple(cells)


def _is_under(rule: TextLine, column: Column) -> bool:
    return not rule.text[column.left : column.right].isspace() and rule.end > column.left
