"""Findings across the lines of a ledger: what no single expense shows."""
