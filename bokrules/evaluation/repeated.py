"""Many expenses under one edition: what decides alike is decided once.

A ledger repeats itself: the same expense type, activity and papers with another amount. A ruling is
kept under all facts that a rule reads, an amount by where it stands among the thresholds of the
rules. Where taxes or stamps are due the amount itself decides, and is part of the key.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias, cast

from bokrules.backends import reference
from bokrules.backends.decision import Facts
from bokrules.evaluation.alternatives import Alternatives, assumed, rule_on_any
from bokrules.evaluation.thresholds import comparisons_of
from bokrules.evaluation.timeline import Ruling, Texts, rule_on, text_on
from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import in_force
from bokrules.semantics.policy import Must, Obligation, Policy, Selective

_Key: TypeAlias = tuple[object, ...]
_PAPERS = ("bukti", "pajak", "meterai")
AMOUNT, DAY = "nilai", "tanggal"


class RepeatedRuling:
    """Rules on expenses one after another, the same as `rule_on` does on each."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        read = {name for text in texts for name in _read(text)} | {*_PAPERS}
        compared = [each for text in texts for each in _comparisons(text)]
        self._thresholds = _thresholds(compared, texts[0])
        self._exactly = sorted(read - self._thresholds.keys() - {DAY})
        self._reads_days = DAY in read
        self._amounts = sorted(self._thresholds)
        self._known: dict[_Key, Ruling | None] = {}
        self._by_amount: dict[_Key, Ruling] = {}

    def __call__(self, facts: Facts) -> Ruling:
        key = self._key(facts)
        if key not in self._known:
            ruling = rule_on(facts, self._texts)
            self._known[key] = ruling if _is_alike(ruling) else None
            return ruling
        ruling_alike = self._known[key]
        if ruling_alike is None:
            exact = (*key, *(facts.get(name) for name in self._amounts), facts.get(AMOUNT))
            if exact not in self._by_amount:
                self._by_amount[exact] = rule_on(facts, self._texts)
            return self._by_amount[exact]
        return _with_amount(ruling_alike, facts)

    def on_any(self, facts: Facts, alternatives: Alternatives, *, assuming: bool = False) -> Ruling:
        """As `rule_on_any`; `assuming` that the alternatives hold the true one."""
        named = tuple((name, *terms) for name, terms in alternatives.items())
        key = (*self._key(facts), named, assuming)
        if (known := self._known.get(key)) is not None:
            return _with_amount(known, facts)
        ruling = rule_on_any(facts, alternatives, self)
        if assuming:
            ruling = replace(ruling, decision=assumed(ruling.decision))
        if _is_alike(ruling) and all(each.shortfall == 0 for each in ruling.decision.obligations):
            self._known[key] = ruling
        return ruling

    def _key(self, facts: Facts) -> _Key:
        exactly = tuple(_hashable(facts.get(name)) for name in self._exactly)
        among = tuple(
            self._stand(name, cast("int | None", facts.get(name))) for name in self._amounts
        )
        return (*exactly, *among, self._day_class(cast("date | None", facts.get(DAY))))

    def _stand(self, name: str, amount: int | None) -> tuple[int, bool] | None:
        """How many thresholds lie below, and whether it is at one."""
        if amount is None:
            return None
        thresholds = self._thresholds[name]
        below = bisect_left(thresholds, amount)
        return below, below < len(thresholds) and thresholds[below] == amount

    def _day_class(self, day: date | None) -> object:
        if day is None or self._reads_days:
            return day
        text = text_on(day, self._texts)
        edition = text.edition
        return edition.id, in_force(day, edition.first_day, edition.last_day)


def _is_alike(ruling: Ruling) -> bool:
    """No rupiah of it depend on the amount, but that all of it is questioned or unsupported."""
    decision = ruling.decision
    return not ruling.disagreeing and all(each.due is None for each in decision.obligations)


def _with_amount(ruling: Ruling, facts: Facts) -> Ruling:
    decision = ruling.decision
    questioned, unsupported = reference.amounts(facts, decision.possible, decision.obligations)
    if (questioned, unsupported) == (decision.questioned, decision.unsupported):
        return ruling
    changed = replace(decision, questioned=questioned, unsupported=unsupported)
    return replace(ruling, decision=changed)


def _read(policy: Policy) -> Iterator[str]:
    """The facts that decide, those from which they are taken included."""
    for rule in policy.declared:
        if isinstance(rule, Selective):
            for name in (*ir.fields_of(rule.condition), *_asked_for(rule)):
                yield from _sources(name, policy)


def _asked_for(rule: Selective) -> tuple[str, ...]:
    return tuple(rule.reads) if isinstance(rule, Obligation) else ()


def _sources(name: str, policy: Policy) -> Iterator[str]:
    yield name
    while (default := policy.vocabulary.facts[name].default) is not None:
        name = default
        yield name


def _comparisons(policy: Policy) -> Iterator[ir.Compare]:
    for rule in policy.declared:
        if isinstance(rule, Selective):
            yield from comparisons_of(rule.condition)
        if isinstance(rule, Obligation):
            for each in rule.requirements:
                if isinstance(each, Must):
                    yield from comparisons_of(each.condition)


def _thresholds(compared: list[ir.Compare], policy: Policy) -> dict[str, list[int | Fraction]]:
    """Of the rupiah that are only ever compared with constants: those, sorted."""
    facts = policy.vocabulary.facts
    found: dict[str, set[int | Fraction]] = {AMOUNT: set()} if AMOUNT in facts else {}
    otherwise: set[str] = set()
    for each in compared:
        match each:
            case (
                ir.Compare(left=ir.Field(name=name), right=ir.Constant(value=value))
                | ir.Compare(left=ir.Constant(value=value), right=ir.Field(name=name))
            ) if facts[name].type.kind == "rupiah" and isinstance(value, (int, Fraction)):
                for source in _sources(name, policy):
                    found.setdefault(source, set()).add(value)
            case _:
                for name in ir.fields_of(each):
                    otherwise.update(_sources(name, policy))
    return {name: sorted(values) for name, values in found.items() if name not in otherwise}


def _hashable(value: object) -> object:
    return tuple(sorted(value.items())) if isinstance(value, Mapping) else value
