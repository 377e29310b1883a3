"""Bytes of one file to a `Release`: the order of the steps, and nothing else."""

from __future__ import annotations

import hashlib

from dagster_project.parsing.collector import resting_collector
from dagster_project.parsing.decode import decode
from dagster_project.parsing.document_scale import with_document_scale
from dagster_project.parsing.events import tell_events
from dagster_project.parsing.front_end import read_document
from dagster_project.parsing.identify import identify_release
from dagster_project.parsing.model import PARSER_VERSION, RejectedFileError, Release
from dagster_project.parsing.periods.fiscal import learn_calendar
from dagster_project.parsing.prose.accounting import account, lines_of_tables
from dagster_project.parsing.prose.claims import find_claims
from dagster_project.parsing.prose.comparisons import find_self_comparisons
from dagster_project.parsing.tables import DocumentMeaning, read_tables
from dagster_project.parsing.told_scales import with_told_scales
from dagster_project.parsing.units import main_currency, scales_of_tables

RELEASE_ID_LENGTH = 16
"""Hex digits of the hash that name a release: 64 bits, no collision among millions of files."""


@resting_collector()
def parse_release(data: bytes, file_name: str) -> Release:
    """Reads one earnings release.

    Pure: the same bytes give the same release. `file_name` only helps to name it.

    Raises:
        RejectedFileError: the file holds no release; the message says why.
    """
    document = decode(data)
    read = read_document(document)
    if not read.grids:
        raise RejectedFileError("no table of figures found: the file is prose only, or its layout is lost")
    calendar = learn_calendar((*read.lines, *read.head_lines))
    identity = identify_release(read.lines, file_name, calendar, read.cover)
    text = "\n".join(read.lines)
    meaning = DocumentMeaning(calendar, main_currency(text), identity.issuer_name, scales_of_tables(text))
    tables = with_told_scales(with_document_scale(read_tables(read.grids, meaning)))
    cells = tuple(cell for table in tables for cell in table.cells)
    label_facts = tuple(fact for table in tables for fact in table.label_facts)
    table_lines = lines_of_tables(read.grids)
    prose = find_claims(read.lines, table_lines, calendar)
    tokens = account(
        read.printed_lines or read.lines,
        read.grids,
        cells,
        label_facts,
        prose,
        table_lines=table_lines,
        left_out=read.left_out,
    )
    sha256 = hashlib.sha256(data).hexdigest()
    release = Release(
        release_id=sha256[:RELEASE_ID_LENGTH],
        release_slug=identity.slug,
        sha256=sha256,
        media_type=document.media_type,
        encoding=document.encoding,
        byte_count=len(data),
        line_count=document.text.count("\n") + 1,
        issuer_name=identity.issuer_name,
        tickers=identity.tickers,
        title=identity.title,
        published_on=identity.published_on,
        newswire=identity.newswire,
        rounding_mode=identity.rounding_mode,
        parser_version=PARSER_VERSION,
        period_definitions=tuple(calendar.definitions),
        tables=tuple(table.table for table in tables),
        cells=cells,
        label_facts=label_facts,
        claims=prose.claims,
        numeric_tokens=tokens,
        events=(
            *tell_events(document, read, tables, tokens),
            *find_self_comparisons(read.lines, table_lines, calendar),
        ),
    )
    return read.restore(release)
