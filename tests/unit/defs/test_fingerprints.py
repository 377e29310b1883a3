"""A fingerprint changes with what it stands for, and with nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project.defs.fingerprints import content_fingerprint, folder_fingerprint, newest_change


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    (folder / "models").mkdir(parents=True)
    (folder / "models" / "a.sql").write_text("select 1")
    (folder / "seed.csv").write_text("id\n1\n")
    return folder


CHANGES: dict[str, Callable[[Path], object]] = {
    "an edit": lambda folder: (folder / "models" / "a.sql").write_text("select 2"),
    "a new file": lambda folder: (folder / "models" / "b.sql").write_text(""),
    "a removal": lambda folder: (folder / "seed.csv").unlink(),
    "a new name": lambda folder: (folder / "seed.csv").rename(folder / "seeds.csv"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_content_fingerprint_changes_with_the_sources(sources: Path, change: Callable[[Path], object]) -> None:
    before = content_fingerprint([sources])
    change(sources)
    assert content_fingerprint([sources]) != before


def test_content_fingerprint_ignores_what_tools_generate_and_when_files_were_written(sources: Path) -> None:
    before = content_fingerprint([sources])
    (sources / "target").mkdir()
    (sources / "target" / "compiled.sql").write_text("select 1")
    (sources / "models" / "__pycache__").mkdir()
    (sources / "models" / "__pycache__" / "a.py").write_text("")
    os.utime(sources / "seed.csv", (1, 1))
    assert content_fingerprint([sources]) == before


def test_bytes_that_move_from_one_file_to_the_next_change_the_fingerprint(tmp_path: Path) -> None:
    folder = tmp_path / "pair"
    folder.mkdir()
    (folder / "a.sql").write_text("12")
    (folder / "b.sql").write_text("3")
    before = content_fingerprint([folder])
    (folder / "a.sql").write_text("1")
    (folder / "b.sql").write_text("23")
    assert content_fingerprint([folder]) != before


def test_folder_fingerprint_sees_a_file_come_grow_and_go(tmp_path: Path) -> None:
    empty = folder_fingerprint(tmp_path)
    path = tmp_path / "release.txt"
    path.write_text("1")
    arrived = folder_fingerprint(tmp_path)
    path.write_text("12")
    grown = folder_fingerprint(tmp_path)
    path.unlink()
    assert len({empty, arrived, grown}) == 3
    assert folder_fingerprint(tmp_path) == empty


def test_a_folder_that_does_not_exist_yet_is_an_empty_one(tmp_path: Path) -> None:
    assert folder_fingerprint(tmp_path / "none") == folder_fingerprint(tmp_path)
    assert newest_change(tmp_path / "none") == 0.0


def test_newest_change_is_the_time_of_the_latest_file(tmp_path: Path) -> None:
    for name, at in (("a", 100.0), ("b", 300.0), ("c", 200.0)):
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (at, at))
    assert newest_change(tmp_path) == 300.0
