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
        ("Sales of stores opened in 2024", "1,822", "USD", 1000, "1822"),
        ("Restaurant opening", "1,822", "USD", 1000, "1822"),
        ("Restaurant pre-opening costs", "1,822", "USD", 1000, "1822"),
        ("Restaurant openings", "22", "restaurants", 1, "22"),
        ("Aircraft operating leases", "1,822", "USD", 1000, "1822"),
        ("Aircraft operating at period end", "182", "aircraft", 1, "182"),
        ("Drawn under credit facilities, end of period", "1,822", "USD", 1000, "1822"),
        ("Revenues from enterprise customers", "1,822", "USD", 1000, "1822"),
        ("Digital maps", "1,822", "USD", 1000, "1822"),
        ("Patient days", "1,822", "patient days", 1000, "1822"),
        ("Clinics open at end of year", "182", "clinics", 1, "182"),
        ("Available seat kilometres (millions)", "1,822", "seat kilometers", 1_000_000, "1822"),
        ("Price per tonne", "82.10", "USD/tonne", 1, "82.10"),
        ("MAPs", "1,822", "users", 1000, "1822"),
        ("Total members' equity", "1,822", "USD", 1000, "1822"),
        ("Average price (cents per kWh)", "11.20", "USD/kWh", 1, "0.1120"),
        ("Capital spending ($ millions)", "117.1", "USD", 1_000_000, "117.1"),
        ("Ore milled (kt)", "1,204", "kt", 1, "1204"),
        ("Diluted", "0.93", "USD/share", 1, "0.93"),
        ("Diluted", "1,204", "USD", 1000, "1204"),
        ("Revenue per available room", "101.20", "USD/room", 1, "101.20"),
    ],
)
def test_a_label_names_what_its_figures_are(label: str, printed: str, unit: str, scale: int, value: str) -> None:
    markup = "<p>Sample Corp. (in thousands)</p>" + table(
        row("", "2024", "2023"), row("Revenue", "$9,100", "$8,200"), row(label, printed, printed)
    )
    cell = cells_by_label(parsed(markup))[label][0]
    assert (cell.unit, cell.scale_factor, cell.value) == (unit, Decimal(scale), Decimal(value))


def test_money_in_a_column_of_percentages_stays_money() -> None:
    markup = "<p>($ in millions)</p>" + table(
        row("", "2024", "2023", "Change"),
        row("Revenue", "$410", "$402", "$8"),
        row("Volume", "2,110", "2,004", "5.3%"),
        row("Customers", "1,204", "1,190", "1.2%"),
    )
    found = cells_by_label(parsed(markup))
    assert [(found[label][2].unit, found[label][2].measure) for label in ("Revenue", "Volume")] == [
        ("USD", "change_amount"),
        ("percent", "change_percent"),
    ]


def test_units_of_a_partnership_are_counted_as_earnings_per_unit_tell() -> None:
    markup = "<p>(in thousands except per unit data)</p>" + table(
        row("", "2014", "2013"),
        row("Net income", "$40,110", "$33,004"),
        row("Net income per limited partner unit", "$0.55", "$0.47"),
        row("Weighted average limited partner units outstanding", "72,110,440", "70,004,118"),
    )
    cells = cells_by_label(parsed(markup))["Weighted average limited partner units outstanding"]
    assert [(cell.unit, cell.scale_factor, cell.measure) for cell in cells] == [("units", Decimal(1), "count")] * 2


def test_things_counted_have_no_scale_of_another_table() -> None:
    markup = (
        "<p>Statements of income (in thousands)</p>"
        + table(row("", "2024", "2023"), row("Revenue", "9,100", "8,200"), row("Net income", "910", "820"))
        + "<p>Key metrics</p>"
        + table(
            row("", "2024", "2023"), row("Active customers", "1,822", "1,540"), row("ARR (in millions)", "$9", "$8")
        )
    )
    cells = cells_by_label(parsed(markup))["Active customers"]
    assert [(cell.unit, cell.scale_factor) for cell in cells] == [("customers", Decimal(1))] * 2


def test_what_stands_under_revenues_is_money() -> None:
    markup = "<p>(in thousands)</p>" + table(
        row("", "2024", "2023"),
        row("Revenues:"),
        row("Concessions", "$12,310", "$13,110"),
        row("Admissions", "22,110", "25,310"),
        row("Operating data:"),
        row("Admissions", "2,210", "2,530"),
    )
    money, people = cells_by_label(parsed(markup))["Admissions"][::2]
    assert (money.unit, people.unit) == ("USD", "admissions")


def test_a_multiple_is_a_ratio_and_its_difference_a_change() -> None:
    markup = table(row("", "2024", "2023", "Change"), row("Interest coverage", "5.4x", "5.1x", "0.3x"))
    cells = cells_by_label(parsed(markup))["Interest coverage"]
    assert [(cell.unit, cell.measure) for cell in cells] == [
        ("pure", "ratio"),
        ("pure", "ratio"),
        ("pure", "change_amount"),
    ]


def test_the_thing_that_a_row_prices_goes_before_the_one_of_its_caption() -> None:
    markup = "<p>Operating data (per unit)</p>" + table(
        row("", "2024", "2023"), row("Distributions", "$0.31", "$0.30"), row("Rent per square foot", "$22.10", "$21.00")
    )
    assert cells_by_label(parsed(markup))["Rent per square foot"][0].unit == "USD/square foot"
