"""Which tables carry on a statement, downwards or sideways, and which of their columns may total each other.

A block is the additive cells of one table. Their numbers do not matter here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from dagster_project.parsing.model import Cell


def runs(blocks: list[list[Cell]], continues: Callable[[list[Cell], list[Cell]], bool]) -> Iterator[list[list[Cell]]]:
    """Tables one after the other, split wherever one does not continue the one before it."""
    run: list[list[Cell]] = []
    for block in blocks:
        if run and not continues(run[-1], block):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def continues_rows(first: list[Cell], second: list[Cell]) -> bool:
    """The same columns carry on under other rows: every shared column has the same unit, and head or period."""
    if continues_columns(first, second):
        return False
    upper, lower = _columns(first), _columns(second)
    shared = upper.keys() & lower.keys()
    return bool(shared) and all(_same_column(upper[index], lower[index]) for index in shared)


def _same_column(first: list[Cell], second: list[Cell]) -> bool:
    return _usual(cell.unit for cell in first) == _usual(cell.unit for cell in second) and (
        _usual(cell.column_header for cell in first) == _usual(cell.column_header for cell in second)
        or _usual((cell.period_start, cell.period_end) for cell in first)
        == _usual((cell.period_start, cell.period_end) for cell in second)
    )


def continues_columns(first: list[Cell], second: list[Cell]) -> bool:
    """The same rows carry on in further columns: nearly all rows stand at the same index with the same label."""
    left, right = _row_names(first), _row_names(second)
    shared = left & right
    return len(shared) >= 2 and len(shared) >= 0.6 * min(len(left), len(right))


def _row_names(block: list[Cell]) -> set[tuple[int, str]]:
    return {(cell.row_index, " ".join(cell.row_label.lower().split())) for cell in block}


def _columns(block: list[Cell]) -> dict[int, list[Cell]]:
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in block:
        columns[cell.column_index].append(cell)
    return columns


def _usual(values: Iterable[Hashable]) -> Hashable:
    return Counter(values).most_common(1)[0][0]


def across(run: list[list[Cell]]) -> list[Cell]:
    """Cells of all blocks that can be added across: of rows whose label all blocks share; of a block only its money.

    Numbers of shares and prices are averages over a period where they stand beside money, so that quarters of them
    do not add up to a year.
    """
    label_of: dict[int, str] = {}
    kept = []
    for block in run:
        names = dict(_row_names(block))
        agreed = [
            cell for cell in block if label_of.get(cell.row_index, names[cell.row_index]) == names[cell.row_index]
        ]
        kept += [cell for cell in agreed if cell.measure == "amount"] or agreed
        label_of = names | label_of
    return kept


def of_one_period(cells: list[Cell]) -> list[list[Cell]]:
    """Columns that may total each other: three or more that agree on the period of every row they share; or, where
    fewer do, all of them, since quarters add up to a year.
    """
    columns: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        columns[cell.table_index, cell.column_index].append(cell)
    groups: list[list[list[Cell]]] = []
    for _, column in sorted(columns.items()):
        group = next((group for group in groups if all(_agree(column, other) for other in group)), None)
        if group is None:
            groups.append([column])
        else:
            group.append(column)
    wide = [[cell for column in group for cell in column] for group in groups if len(group) >= 3]
    return wide or ([cells] if len(columns) >= 3 else [])


def _agree(column: list[Cell], other: list[Cell]) -> bool:
    """Whether two columns speak of the same period in every row that both print."""
    periods = {cell.row_index: (cell.period_start, cell.period_end) for cell in column}
    return all(
        periods.get(cell.row_index, (cell.period_start, cell.period_end)) == (cell.period_start, cell.period_end)
        for cell in other
    )
