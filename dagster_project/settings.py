"""Where Tieout finds its files: one frozen value, read from the environment once and passed on.

Options of single tools (dbt, Dagster, Great Expectations) do not belong here, nor does creating folders.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
HOME_VARIABLE = "TIEOUT_HOME"
RELEASES_VARIABLE = "TIEOUT_RELEASES"


@dataclass(frozen=True, slots=True)
class Settings:
    """The folder everything is built in, and the folder releases are dropped in; both absolute."""

    home: Path
    releases: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `TIEOUT_HOME` and `TIEOUT_RELEASES`; unset ones mean `data` and `raw/releases` of the project.

        A relative path in a variable starts at the working directory, as paths on a command line do.
        """
        variables = os.environ if environment is None else environment
        return cls(
            home=_folder(variables.get(HOME_VARIABLE), PROJECT_ROOT / "data"),
            releases=_folder(variables.get(RELEASES_VARIABLE), PROJECT_ROOT / "raw" / "releases"),
        )

    def as_environment(self) -> dict[str, str]:
        """The variables that make another process (dbt, a Dagster daemon) read the same settings."""
        return {HOME_VARIABLE: str(self.home), RELEASES_VARIABLE: str(self.releases)}

    @property
    def warehouse(self) -> Path:
        """The database a run builds; one writer, no readers while it runs."""
        return self.home / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """The database readers open; replaced as a whole by a publish."""
        return self.home / "published" / "tieout.duckdb"

    @property
    def published_parquet(self) -> Path:
        """The same content as Parquet files; a link to the newest set, replaced by a publish."""
        return self.home / "published" / "parquet"

    @property
    def archive(self) -> Path:
        """The bytes of every input, each in a file named by its SHA-256."""
        return self.home / "archive"

    @property
    def docs(self) -> Path:
        """The dbt documentation page and the Data Docs."""
        return self.home / "docs"

    @property
    def dagster_home(self) -> Path:
        """Run history of Dagster, so that runs of the command line show up in its web page."""
        return self.home / "dagster"

    @property
    def dbt_project(self) -> Path:
        """The dbt project of this repository."""
        return PROJECT_ROOT / "dbt"


def _folder(value: str | None, default: Path) -> Path:
    return Path(value).expanduser().absolute() if value else default
