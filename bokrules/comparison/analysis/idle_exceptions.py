"""Exceptions without effect: without the `kecuali` every complete expense stands as it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.conditions import Permission
from bokrules.cells.formulas import TRUE, TRUTHS, Node
from bokrules.cells.questions import Nodes, Question
from bokrules.cells.standing import Standing, standing
from bokrules.comparison.analysis.idle_rules import settled_sides, without_exception
from bokrules.comparison.analysis.space import (
    Space,
    Unresolved,
    agree,
)
from bokrules.semantics.expressions import AllOf
from bokrules.semantics.policy import Gap, Policy, Prohibition

_Sides = tuple[bool, Standing, Standing]
_ELSEWHERE: _Sides = (False, None, None)


@dataclass(frozen=True, slots=True)
class IdleException:
    """An exception whose removal changes no outcome; `witness` is an expense that it is about.

    `decided_by` are the rules that decide that expense.
    """

    rule: Prohibition | Gap
    exception: str
    decided_by: tuple[str, ...]
    witness: Facts | None


def find_idle_exceptions(space: Space) -> list[IdleException | Unresolved]:
    """Each exception of a prohibition or a gap by itself. Raises WitnessDisagrees, a bug."""
    rules: list[Prohibition | Gap] = [*space.policy.prohibitions, *space.policy.gaps]
    found = [_idle(rule, name, space) for rule in rules for name in rule.exceptions]
    return [each for each in found if each is not None]


def policy_without(rule: Prohibition | Gap, name: str, policy: Policy) -> Policy:
    """The policy as if a rule did not have one of its exceptions."""
    if isinstance(rule, Prohibition):
        changed = [
            without_exception(each, name) if each.name == rule.name else each
            for each in policy.prohibitions
        ]
        return replace(policy, prohibitions=tuple(changed))
    gaps = [
        without_exception(each, name) if each.name == rule.name else each for each in policy.gaps
    ]
    return replace(policy, gaps=tuple(gaps))


def _idle(rule: Prohibition | Gap, name: str, space: Space) -> IdleException | Unresolved | None:
    both = AllOf((rule.condition, space.policy.permission_by_name[name].condition))
    meet = space.conditions.node(both)
    formulas = space.conditions.formulas

    def fewer(policy: Policy) -> Policy:
        return policy_without(rule, name, policy)

    def fewer_in(near: Space) -> Permission:
        changed = fewer(near.policy)
        if isinstance(rule, Gap) and rule.touches == "allow":
            return near.permission_in(changed)
        return near.forbidding_in(changed)

    def nodes_in(near: Space) -> Sequence[Node]:
        return meet, *near.permission.nodes, *fewer_in(near).nodes

    def difference_in(near: Space) -> Question[bool]:
        return Question(formulas, nodes_in(near), _difference, settled_sides)

    matters = space.differs(meet, fewer_in)
    if matters is None:
        matters = space.reached(meet, difference_in, False, bool)
    if matters is not False:
        return None if matters else Unresolved("idle_exceptions", (rule.name, name))
    found = space.first_witness(
        meet,
        lambda near: Question(formulas, nodes_in(near), _sides, settled_sides),
        _ELSEWHERE,
        lambda each: each[0],
    )
    if found is None:
        return IdleException(rule, name, (), None)
    witness, (_, stands, otherwise) = found
    agree(reference.holds(both, witness, space.policy) is True, witness, rule.name)
    decision = space.replayed(witness, stands)
    space.replayed(witness, otherwise, fewer)
    return IdleException(rule, name, decision.basis, witness)


def _difference(nodes: Nodes) -> bool | None:
    """Whether an expense that both are about stands otherwise without the exception."""
    if nodes[1:5] == nodes[5:9]:
        return False
    sides = _sides(nodes)
    return None if sides is None else sides[1] != sides[2]


def _sides(nodes: Nodes) -> _Sides | None:
    if nodes[0] != TRUE:
        return _ELSEWHERE if nodes[0] in TRUTHS else None
    stands, otherwise = standing(nodes[1:5]), standing(nodes[5:9])
    if stands is None or otherwise is None:
        return None
    return _ELSEWHERE if stands[0] is None else (True, stands[0], otherwise[0])
