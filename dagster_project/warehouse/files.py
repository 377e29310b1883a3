"""Release files in the drop folder, grouped by content: one content is one release, whatever its files are called.

Nothing is parsed here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RELEASE_SUFFIXES = frozenset({".txt", ".htm", ".html"})


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """A content and the files that have it; names are paths below the drop folder, with forward slashes."""

    sha256: str
    path: Path
    file_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file whose bytes the operating system would not give, and its reason."""

    file_name: str
    reason: str


def find_releases(folder: Path) -> tuple[tuple[ReleaseContent, ...], tuple[UnreadableFile, ...]]:
    """All release files below the folder, in the order of their names, and those that cannot be opened."""
    first_path: dict[str, Path] = {}
    names: dict[str, list[str]] = {}
    unreadable: list[UnreadableFile] = []
    for path in _release_paths(folder):
        file_name = _printable(path.relative_to(folder))
        if not path.is_file() and (path.is_symlink() or path.exists()):  # opening a pipe would wait for ever
            unreadable.append(UnreadableFile(file_name, "This is a pipe, a device or a link that leads nowhere."))
            continue
        try:
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            continue  # taken away between listing and opening, as if it had never been there
        except OSError as error:
            unreadable.append(UnreadableFile(file_name, f"The file cannot be opened: {error.strerror or error}."))
            continue
        first_path.setdefault(sha256, path)
        names.setdefault(sha256, []).append(file_name)
    contents = tuple(ReleaseContent(sha256, path, tuple(names[sha256])) for sha256, path in first_path.items())
    return contents, tuple(unreadable)


def _release_paths(folder: Path) -> Iterator[Path]:
    """Files with a release's suffix; hidden ones (unfinished downloads, editors' copies) are left alone."""
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in RELEASE_SUFFIXES and not is_hidden and not path.is_dir():
            yield path


CONTROL_CHARACTERS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}


def _printable(relative: Path) -> str:
    """The name as one line of UTF-8 text; control characters and bytes that are no UTF-8 are shown as escapes."""
    name = relative.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return name.translate(CONTROL_CHARACTERS)
