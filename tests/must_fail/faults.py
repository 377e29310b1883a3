"""The faults planted in the sample release: each tells which printed cells it changes, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from dagster_project.parsing.model import Cell

Plant = Callable[[Iterable[Cell]], Iterable[Cell]]


def _change(printed_text: str, table_index: int, change: Callable[[Cell], Cell | None]) -> Plant:
    """Change (None: drop) the cells of a table that print exactly this text."""

    def plant(cells: Iterable[Cell]) -> Iterable[Cell]:
        for cell in cells:
            is_meant = cell.table_index == table_index and cell.printed_text == printed_text
            changed = change(cell) if is_meant else cell
            if changed is not None:
                yield changed

    return plant


def _set_value(value: str) -> Callable[[Cell], Cell]:
    return lambda cell: cell._replace(value=Decimal(value), is_nil=False)


def _flip_sign(cell: Cell) -> Cell:
    assert cell.value is not None
    return cell._replace(value=-cell.value)


def _scale_up(cell: Cell) -> Cell:
    return cell._replace(
        scale_factor=cell.scale_factor * 1000,
        precision_unit=None if cell.precision_unit is None else cell.precision_unit * 1000,
    )


def _scale_column(tables: set[int], column_index: int) -> Plant:
    """Read a column of thousands as one of millions."""

    def plant(cells: Iterable[Cell]) -> Iterable[Cell]:
        for cell in cells:
            is_meant = cell.table_index in tables and cell.column_index == column_index and cell.measure == "amount"
            yield _scale_up(cell) if is_meant else cell

    return plant


def _swap_columns(tables: set[int], first: int, second: int) -> Plant:
    """Print each of two columns' values under the head of the other."""

    def plant(cells: Iterable[Cell]) -> Iterable[Cell]:
        held = tuple(cells)
        values = {(cell.table_index, cell.row_index, cell.column_index): (cell.value, cell.is_nil) for cell in held}
        other = {first: second, second: first}
        for cell in held:
            source = (cell.table_index, cell.row_index, other.get(cell.column_index, -1))
            if cell.table_index not in tables or source not in values:
                yield cell
                continue
            value, is_nil = values[source]
            yield cell._replace(value=value, is_nil=is_nil, precision_unit=None if is_nil else Decimal(1000))

    return plant


def _drop(_: Cell) -> None:
    return None


OPERATING_RESULTS, INCOME_STATEMENT, CASH_FLOW, CASH_PAID, ADJUSTED_EBITDA = 1, 16, 22, 23, 30
ASSETS, LIABILITIES_AND_EQUITY = 14, 15
RETURNS, EQUITY_PER_SHARE = 36, 37

FAULTS: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "clean": tuple,
        # Operating cash flow of FY2008 as an outflow.
        "flipped sign": _change("8,630,869", CASH_FLOW, _flip_sign),
        # Total assets of 2009 a thousand times too large.
        "thousandfold total": _change("52,301,199", ASSETS, _scale_up),
        # The whole column of 2009 read as millions: it still adds up in itself.
        "thousandfold column": _scale_column({ASSETS, LIABILITIES_AND_EQUITY}, 4),
        # 2008 and 2009 under each other's heads: both still add up in themselves.
        "swapped columns": _swap_columns({ASSETS, LIABILITIES_AND_EQUITY}, 1, 4),
        # Total liabilities of 2009 not printed.
        "missing part": _change("27,058,280", LIABILITIES_AND_EQUITY, _drop),
        # Total assets of 2009 not printed.
        "missing total": _change("52,301,199", ASSETS, _drop),
        # Goodwill 2,639,319 with one digit changed, by more than rounding can explain.
        "changed digit": _change("2,639,319", ASSETS, _set_value("2639819")),
        # Goodwill 2,639,319 larger by one unit, which rounding can explain.
        "one unit": _change("2,639,319", ASSETS, _set_value("2639320")),
        # The issuer's sign slip is still there, but no longer by the recorded amount.
        "stale review": _change("(1,293)", ADJUSTED_EBITDA, _set_value("-1294")),
        # Operating income of FY2008 up by 38.7 % instead of down, in the summary.
        "growth for decline": _change("(38.7%)", OPERATING_RESULTS, _flip_sign),
        # Interest paid in dollars a hundred thousand too high; nothing adds it up.
        "wrong translation": _change("4,122", CASH_PAID, _set_value("4222")),
        # Sales and marketing as 8.6 % of revenues instead of 6.6 %.
        "wrong share": _change("6.6", INCOME_STATEMENT, _set_value("8.6")),
        # Return on equity of FY2008 with its digits turned round.
        "wrong return": _change("5.7", RETURNS, _set_value("7.5")),
        # Equity per share of 2009 with one digit changed.
        "wrong amount per share": _change("124,265.27", EQUITY_PER_SHARE, _set_value("124265.72")),
        # Income tax of FY2008 as a benefit.
        "benefit for expense": _change("1,002,711", INCOME_STATEMENT, _flip_sign),
    }
)
"""By name; `clean` is the release as printed."""
