"""What a case still needs: the facts that are asked for, the documents, the stamp and the taxes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bokrules.backends import reference
from bokrules.backends.decision import Decision, Facts, Value
from bokrules.cells.standing import Standing, standing_of
from bokrules.cells.variables import Variable
from bokrules.comparison.boundary.natural import Habits
from bokrules.comparison.boundary.thresholds import Rule
from bokrules.semantics import operators
from bokrules.semantics.expressions import Expression
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import (
    Deposit,
    Evidence,
    Must,
    Obligation,
    Policy,
    Requirement,
    StampDuty,
)

_PAPERS = ("bukti", "pajak", "meterai")
_ALWAYS = ("belanja", "kegiatan", "tanggal")
"""What an expense says even where no rule reads it."""
Variants = Sequence[Facts]
"""The same expense on each side of a boundary: what differs, given besides what they share."""


@dataclass(frozen=True, slots=True)
class Completed:
    """An expense on each side of a boundary, all facts given, and how each is decided."""

    variants: tuple[Facts, ...]
    decisions: tuple[Decision, ...]

    @property
    def all_alike(self) -> bool:
        return len({answer(each) for each in self.decisions}) == 1

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """Best where outcomes differ, one is allowed, and little is left unmet."""
        outcomes = [each.outcome for each in self.decisions]
        unmet = sum(s.state is not State.MET for each in self.decisions for s in each.obligations)
        alike = len(set(outcomes)) == 1 and len(outcomes) > 1
        size = sum(len(each) + len(_documents_in(each)) for each in self.variants)
        return alike, Outcome.ALLOWED not in outcomes, unmet, size


def _documents_in(facts: Facts) -> frozenset[str]:
    return cast("frozenset[str]", facts.get("bukti", frozenset()))


def answer(decision: Decision) -> object:
    """The outcome, those still open, and each obligation with its state."""
    states = frozenset((each.name, each.state) for each in decision.obligations)
    return decision.outcome, decision.possible, states


@dataclass(frozen=True, slots=True)
class Completing:
    """Completes expenses of one policy. `variables` are its facts with their classes."""

    policy: Policy
    variables: Mapping[str, Variable]
    habits: Habits

    def completed(
        self,
        shared: Facts,
        variants: Variants,
        rule: Rule | None,
        stands: Sequence[Standing],
        kept: Collection[str],
    ) -> Completed:
        """What other rules ask for is given; what `rule` asks for only if nothing turns without.

        `stands` is how the variants stand, which stays so. Facts that change nothing are left out
        unless they are `kept`.
        """
        shared = self._with_facts(dict(shared), variants, stands)
        shared = self._without_idle(shared, variants, {*kept, *_ALWAYS})
        every = [{**shared, **each} for each in variants]
        found = [self._decided(each) for each in self._with_papers(every, rule)]
        differing = [each for each in found if not each.all_alike]
        return min(differing or found, key=lambda each: each.rank)

    def _decided(self, variants: Variants) -> Completed:
        every = tuple(self._in_order(each) for each in variants)
        return Completed(every, tuple(reference.decide(each, self.policy) for each in every))

    def _in_order(self, facts: Facts) -> Facts:
        order = self.policy.vocabulary.order
        return {name: facts[name] for name in sorted(facts, key=lambda name: order[name])}

    # ---- facts ----

    def _with_facts(
        self, shared: dict[str, Value], variants: Variants, stands: Sequence[Standing]
    ) -> dict[str, Value]:
        tried: set[str] = set()
        while name := next(iter(self._asked(shared, variants, tried)), None):
            tried.add(name)
            best: tuple[tuple[bool, int], Value] | None = None
            for value in self._values(name):
                completed = self._decided([{**shared, name: value, **each} for each in variants])
                keeps = [standing_of(each.possible) for each in completed.decisions] == [*stands]
                rank = not keeps, self._owed(completed)
                if best is None or rank < best[0]:
                    best = rank, value
            if best is not None and not best[0][0]:
                shared[name] = best[1]
        return shared

    def _without_idle(
        self, shared: dict[str, Value], variants: Variants, kept: Collection[str]
    ) -> dict[str, Value]:
        """Without the facts that change nothing, not even what is missing."""
        for name in [each for each in shared if each not in kept]:
            fewer = {each: value for each, value in shared.items() if each != name}
            with_it, without = (
                [reference.decide({**facts, **each}, self.policy) for each in variants]
                for facts in (shared, fewer)
            )
            if with_it == without:
                shared = fewer
        return shared

    def _asked(self, shared: Facts, variants: Variants, tried: set[str]) -> list[str]:
        """Facts that are not given and that a rule reads which applies, or may."""
        read: set[str] = set()
        given = shared.keys() | {name for each in variants for name in each}
        for each in ({**shared, **variant} for variant in variants):
            read |= reference.decide(each, self.policy).missing
            for rule in self.policy.obligations:
                if reference.holds(rule.condition, each, self.policy) is not False:
                    read |= rule.reads
        vocabulary = self.policy.vocabulary
        settled = {name if name in given else vocabulary.settled_by(name) for name in read}
        open_ = settled - given - tried - set(_PAPERS)
        return sorted(open_, key=lambda name: vocabulary.order[name])

    def _values(self, name: str) -> Iterator[Value]:
        variable = self.variables.get(name)
        if variable is None:
            if self.policy.vocabulary.facts[name].type.kind in ("rupiah", "count", "number"):
                yield 100_000 if self.policy.vocabulary.facts[name].type.kind == "rupiah" else 1
            return
        for each in reversed(variable.classes):
            value = self.habits.value(variable, [each], {})
            if value is not None and each.is_complete:
                yield value

    def _owed(self, completed: Completed) -> int:
        """How many rules ask for something, those twice whose `harus` fails."""
        found = 0
        for facts, decision in zip(completed.variants, completed.decisions, strict=True):
            found += len(decision.obligations)
            for rule in self.policy.obligations:
                failing = any(
                    reference.holds(must.condition, facts, self.policy) is False
                    for must in rule.requirements
                    if isinstance(must, Must)
                )
                found += failing and reference.holds(rule.condition, facts, self.policy) is True
        return found

    # ---- documents, stamp and taxes ----

    def _with_papers(self, every: Variants, rule: Rule | None) -> Iterator[list[Facts]]:
        """What others ask for without what `rule` does, then with it; each with several stamps.

        What the rule itself asks for is the same on all sides; else each side pays what it owes.
        """
        asked = [self._requirements(each, None) for each in every]
        own = rule if isinstance(rule, Obligation) else None
        kinds = {type(each) for each in own.requirements} if own is not None else set()
        withheld = [self._requirements(each, own) for each in every]
        for given in (withheld, asked) if kinds else (asked,):
            documents = _documents(given, asked)
            for papers in self._payments(every, given, asked, kinds):
                yield [
                    {**facts, **documents, **paid}
                    for facts, paid in zip(every, papers, strict=True)
                ]

    def _requirements(self, facts: Facts, withheld: Obligation | None) -> list[Requirement]:
        return [
            requirement
            for rule in self.policy.obligations
            if rule is not withheld and reference.holds(rule.condition, facts, self.policy) is True
            for requirement in rule.requirements
        ]

    def _payments(
        self,
        every: Variants,
        given: Sequence[Sequence[Requirement]],
        asked: Sequence[Sequence[Requirement]],
        kinds: Collection[type[Requirement]],
    ) -> Iterator[list[Facts]]:
        """Taxes and stamp on each side."""
        sides = list(zip(every, given, asked, strict=True))
        taxes = [self._taxes(*side) for side in sides]
        if Deposit in kinds:
            taxes = [_largest(taxes)] * len(taxes)
        stamps = [self._stamp(*side) for side in sides]
        due = sorted({each for each in stamps if each is not None} | {0}, reverse=True)
        options: list[list[int | None]] = [stamps]
        if StampDuty in kinds:
            options = [[each] * len(stamps) for each in due]
        for option in options:
            yield [
                {
                    **({} if tax is None else {"pajak": tax}),
                    **({} if stamp is None else {"meterai": stamp}),
                }
                for tax, stamp in zip(taxes, option, strict=True)
            ]

    def _taxes(
        self, facts: Facts, given: Sequence[Requirement], asked: Sequence[Requirement]
    ) -> dict[str, int] | None:
        """Of each tax that is asked for the amount due; None where none is asked for."""
        due = {tax: 0 for each in asked if isinstance(each, Deposit) for tax, _ in each.due}
        for each in given:
            if isinstance(each, Deposit):
                for tax, amount in each.due:
                    due[tax] = max(due[tax], self._whole(amount, facts))
        return due or None

    def _stamp(
        self, facts: Facts, given: Sequence[Requirement], asked: Sequence[Requirement]
    ) -> int | None:
        """The largest stamp due; None where none is asked for."""
        if not any(isinstance(each, StampDuty) for each in asked):
            return None
        due = [self._whole(each.due, facts) for each in given if isinstance(each, StampDuty)]
        return max(due, default=0)

    def _whole(self, amount: Expression, facts: Facts) -> int:
        value = reference.evaluate(amount, facts, self.policy)
        return operators.whole_rupiah(cast("int | None", value)) or 0


def _documents(
    given: Sequence[Sequence[Requirement]], asked: Sequence[Sequence[Requirement]]
) -> Facts:
    """One document of each group that is asked for on any side, the same one where it can be."""

    def groups(sides: Sequence[Sequence[Requirement]]) -> dict[tuple[str, ...], None]:
        every = (each for side in sides for each in side if isinstance(each, Evidence))
        return dict.fromkeys(group for each in every for group in each.documents)

    if not groups(asked):
        return {}
    chosen: list[str] = []
    for group in sorted(groups(given), key=len):
        if not set(group) & set(chosen):
            chosen.append(group[0])
    return {"bukti": frozenset(chosen)}


def _largest(taxes: Sequence[dict[str, int] | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in taxes:
        for tax, amount in (each or {}).items():
            found[tax] = max(found.get(tax, 0), amount)
    return found
