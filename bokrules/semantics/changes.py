"""What an amendment changes: the declarations of two texts, compared by kind and name."""

from __future__ import annotations

from dataclasses import dataclass

from bokrules.semantics.declared import Declared
from bokrules.semantics.policy import ClosedList, Policy

Key = tuple[type[Declared], str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Changes:
    """`repealed` are declarations of the earlier text, the others of the later one."""

    added: tuple[Declared, ...]
    replaced: tuple[Declared, ...]
    repealed: tuple[Declared, ...]


def changes_between(before: Policy, after: Policy) -> Changes:
    """In the decree's order."""
    old = {_key(each): each for each in before.declared}
    new = {_key(each): each for each in after.declared}
    return Changes(
        tuple(each for key, each in new.items() if key not in old),
        tuple(each for key, each in new.items() if key in old and each != old[key]),
        tuple(each for key, each in old.items() if key not in new),
    )


def _key(declared: Declared) -> Key:
    """Closed lists of one dimension share their name, and differ in the funds."""
    funds: tuple[str, ...] = ()
    if isinstance(declared, ClosedList):
        funds = tuple(term for each in declared.selectors for term in each.terms)
    return type(declared), declared.name, funds
