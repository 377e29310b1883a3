"""Things that row labels count, measure and price."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.parsing.html.pages import cells_by_label, parsed
from tests.unit.parsing.html.test_grids import row, table


@pytest.mark.parametrize(
    ("label", "printed", "unit", "scale", "value"),
    [
        ("Stores open at end of period", "142", "stores", 1, "142"),
        ("Restaurant count", "1,204", "restaurants", 1, "1204"),
        ("Monthly active users", "31,204", "users", 1000, "31204"),
        ("Customers with revenue over $100,000", "1,822", "customers", 1000, "1822"),
        ("Available seat miles (millions)", "12,204", "seat miles", 1_000_000, "12204"),
        ("Oil (MBbls/d)", "101", "MBbls/d", 1, "101"),
        ("Oil price per Bbl", "58.10", "USD/Bbl", 1, "58.10"),
        ("CASM-ex (cents)", "9.87", "USD/seat mile", 1, "0.0987"),
        ("Dividend per share (cents)", "4.1", "USD/share", 1, "0.041"),
        ("Total revenue per ASM", "15.10¢", "USD/seat mile", 1, "0.1510"),
        ("Customer deposits", "1,822", "USD", 1000, "1822"),
        ("Total members' equity", "1,822", "USD", 1000, "1822"),
        ("Revenue per available room", "101.20", "USD/room", 1, "101.20"),
    ],
)
def test_a_label_names_what_its_figures_are(label: str, printed: str, unit: str, scale: int, value: str) -> None:
    markup = "<p>Sample Corp. (in thousands)</p>" + table(
        row("", "2024", "2023"), row("Revenue", "$9,100", "$8,200"), row(label, printed, printed)
    )
    cell = cells_by_label(parsed(markup))[label][0]
    assert (cell.unit, cell.scale_factor, cell.value) == (unit, Decimal(scale), Decimal(value))
