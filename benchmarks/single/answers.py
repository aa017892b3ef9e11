"""An answer as every contestant gives it, and the reference's answers to compare with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple, cast

from benchmarks.single.expenses import Expense
from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.semantics.policy import Policy, Selective


class Answer(NamedTuple):
    """The outcome, the names of the rules that decided, and the API names of missing facts."""

    outcome: str
    basis: tuple[str, ...]
    missing: tuple[str, ...]


def reference_answer(facts: Facts, policy: Policy) -> Answer:
    decision = reference.decide(facts, policy)
    missing = policy.vocabulary.aliases(decision.missing)
    return Answer(decision.outcome.value, decision.basis, missing)


class Reference:
    """The reference interpreter's answers.

    A rule that is false whatever else is known decides nothing, and most of many rules are so for
    one expense type and activity. They are left out: the interpreter tries every rule it is given.
    """

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._alive: dict[tuple[str, object], frozenset[str]] = {}
        self._of_type: dict[object, dict[str, tuple[Selective, ...]]] = {}

    def answer(self, expense: Expense) -> Answer:
        facts = expense.facts(self.policy)
        return reference_answer(facts, self._about(facts))

    def _about(self, facts: Facts) -> Policy:
        term = facts.get("belanja")
        if term not in self._of_type:
            alive = self._alive_with("belanja", term)
            self._of_type[term] = {
                part: tuple(each for each in getattr(self.policy, part) if each.name in alive)
                for part in _RULES
            }
        alive = self._alive_with("kegiatan", facts.get("kegiatan"))
        kept: dict[str, Any] = {
            part: tuple(each for each in rules if each.name in alive)
            for part, rules in self._of_type[term].items()
        }
        found = replace(self.policy, **kept)
        found.__dict__["permission_by_name"] = self.policy.permission_by_name
        found.__dict__["_clause_place"] = self.policy._clause_place
        return found

    def _alive_with(self, name: str, value: object) -> frozenset[str]:
        """The rules that are not false already where this one fact is known."""
        if (name, value) not in self._alive:
            facts = cast("Facts", {} if value is None else {name: value})
            self._alive[name, value] = frozenset(
                each.name
                for part in _RULES
                for each in getattr(self.policy, part)
                if reference.holds(each.condition, facts, self.policy) is not False
            )
        return self._alive[name, value]


_RULES = ("permissions", "prohibitions", "obligations", "gaps", "limits")


def answer_of(given: Any) -> Answer:
    """From a list or tuple of three; an outcome may be an enumeration's member."""
    outcome, basis, missing = given
    return Answer(getattr(outcome, "value", outcome), tuple(basis), tuple(missing))
