"""Tiny tables for the roll-up tests: compact text in, tables and cells out."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from dagster_project.parsing.model import Cell, Table

TableOf = Callable[..., tuple[list[Table], list[Cell]]]


def build(
    text: str,
    *,
    table_index: int = 1,
    statement_index: int = 1,
    measures: Sequence[str] = (),
    units: Sequence[str] = (),
    headers: Sequence[str] = (),
    scale: int = 1,
) -> tuple[list[Table], list[Cell]]:
    """One table from lines such as `  Total | 17 | (3) | --`.

    A line without `|` is a heading, `---` a rule, an empty field a blank, `--` a nil. Indentation gives the label path.
    """
    cells: list[Cell] = []
    path: list[tuple[int, str]] = []
    is_after_rule = False
    for row_index, raw in enumerate(line for line in text.splitlines() if line.strip()):
        label, *fields = (part.rstrip() for part in raw.split("|"))
        indent = len(label) - len(label.lstrip())
        if label.strip().startswith("---"):
            is_after_rule = True
            continue
        if label.strip():
            path = [(depth, name) for depth, name in path if depth < indent]
        for column_index, printed in enumerate(fields):
            if printed.strip():
                cells.append(
                    _cell(
                        printed.strip(),
                        table_index,
                        row_index,
                        column_index,
                        label.strip(),
                        " > ".join(name for _, name in path),
                        indent,
                        is_after_rule,
                        measure=measures[column_index] if measures else "amount",
                        unit=units[column_index] if units else "JPY",
                        header=headers[column_index] if headers else f"column {column_index}",
                        scale=scale,
                    )
                )
        if label.strip():
            path.append((indent, label.strip()))
        is_after_rule = False
    table = Table(table_index, "A table", "other", statement_index, 1, 1)
    return [table], cells


def _cell(
    printed: str,
    table_index: int,
    row_index: int,
    column_index: int,
    label: str,
    path: str,
    indent: int,
    is_after_rule: bool,
    *,
    measure: str,
    unit: str,
    header: str,
    scale: int,
) -> Cell:
    is_nil = printed == "--"
    digits = printed.strip("()").replace(",", "")
    value = None if is_nil else Decimal(digits) * (-1 if printed.startswith("(") else 1)
    decimals = 0 if is_nil else len(digits.partition(".")[2])
    return Cell(
        table_index=table_index,
        row_index=row_index,
        column_index=column_index,
        row_label=label,
        row_label_path=path,
        column_header=header,
        measure=measure,  # type: ignore[arg-type]
        printed_text=printed,
        value=value,
        is_nil=is_nil,
        unit=unit,
        scale_factor=Decimal(scale),
        precision_unit=None if is_nil else Decimal(scale).scaleb(-decimals),
        period_kind=None,
        period_start=None,
        period_end=None,
        scenario="actual",
        basis="as_reported",
        line_number=row_index + 1,
        char_start=0,
        char_end=1,
        locator="",
        indent=indent,
        is_after_rule=is_after_rule,
    )


@pytest.fixture
def table_of() -> TableOf:
    return build
