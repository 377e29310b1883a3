"""From files to rows: reads each file, calls the parser on its bytes, archives them, and turns faults into reasons.

A few files are parsed in this process, many in a pool; storing the rows belongs to `load`.
"""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from functools import partial
from pathlib import Path

from dagster_project.parsing.model import PARSER_VERSION, RejectedFileError, Release, Rollup
from dagster_project.warehouse import archive
from dagster_project.warehouse.files import ReleaseContent
from dagster_project.warehouse.load import ParsedFile, to_rows

FILES_WORTH_A_POOL = 16
"""Starting the worker processes costs about as much as parsing this many releases."""

FILES_PER_ROUND = 200
"""Results of a round wait in memory until they are stored."""

MAX_BYTES_READ = 200_000_000
"""No release has a hundredth of it; a file above it is not even read into memory."""

Outcome = ParsedFile | str
"""The rows of a release, or the reason why the file is none."""


def parse_files(
    contents: Sequence[ReleaseContent], archive_folder: Path, ingested_at: datetime
) -> Iterator[tuple[ReleaseContent, Outcome]]:
    """Parse each content, in order, and keep its bytes in the archive; no exception of the parser gets out."""
    parse = partial(parse_file, archive_folder=archive_folder, ingested_at=ingested_at)
    workers = os.cpu_count() or 1
    if len(contents) < FILES_WORTH_A_POOL or workers == 1:
        yield from ((content, parse(content)) for content in contents)
        return
    for start in range(0, len(contents), FILES_PER_ROUND):
        yield from _in_pool(contents[start : start + FILES_PER_ROUND], parse, workers)


def parse_file(content: ReleaseContent, archive_folder: Path, ingested_at: datetime) -> Outcome:
    """The rows of one release, or the reason why there are none; the bytes of a release are archived."""
    try:
        data = _read(content.path)
        release, rollups = _read_release(data, content.file_names[0])
        if release.sha256 != content.sha256:
            return "The file changed while it was read. Let it finish arriving, then run again."
        rows = to_rows(release, rollups, content.file_names[0], ingested_at)
    except RejectedFileError as error:
        return _sentence(str(error))
    except OSError as error:
        return f"The file cannot be read: {error.strerror or error}."
    except Exception as error:  # whatever a strange file does to the parser, the other files must not suffer
        return _fault(error)
    archive.store(archive_folder, content.sha256, data)
    return rows


def _read_release(data: bytes, file_name: str) -> tuple[Release, tuple[Rollup, ...]]:
    from dagster_project.parsing import parse_release
    from dagster_project.parsing.rollups import discover_rollups

    release = parse_release(data, file_name)
    return release, discover_rollups(release.tables, release.cells)


def _read(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES_READ:
        raise RejectedFileError(f"The file has {size:,} bytes, far more than any release.")
    return path.read_bytes()


def _in_pool(
    contents: Sequence[ReleaseContent], parse: partial[Outcome], workers: int
) -> Iterator[tuple[ReleaseContent, Outcome]]:
    """Spawned workers, because a fork would copy the locks of DuckDB's threads."""
    done = 0
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
            for content, outcome in zip(contents, pool.map(parse, contents, chunksize=4), strict=True):
                done += 1
                yield content, outcome
    except BrokenProcessPool:
        # A file took its worker down with it (memory); alone in a process of its own it shows itself.
        yield from ((content, _alone(content, parse)) for content in contents[done:])


def _alone(content: ReleaseContent, parse: partial[Outcome]) -> Outcome:
    try:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            return pool.submit(parse, content).result()
    except BrokenProcessPool:
        return "The process that parsed this file died, probably for want of memory."


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
