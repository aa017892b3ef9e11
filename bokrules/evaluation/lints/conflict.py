"""A `boleh` and a `larang` that contradict each other, with a witness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bokrules.backends.decision import Facts
from bokrules.backends.reference import holds, prohibition_truth
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.evaluation.finder import Finder, Undecided
from bokrules.evaluation.search import Test, effect_of, in_words
from bokrules.semantics.policy import Permission, Prohibition


@dataclass(frozen=True, slots=True)
class Conflict:
    """A prohibition and a permission on the same dimensions, and an expense that both select."""

    prohibition: Prohibition
    permission: Permission
    witness: Facts


def find_conflicts(finder: Finder, out: Diagnostics) -> None:
    """Report every conflict that the finder can tell."""
    for each in conflicts_of(finder):
        name = each.permission.name
        out.error(
            codes.CONFLICT,
            each.prohibition.span,
            msg(
                "`larang {a}` and `boleh {b}` both hold, for example: {witness}",
                a=each.prohibition.name,
                b=name,
                witness=in_words(each.witness, finder.policy),
            ),
            msg("name the exception in the prohibition: `kecuali {b}`", b=name),
        )


def conflicts_of(finder: Finder) -> Iterator[Conflict]:
    """Every `boleh` and `larang` that can both be true without an exception between them."""
    for prohibition in finder.policy.prohibitions:
        for permission in finder.policy.permissions:
            if compete(prohibition, permission) and finder.may_meet(prohibition, permission):
                found = conflict_between(prohibition, permission, finder)
                if found is not None:
                    yield found


def conflict_between(
    prohibition: Prohibition, permission: Permission, finder: Finder
) -> Conflict | None:
    """The conflict of two rules that compete; None where no telling facts show one.

    Also None where the finder gives up: `analyze` asks the solver then.
    """
    try:
        witness = _witness(prohibition, permission, finder)
    except Undecided:
        return None
    return None if witness is None else Conflict(prohibition, permission, witness)


def compete(prohibition: Prohibition, permission: Permission) -> bool:
    """They select on the same dimensions; a prohibition on another one simply wins."""
    return (
        bool(prohibition.dimensions)
        and prohibition.dimensions == permission.dimensions
        and permission.name not in prohibition.exceptions
    )


def _witness(prohibition: Prohibition, permission: Permission, finder: Finder) -> Facts | None:
    policy = finder.policy
    conditions = [effect_of(prohibition, policy), permission.condition]
    tests: list[Test] = [
        lambda facts: prohibition_truth(prohibition, facts, policy),
        lambda facts: holds(permission.condition, facts, policy),
    ]
    return finder.find(tests, conditions)
