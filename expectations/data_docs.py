"""Writes the Data Docs: the pages Great Expectations makes of the suites and of what they found.

What is on the pages is Great Expectations' own. It links to style sheets, scripts and pictures on other people's
servers; here each page is made to stand alone, so that it reads the same without a network and tells nobody. Its
index is drawn by those scripts, so the index here is our own.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from lxml import html

from expectations.results import ExpectationResult

if TYPE_CHECKING:
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext

SITE_NAME = "tieout"
STYLE_SHEET = Path(__file__).parent / "data_docs.css"
NEEDS_A_SERVER = ("script", "link", "style", "img", "iframe", "footer")
NEEDS_A_SCRIPT = ("onclick", "onload")


def write_data_docs(context: EphemeralDataContext, results: Iterable[ExpectationResult], folder: Path) -> Path:
    """Write the pages for all validations of `context` into `folder`, replacing older ones; returns the index page."""
    shutil.rmtree(folder, ignore_errors=True)
    context.add_data_docs_site(
        SITE_NAME,
        {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,  # type: ignore[typeddict-unknown-key]  # missing in its stub
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.absolute())},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    context.build_data_docs(site_names=[SITE_NAME])
    shutil.rmtree(folder / "static", ignore_errors=True)
    style = STYLE_SHEET.read_text(encoding="utf-8")
    for page in folder.rglob("*.html"):
        page.write_bytes(make_self_contained(page.read_bytes(), style))
    index = folder / "index.html"
    index.write_text(_index_page(results, folder, style), encoding="utf-8")
    return index


def make_self_contained(page: bytes, style: str) -> bytes:
    """The page in `style`, without scripts and without anything fetched from another server."""
    document = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for element in list(document.iter(*NEEDS_A_SERVER)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in document.iter("a", "label", "body"):
        for attribute in NEEDS_A_SCRIPT:
            element.attrib.pop(attribute, "")
        if urlsplit(element.get("href", "")).netloc:
            element.attrib.pop("href")
    sheet = html.Element("style")
    sheet.text = style
    document.insert(0, sheet)
    return b"<!DOCTYPE html>\n" + bytes(html.tostring(document, encoding="utf-8"))


def _index_page(results: Iterable[ExpectationResult], folder: Path, style: str) -> str:
    counts: dict[str, Counter[str]] = {}
    for result in results:
        counts.setdefault(result.suite, Counter())[result.status] += 1
    rows = "\n".join(_index_row(suite, by_status, folder) for suite, by_status in counts.items())
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Data Docs</title><style>{style}</style>'
        "</head><body><h1>Data Docs</h1><p>What is expected of the warehouse, suite by suite, and what was found in "
        "the last run.</p><table><thead><tr><th>Suite</th><th>Passed</th><th>Failed</th><th>Errored</th><th>Pages</th>"
        f"</tr></thead><tbody>\n{rows}\n</tbody></table></body></html>\n"
    )


def _index_row(suite: str, by_status: Counter[str], folder: Path) -> str:
    pages = [*folder.glob(f"validations/{suite}/**/*.html"), *folder.glob(f"expectations/{suite}.html")]
    links = " · ".join(
        f'<a href="{quote(page.relative_to(folder).as_posix())}">'
        f"{'results' if page.is_relative_to(folder / 'validations') else 'expectations'}</a>"
        for page in pages
    )
    cells = "".join(f"<td>{by_status[status]}</td>" for status in ("passed", "failed", "errored"))
    return f"<tr><td>{escape(suite)}</td>{cells}<td>{links}</td></tr>"
