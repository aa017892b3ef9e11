"""Rules that never decide: without one of them every complete expense stands as it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.cells.conditions import Permission as Permitted
from bokrules.cells.formulas import FALSE, TRUE, TRUTHS, UNKNOWN, Node
from bokrules.cells.questions import Nodes, Question
from bokrules.cells.standing import Standing, settled, standing
from bokrules.comparison.analysis.deciding import (
    Deciding,
    deciding_in,
    effect_node,
)
from bokrules.comparison.analysis.space import (
    Space,
    Unresolved,
    agree,
)
from bokrules.evaluation.search import effect_of
from bokrules.semantics.policy import Gap, Permission, Policy, Prohibition

Rule = Permission | Prohibition
Excepting = TypeVar("Excepting", Prohibition, Gap)


@dataclass(frozen=True, slots=True)
class IdleRule:
    """A rule whose removal changes no outcome of a complete expense.

    `decided_by` are the rules that decide where it applies, unless it `never_applies`. `witness` is
    an expense to which it applies; None also where only comparisons of several facts tell.
    """

    rule: Rule
    never_applies: bool
    decided_by: tuple[str, ...]
    witness: Facts | None


@dataclass(frozen=True, slots=True)
class _Sides:
    """Where a rule applies for certain: how an expense stands with it, and without."""

    applies: bool
    stands: Standing
    without: Standing

    @property
    def differs(self) -> bool:
        return self.stands != self.without


_ELSEWHERE = _Sides(False, None, None)


def find_idle_rules(space: Space) -> list[IdleRule | Unresolved]:
    """Each permission and prohibition by itself: of two that cover each other both are found.

    Raises WitnessDisagrees, which is a bug.
    """
    rules: list[Rule] = [*space.policy.permissions, *space.policy.prohibitions]
    found = [_idle(each, space) for each in sorted(rules, key=space.policy.place)]
    return [each for each in found if each is not None]


def without(rule: Rule, policy: Policy) -> Policy:
    """The policy as if it did not have the rule, also where it is named as an exception."""
    if isinstance(rule, Prohibition):
        kept = tuple(each for each in policy.prohibitions if each.name != rule.name)
        return replace(policy, prohibitions=kept)
    return replace(
        policy,
        permissions=tuple(each for each in policy.permissions if each.name != rule.name),
        prohibitions=tuple(without_exception(each, rule.name) for each in policy.prohibitions),
        gaps=tuple(without_exception(each, rule.name) for each in policy.gaps),
    )


def without_exception(rule: Excepting, name: str) -> Excepting:
    return replace(rule, exceptions=tuple(each for each in rule.exceptions if each != name))


def _idle(rule: Rule, space: Space) -> IdleRule | Unresolved | None:
    effect = effect_node(rule, space)
    formulas = space.conditions.formulas

    def fewer(policy: Policy) -> Policy:
        return without(rule, policy)

    def fewer_in(near: Space) -> Permitted:
        changed = fewer(near.policy)
        if isinstance(rule, Prohibition):
            return near.forbidding_in(changed)
        return near.permission_in(changed)

    def nodes_in(near: Space) -> Sequence[Node]:
        return effect, *near.permission.nodes, *fewer_in(near).nodes

    def difference_in(near: Space) -> Question[bool]:
        return Question(formulas, nodes_in(near), _difference, settled_sides)

    decides = space.differs(effect, fewer_in)
    if decides is None:
        decides = space.reached(effect, difference_in, False, bool)
    if decides is not False:
        return None if decides else Unresolved("idle_rules", (rule.name,))

    def sides_in(near: Space) -> Question[_Sides]:
        return Question(formulas, nodes_in(near), _sides, settled_sides)

    if space.reached(effect, sides_in, _ELSEWHERE, _applies) is False:
        return IdleRule(rule, True, (), None)
    decided_by = _deciding(rule, effect, space.around(effect))
    found = space.first_witness(effect, sides_in, _ELSEWHERE, _applies)
    if found is None:
        return IdleRule(rule, False, decided_by, None)
    witness, sides = found
    agree(
        reference.holds(effect_of(rule, space.policy), witness, space.policy) is True,
        witness,
        rule.name,
    )
    space.replayed(witness, sides.stands)
    space.replayed(witness, sides.without, fewer)
    return IdleRule(rule, False, decided_by, witness)


def settled_sides(nodes: Sequence[Node]) -> Nodes:
    """Nothing matters outside of the region, the first node; within, what `settled` leaves."""
    first = nodes[0]
    if first in (FALSE, UNKNOWN):
        return (first,) * len(nodes)
    return first, *settled(nodes[1:5]), *settled(nodes[5:9])


def _difference(nodes: Nodes) -> bool | None:
    """Whether an expense in the region stands otherwise without the rule."""
    if nodes[1:5] == nodes[5:9]:
        return False
    sides = _sides(nodes)
    return None if sides is None else sides.differs


def _sides(nodes: Nodes) -> _Sides | None:
    if nodes[0] != TRUE:
        return _ELSEWHERE if nodes[0] in TRUTHS else None
    stands, otherwise = standing(nodes[1:5]), standing(nodes[5:9])
    if stands is None or otherwise is None:
        return None
    if stands[0] is None:
        return _ELSEWHERE
    return _Sides(True, stands[0], otherwise[0])


def _applies(sides: _Sides) -> bool:
    return sides.applies


def _deciding(rule: Rule, region: Node, space: Space) -> tuple[str, ...]:
    """The rules that decide wherever this one applies, without it.

    A permission stands in for another one only if it serves the same closed lists.
    """
    policy = space.policy
    others = [
        each
        for each in policy.permissions
        if isinstance(rule, Permission) and each.name != rule.name and each.serves >= rule.serves
    ]
    candidates: list[Deciding] = [*policy.prohibitions, *policy.closed_lists, *others]
    own = type(rule), rule.name
    rivals = sorted(
        (each for each in candidates if (type(each), each.name) != own), key=policy.place
    )
    return deciding_in(region, rivals, space)
