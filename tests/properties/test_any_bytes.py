"""Whatever the bytes: the parser gives a release or rejects the file with a reason, and nothing else happens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from properties.made_bytes import damaged_bytes, mutated_pages, pages, soups

from dagster_project.parsing import RejectedFileError, parse_release
from dagster_project.parsing.html.locator import locate
from dagster_project.parsing.model import Release
from dagster_project.parsing.rollups import discover_rollups


@given(st.binary(max_size=2_000))
def test_random_bytes(data: bytes) -> None:
    for release in read_or_rejected(data):
        assert_places(release, data)


@given(soups())
def test_pieces_of_releases_in_any_order(data: bytes) -> None:
    for release in read_or_rejected(data):
        assert_places(release, data)


@given(mutated_pages())
def test_mutated_releases(data: bytes) -> None:
    for release in read_or_rejected(data):
        assert_places(release, data)


@given(damaged_bytes())
def test_damaged_releases(data: bytes) -> None:
    for release in read_or_rejected(data):
        if release.media_type == "text/plain":  # a damaged tag of a table can hide it from its locator
            assert_places(release, data)


@given(pages())
def test_the_same_bytes_give_the_same_release(data: bytes) -> None:
    assert parse_release(data, "made.txt") == parse_release(data, "made.txt")


def read_or_rejected(data: bytes) -> list[Release]:
    """The releases read under names of both forms; where the file is none, a reason is given."""
    releases: list[Release] = []
    reasons: list[str] = []
    for name in ("release.txt", "release.htm"):
        try:
            release = parse_release(data, name)
        except RejectedFileError as error:
            reasons.append(str(error))
            continue
        discover_rollups(release.tables, release.cells)
        releases.append(release)
    assert all(reasons)
    return releases


def assert_places(release: Release, data: bytes) -> None:
    """Every cell gives back its printed text."""
    text = data.decode(release.encoding, "replace")
    lines = text.split("\n")
    for cell in release.cells:
        assert (cell.value is None) == cell.is_nil
        if cell.locator.startswith("/"):
            assert locate(text, cell.locator) == cell.printed_text
        else:
            assert cell.line_number is not None
            assert lines[cell.line_number - 1][cell.char_start : cell.char_end] == cell.printed_text
