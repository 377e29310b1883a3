"""Chooses the numbers a report draws: revenue by segment, a cash bridge, a balance-sheet stack, shares verified.

A chart whose numbers a release does not print is left out; how it is drawn does not belong here (`charts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from dagster_project.report.charts import Chart, Series, bridge, stacked
from dagster_project.report.rows import read_rows
from dagster_project.report.tables import Table

MILLION = Decimal(1_000_000)
MAX_PERIODS = 8


def read_charts(connection: duckdb.DuckDBPyConnection, release_id: str, tables: Sequence[Table]) -> tuple[Chart, ...]:
    """The charts of one release, in the order in which they are shown."""
    return tuple(
        chart
        for chart in (
            _revenue_by_segment(connection, release_id),
            _cash_bridge(connection, release_id),
            _balance_sheet(connection, release_id),
            _share_verified(tables),
        )
        if chart is not None
    )


_FACTS = """
    SELECT l.line_item_id, i.line_item_name, s.segment_name, s.segment_path, s.axis, s.is_total, s.is_elimination,
        coalesce(p.fiscal_label, cast(p.end_date AS VARCHAR)) AS period, p.start_date, p.end_date, l.value, l.unit
    FROM marts.fct_line_items AS l
    INNER JOIN marts.dim_line_items AS i USING (line_item_id)
    INNER JOIN marts.dim_periods AS p USING (period_id)
    INNER JOIN marts.dim_segments AS s USING (segment_id)
    WHERE l.release_id = $release_id AND l.is_primary AND NOT l.is_nil AND NOT l.is_translation
        AND l.scenario = 'actual' AND l.basis = 'as_reported' AND l.measure = 'amount'
        AND list_contains($line_items, l.line_item_id)
    ORDER BY p.end_date, p.start_date, l.table_index, l.row_index
"""


def _facts(connection: duckdb.DuckDBPyConnection, release_id: str, line_items: Sequence[str]) -> list[dict[str, Any]]:
    return read_rows(connection, _FACTS, release_id=release_id, line_items=list(line_items))


def _revenue_by_segment(connection: duckdb.DuckDBPyConnection, release_id: str) -> Chart | None:
    """Members right under the consolidated total; of several axes the one with most periods and members."""
    facts = [fact for fact in _facts(connection, release_id, ["revenues"]) if not fact["is_total"]]
    top = [fact for fact in facts if fact["segment_path"].count(">") == 1 and not fact["is_elimination"]]
    axes = {fact["axis"] for fact in top}
    if not axes:
        return None
    axis = max(sorted(axes), key=lambda name: sum(fact["axis"] == name for fact in top))
    chosen = [fact for fact in top if fact["axis"] == axis]
    periods = list(dict.fromkeys(fact["period"] for fact in chosen))[-MAX_PERIODS:]
    members = list(dict.fromkeys(fact["segment_name"] for fact in chosen))
    values = {(fact["segment_name"], fact["period"]): fact["value"] / MILLION for fact in chosen}
    series = [Series(name, tuple(values.get((name, period)) for period in periods)) for name in members]
    unit = f"{chosen[0]['unit']} millions"
    return stacked("revenue", "Revenue by segment", periods, series, unit) if len(members) > 1 else None


_CASH_STEPS = (
    ("net_cash_provided_by_operating_activities", "Operating"),
    ("net_cash_provided_by_investing_activities", "Investing"),
    ("net_cash_provided_by_financing_activities", "Financing"),
    ("effect_of_exchange_rate_on_cash", "Exchange rates"),
)


def _cash_bridge(connection: duckdb.DuckDBPyConnection, release_id: str) -> Chart | None:
    """The longest period of the latest end for which the activities are printed, between its two balances."""
    line_items = [line_item for line_item, _ in _CASH_STEPS]
    facts = [fact for fact in _facts(connection, release_id, line_items) if fact["start_date"] is not None]
    if not facts:
        return None
    end = max(fact["end_date"] for fact in facts)
    start = min(fact["start_date"] for fact in facts if fact["end_date"] == end)
    flows = {
        fact["line_item_id"]: fact["value"] / MILLION
        for fact in facts
        if (fact["start_date"], fact["end_date"]) == (start, end)
    }
    cash = _facts(connection, release_id, ["cash_and_cash_equivalents"])
    opening = next((fact["value"] / MILLION for fact in cash if (start - fact["end_date"]).days == 1), None)
    closing = next((fact["value"] / MILLION for fact in cash if fact["end_date"] == end), None)
    if opening is None or closing is None or len(flows) < 3:
        return None
    movements = [(name, flows[line_item], False) for line_item, name in _CASH_STEPS if line_item in flows]
    steps = [("Opening cash", opening, True), *movements, ("Closing cash", closing, True)]
    return bridge("cash", f"Cash from {start} to {end}", steps, f"{facts[0]['unit']} millions")


_BALANCE_ITEMS = (
    "total_current_assets",
    "total_assets",
    "total_liabilities",
    "minority_interest",
    "shareholders_equity",
    "total_equity_including_noncontrolling_interests",
)
_BALANCE_SERIES = ("Current assets", "Other assets", "Liabilities", "Minority interest", "Equity", "Other funding")


def _balance_sheet(connection: duckdb.DuckDBPyConnection, release_id: str) -> Chart | None:
    """What the issuer owns and how it is financed, at the latest two balance dates."""
    facts = [fact for fact in _facts(connection, release_id, _BALANCE_ITEMS) if fact["is_total"]]
    values = {(fact["line_item_id"], fact["end_date"]): fact["value"] / MILLION for fact in facts}
    dates = sorted({fact["end_date"] for fact in facts if ("total_assets", fact["end_date"]) in values})[-2:]
    columns = [_balance_columns(values, day) for day in dates]
    categories = [f"{side} {day}" for day in dates for side in ("Assets", "Funding")]
    stacks = [stack for pair in columns for stack in pair]
    if not any(any(stack) for stack in stacks):
        return None
    series = [Series(name, tuple(stack[index] for stack in stacks)) for index, name in enumerate(_BALANCE_SERIES)]
    return stacked("balance", "Balance sheet", categories, series, f"{facts[0]['unit']} millions")


def _balance_columns(values: dict[Any, Decimal], day: object) -> Iterator[tuple[Decimal | None, ...]]:
    assets, current = values[("total_assets", day)], values.get(("total_current_assets", day))
    liabilities, minority = values.get(("total_liabilities", day)), values.get(("minority_interest", day))
    equity = _equity(values, day, minority)
    rest = assets - sum(part for part in (liabilities, minority, equity) if part is not None)
    is_rounding = abs(rest) * 1000 < abs(assets)
    yield (current, assets - current if current is not None else assets, None, None, None, None)
    yield (None, None, liabilities, minority, equity, None if is_rounding else rest)


def _equity(values: dict[Any, Decimal], day: object, minority: Decimal | None) -> Decimal | None:
    """The owners' equity; where only equity as a whole is printed, that without the minority interest beside it."""
    owners, whole = (
        values.get((item, day)) for item in ("shareholders_equity", "total_equity_including_noncontrolling_interests")
    )
    return whole - (minority or 0) if owners is None and whole is not None else owners


def _share_verified(tables: Sequence[Table]) -> Chart | None:
    shown = [table for table in tables if table.numbers]
    if not shown:
        return None
    rest = [table.numbers - table.verified - table.contradicted for table in shown]
    series = [
        Series("Verified", tuple(Decimal(table.verified) for table in shown), "up"),
        Series("Contradicted", tuple(Decimal(table.contradicted) for table in shown), "down"),
        Series("Unverified", tuple(Decimal(number) for number in rest), "open"),
    ]
    return stacked("verified", "Proof by table", [str(table.table_index) for table in shown], series, "numbers")
