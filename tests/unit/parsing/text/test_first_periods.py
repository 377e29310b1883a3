"""First years that began late: "period from June 3, 1996 (inception) to December 31, 1996"."""

from __future__ import annotations

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Cell

FLOWS = """STATEMENTS OF CASH FLOWS
YEAR ENDED DECEMBER 31, 1997 AND PERIOD FROM
JUNE 3, 1996 (INCEPTION) TO DECEMBER 31, 1996

                                            1997             1996
                                        -----------      -----------
Net loss                                $(4,200,103)     $  (742,411)
Net increase in cash                        100,000        2,415,200
Cash, beginning of period                 2,415,200               --
Cash, end of period                     $ 2,515,200      $ 2,415,200
"""
EQUITY = """STATEMENTS OF STOCKHOLDERS' EQUITY
YEAR ENDED DECEMBER 31, 1997 AND PERIOD FROM
JUNE 3, 1996 (INCEPTION) TO DECEMBER 31, 1996

                                          Stock            Total
                                        -----------      -----------
Issuance of stock to founders           $ 4,146,068      $ 4,146,068
Net loss                                         --         (742,411)
Balances, December 31, 1996               4,146,068        3,403,657
Net loss                                         --       (4,200,103)
Balances, December 31, 1997             $ 4,146,068      $  (796,446)
"""


def _spans(text: str) -> list[tuple[str, str]]:
    def span(cell: Cell) -> str:
        return f"{cell.period_start or ''}..{cell.period_end or ''}"

    cells = parse_release(text.encode(), "acme.txt").cells
    return [(cell.row_label, span(cell)) for cell in cells if cell.column_index == 2]


def test_a_column_of_the_first_year_begins_on_the_day_of_inception() -> None:
    assert _spans(FLOWS) == [
        ("Net loss", "1996-06-03..1996-12-31"),
        ("Net increase in cash", "1996-06-03..1996-12-31"),
        ("Cash, beginning of period", "..1996-06-02"),
        ("Cash, end of period", "..1996-12-31"),
    ]


def test_movements_before_the_first_balance_are_of_the_first_period() -> None:
    assert _spans(EQUITY) == [
        ("Issuance of stock to founders", "1996-06-03..1996-12-31"),
        ("Net loss", "1996-06-03..1996-12-31"),
        ("Balances, December 31, 1996", "..1996-12-31"),
        ("Net loss", "1997-01-01..1997-12-31"),
        ("Balances, December 31, 1997", "..1997-12-31"),
    ]
