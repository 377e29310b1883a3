"""The archive keeps bytes as they were, and says when it cannot give them back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dagster_project.warehouse.archive import ArchiveError, fetch, store

DATA = b"Total assets  1,234\r\n\x00\xff"
SHA256 = hashlib.sha256(DATA).hexdigest()


def test_bytes_come_back_as_they_went_in(tmp_path: Path) -> None:
    assert store(tmp_path, SHA256, DATA) == tmp_path / SHA256
    assert fetch(tmp_path, SHA256) == DATA


def test_nothing_else_is_left_in_the_archive(tmp_path: Path) -> None:
    store(tmp_path, SHA256, DATA)
    store(tmp_path, SHA256, DATA)
    assert [path.name for path in tmp_path.iterdir()] == [SHA256]


def test_missing_bytes_are_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is missing"):
        fetch(tmp_path, SHA256)


def test_changed_bytes_are_never_given_out(tmp_path: Path) -> None:
    store(tmp_path, SHA256, DATA)
    (tmp_path / SHA256).write_bytes(DATA.replace(b"1,234", b"9,234"))
    with pytest.raises(ArchiveError, match="was changed"):
        fetch(tmp_path, SHA256)
