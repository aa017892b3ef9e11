"""What a declaration says, in words: what it selects, on which conditions, what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.numbers import format_number
from bokrules.evaluation.limit_words import bound_words
from bokrules.reports.expression_text import (
    amount_words,
    any_of,
    compared_with,
    condition_words,
    range_words,
)
from bokrules.reports.formula_text import (
    entry_words,
    line_words,
    rounding_words,
    share_bound_words,
    typed,
)
from bokrules.semantics.allocation import Formula, Table, UnitKind
from bokrules.semantics.expressions import ALWAYS
from bokrules.semantics.limits import Limit
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
from bokrules.semantics.scales import Band, Scale
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
        if self.key in ("notes", "lines"):
            return list(self.values)
        if self.key == "phrases":
            return [", ".join(f'"{each}"' for each in self.values)]
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
    "limit": msg("limits"),
    "duty": msg("duties of an office"),
    "formula": msg("formulas"),
    "recipients": msg("who is funded"),
    "target": msg("targets"),
}


def details(declared: Declared, policy: Policy) -> list[Detail]:
    """All but the label, the clauses and the source text, in the order to be read."""
    found = list(_own(declared, policy))
    if isinstance(declared, Selective):
        found = [*_selection(declared, policy.vocabulary), *found]
    finding = getattr(declared, "finding", None)
    if finding:
        found.append(Detail("finding", msg("finding code"), (finding,)))
    if declared.formerly:
        found.append(Detail("formerly", msg("formerly"), declared.formerly))
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
            yield from _served(serves, policy)
        case Prohibition(exceptions=exceptions):
            if exceptions:
                yield _excepted(exceptions)
        case Obligation(requirements=requirements):
            for each in requirements:
                yield _required(each, vocabulary)
        case Gap():
            yield Detail("touches", msg("leaves open"), (_TOUCHED[declared.touches].text(),))
            if declared.touches == "allow":
                yield from _served(declared.serves, policy)
            if declared.exceptions:
                yield _excepted(declared.exceptions)
        case Limit():
            yield Detail("limit", msg("limit"), (bound_words(declared).text(),))
            yield from _per(_groups(declared), vocabulary)
        case Duty(per=per):
            yield from _per(per, vocabulary)
        case Target():
            yield Detail("value", msg("value"), (target_words(declared),))
        case Scale():
            yield Detail("bands", msg("bands"), tuple(band_words(declared)))
        case UnitKind(columns=columns):
            words = tuple(typed(name, type_) for name, type_ in columns.items())
            yield Detail("columns", msg("columns"), words)
        case Table():
            entries = entry_words(declared, vocabulary)
            yield Detail("entries", msg("entries"), tuple(f"{a}: {b}" for a, b in entries))
        case Formula():
            yield from _formula(declared)
        case _:
            return


def _formula(formula: Formula) -> Iterator[Detail]:
    yield Detail("unit", msg("for each"), (formula.unit,))
    if formula.inputs:
        inputs = tuple(typed(name, type_) for name, type_ in formula.inputs.items())
        yield Detail("inputs", msg("inputs"), inputs)
    yield Detail("lines", msg("line"), tuple(line_words(formula)))
    yield Detail("result", msg("result"), (formula.result,))
    if formula.rounding is not None:
        words = tuple(rounding_words(formula.rounding, formula))
        yield Detail("rounding", msg("rounding"), words)
    if formula.least is not None or formula.most is not None:
        yield Detail("bounds", msg("bounds"), tuple(share_bound_words(formula)))


def _served(dimensions: Iterable[str], policy: Policy) -> Iterator[Detail]:
    """Of the lists that the edition closes."""
    served = sorted(set(dimensions) & {each.dimension for each in policy.closed_lists})
    if served:
        words = _fields(served, policy.vocabulary)
        yield Detail("serves", msg("an entry of the list of"), words)


def _excepted(names: tuple[str, ...]) -> Detail:
    return Detail("exceptions", msg("except"), names)


def _per(names: Iterable[str], vocabulary: Vocabulary) -> Iterator[Detail]:
    words = _fields(names, vocabulary)
    if words:
        yield Detail("per", msg("per"), words)


def _groups(limit: Limit) -> Iterator[str]:
    yield from limit.fields
    if limit.period is not None:
        yield limit.period


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
    if target.value is None or target.comparison is None:
        words = msg("no number is printed").text()
    else:
        value = format_number(target.value, percent=target.is_percent)
        words = compared_with(target.comparison, value)
    if target.year is None:
        return words
    return msg("{value} by {year}", value=words, year=target.year).text()


def band_words(scale: Scale) -> Iterator[str]:
    """`Efektif: di atas 90% s/d 100%`, a band each."""
    for band in scale.bands:
        label = band.label.in_language(current_language())
        yield f"{label}: {_ends(band, scale)}"


def _ends(band: Band, scale: Scale) -> str:
    lower, upper = (
        "" if each is None else format_number(each, percent=scale.is_percent)
        for each in (band.lower, band.upper)
    )
    if not lower:
        return compared_with("<=" if band.has_upper else "<", upper)
    if not upper:
        return compared_with(">=" if band.has_lower else ">", lower)
    return range_words(
        lower if band.has_lower else compared_with(">", lower), upper, band.has_upper
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
