"""Ten million ledger lines from parquet to row key and class, by bokrules and by others."""
