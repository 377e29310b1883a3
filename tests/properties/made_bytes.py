"""Bytes no release consists of, and releases gone wrong: cut, spliced, mistyped, wrongly encoded."""

from __future__ import annotations

from hypothesis import strategies as st
from properties import text_pages, web_pages
from properties.drawn import statements

PUBLISHED = "July 30, 2031"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1", "cp1252", "shift_jis", "cp037")
PIECES = (
    "<", ">", "</table>", "<table>", "<tr>", "<td", "<td colspan=99999>", "<td rowspan=99999>", "&#", "&#x110000;",
    "&nbsp;", "\x00", "\r", "\n\n", "\t", "(", ")", "$", "%", "--", "1,2,3", "99999999999999999999999999", "1e999",
    "Three Months Ended", "February 30, 2024", "12/31/0000", "(in thousands", "<TABLE>", "<S>", "<C>", "<DOCUMENT>",
    "<TYPE>EX-99.1", "<TEXT>", "</TEXT>", "<!--", "]]>", "<script>", "\u2212", "\u200b", "\ufeff", "\U0001f4a9",
)  # fmt: skip


def pages() -> st.SearchStrategy[bytes]:
    """Made releases, well formed, as text or as a web page."""
    made = st.lists(statements(), min_size=1, max_size=2)
    texts = st.builds(lambda some, layout: text_pages.render(some, layout, PUBLISHED).text, made, text_pages.layouts())
    webs = st.builds(lambda some, layout: web_pages.render(some, layout, PUBLISHED).markup, made, web_pages.layouts())
    return st.one_of(texts, webs).map(str.encode)


@st.composite
def mutated_pages(draw: st.DrawFn) -> bytes:
    """A release with pieces cut out, repeated or put in at random places, in one encoding or another."""
    page = draw(pages()).decode()
    for _ in range(draw(st.integers(1, 6))):
        start, end = sorted((draw(st.integers(0, len(page))), draw(st.integers(0, len(page)))))
        change = draw(st.sampled_from(("cut", "truncate", "repeat", "insert")))
        if change == "cut":
            page = page[:start] + page[end:]
        elif change == "truncate":
            page = page[:end]
        elif change == "repeat":
            page = page[:end] + page[start:end] + page[end:]
        else:
            page = page[:start] + draw(st.sampled_from(PIECES)) * draw(st.integers(1, 3)) + page[start:]
    return page.encode(draw(st.sampled_from(ENCODINGS)), "replace")


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    """A release in which single bytes are others."""
    data = bytearray(draw(pages()))
    for _ in range(draw(st.integers(1, 20))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


def soups() -> st.SearchStrategy[bytes]:
    """Pieces of releases in any order."""
    words = st.one_of(
        st.sampled_from(PIECES), st.text(max_size=8), st.sampled_from((" ", "   ", "\n", "2024", "1,234"))
    )
    return st.lists(words, max_size=120).map(lambda some: "".join(some).encode("utf-8", "surrogatepass"))
