"""Readings believed from the layout alone, so that a sum which fails everywhere is still reported as failing.

Only where a page leaves no doubt: a named total under a rule closes the section it names; the last line of a table,
named nothing but total, closes the table; a parent ends with a colon; the group beside it adds up; or the same labels
add up in another table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.parsing.rollups.evidence import Reading
from dagster_project.parsing.rollups.layout import Clues, closes, clues_of_block, clues_of_group
from dagster_project.parsing.rollups.precedents import Precedents, reading_above, reading_below
from dagster_project.parsing.rollups.readings import Candidate, Entry, can_be_part
from dagster_project.parsing.rollups.scores import Found, weigh
from dagster_project.parsing.rollups.sheets import PATH_SEPARATOR, Line, Sheet
from dagster_project.parsing.rollups.words import is_subtracted, roles_of, stems_of

_SECTION_BITS = 14.0


@dataclass(frozen=True, slots=True)
class Section:
    """The entries that a total closes by its words, and the entry above them."""

    entries: tuple[Entry, ...]
    before: Entry | None


def closed_section(sheet: Sheet, total: int, entries: Sequence[Entry]) -> Section | None:
    """The section of at least two entries that the layout alone says a total closes; None where in doubt."""
    if sheet.axis == "columns":
        return None
    lines = sheet.lines
    section = _section(lines, total, entries)
    if not section:
        return None
    before = entries[-len(section) - 1] if len(entries) > len(section) else None
    clues = clues_of_block(lines, total, section, before)
    is_ruled = "rule above" in clues.names or not any(line.is_after_rule for line in lines)
    is_table = "total of the table" in clues.names and not stems_of(lines[total].label)
    return Section(section, before) if clues.bits >= _SECTION_BITS and (is_ruled or is_table) else None


def believe_block(
    sheet: Sheet, total: int, entries: Sequence[Entry], section: Section | None, precedents: Precedents
) -> Found | None:
    """The sum of the block above a total, whatever the numbers say; None where a line in it cannot be added."""
    reading = reading_above(sheet.lines, total, entries, precedents)
    if reading:
        return _found(sheet.lines, reading, Clues(("as elsewhere",), 0.0))
    if section and _is_addable(sheet, total, section):
        reading = _worded_sum(sheet.lines, total, [entry.line for entry in section.entries])
        return _found(sheet.lines, reading, clues_of_block(sheet.lines, total, section.entries, section.before))
    return None


def believe_group(
    lines: Sequence[Line], parent: int, parts: Sequence[int], siblings: Sequence[Found], precedents: Precedents
) -> Found | None:
    """The sum of the lines indented under a parent, where its colon, a sibling group that adds up or a precedent
    says so.
    """
    reading = reading_below(lines, parent, parts, precedents)
    if reading:
        return _found(lines, reading, Clues(("as elsewhere",), 0.0))
    if len(parts) < 2 or not all(_is_plain_part(lines[part], lines[parent]) for part in parts):
        return None
    model = next((one for one in siblings if _is_sibling(lines, one, parent)), None)
    if model is None and not lines[parent].label.endswith(":"):
        return None
    return _found(
        lines, Reading(parent, tuple(parts), _weights_like(lines, model, parts)), clues_of_group(lines, parent)
    )


def _is_plain_part(line: Line, parent: Line) -> bool:
    """Whether a line has figures, is no total, and no other heading stands between it and its parent."""
    is_under_parent = line.heading.split(PATH_SEPARATOR)[-1] in {parent.label, parent.heading.split(PATH_SEPARATOR)[-1]}
    return is_under_parent and any(line.values) and "total" not in roles_of(line.label)


def _found(lines: Sequence[Line], reading: Reading, clues: Clues) -> Found | None:
    found = weigh(lines, Candidate(reading, (), 0.0), clues)
    return found if found.verdict.counted else None


def _is_addable(sheet: Sheet, total: int, section: Section) -> bool:
    """Whether every line printed between the section's start and its total can be added to it."""
    lines = sheet.lines
    if not all(can_be_part(lines[entry.line], lines[total]) for entry in section.entries):
        return False
    start = _place(lines[section.before.line]) if section.before else (0, 0)
    return not any(start < place < _place(lines[total]) for place in sheet.bystanders)


def _section(lines: Sequence[Line], total: int, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries under the heading that a total names, or under the heading above it if it names nothing, or the
    whole table if it is its last line and names nothing; empty where there is none.
    """
    line = lines[total]
    if not entries or not line.label:
        return ()
    last = lines[entries[-1].line]
    if not entries[-1].parts and "total" in roles_of(last.label):
        return ()  # a total right above, itself unexplained: this one reaches further than its section
    roles = roles_of(line.label)
    if "total" in roles or ("result" in roles and line.is_after_rule):
        above = last.heading.split(PATH_SEPARATOR)
        for depth in range(len(above), 0, -1):
            is_named = closes(line.label, above[depth - 1])
            if is_named and ("total" in roles or stems_of(line.label) <= stems_of(above[depth - 1])):
                return _run_under(lines, entries, PATH_SEPARATOR.join(above[:depth]))
    is_last = total + 1 == len(lines) or lines[total + 1].table_index != line.table_index
    whole = tuple(entry for entry in entries if lines[entry.line].table_index == line.table_index)
    if not is_last or not roles & {"total", "closing"} or stems_of(line.label):
        return ()
    return whole[1:] if whole and _says_the_same(lines[whole[0].line], line) else whole


def _says_the_same(first: Line, total: Line) -> bool:
    """Whether the table's first line prints the total already: what follows explains it, itself it is no part."""
    pairs = [(one, other) for one, other in zip(first.values, total.values, strict=True) if other is not None]
    return any(other for _, other in pairs) and all(one == other for one, other in pairs)


def _run_under(lines: Sequence[Line], entries: Sequence[Entry], heading: str) -> tuple[Entry, ...]:
    run: list[Entry] = []
    for entry in reversed(entries):
        if not f"{lines[entry.line].heading}{PATH_SEPARATOR}".startswith(f"{heading}{PATH_SEPARATOR}"):
            break
        run.insert(0, entry)
    return tuple(run)


def _worded_sum(lines: Sequence[Line], total: int, parts: Sequence[int]) -> Reading:
    """All parts added, save those that words subtract though they are printed positive."""
    return Reading(total, tuple(parts), tuple(-1 if _is_taken_away(lines[part]) else 1 for part in parts))


def _is_taken_away(line: Line) -> bool:
    return "subtract" in roles_of(line.label) and is_subtracted(line.label) and all((v or 0) >= 0 for v in line.values)


def _is_sibling(lines: Sequence[Line], found: Found, parent: int) -> bool:
    one, other = lines[found.reading.total], lines[parent]
    is_beside = (one.table_index, one.indent) == (other.table_index, other.indent)
    return is_beside and found.verdict.held > 0 and found.reading.total != parent


def _weights_like(lines: Sequence[Line], model: Found | None, parts: Sequence[int]) -> tuple[int, ...]:
    """The signs of a sibling whose parts bear the same labels; else all parts added."""
    if model and [lines[part].label for part in model.reading.parts] == [lines[part].label for part in parts]:
        return model.reading.weights
    return (1,) * len(parts)


def _place(line: Line) -> tuple[int, int]:
    return line.table_index, line.index
