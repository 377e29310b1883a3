"""Which statement a table is: by its title, else by its rows, else by what stands above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from dagster_project.parsing.model import StatementType
from dagster_project.parsing.vocabulary import row_signatures, statement_titles

MIN_SCORE = 4
"""Rows decide only where two or three of them agree."""


@lru_cache(maxsize=4096)
def type_of_title(title: str) -> StatementType | None:
    """The statement type that a title names, if it names one."""
    return next((cast(StatementType, kind) for pattern, kind in statement_titles() if pattern.search(title)), None)


def type_of_rows(labels: Sequence[str]) -> StatementType | None:
    """The statement type for which the row labels speak loudest, if they speak clearly."""
    score: dict[str, int] = {}
    for label in labels:
        for kind, weight in _votes(label):
            score[kind] = score.get(kind, 0) + weight
    if not score:
        return None
    kind, points = max(score.items(), key=lambda item: item[1])
    return cast(StatementType, kind) if points >= min(MIN_SCORE, 2 * len(labels)) else None


@lru_cache(maxsize=16384)
def _votes(label: str) -> tuple[tuple[str, int], ...]:
    lower = label.lower()
    return tuple([(kind, weight) for pattern, kind, weight in row_signatures() if pattern.fits(label, lower)])


_ENUMERATED = re.compile(r"^\(?(?:\d{1,2}|[ivx]+|[A-Za-z])[.)]\s")


def title_of(title_lines: Sequence[str], issuer_name: str | None) -> str:
    """The table's own title: without captions in parentheses, the issuer's name, and sections further up."""
    kept: list[str] = []
    for text in _with_joined_captions([" ".join(line.split()) for line in title_lines]):
        if _is_caption(text) or (issuer_name and text.casefold() == issuer_name.casefold()):
            continue
        if _ENUMERATED.match(text):
            kept.clear()
        kept.append(text)
    return " ".join(kept)


def _with_joined_captions(lines: Sequence[str]) -> list[str]:
    """Captions that wrap ("(In thousands, except" / "per share data)") as one line."""
    joined: list[str] = []
    for index, line in enumerate(lines):
        is_open = bool(joined) and joined[-1].startswith("(") and ")" not in joined[-1]
        if is_open and any(")" in following for following in lines[index : index + MAX_CAPTION_LINES]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


MAX_CAPTION_LINES = 3


def _is_caption(text: str) -> bool:
    return text.startswith("(") and text.endswith(")") and not _ENUMERATED.match(text)


def statement_type(title: str, labels: Sequence[str], context: str, *, has_period_rows: bool) -> StatementType:
    """Decides in this order: a title of a statement, periods down the side, the rows, other titles, the context."""
    named = type_of_title(title)
    if named in ("guidance", "reconciliation", "equity"):
        return named
    if has_period_rows:
        return "guidance" if type_of_title(context) == "guidance" else "key_figures"
    by_rows = type_of_rows(labels)
    if by_rows in ("segment", "per_share") and named in (None, "key_figures", "income_statement"):
        return by_rows
    if named:
        return named
    by_context = type_of_title(context)
    if by_context in ("guidance", "reconciliation", "segment"):
        return by_context
    return by_rows or by_context or "other"
