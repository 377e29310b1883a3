"""`tieout trace`: the source lines with the number highlighted, what it means, and the identities it takes part in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dagster_project.figures import grouped, period, plain
from dagster_project.terminal.statement_view import STATUS_MARKS
from dagster_project.warehouse.locate import Place
from dagster_project.warehouse.read import ReleaseRow
from dagster_project.warehouse.read_facts import FactRow, IdentityRow, OperandRow

LINES_AROUND = 3


def print_trace(
    console: Console, release: ReleaseRow, fact: FactRow, place: Place, identities: Sequence[IdentityRow]
) -> None:
    """Source, meaning, proof."""
    console.print(Text(f"{release.file_name}: {fact.locator}", "bold cyan"))
    console.print(_source(place), soft_wrap=True, highlight=False)
    console.print(_meaning(release, fact))
    console.print(Text(f"\n{_verdict(fact, identities)}", "bold"))
    for identity in identities:
        console.print(Text.assemble(*_identity(identity, fact.line_item_fact_id)), soft_wrap=True, highlight=False)


def _source(place: Place) -> Text:
    text = Text()
    width = len(str(place.line_number + LINES_AROUND))
    for number, line in place.around(LINES_AROUND):
        is_here = number == place.line_number
        text.append(f"{number:>{width}} {'▶' if is_here else '│'} ", "bold" if is_here else "dim")
        start = len(text)
        text.append(line + "\n")
        if is_here:
            text.stylize("bold black on yellow", start + place.start, start + place.end)
    return text


def _meaning(release: ReleaseRow, fact: FactRow) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, value in _properties(release, fact):
        table.add_row(name, Text(value))
    return table


def _properties(release: ReleaseRow, fact: FactRow) -> Iterator[tuple[str, str]]:
    amount = "nil" if fact.value is None else grouped(fact.value)
    yield "value", f"{amount} {fact.unit or ''}".strip()
    yield "printed", f"{fact.printed_text} (scale {grouped(fact.scale_factor)})"
    yield "line item", fact.line_item_name
    yield "segment", fact.segment_name or "-"
    yield "period", period(fact.fiscal_label, fact.start_date, fact.end_date)
    yield "kind", f"{fact.measure}, {fact.scenario}, {fact.basis}"
    yield "printed under", " > ".join(part for part in (fact.label_path, fact.label) if part) or "(unlabelled)"
    yield "table", f"{fact.table_index} ({fact.statement_type})"
    yield "release", f"{release.release_slug} ({release.issuer_name or 'issuer not found'})"
    yield "use", "the one to use" if fact.is_primary else "another printing of the fact is the one to use"
    if fact.precision_unit is not None:
        yield "precision", f"to {grouped(fact.precision_unit)}"
    if fact.is_translation:
        yield "note", "a convenience translation into another currency"


def _verdict(fact: FactRow, identities: Sequence[IdentityRow]) -> str:
    if not identities:
        return "unverified: no identity reaches this number"
    holding = sum(identity.status == "pass" for identity in identities)
    return (
        f"{fact.verification_status}: {holding} of its {len(identities)} checks hold,"
        f" proofs: {fact.verified_by} (printings that agree count once)"
    )


def _identity(identity: IdentityRow, fact_id: str) -> Iterator[tuple[str, str]]:
    mark, style = STATUS_MARKS[identity.status]
    yield f"{mark} {identity.identity_id}", style
    yield f"  {identity.status.replace('_', ' ')}{_arithmetic(identity)}\n", ""
    for operand in identity.operands:
        yield _operand(operand), "bold" if operand.line_item_fact_id == fact_id else "dim"
    if identity.explanation:
        yield f"    {identity.explanation}\n", "italic"


def _arithmetic(identity: IdentityRow) -> str:
    if identity.lhs is None or identity.rhs is None or identity.residual is None:
        return ""
    tolerance = f", rounding explains up to {grouped(identity.tolerance)}" if identity.tolerance is not None else ""
    return f": {grouped(identity.lhs)} = {grouped(identity.rhs)}, residual {grouped(identity.residual)}{tolerance}"


def _operand(operand: OperandRow) -> str:
    sign = "+" if operand.weight > 0 else "-"
    factor = "" if abs(operand.weight) == 1 else f"{plain(abs(operand.weight))} x "
    amount = "not printed" if operand.printed_text is None else operand.printed_text
    return f"    {operand.side:<4} {sign} {factor}{amount:>16}  {operand.label or ''}  {operand.locator or ''}\n"
