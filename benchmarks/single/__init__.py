"""Benchmarks of one expense at a time, against peers."""
