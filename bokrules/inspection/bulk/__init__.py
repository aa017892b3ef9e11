"""Ledgers of millions of rows: parquet, csv and jsonl files, checked in bulk."""
