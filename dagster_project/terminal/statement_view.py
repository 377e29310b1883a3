"""`tieout show`: releases, the tables of one, and a table as printed with a mark at each number.

Which verdict a number has is read from the marts, never decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dagster_project.terminal.figures import share
from dagster_project.warehouse.read import CellRow, IdentityCount, ReleaseRow, TableRow

MARKS = {"verified": ("✓", "green"), "contradicted": ("✗", "bold red"), "unverified": ("·", "dim")}
STATUS_MARKS = {
    "pass": ("✓", "green"),
    "fail": ("✗", "bold red"),
    "known_discrepancy": ("!", "yellow"),
    "not_evaluable": ("?", "dim"),
}
LEGEND = "✓ an identity holds   ✗ contradicted by one that fails   · no identity reaches it"


def print_releases(console: Console, releases: Sequence[ReleaseRow]) -> None:
    """A line for each release."""
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("release", "date", "issuer", "id"):
        table.add_column(column, overflow="fold", no_wrap=column in ("date", "id"))
    for row in releases:
        table.add_row(
            Text(row.release_slug),
            str(row.published_on or "-"),
            Text(row.issuer_name or "-"),
            Text(row.release_id, "dim"),
        )
    console.print(table)


def print_tables(console: Console, release: ReleaseRow, tables: Sequence[TableRow]) -> None:
    """A line for each table of the release, with how many of its facts are proven and how many contradicted."""
    console.print(_title(release))
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
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


def print_statement(
    console: Console,
    release: ReleaseRow,
    table: TableRow,
    cells: Sequence[CellRow],
    identities: Sequence[IdentityCount],
    *,
    with_ids: bool,
) -> None:
    """The table as printed, a mark at each number, and below it the identities that mention it."""
    console.print(_title(release))
    console.print(Text(f"Table {table.table_index}: {table.title}", "bold"))
    console.print(_grid(cells, with_ids=with_ids))
    console.print(Text(LEGEND, "dim"))
    if identities:
        console.print(_identity_list(identities))


def _title(release: ReleaseRow) -> Text:
    return Text(f"{release.title or release.release_slug} ({release.published_on or 'no date found'})", "bold cyan")


def _grid(cells: Sequence[CellRow], *, with_ids: bool) -> Table:
    columns = sorted({cell.column_index for cell in cells})
    heads = {cell.column_index: cell.column_header for cell in cells}
    grid = Table(box=None, header_style="bold", padding=(0, 1), collapse_padding=True)
    grid.add_column("", overflow="fold")
    for column in columns:
        grid.add_column(Text(heads[column]), justify="right", vertical="bottom", overflow="fold")
    path: tuple[str, ...] = ()
    for row_index in sorted({cell.row_index for cell in cells}):
        row = {cell.column_index: cell for cell in cells if cell.row_index == row_index}
        first = next(iter(row.values()))
        parents = tuple(part for part in first.row_label_path.split(" > ") if part)
        for heading in _new_headings(path, parents):
            grid.add_row(heading)
        path = (*parents, first.row_label)
        label = Text("  " * len(parents) + (first.row_label or "(unlabelled)"))
        grid.add_row(label, *(_figure(row.get(column), with_ids=with_ids) for column in columns))
    return grid


def _new_headings(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Text]:
    """The ancestors of this row that the rows before it did not show yet; a row shown with numbers counts as shown."""
    shared = 0
    while shared < min(len(before), len(now)) and before[shared] == now[shared]:
        shared += 1
    for depth in range(shared, len(now)):
        yield Text("  " * depth + now[depth], "italic")


def _figure(cell: CellRow | None, *, with_ids: bool) -> Text:
    if cell is None:
        return Text("")
    mark, style = MARKS[cell.verification_status]
    note = f" {cell.line_item_fact_id[:12]}" if with_ids else ""
    return Text.assemble(cell.printed_text, (f" {mark}", style), (note, "dim"))


def _identity_list(identities: Sequence[IdentityCount]) -> Table:
    listed = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    listed.add_column("identity", overflow="fold")
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
