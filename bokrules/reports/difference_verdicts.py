"""Where two editions decide differently, in sentences: region, change, witness and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import assert_never

from bokrules.backends.decision import Facts
from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import LARGEST_AMOUNT
from bokrules.cells.standing import Open
from bokrules.cells.variables import FIRST_DAY, LAST_DAY
from bokrules.comparison.difference import Difference
from bokrules.comparison.verdicts.changes import (
    IncompleteChange,
    ObligationChange,
    VerdictChange,
    VerdictComparison,
)
from bokrules.comparison.verdicts.regions import Holding, Interval, Range, Region
from bokrules.comparison.verdicts.requirements import (
    AnyDocument,
    Asked,
    Condition,
    Stamp,
    Tax,
    Unknown,
)
from bokrules.evaluation.citing import citation_text
from bokrules.reports.difference_words import side_names
from bokrules.reports.expression_text import (
    amount_words,
    any_of,
    condition_words,
    value_words,
)
from bokrules.reports.html_page import Block, Heading, Listing, Paragraph, Points
from bokrules.semantics.expressions import AllOf, Compare, Constant, Expression, Field, Not
from bokrules.semantics.policy import Gap, Policy
from bokrules.semantics.types import RUPIAH
from bokrules.semantics.vocabulary import Taxonomy, Vocabulary

MOST_LISTED = 6
OPEN_WORDS: dict[Open, Message] = {
    Open.FORBIDDEN: msg("forbidden"),
    Open.UNLISTED: msg("unlisted"),
    Open.SILENT: msg("the text is silent"),
    Open.PAYABLE: msg("payable"),
}
_Point = tuple[str, tuple[str, ...]]


def verdicts_section(difference: Difference) -> Iterator[Block]:
    """The summary, changes of the law, what gaps keep from being compared, and what is proved."""
    found = difference.verdicts
    yield Heading(msg("Verdicts").text())
    yield Listing([each.text() for each in _summary(found, difference)])
    laws = [each for each in found.outcomes if each.kind == "law"]
    for (before, after), changes in _by_pair(laws).items():
        yield Heading(f"{_open(before)} → {_open(after)}", level=3)
        yield Points([_outcome(each, difference) for each in changes])
    obligations = [each for each in found.obligations if each.kind == "law"]
    if obligations:
        yield Heading(msg("What must be shown or paid").text(), level=3)
        yield Points([_obligation(each, difference) for each in obligations])
    if found.incomplete:
        yield Heading(msg("The same for every complete expense").text(), level=3)
        yield Points([_incomplete(each, difference) for each in found.incomplete])
    yield from _gaps(found, difference)
    yield Paragraph(_end(found).text())
    if difference.confirmed is not None:
        yield Paragraph(_second_proof(is_confirmed=difference.confirmed).text())


def _summary(found: VerdictComparison, difference: Difference) -> Iterator[Message]:
    names = side_names(difference)
    laws = sum(each.kind == "law" for each in found.outcomes)
    yield msg(
        "regions in which the outcome changes: {laws}; that gaps keep from being compared: {gaps}",
        laws=laws,
        gaps=len(found.outcomes) - laws,
    )
    if found.obligations:
        laws = sum(each.kind == "law" for each in found.obligations)
        yield msg(
            "obligations that are added or dropped: {laws}; not comparable: {gaps}",
            laws=laws,
            gaps=len(found.obligations) - laws,
        )
    vocabulary = difference.before.vocabulary
    for name, funds in zip(names, (found.only_before, found.only_after), strict=True):
        if funds:
            labels = _labels("dana", funds, vocabulary)
            yield msg("only {edition} governs: {funds}", edition=name, funds=labels)
    if found.is_empty and not difference.rules.is_empty:
        yield msg("the rules differ, and no verdict does")


def _end(found: VerdictComparison) -> Message:
    if found.is_proved:
        return msg(
            "Proved: every complete expense outside of what is listed here is decided alike and"
            " owes the same, the days in force aside."
        )
    if found.lacks_solver:
        return msg(
            "Not analysed: {n} regions rest on comparisons of several facts; the solver would tell:"
            " pip install bokrules[analysis]",
            n=found.unresolved,
        )
    return msg(
        "Not analysed: {n} regions rest on comparisons of several facts, and the solver gave up;"
        " nothing is proved there.",
        n=found.unresolved,
    )


def _second_proof(*, is_confirmed: bool) -> Message:
    if is_confirmed:
        return msg("The solver, which reads the rules by itself, comes to the same differences.")
    return msg("The solver gave up: there is no second proof.")


def _by_pair(
    changes: Iterable[VerdictChange],
) -> dict[tuple[frozenset[Open], frozenset[Open]], list[VerdictChange]]:
    pairs: dict[tuple[frozenset[Open], frozenset[Open]], list[VerdictChange]] = {}
    for each in changes:
        pairs.setdefault((each.before, each.after), []).append(each)
    return pairs


def _gaps(found: VerdictComparison, difference: Difference) -> Iterator[Block]:
    """By the gaps that hide something: what they leave open, and of which expenses."""
    hidden = [each for each in found.outcomes if each.kind == "gap"]
    hidden_obligations = [each for each in found.obligations if each.kind == "gap"]
    if not hidden and not hidden_obligations:
        return
    yield Heading(msg("Verdicts that cannot be compared, for a gap in the sources").text(), level=3)
    points: dict[str, list[str]] = {}
    for each in hidden:
        head = f"{_open(each.before)} → {_open(each.after)}"
        points.setdefault(head, []).append(_hidden_in(each, difference))
    for change in hidden_obligations:
        asked = ", ".join(asked_words(each, difference) for each in change.asked)
        head = msg("obligations: {what}", what=asked).text()
        points.setdefault(head, []).append(_hidden_in(change, difference))
    yield Points([(head, tuple(dict.fromkeys(below))) for head, below in points.items()])


def _hidden_in(change: VerdictChange | ObligationChange, difference: Difference) -> str:
    vocabulary = difference.before.vocabulary
    words = (region_words(change.region, vocabulary), *_in_part(change, difference))
    return "; ".join(words)


# ---- one change ----


def _in_part(change: VerdictChange | ObligationChange, difference: Difference) -> Iterator[str]:
    """That it is not the whole region, and what decides where."""
    if not change.depends_on:
        return
    language = current_language()
    known = {**difference.after.vocabulary.facts, **difference.before.vocabulary.facts}
    facts = ", ".join(known[name].label.in_language(language) for name in change.depends_on)
    yield msg("in part of it, depending on: {facts}", facts=facts).text()


def _outcome(change: VerdictChange, difference: Difference) -> _Point:
    vocabulary = difference.before.vocabulary
    names = side_names(difference)
    sides = (
        (names[0], change.because_before, difference.before),
        (names[1], change.because_after, difference.after),
    )
    below = [*_in_part(change, difference), witness_words(change.witness, vocabulary)]
    below += [f"{name}: {because_words(rules, policy)}" for name, rules, policy in sides]
    return region_words(change.region, vocabulary), tuple(below)


def _obligation(change: ObligationChange, difference: Difference) -> _Point:
    vocabulary = difference.before.vocabulary
    names = side_names(difference)
    asked = ", ".join(asked_words(each, difference) for each in change.asked)
    head = (
        msg("now asked for: {what}", what=asked)
        if change.is_added
        else msg("no longer asked for: {what}", what=asked)
    )
    name, policy = (
        (names[1], difference.after) if change.is_added else (names[0], difference.before)
    )
    below = (
        region_words(change.region, vocabulary),
        *_in_part(change, difference),
        witness_words(change.witness, vocabulary),
        f"{name}: {because_words(change.rules, policy)}",
    )
    return head.text(), below


def _incomplete(change: IncompleteChange, difference: Difference) -> _Point:
    vocabulary = difference.before.vocabulary
    labels = _labels(change.field, change.values, vocabulary)
    head = msg(
        "{what}: only expenses that leave something out are decided differently",
        what=_listed(labels) or msg("missing").text(),
    )
    return head.text(), (witness_words(change.witness, vocabulary),)


def because_words(names: Sequence[str], policy: Policy) -> str:
    """The rules that decide, with their clauses."""
    language = current_language()
    found = [each for name in names for each in policy.by_name.get(name, [])[:1]]
    return "; ".join(
        f"{'? ' if isinstance(each, Gap) else ''}{each.label.in_language(language)}"
        f" ({citation_text(each.citations, policy)})"
        for each in found
    )


def asked_words(asked: Asked, difference: Difference) -> str:
    """What an obligation asks for."""
    vocabulary = difference.before.vocabulary
    match asked:
        case AnyDocument(documents=documents):
            language = current_language()
            known = vocabulary.documents
            return any_of(known[name].label.in_language(language) for name in documents)
        case Condition(condition=condition):
            return condition_words(condition, vocabulary)
        case Tax(tax=tax, amount=amount):
            label = vocabulary.taxes[tax].label.in_language(current_language())
            return f"{label}: {amount_words(amount, vocabulary, RUPIAH)}"
        case Stamp(amount=amount):
            words = amount_words(amount, vocabulary, RUPIAH)
            return msg("stamp duty: {amount}", amount=words).text()
        case Unknown(gap=gap):
            policies = (difference.before, difference.after)
            found = [each for policy in policies for each in policy.gaps if each.name == gap]
            return found[0].label.in_language(current_language())
        case _:
            assert_never(asked)


def _open(outcomes: frozenset[Open]) -> str:
    return any_of(OPEN_WORDS[each].text() for each in Open if each in outcomes)


# ---- regions ----


def region_words(region: Region, vocabulary: Vocabulary) -> str:
    """`Penginapan; Wilayah terpencil: ya; Nilai di atas Rp1.000.000`."""
    words = [_range(each, vocabulary) for each in region]
    return "; ".join(each for each in words if each) or msg("every expense").text()


def _range(each: Range | Holding, vocabulary: Vocabulary) -> str:
    if isinstance(each, Holding):
        condition = each.condition if each.holds else Not(each.condition)
        return condition_words(condition, vocabulary)
    fact = vocabulary.facts[each.field]
    if each.intervals:
        return any_of(
            condition_words(_interval(each.field, ends), vocabulary) for ends in each.intervals
        )
    if set(each.values) == set(each.among):
        return ""
    if fact.type.kind == "yes_no":
        yes = Field(each.field)
        return condition_words(yes if each.values[0] else Not(yes), vocabulary)
    taxonomy = vocabulary.taxonomies.get(fact.type.of)
    field = fact.label.in_language(current_language())
    others = [value for value in each.among if value not in each.values]
    names = _covered(each.values, each.among, taxonomy)
    excluded = _covered(others, each.among, taxonomy)
    if len(excluded) < len(names):
        labels = _listed(_labels(each.field, excluded, vocabulary))
        return msg("{field}: all but {names}", field=field, names=labels).text()
    labels = _listed(_labels(each.field, names, vocabulary))
    return labels if each.field == "belanja" else f"{field}: {labels}"


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


def _labels(field: str, values: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    language = current_language()
    labels = ((value, vocabulary.label_of(field, value)) for value in values)
    return [value if label is None else label.in_language(language) for value, label in labels]


def _listed(labels: Sequence[str]) -> str:
    more = len(labels) - MOST_LISTED
    if more <= 1:
        return ", ".join(labels)
    shown = ", ".join(labels[:MOST_LISTED])
    return msg("{names} and {n} more", names=shown, n=more).text()


def witness_words(facts: Facts, vocabulary: Vocabulary) -> str:
    """`misalnya: Jenis belanja: Penginapan; Nilai: Rp1`."""
    words = [
        f"{vocabulary.facts[name].label.in_language(current_language())}: "
        f"{_value(name, value, vocabulary)}"
        for name, value in facts.items()
    ]
    return msg("for example: {expense}", expense="; ".join(words)).text()


def _value(name: str, value: object, vocabulary: Vocabulary) -> str:
    if isinstance(value, str):
        return _labels(name, [value], vocabulary)[0]
    return value_words(value, vocabulary.facts[name].type)  # type: ignore[arg-type]
