"""The site as people meet it: every page opens in a browser without an error, and every link leads somewhere.

The same pages are tried from a folder and behind a plain web server. Screenshots are kept in `artifacts/screenshots`.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from browser import CHROMIUM, keep_screenshot, links_of, opened
from playwright.sync_api import Browser
from programs import House

from dagster_project.settings import PROJECT_ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

SCREENSHOTS = PROJECT_ROOT / "artifacts" / "screenshots"
SLOWEST = 1.0


@pytest.fixture(scope="module")
def site(house: House, first_run: Any) -> Path:
    """The folder of the site, built as a user builds it."""
    assert first_run["outcome"] == "published"
    return Path(house.tieout("docs")["home"]).parent


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """The site behind a web server on 127.0.0.1."""
    handler = functools.partial(_QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
        thread = threading.Thread(target=web.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # the name is the base class's
        """Say nothing."""


def test_every_page_opens_without_an_error_and_every_link_leads_somewhere(site: Path, browser: Browser) -> None:
    pages = sorted(site.rglob("*.html"))
    assert {"index.html", "models.html", "checks/index.html", "reports/index.html"} <= {
        page.relative_to(site).as_posix() for page in pages
    }
    broken: list[str] = []
    reached = {site / "index.html"}
    for path in pages:
        name = path.relative_to(site).as_posix()
        with opened(browser, path.as_uri()) as seen:
            broken += [f"{name}: {error}" for error in seen.errors]
            targets = {Path(unquote(urlsplit(link).path)) for link in links_of(seen.page) if link.startswith("file:")}
            broken += [f"{name}: no {target}" for target in targets if not target.is_file()]
            broken += [f"{name}: leads to {link}" for link in _foreign(links_of(seen.page)) if name != "models.html"]
            keep_screenshot(seen.page, SCREENSHOTS, name.removesuffix(".html").replace("/", "-"))
            reached |= targets
    assert broken == []
    assert [page for page in pages if page not in reached] == []


def _foreign(links: set[str]) -> set[str]:
    return {link for link in links if urlsplit(link).scheme not in ("file", "javascript", "data")}


def test_the_home_page_tells_what_is_in_the_warehouse(site: Path, browser: Browser) -> None:
    with opened(browser, (site / "index.html").as_uri()) as seen:
        assert seen.seconds < SLOWEST
        told = seen.page.locator("dl.totals").inner_text().split("\n")
        assert told[told.index("Releases") + 1] == "1"
        assert told[told.index("Numbers") + 1] == "1,098"
        seen.page.get_by_role("link", name="Internet Initiative Japan Inc.").first.click()
        assert seen.page.locator("h1").inner_text() == "Internet Initiative Japan Inc."


def test_an_identity_on_the_home_page_leads_to_its_page_among_the_models(site: Path, browser: Browser) -> None:
    with opened(browser, (site / "index.html").as_uri()) as seen:
        seen.page.get_by_role("link", name="Total assets equal liabilities and equity").click()
        seen.page.get_by_text("Accounting equation").first.wait_for()
        assert seen.errors == []


@pytest.mark.parametrize("page", ["", "/models.html", "/checks/index.html", "/reports/index.html"])
def test_the_site_works_behind_a_web_server(server: str, browser: Browser, page: str) -> None:
    with opened(browser, server + page) as seen:
        assert seen.errors == []
        assert seen.page.locator("a").count() > 0


@pytest.mark.parametrize(
    "model", ["fct_line_items", "fct_identity_checks", "fct_claims", "fct_contradictions", "dim_periods"]
)
def test_a_model_of_the_marts_is_described(site: Path, browser: Browser, model: str) -> None:
    address = f"{(site / 'models.html').as_uri()}#!/model/model.tieout.{model}"
    with opened(browser, address) as seen:
        seen.page.get_by_role("heading", name=model).first.wait_for()
        assert seen.errors == []
        keep_screenshot(seen.page, SCREENSHOTS, f"models-{model}")
