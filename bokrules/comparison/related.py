"""What another edition says on the matter of a rule that it does not have."""

from __future__ import annotations

from collections.abc import Mapping

from bokrules.comparison.changes import RULE_KINDS, RuleKind
from bokrules.semantics.declared import Declared, Selective
from bokrules.semantics.policy import Gap, Permission, Policy, Prohibition, Touched

_ON_EXPENSES = (Permission, Prohibition)
_MATTERS = ("belanja", "kegiatan")
_FUND = "dana"
Matter = Mapping[str, frozenset[str]]
"""By dimension, the terms that a declaration selects and all below them; none: any term."""


class OtherEdition:
    """The rules of an edition, found by what they are about."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._below: dict[tuple[str, str], frozenset[str]] = {}
        self._rules = [each for each in policy.declared if isinstance(each, _ON_EXPENSES)]
        self._with: dict[tuple[str, str], set[int]] = {}
        """The rules that select a term of a dimension, or one above it."""
        self._selecting: dict[str, set[int]] = {each: set() for each in (*_MATTERS, _FUND)}
        for place, rule in enumerate(self._rules):
            for dimension, terms in self.matter(rule).items():
                self._selecting[dimension].add(place)
                for term in terms:
                    self._with.setdefault((dimension, term), set()).add(place)

    def related(self, declared: Declared) -> tuple[Declared, ...]:
        """Permissions and prohibitions on some of the same expenses, in the decree's order.

        Where there are none: the closed lists that such an expense would have to stand on. Only of
        permissions and prohibitions; nothing is related to any other kind.
        """
        if not isinstance(declared, _ON_EXPENSES):
            return ()
        about = self.matter(declared)
        places = self._meeting(about)
        if places:
            return tuple(self._rules[each] for each in sorted(places))
        return tuple(
            each
            for each in self._policy.closed_lists
            if each.dimension in about and _can_meet(about, self.matter(each))
        )

    def gaps(self, declared: Declared) -> tuple[Gap, ...]:
        """The gaps that may hide such a declaration, in the decree's order.

        One that is about no expense in particular hides anything only in a partial edition: of a
        complete one it names a matter of its own.
        """
        touched = _TOUCHED.get(RULE_KINDS[type(declared)], ())
        about = self.matter(declared)
        found = [
            each
            for each in self._policy.gaps
            if each.touches in touched and self._may_hide(each, about)
        ]
        return tuple(sorted(found, key=self._policy.place))

    def matter(self, declared: Declared) -> Matter:
        """What a declaration, of this edition or of another, is about, without unknown words."""
        if not isinstance(declared, Selective):
            return {}
        return {
            each.dimension: frozenset[str]().union(
                *(self._below_or_same(each.dimension, term) for term in each.terms)
            )
            for each in declared.selectors
        }

    def _below_or_same(self, dimension: str, term: str) -> frozenset[str]:
        key = dimension, term
        if key not in self._below:
            self._below[key] = self._policy.vocabulary.taxonomies[dimension].below_or_same(term)
        return self._below[key]

    def _meeting(self, about: Matter) -> set[int]:
        """The rules on some of the same expense types or activities, unless for other funds."""
        found: set[int] = set()
        excluded: set[int] = set()
        for dimension, terms in about.items():
            meeting = set[int]().union(*(self._with.get((dimension, e), ()) for e in terms))
            excluded |= self._selecting[dimension] - meeting
            if dimension in _MATTERS:
                found |= meeting
        return found - excluded

    def _may_hide(self, gap: Gap, about: Matter) -> bool:
        own = self.matter(gap)
        if not own:
            return self._policy.edition.partial
        named, meant = set(own) & set(_MATTERS), set(about) & set(_MATTERS)
        return _can_meet(about, own) and (not named or not meant or bool(named & meant))


def _can_meet(about: Matter, other: Matter) -> bool:
    """No dimension that both select on keeps them apart."""
    return all(about[each] & other[each] for each in set(about) & set(other))


_TOUCHED: dict[RuleKind, tuple[Touched, ...]] = {
    "close": ("allow", "forbid"),
    "allow": ("allow", "forbid"),
    "forbid": ("forbid",),
    "require": ("require",),
    "limit": ("limit",),
    "duty": ("duty",),
    "recipients": ("recipients",),
    "target": ("target",),
    "unit": ("formula",),
    "table": ("formula",),
    "formula": ("formula",),
}
