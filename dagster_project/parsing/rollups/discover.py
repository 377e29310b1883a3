"""From the tables and cells of a release to its `Rollup`s; the steps are told in the package's docstring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dagster_project.parsing.model import Cell, Rollup, Table
from dagster_project.parsing.rollups.scores import Found
from dagster_project.parsing.rollups.search import FindAlone, find_all_totals
from dagster_project.parsing.rollups.sheets import Sheet, build_sheets


def discover_rollups(
    tables: Sequence[Table], cells: Sequence[Cell], find_alone: FindAlone | None = None
) -> tuple[Rollup, ...]:
    """Totals and their parts in all tables of a release, numbered from 1 in the order of the totals.

    Pure and deterministic. Ratios and percent changes never take part; shares of a total and changes in amount are
    checked where the levels beside them add up. A position where an accepted roll-up misses is in `failing_indexes`.
    Whoever reads many releases that are nearly the same passes a `find_alone` that remembers (`search`).
    """
    found = [
        _rollup(sheet, one)
        for sheet, totals in find_all_totals(build_sheets(tables, cells), find_alone)
        for one in totals
    ]
    found.sort(key=lambda one: (one.table_index, one.axis == "columns", one.total_index, one.part_indexes))
    return tuple(replace(one, rollup_index=number) for number, one in enumerate(found, start=1))


def _rollup(sheet: Sheet, found: Found) -> Rollup:
    reading, verdict = found.reading, found.verdict
    total = sheet.lines[reading.total]
    parts = [sheet.lines[part] for part in reading.parts]
    return Rollup(
        rollup_index=0,
        table_index=total.table_index,
        axis=sheet.axis,
        total_index=total.index,
        part_table_indexes=tuple(part.table_index for part in parts),
        part_indexes=tuple(part.index for part in parts),
        weights=reading.weights,
        checked_indexes=tuple(sheet.positions[at] for at in verdict.checked),
        failing_indexes=tuple(sheet.positions[at] for at in verdict.failing),
        evidence=_evidence(found),
    )


def _evidence(found: Found) -> str:
    verdict = found.verdict
    held = f"{verdict.held} of {verdict.counted} add up ({verdict.bits:.0f} bits)"
    return "; ".join((held, *found.clues.names))
