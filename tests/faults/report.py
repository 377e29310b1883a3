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

`make faults` plants {count:,} single faults in the parsed cells of {document}, each in a copy of its own, lets
roll-ups be discovered again in every copy, and counts the copies in which an identity fails, or the prose is
contradicted, that does not in the release as printed. The choice is seeded: this page is the same in every run.

A fault counts where it falsifies a number that some identity verifies. *Beyond rounding* are changes larger than
the rounding of every identity that holds for the number: smaller ones are within what the issuer's own rounding allows.

| kind | planted | in verified cells | detected | share | at least |
|---|---:|---:|---:|---:|---:|
"""


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
    """The rows of the table, one a kind."""
    planted = Counter(one.kind for one in outcomes)
    return "\n".join(
        f"| {name} | {planted[name] or '':,} | {len(members):,} | {sum(one.is_detected for one in members):,} "
        f"| {share(members):.1%} | {f'{FLOORS[name]:.0%}' if name in FLOORS else ''} |"
        if planted[name]
        else f"| {name} | | {len(members):,} | {sum(one.is_detected for one in members):,} "
        f"| {share(members):.1%} | {FLOORS[name]:.0%} |"
        for name, members in groups(outcomes).items()
        if members
    )


def page(outcomes: Sequence[Outcome], document: str) -> str:
    """The whole page."""
    head = _HEAD.format(count=len(outcomes), document=document)
    return "\n".join((head + table(outcomes), "", _detectors(outcomes), "", "## What escaped", "", *_escapes(outcomes)))


def _detectors(outcomes: Sequence[Outcome]) -> str:
    detected = [one for one in outcomes if one.is_verified and one.is_detected]
    by_claims = sum(not one.failing for one in detected)
    counted = Counter(identity for one in detected for identity in one.failing)
    rows = [
        f"| `{identity}` | {count:,} |"
        for identity, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
    return "\n".join(
        (
            f"## What noticed them\n\nOf the faults detected, {by_claims:,} were noticed by the prose alone.\n",
            "| identity | faults in which it fails |\n|---|---:|",
            *rows,
        )
    )


def _escapes(outcomes: Iterable[Outcome]) -> list[str]:
    escaped = [one for one in outcomes if one.is_verified and not one.is_detected]
    lines = []
    for kind in KINDS:
        reasons = Counter(one.escape for one in escaped if one.kind == kind)
        for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
            lines.append(f"* **{kind}**, {count:,}: {reason}. Such as:")
            examples = sorted(one.description for one in escaped if (one.kind, one.escape) == (kind, reason))
            lines += [f"  * {example}" for example in examples[:: max(len(examples) // _EXAMPLES, 1)][:_EXAMPLES]]
    return [*lines, ""]
