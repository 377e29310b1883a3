"""Submissions of plain text: which document is the release, and where its figures stand in the whole file."""

from __future__ import annotations

import time
from datetime import date

import pytest

from dagster_project.parsing import RejectedFileError, parse_release
from dagster_project.parsing.model import Release
from dagster_project.parsing.submission import release_parts, submission_parts

HEAD = """<SEC-DOCUMENT>0000000000-98-000001.txt : 19980828
<SEC-HEADER>
FILED AS OF DATE:               19980827
                COMPANY CONFORMED NAME:                 EXAMPLE WIDGETS INC
                FISCAL YEAR END:                        1231
                STREET 1:               1516 SECOND AVE 4TH FLOOR
</SEC-HEADER>
"""
COVER = """
 Washington                    0-27062                91-1695422
(State or other jurisdiction  (Commission            (IRS Employer

Fees paid           45           20
Fees due            10           12
"""
RELEASE = """
       CONDENSED STATEMENTS OF INCOME
               (in thousands)

                          Three Months Ended
                               June 30,
                           1998       1997
Net sales              $ 12,345   $ 10,000
Net income                  234        100
"""


def document(kind: str, text: str) -> str:
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"


def parsed(text: str) -> Release:
    return parse_release(text.encode(), "submission.txt")


def test_the_exhibit_99_is_the_release_and_its_places_are_those_of_the_whole_file() -> None:
    text = HEAD + document("8-K", COVER) + document("EX-99.1", RELEASE)
    release = parsed(text)
    assert [table.title for table in release.tables] == ["CONDENSED STATEMENTS OF INCOME"]
    first = release.cells[0]
    assert (first.value, first.period_end) == (12345, date(1998, 6, 30))
    assert first.line_number is not None
    assert text.split("\n")[first.line_number - 1][first.char_start : first.char_end] == "$ 12,345"
    assert (release.issuer_name, release.published_on) == ("EXAMPLE WIDGETS INC", date(1998, 8, 27))


def test_numbers_of_other_documents_are_told_as_such_and_those_of_the_head_as_fields() -> None:
    release = parsed(HEAD + document("8-K", COVER) + document("EX-99", RELEASE))
    kinds = {token.printed_text.strip(): token.kind for token in release.numeric_tokens}
    assert (kinds["45"], kinds["1516"], kinds["12,345"]) == ("other_document", "name", "cell")
    assert "unexplained" not in kinds.values()


def test_a_tagged_head_without_documents_still_names_the_issuer_and_the_day() -> None:
    assert submission_parts(HEAD + RELEASE) == []
    release = parsed(HEAD + RELEASE)
    assert [table.title for table in release.tables] == ["CONDENSED STATEMENTS OF INCOME"]
    assert (release.issuer_name, release.published_on) == ("EXAMPLE WIDGETS INC", date(1998, 8, 27))


def test_tags_in_lower_case_bound_documents_as_well() -> None:
    parts = submission_parts((document("8-K", COVER) + document("EX-99", RELEASE)).lower())
    assert [part.type.upper() for part in release_parts(parts)] == ["EX-99"]


def test_without_an_exhibit_99_the_main_document_is_the_release_with_its_exhibits_of_figures() -> None:
    kinds = ["10-Q", "EX-3.2", "EX-10.A49", "EX-27", "EX-99.1"]
    parts = submission_parts("".join(document(kind, "text") for kind in kinds[:4]))
    assert [part.type for part in release_parts(parts)] == ["10-Q", "EX-27"]
    parts = submission_parts("".join(document(kind, "text") for kind in kinds))
    assert [part.type for part in release_parts(parts)] == ["EX-99.1"]


def test_the_cover_of_a_filing_is_no_table() -> None:
    release = parsed(COVER.split("\n\n", maxsplit=1)[0] + "\n\n\n\n\n\n" + RELEASE)
    assert [table.title for table in release.tables] == ["CONDENSED STATEMENTS OF INCOME"]


def test_a_text_far_larger_than_any_release_is_rejected_and_says_so() -> None:
    with pytest.raises(RejectedFileError, match="3,600,000 characters, a release at most 1,500,000"):
        parsed("Sales      1,234      5,678\n".ljust(37, " ").replace("\n", " ")[:36] * 100_000)


def test_thousands_of_documents_take_no_more_time_a_document() -> None:
    started = time.process_time()
    parsed(document("EX-99.1", RELEASE) * 3_000)
    assert time.process_time() - started < 20
