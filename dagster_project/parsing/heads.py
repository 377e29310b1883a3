"""What each data column of a grid means: its head, unit, period, scenario, basis, and whether it shows changes.

Geometry is behind us here (`Grid`), and rows have their say later (`facts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from dagster_project.parsing.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.grid import Grid
from dagster_project.parsing.labels import join_words
from dagster_project.parsing.model import Basis, Period, Scenario
from dagster_project.parsing.period_words import lower_case, period_words
from dagster_project.parsing.periods import parse_period
from dagster_project.parsing.units import NOTHING, UnitReading, read_unit
from dagster_project.parsing.vocabulary import meanings


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The meaning of one data column, as far as its head tells."""

    number: int
    text: str
    unit: UnitReading
    period: Period | None
    is_change: bool
    is_share_of_total: bool
    scenario: Scenario | None
    basis: Basis | None


@lru_cache(maxsize=16384)
def meaning_of(kind: str, words: str) -> str | None:
    """The value that words have for one kind of meaning (scenario, basis, change, ...)."""
    return next((value for pattern, value in meanings(kind) if pattern.search(words)), None)


def read_columns(grid: Grid, caption: str, calendar: FiscalCalendar) -> list[ColumnHead]:
    """Reads the heads of all columns; a column of changes takes the period of the later column it compares."""
    columns = [
        _column(number, head_text(grid, number), caption, calendar) for number in range(1, grid.column_count + 1)
    ]
    return _with_change_periods(columns)


def head_text(grid: Grid, number: int) -> str:
    """All head words over a column, top to bottom."""
    over = (head for head in grid.heads if head.col_start <= number < head.col_end)
    return join_words([head.text for head in sorted(over, key=lambda head: head.row)])


def _column(number: int, text: str, caption: str, calendar: FiscalCalendar) -> ColumnHead:
    is_change = meaning_of("change", text) is not None
    return ColumnHead(
        number=number,
        text=text,
        unit=read_unit(text) if text else NOTHING,
        period=None if is_change or not names_period(text) else parse_period(text, calendar, caption),
        is_change=is_change,
        is_share_of_total=meaning_of("share_of_total", text) is not None,
        scenario=cast("Scenario | None", meaning_of("scenario", text)),
        basis=cast("Basis | None", meaning_of("basis", text)),
    )


@lru_cache(maxsize=16384)
def names_period(words: str) -> bool:
    """The words speak of a period themselves, rather than leaving it to a caption."""
    return next(iter(period_words(lower_case(words))), None) is not None


def _with_change_periods(columns: Sequence[ColumnHead]) -> list[ColumnHead]:
    result: list[ColumnHead] = []
    compared: list[Period] = []
    for column in columns:
        if column.is_change and compared:
            result.append(replace(column, period=max(compared[-2:], key=lambda period: period.end)))
            continue
        if column.period is not None and not column.is_change:
            compared.append(column.period)
        result.append(column)
    return result
