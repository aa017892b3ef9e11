"""An expense type that no rule mentions."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.semantics.expressions import memberships_of
from bokrules.semantics.policy import Must, Obligation, Policy, Selective

_DIMENSION = "belanja"


def find_unmentioned_expense_types(
    policies: Sequence[Policy], own: Container[str], out: Diagnostics
) -> None:
    """Report every expense type of the files `own` of which no text of `policies` says anything.

    A rule that selects what lies above or below it mentions it too. So does an example: its author
    has shown what becomes of a type that no list names.
    """
    mentioned = {name for policy in policies for name in _mentioned(policy)}
    for policy in policies:
        for term in policy.vocabulary.taxonomies[_DIMENSION].terms.values():
            if term.name not in mentioned and term.span.file in own:
                out.warning(
                    codes.UNMENTIONED_EXPENSE_TYPE,
                    term.span,
                    msg("no rule and no example mentions `belanja {name}`", name=term.name),
                    msg("write the rule, or a `contoh` that shows what becomes of it"),
                )


def _mentioned(policy: Policy) -> Iterator[str]:
    taxonomy = policy.vocabulary.taxonomies[_DIMENSION]
    for name in set(_selected(policy)):
        yield from taxonomy.above_or_same(name)
        yield from taxonomy.below_or_same(name)
    for example in policy.examples:
        given = example.given.get(_DIMENSION)
        if isinstance(given, str):
            yield given


def _selected(policy: Policy) -> Iterator[str]:
    for each in policy.declared:
        conditions = [each.condition] if isinstance(each, Selective) else []
        if isinstance(each, Obligation):
            conditions += [r.condition for r in each.requirements if isinstance(r, Must)]
        for condition in conditions:
            for test in memberships_of(condition):
                if policy.vocabulary.facts[test.field].type.of == _DIMENSION:
                    yield test.term
