"""Golden figures: what a reader of the original sees in a table, as typed in `figures/*.toml`.

Only the notation is read here; where the figures stand in the document is told by `printed_places`, and the parser's
cells meet them in `golden_scores`.

A table states `unit`, `scale` and `columns`; a column is `PERIOD; UNIT SCALE; BASIS or SCENARIO`, of which all but the
period may be left out. A period is a day (an instant), `FIRST..LAST`, or `none`; `~` before the first day says that the
document does not print that day: a week more or less is right too. A period, unit or basis `any` is not judged.

A row is `PLACE | LABEL | FIGURE | FIGURE ...` with one place per column, empty where nothing is printed. The place is
the line that holds the figures; in HTML `TABLE.ROW`, counted as in locators. `Down 1.6` is minus 1.6. On lines of their
own, `unit UNIT SCALE` and `period PERIOD | PERIOD ...` (one for all columns, or one for each) hold for the rows below
them; `period columns` ends the latter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent / "figures"
BASES = ("as_reported", "previously_reported", "restated", "pro_forma", "non_gaap", "constant_currency")
SCENARIOS = ("actual", "target")
NILS = ("--", "-", "---", "\u2014", "\u2013")

_FIGURE = re.compile(r"(?P<minus>\(|-|Down )?(?P<digits>(?:\d[\d,]*)?(?:\.\d+)?)(?: ?(?P<fraction>\d+/\d+))?%?\)?%?")


class GoldenNotationError(ValueError):
    """A line of a golden file cannot be read; the message says which."""


@dataclass(frozen=True, slots=True)
class Period:
    """An instant (no start) or a duration; `is_start_near` where the first day is not printed."""

    start: date | None
    end: date
    is_start_near: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """What a head says of the cells under it; a unit of its own goes before the unit of the row."""

    period: Period | None
    is_period_judged: bool = True
    """Not where a reader could give one or another, as in the movements of a roll-forward."""
    unit: tuple[str, Decimal] | None = None
    basis: str | None = "as_reported"
    """None where a reader could call it one or the other."""
    scenario: str = "actual"


@dataclass(frozen=True, slots=True)
class GoldenFigure:
    """One printed figure and all it means; `value` is None for a nil."""

    place: str
    """Line of the text, or `TABLE.ROW` of the page."""
    label: str
    printed: str
    value: Decimal | None
    unit: str
    scale: Decimal
    column: Column


@dataclass(frozen=True, slots=True)
class GoldenDocument:
    """The figures of one document, in the order they were typed."""

    file: str
    rows: tuple[tuple[GoldenFigure, ...], ...]

    @property
    def figures(self) -> tuple[GoldenFigure, ...]:
        """All figures, row after row."""
        return tuple(figure for row in self.rows for figure in row)


def golden_documents(folder: Path = FIGURES) -> list[GoldenDocument]:
    """Every golden document, by file name.

    Raises:
        GoldenNotationError: a golden file is not written as this module says.
    """
    return [read_golden(path) for path in sorted(folder.glob("*.toml"))]


def read_golden(path: Path) -> GoldenDocument:
    """Reads one golden file.

    Raises:
        GoldenNotationError: it is not written as this module says.
    """
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    rows: list[tuple[GoldenFigure, ...]] = []
    for table in written["tables"]:
        rows.extend(_rows(table, path.name))
    return GoldenDocument(written["document"], tuple(rows))


def _rows(table: dict[str, Any], file_name: str) -> Iterator[tuple[GoldenFigure, ...]]:
    columns = heads = [_column(head, file_name) for head in table["columns"]]
    unit = (str(table["unit"]), Decimal(table["scale"]))
    for line in filter(None, map(str.strip, table["rows"].splitlines())):
        if line.startswith("unit "):
            unit = _unit(line.removeprefix("unit "), file_name)
            continue
        if line.startswith("period "):
            columns = _with_periods(heads, line.removeprefix("period "))
            continue
        place, label, *figures = (part.strip() for part in line.split("|"))
        if len(figures) != len(columns):
            raise GoldenNotationError(f"{file_name}, {place} {label}: {len(figures)} of {len(columns)} columns")
        yield tuple(
            GoldenFigure(place, label, printed, value_of(printed), *(column.unit or unit), column)
            for printed, column in zip(figures, columns, strict=True)
            if printed
        )


def _column(head: str, file_name: str) -> Column:
    period, *others = (part.strip() for part in head.split(";"))
    column: dict[str, Any] = {"unit": None, "basis": "as_reported", "scenario": "actual"}
    for other in others:
        if other in BASES:
            column["basis"] = other
        elif other == "any":
            column["basis"] = None
        elif other in SCENARIOS:
            column["scenario"] = other
        else:
            column["unit"] = _unit(other, file_name)
    return Column(_period(period), period != "any", **column)


def _with_periods(heads: list[Column], written: str) -> list[Column]:
    if written == "columns":
        return heads
    periods = [part.strip() for part in written.split("|")]
    return [
        replace(head, period=_period(text), is_period_judged=text != "any")
        for head, text in zip(heads, periods * len(heads) if len(periods) == 1 else periods, strict=False)
    ]


def _unit(text: str, file_name: str) -> tuple[str, Decimal]:
    match text.rsplit(" ", 1):
        case [unit, scale] if scale.isdigit():
            return unit, Decimal(scale)
    raise GoldenNotationError(f"{file_name}: {text!r} is no unit with its scale")


def _period(text: str) -> Period | None:
    if text in ("none", "any"):
        return None
    first, dots, last = text.partition("..")
    if not dots:
        return Period(None, date.fromisoformat(text))
    return Period(date.fromisoformat(first.lstrip("~")), date.fromisoformat(last), first.startswith("~"))


def value_of(printed: str) -> Decimal | None:
    """The signed value of a typed figure, None for a nil.

    Raises:
        GoldenNotationError: it is neither.
    """
    if not printed or printed in NILS:
        return None
    match = _FIGURE.fullmatch(printed)
    if match is None or not (match["digits"] or match["fraction"]):
        raise GoldenNotationError(f"{printed!r} is no figure")
    value = Decimal(match["digits"].replace(",", "") or "0")
    if match["fraction"]:
        part, whole = map(Decimal, match["fraction"].split("/"))
        value += part / whole
    return -value if match["minus"] else value
