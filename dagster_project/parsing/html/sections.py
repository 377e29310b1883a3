"""Cuts a table's rows into sections: each has its titles, its heads and its body.

A table has several where heads are repeated after a page break or where another block of figures follows under
heads of its own. The meaning of heads does not belong here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dagster_project.parsing.heads import names_period
from dagster_project.parsing.html.roles import Role, Row, speaks_of_period
from dagster_project.parsing.units import read_unit

LONGEST_LABEL = 40
"""More words than these are a note below or between the figures, not a label."""


@dataclass(slots=True)
class Section:
    """A run of rows under the same heads."""

    titles: list[str] = field(default_factory=list)
    heads: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)

    @property
    def has_figures(self) -> bool:
        """Whether any row of the body prints a figure."""
        return any(row.role is Role.DATA for row in self.body)


def cut_sections(rows: Sequence[Row]) -> list[Section]:
    """The sections of a table in order; notes after the last figures belong to none."""
    sections = [Section()]
    for row in rows:
        current = sections[-1]
        if row.role is Role.HEAD and current.has_figures:
            if not _is_head_between(row):
                continue
            sections.append(_begin_section(current, row))
        elif row.role is Role.HEAD:
            _add_head(current, row)
        elif row.role is not Role.BLANK or current.body:
            current.body.append(row)
    return [_finished(section) for section in sections if section.has_figures]


def _is_head_between(row: Row) -> bool:
    """Between figures, words over columns are a head only if they name periods or stand without a label."""
    return speaks_of_period(row) or (not row.stub and len(row.over) > 1)


def _begin_section(before: Section, head: Row) -> Section:
    """Titles over the new head were taken for labels of the section before."""
    last = max(index for index, row in enumerate(before.body) if row.role is Role.DATA)
    between = before.body[last + 1 :]
    del before.body[last + 1 :]
    section = Section(body=[row for row in between if row.role is not Role.BLANK])
    _add_head(section, head)
    return section


def _add_head(section: Section, head: Row) -> None:
    """What stands above a head is a title; words in the stub beside it are a caption, or a heading for the body."""
    for row in section.body:
        section.titles.extend(cell.text for cell in row.stub)
    section.body.clear()
    section.heads.append(head)


def _finished(section: Section) -> Section:
    _sort_head_stubs(section)
    _sort_leading_rows(section)
    last = max(index for index, row in enumerate(section.body) if row.role is Role.DATA)
    section.body = [
        row
        for row in section.body[: last + 1]
        if row.role is Role.DATA or len(row.label.split()) <= LONGEST_LABEL or row.role is Role.BLANK
    ]
    return section


def _sort_head_stubs(section: Section) -> None:
    headings: list[Row] = []
    for head in section.heads:
        if not head.stub:
            continue
        is_heading = head is section.heads[-1] and not is_caption(head.label) and not names_period(head.label)
        if is_heading:
            headings.append(head._replace(role=Role.LABEL, over=()))
        else:
            section.titles.append(head.label)
    section.body = headings + section.body


def _sort_leading_rows(section: Section) -> None:
    """Before the first figures, words over the whole width are titles, and so are captions in the stub."""
    first = next(index for index, row in enumerate(section.body) if row.role is Role.DATA)
    kept: list[Row] = []
    for row in section.body[:first]:
        is_title = (row.role is Role.WIDE and not section.heads) or (row.stub and is_caption(row.label))
        if is_title:
            section.titles.append(row.label)
        else:
            kept.append(row)
    section.body = kept + section.body[first:]


def is_caption(text: str) -> bool:
    """Words in parentheses, or words that state a scale."""
    return (text.startswith("(") and text.endswith(")")) or read_unit(text).scale is not None
