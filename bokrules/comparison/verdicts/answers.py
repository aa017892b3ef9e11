"""How two sides answer together: both standings, or on which side something is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bokrules.cells.formulas import TRUE, TRUTHS, Node
from bokrules.cells.questions import Nodes
from bokrules.cells.satisfying import Satisfying
from bokrules.cells.standing import (
    Standing,
    payable,
    payable_node,
    settled,
    standing,
    standing_nodes,
)
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Gap, Policy

Pair = tuple[Standing, Standing]
SAME: Pair = (None, None)
AskedWhen = tuple[Truth, Truth, bool]
"""Whether it is asked for, before and after; and whether the side that does not ask yet may."""
ALIKE: AskedWhen = (None, None, False)


def both_settled(nodes: Sequence[Node]) -> Nodes:
    """Both sides with constants for what cannot matter any more."""
    return *settled(nodes[:4]), *settled(nodes[4:8]), *nodes[8:]


def pair_of(nodes: Nodes) -> Pair | None:
    """Both standings; of what is the same on both sides only that it is the same."""
    if nodes[:4] == nodes[4:]:
        return SAME
    first, second = standing(nodes[:4]), standing(nodes[4:])
    if first is None or second is None:
        return None
    return SAME if first == second else (first[0], second[0])


def differs(pair: Pair) -> bool:
    before, after = pair
    return before is not None and after is not None and before != after


def pairs_in(nodes: Nodes, search: Satisfying) -> Iterator[tuple[Pair, Node]]:
    """Two standings that are not the same, and where complete expenses have them."""
    make = search.formulas
    after = list(standing_nodes(nodes[4:], search))
    for one, when in standing_nodes(nodes[:4], search):
        for other, then in after:
            if one != other:
                yield (one, other), make.conjunction([when, then])


def hiding_in(policy: Policy) -> list[Gap]:
    """The gaps that leave open what else is asked for."""
    return [each for each in policy.gaps if each.touches == "require"]


def askings_in(nodes: Nodes, search: Satisfying) -> Iterator[tuple[AskedWhen, Node]]:
    """Asked for on one side only, and where complete expenses are that both sides pay."""
    make = search.formulas
    paying = payable_node(nodes[:4], search), payable_node(nodes[4:8], search)
    before, after, *hiding = nodes[8:]
    for asking, other, hidden, is_added in (
        (before, after, hiding[1], False),
        (after, before, hiding[0], True),
    ):
        for is_hidden in (False, True):
            may = hidden if is_hidden else make.negation(hidden)
            where = make.conjunction([*paying, asking, make.negation(other), may])
            yield (not is_added, is_added, is_hidden), where


def is_asked_apart(when: AskedWhen) -> bool:
    return when[0] != when[1]


def asked_when(nodes: Nodes) -> AskedWhen | None:
    """When it is asked for on either side; alike also where one side does not pay."""
    before, after, *hiding = nodes[8:]
    if before == after:
        return ALIKE
    paying = payable(nodes[:4]), payable(nodes[4:8])
    if False in paying:
        return ALIKE
    if None in paying or before not in TRUTHS or after not in TRUTHS:
        return None
    hidden = hiding[1 if before == TRUE else 0]
    return (TRUTHS[before], TRUTHS[after], hidden == TRUE) if hidden in TRUTHS else None
