"""The archive: the bytes of every loaded release, kept under their SHA-256 and never changed.

It is what re-parsing and tracing read, so that a file removed from the drop folder loses nothing.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


class ArchiveError(Exception):
    """The archive lacks a release's bytes or they are damaged; the message says what to do."""


def store(archive: Path, sha256: str, data: bytes) -> Path:
    """Keep the bytes under their hash; a crash leaves either nothing or the whole file."""
    target = archive / sha256
    if target.exists():
        return target
    archive.mkdir(parents=True, exist_ok=True)
    partial = archive / f".{sha256}.{os.getpid()}.partial"
    partial.write_bytes(data)
    partial.replace(target)
    return target


def fetch(archive: Path, sha256: str) -> bytes:
    """The archived bytes. Raises ArchiveError where they are missing or no longer have their hash."""
    target = archive / sha256
    try:
        data = target.read_bytes()
    except FileNotFoundError as error:
        raise ArchiveError(f"{target} is missing. Put the release back into the drop folder and run again.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ArchiveError(f"{target} was changed: its bytes no longer have the hash it is named by. Restore it.")
    return data
