"""What would have to be different for an expense to be payable, and what asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from bokrules.backends.decision import Facts, Value
from bokrules.backends.reference import holds
from bokrules.base.messages import current_language
from bokrules.evaluation.citing import citation_text, first_page
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Declared, Gap, Policy


class Kind(StrEnum):
    """What a change is, the most welcome first."""

    DOCUMENT = "document"
    TAX = "tax"
    STAMP = "stamp"
    SUPPLIED = "supplied"
    """A fact that is missing, or said too generally, is told."""
    CHANGED = "changed"


class Answer(StrEnum):
    """`within`: the expense stays what it is. `another`: only another expense is payable.

    `gap`: no change makes it certain, for the sources do not say. `open`: not analysed, for it
    rests on comparisons of several facts.
    """

    ALREADY = "already"
    WITHIN = "within"
    ANOTHER = "another"
    NONE = "none"
    GAP = "gap"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that asks for a change, or that allows the expense only with it."""

    rule: str
    label: str
    citation: str
    page: int | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that is different: of `fact`, by its Indonesian name.

    `value` is the document or the amount of the `tax`, else the new value, the nearest that does;
    `between` are the ends of the amounts that do as well, `also` the terms that do.
    """

    kind: Kind
    fact: str
    value: Value
    before: Value | None = None
    tax: str | None = None
    between: tuple[Any, Any] | None = None
    also: tuple[str, ...] = ()
    without: Verdict = field(repr=False, compare=False)
    """What is said of the expense if everything but this is changed."""
    changed: Verdict = field(repr=False, compare=False)

    @property
    def asked_by(self) -> tuple[Reason, ...]:
        """What stands against the expense without the change, and what allows it with the change.

        Labels and citations are in the current language.
        """
        if self.without.outcome is Outcome.ALLOWED:  # a date is told that selects the text
            return ()
        found = [Reason(each.rule, each.label, each.citation, each.page) for each in self._against]
        named = {each.rule for each in found}
        if self.without.outcome is not Outcome.CONDITIONAL:
            found += [
                Reason(each.rule, each.label, each.citation, each.page)
                for each in self.changed.basis
                if each.rule not in named and not self._allows_without(each.rule)
            ]
        return tuple(found)

    def _allows_without(self, name: str) -> bool:
        policy = self.without.policy
        condition = policy.permission_by_name[name].condition
        return holds(condition, self.without.facts, policy) is True

    @property
    def _against(self) -> tuple[Any, ...]:
        if self.without.outcome is Outcome.CONDITIONAL:
            return tuple(each for each in self.without.obligations if each.state is not State.MET)
        return self.without.basis


@dataclass(frozen=True, kw_only=True)
class Solution:
    """Changes that together make an expense payable, and the expense with all of them."""

    changes: tuple[Change, ...]
    verdict: Verdict = field(repr=False, compare=False)

    @property
    def facts(self) -> Facts:
        return self.verdict.facts

    @property
    def changes_a_fact(self) -> bool:
        """Whether something that was said of the expense is to be otherwise."""
        return any(each.kind is Kind.CHANGED for each in self.changes)


@dataclass(frozen=True, kw_only=True)
class Nearest:
    """The smallest changes; `solutions` are the first few of `count` that are equally small.

    With `gaps` they are what has to be changed besides. `kept` are the smallest that only add,
    where each of `solutions` changes a fact. `is_proved`: nothing smaller does, for certain.
    """

    answer: Answer
    verdict: Verdict
    """What is said of the expense as it is."""
    solutions: tuple[Solution, ...] = ()
    count: int = 0
    kept: tuple[Solution, ...] = ()
    gaps: tuple[Gap, ...] = ()
    is_proved: bool = True

    @property
    def policy(self) -> Policy:
        return self.verdict.policy

    @property
    def size(self) -> int | None:
        """How many changes it takes; None where none do."""
        return len(self.solutions[0].changes) if self.solutions else None

    @cached_property
    def gap_reasons(self) -> tuple[Reason, ...]:
        return tuple(reason_of(each, self.policy) for each in self.gaps)


def reason_of(declared: Declared, policy: Policy) -> Reason:
    return Reason(
        declared.name,
        declared.label.in_language(current_language()),
        citation_text(declared.citations, policy),
        first_page(declared.citations, policy),
    )
