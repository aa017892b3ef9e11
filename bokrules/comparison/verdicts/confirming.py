"""Whether the solver comes to what the diagrams found, where it is installed."""

from __future__ import annotations

from bokrules.backends import to_smt
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.comparison.verdicts.changes import VerdictComparison
from bokrules.semantics.policy import Policy


def confirmed(before: Policy, after: Policy, found: VerdictComparison) -> bool:
    """Whether it proves that verdicts differ as found and nowhere else; False if it gives up.

    Raises InvalidValue if it is not installed; SolverDisagrees, a bug, if it finds another.
    """
    if not to_smt.is_available():
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("a second proof needs the solver, z3-solver is missing"),
            msg("install it with: pip install bokrules[analysis]"),
        )
    from bokrules.comparison.verdicts.proof import is_confirmed

    return is_confirmed(before, after, found)
