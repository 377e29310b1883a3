"""Who published a release, when and under which title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing.identify import identify_release
from dagster_project.parsing.periods.fiscal import learn_calendar


def test_a_newswire_release_names_itself_in_its_opening_sentence() -> None:
    text = """Example Widgets Reports Results for Fiscal Year Ended March 31, 2009


TOKYO, May 15, 2009 (GLOBE NEWSWIRE) -- Example Widgets Inc. ("Widgets") (Nasdaq:WDGT) (TSE:9999) today announced
its results. (Amounts of less than one million are rounded)"""
    identity = identify_release(text.split("\n"), "file.txt")
    assert identity.issuer_name == "Example Widgets Inc."
    assert identity.tickers == ("NASDAQ:WDGT", "TSE:9999")
    assert identity.title == "Example Widgets Reports Results for Fiscal Year Ended March 31, 2009"
    assert identity.published_on == date(2009, 5, 15)
    assert identity.newswire == "GlobeNewswire"
    assert identity.rounding_mode == "round"
    assert identity.slug == "example-widgets-inc-2009-05-15-release"


@pytest.mark.parametrize("mark", ["<PAGE>", "Exhibit 99.1", "   EXHIBIT 99"])
def test_the_headline_is_that_of_the_release_not_of_the_form_before_it(mark: str) -> None:
    text = f"""Item 2.02 Results of Operations and Financial Condition

{mark}

Widgets Grow in the First Quarter

LAKE TOWN, WA - July 22, 2008 - Example Corp. (NASDAQ: EXCP) today reported sales."""
    assert identify_release(text.split("\n"), "file.txt").title == "Widgets Grow in the First Quarter"


@pytest.mark.parametrize(
    ("opening", "issuer", "tickers", "published"),
    [
        (
            "BELL, WA - October 19, 2006 - Example Financial Corp. (Example) (NASDAQ:\nEXFC) today reported",
            "Example Financial Corp.",
            ("NASDAQ:EXFC",),
            date(2006, 10, 19),
        ),
        (
            "BELL, Wash.--(BUSINESS WIRE)--July 20, 2006--Example Corp.\n(Nasdaq:EXFC - News) today reported",
            "Example Corp.",
            ("NASDAQ:EXFC",),
            date(2006, 7, 20),
        ),
        (
            "HILL TOWN, Calif. – February 4, 2025 – Letters Inc. (NASDAQ: LTR, LTRL) today announced results",
            "Letters Inc.",
            ("NASDAQ:LTR", "NASDAQ:LTRL"),
            date(2025, 2, 4),
        ),
        (
            "LAKE TOWN, Calif.—Feb. 26, 2025―GRAPHS (NASDAQ: GRPH) today reported revenue",
            "GRAPHS",
            ("NASDAQ:GRPH",),
            date(2025, 2, 26),
        ),
        (
            "SAN TOWN, CA - November 7, 2005 - Chips Corporation [NASDAQ\nNational Market: CHPS] today announced",
            "Chips Corporation",
            ("NASDAQ:CHPS",),
            date(2005, 11, 7),
        ),
        (
            "ATHENS - Power Company today reported fourth quarter earnings",
            "Power Company",
            (),
            None,
        ),
        (
            "SEA, Wash., December 14, 2023 - Warehouse Company (“Warehouse”) (Nasdaq: WHSE) today announced",
            "Warehouse Company",
            ("NASDAQ:WHSE",),
            date(2023, 12, 14),
        ),
        (
            "PORT, Calif., April 26 /PRNewswire-FirstCall/ -- Chips\nCorp. (Nasdaq: CHPS), a supplier, today announced",
            "Chips Corp.",
            ("NASDAQ:CHPS",),
            None,
        ),
    ],
)
def test_datelines_of_every_form(opening: str, issuer: str, tickers: tuple[str, ...], published: date | None) -> None:
    identity = identify_release(opening.split("\n"), "x.txt")
    assert (identity.issuer_name, identity.tickers, identity.published_on) == (issuer, tickers, published)


def test_a_dateline_without_its_year_is_of_the_first_such_day_after_the_reported_period() -> None:
    lines = [
        "TOWN, Feb. 2 /PRNewswire/ -- Chips Inc. (Nasdaq: CHPS) today announced",
        "the quarter ended December 31, 2004",
    ]
    identity = identify_release(lines, "x.txt", learn_calendar(lines))
    assert identity.published_on == date(2005, 2, 2)
    assert identity.newswire == "PR Newswire"


def test_an_at_of_the_headline_does_not_make_the_dateline_the_end_of_a_period() -> None:
    text = "EPS reaches a high at $4.18\n\nHILL TOWN, California — January 29, 2019 — Letters today announced results"
    assert identify_release(text.split("\n"), "x.txt").published_on == date(2019, 1, 29)
    text = "HILL TOWN, California — for the quarter ended January 29, 2019 — Letters today announced results"
    assert identify_release(text.split("\n"), "x.txt").published_on is None


def test_a_submission_names_itself_in_its_tagged_head() -> None:
    lines = [
        "CONFORMED SUBMISSION TYPE:\t10-Q",
        "FILED AS OF DATE:\t\t20000511",
        "\t\tCOMPANY CONFORMED NAME:\t\t\tEXAMPLE COMPUTER INC",
    ]
    identity = identify_release(lines, "x.txt")
    assert (identity.issuer_name, identity.published_on) == ("EXAMPLE COMPUTER INC", date(2000, 5, 11))
    assert identity.slug == "example-computer-inc-2000-05-11-10-q"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Amounts of less than one million yen are truncated.", "truncate"),
        ("Fractions of less than one million yen have been disregarded", "truncate"),
        ("Figures are rounded down to the nearest million", "truncate"),
        ("Totals may differ due to rounding.", "round"),
        ("Numbers are rounded to the nearest thousand", "round"),
        ("A rounded picture of the year", None),
    ],
)
def test_the_rounding_mode_is_what_the_notes_say(text: str, mode: str | None) -> None:
    assert identify_release([text], "x.txt").rounding_mode == mode


def test_a_file_that_says_nothing_keeps_its_own_name() -> None:
    identity = identify_release(["nothing here"], "Übersicht 2009.txt")
    assert (identity.issuer_name, identity.published_on, identity.slug) == (None, None, "ubersicht-2009")


@pytest.mark.parametrize(
    ("name", "issuer", "tickers", "published", "newswire"),
    [
        ("iij_fy2008", "Internet Initiative Japan Inc.", ("NASDAQ:IIJI", "TSE:3774"), "2009-05-15", "GlobeNewswire"),
        ("horizon_2007q2fy_sep2006", "Horizon Financial Corp.", ("NASDAQ:HRZB",), "2006-10-19", None),
        (
            "horizon_2007q1fy_jun2006_businesswire",
            "Horizon Financial Corp.",
            ("NASDAQ:HRZB",),
            "2006-07-20",
            "Business Wire",
        ),
        (
            "pericom_fy2005q4_prnewswire",
            "Pericom Semiconductor Corporation",
            ("NASDAQ:PSEM",),
            "2005-08-09",
            "PR Newswire",
        ),
        ("southern_2004q4_ex9901-06", "Southern Company", ("NYSE:SO",), "2005-01-25", None),
        (
            "innovative_clinical_2000q2_release",
            "Innovative Clinical Solutions, Ltd.",
            ("OTC:ICSL.OB",),
            "2000-09-21",
            None,
        ),
        ("apple_10q_2000q2", "APPLE COMPUTER, INC.", (), "2000-05-11", None),
        ("wmx_10k_fy1993_full_submission", "WMX TECHNOLOGIES, INC.", (), "1994-03-30", None),
    ],
)
def test_original_documents_are_named(
    corpus: Path, name: str, issuer: str, tickers: tuple[str, ...], published: str, newswire: str | None
) -> None:
    lines = (corpus / "text" / f"{name}.txt").read_text(encoding="utf-8", errors="replace").split("\n")
    identity = identify_release(lines, f"{name}.txt", learn_calendar(lines))
    assert (identity.issuer_name, identity.tickers, str(identity.published_on), identity.newswire) == (
        issuer,
        tickers,
        published,
        newswire,
    )


@given(st.lists(st.text(max_size=80), max_size=8), st.text(max_size=20))
def test_no_document_raises(lines: list[str], file_name: str) -> None:
    assert identify_release(lines, file_name).slug


@pytest.mark.parametrize(
    ("opening", "issuer", "published"),
    [
        ("LEEDS, 14 February 2024 - Sample plc (NYSE: SMP) today announced results.", "Sample plc", "2024-02-14"),
        ("Sample plc (LSE: SMP) today announces its results for the half year.", "Sample plc", None),
        (
            "SAN JOSE – July 28, 2016 – Sample Networks, Inc. announced third quarter 2016 results.",
            "Sample Networks, Inc.",
            "2016-07-28",
        ),
        (
            "Houston, TX, May 4, 2009 -- Sample Rigs, L.P. (NYSE: SRL) reports results for the quarter",
            "Sample Rigs, L.P.",
            "2009-05-04",
        ),
        ("SEATTLE (May 6, 2014) – eSample.com Ltd announced its results today.", "eSample.com Ltd", "2014-05-06"),
        (
            "Delft, August 1, 2019 -- Sample N.V. today published its second quarter results",
            "Sample N.V.",
            "2019-08-01",
        ),
        ("Rockville, MD, March 1, 2021 — Today, Sample Inc. announced full year results", "Sample Inc.", "2021-03-01"),
        ("PEORIA, IL. Sample Corp. (OTCBB: SMPL) reported earnings of $1.2 million.", "Sample Corp.", None),
        ("BASEL, July 18, 2024 — Sample AG announces results for the second quarter", "Sample AG", "2024-07-18"),
        ("Company name: Sample Co., Ltd. (TSE: 6999)", "Sample Co., Ltd.", None),
        (
            "May 10, 2024 04:05 PM Eastern Time\n\nSample plc (LSE: SMP) today announces its results.",
            "Sample plc",
            "2024-05-10",
        ),
        ("May 10, 2024\n\nCompany name: Sample Co., Ltd.", "Sample Co., Ltd.", "2024-05-10"),
    ],
)
def test_openings_of_many_kinds(opening: str, issuer: str, published: str | None) -> None:
    identity = identify_release(["Results", "", *opening.split("\n"), "", "More prose."], "x.htm")
    assert identity.issuer_name == issuer
    assert str(identity.published_on) == str(published)


def test_a_headline_is_no_opening() -> None:
    lines = ["Sample reports third quarter results", "", "BONN, May 2, 2019 - Sample SE today reported sales.", ""]
    assert identify_release(lines, "x.htm").title == "Sample reports third quarter results"
