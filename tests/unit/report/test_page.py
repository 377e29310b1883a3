"""The page of a report: self-contained, every text of the release escaped, every number a button with its proof."""

import json
import re

from dagster_project.report.checks import Check, Member
from dagster_project.report.contents import Contents
from dagster_project.report.contradictions import Contradiction
from dagster_project.report.listing import IndexEntry
from dagster_project.report.page import render_index, render_report
from dagster_project.report.prose import ProseFigure, ProseLine
from dagster_project.report.tables import Fact, Row, Table

EVIL = "</script><img src=x onerror=alert(1)>"


def contents() -> Contents:
    fact = Fact(
        "f1", 1, "1,234", "contradicted", 0, False, (("Line item", EVIL),), "line[7]/char[5:10]", 7, 5, 10, (0,)
    )
    table = Table(1, EVIL, "other", 3, (EVIL,), (Row(EVIL, 0, (fact,)),), 1, 0, 1)
    check = Check("id", EVIL, "a = b", "fail", "1", "0", EVIL, (Member("f1", "lhs", "term", "1"),))
    release = {
        "issuer_name": EVIL,
        "release_slug": "slug",
        "title": EVIL,
        "file_name": "f.txt",
        "published_on": None,
        "is_held": True,
        "hold_reason": EVIL,
    }
    return Contents(release, (table,), (check,))


CONTRADICTION = Contradiction("sign_slip", (7, 9), EVIL, EVIL, EVIL, False, "f1")
PROSE = ProseLine(7, ("Cash of ", ProseFigure("JPY 1,234", "disagrees", EVIL, "f1"), EVIL))


def test_no_text_of_a_release_becomes_markup() -> None:
    page = render_report(contents(), (), {7: EVIL}, (CONTRADICTION,), (PROSE,))
    assert "<img" not in page
    assert page.count("</script>") == 2  # the data and the script, nothing that a release brought along


def test_the_page_needs_nothing_from_outside() -> None:
    page = render_report(contents(), (), {7: "line"})
    assert not re.search(r'(?:src|href)="(?!#|data:|(?:\.\./)?index\.html)', page)
    assert "http" not in page


def test_a_number_is_a_button_that_leads_to_its_source_line_and_identities() -> None:
    page = render_report(contents(), (), {7: "Cash 1,234"})
    assert re.findall(r'<button type="button" class="([^"]*)" data-f="(\d+)">([^<]*)<', page) == [
        ("contradicted", "0", "1,234")
    ]
    (embedded,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    data = json.loads(embedded)
    assert data["facts"][0]["place"] == [7, 5, 10, "line[7]/char[5:10]"]
    assert data["lines"] == {"7": "Cash 1,234"}
    assert data["checks"][0]["members"] == [[0, "lhs", "term", "1"]]


def test_a_contradiction_leads_to_its_lines_and_its_figure() -> None:
    page = render_report(contents(), (), {7: "Cash 1,234"}, (CONTRADICTION,), ())
    assert "<strong>Sign slip</strong>" in page
    assert "<summary>Lines 7, 9</summary>" in page
    assert "<pre>    7  Cash 1,234</pre>" in page
    assert '<a href="#fact-f1">show the figure</a>' in page


def test_figures_of_prose_are_marked_and_lead_to_what_they_were_checked_against() -> None:
    page = render_report(contents(), (), {}, (), (PROSE,))
    assert '<a href="#fact-f1"><mark class="disagrees"' in page
    assert ">JPY 1,234</mark></a>" in page


def test_the_index_lists_each_report_with_its_share_of_verified_numbers() -> None:
    page = render_index([IndexEntry("r", "a.html", "Acme & Co.", "Results", "2009-05-15", 2000, 1999, 2)])
    assert 'href="a.html">Acme &amp; Co.</a>' in page
    assert "99.9 %" in page  # cut off: 100.0 % means all of them
