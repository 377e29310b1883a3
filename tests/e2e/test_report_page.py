"""The report of the sample release in a real browser: no error, every number a button that leads to its proof."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from browser import CHROMIUM, open_page
from programs import House

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("house"),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

CELLS = 1174
LARGEST = 1_500_000


def test_the_report_leads_from_a_number_to_its_source_line_and_its_identities(house: House, first_run: Any) -> None:
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

    page = open_page(report, fragment=f"fact-{fact_id}")

    assert page.errors == []
    assert len(re.findall(r'<button type="button" class="[a-z ]+" data-f="', page.dom)) == CELLS
    panel = page.dom[page.dom.index('<aside id="panel"') :]
    assert "<mark>52,301,199</mark>" in panel
    assert "bs_assets_eq_liabilities_and_equity" in panel


def test_the_index_lists_the_report(house: House, first_run: Any) -> None:
    assert first_run["outcome"] == "published"
    index = Path(house.tieout("report", "internet-initiative")["index"])
    page = open_page(index)
    assert page.errors == []
    assert page.dom.count('<th scope="row"><a href=') == 1
