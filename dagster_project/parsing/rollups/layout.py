"""What the page says of a reading: total words, rules, headings, where a block begins; in bits, as the numbers speak.

A clue's bits are a reviewed guess of how many times likelier such a layout is over a true total than over any other
line, as a power of two. The numbers' evidence does not belong here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.parsing.rollups.readings import Entry
from dagster_project.parsing.rollups.sheets import PATH_SEPARATOR, Line
from dagster_project.parsing.rollups.words import names_heading, roles_of, stems_of

_TOTAL_WORD = 5.0
_RESULT_WORD = 2.0
_RULE = 4.0
_NAMES_HEADING = 5.0
_BLOCK_BEGINS = 3.0
_WHOLE_SHEET = 3.0
_TABLE_TOTAL = 5.0
_INDENTED_GROUP = 10.0
_PARENT_TOTAL_WORD = 3.0


@dataclass(frozen=True, slots=True)
class Clues:
    """Clues found and their bits."""

    names: tuple[str, ...]
    bits: float


def clues_of_block(lines: Sequence[Line], total: int, block: Sequence[Entry], before: Entry | None) -> Clues:
    """Clues that a line totals the block of entries above it; `before` is the entry above the block."""
    line = lines[total]
    parts = [lines[entry.line] for entry in block]
    roles = roles_of(line.label) if line.label or parts[0].label else frozenset()
    is_total = bool(roles & {"total", "closing"})
    found = {
        "total word": _TOTAL_WORD if is_total else 0.0,
        "result word": _RESULT_WORD if "result" in roles and not is_total else 0.0,
        "rule above": _RULE if _rule_tells(line, parts) else 0.0,
        "names its heading": _NAMES_HEADING if closes(line.label, _common_heading(parts)) else 0.0,
        "block begins": _BLOCK_BEGINS if before is None or _is_break(lines[before.line], before, parts) else 0.0,
        "whole table": _WHOLE_SHEET if before is None else 0.0,
        "total of the table": _TABLE_TOTAL if is_total and before is None and _is_nameless(line, parts) else 0.0,
    }
    return Clues(tuple(name for name, bits in found.items() if bits), sum(found.values()))


def clues_of_group(lines: Sequence[Line], total: int) -> Clues:
    """Clues that a line totals all lines indented under it."""
    if "total" in roles_of(lines[total].label):
        return Clues(("indented group", "total word"), _INDENTED_GROUP + _PARENT_TOTAL_WORD)
    return Clues(("indented group",), _INDENTED_GROUP)


def closes(label: str, heading: str) -> bool:
    """Whether a total names the heading of its parts, or has no name of its own."""
    return bool(heading) and (names_heading(label, heading) or not stems_of(label))


def _is_nameless(line: Line, parts: Sequence[Line]) -> bool:
    """Whether a label says total and nothing more that does not stand in each part's label too ("Total Yen")."""
    own = stems_of(line.label) - frozenset.intersection(*(stems_of(part.label) for part in parts))
    return bool(roles_of(line.label) & {"total", "closing"}) and not own


def _common_heading(parts: Sequence[Line]) -> str:
    """The innermost heading that all parts share."""
    shared = ""
    for level in zip(*(part.heading.split(PATH_SEPARATOR) for part in parts), strict=False):
        if len(set(level)) > 1:
            break
        shared = level[0]
    return shared


def _rule_tells(line: Line, parts: Sequence[Line]) -> bool:
    """A rule above the total says something only where most parts have none."""
    return line.is_after_rule and 2 * sum(part.is_after_rule for part in parts[1:]) < len(parts)


def _is_break(above: Line, entry: Entry, parts: Sequence[Line]) -> bool:
    """Whether something parts the line above from the block: a total, a heading, a table's end, a rule."""
    first = parts[0]
    is_ruled_off = first.is_after_rule and 2 * sum(part.is_after_rule for part in parts) < len(parts)
    is_elsewhere = above.heading != first.heading or above.table_index != first.table_index
    return bool(entry.parts) or is_elsewhere or is_ruled_off
