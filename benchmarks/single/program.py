"""A policy as stages of two-valued formulas, which every rule engine can spell.

A condition of three-valued logic is two formulas: where it is true, and where it is false. It is
unknown where neither holds. The stages stand in the order of the language's definition: the first
whose guard holds is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from benchmarks.single.conditions import UNKNOWN, Conditions, TruthFormulas, all_of, any_of
from benchmarks.single.formulas import (
    FALSE,
    TRUE,
    Assume,
    Formula,
    In,
    Since,
    conjunction,
    disjunction,
    negation,
    under,
)
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    ClosedList,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Selective,
)

Named = tuple[Formula, str]


@dataclass(frozen=True, slots=True)
class Stage:
    """`basis`: a rule is named where its formula holds; `missing`: likewise the facts."""

    guard: Formula
    outcome: str
    basis: tuple[Named, ...]
    missing: tuple[Named, ...] = ()

    def under(self, assume: Assume) -> Stage:
        def known(named: tuple[Named, ...]) -> tuple[Named, ...]:
            found = [(under(formula, assume), name) for formula, name in named]
            return tuple(each for each in found if each[0] != FALSE)

        return Stage(
            under(self.guard, assume), self.outcome, known(self.basis), known(self.missing)
        )


@dataclass(frozen=True, slots=True)
class Program:
    stages: tuple[Stage, ...]
    terms: tuple[str, ...]
    """The expense types, general ones too."""

    def under(self, assume: Assume) -> Program:
        """Where some atoms are known. A stage after one that surely decides is left out."""
        found = []
        for each in self.stages:
            stage = each.under(assume)
            if stage.guard != FALSE:
                found.append(stage)
            if stage.guard == TRUE:
                break
        return replace(self, stages=tuple(found))


def program_of(policy: Policy, *, is_certain: bool = False) -> Program:
    """With `is_certain` for expenses of which nothing is missing and no term is too general."""
    return _Writing(policy, is_certain=is_certain).program()


class _Writing(Conditions):
    # ---- rules ----

    def permitted(self, rule: Permission) -> TruthFormulas:
        return self.truth(rule.condition)

    def forbidden(self, rule: Prohibition) -> TruthFormulas:
        return all_of((self.truth(rule.condition), self.no_exception(rule)))

    def no_exception(self, rule: Prohibition | Gap) -> TruthFormulas:
        by_name = self.policy.permission_by_name
        return any_of(self.permitted(by_name[name]) for name in rule.exceptions).inverse

    def gap(self, rule: Gap) -> TruthFormulas:
        return all_of((self.truth(rule.condition), self.no_exception(rule), UNKNOWN))

    def gaps(self, *touched: str) -> list[Gap]:
        return [each for each in self.policy.gaps if each.touches in touched]

    # ---- facts that are asked for ----

    def missing(self, doubts: Iterable[tuple[Formula, Selective]]) -> tuple[Named, ...]:
        """For each fact: it is absent, or too general, and a rule that reads it is in doubt."""
        asked: dict[str, list[Formula]] = {name: [] for name in self.facts}
        for doubt, rule in doubts:
            if doubt == FALSE:
                continue
            for name in dict.fromkeys(self.reads(rule)):
                for settling, lacking in self.chain(name):
                    asked[settling].append(conjunction((lacking, doubt)))
            for test in self.tests(rule):
                taxonomy = self.policy.vocabulary.taxonomies[self.facts[test.field].type.of]
                general = taxonomy.above_or_same(test.term) - {test.term}
                if general and not self.is_certain:
                    too_general = In(self.api(test.field), general)
                    asked[test.field].append(conjunction((too_general, doubt)))
        found = [(disjunction(each), self.api(name)) for name, each in asked.items() if each]
        return tuple(each for each in found if each[0] != FALSE)

    def chain(self, name: str) -> Iterable[tuple[str, Formula]]:
        """The fact that stands for an absent one, and where it is absent too."""
        last = self.policy.vocabulary.settled_by(name)
        yield last, self.absent(name)

    def reads(self, rule: Selective) -> Iterable[str]:
        return rule.reads if isinstance(rule, Obligation) else ir.fields_of(rule.condition)

    def tests(self, rule: Selective) -> Iterable[ir.IsA]:
        yield from ir.memberships_of(rule.condition)
        if isinstance(rule, Obligation):
            for each in rule.requirements:
                if isinstance(each, Must):
                    yield from ir.memberships_of(each.condition)

    # ---- stages ----

    def basis(self, rules: Iterable[tuple[Formula, Selective]]) -> tuple[Named, ...]:
        """In the decree's order; closed lists of one dimension share a name."""
        found: dict[str, list[Formula]] = {}
        for formula, rule in sorted(rules, key=lambda each: self.policy.place(each[1])):
            found.setdefault(rule.name, []).append(formula)
        named = [(disjunction(each), name) for name, each in found.items()]
        return tuple(each for each in named if each[0] != FALSE)

    def program(self) -> Program:
        bans: list[tuple[TruthFormulas, Prohibition | Gap]] = [
            (self.forbidden(each), each) for each in self.policy.prohibitions
        ]
        bans += [(self.gap(each), each) for each in self.gaps("forbid")]
        stages = [*self.refusals(bans), *self.lists(), *self.payable()]
        terms = tuple(self.policy.vocabulary.taxonomies["belanja"].terms)
        return Program(tuple(each for each in stages if each.guard != FALSE), terms)

    def refusals(self, bans: list[tuple[TruthFormulas, Prohibition | Gap]]) -> Iterable[Stage]:
        yield _stage("forbidden", self.basis((truth.true, rule) for truth, rule in bans))
        doubtful = [(truth.unknown, rule) for truth, rule in bans]
        by_name = self.policy.permission_by_name
        reading: list[tuple[Formula, Selective]] = [*doubtful]
        reading += [(doubt, by_name[name]) for doubt, rule in doubtful for name in rule.exceptions]
        yield _stage("undetermined", self.basis(doubtful), self.missing(reading))

    def lists(self) -> Iterable[Stage]:
        entries: list[tuple[TruthFormulas, Permission | Gap]] = [
            (self.permitted(each), each) for each in self.policy.permissions
        ]
        entries += [(self.gap(each), each) for each in self.gaps("allow")]
        refusing: list[tuple[Formula, Selective]] = []
        in_force = []
        standings = []
        for closed in self.policy.closed_lists:
            force = self.truth(closed.condition)
            own = [(truth, rule) for truth, rule in entries if closed.dimension in rule.serves]
            listed = any_of(truth for truth, _ in own)
            refuses = all_of((force, listed.inverse))
            in_force.append(force)
            refusing.append((refuses.true, closed))
            funds: list[tuple[Formula, Selective]] = [(force.unknown, closed)]
            listing = [(truth.unknown, rule) for truth, rule in own]
            standings.append(
                [
                    (conjunction((refuses.unknown, listed.unknown)), closed, [*funds, *listing]),
                    (refuses.unknown, closed, funds),
                    (TRUE, None, []),
                ]
            )
        yield _stage("unlisted", self.basis(refusing))
        silent = all_of((any_of(in_force).inverse, any_of(truth for truth, _ in entries).inverse))
        yield from self.open_lists(standings, negation(silent.false), entries)

    def open_lists(
        self,
        standings: list[list[tuple[Formula, ClosedList | None, list[tuple[Formula, Selective]]]]],
        may_be_silent: Formula,
        entries: list[tuple[TruthFormulas, Permission | Gap]],
    ) -> Iterable[Stage]:
        """A stage for each way in which lists are open: its doubts need no further condition.

        The first of a list's standings that holds is how it stands.
        """
        silence: list[tuple[Formula, Selective]] = [
            (conjunction((truth.unknown, may_be_silent)), rule) for truth, rule in entries
        ]
        for combination in product(*standings):
            guard = conjunction(formula for formula, _, _ in combination)
            opened = [(TRUE, closed) for _, closed, _ in combination if closed is not None]
            doubts = [doubt for _, _, some in combination for doubt in some] + silence
            # A gap that leaves a list open is named only where the text may be silent too.
            hiding = [
                (conjunction((formula, may_be_silent)), rule)
                for formula, rule in doubts
                if isinstance(rule, Gap)
            ]
            if not opened:
                guard = conjunction((guard, may_be_silent))
            if guard != FALSE:
                basis = self.basis([*opened, *hiding])
                yield Stage(guard, "undetermined", basis, self.missing(doubts))

    def payable(self) -> Iterable[Stage]:
        basis = self.basis((self.permitted(each).true, each) for each in self.policy.permissions)
        not_met: list[Formula] = []
        doubts: list[tuple[Formula, Selective]] = []
        for rule in self.policy.obligations:
            condition = self.truth(rule.condition)
            required = all_of(self.requirement(each) for each in rule.requirements)
            not_met.append(negation(disjunction((condition.false, required.true))))
            unmet = conjunction((condition.true, required.false))
            doubts.append((conjunction((not_met[-1], negation(unmet))), rule))
        for gap in self.gaps("require", "limit"):
            not_met.append(negation(self.truth(gap.condition).false))
            doubts.append((not_met[-1], gap))
        edition = self.policy.edition
        outside = [Since(edition.first_day.isoformat(), is_before=True)]
        if edition.last_day is not None:
            after = edition.last_day.fromordinal(edition.last_day.toordinal() + 1)
            outside.append(Since(after.isoformat(), is_before=False))
        not_met.append(conjunction((negation(self.lacks("date")), disjunction(outside))))
        yield Stage(disjunction(not_met), "conditional", basis, self.missing(doubts))
        yield Stage(TRUE, "allowed", basis)


def _stage(outcome: str, basis: tuple[Named, ...], missing: tuple[Named, ...] = ()) -> Stage:
    return Stage(disjunction(formula for formula, _ in basis), outcome, basis, missing)
