"""The rules that decide in a region: few of them that account for every expense in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import assert_never

from bokrules.cells.diagrams import Diagrams
from bokrules.cells.formulas import TRUE, TRUTHS, Node
from bokrules.cells.questions import Question, gate
from bokrules.cells.standing import Open, standing
from bokrules.comparison.analysis.space import Space
from bokrules.evaluation.search import effect_of
from bokrules.semantics.expressions import AllOf
from bokrules.semantics.policy import ClosedList, Gap, Must, Obligation, Permission, Prohibition

Deciding = Permission | Prohibition | ClosedList | Gap | Obligation
_Places = frozenset[int] | None
"""Which of the rules decide; None outside of the region."""


def deciding_in(region: Node, rules: Sequence[Deciding], space: Space) -> tuple[str, ...]:
    """The names of rules of which one decides each complete expense of the region that any does.

    One rule if it decides all of them, else as many as are needed, in the order given.
    """
    diagrams: Diagrams[tuple[_Places]] = Diagrams(space.conditions.formulas)
    governed = diagrams.formulas.conjunction([region, space.permission.governed])
    effects = [effect_node(each, space) for each in rules]

    def decide(nodes: Sequence[Node]) -> tuple[_Places] | None:
        within, *permission = nodes[:5]
        if within != TRUE and within in TRUTHS:
            return (None,)
        if within not in TRUTHS or any(each not in TRUTHS for each in nodes[5:]):
            return None
        settled = standing(permission)
        if settled is None:
            return None
        if settled[0] is None:
            return (None,)
        return (
            frozenset(
                place
                for place, effect in enumerate(nodes[5:])
                if effect == TRUE and _is_basis(rules[place], settled[0])
            ),
        )

    nodes = (governed, *space.permission.nodes, *effects)
    question = Question(space.conditions.formulas, nodes, decide, gate)
    root = diagrams.build_complete(question, (None,))
    found = {each for (each,) in diagrams.reachable(root) if each}
    return tuple(dict.fromkeys(rules[place].name for place in _needed(found)))


def _needed(deciding: Collection[frozenset[int]]) -> list[int]:
    """Places such that each of the sets has one of them."""
    if not deciding:
        return []
    everywhere = frozenset.intersection(*deciding)
    if everywhere:
        return [min(everywhere)]
    needed = frozenset.union(*deciding)
    for place in sorted(needed, reverse=True):
        fewer = needed - {place}
        if all(fewer & each for each in deciding):
            needed = fewer
    return sorted(needed)


def effect_node(rule: Deciding, space: Space) -> Node:
    """Where a rule has its effect: a closed list refuses; what an obligation's `harus` asks fails.

    Documents, taxes and stamps can always be given.
    """
    if isinstance(rule, Obligation):
        return _failing(rule, space)
    if isinstance(rule, ClosedList):
        return space.permission_in(replace(space.policy, closed_lists=(rule,))).refused
    return space.conditions.node(effect_of(rule, space.policy))


def _failing(rule: Obligation, space: Space) -> Node:
    asked = [each.condition for each in rule.requirements if isinstance(each, Must)]
    make, node = space.conditions.formulas, space.conditions.node
    return make.conjunction([node(rule.condition), make.negation(node(AllOf(tuple(asked))))])


def _is_basis(rule: Deciding, outcomes: frozenset[Open]) -> bool:
    """Whether what a rule does comes to bear, given what is open."""
    match rule:
        case Prohibition():
            return outcomes == {Open.FORBIDDEN}
        case ClosedList():
            return Open.UNLISTED in outcomes
        case Permission() | Obligation():
            return Open.PAYABLE in outcomes
        case Gap(touches="forbid"):
            return Open.FORBIDDEN in outcomes and len(outcomes) > 1
        case Gap(touches="allow"):
            return Open.PAYABLE in outcomes and len(outcomes) > 1
        case Gap():
            return Open.PAYABLE in outcomes
        case _:
            assert_never(rule)
