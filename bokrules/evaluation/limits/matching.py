"""Finds the groups that may be the same as another, without comparing it with all of them."""

from __future__ import annotations

from collections.abc import Iterable

from bokrules.evaluation.limits.lines import Group, Key

_Shape = tuple[bool, ...]
"""Which parts of a group are known."""


class Matching:
    """Groups, each once, by what is known of them."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._by_shape: dict[_Shape, list[Group]] = {}
        for each in dict.fromkeys(groups):
            self._by_shape.setdefault(_shape(each), []).append(each)
        self._indexes: dict[tuple[_Shape, _Shape], dict[tuple[Key, ...], list[Group]]] = {}

    def of(self, group: Group) -> list[Group]:
        """Those of which nothing that is known differs from `group`; itself too, if it is here."""
        mine = _shape(group)
        found: list[Group] = []
        for shape in self._by_shape:
            both = tuple(a and b for a, b in zip(mine, shape, strict=True))
            found += self._index(shape, both).get(_parts(group, both), ())
        return found

    def _index(self, shape: _Shape, both: _Shape) -> dict[tuple[Key, ...], list[Group]]:
        """The groups of one shape, by the parts that another shape knows too."""
        if (shape, both) not in self._indexes:
            index: dict[tuple[Key, ...], list[Group]] = {}
            for each in self._by_shape[shape]:
                index.setdefault(_parts(each, both), []).append(each)
            self._indexes[shape, both] = index
        return self._indexes[shape, both]


def _shape(group: Group) -> _Shape:
    return tuple(each is not None for each in group.parts)


def _parts(group: Group, wanted: _Shape) -> tuple[Key, ...]:
    return tuple(part for part, is_wanted in zip(group.parts, wanted, strict=True) if is_wanted)
