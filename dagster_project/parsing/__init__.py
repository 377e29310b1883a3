"""The release parser: bytes to `Release`, pure. No Dagster, DuckDB, pandas, input, output or clock belongs here."""

from dagster_project.parsing.model import PARSER_VERSION, RejectedFileError, Release
from dagster_project.parsing.release import parse_release

__all__ = ["PARSER_VERSION", "RejectedFileError", "Release", "parse_release"]
