"""From files to rows: reads each file, calls the parser on its bytes, archives them, and turns faults into reasons.

One after the other in this process: starting worker processes costs more than parsing 150 releases. Storing the rows
belongs to `load`.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from dagster_project.parsing import parse_release
from dagster_project.parsing.model import PARSER_VERSION, RejectedFileError
from dagster_project.parsing.rollups import discover_rollups
from dagster_project.warehouse import archive
from dagster_project.warehouse.files import ReleaseContent
from dagster_project.warehouse.load import ParsedFile, to_rows

MAX_BYTES_READ = 200_000_000
"""No release has a hundredth of it; a file above it is not even read into memory."""

Outcome = ParsedFile | str
"""The rows of a release, or the reason why the file is none."""


def parse_files(
    contents: Sequence[ReleaseContent], archive_folder: Path, ingested_at: datetime
) -> Iterator[tuple[ReleaseContent, Outcome]]:
    """Parse each content, in order, and keep its bytes in the archive; no exception of the parser gets out."""
    for content in contents:
        yield content, parse_file(content, archive_folder, ingested_at)


def parse_file(content: ReleaseContent, archive_folder: Path, ingested_at: datetime) -> Outcome:
    """The rows of one release, or the reason why there are none; the bytes of a release are archived."""
    try:
        data = _read(content.path)
        release = parse_release(data, content.file_names[0])
        if release.sha256 != content.sha256:
            return "The file changed while it was read. Let it finish arriving, then run again."
        rollups = discover_rollups(release.tables, release.cells)
        rows = to_rows(release, rollups, content.file_names[0], ingested_at)
    except RejectedFileError as error:
        return _sentence(str(error))
    except OSError as error:
        return f"The file cannot be read: {error.strerror or error}."
    except Exception as error:  # whatever a strange file does to the parser, the other files must not suffer
        return _fault(error)
    archive.store(archive_folder, content.sha256, data)
    return rows


def _read(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES_READ:
        raise RejectedFileError(f"The file has {size:,} bytes, far more than any release.")
    return path.read_bytes()


def _fault(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"The parser (version {PARSER_VERSION}) failed on this file: {type(error).__name__}: {error}"
        f" ({Path(place.filename).name}, line {place.lineno}). Please report it together with the file."
    )


def _sentence(reason: str) -> str:
    """Reasons stand alone in a table: they begin with a capital and end with a stop."""
    text = reason.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
