"""What prose, lists and notes say of their figures: name, value, unit, direction, period."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import Claim
from dagster_project.parsing.periods.fiscal import learn_calendar
from dagster_project.parsing.periods.fiscal_calendar import FiscalCalendar
from dagster_project.parsing.prose.claims import find_claims

CALENDAR = FiscalCalendar(year_end_month=3, label_offset=-1, current_end=date(2009, 3, 31), current_months=12)
THIS_YEAR = "2008-04-01/2009-03-31"
LAST_YEAR = "2007-04-01/2008-03-31"


def claims(text: str, excluded: frozenset[int] = frozenset()) -> tuple[Claim, ...]:
    return find_claims(text.split("\n"), excluded, CALENDAR).claims


def period(claim: Claim) -> str:
    return f"{claim.period_start}/{claim.period_end}" if claim.period_start else str(claim.period_end)


def told(text: str) -> list[tuple[str, str, str | None, str]]:
    return [(claim.printed_text, claim.metric, claim.direction, period(claim)) for claim in claims(text)]


def test_a_translation_and_a_change_share_the_name_and_period_of_their_figure() -> None:
    text = "Revenue of FY2008 was JPY500 million ($5 million), up 4.3% from FY2007."
    assert told(text) == [
        ("JPY500 million", "Revenue", None, THIS_YEAR),
        ("$5 million", "Revenue", None, THIS_YEAR),
        ("4.3%", "Revenue", "up", THIS_YEAR),
    ]
    assert [(str(claim.value), claim.unit, str(claim.scale_factor)) for claim in claims(text)] == [
        ("500", "JPY", "1000000"),
        ("5", "USD", "1000000"),
        ("4.3", "percent", "1"),
    ]


def test_a_comparison_has_its_own_period_and_the_name_of_what_it_is_compared_with() -> None:
    text = "Gross margin ratio was 16.4% in FY2008 compared to 16.8% for FY2007."
    assert told(text) == [
        ("16.4%", "Gross margin ratio", None, THIS_YEAR),
        ("16.8%", "Gross margin ratio", None, LAST_YEAR),
    ]


def test_a_list_in_one_sentence_names_each_figure() -> None:
    text = "We target revenues of JPY73.0 billion, operating income of JPY3.3 billion and "
    text += "net income of JPY1.7 billion for FY2009."
    assert told(text) == [
        ("JPY73.0 billion", "revenues", None, "2009-04-01/2010-03-31"),
        ("JPY3.3 billion", "operating income", None, "2009-04-01/2010-03-31"),
        ("JPY1.7 billion", "net income", None, "2009-04-01/2010-03-31"),
    ]
    assert {claim.scenario for claim in claims(text)} == {"target"}


def test_a_change_in_a_balance_keeps_the_date_of_the_balance() -> None:
    text = "As of March 31, 2009, the balance of total assets was JPY900 million, "
    text += "a decrease of JPY34 million from March 31, 2008."
    assert told(text) == [
        ("JPY900 million", "total assets", None, "2009-03-31"),
        ("JPY34 million", "total assets", "down", "2009-03-31"),
    ]


def test_names_may_stand_behind_their_figures() -> None:
    text = "The breakdown was JPY674 million in bonds, JPY863 million in equity securities and JPY378 million in other."
    assert [(claim.printed_text, claim.metric) for claim in claims(text)] == [
        ("JPY674 million", "bonds"),
        ("JPY863 million", "equity securities"),
        ("JPY378 million", "other"),
    ]


def test_respectively_gives_each_figure_its_part_of_the_name() -> None:
    text = "The backlog and orders received for systems were JPY3 million (down 4% YoY) "
    text += "and JPY5 million (up 2% YoY), respectively."
    assert [(claim.printed_text, claim.metric) for claim in claims(text)] == [
        ("JPY3 million", "backlog for systems"),
        ("4%", "backlog for systems"),
        ("JPY5 million", "orders received for systems"),
        ("2%", "orders received for systems"),
    ]


def test_respectively_gives_each_figure_its_period() -> None:
    text = "Revenue was $48 billion and $164 billion, up 21% and 22%, for 4Q08 and FY2008, respectively."
    assert told(text) == [
        ("$48 billion", "Revenue", None, "2009-01-01/2009-03-31"),
        ("$164 billion", "Revenue", None, THIS_YEAR),
        ("21%", "Revenue", "up", "2009-01-01/2009-03-31"),
        ("22%", "Revenue", "up", THIS_YEAR),
    ]


def test_a_list_of_periods_before_a_list_of_figures_gives_each_its_period() -> None:
    text = "For FY2007 and FY2008, the rent for buildings was $43 million and $20 million."
    assert told(text) == [
        ("$43 million", "rent for buildings", None, LAST_YEAR),
        ("$20 million", "rent for buildings", None, THIS_YEAR),
    ]
    both_of_one_year = "For FY2008, compared to FY2007, the rent for buildings was $43 million and $20 million."
    assert {when for *_, when in told(both_of_one_year)} == {THIS_YEAR}


def test_the_other_form_of_a_figure_shares_its_period() -> None:
    text = "Net income was $4.7 million, or $0.37 per diluted share, in FY2008, "
    text += "compared to $3.8 million, or $0.30 per share, in FY2007."
    assert [(claim.printed_text, claim.unit, period(claim)) for claim in claims(text)] == [
        ("$4.7 million", "USD", THIS_YEAR),
        ("$0.37 per diluted share", "USD/share", THIS_YEAR),
        ("$3.8 million", "USD", LAST_YEAR),
        ("$0.30 per share", "USD/share", LAST_YEAR),
    ]


def test_a_bare_count_has_the_unit_of_what_it_is_compared_with() -> None:
    text = "The number of lines increased to 94 compared to 70 contracts in FY2007."
    assert [(str(claim.value), claim.unit, claim.metric) for claim in claims(text)] == [
        ("94", "contracts", "number of lines"),
        ("70", "contracts", "number of lines"),
    ]


def test_list_lines_take_the_name_of_the_line_above_and_the_period_of_their_label() -> None:
    text = """ 3) Number of shares outstanding (with treasury stock):
     As of March 31, 2009:  206,478 shares
     As of March 31, 2008:  206,400 shares
 Basic net income per share:
     Fiscal year ending March 31, 2010: JPY8,393.24"""
    assert told(text) == [
        ("206,478 shares", "Number of shares outstanding (with treasury stock)", None, "2009-03-31"),
        ("206,400 shares", "Number of shares outstanding (with treasury stock)", None, "2008-03-31"),
        ("JPY8,393.24", "Basic net income per share", None, "2009-04-01/2010-03-31"),
    ]
    assert claims(text)[2].unit == "JPY/share"


def test_a_rate_is_of_its_date_and_between_two_currencies() -> None:
    (claim,) = claims(
        "The U.S. dollar amounts are translations of yen at the rate of JPY 99.15 prevailing as of March 31, 2009."
    )
    assert (claim.unit, period(claim)) == ("JPY/USD", "2009-03-31")


def test_a_heading_gives_its_period_to_what_stands_under_it() -> None:
    text = "Highlights of Fourth Quarter FY2008\n\nRevenue was JPY5 million.\n\n"
    text += "Highlights of Full FY2007\n\nIt was JPY9 million."
    assert [period(claim) for claim in claims(text)] == ["2009-01-01/2009-03-31", LAST_YEAR]


def test_a_heading_may_name_its_period_without_a_year() -> None:
    text = "Fourth-Quarter Highlights\n\nRevenue was JPY5 million.\n\nFull-Year Highlights\n\nRevenue was JPY9 million."
    assert [period(claim) for claim in claims(text)] == ["2009-01-01/2009-03-31", THIS_YEAR]


def test_a_figure_wrapped_over_a_line_end_stands_on_the_line_of_its_digits() -> None:
    text = "    Net income was $204.5\nmillion and operating loss was JPY\n300 million."
    assert [
        (claim.line_number, claim.char_start, claim.printed_text, str(claim.scale_factor)) for claim in claims(text)
    ] == [
        (1, 19, "$204.5", "1000000"),
        (3, 0, "300 million", "1000000"),
    ]


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    text = "Highlights of FY2007\nRevenue was JPY5 million\nHighlights of FY2008\nRevenue was JPY6 million"
    text += ", which is as much as we had hoped for and a little more than anybody else had thought to be possible then"
    assert [period(claim) for claim in claims(text)] == [LAST_YEAR, THIS_YEAR]


def test_lines_of_tables_dates_marks_and_names_are_no_claims() -> None:
    text = "(1) See Form 20-F of May 15, 2009, Note 4(2).\nTotal   5,000\nCall 800-949-8963 at 1:30 p.m."
    assert claims(text, frozenset({2})) == ()


WORDS = st.sampled_from(
    [
        "revenue",
        "was",
        "of",
        "and",
        "(",
        ")",
        ",",
        "up",
        "4%",
        "JPY5 million",
        "$3",
        "respectively",
        "or",
        "compared to",
        "in",
        "FY2008",
        "4Q07",
        "from",
        "the",
        "12 months",
        "4",
        "subsidiaries",
        ";",
        "0.5",
        "per share",
        ":",
        ".",
        "Income",
    ]
)


@given(st.lists(WORDS, max_size=16).map(" ".join))
def test_no_sentence_raises(text: str) -> None:
    assert all(claim.printed_text in text for claim in claims(text))


@given(st.lists(st.text(alphabet="abc JPY$%,.():;0123456789millionwasof-", max_size=60), max_size=5))
def test_claims_stand_where_they_say(lines: list[str]) -> None:
    for claim in find_claims(lines, frozenset(), CALENDAR).claims:
        assert lines[claim.line_number - 1][claim.char_start : claim.char_end] == claim.printed_text


def test_the_sample_release_makes_at_least_190_claims(sample: Path) -> None:
    release = parse_release(sample.read_bytes(), sample.name)
    assert len(release.claims) >= 190
    lines = sample.read_text(encoding="utf-8").split("\n")
    assert all(lines[c.line_number - 1][c.char_start : c.char_end] == c.printed_text for c in release.claims)
    assert sum(claim.metric != "" for claim in release.claims) / len(release.claims) > 0.97
    assert sum(claim.period_end is not None for claim in release.claims) / len(release.claims) > 0.97


def test_the_original_release_makes_at_least_190_claims(corpus: Path) -> None:
    release = parse_release((corpus / "text" / "iij_fy2008.txt").read_bytes(), "original.txt")
    assert len(release.claims) >= 190
    by_place = {(claim.line_number, claim.printed_text): claim for claim in release.claims}
    backlog = by_place[322, "JPY12,008 million"]
    assert (backlog.metric, backlog.unit) == ("order backlog for systems operation and maintenance", "JPY")
    assert period(by_place[226, "JPY4,537 million"]) == LAST_YEAR
    assert by_place[228, "JPY188 million"].metric == "purchase of available-for-sale securities"


def test_a_bracket_with_its_own_period_is_compared_and_leaves_the_others_theirs() -> None:
    text = "Gross margin ratio was 16.4% (16.8% for FY2007)."
    assert told(text) == [
        ("16.4%", "Gross margin ratio", None, THIS_YEAR),
        ("16.8%", "Gross margin ratio", None, LAST_YEAR),
    ]
    text = "Sales amounted to JPY1,234 million (JPY1,100 million in FY2007), a rise of 12.2%."
    assert told(text) == [
        ("JPY1,234 million", "Sales", None, THIS_YEAR),
        ("JPY1,100 million", "Sales", None, LAST_YEAR),
        ("12.2%", "Sales", "up", THIS_YEAR),
    ]


def test_verbs_do_not_belong_to_a_name() -> None:
    assert told("Operating income of FY2008 came in at JPY500 million.")[0][1] == "Operating income"
    assert told("Revenue stood at JPY5 million.")[0][1] == "Revenue"
    assert told("Total revenue hit $5.2 billion.")[0][1] == "Total revenue"


def test_a_period_of_another_clause_is_not_shared() -> None:
    text = "Contracts increased to 94, and there were 70 contracts at the end of March 2008."
    assert [(claim.unit, period(claim)) for claim in claims(text)] == [
        ("contracts", THIS_YEAR),
        ("contracts", "2008-03-31"),
    ]


def test_a_claim_says_whether_its_own_words_tell_its_period() -> None:
    stated, told_by_sentence = claims("Revenue was JPY5 million in FY2008, and costs were JPY3 million.")
    assert (stated.is_period_stated, told_by_sentence.is_period_stated) == (True, False)


def test_items_of_a_list_of_guidance_are_targets() -> None:
    lines = [
        "TOWN, July 30, 2024 - Sample Corp. today announced results for the quarter ended June 30, 2024.",
        "",
        "Sample Corp. is providing the following guidance for its third quarter:",
        "",
        "* revenue between $55 billion and $59 billion",
        "",
        "* a tax rate of 17 percent",
        "",
        "The board has declared a cash dividend of $0.73 per share.",
    ]
    claims = find_claims(lines, frozenset(), learn_calendar(lines)).claims
    assert [(str(claim.value), claim.metric, claim.scenario) for claim in claims] == [
        ("55", "revenue", "target"),
        ("59", "revenue", "target"),
        ("17", "tax rate", "target"),
        ("0.73", "declared a cash dividend", "actual"),
    ]
