"""How an expense stands before its obligations are looked at: which outcomes are still open."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bokrules.cells.formulas import FALSE, TRUE, TRUTHS, UNKNOWN, Node
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


def standing_of(possible: frozenset[Outcome]) -> frozenset[Open]:
    """The same, from the outcomes that the reference leaves open."""
    return frozenset(_OF_OUTCOME[each] for each in possible)
