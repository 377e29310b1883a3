"""What one printed text is: a figure with all that issuers print around it, a part of one, or words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dagster_project.parsing.html import locate
from dagster_project.parsing.html.printed import Kind, look_at
from dagster_project.parsing.numbers import Nil, Number
from tests.unit.parsing.html.pages import cells_by_label, parsed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", "1234"),
        ("$ 17,763", "17763"),
        ("(2,855 )", "-2855"),
        ("8%(1)", "8"),
        ("(1,690)(B)(J)", "-1690"),
        ("1,234*", "1234"),
        ("410³", "410"),
        ("$1, 465,000", "1465000"),
        ("EUR 12.5", "12.5"),
        ("Up 46%", "46"),
        ("Down 37%", "-37"),
        ("- 7%", "-7"),
    ],
)
def test_a_figure_is_read_with_its_signs_and_marks(text: str, value: str) -> None:
    printed = look_at(text)
    assert printed.kind is Kind.FIGURE
    assert isinstance(printed.figure, Number)
    assert printed.figure.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "unit", "scale"),
    [
        ("11.9 pts", "11.9", "percentage_points", None),
        ("(2.7) pts", "-2.7", "percentage_points", None),
        ("Up 10 bps", "10", "percentage_points", "0.01"),
        ("$17.0B", "17.0", None, "1000000000"),
        ("5.4x", "5.4", "pure", None),
    ],
)
def test_a_unit_or_scale_behind_the_figure_is_kept(text: str, value: str, unit: str | None, scale: str | None) -> None:
    printed = look_at(text)
    assert isinstance(printed.figure, Number)
    assert printed.figure.value == Decimal(value)
    assert printed.unit_word == unit
    assert printed.scale == (Decimal(scale) if scale else None)


@pytest.mark.parametrize("text", ["—", "-", "$—", "--", "—(a)"])
def test_a_dash_is_nil(text: str) -> None:
    assert isinstance(look_at(text).figure, Nil)


@pytest.mark.parametrize("text", ["NM", "N/A", "June 30, 2024", "1Q25", "Q3", "12/28/2024", "2–3", "347-891-1770", ""])
def test_words_dates_and_ranges_are_no_figures(text: str) -> None:
    assert look_at(text).figure is None


def test_parts_of_figures_are_told_apart() -> None:
    assert look_at("$").kind is Kind.OPENER
    assert look_at("$(").kind is Kind.OPENER
    assert look_at(")%").kind is Kind.CLOSER
    assert look_at("(32").kind is Kind.OPEN_FIGURE
    assert look_at("2024").is_year
    assert not look_at("2,024").is_year


def test_a_dash_may_have_its_unit_behind_it() -> None:
    printed = look_at("\u2014pts")
    assert (printed.kind, printed.figure, printed.unit_word) == (
        Kind.FIGURE,
        Nil(is_percent=False),
        "percentage_points",
    )
    assert look_at("-apple").kind is Kind.WORDS


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ("12.54<sup>b</sup>", "12.54"),
        ("8.1<sup>1,2</sup>", "8.1"),
        ("(3)<sup>a</sup>", "-3"),
        ("$1,204<sup>(1)</sup>", "1204"),
    ],
)
def test_raised_marks_are_no_part_of_a_figure(markup: str, value: str) -> None:
    rows = f"<tr><td></td><td>2024</td></tr><tr><td>Sales</td><td>{markup}</td></tr><tr><td>Gain</td><td>1</td></tr>"
    page = f"<table>{rows}</table>"
    (cell,) = cells_by_label(parsed(page))["Sales"]
    assert cell.value == Decimal(value)
    assert locate(page, cell.locator) == cell.printed_text


def test_ordinals_are_words() -> None:
    rows = "<tr><td>Sales</td><td>5</td></tr><tr><td>Gain</td><td>1</td></tr>"
    page = f"<table><tr><td></td><td>4<sup>th</sup> quarter 2024</td></tr>{rows}</table>"
    assert {cell.column_header for cell in parsed(page).cells} == {"4th quarter 2024"}
