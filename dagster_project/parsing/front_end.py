"""One reading of a document for all that follows, whether it is plain text or HTML.

Layout ends here: behind a `Reading` nothing knows of characters' geometry or of tags.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dagster_project.parsing.decode import Document
from dagster_project.parsing.grid import Dropped, Grid
from dagster_project.parsing.heads import head_texts
from dagster_project.parsing.html import read_html, restore_places
from dagster_project.parsing.model import RejectedFileError, Release
from dagster_project.parsing.submission import Passage, excerpt_of
from dagster_project.parsing.text.grid import read_text_tables
from dagster_project.parsing.text.neighbours import read_text_lines
from dagster_project.parsing.text.shown_lines import restore_positions, shown_text

HTML = "text/html"
MOST_FIGURES = 60_000
"""Fourteen times what the largest release we know prints in its tables."""

MOST_CHARACTERS = 1_500_000
"""Of text a reader sees: more than three times the largest annual report we know, and at most seven seconds to read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The tables of a document and its lines as a reader sees them.

    Positions of a release read from `lines` are those of `lines`; `restore` gives them back as places in the file
    as received.
    """

    grids: tuple[Grid, ...]
    lines: tuple[str, ...]
    restore: Callable[[Release], Release]
    head_lines: tuple[str, ...] = ()
    """Heads of columns put together from several rows, as further evidence of the issuer's calendar."""
    cover: tuple[str, ...] = ()
    """What a submission prints before the release: its tagged head, the form that the release is an exhibit of."""
    printed_lines: tuple[str, ...] = ()
    """All lines of the file where `lines` holds only those of the release (the others are empty there)."""
    chosen: tuple[Passage, ...] = ()
    """Documents of a submission that are the release."""
    left_out: tuple[Passage, ...] = ()
    """Documents of a submission that are not."""
    dropped: tuple[Dropped, ...] = ()


def read_document(document: Document) -> Reading:
    """Reads a decoded document with the front end for its media type.

    Raises:
        RejectedFileError: the document is larger than any release.
    """
    read = _read_html(document) if document.media_type == HTML else _read_text(document)
    figures = sum(len(line.cells) for grid in read.grids for line in grid.body)
    if figures > MOST_FIGURES:
        raise RejectedFileError(
            f"the tables print {figures:,} figures, a release at most {MOST_FIGURES:,}: save the release alone"
        )
    return read


def _read_text(document: Document) -> Reading:
    text = shown_text(document.text)
    lines = tuple(text.split("\n"))
    excerpt = excerpt_of(text, lines)
    _reject_long_text(excerpt.lines)
    grids, dropped = read_text_tables(read_text_lines(excerpt.lines))
    return Reading(
        grids=tuple(grids),
        lines=excerpt.lines,
        restore=lambda release: restore_positions(release, document.text),
        head_lines=(*(head for grid in grids for head in head_texts(grid)), *excerpt.cover),
        cover=excerpt.cover,
        printed_lines=lines,
        chosen=excerpt.chosen,
        left_out=excerpt.left_out,
        dropped=tuple(dropped),
    )


def _read_html(document: Document) -> Reading:
    page = read_html(document.text)
    _reject_long_text(page.lines)
    cover = tuple(document.text[: page.head_end].split("\n")) if page.head_end else ()
    return Reading(
        grids=page.grids,
        lines=page.lines,
        restore=lambda release: restore_places(release, page),
        head_lines=(*page.head_lines, *cover),
        cover=cover,
        chosen=(Passage(page.part_type, 1, len(page.lines)),) if page.part_type else (),
    )


def _reject_long_text(lines: Sequence[str]) -> None:
    size = sum(map(len, lines))
    if size > MOST_CHARACTERS:
        raise RejectedFileError(
            f"the text has {size:,} characters, a release at most {MOST_CHARACTERS:,}: save the release alone"
        )
