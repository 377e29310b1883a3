"""Statements as plain text, in layouts drawn at random, with the place of every figure."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal

from hypothesis import strategies as st
from properties.statements import Column, Figure, Nil, Row, Span, Statement

INTRODUCTION = """SPRINGFIELD, {published} -- Sample Corp. today announced its results.

"""


@dataclass(frozen=True, slots=True)
class TextLayout:
    """How a statement is set: widths in characters, and habits of the issuer."""

    label_width: int
    step: int
    """Characters that one level stands in."""
    gap: int
    numbers_on: Literal["first", "last"]
    """On which line of a wrapped label its figures stand."""
    dollar: Literal["none", "glued", "apart"]
    dollar_on_all: bool
    nil: str
    minus: Literal["parentheses", "hyphen"]
    split_parenthesis: bool
    leaders: bool
    rules: bool
    tagged: bool
    """Whether the statement stands in SGML tags, as in submissions to the SEC."""
    blank_lines: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a figure was printed: 1-based line, the characters of its digits or nil sign, half-open."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextPage:
    """The text, and the place of every figure by statement, row and column."""

    text: str
    places: dict[tuple[int, int, int], Printed]


def layouts() -> st.SearchStrategy[TextLayout]:
    """Layouts of every sort."""
    return st.builds(
        TextLayout,
        label_width=st.integers(22, 56),
        step=st.integers(1, 4),
        gap=st.integers(2, 7),
        numbers_on=st.sampled_from(("first", "last")),
        dollar=st.sampled_from(("none", "glued", "apart")),
        dollar_on_all=st.booleans(),
        nil=st.sampled_from(("-", "--", "---")),
        minus=st.sampled_from(("parentheses", "parentheses", "hyphen")),
        split_parenthesis=st.booleans(),
        leaders=st.booleans(),
        rules=st.booleans(),
        tagged=st.booleans(),
        blank_lines=st.booleans(),
    )


def render(statements: list[Statement], layout: TextLayout, published: str) -> TextPage:
    """Sets the statements one under the other, after a line of prose."""
    lines = INTRODUCTION.format(published=published).split("\n")
    places: dict[tuple[int, int, int], Printed] = {}
    for number, statement in enumerate(statements):
        for (row, column), place in _set(statement, layout, lines).items():
            places[number, row, column] = place
        lines += ["", ""]
    return TextPage("\n".join(lines), places)


def _set(statement: Statement, layout: TextLayout, lines: list[str]) -> dict[tuple[int, int], Printed]:
    printed = [
        [
            _print(figure, row, column, statement, layout)
            for column, figure in zip(statement.columns, row.figures, strict=True)
        ]
        if row.figures
        else []
        for row in statement.rows
    ]
    zones = _zones(statement, printed, layout)
    width = zones[-1].right + 2
    above = ["SAMPLE CORP.", statement.title, *textwrap.wrap(statement.caption.text, 72)]
    lines += [line.center(width).rstrip() for line in above]
    lines += ["", *(["<TABLE>", "<CAPTION>"] if layout.tagged else [])]
    lines += [_head_line(line, zones) for line in statement.heads]
    if layout.rules:
        lines.append(_rule_line(zones))
    if layout.tagged:
        lines.append(_tag_line(zones))
    places: dict[tuple[int, int], Printed] = {}
    for row_index, row in enumerate(statement.rows):
        _set_row(row_index, row, printed[row_index], zones, layout, lines, places)
        if layout.blank_lines and row.kind == "heading":
            lines.append("")
    if layout.tagged:
        lines.append("</TABLE>")
    return places


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A figure: what stands left of its digits, the digits, and what overhangs their right edge."""

    before: str
    digits: str
    after: str


def _print(figure: Figure, row: Row, column: Column, statement: Statement, layout: TextLayout) -> _Pieces | None:
    if figure is None:
        return None
    is_first = row is next(one for one in statement.rows if one.kind != "heading")
    is_money = row.kind in ("amount", "per_share") and not column.is_percent and statement.caption.currency == "USD"
    is_needed = layout.dollar != "none" or not statement.caption.names_currency
    has_dollar = is_money and is_needed and (layout.dollar_on_all or is_first or row.kind == "per_share")
    dollar = "$" if has_dollar else ""
    if isinstance(figure, Nil):
        return _Pieces(dollar, layout.nil, "")
    percent = "%" if column.is_percent or row.kind == "percent" else ""
    digits = f"{abs(figure):,f}"
    if figure >= 0:
        return _Pieces(dollar, digits, percent)
    if layout.minus == "hyphen":
        return _Pieces("", f"-{dollar}{digits}", percent)
    close = " )" if layout.split_parenthesis else ")"
    return _Pieces(dollar, f"({digits}", close + percent)


@dataclass(frozen=True, slots=True)
class _Zone:
    """Where a column stands: from its currency signs to behind its last digits; parentheses and percents overhang."""

    left: int
    right: int


def _zones(statement: Statement, printed: list[list[_Pieces | None]], layout: TextLayout) -> list[_Zone]:
    zones: list[_Zone] = []
    at = layout.label_width
    for index in range(len(statement.columns)):
        figures = [one for row in printed if row and (one := row[index])]
        body = max((len(one.before) + 1 + len(one.digits) for one in figures), default=1)
        overhang = max((len(one.after) for one in figures), default=0)
        over = [span for line in statement.heads for span in line if span.first <= index <= span.last]
        heads = max(len(span.text) // (span.last - span.first + 1) + 1 for span in over)
        left = at + layout.gap - 1
        zones.append(_Zone(left, left + max(body, heads)))
        at = zones[-1].right + overhang
    return zones


def _head_line(line: tuple[Span, ...], zones: list[_Zone]) -> str:
    """Heads of one column end with its digits; those of several stand in the middle of them."""
    text = ""
    for span in line:
        left, right = zones[span.first].left, zones[span.last].right
        start = right - len(span.text)
        if span.first < span.last:
            start = left + max(0, (right - left - len(span.text)) // 2)
        text = text.ljust(max(start, len(text) + 2 if text else 0)) + span.text
    return text


def _rule_line(zones: list[_Zone]) -> str:
    text = ""
    for zone in zones:
        text = text.ljust(zone.left) + "-" * (zone.right - zone.left)
    return text


def _tag_line(zones: list[_Zone]) -> str:
    text = "<S>"
    for zone in zones:
        text = text.ljust(zone.right - 3) + "<C>"
    return text


def _set_row(
    row_index: int,
    row: Row,
    printed: list[_Pieces | None],
    zones: list[_Zone],
    layout: TextLayout,
    lines: list[str],
    places: dict[tuple[int, int], Printed],
) -> None:
    indent = " " * (row.depth * layout.step)
    wrapped = textwrap.wrap(
        row.label,
        layout.label_width - 2,
        initial_indent=indent,
        subsequent_indent=indent + " " * layout.step,
        break_long_words=False,
        break_on_hyphens=False,
    )
    at = 0 if layout.numbers_on == "first" else len(wrapped) - 1
    for index, piece in enumerate(wrapped):
        lines.append(piece)
        if index != at or not printed:
            continue
        line = piece
        if layout.leaders and len(line) < layout.label_width - 4:
            line = line + "." * (layout.label_width - 1 - len(line))
        for column, figure in enumerate(printed):
            if figure is None:
                continue
            zone = zones[column]
            start = zone.right - len(figure.digits)
            if figure.before:
                left = start - 1 if layout.dollar == "glued" else min(start - 1, zone.left)
                line = line.ljust(left) + figure.before
            line = line.ljust(start) + figure.digits
            places[row_index, column] = Printed(len(lines), start, zone.right)
            line += figure.after
        lines[-1] = line
