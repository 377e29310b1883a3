"""The search of one sheet: groups under a parent first, then blocks above a total, top to bottom.

Lines used as parts are closed, so that a later total sees the subtotal and not its parts. How readings are proposed
and weighed does not belong here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dagster_project.parsing.rollups.evidence import Reading, judge, lacks_a_part
from dagster_project.parsing.rollups.layout import clues_of_block, clues_of_group
from dagster_project.parsing.rollups.precedents import NO_PRECEDENTS, Precedents, collect_precedents, names_precedent
from dagster_project.parsing.rollups.readings import Entry, can_be_part, candidates_above, signed_sums
from dagster_project.parsing.rollups.scores import Found, best_of, is_accepted, weigh, without_mistaken
from dagster_project.parsing.rollups.sections import believe_block, believe_group, closed_section
from dagster_project.parsing.rollups.sheets import Line, Sheet
from dagster_project.parsing.rollups.words import roles_of

FindAlone = Callable[[Sheet], list[Found]]


def find_all_totals(sheets: Iterable[Sheet], find_alone: FindAlone | None = None) -> list[tuple[Sheet, list[Found]]]:
    """Accepted readings of every sheet; a sheet whose lines are totals elsewhere is searched again in that light.

    `find_alone` searches a sheet without that light (`find_totals`, or one that remembers what it found).
    """
    find = find_alone or find_totals
    proven = [(sheet, find(sheet)) for sheet in sheets]
    precedents = collect_precedents((sheet.lines, found) for sheet, found in proven if sheet.axis == "rows")
    return [
        (sheet, find_totals(sheet, precedents) if _may_learn(sheet, found, precedents) else found)
        for sheet, found in proven
    ]


def find_totals(sheet: Sheet, precedents: Precedents = NO_PRECEDENTS) -> list[Found]:
    """All accepted readings of a sheet, by the place of their total."""
    groups = _find_groups(sheet.lines, precedents) if sheet.axis == "rows" else []
    found = groups + _find_blocks(sheet, groups, precedents)
    if sheet.axis == "columns":
        found = [one for one in found if not lacks_a_part(sheet.lines, one.reading, one.verdict)]
    found = without_mistaken(sheet.lines, found)
    return sorted(found, key=lambda one: (one.reading.total, one.reading.parts))


def _may_learn(sheet: Sheet, found: Sequence[Found], precedents: Precedents) -> bool:
    return sheet.axis == "rows" and names_precedent(sheet.lines, found, precedents)


def _find_groups(lines: Sequence[Line], precedents: Precedents) -> list[Found]:
    """Totals printed before their parts: a line and all lines indented right under it."""
    found, doubtful = [], []
    for parent, children in _indented_groups(lines):
        parts = [child for child in children if can_be_part(lines[child], lines[parent])]
        clues = clues_of_group(lines, parent)
        tried = signed_sums(lines, parent, parts) if len(parts) >= 2 else ()
        best = best_of([weigh(lines, candidate, clues) for candidate in tried])
        if best:
            found.append(best)
        elif len(parts) == len(children):
            doubtful.append((parent, parts))
    believed = [believe_group(lines, parent, parts, found, precedents) for parent, parts in doubtful]
    return found + [one for one in believed if one]


def _indented_groups(lines: Sequence[Line]) -> list[tuple[int, tuple[int, ...]]]:
    """Each line with the lines indented directly under it, within its table."""
    children: dict[int, list[int]] = {}
    open_parents: list[int] = []
    for number, line in enumerate(lines):
        while open_parents and not _is_under(line, lines[open_parents[-1]]):
            open_parents.pop()
        if open_parents:
            children.setdefault(open_parents[-1], []).append(number)
        open_parents.append(number)
    return [(parent, tuple(found)) for parent, found in sorted(children.items())]


def _is_under(line: Line, parent: Line) -> bool:
    return line.table_index == parent.table_index and line.indent > parent.indent


def _find_blocks(sheet: Sheet, groups: Sequence[Found], precedents: Precedents) -> list[Found]:
    """Totals printed after their parts, top to bottom over the lines not yet used up."""
    group_of = {found.reading.total: found.reading for found in groups}
    closed = {part for found in groups for part in found.reading.parts}
    entries: list[Entry] = []
    found = []
    for number in range(len(sheet.lines)):
        if number in closed:
            continue
        section = closed_section(sheet, number, entries)
        best = _best_above(sheet.lines, number, entries) or believe_block(sheet, number, entries, section, precedents)
        if best:
            found.append(best)
            entries = _without_used(entries, best.reading)
        elif section:
            entries = [entry for entry in entries if entry not in section.entries]
        reading = best.reading if best else group_of.get(number, Reading(number, (), ()))
        entries.append(Entry(reading.total, reading.parts, reading.weights))
    return found


def _without_used(entries: Sequence[Entry], reading: Reading) -> list[Entry]:
    """Entries left when a total is found: not its parts, nor a subtotal of which all parts were used."""
    used = {*reading.parts, reading.total}
    return [entry for entry in entries if entry.line not in used and not (entry.parts and used.issuperset(entry.parts))]


def _best_above(lines: Sequence[Line], total: int, entries: Sequence[Entry]) -> Found | None:
    usable = [entry for entry in entries if can_be_part(lines[entry.line], lines[total])]
    without_memos = [entry for entry in usable if "memo" not in roles_of(lines[entry.line].label)]
    options = []
    for above in [usable] if len(without_memos) == len(usable) else [usable, without_memos]:
        for candidate in candidates_above(lines, total, above):
            at = above.index(candidate.used[0])
            clues = clues_of_block(lines, total, candidate.used, above[at - 1] if at else None)
            options.append(weigh(lines, candidate, clues))
    explained = {entry.line for entry in usable if entry.parts}
    upright = [_upright(lines, option, explained) for option in options if is_accepted(option)]
    return best_of([option for option in upright if _may_subtract(lines, option)])


def _upright(lines: Sequence[Line], found: Found, explained: set[int]) -> Found:
    """Turn "last part = total - other parts" round where words say that the first line is the total."""
    reading = found.reading
    first, *others = reading.parts
    roles, first_roles = roles_of(lines[reading.total].label), roles_of(lines[first].label)
    if set(reading.weights[1:]) != {-1} or reading.weights[0] != 1 or first in explained:
        return found
    if "total" not in first_roles or roles & {"total", "closing", "result"}:
        return found
    if any(lines[other].heading != lines[reading.total].heading for other in others):
        return found
    turned = Reading(first, (*others, reading.total), (1,) * (len(others) + 1))
    return replace(found, reading=turned, verdict=judge(lines, turned))


def _may_subtract(lines: Sequence[Line], found: Found) -> bool:
    """A difference is printed under a name or a rule; without, it is some other sum seen from one of its parts. So it
    is where the next line repeats the first part: that line is their total.
    """
    reading = found.reading
    if -1 not in reading.weights:
        return True
    named = roles_of(lines[reading.total].label) & {"total", "closing", "result"}
    is_repeated = _is_repeated(lines[reading.parts[0]], lines[reading.total + 1 : reading.total + 2])
    return (bool(named) or "rule above" in found.clues.names) and not is_repeated


def _is_repeated(line: Line, following: Sequence[Line]) -> bool:
    """Whether the next line, if any, prints the same figures wherever both are printed."""
    pairs = [pair for other in following for pair in zip(line.values, other.values, strict=True) if None not in pair]
    return bool(pairs) and all(one == other for one, other in pairs)
