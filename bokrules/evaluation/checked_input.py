"""Expenses checked fast: plain dicts with the usual values; all else goes the way of `to_facts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from bokrules.backends.decision import Facts, Value
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
_ONE_OF, _WHOLE, _YES_NO, _DOCUMENTS, _DATE, _TEXT, _NUMBER, _TAXES = range(8)
_Field = tuple[str, int, Any]
"""The Indonesian name, how it is checked, and against what."""


class InputCheck:
    """Checks expenses against one policy's vocabulary; what is no plain case is left to `to_facts`.

    So every error, and every odd value that is welcome all the same, is dealt with in one place.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._fields: dict[str, _Field] = {
            name: (fact.name, *_check_of(fact, policy))
            for name, fact in policy.vocabulary.by_any_name.items()
        }
        self.facts_of: Callable[[Mapping[str, object]], Facts] = self._made()

    def _made(self) -> Callable[[Mapping[str, object]], Facts]:
        policy, fields = self._policy, self._fields
        other = _others()
        # Faster than globals.
        one_of, whole, yes_no, documents, day = _ONE_OF, _WHOLE, _YES_NO, _DOCUMENTS, _DATE

        def facts_of(expense: Mapping[str, Any]) -> Facts:
            """As `to_facts`. Raises UnknownField, UnknownValue or InvalidValue."""
            if type(expense) is not dict:
                if type(expense) is not Expense:
                    return to_facts(expense, policy)
                expense = dict(expense)
            facts: dict[str, Value] = {}
            try:
                for name, given in expense.items():
                    fact, how, limit = fields[name]
                    if given is None:
                        continue
                    if how == one_of:
                        if given not in limit:
                            return to_facts(expense, policy)
                    elif how == whole:
                        if type(given) is not int or not 0 <= given <= limit:
                            return to_facts(expense, policy)
                    elif how == yes_no:
                        if given is not True and given is not False:
                            return to_facts(expense, policy)
                    elif how == documents and type(given) is frozenset:
                        if not given <= limit:
                            return to_facts(expense, policy)
                    elif how != day or type(given) is not date:
                        facts[fact] = other[how](given, limit)
                        continue
                    facts[fact] = given
            except (KeyError, TypeError, InvalidValue):
                return to_facts(expense, policy)
            if len(facts) != len(expense) and _named_twice(expense, fields):
                return to_facts(expense, policy)
            return facts

        return facts_of


def _check_of(fact: Fact, policy: Policy) -> tuple[int, Any]:
    """How values of a fact are checked, and against what."""
    vocabulary, kind = policy.vocabulary, fact.type.kind
    match kind:
        case "rupiah":
            return _WHOLE, LARGEST_AMOUNT
        case "count":
            return _WHOLE, MOST_COUNTED
        case "number":
            return _NUMBER, None
        case "date":
            return _DATE, None
        case "yes_no":
            return _YES_NO, None
        case "text":
            return _TEXT, None
        case "term":
            terms = vocabulary.taxonomies[fact.type.of].terms
            if fact.name == "dana":
                return _ONE_OF, frozenset(each for each in terms if is_governed(each, policy))
            return _ONE_OF, frozenset(terms)
        case "choice":
            return _ONE_OF, frozenset(vocabulary.choices[fact.type.of].options)
        case "documents":
            return _DOCUMENTS, frozenset(vocabulary.documents)
        case "taxes":
            return _TAXES, frozenset(vocabulary.taxes)
        case _:
            assert_never(kind)


# ---- values that take more than a look; what they do not like is left to `to_facts` ----


def _others() -> dict[int, Callable[[Any, Any], Value]]:
    """By how a fact is checked."""
    papers: dict[object, frozenset[str]] = {}
    days: dict[str, date] = {}
    numbers: dict[int | Decimal | Fraction, Fraction] = {}

    def documents(given: Any, known: frozenset[str]) -> frozenset[str]:
        if type(given) not in (list, tuple, set):
            raise TypeError
        named = tuple(given)
        found = papers.get(named)
        if found is None:
            found = frozenset(named)
            if not found <= known:
                raise TypeError
            if len(papers) < MOST_REMEMBERED:
                papers[named] = found
        return found

    def day(given: Any, _: None) -> date:
        if type(given) is not str:
            raise TypeError
        found = days.get(given)
        if found is None:
            found = to_date("", given)
            if len(days) < MOST_REMEMBERED:
                days[given] = found
        return found

    def number(given: Any, _: None) -> Fraction:
        if type(given) not in (int, Decimal, Fraction):
            raise TypeError
        found = numbers.get(given)
        if found is None:
            found = to_number("", given)
            if len(numbers) < MOST_REMEMBERED:
                numbers[given] = found
        return found

    return {_DOCUMENTS: documents, _DATE: day, _NUMBER: number, _TEXT: _text, _TAXES: _taxes}


def _text(given: Any, _: None) -> str:
    if type(given) is not str:
        raise TypeError
    return given


def _taxes(given: Any, known: frozenset[str]) -> dict[str, int]:
    if type(given) is not dict:
        raise TypeError
    for tax, amount in given.items():
        if tax not in known or type(amount) is not int or not 0 <= amount <= LARGEST_AMOUNT:
            raise TypeError
    return {**given}


def _named_twice(expense: Mapping[str, object], fields: Mapping[str, _Field]) -> bool:
    """Whether a field is given under both of its names."""
    return len({fields[name][0] for name in expense}) != len(expense)
