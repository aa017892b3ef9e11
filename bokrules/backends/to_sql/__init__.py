"""A policy as SQL: expression trees that DuckDB, Spark and PostgreSQL run."""
