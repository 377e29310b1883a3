"""The table of a fault injection in Markdown: what was planted, what was noticed, what escaped and why.

Which faults are planted and how they are judged does not belong here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from faults.detection import Outcome
from faults.kinds import KINDS

FLOORS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "changed digit": 0.90,
        "changed digit beyond rounding": 0.97,
        "flipped sign": 0.97,
        "moved value": 0.97,
        "dropped row": 0.97,
        "x1000 table": 1.0,
        "x1000 column": 1.0,
    }
)
"""Share of the faults in verified cells that must be detected; the other kinds are counted without a floor."""

_EXAMPLES = 4

_HEAD = """# Fault injection

`make faults` plants {count:,} single faults in the parsed cells of {document}, each in a copy of its own, and lets
roll-ups be discovered again in every copy. A fault is *contradicted* where an identity fails, or a claim of the prose
disagrees, that does not in the release as printed. It is *left over* where it takes the meaning from digits of the
page: they are counted as unexplained, in the summary of every run. The choice is seeded: this page is the same in
every run.

A fault counts where it falsifies a number that some identity verifies. *Beyond rounding* are changes larger than
the rounding of every identity that holds for the number: smaller ones are within what the issuer's own rounding allows.

"""

_COLUMNS = """| kind | planted | in verified cells | contradicted | left over only | noticed | at least |
|---|---:|---:|---:|---:|---:|---:|
"""

_MARKS = ("<!-- table of make faults -->\n", "<!-- end of it -->")


def groups(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Faults in verified cells by kind, in the order of the table."""
    verified = [one for one in outcomes if one.is_verified]
    found = {}
    for kind in KINDS:
        found[kind] = [one for one in verified if one.kind == kind]
        if kind == "changed digit":
            found[f"{kind} beyond rounding"] = [one for one in found[kind] if one.is_beyond_rounding]
    return found


def share(outcomes: Sequence[Outcome]) -> float:
    """Detected share; all of nothing."""
    return sum(one.is_detected for one in outcomes) / len(outcomes) if outcomes else 1.0


def shortfalls(outcomes: Sequence[Outcome], floors: Mapping[str, float] = FLOORS) -> list[str]:
    """A sentence for each kind that is below its floor."""
    return [
        f"{name}: {share(members):.1%} of {len(members)} detected, at least {floors[name]:.0%} asked"
        for name, members in groups(outcomes).items()
        if name in floors and share(members) < floors[name]
    ]


def table(outcomes: Sequence[Outcome]) -> str:
    """The table, one row a kind."""
    planted = Counter(one.kind for one in outcomes)
    return _COLUMNS + "\n".join(
        _row(name, planted[name], members) for name, members in groups(outcomes).items() if members
    )


def _row(name: str, planted: int, members: Sequence[Outcome]) -> str:
    contradicted = sum(one.is_contradicted for one in members)
    left_over = sum(one.is_left_over and not one.is_contradicted for one in members)
    figures = (
        name,
        f"{planted:,}" if planted else "",
        f"{len(members):,}",
        f"{contradicted:,} ({contradicted / len(members):.1%})",
        f"{left_over:,}",
        f"{share(members):.1%}",
        f"{FLOORS[name]:.0%}" if name in FLOORS else "",
    )
    return f"| {' | '.join(figures)} |"


def page(outcomes: Sequence[Outcome], document: str) -> str:
    """The whole page."""
    head = _HEAD.format(count=len(outcomes), document=document)
    return "\n".join(
        (
            head + table(outcomes),
            "",
            _detectors(outcomes),
            "",
            "## What no identity contradicts",
            "",
            *_escapes(outcomes),
        )
    )


def with_table(text: str, outcomes: Sequence[Outcome]) -> str:
    """A text with the table between its two marks, in place of what stood there.

    Raises ValueError where a mark is missing.
    """
    begin = text.index(_MARKS[0]) + len(_MARKS[0])
    return f"{text[:begin]}\n{table(outcomes)}\n\n{text[text.index(_MARKS[1], begin) :]}"


def _detectors(outcomes: Sequence[Outcome]) -> str:
    detected = [one for one in outcomes if one.is_verified and one.is_contradicted]
    by_claims = sum(not one.failing for one in detected)
    counted = Counter(identity for one in detected for identity in one.failing)
    rows = [
        f"| `{identity}` | {count:,} |"
        for identity, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
    return "\n".join(
        (
            f"## What noticed them\n\nOf the faults contradicted, {by_claims:,} were by the prose alone.\n",
            "| identity | faults in which it fails |\n|---|---:|",
            *rows,
        )
    )


def _escapes(outcomes: Iterable[Outcome]) -> list[str]:
    escaped = [one for one in outcomes if one.is_verified and not one.is_contradicted]
    lines = []
    for kind in KINDS:
        reasons = Counter(one.escape for one in escaped if one.kind == kind)
        for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
            lines.append(f"* **{kind}**, {count:,}: {reason}. Such as:")
            examples = sorted(one.description for one in escaped if (one.kind, one.escape) == (kind, reason))
            lines += [f"  * {example}" for example in examples[:: max(len(examples) // _EXAMPLES, 1)][:_EXAMPLES]]
    return [*lines, ""]
