"""Whether a planted fault was noticed, and if not, why not.

A fault is detected where its copy raises an alarm that the fault-free release does not raise. How copies are judged
belongs to `copies` and `verdicts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from decimal import Decimal

from faults.kinds import Fault, Key
from faults.verdicts import Check, Verdict

from dagster_project.parsing.model import Cell


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault."""

    kind: str
    description: str
    is_verified: bool
    """Whether a cell it falsifies is verified in the fault-free release."""
    is_beyond_rounding: bool
    """A changed value whose change is larger than the rounding of every identity that holds for its cell."""
    failing: tuple[str, ...]
    """Identities that fail because of it."""
    is_contradicted_by_claim: bool
    is_left_over: bool
    """Whether digits of the page have lost their meaning by it."""
    escape: str
    """Why no identity and no claim noticed it; empty where one did."""

    @property
    def is_contradicted(self) -> bool:
        """Noticed by what the figures say of each other."""
        return bool(self.failing) or self.is_contradicted_by_claim

    @property
    def is_detected(self) -> bool:
        """Noticed at all."""
        return self.is_contradicted or self.is_left_over


@dataclass(frozen=True, slots=True)
class FaultFree:
    """The release without a fault: its cells, its alarms, and what its identities leave open."""

    cells: Mapping[Key, Cell]
    verdict: Verdict
    verified: frozenset[Key]
    roundings: Mapping[Key, Mapping[Check, Decimal]]
    """For each cell the change of its value, in base units, that each check which passes for it can hide."""


def is_contradicted(verdict: Verdict, fault_free: FaultFree) -> bool:
    """Whether more identities or claims speak against a copy than against the release as printed."""
    return bool(
        verdict.failures - fault_free.verdict.failures or verdict.disagreements - fault_free.verdict.disagreements
    )


def judge(fault: Fault, verdict: Verdict, holding: Set[Check], fault_free: FaultFree) -> Outcome:
    """Compare the alarms of a copy with those of the fault-free release; `holding` are the checks that pass in it."""
    checks = {check: width for key in fault.subjects for check, width in fault_free.roundings.get(key, {}).items()}
    change = _change(fault, fault_free.cells)
    return Outcome(
        kind=fault.kind,
        description=fault.description,
        is_verified=any(key in fault_free.verified for key in fault.subjects),
        is_beyond_rounding=bool(checks) and change is not None and change > max(checks.values()),
        failing=tuple(sorted({str(alarm[0]) for alarm in verdict.failures - fault_free.verdict.failures})),
        is_contradicted_by_claim=bool(verdict.disagreements - fault_free.verdict.disagreements),
        is_left_over=bool(verdict.left_over - fault_free.verdict.left_over),
        escape="" if is_contradicted(verdict, fault_free) else _escape(checks.keys(), holding),
    )


def _escape(checks: Set[Check], holding: Set[Check]) -> str:
    """Why no alarm was raised, told by what became of the checks that held before."""
    if not checks:
        return "no identity holds for it"
    still = checks & holding
    if still == checks:
        return "rounding hides it, or other rows explain it"
    return "nothing is left that checks it" if not still else "what still checks it holds, the rest is not checked"


def _change(fault: Fault, cells: Mapping[Key, Cell]) -> Decimal | None:
    """How much a fault changes the value of its one cell, in base units; None where it does something else."""
    if len(fault.changes) > 1:
        return None
    (after,) = fault.changes.values()
    before = cells[fault.subjects[0]]
    if after is None or before.value is None or after.value is None:
        return None
    return abs(after.value - before.value) * before.scale_factor
