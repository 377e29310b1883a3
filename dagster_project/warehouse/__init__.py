"""The DuckDB files: raw tables, bulk load, archive, publishing, reading. Parsing does not belong here."""
