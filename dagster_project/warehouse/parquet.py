"""The published content as Parquet files: one whole set a publish, put in place in one step.

Readers go through the link `published/parquet`, so they see the earlier set or the new one, never a mix. What is
published is decided in `publish`; this module only writes it in another form.
"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

KEPT_FOR = timedelta(minutes=10)
"""How long an outdated set stays, for readers that are in the middle of it; the one before the newest stays anyway."""

NAME = "%Y%m%dT%H%M%S.%fZ"


def write_parquet(connection: duckdb.DuckDBPyConnection, catalog: str, folder: Path) -> None:
    """Write every table and view of the attached catalog to `<folder>/<schema>/<name>.parquet`."""
    for schema, name in _relations(connection, catalog):
        path = folder / schema / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        connection.execute(
            f'COPY (FROM {catalog}."{schema}"."{name}") TO $path (FORMAT parquet, COMPRESSION zstd)',
            {"path": str(path)},
        )
        with path.open("rb") as stream:
            os.fsync(stream.fileno())  # or a power cut could leave a set whose files are empty


def place_parquet(built: Path, link: Path) -> None:
    """Make the link lead to this set, which moves beside the earlier ones, and remove the outdated sets."""
    sets = link.with_name(f"{link.name}-sets")
    sets.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    kept = sets / now.strftime(NAME)
    built.replace(kept)
    new_link = built.with_name(link.name)
    new_link.symlink_to(Path(sets.name) / kept.name)
    new_link.replace(link)
    for earlier in sorted(sets.iterdir())[:-2]:
        if earlier.name < (now - KEPT_FOR).strftime(NAME):
            shutil.rmtree(earlier)


def _relations(connection: duckdb.DuckDBPyConnection, catalog: str) -> list[tuple[str, str]]:
    return connection.execute(
        """
        SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = $catalog AND NOT internal
        UNION ALL
        SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = $catalog AND NOT internal
        ORDER BY ALL
        """,
        {"catalog": catalog},
    ).fetchall()
