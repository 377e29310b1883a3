"""Statements drawn at random: captions, labels and figures; periods and heads are drawn in `drawn_heads`.

The words are those of real releases, put together anew. What is left out, and why: captions that leave the scale of
shares open beside shares (a reader could not tell either), balances in statements of a period (theirs is its last
day), percentages of amounts that are not printed, and rows of dashes alone (nothing says their unit).
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from properties.drawn_heads import durations, instants, with_percents
from properties.statements import Caption, Column, Figure, Kind, Nil, Row, Statement

AMOUNT_CAPTIONS = (
    Caption("(In thousands, except per share data)", "USD", 1_000, 1_000),
    Caption("(in millions, except per share amounts)", "USD", 1_000_000, 1_000_000),
    Caption("(In thousands, except share and per share data)", "USD", 1_000, 1),
    Caption(
        "(In millions, except number of shares which are reflected in thousands and per share amounts)",
        "USD",
        1_000_000,
        1_000,
    ),
    Caption("(Dollars in millions)", "USD", 1_000_000, None, names_currency=True),
    Caption("(Dollars in thousands) (Unaudited)", "USD", 1_000, None, names_currency=True),
    Caption("(Unaudited, in thousands of U.S. dollars)", "USD", 1_000, None, names_currency=True),
    Caption("(In millions of yen)", "JPY", 1_000_000, None, names_currency=True),
    Caption("(Thousands of Euros)", "EUR", 1_000, None, names_currency=True),
    Caption("(in whole dollars)", "USD", 1, 1, names_currency=True),
)
BALANCES = (
    "Accounts receivable", "Inventories", "Prepaid expenses", "Property and equipment", "Goodwill", "Deferred revenue",
    "Accrued liabilities", "Long-term debt", "Retained earnings", "Minority interest", "Marketable securities",
)  # fmt: skip
FLOWS = (
    "Product sales", "Service fees", "Research and development", "Cost of goods sold", "Restructuring charges",
    "Selling, general and administrative", "Interest expense", "Provision for income taxes", "Net sales", "Licenses",
    "Depreciation and amortization", "Stock-based compensation", "Operating income", "Net income",
)  # fmt: skip
QUALIFIERS = (
    "net", "and other", "less current portion", "of consolidated subsidiaries", "from related parties",
    "and similar items", "in foreign operations", "of acquired businesses", "and allowances", "under credit agreements",
    "held for sale", "to customers and distributors",
)  # fmt: skip
BALANCE_HEADINGS = (
    "Current assets:",
    "ASSETS",
    "Liabilities:",
    "LIABILITIES AND STOCKHOLDERS' EQUITY",
    "Other assets:",
)
FLOW_HEADINGS = ("Revenue:", "Costs and expenses:", "OPERATING EXPENSES", "Other income:", "Sales")
PER_SHARE = (
    "Basic earnings per share",
    "Diluted earnings per share",
    "Net income per share, basic",
    "Dividends declared per share",
)
SHARES = (
    "Weighted average shares outstanding, basic",
    "Weighted average shares, diluted",
    "Shares used in computing net income per share",
)
PERCENTS = ("Gross margin", "Operating margin", "Effective tax rate")


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """A statement with one of the forms of heads, two to twelve rows, and figures of every sort."""
    caption = draw(st.sampled_from(AMOUNT_CAPTIONS))
    is_instant = draw(st.booleans())
    title, heads, columns = draw(instants() if is_instant else durations())
    if draw(st.booleans()):
        heads, columns = draw(with_percents(heads, columns))
    rows = draw(_rows(columns, caption, is_instant=is_instant))
    return Statement(title, caption, heads, columns, rows)


@st.composite
def _rows(draw: st.DrawFn, columns: tuple[Column, ...], caption: Caption, *, is_instant: bool) -> tuple[Row, ...]:
    kinds: list[Kind] = ["amount", "amount", "amount", "heading"]
    if not is_instant:
        kinds += ["per_share", "percent"]
    if not is_instant and caption.share_scale:
        kinds.append("shares")
    names = {
        "amount": _labels(BALANCES if is_instant else FLOWS),
        "heading": st.sampled_from(BALANCE_HEADINGS if is_instant else FLOW_HEADINGS),
        "per_share": st.sampled_from(PER_SHARE),
        "shares": st.sampled_from(SHARES),
        "percent": st.sampled_from(PERCENTS),
    }
    drawn = ["amount", "amount", *draw(st.lists(st.sampled_from(kinds), max_size=10)), "amount"]
    rows = []
    is_under_heading = False
    for kind in drawn:
        label = draw(names[kind])
        if kind == "heading":
            is_under_heading = True
            rows.append(Row(label, kind))
            continue
        figures = _consistent([draw(_figure(kind, column)) for column in columns], columns)
        if not any(isinstance(figure, Decimal) for figure in figures):
            figures = (draw(_number(kind)), *figures[1:])  # a row of dashes alone says nothing of its unit
        rows.append(Row(label, kind, int(is_under_heading and draw(st.booleans())), figures))
    return tuple(rows)


def _labels(subjects: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda subject, more: ", ".join((subject, *more[:1])) + "".join(f" {word}" for word in more[1:]),
        st.sampled_from(subjects),
        st.lists(st.sampled_from(QUALIFIERS), max_size=3, unique=True),
    )


@st.composite
def _figure(draw: st.DrawFn, kind: Kind, column: Column) -> Figure:
    if column.is_percent and kind != "amount":
        return None
    sort = draw(st.sampled_from(("number", "number", "number", "number", "nil", "blank")))
    if sort == "blank":
        return None
    return Nil() if sort == "nil" else draw(_number("percent" if column.is_percent else kind))


def _consistent(figures: list[Figure], columns: tuple[Column, ...]) -> tuple[Figure, ...]:
    """No percentage is printed of an amount that is not there."""
    return tuple(
        None if column.is_percent and not isinstance(figures[index - 1], Decimal) else figure
        for index, (column, figure) in enumerate(zip(columns, figures, strict=True))
    )


def _number(kind: str) -> st.SearchStrategy[Decimal]:
    if kind == "per_share":
        return _decimals(-500, 5_000, 2)
    if kind == "percent":
        return _decimals(-999, 999, 1)
    if kind == "shares":
        return _decimals(1_000, 9_999_999, 0)
    return st.one_of(_decimals(-99_999, 99_999, 0), _decimals(-9_999_999_999, 9_999_999_999, 0))


def _decimals(least: int, most: int, places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(least, most).filter(bool).map(lambda units: Decimal(units).scaleb(-places))
