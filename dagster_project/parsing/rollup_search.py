"""The search of one sheet: groups under a parent first, then blocks above a total, top to bottom.

Lines used as parts are closed, so that a later total sees the subtotal and not its parts. A reading is accepted where
numbers and layout together outweigh the number of readings tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log2

from dagster_project.parsing.rollup_evidence import Reading, Verdict, judge
from dagster_project.parsing.rollup_layout import Clues, clues_of_block, clues_of_group, section_above
from dagster_project.parsing.rollup_readings import Candidate, Entry, can_be_part, candidates_above, signed_groups
from dagster_project.parsing.rollup_sheets import Line, Sheet
from dagster_project.parsing.rollup_words import roles_of

_ACCEPT_BITS = 10.0
"""A reading must be about a thousand times likelier than chance, over all readings tried in its sheet."""
_TERM_BITS = 0.25
_FAILURE_BITS = 3.0
_SECTION_BITS = 15.0
_NEAR_CLUE_BITS = 8.0


@dataclass(frozen=True, slots=True)
class Found:
    """An accepted reading, where it was checked, and why it was believed."""

    reading: Reading
    verdict: Verdict
    clues: Clues
    score: float


def find_totals(sheet: Sheet) -> list[Found]:
    """All accepted readings of a sheet, by the place of their total."""
    groups = _find_groups(sheet.lines) if sheet.axis == "rows" else []
    found = groups + _find_blocks(sheet.lines, groups)
    return sorted(found, key=lambda one: (one.reading.total, one.reading.parts))


def _find_groups(lines: Sequence[Line]) -> list[Found]:
    """Totals printed before their parts: a line and all lines indented right under it."""
    found = []
    for parent, children in indented_groups(lines):
        parts = [child for child in children if can_be_part(lines[child], lines[parent])]
        if len(parts) >= 2:
            clues = clues_of_group(lines, parent)
            options = [_weigh(lines, candidate, clues) for candidate in signed_groups(lines, parent, parts)]
            found += _best(options)
    return found


def _find_blocks(lines: Sequence[Line], groups: Sequence[Found]) -> list[Found]:
    """Totals printed after their parts, top to bottom over the lines not yet used up."""
    group_of = {found.reading.total: found.reading for found in groups}
    closed = {part for found in groups for part in found.reading.parts}
    entries: list[Entry] = []
    found = []
    for number, line in enumerate(lines):
        if number in closed:
            continue
        usable = [entry for entry in entries if can_be_part(lines[entry.line], line)]
        best = _best_above(lines, number, usable)
        if best is None:
            group = group_of.get(number)
            entries.append(Entry(number, group.parts, group.weights) if group else Entry(number))
            continue
        found.append(best)
        used = {*best.reading.parts, best.reading.total}
        used |= {entry.line for entry in entries if entry.parts and used.issuperset(entry.parts)}
        entries = [entry for entry in entries if entry.line not in used]
        entries.append(Entry(best.reading.total, best.reading.parts, best.reading.weights))
    return found


def _best_above(lines: Sequence[Line], total: int, entries: Sequence[Entry]) -> Found | None:
    options = []
    without_memos = [entry for entry in entries if "memo" not in roles_of(lines[entry.line].label)]
    for above in [entries] if len(without_memos) == len(entries) else [entries, without_memos]:
        for candidate in candidates_above(lines, total, above):
            at = above.index(candidate.used[0])
            clues = clues_of_block(lines, total, candidate.used, above[at - 1] if at else None)
            options.append(_weigh(lines, candidate, clues))
    best = _best(options) or _best_section(lines, total, entries)
    return _upright(lines, best[0]) if best else None


def _best_section(lines: Sequence[Line], total: int, entries: Sequence[Entry]) -> list[Found]:
    """A section closed by a named total under a rule is believed even where no column adds up."""
    section = section_above(lines, total, entries)
    if len(section) < 2:
        return []
    candidate = next(signed_groups(lines, total, [entry.line for entry in section]))
    before = entries[-len(section) - 1] if len(entries) > len(section) else None
    found = _weigh(lines, candidate, clues_of_block(lines, total, section, before))
    return [found] if found.verdict.counted and found.clues.bits >= _SECTION_BITS else []


def _weigh(lines: Sequence[Line], candidate: Candidate, clues: Clues) -> Found:
    verdict = judge(lines, candidate.reading)
    near_bits = verdict.near_bits if clues.bits >= _NEAR_CLUE_BITS else 0.0
    score = verdict.bits + near_bits + clues.bits
    score -= candidate.shape_bits + log2(len(lines)) + _TERM_BITS * len(candidate.reading.parts)
    score -= _FAILURE_BITS * (verdict.counted - verdict.held)
    return Found(candidate.reading, verdict, clues, score)


def _best(options: Sequence[Found]) -> list[Found]:
    accepted = [option for option in options if _is_accepted(option)]
    return [max(accepted, key=lambda option: (option.score, -len(option.reading.parts)))] if accepted else []


def _is_accepted(found: Found) -> bool:
    verdict = found.verdict
    holds_widely = 0 < verdict.counted <= 2 * verdict.held
    is_near = verdict.counted == 1 and verdict.near_bits > 0 and found.clues.bits >= _NEAR_CLUE_BITS
    return found.score >= _ACCEPT_BITS and (holds_widely or is_near)


def _upright(lines: Sequence[Line], found: Found) -> Found:
    """Turn "last part = total - other parts" round where words say that the first line is the total."""
    reading = found.reading
    first, *others = reading.parts
    roles, first_roles = roles_of(lines[reading.total].label), roles_of(lines[first].label)
    if set(reading.weights[1:]) != {-1} or reading.weights[0] != 1:
        return found
    if "total" not in first_roles or roles & {"total", "result"}:
        return found
    turned = Reading(first, (*others, reading.total), (1,) * (len(others) + 1))
    return replace(found, reading=turned, verdict=judge(lines, turned))


def indented_groups(lines: Sequence[Line]) -> list[tuple[int, tuple[int, ...]]]:
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
