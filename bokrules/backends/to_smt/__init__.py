"""Policies as formulas of a solver (z3): for arithmetic between facts, and for proof.

The only place that knows the solver. It is the extra `analysis`; without it `is_available` is no.
"""

from __future__ import annotations

from importlib.util import find_spec


def is_available() -> bool:
    """Whether the solver is installed."""
    return find_spec("z3") is not None
