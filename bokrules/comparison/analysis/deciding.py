"""The rules that decide in a region: in its basis for one complete expense, or for every one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from bokrules.cells.diagrams import Diagrams
from bokrules.cells.formulas import FALSE, TRUE, TRUTHS, Node
from bokrules.cells.standing import Open, standing
from bokrules.comparison.analysis.space import Space, reached
from bokrules.evaluation.search import effect_of
from bokrules.semantics.policy import ClosedList, Gap, Obligation, Permission, Prohibition

Deciding = Permission | Prohibition | ClosedList | Gap | Obligation
_Decides = tuple[bool, ...]
"""Whether a rule decides; empty outside of the region."""


def deciding_in(region: Node, rules: Iterable[Deciding], space: Space) -> Mapping[str, bool]:
    """By name the rules that decide for some expense of the region: whether for every one."""
    found: dict[str, bool] = {}
    for rule in rules:
        everywhere = _decides_in(region, rule, space)
        if everywhere is not None:
            found[rule.name] = found.get(rule.name, False) or everywhere
    return found


def alone_or_all(deciding: Mapping[str, bool]) -> tuple[str, ...]:
    """The first rule that decides everywhere, else all of them."""
    alone = [name for name, everywhere in deciding.items() if everywhere]
    return tuple(alone[:1] or deciding)


def effect_node(rule: Deciding, space: Space) -> Node:
    """Where a rule has its effect; of a closed list, where it refuses."""
    if isinstance(rule, ClosedList):
        return space.permission_in(replace(space.policy, closed_lists=(rule,))).refused
    return space.conditions.node(effect_of(rule, space.policy))


def _decides_in(region: Node, rule: Deciding, space: Space) -> bool | None:
    """None where it decides nowhere, for certain at least."""
    own = effect_node(rule, space)
    formulas = space.conditions.formulas
    governed = formulas.conjunction([region, space.permission.governed])

    def decides(nodes: Sequence[Node]) -> _Decides | None:
        within, effect, *permission = nodes
        if within == FALSE:
            return ()
        if within not in TRUTHS or effect not in TRUTHS:
            return None
        if within != TRUE or effect != TRUE:
            return (False,) if within == TRUE else ()
        settled = standing(permission)
        if settled is None:
            return None
        return (settled[0] is not None and _is_basis(rule, settled[0]),)

    diagrams: Diagrams[_Decides] = Diagrams(formulas)
    root = diagrams.build((governed, own, *space.permission.nodes), decides)
    complete = diagrams.complete(root, ())
    if reached(diagrams, complete, lambda each: each == (True,)) is not True:
        return None
    return reached(diagrams, complete, lambda each: each == (False,)) is False


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
