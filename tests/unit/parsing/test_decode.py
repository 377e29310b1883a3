"""`decode`: encodings, media types, and files that are no text."""

import pytest

from dagster_project.parsing.decode import MAX_BYTES, Document, decode
from dagster_project.parsing.model import RejectedFileError

TEXT = "Umsatzerlöse  1,234\r\nKosten  –\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_gives_the_same_text_with_its_line_ends(encoding: str) -> None:
    assert decode((TEXT * 10).encode(encoding)).text == TEXT * 10


def test_html_is_told_by_content() -> None:
    assert decode(b"<html><body><table><tr><td>1</td></tr></table></body></html>").media_type == "text/html"


def test_sgml_tags_around_plain_text_are_not_html() -> None:
    tagged = b"<TYPE>EX-99.1\n<TABLE>\n<S>   <C>\nNet sales   1,234\n</TABLE>\n"
    assert decode(tagged) == Document(tagged.decode(), "utf-8", "text/plain")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "the file is empty"),
        (bytes(range(256)) * 40, "the file is binary, not text"),
        (b"x" * (MAX_BYTES + 1), "a release has at most"),
    ],
)
def test_a_file_that_is_no_text_is_rejected_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedFileError, match=reason):
        decode(data)
