"""Periods that rows name: transposed tables (periods down the side), roll-forwards, opening and closing balances.

How the words of a period are read does not belong here (`periods`), nor do column heads (`heads`) and what a row says
of its cells' place inside a period (`cell_periods`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from dagster_project.parsing.heads import ColumnHead, meaning_of, names_period
from dagster_project.parsing.labels import PATH_SEPARATOR, Row
from dagster_project.parsing.model import Period
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.periods.naming import first_period, parse_period
from dagster_project.parsing.periods.words import PeriodWord, lower_case, period_words
from dagster_project.parsing.quarter_rows import periods_of_quarters

ONE_DAY = timedelta(days=1)
MAX_LABEL_WORDS = 9
"""A longer label mentions a date, it does not name the row's period."""


def read_row_periods(
    rows: Sequence[Row], columns: Sequence[ColumnHead], caption: str, calendar: FiscalCalendar
) -> dict[int, Period]:
    """Periods by row index, where the columns name none: the rows' own, else the one of the caption.

    The four quarters of a year are rows of their own also below a column of that year.
    """
    quarters = periods_of_quarters(rows, columns, caption, calendar)
    if quarters:
        return quarters
    if any(column.period is not None for column in columns):
        return {}
    heads = " ".join(column.text for column in columns)
    sections = _periods_of_sections(rows, f"{heads} {caption}", calendar)
    named: dict[int, Period] = {}
    for row in rows:
        if row.cells and (period := _named_period(row, heads, caption, calendar)) is not None:
            named[row.row_index] = period
    if named:
        return sections | _changes(rows, named) | _flows_between(rows, named, first_period(caption, calendar)) | named
    if sections:
        return sections
    of_caption = parse_period(caption, calendar) if caption else None
    return {row.row_index: of_caption for row in rows} if of_caption else {}


def without_years_of_names(columns: Sequence[ColumnHead], rows: Sequence[Row]) -> list[ColumnHead]:
    """Columns without the years that are part of a name ("1988 Employee Stock Ownership Plan") in a roll-forward.

    There the rows tell the periods, from balance to balance, and hardly any column names one.
    """
    dated = [column for column in columns if column.period is not None]
    if not dated or 3 * len(dated) > len(columns):
        return list(columns)
    balances = sum(_is_balance(row) and names_period(row.label) for row in rows if row.cells)
    if balances < FEWEST_BALANCES:
        return list(columns)
    return [column._replace(period=None) for column in columns]


FEWEST_BALANCES = 2
"""A roll-forward opens with one balance and closes with another."""


def _periods_of_sections(rows: Sequence[Row], context: str, calendar: FiscalCalendar) -> dict[int, Period]:
    """Rows below a line that says nothing but a period ("1991") belong to it, until the next such line."""
    result: dict[int, Period] = {}
    section: Period | None = None
    for row in rows:
        if not row.cells and _is_nothing_but_a_period(row.label):
            section = parse_period(row.label, calendar, context)
        elif row.cells and section is not None:
            result[row.row_index] = section
    return result


@lru_cache(maxsize=8192)
def _is_nothing_but_a_period(label: str) -> bool:
    words = list(period_words(lower_case(label)))
    rest = "".join(
        label[before.end : after.start]
        for before, after in pairwise([PeriodWord("ended", 0, 0), *words, PeriodWord("ended", len(label), len(label))])
    )
    return bool(words) and not _LETTER_OR_DIGIT.search(rest)


_LETTER_OR_DIGIT = re.compile(r"[A-Za-z\d]")


def are_periods_down_the_side(rows: Sequence[Row], row_periods: Mapping[int, Period]) -> bool:
    """Whether the table is transposed: most rows name a duration of their own."""
    with_cells = [row for row in rows if row.cells]
    if len(set(row_periods.values())) < 2 <= len(with_cells):
        return False
    named = sum(
        row.row_index in row_periods and len(row.label.split()) <= MAX_LABEL_WORDS and not _is_balance(row)
        for row in with_cells
    )
    has_balances = any(_is_balance(row) for row in with_cells)
    return bool(with_cells) and not has_balances and named > 0.5 * len(with_cells)


def _changes(rows: Sequence[Row], named: Mapping[int, Period]) -> dict[int, Period]:
    """Rows of changes between the rows above them take the later one's period."""
    result: dict[int, Period] = {}
    compared: list[Period] = []
    for row in rows:
        if row.row_index in named:
            compared.append(named[row.row_index])
        elif row.cells and compared and meaning_of("change", row.label):
            result[row.row_index] = max(compared[-2:], key=lambda period: period.end)
    return result


def _named_period(row: Row, heads: str, caption: str, calendar: FiscalCalendar) -> Period | None:
    """The period of a row's label or nearest heading.

    What it leaves out may be said by the heads of the columns; the year of "First half" also by the caption.
    """
    for words in (row.label, row.path.rpartition(PATH_SEPARATOR)[2]):
        if len(words.split()) <= MAX_LABEL_WORDS and names_period(words):
            return parse_period(words, calendar, heads if _YEAR.search(words) or names_period(heads) else caption)
    return None


_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_balance(row: Row) -> bool:
    return row.label.casefold().startswith("balance")


def _flows_between(rows: Sequence[Row], named: Mapping[int, Period], first: Period | None) -> dict[int, Period]:
    """Rows between two balances of a roll-forward belong to the time between them; those before, to the first period.

    A first period is one that the caption dates from an inception to the first balance.
    """
    balances = [row for row in rows if row.row_index in named and _is_balance(row)]
    flows: dict[int, Period] = {}
    if first is not None and balances and named[balances[0].row_index].end == first.end:
        flows = {row.row_index: first for row in rows if row.row_index < balances[0].row_index}
    for opening, closing in pairwise(balances):
        start, end = named[opening.row_index].end + ONE_DAY, named[closing.row_index].end
        if start > end:
            continue
        for row in rows:
            if opening.row_index < row.row_index < closing.row_index and row.row_index not in named:
                flows[row.row_index] = Period("duration", start, end)
    return flows
