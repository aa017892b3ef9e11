"""The words that all views of a difference share."""

from __future__ import annotations

from bokrules.base.messages import Message, msg
from bokrules.comparison.changes import ChangeKind
from bokrules.comparison.difference import Difference
from bokrules.comparison.fiscal import Cause, Step
from bokrules.comparison.ledger import RowChange
from bokrules.semantics.policy import Policy

CHANGES: dict[ChangeKind, Message] = {
    ChangeKind.ADDED: msg("added"),
    ChangeKind.REMOVED: msg("removed"),
    ChangeKind.CHANGED: msg("changed"),
    ChangeKind.RENAMED: msg("renamed"),
    ChangeKind.MOVED: msg("moved"),
    ChangeKind.NOT_COMPARABLE: msg("not comparable"),
    ChangeKind.REWORDED: msg("only reworded"),
}
ROWS: dict[RowChange, Message] = {
    RowChange.SAME: msg("the same"),
    RowChange.CHANGED: msg("changed"),
    RowChange.NOT_COMPARABLE: msg("not comparable, for a gap in the sources"),
    RowChange.UNDECIDED: msg("undecided, for want of facts"),
}
CAUSES: dict[Cause, Message] = {
    Cause.CEILING: msg("ceiling, or another input in rupiah"),
    Cause.COUNT: msg("count, or another input"),
    Cause.TABLE: msg("table"),
    Cause.FORMULA: msg("formula"),
}


def side_names(difference: Difference) -> tuple[str, str]:
    """The ids of the editions; of two texts of one id which is which."""
    before, after = difference.before.edition.id, difference.after.edition.id
    if before == after:
        return (
            msg("{edition} (before)", edition=before).text(),
            msg("{edition} (after)", edition=after).text(),
        )
    return before, after


def side_name(policy: Policy, difference: Difference) -> str:
    return side_names(difference)[0 if policy is difference.before else 1]


def change_words(change: ChangeKind, difference: Difference, *, by_side: bool) -> str:
    """What became of it; `by_side` says of what only one edition has which one, not that it was
    added or removed: that an edition is silent is no repeal.
    """
    before, after = side_names(difference)
    sides = {ChangeKind.REMOVED: before, ChangeKind.ADDED: after}
    if by_side and change in sides:
        return msg("only in {edition}", edition=sides[change]).text()
    return CHANGES[change].text()


def title(difference: Difference) -> Message:
    before, after = side_names(difference)
    return msg("What changes: {before} → {after}", before=before, after=after)


def step_name(step: Step) -> str:
    return f"{CAUSES[step.cause]}: {step.name}"
