"""Where two editions decide differently, as part of the public JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from bokrules.backends.decision import Facts
from bokrules.cells.standing import Open
from bokrules.comparison.difference import Difference
from bokrules.comparison.verdicts.changes import IncompleteChange, ObligationChange, VerdictChange
from bokrules.comparison.verdicts.regions import Holding, Interval, Range, Region, values_of
from bokrules.reports.difference_verdicts import asked_words
from bokrules.reports.region_words import region_words
from bokrules.semantics.vocabulary import Vocabulary


def verdicts_document(difference: Difference) -> dict[str, Any]:
    """`verdicts`, `obligations` and `incomplete` with their regions, and what is proved.

    `depends_on` are facts by alias, if a difference holds in part of its region only.
    """
    found = difference.verdicts
    return {
        "verdicts": [_outcome(each, difference) for each in found.outcomes if each.kind == "law"],
        "verdicts_not_comparable": [
            _outcome(each, difference) for each in found.outcomes if each.kind == "gap"
        ],
        "obligations": [_obligation(each, difference) for each in found.obligations],
        "incomplete": [_incomplete(each, difference) for each in found.incomplete],
        "no_other_difference": "proved" if found.is_proved else "not analysed",
        "confirmed_by_solver": difference.confirmed,
        "funds_only_from": list(found.only_before),
        "funds_only_to": list(found.only_after),
    }


def _outcome(change: VerdictChange, difference: Difference) -> dict[str, Any]:
    vocabulary = difference.vocabulary
    types = list(values_of("belanja", change.region))
    return {
        "expense_type": types[0] if len(types) == 1 else None,
        "expense_types": types,
        "from": _open(change.before),
        "to": _open(change.after),
        "region": region_words(change.region, vocabulary),
        "where": region_document(change.region, vocabulary),
        "depends_on": _aliases(change.depends_on, difference),
        "witness": witness_document(change.witness, vocabulary),
        "because": list(dict.fromkeys((*change.because_before, *change.because_after))),
        "because_from": list(change.because_before),
        "because_to": list(change.because_after),
    }


def _obligation(change: ObligationChange, difference: Difference) -> dict[str, Any]:
    vocabulary = difference.vocabulary
    return {
        "change": "added" if change.is_added else "removed",
        "is_comparable": change.kind == "law",
        "hidden_by": list(change.hidden_by),
        "asked": [asked_words(each, difference) for each in change.asked],
        "region": region_words(change.region, vocabulary),
        "where": region_document(change.region, vocabulary),
        "depends_on": _aliases(change.depends_on, difference),
        "witness": witness_document(change.witness, vocabulary),
        "because": list(change.rules),
    }


def _incomplete(change: IncompleteChange, difference: Difference) -> dict[str, Any]:
    vocabulary = difference.vocabulary
    return {
        "field": vocabulary.facts[change.field].alias if change.field else None,
        "values": list(change.values),
        "asked": [asked_words(each, difference) for each in change.asked],
        "witness": witness_document(change.witness, vocabulary),
    }


def _aliases(facts: Sequence[str], difference: Difference) -> list[str]:
    return [difference.vocabulary.facts[each].alias for each in facts]


def _open(outcomes: frozenset[Open]) -> str:
    """One outcome, or those that a gap leaves open, such as `forbidden|payable`."""
    return "|".join(each.value for each in Open if each in outcomes)


def region_document(region: Region, vocabulary: Vocabulary) -> dict[str, Any]:
    """By the alias of each fact its values, or the intervals that they lie in.

    `conditions` are comparisons of several facts, in words.
    """
    document: dict[str, Any] = {
        vocabulary.facts[each.field].alias: _values(each)
        for each in region
        if isinstance(each, Range)
    }
    compared = tuple(each for each in region if isinstance(each, Holding))
    if compared:
        document["conditions"] = [region_words((each,), vocabulary) for each in compared]
    return document


def _values(each: Range) -> list[Any]:
    if each.intervals:
        return [_interval(ends) for ends in each.intervals]
    return [_plain(value) for value in each.values]


def _interval(ends: Interval) -> dict[str, Any]:
    """Both ends, and which of them does not belong to it."""
    document = {"from": _plain(ends.low), "to": _plain(ends.high)}
    if not ends.has_low:
        document["from_excluded"] = True
    if not ends.has_high:
        document["to_excluded"] = True
    return document


def witness_document(facts: Facts, vocabulary: Vocabulary) -> dict[str, Any]:
    """An expense as `validate` takes it."""
    return {vocabulary.facts[name].alias: _plain(value) for name, value in facts.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Fraction) else value
