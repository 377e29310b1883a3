"""Files made to hurt a parser: each shape, at any size, repeats what is dear to a careless pattern or table.

A builder takes a number of bytes and gives about as many.
"""

from __future__ import annotations

from collections.abc import Callable

HEAD = "SPRINGFIELD, July 30, 2031 -- Sample Corp. today announced its results.\n\n"
TABLE = "(in thousands)\n\n              2024      2023\nSales       12,345    11,222\nCosts        2,345     1,222\n\n"
LONGEST_READ = 1_450_000
"""Just below the limit, where a file is not rejected for its size and takes longest."""
ROW = "Sales" + " " * 20 + "12,345    11,222\n"


def _filled(piece: str, size: int, *, before: str = HEAD + TABLE, after: str = "\n") -> bytes:
    return (before + piece * max(1, (size - len(before)) // len(piece)) + after).encode()


def _page(piece: str, size: int, *, before: str = "<html><body><p>July 30, 2031</p>", after: str = "") -> bytes:
    return _filled(piece, size, before=before, after=after)


def _numbered(size: int) -> bytes:
    lines: list[str] = [HEAD]
    length = 0
    number = 0
    while length < size:
        number += 1
        lines.append(
            f"Item {number} of the list of a thousand items      {number:,}     {number * 7:,}    ({number % 997})\n"
        )
        length += len(lines[-1])
    return "".join(lines).encode()


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "one line of digits": lambda size: _filled("1234567890", size),
    "one line of figures": lambda size: _filled("  1,234", size),
    "one line of blanks": lambda size: _filled(" ", size, after="1,234   5,678\n"),
    "one line of dots": lambda size: _filled(".", size, after=" 1,234   5,678\n"),
    "one line of parentheses": lambda size: _filled("(", size),
    "closing parentheses": lambda size: _filled(") ", size),
    "one line of words": lambda size: _filled("Three Months Ended June 30, ", size),
    "one line of dashes": lambda size: _filled("-- ", size),
    "figures behind a rule": lambda size: _filled("-", size, after="   1,234   5,678\n"),
    "rules that break off": lambda size: _filled("Sales of a year.  " + "-" * 90 + "x-\n", size),
    "one line of dollars": lambda size: _filled("$ ", size),
    "one line of commas": lambda size: _filled("1,", size),
    "tabs": lambda size: _filled("\t1", size),
    "carriage returns": lambda size: _filled("Sales\t12,345\r", size),
    "no line ends in a table": lambda size: _filled(ROW.replace("\n", " "), size),
    "one table of many rows": lambda size: _filled(ROW, size),
    "rows without end": _numbered,
    "thousands of columns": lambda size: _filled("Sales" + "    123" * 3_000 + "\n", size),
    "drifting columns": lambda size: _filled(
        "".join(f"Sales{' ' * (20 + drift)}{drift}1{' ' * (drift % 7 + 2)}2\n" for drift in range(60)), size
    ),
    "heads without a table": lambda size: _filled("   Three Months Ended       2024      2023\n", size),
    "wrapped labels": lambda size: _filled("of the accounts receivable,\n", size, after=ROW),
    "rules": lambda size: _filled("-" * 70 + "\n", size),
    "captions": lambda size: _filled("(in thousands, except per share data\n", size),
    "short tables": lambda size: _filled(TABLE, size),
    "sentences of figures": lambda size: _filled(
        "Revenues rose 4.3% to $1.2 million from $1,1 million in the quarter ended June 30, 2024. ", size
    ),
    "submissions in submissions": lambda size: _filled("<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n", size),
    "tagged tables": lambda size: _filled("<TABLE>\n<CAPTION>\n<S> <C> <C>\n" + ROW, size),
    "nul bytes": lambda size: _filled("\x00", size),
    "deep nesting": lambda size: _page("<div>", size, after="<table><tr><td>Sales</td><td>1</td></tr></table>"),
    "deep tables": lambda size: _page("<table><tr><td>1,234", size),
    "unclosed cells": lambda size: _page("<td>1,234", size, before="<table><tr><td>Sales"),
    "unclosed rows": lambda size: _page("<tr><td>Sales<td>1,234<td>5,678", size, before="<table>"),
    "bombs of colspan": lambda size: _page(
        '<tr><td colspan="9999">Sales</td><td colspan="9999" rowspan="9999">1,234</td></tr>', size, before="<table>"
    ),
    "bombs of rowspan": lambda size: _page('<tr><td rowspan="65000">1</td><td>2</td></tr>', size, before="<table>"),
    "entities": lambda size: _page("&nbsp;&#8212;&amp;", size, before="<table><tr><td>Sales</td><td>"),
    "unknown entities": lambda size: _page("&bomb;&#xffffff;&#", size, before="<table><tr><td>Sales</td><td>"),
    "open tags": lambda size: _page("<td ", size, before="<table><tr><td>Sales</td><td>1</td>"),
    "long attributes": lambda size: _page(
        '<td style="' + "padding-left:1pt;" * 500 + '">1,234</td>', size, before="<table>"
    ),
    "comments": lambda size: _page("<!-- <td> --", size, before="<table><tr><td>Sales</td><td>1,234</td></tr></table>"),
    "a page on one line": lambda size: _page("<p>Sales rose 4.3% to $1,234 million.</p>", size),
    "breaks": lambda size: _page("1,234<br>", size, before="<table><tr><td>Sales</td><td>"),
    "inline tags": lambda size: _page("<b><i>1", size, before="<table><tr><td>Sales</td><td>"),
    "a label as long as is still read": lambda size: _page(
        "4.3% ", min(size, LONGEST_READ), before="<table><tr><td>Sales</td><td>1</td></tr><tr><td>", after="</td><td>2"
    ),
    "a head as long as is still read": lambda size: _page(
        "1.2 million ", min(size, LONGEST_READ), before="<table><tr><td></td><td>", after="<tr><td>Sales<td>12<td>13"
    ),
    "a label of as many lines as are still read": lambda size: _filled(
        "accounts receivable\n", min(size, LONGEST_READ), after=ROW
    ),
    "many tables": lambda size: _page("<table><tr><td>Sales</td><td>1,234</td></tr></table>", size),
}
