"""Cheap answers to "did anything change?": of the code that builds the warehouse, and of the drop folder.

Which releases are new is the warehouse's to say (`plan_ingest`); what to do about a change is `run`'s and `sensors`'.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT, Settings

SOURCE_SUFFIXES = frozenset({".py", ".sql", ".yml", ".yaml", ".csv", ".json", ".md", ".lock", ".j2", ".css", ".js"})
GENERATED_FOLDERS = frozenset({"__pycache__", "target", "logs", "dbt_packages"})


def content_fingerprint(roots: Iterable[Path]) -> str:
    """16 hex digits that change when a source file below the roots is added, removed, renamed or edited."""
    digest = hashlib.sha256()
    for root in roots:
        for path in _sources_below(root):
            digest.update(f"{path.relative_to(root.parent).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def code_fingerprint(settings: Settings) -> str:
    """The fingerprint of everything besides the releases that the published file depends on."""
    return content_fingerprint(
        [
            settings.dbt_project,
            PROJECT_ROOT / "expectations",
            PROJECT_ROOT / "dagster_project",
            PROJECT_ROOT / "requirements.lock",
        ]
    )


def folder_fingerprint(folder: Path) -> str:
    """16 hex digits that change when a file below the folder comes, goes, grows or is written; no file is opened."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            status = path.stat()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _sources_below(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
        return
    for path in sorted(root.rglob("*")):
        is_generated = GENERATED_FOLDERS.intersection(path.relative_to(root).parts)
        if path.suffix in SOURCE_SUFFIXES and not is_generated and path.is_file():
            yield path


def newest_change(folder: Path) -> float:
    """When the latest written file below the folder was written, in seconds since the epoch; 0.0 for none."""
    return max((path.stat().st_mtime for path in folder.rglob("*") if path.is_file()), default=0.0)
