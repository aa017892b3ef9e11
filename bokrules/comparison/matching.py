"""Which declaration of one edition is which of another: by name, by earlier name, by meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeAlias, TypeVar

from bokrules.comparison.meaning import Names, condition_form, identity
from bokrules.semantics.declared import Declared
from bokrules.semantics.policy import ClosedList

_Kind = TypeVar("_Kind", bound=Declared)
Pairs: TypeAlias = list[tuple[_Kind, _Kind]]


def matched(
    before: Sequence[_Kind], after: Sequence[_Kind], names: tuple[Names, Names]
) -> Pairs[_Kind]:
    """Pairs of declarations of one kind; `names` are those of the two sides.

    Each is in one pair at most. Several that could be meant are taken in the order of their names,
    those that say the same first; swapping the sides gives the same pairs.
    """

    def said_before(each: _Kind) -> Hashable:
        return identity(each, names[0])

    def said_after(each: _Kind) -> Hashable:
        return identity(each, names[1])

    def name_and_condition(each: _Kind) -> Hashable:
        return each.name, condition_form(each)

    def in_name(each: _Kind) -> Hashable:
        return each.name

    ways: tuple[Callable[[Sequence[_Kind], Sequence[_Kind]], Pairs[_Kind]], ...] = (
        lambda old, new: _equal(
            old, new, lambda e: (e.name, said_before(e)), lambda e: (e.name, said_after(e))
        ),
        lambda old, new: _equal(old, new, name_and_condition, name_and_condition),
        lambda old, new: [
            pair for pair in _equal(_alone(old), _alone(new), in_name, in_name) if _can_be(*pair)
        ],
        _formerly,
        lambda old, new: _equal(old, new, said_before, said_after),
    )
    pairs: Pairs[_Kind] = []
    for way in ways:
        pairs += way(_left(before, pairs, 0), _left(after, pairs, 1))
    return pairs


def _left(declared: Iterable[_Kind], pairs: Pairs[_Kind], side: int) -> list[_Kind]:
    """Those that are in no pair yet, in the order of their names."""
    taken = {id(pair[side]) for pair in pairs}
    return sorted((each for each in declared if id(each) not in taken), key=_place)


def _alone(declared: Sequence[_Kind]) -> list[_Kind]:
    """Those that share their name with no other, as closed lists of one dimension do."""
    names = Counter(each.name for each in declared)
    return [each for each in declared if names[each.name] == 1]


def _can_be(before: Declared, after: Declared) -> bool:
    """Closed lists are named for their dimension: those for other funds are other lists."""
    if not (isinstance(before, ClosedList) and isinstance(after, ClosedList)):
        return True
    old, new = ({term for each in e.selectors for term in each.terms} for e in (before, after))
    return not old or not new or bool(old & new)


def _place(declared: Declared) -> tuple[str, str, str]:
    return declared.name, declared.label.text, repr(declared.citations)


def _equal(
    before: Sequence[_Kind],
    after: Sequence[_Kind],
    key_before: Callable[[_Kind], Hashable],
    key_after: Callable[[_Kind], Hashable],
) -> Pairs[_Kind]:
    waiting: dict[Hashable, list[_Kind]] = {}
    for each in after:
        waiting.setdefault(key_after(each), []).append(each)
    found: Pairs[_Kind] = []
    for each in before:
        same = waiting.get(key_before(each))
        if same:
            found.append((each, same.pop(0)))
    return found


def _formerly(before: Sequence[_Kind], after: Sequence[_Kind]) -> Pairs[_Kind]:
    """One says that it was called, or was part of, the other."""
    found: Pairs[_Kind] = []
    taken: set[int] = set()
    for old in before:
        for new in after:
            if id(new) not in taken and (old.name in new.formerly or new.name in old.formerly):
                found.append((old, new))
                taken.add(id(new))
                break
    return found
