"""Formulas computed for units, exactly, and rounded so that the shares sum to their total."""
