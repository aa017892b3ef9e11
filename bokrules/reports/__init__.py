"""Rendering of results. Nothing here computes."""
