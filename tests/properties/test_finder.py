"""Decision diagrams change how soon a search ends, never what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings

from bokrules.backends.decision import Facts
from bokrules.base.diagnostics import Diagnostic, Diagnostics
from bokrules.evaluation.finder import Finder
from bokrules.evaluation.lints.conflict import find_conflicts
from bokrules.evaluation.lints.covered_rule import find_covered_rules
from bokrules.evaluation.lints.idle_exception import find_idle_exceptions
from bokrules.evaluation.lints.never_applies import find_rules_that_never_apply
from bokrules.evaluation.search import Test, find_facts
from bokrules.semantics.expressions import Expression
from bokrules.semantics.policy import Policy, Selective
from tests.properties.drafts import Draft, compile_files
from tests.properties.generators import Generated, generated


class Plain(Finder):
    """The search alone, to its end."""

    def find(
        self,
        tests: Sequence[Test],
        conditions: Sequence[Expression],
        *,
        is_governed: bool = False,  # noqa: ARG002
    ) -> Facts | None:
        return find_facts(tests, conditions, self.policy)

    def may_meet(self, rule: Selective, other: Selective) -> bool:  # noqa: ARG002
        return True


def found(finder: Finder) -> list[Diagnostic]:
    out = Diagnostics()
    find_conflicts(finder, out)
    find_idle_exceptions(finder, out)
    find_rules_that_never_apply(finder, out)
    find_covered_rules(finder, out)
    return list(out)


def without_exceptions(draft: Draft) -> Policy:
    """It has the conflicts that the exceptions kept away."""
    bare = replace(draft, rules=tuple(replace(each, exceptions=()) for each in draft.rules))
    policy, out = compile_files([bare.declarations], may_conflict=True)
    assert policy is not None, [str(each.message) for each in out]
    return policy


@settings(max_examples=40)
@given(generated())
def test_the_same_is_found(drawn: Generated) -> None:
    """With the policy's exceptions and without; by diagrams after a short search, and at once."""
    governed = replace(drawn.policy.edition, funds=("d0",))
    for policy in (
        drawn.policy,
        replace(drawn.policy, edition=governed),
        without_exceptions(drawn.draft),
    ):
        expected = found(Plain(policy))
        assert found(Finder(policy)) == expected
        assert found(Finder(policy, short=0)) == expected
