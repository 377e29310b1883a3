"""Grids to `Table`s and `Cell`s: title, statement, and the meaning that holds for a whole table.

Front ends (text, HTML) do not belong here: their work ends with `Grid`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import cast

from dagster_project.parsing.column_units import TableUnits
from dagster_project.parsing.data_schedule import is_tagged, read_schedule
from dagster_project.parsing.facts import TableMeaning, read_cells
from dagster_project.parsing.grid import Grid
from dagster_project.parsing.heads import meaning_of, read_columns, with_historical_columns
from dagster_project.parsing.label_facts import read_label_facts
from dagster_project.parsing.label_units import counted_unit, per_share_of
from dagster_project.parsing.labels import Row, join_rows
from dagster_project.parsing.model import Basis, Cell, LabelFact, Scenario, StatementType, Table
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.words import lower_case, period_words
from dagster_project.parsing.row_periods import are_periods_down_the_side, read_row_periods, without_years_of_names
from dagster_project.parsing.statements import statement_type, title_of, type_of_rows, type_of_title
from dagster_project.parsing.units import (
    NOTHING,
    ONE,
    UnitReading,
    noun_of_scale,
    read_unit,
    without_exceptions,
)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table, its rows and its cells."""

    table: Table
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    label_facts: tuple[LabelFact, ...]
    caption: str
    caption_unit: UnitReading
    is_scale_of_caption: bool
    """The scale stands in the table's caption; else a sentence above tells it of all tables."""
    grid: Grid
    scale_of_figures: Decimal | None = None
    """The scale that the figures tell of amounts or of shares, where no words do."""


@dataclass(frozen=True, slots=True)
class DocumentMeaning:
    """What holds for a whole document where its tables say nothing else."""

    calendar: FiscalCalendar
    currency: str | None
    issuer_name: str | None
    table_scales: tuple[tuple[int, Decimal], ...] = ()
    """Scales that sentences tell of all tables below them, by the number of their line."""


_BOILERPLATE = re.compile(r"\baccompanying notes\b|\bsee notes\b|\bintegral part\b|\(?continued\)?$", re.IGNORECASE)
"""What stands at the foot of a statement's page says nothing of the table on the next."""


def read_tables(grids: Sequence[Grid], document: DocumentMeaning) -> list[ReadTable]:
    """Reads all tables of a document; one that only continues another shares its title and `statement_index`."""
    result: list[ReadTable] = []
    for index, grid in enumerate(grids, 1):
        result.append(_read_table(index, grid, document, result[-1] if result else None))
    return result


def _read_table(index: int, grid: Grid, document: DocumentMeaning, previous: ReadTable | None) -> ReadTable:
    rows = join_rows(grid)
    own_title = _with_name(title_of(grid.title_lines, document.issuer_name), grid)
    is_below = grid.is_continued or (not own_title and all(_BOILERPLATE.search(line) for line in grid.above))
    continued = previous if is_below else None
    title = own_title or (continued.table.title if continued else grid.heading)
    caption = " ".join(grid.title_lines) or (continued.caption if continued else "")
    if grid.is_continued and continued is not None and read_unit(caption).scale is None:
        caption = continued.caption
    columns = read_columns(grid, caption or _introduction(grid), document.calendar)
    if _basis(title) == "pro_forma":
        columns = with_historical_columns(columns)
    schedule = read_schedule(rows, document.calendar) if is_tagged(grid) else None
    columns = without_years_of_names(columns, rows)
    row_periods = schedule.periods if schedule else read_row_periods(rows, columns, caption, document.calendar)
    kind = _statement_type(title, rows, grid, continued, are_periods_down_the_side(rows, row_periods))
    meaning = TableMeaning(
        table_index=index,
        statement_type=kind,
        scenario=_scenario(kind, title),
        basis=_basis(title),
        units=TableUnits(
            caption=UnitReading(scale=schedule.scale)
            if schedule
            else _with_scale_of_tables(_unit_told(caption, grid, previous), grid, document),
            currency=document.currency,
            counted=counted_unit(without_exceptions(title)) or noun_of_scale(caption),
            per_share=per_share_of(title),
            counts_singly=_caption_unit(caption).scale is None,
            percent_is_change=any("%" in line and meaning_of("change", line) for line in grid.title_lines),
        ),
    )
    statement_index = 1 if previous is None else previous.table.statement_index + (continued is None)
    table = Table(index, title, kind, statement_index, grid.line_start, grid.line_end)
    return ReadTable(
        table=table,
        rows=tuple(rows),
        cells=tuple(read_cells(meaning, rows, columns, row_periods)),
        label_facts=tuple(read_label_facts(index, rows)),
        caption=caption,
        caption_unit=meaning.units.caption,
        is_scale_of_caption=_caption_unit(caption).scale is not None,
        grid=grid,
    )


def _introduction(grid: Grid) -> str:
    """The sentence that ends right above a table, where it names a day ("... for the quarter ended April 1, 2006:").

    Without one it is left out: "the quarters ending on the dates below" makes no balance of a day one of a quarter.
    """
    text = grid.above[0] if grid.above and grid.above[0].endswith(":") else ""
    return text if any(word.kind in ("date", "month_day") for word in period_words(lower_case(text))) else ""


_WITHOUT_NAME = re.compile(r"(?:for|as (?:of|at)|at|three|six|nine|twelve|quarters?|years?)\b", re.IGNORECASE)
NEAR_LINES = 3


def _with_name(title: str, grid: Grid) -> str:
    """A title that tells but a period ("For the three months ended March 31") with the statement named above it."""
    if not _WITHOUT_NAME.match(title):
        return title
    named = (line for line in grid.above[:NEAR_LINES] if type_of_title(line) in _STATEMENTS and "." not in line)
    return " ".join((*islice(named, 1), title))


_STATEMENTS = ("balance_sheet", "cash_flow", "equity", "income_statement")

_NOTES_AT_END = re.compile(r"(?:\([^()]+\)\W*)+$")
_NOTE = re.compile(r"\(([^()]+)\)")


def _unit_told(caption: str, grid: Grid, previous: ReadTable | None) -> UnitReading:
    """The caption's unit; without a scale, that of the words right above, or of the table that ends right above."""
    own = _caption_unit(caption)
    if own.scale is not None:
        return own
    above = " ".join(reversed(grid.above[:3]))
    for words in (above, " ".join((above, *grid.title_lines))):
        notes = _NOTES_AT_END.search(words) if ")" in words else None
        for note in _NOTE.findall(notes[0]) if notes else ():
            if (told := read_unit(note)).scale is not None:
                return replace(told, unit=own.unit or told.unit)
    if not grid.above and previous is not None and previous.caption_unit.scale is not None:
        return replace(previous.caption_unit, unit=own.unit or previous.caption_unit.unit)
    return own


def _with_scale_of_tables(caption: UnitReading, grid: Grid, document: DocumentMeaning) -> UnitReading:
    """A table without a scale of its own has the one that a sentence above it tells of all tables."""
    scales = [scale for line, scale in document.table_scales if line < grid.line_start]
    if caption.scale is not None or not scales:
        return caption
    return replace(caption, scale=scales[-1], share_scale=caption.share_scale or ONE)


def _caption_unit(caption: str) -> UnitReading:
    """Only words that speak of a scale or stand in parentheses state a unit; a title's words do not."""
    reading = read_unit(caption)
    return reading if reading.scale is not None or "(" in caption else NOTHING


def _statement_type(
    title: str, rows: Sequence[Row], grid: Grid, continued: ReadTable | None, has_period_rows: bool
) -> StatementType:
    labels = [row.label for row in rows if row.cells]
    if continued is not None and not has_period_rows:
        return "per_share" if type_of_rows(labels) == "per_share" else continued.table.statement_type
    context = " ".join(grid.above[:2])
    return statement_type(title, labels, context, has_period_rows=has_period_rows)


def _basis(title: str) -> Basis:
    """The basis of a whole table; a title that speaks of GAAP beside non-GAAP leaves it to rows and columns."""
    basis = meaning_of("basis", title)
    words = title.casefold()
    speaks_of_both = "reconcil" in words or "gaap" in words.replace("non-gaap", "")
    if basis == "pro_forma" or (basis == "non_gaap" and "non-gaap" in words and not speaks_of_both):
        return cast("Basis", basis)
    return "as_reported"


def _scenario(kind: StatementType, title: str) -> Scenario:
    return "target" if kind == "guidance" or meaning_of("scenario", title) else "actual"
