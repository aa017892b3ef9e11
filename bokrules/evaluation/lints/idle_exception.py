"""An exception that can never apply."""

from __future__ import annotations

from bokrules.backends.reference import holds
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.evaluation.finder import Finder
from bokrules.evaluation.search import Test
from bokrules.semantics.policy import Gap, Permission, Prohibition, Selective


def find_idle_exceptions(finder: Finder, out: Diagnostics) -> None:
    """Report every `kecuali` whose permission never meets the prohibition, or the gap."""
    policy = finder.policy
    named: list[tuple[str, Prohibition | Gap]] = [("larang", each) for each in policy.prohibitions]
    named += [("celah", each) for each in policy.gaps]
    for word, rule in named:
        for name in rule.exceptions:
            if not _meet(rule, policy.permission_by_name[name], finder):
                out.error(
                    codes.EXCEPTION_NEVER_APPLIES,
                    rule.place_of(name),
                    msg(
                        "the exception `{b}` of `{a}` can never apply",
                        a=f"{word} {rule.name}",
                        b=name,
                    ),
                    msg("leave it out, or correct what one of the two selects"),
                )


def _meet(rule: Selective, permission: Permission, finder: Finder) -> bool:
    policy = finder.policy
    conditions = [rule.condition, permission.condition]
    tests: list[Test] = [
        lambda facts: holds(rule.condition, facts, policy),
        lambda facts: holds(permission.condition, facts, policy),
    ]
    if not finder.may_meet(rule, permission):
        return False
    guess = finder.first_guess(rule, permission)
    return all(test(guess) for test in tests) or finder.is_possible(tests, conditions)
