"""What another edition says on the matter of a rule that it does not have."""

from __future__ import annotations

from collections.abc import Collection

from bokrules.comparison.changes import RULE_KINDS, RuleKind
from bokrules.semantics.declared import Declared, Selective
from bokrules.semantics.policy import Gap, Permission, Policy, Prohibition, Touched
from bokrules.semantics.vocabulary import Taxonomy

_ON_EXPENSES = (Permission, Prohibition)
_MATTERS = ("belanja", "kegiatan")


def related_in(policy: Policy, declared: Declared) -> tuple[Declared, ...]:
    """Permissions and prohibitions on some of the same expenses, in the decree's order.

    Where there are none: the closed lists that such an expense would have to stand on. Only of
    permissions and prohibitions; nothing is related to any other kind.
    """
    if not isinstance(declared, _ON_EXPENSES):
        return ()
    about = _selected(declared)
    rules = [each for each in policy.declared if isinstance(each, _ON_EXPENSES)]
    found: list[Declared] = [each for each in rules if _meet(about, _selected(each), policy)]
    if not found:
        found += [each for each in policy.closed_lists if each.dimension in about]
    return tuple(sorted(found, key=policy.place))


def gaps_in(policy: Policy, declared: Declared) -> tuple[Gap, ...]:
    """The gaps that may hide such a declaration, in the decree's order.

    One that is about no expense in particular hides anything only in a partial edition: of a
    complete one it names a matter of its own.
    """
    touched = _TOUCHED.get(RULE_KINDS[type(declared)], ())
    about = _selected(declared)
    found = [
        each
        for each in policy.gaps
        if each.touches in touched
        and (_reaches(each, about, policy) if _selected(each) else policy.edition.partial)
    ]
    return tuple(sorted(found, key=policy.place))


def _reaches(gap: Gap, about: dict[str, frozenset[str]], policy: Policy) -> bool:
    return not about or _meet(about, _selected(gap), policy)


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


def _selected(declared: Declared) -> dict[str, frozenset[str]]:
    if not isinstance(declared, Selective):
        return {}
    return {
        each.dimension: frozenset(each.terms)
        for each in declared.selectors
        if each.dimension in _MATTERS
    }


def _meet(
    about: dict[str, frozenset[str]], other: dict[str, frozenset[str]], policy: Policy
) -> bool:
    """Both select on a dimension, and on every such dimension some term lies below both."""
    shared = set(about) & set(other)
    return bool(shared) and all(
        _overlap(about[each], other[each], policy.vocabulary.taxonomies[each]) for each in shared
    )


def _overlap(terms: Collection[str], others: Collection[str], taxonomy: Taxonomy) -> bool:
    return bool(_below(terms, taxonomy) & _below(others, taxonomy))


def _below(terms: Collection[str], taxonomy: Taxonomy) -> frozenset[str]:
    known = [each for each in terms if each in taxonomy]
    return frozenset[str]().union(*(taxonomy.below_or_same(each) for each in known))
