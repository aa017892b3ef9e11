"""What a declaration says, in words: what it selects, on which conditions, what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.numbers import format_number
from bokrules.reports.expression_text import (
    amount_words,
    any_of,
    compared_with,
    condition_words,
)
from bokrules.semantics.expressions import ALWAYS
from bokrules.semantics.policy import (
    ClosedList,
    Declared,
    Deposit,
    Duty,
    Evidence,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Requirement,
    Selective,
    Selector,
    StampDuty,
    Target,
    Touched,
)
from bokrules.semantics.types import RUPIAH
from bokrules.semantics.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a declaration says. `key` names it for programs."""

    key: str
    title: Message
    values: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The values on one line, as far as they are not sentences."""
        if self.key == "notes":
            return list(self.values)
        return [("; " if any("," in each for each in self.values) else ", ").join(self.values)]


DIMENSIONS = {
    "belanja": msg("for expense types"),
    "kegiatan": msg("for activities"),
    "dana": msg("for funds"),
}
_PERIODS = {
    "tahun": msg("year"),
    "semester": msg("half-year"),
    "triwulan": msg("quarter"),
    "bulan": msg("month"),
    "hari": msg("day"),
    "pencairan": msg("withdrawal"),
}
_TOUCHED: dict[Touched, Message] = {
    "allow": msg("what is allowed"),
    "forbid": msg("what is forbidden"),
    "require": msg("obligations of an expense"),
    "duty": msg("duties of an office"),
}


def details(declared: Declared, policy: Policy) -> list[Detail]:
    """All but the label, the clauses and the source text, in the order to be read."""
    found = list(_own(declared, policy))
    if isinstance(declared, Selective):
        found = [*_selection(declared, policy.vocabulary), *found]
    finding = getattr(declared, "finding", None)
    if finding:
        found.append(Detail("finding", msg("finding code"), (finding,)))
    if declared.notes:
        found.append(Detail("notes", msg("how it was read"), declared.notes))
    return found


# ---- what it selects ----


def _selection(declared: Selective, vocabulary: Vocabulary) -> Iterator[Detail]:
    for selector in declared.selectors:
        yield _selected(selector, vocabulary)
    if declared.when != ALWAYS:
        yield Detail("when", msg("when"), (condition_words(declared.when, vocabulary),))


def _selected(selector: Selector, vocabulary: Vocabulary) -> Detail:
    taxonomy = vocabulary.taxonomies[selector.dimension]
    language = current_language()
    terms = [
        f"{taxonomy.terms[each].label.in_language(language)} ({each})" for each in selector.terms
    ]
    return Detail(selector.dimension, DIMENSIONS[selector.dimension], tuple(terms))


# ---- what it says of that ----


def _own(declared: Declared, policy: Policy) -> Iterator[Detail]:
    vocabulary = policy.vocabulary
    match declared:
        case ClosedList(dimension=dimension):
            yield Detail("list", msg("closes the list of"), _fields([dimension], vocabulary))
        case Permission(serves=serves):
            if serves:
                yield _served(serves, vocabulary)
        case Prohibition(exceptions=exceptions):
            if exceptions:
                yield _excepted(exceptions)
        case Obligation(requirements=requirements):
            for each in requirements:
                yield _required(each, vocabulary)
        case Gap():
            yield Detail("touches", msg("leaves open"), (_TOUCHED[declared.touches].text(),))
            if declared.touches == "allow" and declared.serves:
                yield _served(declared.serves, vocabulary)
        case Duty(per=per):
            yield _per(per, vocabulary)
        case Target():
            yield Detail("value", msg("value"), (target_words(declared),))
        case _:
            return


def _served(dimensions: Iterable[str], vocabulary: Vocabulary) -> Detail:
    return Detail("serves", msg("an entry of the list of"), _fields(sorted(dimensions), vocabulary))


def _excepted(names: tuple[str, ...]) -> Detail:
    return Detail("exceptions", msg("except"), names)


def _per(names: Iterable[str], vocabulary: Vocabulary) -> Detail:
    return Detail("per", msg("per"), _fields(names, vocabulary))


def _required(requirement: Requirement, vocabulary: Vocabulary) -> Detail:
    language = current_language()
    match requirement:
        case Evidence(documents=groups):
            labels = {
                name: vocabulary.documents[name].label.in_language(language)
                for group in groups
                for name in group
            }
            asked = tuple(any_of(labels[name] for name in group) for group in groups)
            return Detail("evidence", msg("evidence"), asked)
        case Must(condition=condition):
            return Detail("must", msg("must hold"), (condition_words(condition, vocabulary),))
        case Deposit(due=due):
            taxes = tuple(
                f"{vocabulary.taxes[tax].label.in_language(language)}"
                f" = {amount_words(amount, vocabulary, RUPIAH)}"
                for tax, amount in due
            )
            return Detail("taxes", msg("taxes to deposit"), taxes)
        case StampDuty(due=due):
            return Detail("stamp", msg("stamp duty"), (amount_words(due, vocabulary, RUPIAH),))
        case _:
            assert_never(requirement)


def target_words(target: Target) -> str:
    """`at least 95% by 2015`."""
    value = format_number(target.value, percent=target.is_percent)
    words = compared_with(target.comparison, value)
    return (
        words
        if target.year is None
        else msg("{value} by {year}", value=words, year=target.year).text()
    )


def _fields(names: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Fields of an expense, and periods, in words."""
    language = current_language()
    return tuple(
        str(_PERIODS.get(each, each))
        if each not in vocabulary.facts
        else vocabulary.facts[each].label.in_language(language)
        for each in names
    )
