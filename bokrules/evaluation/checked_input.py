"""Expenses checked fast: plain dicts with the usual values; all else goes the way of `to_facts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from bokrules.backends.decision import Facts, Value
from bokrules.backends.to_python.checks import Check, How
from bokrules.backends.to_python.values import Refused
from bokrules.base.errors import InvalidValue
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.evaluation.expense import (
    MOST_COUNTED,
    Expense,
    is_governed,
    to_date,
    to_facts,
    to_number,
)
from bokrules.semantics.policy import Policy
from bokrules.semantics.vocabulary import Fact

MOST_REMEMBERED = 4096
"""Written days, numbers, lists of documents: of each so many."""


class InputCheck:
    """Checks expenses against one policy's vocabulary; what is no plain case is left to `to_facts`.

    So every error, and every odd value that is welcome all the same, is dealt with in one place.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        reading = _Reading(policy)
        self.checks: dict[str, Check] = {
            name: _check_of(fact, policy, reading)
            for name, fact in policy.vocabulary.by_any_name.items()
        }
        """By API names and by Indonesian ones."""
        self.facts_of: Callable[[Mapping[str, object]], Facts] = self._made()

    def _made(self) -> Callable[[Mapping[str, object]], Facts]:
        policy, checks = self._policy, self.checks
        fields = {name: (c.fact, c.how, c.limit, c.read) for name, c in checks.items()}
        # Faster than to ask the class for its members.
        one_of, whole, yes_no = How.ONE_OF, How.WHOLE, How.YES_NO

        def facts_of(expense: Mapping[str, Any]) -> Facts:
            """As `to_facts`. Raises UnknownField, UnknownValue or InvalidValue."""
            if type(expense) is not dict:
                if type(expense) is not Expense:
                    return to_facts(expense, policy)
                expense = dict(expense)
            facts: dict[str, Value] = {}
            try:
                for name, given in expense.items():
                    fact, how, limit, read = fields[name]
                    if given is None:
                        continue
                    if how is one_of:
                        if given not in limit:
                            return to_facts(expense, policy)
                    elif how is whole:
                        if type(given) is not int or not 0 <= given <= limit:
                            return to_facts(expense, policy)
                    elif how is yes_no:
                        if given is not True and given is not False:
                            return to_facts(expense, policy)
                    elif type(given) is not limit:
                        facts[fact] = read(given)
                        continue
                    facts[fact] = given
            except (KeyError, TypeError, Refused, InvalidValue):
                return to_facts(expense, policy)
            if len(facts) != len(expense) and _named_twice(expense, checks):
                return to_facts(expense, policy)
            return facts

        return facts_of


def _check_of(fact: Fact, policy: Policy, reading: _Reading) -> Check:
    vocabulary, kind = policy.vocabulary, fact.type.kind
    match kind:
        case "rupiah":
            return Check(fact.name, How.WHOLE, LARGEST_AMOUNT)
        case "count":
            return Check(fact.name, How.WHOLE, MOST_COUNTED)
        case "number":
            return Check(fact.name, How.READ, read=reading.number)
        case "date":
            return Check(fact.name, How.READ, date, read=reading.day)
        case "yes_no":
            return Check(fact.name, How.YES_NO)
        case "text":
            return Check(fact.name, How.READ, str)
        case "term":
            terms = frozenset(vocabulary.taxonomies[fact.type.of].terms)
            if fact.name == "dana":
                terms = frozenset(each for each in terms if is_governed(each, policy))
            return Check(fact.name, How.ONE_OF, terms)
        case "choice":
            return Check(fact.name, How.ONE_OF, frozenset(vocabulary.choices[fact.type.of].options))
        case "documents":
            return Check(fact.name, How.LISTED, reading.papers, read=reading.documents)
        case "taxes":
            taxes = frozenset(vocabulary.taxes)
            return Check(fact.name, How.AMOUNTS, LARGEST_AMOUNT, taxes, reading.taxes)
        case _:
            assert_never(kind)


# ---- values that take more than a look; what they do not like is left to `to_facts` ----


class _Reading:
    """Reads values, and remembers those that come back."""

    def __init__(self, policy: Policy) -> None:
        self._documents = frozenset(policy.vocabulary.documents)
        self._taxes = frozenset(policy.vocabulary.taxes)
        self.papers: dict[object, frozenset[str]] = {}
        """By the tuple of documents, or the set."""
        self._days: dict[str, date] = {}
        self._numbers: dict[int | Decimal | Fraction, Fraction] = {}

    def documents(self, given: Any) -> frozenset[str]:
        if type(given) is frozenset:
            named: object = given
        elif type(given) in (list, tuple, set):
            named = tuple(given)
        else:
            raise TypeError
        found = self.papers.get(named)
        if found is None:
            found = frozenset(given)
            if not found <= self._documents:
                raise TypeError
            if len(given) <= len(self._documents) and len(self.papers) < MOST_REMEMBERED:
                self.papers[named] = found
        return found

    def day(self, given: Any) -> date:
        if type(given) is not str:
            raise TypeError
        found = self._days.get(given)
        if found is None:
            found = to_date("", given)
            if len(self._days) < MOST_REMEMBERED:
                self._days[given] = found
        return found

    def number(self, given: Any) -> Fraction:
        if type(given) not in (int, Decimal, Fraction):
            raise TypeError
        if type(given) is Decimal and abs(given.adjusted()) > 30:
            raise TypeError  # refused, though it may equal a number that is remembered
        found = self._numbers.get(given)
        if found is None:
            found = to_number("", given)
            if len(self._numbers) < MOST_REMEMBERED:
                self._numbers[given] = found
        return found

    def taxes(self, given: Any) -> dict[str, int]:
        if type(given) is not dict:
            raise TypeError
        known = self._taxes
        taxes: dict[str, int] = {**given}
        for tax, amount in taxes.items():
            if type(amount) is not int or not 0 <= amount <= LARGEST_AMOUNT or tax not in known:
                raise TypeError
        return taxes


def _named_twice(expense: Mapping[str, object], checks: Mapping[str, Check]) -> bool:
    """Whether a field is given under both of its names."""
    return len({checks[name].fact for name in expense}) != len(expense)
