"""A `boleh` and a `larang` that contradict each other, with a witness."""

from __future__ import annotations

from bokrules.backends.decision import Facts
from bokrules.backends.reference import holds, prohibition_truth
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.evaluation.search import Test, effect_of, find_facts, in_words
from bokrules.semantics.policy import Permission, Policy, Prohibition


def find_conflicts(policy: Policy, out: Diagnostics) -> None:
    """Report every `boleh` and `larang` that can both be true without an exception between them."""
    for prohibition in policy.prohibitions:
        for permission in policy.permissions:
            if not _compete(prohibition, permission):
                continue
            witness = _witness(prohibition, permission, policy)
            if witness is not None:
                out.error(
                    codes.CONFLICT,
                    prohibition.span,
                    msg(
                        "`larang {a}` and `boleh {b}` both hold, for example: {witness}",
                        a=prohibition.name,
                        b=permission.name,
                        witness=in_words(witness, policy),
                    ),
                    msg("name the exception in the prohibition: `kecuali {b}`", b=permission.name),
                )


def _compete(prohibition: Prohibition, permission: Permission) -> bool:
    """They select on the same dimensions; a prohibition on another one simply wins."""
    return (
        bool(prohibition.dimensions)
        and prohibition.dimensions == permission.dimensions
        and permission.name not in prohibition.exceptions
    )


def _witness(prohibition: Prohibition, permission: Permission, policy: Policy) -> Facts | None:
    conditions = [effect_of(prohibition, policy), permission.condition]
    tests: list[Test] = [
        lambda facts: prohibition_truth(prohibition, facts, policy),
        lambda facts: holds(permission.condition, facts, policy),
    ]
    return find_facts(tests, conditions, policy)
