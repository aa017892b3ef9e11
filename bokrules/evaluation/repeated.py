"""Many expenses under one edition: what decides alike is decided once.

A ledger repeats itself: the same expense type, activity and papers with another amount. A ruling is
kept under all facts that a rule reads, an amount by where it stands among the thresholds of the
rules. Where taxes or stamps are due the amount itself decides, and is part of the key.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias, cast

from bokrules.backends import reference
from bokrules.backends.deciding import amounts
from bokrules.backends.decision import Facts
from bokrules.evaluation.alternatives import Alternatives, assumed, rule_on_any
from bokrules.evaluation.thresholds import comparisons_of
from bokrules.evaluation.timeline import Ruling, Texts, rule_on, text_on
from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import Truth, in_force
from bokrules.semantics.policy import Must, Obligation, Policy, Selective

_Key: TypeAlias = tuple[object, ...]
AMOUNT, DAY, TAXES = "nilai", "tanggal", "pajak"
MOST_KEPT = 200_000
"""Of rulings: beyond that all are forgotten."""
_PAPERS = ("bukti", TAXES, "meterai")


class RepeatedRuling:
    """Rules on expenses one after another, the same as `rule_on` does on each."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        read = {name for text in texts for name in _read(text)} | {*_PAPERS}
        compared = [each for text in texts for each in _comparisons(text)]
        self._thresholds = _thresholds(compared, texts[0])
        exactly = sorted(read - self._thresholds.keys() - {DAY})
        self._exactly = [name for name in exactly if name != TAXES]
        self._reads_days = DAY in read
        self._amounts = [*dict.fromkeys((*sorted(self._thresholds), AMOUNT))]
        self._day_classes: dict[date | None, object] = {None: None}
        self._known: dict[_Key, Ruling | None] = {}
        """None where the amount itself decides."""
        self._by_amount: dict[_Key, Ruling] = {}

    def __call__(self, facts: Facts) -> Ruling:
        return self._remembered(self._key(facts), facts, lambda: rule_on(facts, self._texts))

    def on_any(self, facts: Facts, alternatives: Alternatives, *, assuming: bool = False) -> Ruling:
        """As `rule_on_any`; `assuming` that the alternatives hold the true one."""

        def rule() -> Ruling:
            ruling = rule_on_any(facts, alternatives, self)
            return replace(ruling, decision=assumed(ruling.decision)) if assuming else ruling

        named = tuple((name, *terms) for name, terms in alternatives.items())
        return self._remembered((*self._key(facts), named, assuming), facts, rule)

    def _remembered(self, key: _Key, facts: Facts, rule: Callable[[], Ruling]) -> Ruling:
        exact = (key, *map(facts.get, self._amounts))
        ruling = self._by_amount.get(exact)
        if ruling is None:
            alike = self._known.get(key)
            ruling = rule() if alike is None else _with_amount(alike, facts)
            if key not in self._known:
                self._known[key] = ruling if _is_alike(ruling) else None
            if len(self._by_amount) >= MOST_KEPT:
                self._known, self._by_amount = {}, {}
            self._by_amount[exact] = ruling
        return ruling

    def _key(self, facts: Facts) -> _Key:
        taxes = cast("Mapping[str, int] | None", facts.get(TAXES))
        day = cast("date | None", facts.get(DAY))
        if day is not None and day not in self._day_classes:
            self._day_classes[day] = self._day_class(day)
        return (
            *map(facts.get, self._exactly),
            None if taxes is None else tuple(sorted(taxes.items())),
            *(
                self._stand(each, cast("int | None", facts.get(name)))
                for name, each in self._thresholds.items()
            ),
            self._day_classes[day],
        )

    @staticmethod
    def _stand(thresholds: Sequence[int | Fraction], amount: int | None) -> tuple[int, bool] | None:
        """How many thresholds lie below, and whether it is at one."""
        if amount is None:
            return None
        below = bisect_left(thresholds, amount)
        return below, below < len(thresholds) and thresholds[below] == amount

    def _day_class(self, day: date) -> object:
        if self._reads_days:
            return day
        edition = text_on(day, self._texts).edition
        return edition.id, in_force(day, edition.first_day, edition.last_day)


class RepeatedCondition:
    """The truth of a condition, worked out once for facts that agree in all that it reads."""

    def __init__(self, condition: ir.Expression, policy: Policy) -> None:
        self._condition = condition
        self._policy = policy
        read = (each for name in ir.fields_of(condition) for each in _sources(name, policy))
        self._reads = [*dict.fromkeys(read)]
        self._known: dict[_Key, Truth] = {}

    def __call__(self, facts: Facts) -> Truth:
        key = tuple(map(facts.get, self._reads))
        if key not in self._known:
            self._known[key] = reference.holds(self._condition, facts, self._policy)
        return self._known[key]


def _is_alike(ruling: Ruling) -> bool:
    """No rupiah of it depend on the amount, but that all of it is questioned or unsupported."""
    if ruling.disagreeing:
        return False
    return all(each.due is None and not each.shortfall for each in ruling.decision.obligations)


def _with_amount(ruling: Ruling, facts: Facts) -> Ruling:
    decision = ruling.decision
    amount = cast("int | None", facts.get(AMOUNT))
    questioned, unsupported = amounts(amount, decision.possible, decision.obligations)
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
