"""Millions of expenses under one edition: checked by DuckDB, in process and out of core."""
