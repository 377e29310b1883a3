"""Headless Chromium, driven by Playwright: opens pages as a person would and tells what went wrong on them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")


@dataclass(frozen=True)
class OpenedPage:
    """A page after its scripts ran: errors and warnings of its console, requests that failed, seconds to load."""

    page: Page
    errors: list[str]
    seconds: float

    @property
    def dom(self) -> str:
        return self.page.content()


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Chromium with an empty profile, for all pages of a test."""
    assert CHROMIUM is not None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, width: int = 1280) -> Iterator[OpenedPage]:
    """Open an address in a window `width` pixels wide, and close it with the block."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(f"not found: {request.url}"))
    begin = time.perf_counter()
    page.goto(address, wait_until="load")
    try:
        yield OpenedPage(page, errors, time.perf_counter() - begin)
    finally:
        page.close()


def links_of(page: Page) -> set[str]:
    """The addresses that a page leads to, made absolute by the browser."""
    return set(page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"))


def keep_screenshot(page: Page, folder: Path, name: str) -> None:
    """Keep what a person sees of the page without scrolling."""
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
