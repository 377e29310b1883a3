"""What a release in HTML prints, read without our parser: the referee must not share its mistakes.

Rows of tables, their numbers, the years in table cells and the lengths of periods named anywhere.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

_NUMBER = re.compile(
    r"^(?:US)?[$€£¥]?\s*(?P<minus>\(|-|−|–)?\s*[$€£¥]?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*\)?\s*(?P<percent>%|pts?|pp|bps|x)?\s*\)?"
    r"\s*(?:\(\w\)|\*+)?$",
    re.IGNORECASE,
)
_PERCENT_BEHIND = re.compile(r"^\)?\s*(%|pts?|pp|bps)")
_YEAR = re.compile(r"(?<![\d,.$])(?:19|20)\d\d(?![\d,])")
_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_LENGTHS: tuple[tuple[str, int, int], ...] = (
    (r"three[\s-]+months?|\bquarter|\b(3|13|12|14|16)[\s-]+(months|weeks)|\b[1-4]q\s?\d\d|\bq[1-4]\b", 80, 115),
    (
        r"six[\s-]+months?|\b(6|26|24|25|27)[\s-]+(months|weeks)|first half|year[\s-]to[\s-]date|\bytd\b",
        160,
        195,
    ),
    (r"nine[\s-]+months?|\b(9|39|36|40)[\s-]+(months|weeks)|year[\s-]to[\s-]date|\bytd\b", 250, 285),
    (
        r"twelve[\s-]+months?|\b(12|52|53)[\s-]+(months|weeks)|years?\s+ended|full[\s-]year|fiscal (year )?\d{4}",
        355,
        375,
    ),
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number of a table cell: its digits with commas, its sign, and whether it is a percentage."""

    digits: str
    is_negative: bool
    is_percent: bool


@dataclass(slots=True)
class PrintedRow:
    """A row of a table that prints numbers, and the first words in it."""

    label: str
    numbers: list[PrintedNumber]


@dataclass(slots=True)
class PrintedPage:
    """The page as far as scoring needs it."""

    text: str
    rows: list[PrintedRow] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    by_digits: dict[str, list[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(list))
    """Rows (by index) that print these digits as an amount, and whether with a minus."""
    lengths: list[tuple[int, int]] = field(default_factory=list)
    """Days of the lengths of periods that the page names, from and to."""

    def covers(self, start: date | None, end: date) -> bool:
        """Whether the page says enough of a period: its last day, that year in a table, its length."""
        if end.year not in self.years or not re.search(_day_pattern(end), self.text, re.IGNORECASE):
            return False
        return start is None or any(least <= (end - start).days + 1 <= most for least, most in self.lengths)


def read_page(markup: str) -> PrintedPage:
    """Reads a page."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    page = PrintedPage(re.sub(r"\s+", " ", "".join(reader.text).replace("\xa0", " ")))
    for cells in reader.rows:
        _add_row(page, [cell for cell in cells if cell])
    lowered = page.text.lower()
    page.lengths = [(least, most) for pattern, least, most in _LENGTHS if re.search(pattern, lowered)]
    return page


def _add_row(page: PrintedPage, cells: list[str]) -> None:
    label = ""
    numbers: list[PrintedNumber] = []
    for index, cell in enumerate(cells):
        page.years.update(int(year) for year in _YEAR.findall(cell))
        match = _NUMBER.match(cell)
        if match is None:
            label = label or (cell if re.search("[A-Za-z]", cell) else "")
            continue
        is_negative = bool(match["minus"]) or (index > 0 and cells[index - 1] in ("(", "$(", "-"))
        is_percent = bool(match["percent"]) or (
            index + 1 < len(cells) and _PERCENT_BEHIND.match(cells[index + 1]) is not None
        )
        numbers.append(PrintedNumber(match["digits"], is_negative, is_percent))
    if not numbers:
        return
    if "%" in label or "percent" in label.lower():
        numbers = [PrintedNumber(number.digits, number.is_negative, is_percent=True) for number in numbers]
    for number in numbers:
        if not number.is_percent:
            page.by_digits[number.digits].append((len(page.rows), number.is_negative))
    page.rows.append(PrintedRow(label, numbers))


def _day_pattern(day: date) -> str:
    month = _MONTHS[day.month - 1]
    return (
        rf"\b({month}|{month[:3]}\.?)\s*{day.day}\b|\b0?{day.month}/0?{day.day}/(\d\d)?{day.year % 100:02d}\b"
        rf"|\b{day.day}\s+{month}\b"
    )


class _Reader(HTMLParser):
    """Rows of all tables (nested tables have their own) and the whole text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.text: list[str] = []
        self._open: list[tuple[list[str], list[str] | None]] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in ("script", "style")
        if tag in ("table", "tr", "td", "th"):
            self.text.append(" ")
        if tag == "table":
            self._open.append(([], None))
        elif self._open and tag == "tr":
            self._end_row()
        elif self._open and tag in ("td", "th"):
            self._end_cell()
            self._open[-1] = (self._open[-1][0], [])
        elif tag in ("br", "p", "div"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in ("script", "style") and self._unseen > 0
        if not self._open:
            return
        if tag == "table":
            self._end_row()
            self._open.pop()
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self.text.append(data)
        if self._open and (cell := self._open[-1][1]) is not None:
            cell.append(data)

    def _end_cell(self) -> None:
        row, cell = self._open[-1]
        if cell is not None:
            row.append(re.sub(r"\s+", " ", "".join(cell).replace("\xa0", " ").replace("\u200b", "")).strip())
        self._open[-1] = (row, None)

    def _end_row(self) -> None:
        self._end_cell()
        row, _ = self._open[-1]
        if row:
            self.rows.append(row)
        self._open[-1] = ([], None)
