"""What the numbers say of a reading ("this line is the sum of those"): where it holds, and how surprising that is.

Which readings are worth asking about, and what the layout says of them, does not belong here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, log2

from dagster_project.parsing.rollups.sheets import Kind, Line

_COLUMN_BITS = 20.0
_TRIVIAL_BITS = 4.0
_FAR_BEYOND_ROUNDING = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """A hypothesis: line `total` is the sum of weight x part; numbers are places in the sheet's lines."""

    total: int
    parts: tuple[int, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a reading can be checked, where it fails, and the evidence.

    `bits` is minus log2 of the chance that unrelated numbers of this size agree this well; columns in several units
    at once (a translation) are one witness, so only the best unit counts. `near_bits` says the same of failing
    positions that a single changed digit or sign would mend. `counted` and `held` leave out positions where all is
    nil, and shares and changes, which only follow from the levels. Prices do not add up beside numbers of shares.
    """

    checked: tuple[int, ...]
    failing: tuple[int, ...]
    counted: int
    held: int
    bits: float
    near_bits: float


def judge(lines: Sequence[Line], reading: Reading) -> Verdict:
    """Check a reading at every position where its total is printed and its parts can be added.

    Tolerance is the interval rule of XBRL Calculations 1.1: half a printed unit for each member.
    """
    total = lines[reading.total]
    parts = [lines[part] for part in reading.parts]
    has_levels = any(kind is not None and kind.nature == "level" for kind in total.kinds)
    checked, failing = [], []
    counted = held = 0
    trivial_bits = near_bits = 0.0
    bits: dict[Kind, float] = defaultdict(float)
    for at, value in enumerate(total.values):
        kind = total.kinds[at]
        if value is None or kind is None:
            continue
        if kind.nature == "price" and has_levels:
            continue
        is_witness = kind.nature == "level" or not has_levels
        members = _members(parts, reading.weights, at, kind, needs_all=kind.nature in {"share", "change"})
        if members is None:
            continue
        addends, slack = members
        slack += total.units[at]
        residual = value - sum(addends)
        holds = 2 * abs(residual) <= slack
        checked.append(at)
        if not holds:
            failing.append(at)
        sizes = sorted((abs(size) for size in _uncancelled(value, addends)), reverse=True)
        if not is_witness or not sizes:
            continue
        counted += 1
        held += holds
        if not holds:
            near_bits = max(near_bits, _near_bits(residual, sizes, addends, slack))
        elif len(sizes) >= 3:
            scale = min(sizes[2], *(abs(value - addend) for addend in addends))
            bits[kind] += _surprise(scale, max(2 * abs(residual) + total.units[at], gcd(*sizes)))
        else:
            trivial_bits = max(trivial_bits, _surprise(sizes[-1], 2 * abs(residual) + total.units[at]))
    return Verdict(
        checked=tuple(checked),
        failing=tuple(failing),
        counted=counted,
        held=held,
        bits=max(bits.values(), default=0.0) + min(trivial_bits, _TRIVIAL_BITS),
        near_bits=near_bits,
    )


def lacks_a_part(lines: Sequence[Line], reading: Reading, verdict: Verdict) -> bool:
    """Whether several positions miss by one and the same amount, far beyond rounding: a part that is not printed
    (interest between operating and net income) is the same in each, while errors differ.
    """
    total = lines[reading.total]
    misses, widths = [], []
    for at in verdict.failing:
        kind, value = total.kinds[at], total.values[at]
        members = _members([lines[part] for part in reading.parts], reading.weights, at, kind, needs_all=False)
        if members is None or value is None:
            return False
        misses.append(value - sum(members[0]))
        widths.append(members[1] + total.units[at])
    if len(misses) < 2 or 2 * min(map(abs, misses)) <= _FAR_BEYOND_ROUNDING * max(widths):
        return False
    return max(misses) - min(misses) <= max(widths)


def _members(
    parts: Sequence[Line], weights: Sequence[int], at: int, kind: Kind | None, *, needs_all: bool
) -> tuple[list[int], int] | None:
    """Signed addends of the parts printed at a position, and the sum of their units; None where it cannot be added."""
    addends = []
    slack = 0
    for part, weight in zip(parts, weights, strict=True):
        value = part.values[at]
        if value is None:
            if needs_all:
                return None
            continue
        if part.kinds[at] != kind:
            return None
        addends.append(weight * value)
        slack += part.units[at]
    return (addends, slack) if addends else None


def _uncancelled(value: int, addends: Sequence[int]) -> list[int]:
    """Total and addends without nils and without pairs that cancel each other, which witness nothing."""
    left: list[int] = []
    for addend in addends:
        if -addend in left:
            left.remove(-addend)
        elif addend:
            left.append(addend)
    return [value, *left] if value else left


def _surprise(size: int, window: int) -> float:
    """Bits of a hit: unrelated numbers of this size would have missed by anything up to it, not by a narrow window.

    The size is that of the third largest member, or what the total differs from its nearest part if that is less:
    where two members are nearly equal, only their difference had to be met by the others. Round numbers meet more
    easily: the window is at least their common divisor.
    """
    return min(log2(max(size / max(window, 1), 1.0)), _COLUMN_BITS)


def _near_bits(residual: int, sizes: Sequence[int], addends: Sequence[int], slack: int) -> float:
    """Bits of a miss that one flipped sign or one changed digit explains; 0 where nothing so small does, or where the
    parts are nothing but nils: no slip of theirs makes a figure.
    """
    if not any(addends):
        return 0.0
    size = sizes[min(2, len(sizes) - 1)]
    if any(2 * abs(abs(residual) - 2 * abs(addend)) <= slack for addend in addends):
        return max(_surprise(size, slack) - log2(2 * len(addends)), 0.0)
    power = 10 ** (len(str(abs(residual))) - 1)
    for step in (power, 10 * power):
        digit, rest = divmod(abs(residual) + step // 2, step)
        if 1 <= digit <= 9 and 2 * abs(rest - step // 2) <= slack < step <= sizes[0]:
            return max(_surprise(size, slack) - log2(18 * len(str(sizes[0]))), 0.0)
    return 0.0
