"""Regions of expenses in words, and the expenses that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bokrules.backends.decision import Facts
from bokrules.base.messages import current_language, msg
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.cells.variables import FIRST_DAY, LAST_DAY
from bokrules.comparison.verdicts.regions import Holding, Interval, Range, Region
from bokrules.reports.expression_text import any_of, condition_words, value_words
from bokrules.semantics.expressions import AllOf, Compare, Constant, Expression, Field, Not
from bokrules.semantics.vocabulary import Taxonomy, Vocabulary

MOST_LISTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """What a region says of one fact: the names that it may have, or may not; else a phrase."""

    field: str = ""
    label: str = ""
    names: tuple[str, ...] = ()
    are_left_out: bool = False
    phrase: str = ""

    def text(self) -> str:
        if self.phrase:
            return self.phrase
        names = _listed(self.names)
        if self.are_left_out:
            return msg("{field}: all but {names}", field=self.label, names=names).text()
        return names if self.field == "belanja" else f"{self.label}: {names}"


def region_words(region: Region, vocabulary: Vocabulary) -> str:
    """`Penginapan; Wilayah terpencil: ya; Nilai di atas Rp1.000.000`."""
    words = [each.text() for each in restrictions(region, vocabulary)]
    return "; ".join(words) or msg("every expense").text()


def restrictions(region: Region, vocabulary: Vocabulary) -> list[Restriction]:
    """One for each fact that the region does not leave free, in the order of the region."""
    found = [_restriction(each, vocabulary) for each in region]
    return [each for each in found if each is not None]


def _restriction(each: Range | Holding, vocabulary: Vocabulary) -> Restriction | None:
    if isinstance(each, Holding):
        condition = each.condition if each.holds else Not(each.condition)
        return Restriction(phrase=condition_words(condition, vocabulary))
    fact = vocabulary.facts[each.field]
    if each.intervals:
        within = (_interval(each.field, ends) for ends in each.intervals)
        phrase = any_of(condition_words(ends, vocabulary) for ends in within)
        return Restriction(field=each.field, phrase=phrase)
    if set(each.values) == set(each.among):
        return None
    if fact.type.kind == "yes_no":
        yes = Field(each.field)
        phrase = condition_words(yes if each.values[0] else Not(yes), vocabulary)
        return Restriction(field=each.field, phrase=phrase)
    taxonomy = vocabulary.taxonomies.get(fact.type.of)
    others = [value for value in each.among if value not in each.values]
    names = _covered(each.values, each.among, taxonomy)
    excluded = _covered(others, each.among, taxonomy)
    are_left_out = len(excluded) < len(names)
    return Restriction(
        field=each.field,
        label=fact.label.in_language(current_language()),
        names=labels_of(each.field, excluded if are_left_out else names, vocabulary),
        are_left_out=are_left_out,
    )


def _covered(values: Sequence[str], among: Sequence[str], taxonomy: Taxonomy | None) -> list[str]:
    """The fewest terms that stand for the values: a term for all that lies below it."""
    if taxonomy is None:
        return list(values)
    wanted, every = set(values), set(among)
    whole = {
        term: below
        for term in taxonomy.terms
        if (below := taxonomy.below_or_same(term) & every) and below <= wanted
    }
    found: list[str] = []
    covered: set[str] = set()
    for term, below in sorted(whole.items(), key=lambda item: (-len(item[1]), item[0])):
        if not below <= covered:
            found.append(term)
            covered |= below
    return found


def _interval(field: str, ends: Interval) -> Expression:
    """Without an end that is as far as such a fact goes."""
    if ends.low == ends.high:
        return Compare(Field(field), "=", Constant(ends.low))
    parts = []
    if ends.low not in (0, FIRST_DAY) or not ends.has_low:
        parts.append(Compare(Field(field), ">=" if ends.has_low else ">", Constant(ends.low)))
    if ends.high < LAST_DAY if isinstance(ends.high, date) else ends.high < LARGEST_AMOUNT:
        parts.append(Compare(Field(field), "<=" if ends.has_high else "<", Constant(ends.high)))
    return AllOf(tuple(parts))


def labels_of(field: str, values: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the values of a fact are called; a value without a label stands for itself."""
    language = current_language()
    labels = ((value, vocabulary.label_of(field, value)) for value in values)
    return tuple(value if e is None else e.in_language(language) for value, e in labels)


def listed_labels(field: str, values: Iterable[str], vocabulary: Vocabulary) -> str:
    """On one line, cut."""
    return _listed(labels_of(field, values, vocabulary))


def _listed(labels: Sequence[str]) -> str:
    more = len(labels) - MOST_LISTED
    if more <= 1:
        return ", ".join(labels)
    shown = ", ".join(labels[:MOST_LISTED])
    return msg("{names} and {n} more", names=shown, n=more).text()


def witness_words(facts: Facts, vocabulary: Vocabulary) -> str:
    """`misalnya: Jenis belanja: Penginapan; Nilai: Rp1`."""
    return msg("for example: {expense}", expense=example_words(facts, vocabulary)).text()


def example_words(facts: Facts, vocabulary: Vocabulary) -> str:
    """`Jenis belanja: Penginapan; Nilai: Rp1`."""
    language = current_language()
    return "; ".join(
        f"{vocabulary.facts[name].label.in_language(language)}: {_value(name, value, vocabulary)}"
        for name, value in facts.items()
    )


def _value(name: str, value: object, vocabulary: Vocabulary) -> str:
    if isinstance(value, str):
        return labels_of(name, [value], vocabulary)[0]
    return value_words(value, vocabulary.facts[name].type)  # type: ignore[arg-type]
