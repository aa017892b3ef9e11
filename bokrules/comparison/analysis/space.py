"""What the checks of one policy share: its conditions as nodes, and how diagrams are asked."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from bokrules.backends import reference
from bokrules.backends.decision import Decision, Facts
from bokrules.cells.conditions import Conditions, Permission, conditions_of, permission_of
from bokrules.cells.diagrams import Diagrams, Part
from bokrules.cells.standing import Standing, standing_of
from bokrules.comparison.verdicts.compare import WitnessDisagrees
from bokrules.comparison.verdicts.regions import witness_of
from bokrules.semantics.expressions import Expression
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Policy

Answer = TypeVar("Answer", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Space:
    """A policy, its conditions as nodes, and what its permission rests on."""

    policy: Policy
    conditions: Conditions
    permission: Permission

    def permission_in(self, changed: Policy) -> Permission:
        """What permission rests on in a policy that has no condition which this one lacks."""
        return permission_of(changed, self.conditions)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something that rests on comparisons of several facts: a diagram cannot tell."""

    check: str
    rules: tuple[str, ...] = ()


def space_of(policy: Policy, further: Iterable[Expression] = ()) -> Space:
    conditions = conditions_of([policy], further)
    return Space(policy, conditions, permission_of(policy, conditions))


def reached(diagrams: Diagrams[Answer], root: Part, wanted: Callable[[Answer], bool]) -> Truth:
    """Whether some expense gets a wanted answer; None if only a comparison of several facts tells.

    Such a comparison may be true for no expense at all, or for every one.
    """
    known: dict[Part, Truth] = {}

    def walk(part: Part) -> Truth:
        if part in diagrams.answers:
            return wanted(diagrams.answers[part])
        if part not in known:
            place, parts = diagrams.choices[part]
            truths = {walk(each) for each in parts}
            is_opaque = diagrams.variable(place).is_opaque
            is_certain = truths == {True} if is_opaque else True in truths
            known[part] = True if is_certain else None if truths != {False} else False
        return known[part]

    return walk(root)


def first_witness(
    diagrams: Diagrams[Answer], root: Part, complete: Part, wanted: Callable[[Answer], bool]
) -> tuple[Facts, Answer] | None:
    """The first complete expense that gets a wanted answer, and that answer.

    `complete` is the diagram `root` for complete expenses. None where only comparisons of several
    facts lead there.
    """
    if reached(diagrams, complete, wanted) is not True:
        return None
    for way, answer in diagrams.paths(complete, wanted):
        witness = witness_of(way, diagrams, root, answer)
        if witness is not None:
            return witness, answer
    return None


def replayed(facts: Facts, policy: Policy, expected: Standing) -> Decision:
    """What the reference decides. Raises WitnessDisagrees where it is not what is expected."""
    decision = reference.decide(facts, policy)
    agree(standing_of(decision.possible) == expected, facts, decision.possible)
    return decision


def agree(holds: bool, facts: Facts, found: object) -> None:
    """Raise WitnessDisagrees, a bug in bokrules, unless the reference confirms a witness."""
    if not holds:
        raise WitnessDisagrees(f"{dict(facts)}: {found}")
