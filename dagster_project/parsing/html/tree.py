"""Markup to a tree, and the text that a reader sees in an element of it.

The library is lxml: it reads whatever browsers read. Rows, columns and figures do not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from dagster_project.parsing.html.style import style_of

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    )
)
"""Elements that end the line they stand on; all others run on in it."""

UNSEEN = frozenset(("head", "script", "style", "noscript", "template", "select", "svg", "title"))
"""Elements whose text no reader sees on the page."""

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Characters that take no room on the page."""
_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]")


def parse_tree(markup: str) -> etree._Element | None:
    """The root of a page's tree; None where the markup holds no element at all."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root: etree._Element | None = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but blanks or comments
        return None
    return root


def visible_text(element: etree._Element) -> str:
    """The text of an element in one line: runs of blanks are one blank, and so is a line break."""
    part = element
    while len(part) == 1 and not part.text:  # most cells wrap their text in one element after the other
        part = part[0]
        if part.tag == "sup" or (part.tail and not part.tail.isspace()):
            return normal_text("".join(_broken(element)))
    if not len(part):
        return normal_text(part.text) if part.text else ""
    return normal_text("".join(_broken(part)))


def normal_text(text: str) -> str:
    """Text without zero-width characters, with single blanks, none at its ends."""
    normal = " ".join(text.split())
    if normal.isascii() or not _ZERO_WIDTH.search(normal):
        return normal
    return " ".join(_ZERO_WIDTH.sub("", normal).split())


_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_MARK = re.compile(r"\s*(?:\d+|[a-z])(?:\s*,\s*(?:\d{1,2}|[a-z]))*\s*")
"""Numbers or single letters; "1st" and its like are words."""


def is_raised(element: etree._Element) -> bool:
    """Whether an element stands above the line, as footnote marks do."""
    return element.tag == "sup" or style_of(element.get("style")).is_raised


def raised_text(text: str) -> str:
    """Raised marks of notes as a reader sees them, so that they are no part of the figure or word before them."""
    return text.translate(_RAISED) if _MARK.fullmatch(text) else text


def _broken(element: etree._Element) -> Iterator[str]:
    """The pieces of text of an element, with a blank where a block begins or ends."""
    unseen_depth = 0
    for event, part in etree.iterwalk(element, events=("start", "end")):
        is_block = part.tag in BLOCKS
        if event == "start":
            unseen_depth += part.tag in UNSEEN
            text = part.text
        else:
            unseen_depth -= part.tag in UNSEEN
            text = part.tail if part is not element else None
        if is_block:
            yield " "
        if text and not unseen_depth:
            yield raised_text(text) if event == "start" and is_raised(part) else text
