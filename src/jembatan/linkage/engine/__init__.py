"""Linkage over whole files with DuckDB, polars and numpy. No Django, no settings."""
