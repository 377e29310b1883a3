"""What the parser decided while it read a document, told in rows that a person can look through.

A few dozen a release: the file, the document chosen, what each table takes its title, heads, scale and periods from,
what was left out, what could not be read. How things are decided does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dagster_project.parsing.decode import Document
from dagster_project.parsing.front_end import Reading
from dagster_project.parsing.model import NumericToken, ParseEvent
from dagster_project.parsing.tables import ReadTable
from dagster_project.parsing.units import ONE

MOST_TOLD = 50
"""So many decisions of a kind are told one by one; a file with more of them is no release."""

LONGEST_TEXT = 60


def tell_events(
    document: Document, read: Reading, tables: Sequence[ReadTable], tokens: Sequence[NumericToken]
) -> tuple[ParseEvent, ...]:
    """The decisions of one reading, in the order of the steps; line numbers are those of the lines read."""
    return (
        *_of_file(document),
        *_of_submission(read),
        *_left_out(read),
        *(event for table in tables for event in _of_table(table)),
        *_unread(tokens),
    )


def _of_file(document: Document) -> Iterator[ParseEvent]:
    yield ParseEvent("decode", None, f"{document.media_type} by content, {document.encoding}")
    if document.encoding == "cp1252":
        yield ParseEvent("decode", None, "not valid UTF-8: read as cp1252, which knows every byte but a few")
    if "\t" in document.text and document.media_type == "text/plain":
        yield ParseEvent("decode", None, "has tabs: laid out to the next multiple of eight columns")


def _of_submission(read: Reading) -> Iterator[ParseEvent]:
    for part in read.chosen[:MOST_TOLD]:
        yield ParseEvent("exhibit", part.line_start, f"document {part.type or 'without a type'} is the release")
    for part in read.left_out[:MOST_TOLD]:
        message = f"document {part.type or 'without a type'} left out, to line {part.line_end:,}: not the release"
        yield ParseEvent("exhibit", part.line_start, message)


def _left_out(read: Reading) -> Iterator[ParseEvent]:
    for passage in read.dropped[:MOST_TOLD]:
        message = f"figures left out, to line {passage.line_end:,}: {passage.reason}"
        yield ParseEvent("region", passage.line_start, message)


def _of_table(read: ReadTable) -> Iterator[ParseEvent]:
    table, grid = read.table, read.grid
    name = f"table {table.table_index}"
    start = table.line_start
    if grid.is_continued:
        yield ParseEvent("heads", start, f"{name} prints no heads: goes on under those of the table before it")
    elif not grid.heads:
        yield ParseEvent("heads", start, f"{name} prints no heads over its {grid.column_count} columns")
    if not grid.title_lines:
        source = f"takes {_short(table.title)}" if table.title else "has none"
        yield ParseEvent("title", start, f"{name} prints no title of its own: {source}")
    for line in grid.page_breaks[:MOST_TOLD]:
        yield ParseEvent("page_break", line, f"{name} goes on over a page break")
    yield from _of_scale(read, name)
    yield from _of_periods(read, name)


def _of_scale(read: ReadTable, name: str) -> Iterator[ParseEvent]:
    unit = read.caption_unit
    if unit.scale is not None and unit.scale != ONE:
        shares = "" if unit.share_scale is None else f", share counts x {unit.share_scale:,}"
        source = f"by {_short(read.caption)}" if read.is_scale_of_caption else "by a sentence above or by its tags"
        yield ParseEvent("scale", read.table.line_start, f"{name}: amounts x {unit.scale:,}{shares} {source}")
    if read.scale_of_figures is not None:
        message = f"{name}: figures x {read.scale_of_figures:,} by arithmetic: no words tell their scale"
        yield ParseEvent("scale", read.table.line_start, message)


def _of_periods(read: ReadTable, name: str) -> Iterator[ParseEvent]:
    unknown: dict[int, str] = {}
    for cell in read.cells:
        if cell.period_end is None:
            unknown.setdefault(cell.column_index, cell.column_header)
    if unknown:
        heads = ", ".join(_short(head) if head else f"column {number}" for number, head in list(unknown.items())[:5])
        count = f"{len(unknown)} of {read.grid.column_count} columns"
        message = f"{name}: figures in {count} name no period and are left without ({heads})"
        yield ParseEvent("period", read.table.line_start, message)


def _unread(tokens: Sequence[NumericToken]) -> Iterator[ParseEvent]:
    unread = [token for token in tokens if token.kind == "unexplained"]
    for token in unread[:MOST_TOLD]:
        where = "in a table" if token.is_in_table else "in prose"
        yield ParseEvent("token", token.line_number, f"{_short(token.printed_text.strip())} {where}: {token.reason}")
    if len(unread) > MOST_TOLD:
        yield ParseEvent("token", None, f"{len(unread) - MOST_TOLD:,} more numbers could not be read")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"'{flat}'" if len(flat) <= LONGEST_TEXT else f"'{flat[:LONGEST_TEXT].rstrip()}...'"
