"""A policy as stages of two-valued formulas, which every rule engine can spell.

A condition of three-valued logic is two formulas: where it is true, and where it is false. It is
unknown where neither holds. The stages stand in the order of the language's definition: the first
whose guard holds is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import cast

from benchmarks.single.formulas import (
    FALSE,
    TRUE,
    Assume,
    Formula,
    Has,
    In,
    Is,
    Literal,
    Missing,
    Number,
    Positive,
    Since,
    conjunction,
    disjunction,
    negation,
    under,
)
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    ClosedList,
    Deposit,
    Evidence,
    Gap,
    Must,
    Obligation,
    Permission,
    Policy,
    Prohibition,
    Requirement,
    Selective,
    StampDuty,
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


@dataclass(frozen=True, slots=True)
class _Truth:
    """Where something is true, and where it is false."""

    true: Formula
    false: Formula

    @property
    def unknown(self) -> Formula:
        if self.false == negation(self.true):
            return FALSE
        return conjunction((negation(self.true), negation(self.false)))

    @property
    def inverse(self) -> _Truth:
        return _Truth(self.false, self.true)


_UNKNOWN = _Truth(FALSE, FALSE)


def _all(truths: Iterable[_Truth]) -> _Truth:
    each = list(truths)
    return _Truth(conjunction(t.true for t in each), disjunction(t.false for t in each))


def _any(truths: Iterable[_Truth]) -> _Truth:
    return _all(each.inverse for each in truths).inverse


def program_of(policy: Policy, *, is_certain: bool = False) -> Program:
    """With `is_certain` for expenses of which nothing is missing and no term is too general."""
    return _Writing(policy, is_certain=is_certain).program()


class _Writing:
    def __init__(self, policy: Policy, *, is_certain: bool) -> None:
        self.policy = policy
        self.is_certain = is_certain
        self.facts = policy.vocabulary.facts

    # ---- conditions ----

    def api(self, name: str) -> str:
        return self.facts[name].alias

    def absent(self, name: str) -> Formula:
        """The fact is missing, and so is the one that it is taken from."""
        default = self.facts[name].default
        own = self.lacks(self.api(name))
        return own if default is None else conjunction((own, self.absent(default)))

    def lacks(self, fact: str) -> Formula:
        return FALSE if self.is_certain else Missing(fact)

    def yes_no(self, fact: str, answer: bool) -> _Truth:
        holds = Is(fact, answer)
        return _Truth(holds, negation(holds) if self.is_certain else Is(fact, not answer))

    def truth(self, expression: ir.Expression) -> _Truth:
        match expression:
            case ir.Constant(value=bool(value)):
                return _Truth(Literal(value), Literal(not value))
            case ir.Field(name=name):
                return self.yes_no(self.api(name), True)
            case ir.Compare(left=ir.Field(name=name), right=ir.Constant(value=bool(value))):
                return self.yes_no(self.api(name), value)
            case ir.IsA(field=name, term=term):
                return self.membership(name, term)
            case ir.Not(operand=operand):
                return self.truth(operand).inverse
            case ir.AllOf(operands=operands):
                return _all(self.truth(each) for each in operands)
            case ir.AnyOf(operands=operands):
                return _any(self.truth(each) for each in operands)
            case ir.Compare(left=ir.Field(name=name), comparison=how, right=right):
                return self.comparison(name, how, cast("int", cast("ir.Constant", right).value))
            case _:
                raise NotImplementedError(f"no benchmark has {expression}")

    def membership(self, name: str, term: str) -> _Truth:
        taxonomy = self.policy.vocabulary.taxonomies[self.facts[name].type.of]
        below = taxonomy.below_or_same(term)
        general = taxonomy.above_or_same(term) - {term}
        others = frozenset(taxonomy.terms) - below - general
        fact = self.api(name)
        if self.is_certain:
            return _Truth(In(fact, below), negation(In(fact, below)))
        if len(others) <= len(below | general):
            return _Truth(In(fact, below), In(fact, others))
        is_other = conjunction((negation(self.lacks(fact)), negation(In(fact, below | general))))
        return _Truth(In(fact, below), is_other)

    def comparison(self, name: str, how: ir.Comparison, value: int) -> _Truth:
        """Of a fact in rupiah with a constant. A missing one is taken from its default."""
        number = Number(self.api(name))
        above = Positive(((1, number),), -value)
        least = Positive(((1, number),), 1 - value)
        truth = {
            ">": _Truth(above, negation(above)),
            "<=": _Truth(negation(above), above),
            ">=": _Truth(least, negation(least)),
            "<": _Truth(negation(least), least),
        }[how]
        given = negation(self.lacks(self.api(name)))
        known = _Truth(conjunction((given, truth.true)), conjunction((given, truth.false)))
        default = self.facts[name].default
        if default is None or self.is_certain:
            return known
        other = self.comparison(default, how, value)
        lacking = self.lacks(self.api(name))
        return _Truth(
            disjunction((known.true, conjunction((lacking, other.true)))),
            disjunction((known.false, conjunction((lacking, other.false)))),
        )

    # ---- requirements ----

    def requirement(self, requirement: Requirement) -> _Truth:
        match requirement:
            case Must(condition=condition):
                return self.truth(condition)
            case Evidence(documents=documents):
                given = conjunction(disjunction(Has(each) for each in group) for group in documents)
                return self.where_given(("documents",), given)
            case StampDuty(due=ir.Constant(value=int(value))):
                return self.comparison("meterai", ">=", value)
            case Deposit(due=taxes):
                return _all(self.deposit(tax, due) for tax, due in taxes)
            case _:
                raise NotImplementedError(f"no benchmark has {requirement}")

    def deposit(self, tax: str, due: ir.Expression) -> _Truth:
        """A share of the amount, rounded down, was paid: share × amount < paid + 1."""
        assert isinstance(due, ir.Scaled)
        rate, name = Fraction(1), ""
        for how, factor in due.factors:
            if isinstance(factor, ir.Field):
                name = self.api(factor.name)
            elif isinstance(factor, ir.Constant):
                value = Fraction(cast("Fraction", factor.value))
                rate = rate * value if how == "*" else rate / value
        paid = (rate.denominator, Number(f"taxes.{tax}"))
        enough = Positive((paid, (-rate.numerator, Number(name))), rate.denominator)
        return self.where_given(("taxes", name), enough)

    def where_given(self, facts: Iterable[str], holds: Formula) -> _Truth:
        given = [negation(self.lacks(each)) for each in facts]
        return _Truth(conjunction((*given, holds)), conjunction((*given, negation(holds))))

    # ---- rules ----

    def permitted(self, rule: Permission) -> _Truth:
        return self.truth(rule.condition)

    def forbidden(self, rule: Prohibition) -> _Truth:
        return _all((self.truth(rule.condition), self.no_exception(rule)))

    def no_exception(self, rule: Prohibition | Gap) -> _Truth:
        by_name = self.policy.permission_by_name
        return _any(self.permitted(by_name[name]) for name in rule.exceptions).inverse

    def gap(self, rule: Gap) -> _Truth:
        return _all((self.truth(rule.condition), self.no_exception(rule), _UNKNOWN))

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
        bans: list[tuple[_Truth, Prohibition | Gap]] = [
            (self.forbidden(each), each) for each in self.policy.prohibitions
        ]
        bans += [(self.gap(each), each) for each in self.gaps("forbid")]
        stages = [*self.refusals(bans), *self.lists(), *self.payable()]
        terms = tuple(self.policy.vocabulary.taxonomies["belanja"].terms)
        return Program(tuple(each for each in stages if each.guard != FALSE), terms)

    def refusals(self, bans: list[tuple[_Truth, Prohibition | Gap]]) -> Iterable[Stage]:
        yield _stage("forbidden", self.basis((truth.true, rule) for truth, rule in bans))
        doubtful = [(truth.unknown, rule) for truth, rule in bans]
        by_name = self.policy.permission_by_name
        reading: list[tuple[Formula, Selective]] = [*doubtful]
        reading += [(doubt, by_name[name]) for doubt, rule in doubtful for name in rule.exceptions]
        yield _stage("undetermined", self.basis(doubtful), self.missing(reading))

    def lists(self) -> Iterable[Stage]:
        entries: list[tuple[_Truth, Permission | Gap]] = [
            (self.permitted(each), each) for each in self.policy.permissions
        ]
        entries += [(self.gap(each), each) for each in self.gaps("allow")]
        refusing: list[tuple[Formula, Selective]] = []
        in_force = []
        standings = []
        for closed in self.policy.closed_lists:
            force = self.truth(closed.condition)
            own = [(truth, rule) for truth, rule in entries if closed.dimension in rule.serves]
            listed = _any(truth for truth, _ in own)
            refuses = _all((force, listed.inverse))
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
        silent = _all((_any(in_force).inverse, _any(truth for truth, _ in entries).inverse))
        yield from self.open_lists(standings, negation(silent.false), entries)

    def open_lists(
        self,
        standings: list[list[tuple[Formula, ClosedList | None, list[tuple[Formula, Selective]]]]],
        may_be_silent: Formula,
        entries: list[tuple[_Truth, Permission | Gap]],
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
            required = _all(self.requirement(each) for each in rule.requirements)
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
