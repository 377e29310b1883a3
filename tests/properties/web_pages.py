"""Statements as web pages, in mark-up of many habits drawn at random, with the cell of every figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hypothesis import strategies as st
from properties.statements import Column, Figure, Nil, Row, Span, Statement

INTRODUCTION = "<p>SPRINGFIELD, {published} - Sample Corp. today announced its results.</p>\n"


@dataclass(frozen=True, slots=True)
class WebLayout:
    """How a statement is marked up."""

    spacers: bool
    """An empty cell before every column."""
    dollar: Literal["glued", "own cell"]
    close: Literal["glued", "own cell"]
    """Where a closing parenthesis stands."""
    percent: Literal["glued", "own cell"]
    dollar_on_all: bool
    nil: str
    indent: Literal["padding", "blanks"]
    head_cell: Literal["td", "th"]
    head_breaks: bool
    """Whether the lines of a column's own head stand in one cell, with breaks between."""
    caption_in_table: bool
    inner: str
    """Tags around the text of every cell."""
    closes_cells: bool
    """Whether cells and rows have end tags."""
    is_upper_case: bool
    wrapper: bool
    """Whether the table stands in a cell of a layout table."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """The mark-up, and by statement, row and column the table, row and cell of every figure's digits, from 1."""

    markup: str
    places: dict[tuple[int, int, int], tuple[int, int, int]]


def layouts() -> st.SearchStrategy[WebLayout]:
    """Mark-up of every sort."""
    where = st.sampled_from(("glued", "own cell"))
    return st.builds(
        WebLayout,
        spacers=st.booleans(),
        dollar=where,
        close=where,
        percent=where,
        dollar_on_all=st.booleans(),
        nil=st.sampled_from(("&#8212;", "—", "-", "--", "&ndash;")),
        indent=st.sampled_from(("padding", "blanks")),
        head_cell=st.sampled_from(("td", "th")),
        head_breaks=st.booleans(),
        caption_in_table=st.booleans(),
        inner=st.sampled_from(("", "font", "div", "p", "span")),
        closes_cells=st.booleans(),
        is_upper_case=st.booleans(),
        wrapper=st.booleans(),
    )


def render(statements: list[Statement], layout: WebLayout, published: str) -> WebPage:
    """Marks the statements up, one table each, after a paragraph of prose."""
    parts = ["<html><body>\n", INTRODUCTION.format(published=published)]
    places: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    table = 0
    for number, statement in enumerate(statements):
        table += 1 + layout.wrapper
        rows = _Rows(layout)
        above = ["<b>SAMPLE CORP.</b>", f"<b>{statement.title}</b>", statement.caption.text]
        if layout.caption_in_table:
            for line in above:
                rows.begin()
                rows.cell(line, 1 + _width(layout) * len(statement.columns))
        _set_heads(statement, layout, rows)
        for row_index, row in enumerate(statement.rows):
            _set_row(row, statement, layout, rows)
            for column, cell in rows.figures.items():
                places[number, row_index, column] = (table, rows.count, cell)
        before = "" if layout.caption_in_table else "".join(f"<p>{line}</p>\n" for line in above)
        body = f"<table>\n{rows.markup()}</table>"
        parts.append(before + (f"<table><tr><td>{body}</td></tr></table>\n" if layout.wrapper else body + "\n"))
    parts.append("</body></html>\n")
    markup = "".join(parts)
    return WebPage(_upper_case(markup) if layout.is_upper_case else markup, places)


class _Rows:
    """Rows as they are marked up; knows the number of the row and of the cell that comes next."""

    def __init__(self, layout: WebLayout) -> None:
        self.count = 0
        self.cells = 0
        self.figures: dict[int, int] = {}
        self._layout = layout
        self._parts: list[str] = []

    def begin(self) -> None:
        """Starts a row."""
        if self.count and self._layout.closes_cells:
            self._parts.append("</tr>\n")
        self._parts.append("<tr>")
        self.count += 1
        self.cells = 0
        self.figures = {}

    def cell(self, text: str = "", colspan: int = 1, *, tag: str = "td", style: str = "") -> None:
        """Adds a cell to the row."""
        span = f' colspan="{colspan}"' if colspan > 1 else ""
        inner = self._layout.inner
        filled = f"<{inner}>{text}</{inner}>" if inner and text else text
        end = f"</{tag}>" if self._layout.closes_cells else ""
        self._parts.append(f"<{tag}{span}{style}>{filled}{end}")
        self.cells += 1

    def markup(self) -> str:
        """All rows."""
        return "".join(self._parts) + ("</tr>\n" if self._layout.closes_cells else "\n")


def _slots(layout: WebLayout) -> tuple[bool, bool, bool]:
    """Whether a column has cells of their own for the space before it, the currency sign, and what follows digits."""
    return layout.spacers, layout.dollar == "own cell", "own cell" in (layout.close, layout.percent)


def _width(layout: WebLayout) -> int:
    return 1 + sum(_slots(layout))


def _set_heads(statement: Statement, layout: WebLayout, rows: _Rows) -> None:
    lines = [list(line) for line in statement.heads]
    if layout.head_breaks:
        lines = _joined(lines)
    for line in lines:
        rows.begin()
        rows.cell(tag=layout.head_cell)
        for span in line:
            width = _width(layout) * (span.last - span.first + 1)
            if layout.spacers:
                rows.cell(tag=layout.head_cell)
            rows.cell(span.text, width - layout.spacers, tag=layout.head_cell)


def _joined(lines: list[list[Span]]) -> list[list[Span]]:
    """Lines over the same columns become one, with breaks."""
    joined: list[list[Span]] = []
    for line in lines:
        if joined and [(one.first, one.last) for one in joined[-1]] == [(one.first, one.last) for one in line]:
            joined[-1] = [
                Span(above.first, above.last, f"{above.text}<br>{below.text}")
                for above, below in zip(joined[-1], line, strict=True)
            ]
        else:
            joined.append(line)
    return joined


def _set_row(row: Row, statement: Statement, layout: WebLayout, rows: _Rows) -> None:
    rows.begin()
    padding = f' style="padding-left:{10 * row.depth}pt"' if layout.indent == "padding" and row.depth else ""
    blanks = "&nbsp;&nbsp;&nbsp;" * row.depth if layout.indent == "blanks" else ""
    rows.cell(blanks + row.label.replace("&", "&amp;"), style=padding)
    for index, column in enumerate(statement.columns):
        figure = row.figures[index] if row.figures else None
        _set_figure(index, figure, row, column, statement, layout, rows)


def _set_figure(
    index: int, figure: Figure, row: Row, column: Column, statement: Statement, layout: WebLayout, rows: _Rows
) -> None:
    has_spacer, has_sign, has_tail = _slots(layout)
    before, digits, close, percent = _pieces(figure, row, column, statement, layout)
    tail = percent if layout.percent == "own cell" else ""
    if close and layout.close == "own cell":
        tail = close + percent
    glued = (close + percent).removesuffix(tail)
    if has_spacer:
        rows.cell()
    if has_sign:
        rows.cell(before)
    rows.cell(digits + glued if has_sign else before + digits + glued)
    if figure is not None:
        rows.figures[index] = rows.cells
    if has_tail:
        rows.cell(tail)


def _pieces(
    figure: Figure, row: Row, column: Column, statement: Statement, layout: WebLayout
) -> tuple[str, str, str, str]:
    """Currency sign, digits with an opening parenthesis, closing parenthesis, percent sign."""
    if figure is None:
        return "", "", "", ""
    first = next(one for one in statement.rows if one.kind != "heading")
    is_money = row.kind in ("amount", "per_share") and not column.is_percent and statement.caption.currency == "USD"
    before = "$" if is_money and (layout.dollar_on_all or row is first or row.kind == "per_share") else ""
    if isinstance(figure, Nil):
        return before, layout.nil, "", ""
    percent = "%" if column.is_percent or row.kind == "percent" else ""
    digits = f"{abs(figure):,f}"
    return (before, digits, "", percent) if figure >= 0 else (before, f"({digits}", ")", percent)


def _upper_case(markup: str) -> str:
    """Tags in capitals, as they were written in the nineties."""
    return re.sub(r"<[^>]*>", lambda tag: tag[0].upper(), markup)
