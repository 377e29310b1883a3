"""One warehouse of many copies of the sample release, each with its text edited in one place: mended or misprinted.

Faults in parsed cells belong to `faulty_warehouse`; here the parser reads the misprint, also where it stands in prose.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dagster_project.defs.dbt_command import invoke_dbt
from dagster_project.parsing import parse_release
from dagster_project.parsing.rollups import discover_rollups
from dagster_project.settings import Settings
from dagster_project.warehouse.load import load_releases, to_rows
from dagster_project.warehouse.schema import create_schema

Edit = tuple[tuple[str, str], ...]
"""What is printed, and what is printed instead, each in one place of the text."""


def build_edited_warehouse(sample: Path, settings: Settings, edits: Mapping[str, Edit]) -> dict[str, str]:
    """Edit, parse, load and build as far as contradictions go; gives the release id of each edit."""
    settings.home.mkdir(parents=True, exist_ok=True)
    text = sample.read_text(encoding="utf-8")
    ids = {}
    with duckdb.connect(str(settings.warehouse)) as connection:
        create_schema(connection)
        for name, changes in edits.items():
            release = parse_release(_edited(text, changes).encode(), sample.name)
            ids[name] = release.release_id
            rollups = discover_rollups(release.tables, release.cells)
            now = datetime.now(UTC).replace(tzinfo=None)
            load_releases(connection, [to_rows(release, rollups, f"{name}.txt", now)])
    result = invoke_dbt(
        ["build", "-s", "+fct_contradictions", "--exclude-resource-type", "test", "unit_test"], settings
    )
    assert result.success, result.result
    return ids


def _edited(text: str, changes: Edit) -> str:
    for printed, instead in changes:
        assert text.count(printed) == 1, f"{printed!r} stands {text.count(printed)} times in the sample"
        text = text.replace(printed, instead)
    return text
