"""The rules of two editions side by side: what was added, removed, changed, renamed or moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bokrules.comparison.changes import RULE_KINDS, ChangeKind, RuleChange, WordChange
from bokrules.comparison.matching import matched
from bokrules.comparison.meaning import Names, changed_parts
from bokrules.comparison.related import OtherEdition
from bokrules.comparison.words import word_changes
from bokrules.semantics.allocation import Table, UnitKind
from bokrules.semantics.declared import Declared
from bokrules.semantics.policy import Permission, Policy


@dataclass(frozen=True, slots=True)
class RuleComparison:
    """All that is declared otherwise, in the order of the decrees; `unchanged` counts the rest."""

    changes: tuple[RuleChange, ...]
    words: tuple[WordChange, ...]
    unchanged: int

    @property
    def of_rules(self) -> tuple[RuleChange, ...]:
        """Without what is only said in other words."""
        return tuple(each for each in self.changes if each.change is not ChangeKind.REWORDED)

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        return {
            kind: sum(each.change is kind for each in self.changes)
            for kind in ChangeKind
            if any(each.change is kind for each in self.changes)
        }

    @property
    def is_empty(self) -> bool:
        """No rule and no word differs but in its wording."""
        reworded = all(each.change is ChangeKind.REWORDED for each in self.words)
        return not self.of_rules and reworded


def compare_rules(before: Policy, after: Policy) -> RuleComparison:
    """Rules are matched within their kind by name, by earlier name, then by equal meaning.

    They are compared by what they say: order, spelling, labels and notes are no change of a rule.
    """
    names = _names(before, after)
    others = OtherEdition(before), OtherEdition(after)
    changes: list[RuleChange] = []
    unchanged = 0
    for kind in RULE_KINDS:
        old, new = _of_kind(before, kind), _of_kind(after, kind)
        pairs = matched(old, new, names)
        for one, other in pairs:
            change = _change(one, other, names)
            if change is None:
                unchanged += 1
            else:
                changes.append(change)
        known = {id(each) for pair in pairs for each in pair}
        removed = [each for each in old if id(each) not in known]
        added = [each for each in new if id(each) not in known]
        changes += [_one_sided(each, ChangeKind.REMOVED, others[1]) for each in removed]
        changes += [_one_sided(each, ChangeKind.ADDED, others[0]) for each in added]
    in_order = sorted(changes, key=lambda each: _place(each, before, after))
    return RuleComparison(tuple(in_order), word_changes(before, after), unchanged)


def _of_kind(policy: Policy, kind: type[Declared]) -> list[Declared]:
    return [each for each in policy.declared if type(each) is kind]


def _names(before: Policy, after: Policy) -> tuple[Names, Names]:
    """What is referred to by name is compared under the name that it has in the edition after."""
    lists = frozenset(each.dimension for each in (*before.closed_lists, *after.closed_lists))
    plain = Names(lists)
    renamed = [_renamed(before, after, kind, plain) for kind in (Permission, Table, UnitKind)]
    return Names(lists, *renamed), plain


def _renamed(
    before: Policy, after: Policy, kind: type[Declared], names: Names
) -> Mapping[str, str]:
    pairs = matched(_of_kind(before, kind), _of_kind(after, kind), (names, names))
    return {old.name: new.name for old, new in pairs}


def _change(before: Declared, after: Declared, names: tuple[Names, Names]) -> RuleChange | None:
    parts = changed_parts(before, after, names)
    whole = RuleChange(
        kind=RULE_KINDS[type(after)],
        change=ChangeKind.CHANGED,
        before=before,
        after=after,
        parts=parts,
    )
    if parts:
        return whole
    for holds, change in (
        (whole.is_renamed, ChangeKind.RENAMED),
        (whole.is_moved, ChangeKind.MOVED),
        (whole.is_reworded, ChangeKind.REWORDED),
    ):
        if holds:
            return RuleChange(kind=whole.kind, change=change, before=before, after=after)
    return None


def _one_sided(declared: Declared, change: ChangeKind, other: OtherEdition) -> RuleChange:
    """What is added or removed; not comparable where only a gap of the other side speaks of it."""
    related, gaps = other.related(declared), other.gaps(declared)
    is_open = bool(gaps) and not related
    return RuleChange(
        kind=RULE_KINDS[type(declared)],
        change=ChangeKind.NOT_COMPARABLE if is_open else change,
        before=declared if change is ChangeKind.REMOVED else None,
        after=declared if change is ChangeKind.ADDED else None,
        related=related,
        hidden_by=gaps,
    )


_KINDS: Sequence[str] = list(RULE_KINDS.values())
_CHANGES = list(ChangeKind)


def _place(
    change: RuleChange, before: Policy, after: Policy
) -> tuple[int, int, int, tuple[int, str]]:
    """By kind, then by what became of it, then in the order of the decree that has it."""
    policy = before if change.after is None else after
    side = 0 if change.after is None else 1
    return (
        _KINDS.index(change.kind),
        _CHANGES.index(change.change),
        side,
        policy.place(change.declared),
    )
