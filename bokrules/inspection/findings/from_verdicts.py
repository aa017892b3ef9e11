"""What the verdicts on single expenses say, as findings.

An expense that cannot be paid is in one finding of `refused_expense`, with all of it, and in none
of `unmet_obligation`. So the amounts of `refused_expense` and those of `unmet_obligation` that are
about money due (taxes, stamps) together are the `questioned_amount` of the check, where it knows
every amount. The amounts of `unmet_obligation` that are about proof are its `unsupported_amount`
less that of the refused expenses: an expense is in one of them only, whatever many rules ask for
the proof. What is outside the plan or above a unit cost is in neither of the two sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bokrules.base.messages import Message, current_language
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.inspection.findings.finding import Criterion
from bokrules.inspection.findings.wording import listed
from bokrules.semantics.policy import Declared, Policy

_D = TypeVar("_D", bound=Declared)


def declared(policy: Policy, names: Sequence[str], *kinds: type[_D]) -> list[_D]:
    """The declarations of some kinds, in the order of the decree."""
    found = [each for name in names for each in policy.by_name.get(name, [])]
    return sorted((each for each in found if isinstance(each, kinds)), key=policy.place)


def labels(rules: Sequence[Declared]) -> Message | str:
    return listed([each.label.in_language(current_language()) for each in rules])


def criterion(rules: Sequence[Declared], policy: Policy) -> Criterion:
    citations = tuple(dict.fromkeys(each for rule in rules for each in rule.citations))
    return Criterion(labels(rules), citation_text(citations, policy), first_page(citations, policy))
