"""How an expense stands before its obligations are looked at: which outcomes are still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from bokrules.cells.formulas import FALSE, TRUE, TRUTHS, UNKNOWN, Node
from bokrules.cells.satisfying import Satisfying
from bokrules.semantics.outcomes import Outcome


class Open(StrEnum):
    """What may still come out. `silent`: no closed list is in force, nothing is allowed by name.

    Obligations tell allowed from conditional; here both are payable.
    """

    FORBIDDEN = "forbidden"
    UNLISTED = "unlisted"
    SILENT = "silent"
    PAYABLE = "payable"


Standing = frozenset[Open] | None
"""None: the edition does not govern the fund, and gives no answer."""

_OF_OUTCOME = {
    Outcome.FORBIDDEN: Open.FORBIDDEN,
    Outcome.UNLISTED: Open.UNLISTED,
    Outcome.UNDETERMINED: Open.SILENT,
    Outcome.CONDITIONAL: Open.PAYABLE,
    Outcome.ALLOWED: Open.PAYABLE,
}


def standing(nodes: Sequence[Node]) -> tuple[Standing] | None:
    """The standing that the nodes of a Permission lead to; None while it is not settled."""
    forbidden, refused, silent, governed = nodes
    if governed == FALSE:
        return (None,)
    if governed not in TRUTHS or forbidden not in TRUTHS:
        return None
    if forbidden == TRUE:
        return (frozenset({Open.FORBIDDEN}),)
    found = {Open.FORBIDDEN} if forbidden == UNKNOWN else set()
    if refused not in TRUTHS:
        return None
    if refused != FALSE:
        found.add(Open.UNLISTED)
    if refused == TRUE:
        return (frozenset(found),)
    if silent not in TRUTHS:
        return None
    if silent != FALSE:
        found.add(Open.SILENT)
    if silent != TRUE:
        found.add(Open.PAYABLE)
    return (frozenset(found),)


def payable(nodes: Sequence[Node]) -> bool | None:
    """Whether a payable outcome is open, from the nodes of a Permission; None if not settled."""
    *hindering, governed = nodes
    if governed == FALSE or TRUE in hindering:
        return False
    return True if all(each in TRUTHS for each in nodes) else None


def settled(nodes: Sequence[Node]) -> tuple[Node, Node, Node, Node]:
    """The nodes of a Permission, with a constant for each that cannot matter any more."""
    forbidden, refused, silent, governed = nodes
    if governed == FALSE:
        return FALSE, FALSE, FALSE, FALSE
    if forbidden == TRUE:
        return TRUE, FALSE, FALSE, governed
    return forbidden, refused, FALSE if refused == TRUE else silent, governed


def standing_nodes(
    nodes: Sequence[Node], search: Satisfying
) -> Iterator[tuple[frozenset[Open], Node]]:
    """Each standing that the nodes of a Permission may lead to, and the complete expenses with it.

    Stage by stage: certainly so, or only by a gap, or not.
    """
    *hindering, governed = nodes
    make = search.formulas
    stages = list(zip((Open.FORBIDDEN, Open.UNLISTED, Open.SILENT), hindering, strict=True))

    def after(
        stage: int, found: frozenset[Open], way: Node
    ) -> Iterator[tuple[frozenset[Open], Node]]:
        if way == FALSE:
            return
        if stage == len(stages):
            yield found | {Open.PAYABLE}, way
            return
        opened, node = stages[stage]
        certain, possible = search.certain(node), search.possible(node)
        none = make.negation(certain)
        if certain != possible:
            by_gap = make.conjunction([way, possible, none])
            yield from after(stage + 1, found | {opened}, by_gap)
            none = make.negation(possible)
        ends = make.conjunction([way, certain])
        if ends != FALSE:
            yield found | {opened}, ends
        yield from after(stage + 1, found, make.conjunction([way, none]))

    yield from after(0, frozenset(), search.certain(governed))


def payable_node(nodes: Sequence[Node], search: Satisfying) -> Node:
    """Where a payable outcome is open for a complete expense, from the nodes of a Permission."""
    *hindering, governed = nodes
    make = search.formulas
    hindered = [make.negation(search.certain(each)) for each in hindering]
    return make.conjunction([search.certain(governed), *hindered])


def differing(before: Sequence[Node], after: Sequence[Node], search: Satisfying) -> Iterator[Node]:
    """Nodes of which a complete expense makes one true, if and only if one stands otherwise.

    From the nodes of two Permissions that govern the same funds, stage by stage: where a node makes
    a difference all that came before it may be taken to be the same.
    """
    make = search.formulas
    reached = search.certain(before[-1])
    for one, other in zip(before[:-1], after[:-1], strict=True):
        for told in (search.certain, search.possible):
            first, second = told(one), told(other)
            if first != second:
                yield make.conjunction([reached, make.negation(first), second])
                yield make.conjunction([reached, first, make.negation(second)])
        reached = make.conjunction([reached, make.negation(search.certain(one))])


def standing_of(possible: frozenset[Outcome]) -> frozenset[Open]:
    """The same, from the outcomes that the reference leaves open."""
    return frozenset(_OF_OUTCOME[each] for each in possible)
