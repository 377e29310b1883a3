"""`tieout show`: releases, the tables of one, and a table as printed with a mark at each number.

Which verdict a number has is read from the marts, never decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dagster_project.figures import share
from dagster_project.warehouse.read import CellRow, IdentityCount, ReleaseRow, TableRow

MARKS = {"verified": ("✓", "green"), "contradicted": ("✗", "bold red"), "unverified": ("·", "dim")}
STATUS_MARKS = {
    "pass": ("✓", "green"),
    "fail": ("✗", "bold red"),
    "known_discrepancy": ("!", "yellow"),
    "not_evaluable": ("?", "dim"),
}
GAP = 2
NARROWEST_LABEL = 16
COMFORTABLE_LABEL = 40
WIDEST_HEAD = 16
ID_DIGITS = 12
UNLABELLED = "(unlabelled)"
LEGEND = "✓ an identity holds   ✗ contradicted by one that fails   · no identity reaches it"


def print_releases(console: Console, releases: Sequence[ReleaseRow]) -> None:
    """A line for each release."""
    table = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0))
    for column in ("release", "date", "file", "id"):
        table.add_column(column, overflow="fold", no_wrap=column in ("date", "id"))
    for row in releases:
        table.add_row(
            Text(row.release_slug),
            str(row.published_on or "-"),
            Text(row.file_name),
            Text(row.release_id, "dim"),
        )
    console.print(table)


def print_tables(console: Console, release: ReleaseRow, tables: Sequence[TableRow], contradictions: int) -> None:
    """A line for each table of the release, with how many of its facts are proven and how many contradicted.

    Below them stands in how many places the release contradicts itself.
    """
    console.print(_title(release))
    table = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0))
    table.add_column("table", justify="right")
    table.add_column("statement", no_wrap=True)
    table.add_column("title", overflow="fold")
    for column in ("lines", "facts", "verified", MARKS["contradicted"][0]):
        table.add_column(column, justify="right", no_wrap=True)
    for row in tables:
        table.add_row(
            str(row.table_index),
            row.statement_type,
            Text(row.title),
            f"{row.line_start}-{row.line_end}",
            str(row.facts),
            share(row.verified, row.facts),
            Text(str(row.contradicted), "red" if row.contradicted else "dim"),
        )
    console.print(table)
    if contradictions:
        places = "place" if contradictions == 1 else "places"
        told = f"Contradicts itself in {contradictions:,} {places}: `tieout report {release.release_id}` lists them"
        console.print(Text(told, "yellow"), soft_wrap=True)


def print_statement(
    console: Console,
    release: ReleaseRow,
    table: TableRow,
    cells: Sequence[CellRow],
    identities: Sequence[IdentityCount],
    *,
    with_ids: bool,
) -> None:
    """The table as printed, a mark at each number, and below it the identities that mention it.

    A line for each number instead, where ids are asked for or the terminal is too narrow for the table.
    """
    console.print(_title(release))
    console.print(Text(f"Table {table.table_index}: {table.title}", "bold"))
    grid = None if with_ids else _grid(cells, console.width)
    console.print(grid or _fact_list(cells))
    console.print(Text(LEGEND, "dim"))
    if identities:
        console.print(_identity_list(identities))


def _title(release: ReleaseRow) -> Text:
    return Text(f"{release.title or release.release_slug} ({release.published_on or 'no date found'})", "bold cyan")


def _grid(cells: Sequence[CellRow], width: int) -> Table | None:
    """Rows and columns as printed; None where the figures do not fit into the width whole."""
    columns = {cell.column_index: cell.column_header for cell in sorted(cells, key=lambda cell: cell.column_index)}
    room = (width - COMFORTABLE_LABEL) // len(columns) - GAP
    widths = {column: _column_width(head, column, cells, room) for column, head in columns.items()}
    if sum(widths.values()) + GAP * (len(widths) + 1) + NARROWEST_LABEL > width:
        return None
    grid = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0))
    grid.add_column("", overflow="fold")
    for column, head in columns.items():
        grid.add_column(Text(head), justify="right", vertical="bottom", width=widths[column])
    _add_rows(grid, cells, list(columns))
    return grid


def _column_width(head: str, column: int, cells: Sequence[CellRow], room: int) -> int:
    """Never less than a figure or a word of the head; as much of the head in one line as there is room for."""
    figures = (_figure(cell).plain for cell in cells if cell.column_index == column)
    return max(*map(cell_len, (*head.split(), *figures)), min(cell_len(head), room, WIDEST_HEAD))


def _add_rows(grid: Table, cells: Sequence[CellRow], columns: Sequence[int]) -> None:
    path: tuple[str, ...] = ()
    for row_index in sorted({cell.row_index for cell in cells}):
        row = {cell.column_index: cell for cell in cells if cell.row_index == row_index}
        first = next(iter(row.values()))
        parents = tuple(part for part in first.row_label_path.split(" > ") if part)
        for heading in _new_headings(path, parents):
            grid.add_row(heading)
        path = (*parents, first.row_label)
        label = _indented(first.row_label or UNLABELLED, len(parents))
        grid.add_row(label, *(_figure(row[column]) if column in row else Text("") for column in columns))


def _fact_list(cells: Sequence[CellRow]) -> Table:
    """A line for each number, with its fact id."""
    table = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0))
    table.add_column("fact id", no_wrap=True, style="dim")
    table.add_column("printed", no_wrap=True, justify="right")
    table.add_column("row", overflow="fold")
    table.add_column("column", overflow="fold")
    for cell in cells:
        label = Text(cell.row_label or UNLABELLED)
        table.add_row(cell.line_item_fact_id[:ID_DIGITS], _figure(cell), label, Text(cell.column_header))
    return table


def _new_headings(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Padding]:
    """The ancestors of this row that the rows before it did not show yet; a row shown with numbers counts as shown."""
    shared = 0
    while shared < min(len(before), len(now)) and before[shared] == now[shared]:
        shared += 1
    for depth in range(shared, len(now)):
        yield _indented(now[depth], depth, "italic")


def _indented(label: str, depth: int, style: str = "") -> Padding:
    """A label whose further lines, where it is wrapped, stand under its first."""
    return Padding(Text(label, style), (0, 0, 0, 2 * depth))


def _figure(cell: CellRow) -> Text:
    mark, style = MARKS[cell.verification_status]
    return Text.assemble(cell.printed_text, (f" {mark}", style))


def _identity_list(identities: Sequence[IdentityCount]) -> Table:
    listed = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0))
    listed.add_column("identity", no_wrap=True)
    for status in STATUS_MARKS:
        listed.add_column(status.replace("_", " "), justify="right")
    counts: dict[str, dict[str, int]] = {}
    for row in identities:
        counts.setdefault(row.identity_id, {})[row.status] = row.instances
    for identity_id, by_status in counts.items():
        listed.add_row(
            Text(identity_id),
            *(
                Text(f"{by_status[status]} {mark}", style) if status in by_status else Text("")
                for status, (mark, style) in STATUS_MARKS.items()
            ),
        )
    return listed
