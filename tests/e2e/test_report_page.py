"""The report of the sample release in a real browser: no error, every number a button that leads to its proof."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from browser import CHROMIUM, opened
from playwright.sync_api import Browser
from programs import House

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

CELLS = 1174
LARGEST = 1_500_000
SLOWEST = 1.0
IS_SEEN = """node => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return document.elementsFromPoint((left + right) / 2, (top + bottom) / 2).includes(node);
}"""


def test_the_report_leads_from_a_number_to_its_source_line_and_its_identities(
    house: House, first_run: Any, browser: Browser
) -> None:
    assert first_run["outcome"] == "published"
    report = Path(house.tieout("report", "internet-initiative")["report"])
    assert report.stat().st_size < LARGEST
    with duckdb.connect(str(house.settings.published), read_only=True) as connection:
        [(fact_id,)] = connection.execute(
            """
            SELECT line_item_fact_id FROM marts.fct_line_items
            WHERE printed_text = '52,301,199' AND line_item_id = 'total_assets'
            """
        ).fetchall()

    with opened(browser, f"{report.as_uri()}#fact-{fact_id}") as seen:
        assert seen.errors == []
        assert seen.seconds < SLOWEST
        assert seen.page.locator("td button[data-f]").count() == CELLS
        assert seen.page.locator("[data-f][aria-expanded]").evaluate(IS_SEEN)
        panel = seen.page.locator("#panel")
        assert panel.locator("mark").evaluate(IS_SEEN)
        assert panel.locator("mark").text_content() == "52,301,199"
        assert "bs_assets_eq_liabilities_and_equity" in panel.inner_text()


def test_the_report_is_used_with_a_keyboard(house: House, first_run: Any, browser: Browser) -> None:
    assert first_run["outcome"] == "published"
    report = Path(house.tieout("report", "internet-initiative")["report"])
    with opened(browser, report.as_uri()) as seen:
        number = seen.page.get_by_role("button", name="52,301,199").first
        number.focus()
        seen.page.keyboard.press("Enter")
        assert seen.page.locator("#panel mark").text_content() == "52,301,199"
        seen.page.keyboard.press("Escape")
        assert not seen.page.locator("#panel").is_visible()
        assert number.evaluate("button => button === document.activeElement")


def test_the_report_is_readable_on_a_phone(house: House, first_run: Any, browser: Browser) -> None:
    assert first_run["outcome"] == "published"
    report = Path(house.tieout("report", "internet-initiative")["report"])
    with opened(browser, report.as_uri(), width=390) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
        number = seen.page.get_by_role("button", name="52,301,199").first
        number.click()
        assert number.evaluate(IS_SEEN)  # the panel leaves room for the number it speaks of


def test_the_index_lists_the_report(house: House, first_run: Any, browser: Browser) -> None:
    assert first_run["outcome"] == "published"
    index = Path(house.tieout("report", "internet-initiative")["index"])
    with opened(browser, index.as_uri()) as seen:
        assert seen.errors == []
        assert seen.page.locator("th[scope=row] a").count() == 1
