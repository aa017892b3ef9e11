"""A rule that can never apply."""

from __future__ import annotations

from datetime import date
from typing import cast

from bokrules.backends.decision import Facts
from bokrules.backends.reference import holds
from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import msg
from bokrules.evaluation.finder import Finder
from bokrules.evaluation.search import Test, effect_of
from bokrules.semantics import operators
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import ClosedList, Policy, Selective


def find_rules_that_never_apply(finder: Finder, out: Diagnostics) -> None:
    """Report every rule whose selection and condition no expense of the edition can meet.

    Funds that the edition does not govern, and days outside its force, do not count. What a
    prohibition's exceptions take back wholly never applies either.
    """
    for declared in finder.policy.declared:
        if isinstance(declared, Selective) and not _can_apply(declared, finder):
            name = declared.name
            out.warning(
                codes.NEVER_APPLIES,
                declared.span,
                msg(
                    "`{name}` can never apply",
                    name=f"tertutup {name}" if isinstance(declared, ClosedList) else name,
                ),
                msg("correct what it selects, or leave it out"),
            )


def _can_apply(rule: Selective, finder: Finder) -> bool:
    policy = finder.policy
    effect = effect_of(rule, policy)
    tests: list[Test] = [
        lambda facts: _is_governed(facts, policy),
        lambda facts: holds(effect, facts, policy),
    ]
    return finder.is_possible(tests, [effect], is_governed=True)


def _is_governed(facts: Facts, policy: Policy) -> Truth:
    """An expense of a fund that the edition governs, on a day when it is in force."""
    edition = policy.edition
    fund = cast("str | None", facts.get("dana"))
    if fund is not None and edition.funds:
        above = policy.vocabulary.taxonomies["dana"].above_or_same(fund)
        if not above & set(edition.funds):
            return False
    day = cast("date | None", facts.get("tanggal"))
    return day is None or operators.in_force(day, edition.first_day, edition.last_day)
