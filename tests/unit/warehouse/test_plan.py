"""What a run has to do follows from content and parser version alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dagster_project.warehouse.files import ReleaseContent, UnreadableFile, find_releases
from dagster_project.warehouse.load import RejectedFile
from dagster_project.warehouse.plan import IngestPlan, KnownReleases, decide

ARCHIVE = Path("/archive")


def content(sha256: str, *names: str) -> ReleaseContent:
    return ReleaseContent(sha256, Path("/drop") / names[0], names)


def known(**versions: str) -> KnownReleases:
    return KnownReleases(
        versions=versions,
        first_names={sha256: f"{sha256}.txt" for sha256 in versions},
        names=frozenset((sha256, f"{sha256}.txt") for sha256 in versions),
    )


def plan(*contents: ReleaseContent, known: KnownReleases, unreadable: tuple[UnreadableFile, ...] = ()) -> IngestPlan:
    return decide(contents, unreadable, known, ARCHIVE, parser_version="2")


def test_a_content_never_seen_is_new() -> None:
    file = content("a", "a.txt")
    assert plan(file, known=KnownReleases()) == IngestPlan(new=(file,))


def test_a_loaded_content_is_unchanged_and_no_work() -> None:
    file = content("a", "a.txt")
    decided = plan(file, known=known(a="2"))
    assert decided == IngestPlan(unchanged=(file,))
    assert not decided.has_work


def test_a_removed_file_is_no_work() -> None:
    assert not plan(known=known(a="2")).has_work


def test_a_loaded_content_under_a_new_name_is_only_noted() -> None:
    file = content("a", "b.txt")
    assert plan(file, known=known(a="2")).renamed == (file,)
    assert plan(file, known=known(a="2")).new == ()


def test_a_content_under_two_names_is_one_release_and_told_as_duplicate() -> None:
    file = content("a", "a.txt", "copy.txt")
    decided = plan(file, known=KnownReleases())
    assert decided.new == (file,)
    assert decided.duplicates == (file,)


def test_another_parser_version_reads_the_archive_again_even_where_the_file_is_gone() -> None:
    decided = plan(known=known(a="1", b="2"))
    assert decided.reparse == (ReleaseContent("a", ARCHIVE / "a", ("a.txt",)),)


def test_a_release_that_this_version_already_rejected_is_not_read_again() -> None:
    was_rejected = KnownReleases(
        versions={"a": "1"},
        first_names={"a": "a.txt"},
        names=frozenset({("a", "a.txt")}),
        rejected_names=frozenset({("a", "a.txt")}),
        reasons={"a": "No table."},
    )
    assert not plan(content("a", "a.txt"), known=was_rejected).has_work


def test_new_loaded_and_rejected_contents_are_told_apart() -> None:
    seen = KnownReleases(
        versions={"a": "2", "b": "2"},
        first_names={"a": "a.txt", "b": "b.txt"},
        names=frozenset({("a", "a.txt"), ("b", "b.txt")}),
        rejected_names=frozenset({("x", "x.txt")}),
        reasons={"b": "No table.", "x": "No table."},
    )
    loaded, once_loaded = content("a", "a.txt"), content("b", "b.txt", "b2.txt")
    new, refused = content("n", "n.txt"), content("x", "x.txt")
    decided = plan(loaded, once_loaded, new, refused, known=seen)
    assert (decided.new, decided.unchanged) == ((new,), (loaded, once_loaded))
    assert (decided.reparse, decided.rejected) == ((), ())  # what is loaded under a second name is no rejected file


def test_a_rejected_content_is_listed_once_for_each_name() -> None:
    was_rejected = KnownReleases(rejected_names=frozenset({("x", "x.txt")}), reasons={"x": "The file is empty."})
    assert not plan(content("x", "x.txt"), known=was_rejected).has_work
    assert plan(content("x", "x.txt", "y.txt"), known=was_rejected).rejected == (
        RejectedFile("y.txt", "x", "The file is empty.", "2"),
    )


def test_a_file_that_cannot_be_opened_is_listed_once() -> None:
    locked = UnreadableFile("secret.txt", "The file cannot be opened: Permission denied.")
    assert plan(known=KnownReleases(), unreadable=(locked,)).rejected == (
        RejectedFile("secret.txt", None, "The file cannot be opened: Permission denied.", "2"),
    )
    listed = KnownReleases(rejected_names=frozenset({(None, "secret.txt")}))
    assert not plan(known=listed, unreadable=(locked,)).has_work


@pytest.mark.parametrize("name", ["a.txt", "b.HTM", "deep/er/c.html", "name with space.txt", "ünï.txt"])
def test_release_files_are_found_at_any_depth(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"x")
    contents, unreadable = find_releases(tmp_path)
    assert [found.file_names for found in contents] == [(name,)]
    assert contents[0].sha256 == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert unreadable == ()


def test_a_name_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "two\nlines\x1b[1m.txt").write_bytes(b"x")
    contents, _ = find_releases(tmp_path)
    assert contents[0].file_names == ("two\\x0alines\\x1b[1m.txt",)


def test_what_is_no_regular_file_is_listed_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")

    contents, unreadable = find_releases(tmp_path)

    assert contents == ()
    assert [file.file_name for file in unreadable] == ["link.txt", "pipe.txt"]
    assert {file.reason for file in unreadable} == {"This is a pipe, a device or a link that leads nowhere."}


@pytest.mark.parametrize("name", ["notes.pdf", "README.md", ".hidden.txt", ".git/x.txt", "x.txt.part"])
def test_other_files_are_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"x")
    assert find_releases(tmp_path) == ((), ())


def test_a_missing_drop_folder_holds_no_releases(tmp_path: Path) -> None:
    assert find_releases(tmp_path / "nowhere") == ((), ())
