"""In what a store of records may be kept, by how its name ends. Known without DuckDB, which not everybody installs."""

from __future__ import annotations

FORMATS = (".xlsx", ".csv", ".parquet", ".duckdb")
FOLDERS = (".csv", ".parquet")
"""The formats that are a folder with one file a table."""
