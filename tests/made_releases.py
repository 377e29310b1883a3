"""A small release made by hand, one row for each kind of thing a parser may say; tests change what they are about."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from decimal import Decimal

from dagster_project.parsing.model import (
    Cell,
    Claim,
    LabelFact,
    NumericToken,
    ParseEvent,
    Period,
    PeriodDefinition,
    Release,
    Rollup,
    Table,
)
from dagster_project.warehouse.load import ParsedFile, to_rows

NOON = datetime(2026, 1, 2, 12, 0, 0)
TEXT = "Total assets  1,234.5\nOther  --\n"


def make_cell(**changes: object) -> Cell:
    fields: dict[str, object] = {
        "table_index": 1,
        "row_index": 0,
        "column_index": 0,
        "row_label": "Total assets",
        "row_label_path": "Assets",
        "column_header": "March 31, 2009",
        "measure": "amount",
        "printed_text": "1,234.5",
        "value": Decimal("1234.5"),
        "is_nil": False,
        "unit": "JPY",
        "scale_factor": Decimal(1000),
        "precision_unit": Decimal(100),
        "period_kind": "instant",
        "period_start": None,
        "period_end": date(2009, 3, 31),
        "scenario": "actual",
        "basis": "as_reported",
        "line_number": 1,
        "char_start": 14,
        "char_end": 21,
        "locator": "line[1]/char[14:21]",
        "indent": 0,
        "is_after_rule": False,
    }
    return Cell(**{**fields, **changes})  # type: ignore[arg-type]


NIL_CELL = make_cell(
    row_index=1, row_label="Other", printed_text="--", value=None, is_nil=True, precision_unit=None, line_number=2
)


def make_release(data: bytes = TEXT.encode(), **changes: object) -> Release:
    sha256 = hashlib.sha256(data).hexdigest()
    fields: dict[str, object] = {
        "release_id": sha256[:16],
        "release_slug": "example-2009-05-14-results",
        "sha256": sha256,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "byte_count": len(data),
        "line_count": data.count(b"\n"),
        "issuer_name": "Example Inc.",
        "tickers": ("EXM", "3774"),
        "title": "Example reports results",
        "published_on": date(2009, 5, 14),
        "newswire": None,
        "rounding_mode": "truncate",
        "parser_version": "1",
        "period_definitions": (
            PeriodDefinition("FY2008", Period("duration", date(2008, 4, 1), date(2009, 3, 31)), "stated", 1),
        ),
        "tables": (Table(1, "Balance sheet", "balance_sheet", 1, 1, 2),),
        "cells": (make_cell(), NIL_CELL),
        "label_facts": (LabelFact(1, 1, "Other (net of 20)", "20", Decimal(20), "JPY", Decimal(1000), 2, 14, 16),),
        "claims": (
            Claim(1, 0, 4, "4.3%", Decimal("4.3"), "percent", Decimal(1), "Revenues", "up", None, None, None, "actual"),
        ),
        "numeric_tokens": (
            NumericToken(1, 14, 21, "1,234.5", "cell", "number of a table", True),
            NumericToken(2, 7, 9, "--", "cell", "number of a table", True),
            NumericToken(9, 0, 2, "99", "unexplained", "", False),
        ),
        "events": (ParseEvent("units", 1, "thousands of yen, from the title"),),
    }
    return Release(**{**fields, **changes})  # type: ignore[arg-type]


ROLLUP = Rollup(1, 1, "rows", 5, (1, 1, 2), (2, 3, 4), (1, 1, -1), (0, 1), (1,), "layout")


def make_rows(release: Release, file_name: str = "example.txt") -> ParsedFile:
    return to_rows(release, (ROLLUP,), file_name, NOON)
