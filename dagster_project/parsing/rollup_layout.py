"""What the page says of a reading: total words, rules, headings, where a block begins; in bits, as the numbers speak.

A clue's bits are a reviewed guess of how many times likelier such a layout is over a true total than over any other
line, as a power of two. The numbers' evidence does not belong here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.parsing.rollup_readings import Entry
from dagster_project.parsing.rollup_sheets import Line
from dagster_project.parsing.rollup_words import names_heading, roles_of, stems_of

PATH_SEPARATOR = " > "

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
    first = lines[block[0].line]
    roles = roles_of(line.label) if line.label or first.label else frozenset()
    heading = common_heading([lines[entry.line] for entry in block])
    is_nameless = "total" in roles and not _own_stems(line, [lines[entry.line] for entry in block])
    found = {
        "total word": _TOTAL_WORD if "total" in roles else 0.0,
        "result word": _RESULT_WORD if "result" in roles and "total" not in roles else 0.0,
        "rule above": _RULE if _rule_tells(lines, total, block) else 0.0,
        "names its heading": _NAMES_HEADING if _closes(line.label, heading) else 0.0,
        "block begins": _BLOCK_BEGINS if before is None or _is_break(lines, before, first) else 0.0,
        "whole table": _WHOLE_SHEET if before is None else 0.0,
        "total of the table": _TABLE_TOTAL if before is None and is_nameless else 0.0,
    }
    return Clues(tuple(name for name, bits in found.items() if bits), sum(found.values()))


def clues_of_group(lines: Sequence[Line], total: int) -> Clues:
    """Clues that a line totals all lines indented under it."""
    if "total" in roles_of(lines[total].label):
        return Clues(("indented group", "total word"), _INDENTED_GROUP + _PARENT_TOTAL_WORD)
    return Clues(("indented group",), _INDENTED_GROUP)


def section_above(lines: Sequence[Line], total: int, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of the section that a total closes by its words: those under the heading it names, or, where it
    names nothing, those under the heading of the line above it; empty where there is none.
    """
    line = lines[total]
    if not entries or "total" not in roles_of(line.label):
        return ()
    above = lines[entries[-1].line].heading.split(PATH_SEPARATOR)
    for depth in range(len(above), 0, -1):
        if _closes(line.label, above[depth - 1]):
            heading = PATH_SEPARATOR.join(above[:depth])
            return _run_under(lines, entries, heading) if heading else ()
    return ()


def common_heading(lines: Sequence[Line]) -> str:
    """The innermost heading that all lines share."""
    paths = [line.heading.split(PATH_SEPARATOR) for line in lines]
    shared = ""
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        shared = level[0]
    return shared


def _own_stems(line: Line, parts: Sequence[Line]) -> frozenset[str]:
    """Words of a label that do not stand in each part's label too, as "Yen" does in the heads "Total Yen", "Q1 Yen"."""
    return stems_of(line.label) - frozenset.intersection(*(stems_of(part.label) for part in parts))


def _closes(label: str, heading: str) -> bool:
    """Whether a total names the heading of its parts, or has no name of its own."""
    return bool(heading) and (names_heading(label, heading) or not stems_of(label))


def _run_under(lines: Sequence[Line], entries: Sequence[Entry], heading: str) -> tuple[Entry, ...]:
    run: list[Entry] = []
    for entry in reversed(entries):
        if not f"{lines[entry.line].heading}{PATH_SEPARATOR}".startswith(f"{heading}{PATH_SEPARATOR}"):
            break
        run.insert(0, entry)
    return tuple(run)


def _rule_tells(lines: Sequence[Line], total: int, block: Sequence[Entry]) -> bool:
    """A rule above the total says something only where most parts have none."""
    ruled = sum(lines[entry.line].is_after_rule for entry in block[1:])
    return lines[total].is_after_rule and 2 * ruled < len(block)


def _is_break(lines: Sequence[Line], before: Entry, first: Line) -> bool:
    above = lines[before.line]
    return bool(before.parts) or above.heading != first.heading or above.table_index != first.table_index
