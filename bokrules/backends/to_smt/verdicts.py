"""What a policy decides, as formulas of the solver: stage by stage, as the reference does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

import z3

from bokrules.backends.to_smt.conditions import Amount, Encoder
from bokrules.backends.to_smt.facts import Symbols
from bokrules.backends.to_smt.kleene import (
    CONSTANT,
    Formula,
    Kleene,
    all_of,
    any_of,
    conjunction,
    disjunction,
    negated,
    negation,
)
from bokrules.cells.conditions import FUND
from bokrules.cells.standing import Open
from bokrules.semantics.expressions import IsA, fields_of, memberships_of
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import (
    Deposit,
    Evidence,
    Gap,
    Must,
    Obligation,
    Policy,
    Prohibition,
    Requirement,
    StampDuty,
)

_EVIDENCE, _TAXES, _STAMP, _DAY = "bukti", "pajak", "meterai", "tanggal"


@dataclass(frozen=True, eq=False)
class SmtPolicy:
    """A policy over symbols that it may share with others."""

    policy: Policy
    symbols: Symbols

    @cached_property
    def encoder(self) -> Encoder:
        return Encoder(self.symbols, self.policy.vocabulary)

    @cached_property
    def is_complete(self) -> Formula:
        """Every fact that its rules read is known, and no term too general for them."""
        policy = self.policy
        permission = (*policy.closed_lists, *policy.permissions, *policy.prohibitions)
        conditions = [each.condition for each in (*permission, *policy.gaps, *policy.obligations)]
        conditions += [
            asked.condition
            for each in policy.obligations
            for asked in each.requirements
            if isinstance(asked, Must)
        ]
        fields = {name for each in conditions for name in fields_of(each)}
        if self._limits_funds:
            fields.add(FUND)
        known = [self.symbols.read(name)[0] for name in sorted(fields)]
        tests = {test for each in conditions for test in memberships_of(each)}
        return all_of([*known, *self._specific(tests)])

    def _specific(self, tests: Iterable[IsA]) -> Iterator[Formula]:
        """Of each fact: its value lies above none of the terms that are asked for."""
        general: dict[str, set[str]] = {}
        for test in tests:
            taxonomy = self.policy.vocabulary.taxonomies[self._dimension(test.field)]
            above = taxonomy.above_or_same(test.term) - {test.term}
            general.setdefault(test.field, set()).update(above)
        for name in sorted(general):
            _, symbol, others = self.symbols.read(name)
            for given, each in [(symbol.given, symbol), *others]:
                yield negated(all_of([given, each.is_any(general[name])]))

    def _dimension(self, name: str) -> str:
        return self.policy.vocabulary.facts[name].type.of

    @property
    def _limits_funds(self) -> bool:
        return bool(self.policy.edition.funds) and FUND in self.policy.vocabulary.facts

    # ---- permission ----

    @cached_property
    def governed(self) -> Formula:
        """The edition governs the fund, or none is given."""
        if not self._limits_funds:
            return True
        symbol = self.symbols[FUND]
        return any_of([negated(symbol.given), symbol.is_any(self.policy.governed_funds)])

    @cached_property
    def permitted(self) -> Mapping[str, Kleene]:
        return {each.name: self.encoder.truth(each.condition) for each in self.policy.permissions}

    @cached_property
    def forbidden(self) -> Kleene:
        found = [
            conjunction([self.encoder.truth(each.condition), self._not_excepted(each)])
            for each in self.policy.prohibitions
        ]
        return disjunction([*found, *self._gaps("forbid")])

    @cached_property
    def refused(self) -> Kleene:
        """By some closed list."""
        return disjunction(
            conjunction(
                [
                    self.encoder.truth(closed.condition),
                    negation(disjunction(self._entries(closed.dimension))),
                ]
            )
            for closed in self.policy.closed_lists
        )

    @cached_property
    def silent(self) -> Kleene:
        """No closed list is in force, nothing allows it by name."""
        in_force = [self.encoder.truth(each.condition) for each in self.policy.closed_lists]
        named = [*self.permitted.values(), *self._gaps("allow")]
        return negation(disjunction([*in_force, *named]))

    def _entries(self, dimension: str) -> Iterable[Kleene]:
        for each in self.policy.permissions:
            if dimension in each.serves:
                yield self.permitted[each.name]
        for gap in self.policy.gaps:
            if gap.touches == "allow" and dimension in gap.serves:
                yield self._gap(gap)

    def _gaps(self, touches: str) -> list[Kleene]:
        return [self._gap(each) for each in self.policy.gaps if each.touches == touches]

    def _gap(self, gap: Gap) -> Kleene:
        applies = self.encoder.truth(gap.condition)
        return conjunction([applies, self._not_excepted(gap), CONSTANT[None]])

    def _not_excepted(self, rule: Prohibition | Gap) -> Kleene:
        return negation(disjunction(self.permitted[name] for name in rule.exceptions))

    # ---- obligations ----

    @cached_property
    def obligations(self) -> tuple[Kleene, ...]:
        """Each obligation: true where it is met, or not asked for."""
        found = [self._owed(each, each.requirements) for each in self.policy.obligations]
        found += [Kleene(self.encoder.truth(each.condition).false, False) for each in self._hidden]
        if _DAY in self.policy.vocabulary.facts:
            found.append(self.in_force)
        return tuple(found)

    @property
    def _hidden(self) -> list[Gap]:
        return [each for each in self.policy.gaps if each.touches in ("require", "limit")]

    @cached_property
    def is_hidden(self) -> Formula:
        """Some gap hides what is asked for."""
        return any_of(self.encoder.truth(each.condition).true for each in self._hidden)

    def fulfilled(self, kind: type[Requirement]) -> Kleene:
        """All that is asked for of a kind is there: documents, taxes, a stamp, what must hold."""
        return conjunction(
            self._owed(rule, [each for each in rule.requirements if isinstance(each, kind)])
            for rule in self.policy.obligations
        )

    def _owed(self, rule: Obligation, requirements: Iterable[Requirement]) -> Kleene:
        asked = conjunction(self._requirement(each) for each in requirements)
        return disjunction([negation(self.encoder.truth(rule.condition)), asked])

    def _requirement(self, requirement: Requirement) -> Kleene:
        match requirement:
            case Must(condition=condition):
                return self.encoder.truth(condition)
            case Evidence(documents=documents):
                symbol = self.symbols[_EVIDENCE]
                has = all_of(any_of(symbol.parts[e] for e in group) for group in documents)
                return Kleene(all_of([symbol.given, has]), all_of([symbol.given, negated(has)]))
            case StampDuty(due=amount):
                known, symbol, _ = self.symbols.read(_STAMP)
                return _paid(self.encoder.amount(amount), Amount(known, symbol.value))
            case Deposit(due=taxes):
                symbol = self.symbols[_TAXES]
                return conjunction(
                    _paid(self.encoder.amount(amount), Amount(symbol.given, symbol.parts[tax]))
                    for tax, amount in taxes
                )
            case _:
                assert_never(requirement)

    @cached_property
    def in_force(self) -> Kleene:
        """Judged only where a day is given."""
        symbol, edition = self.symbols[_DAY], self.policy.edition
        within = [symbol.value >= edition.first_day.toordinal()]
        if edition.last_day is not None:
            within.append(symbol.value <= edition.last_day.toordinal())
        outside = all_of([symbol.given, negated(all_of(within))])
        return Kleene(negated(outside), outside)

    # ---- the verdict ----

    @cached_property
    def possible(self) -> Mapping[Outcome, Formula]:
        """For each outcome, whether it is still open."""
        settled = self.forbidden.true
        unmet = any_of(each.false for each in self.obligations)
        unsettled = any_of(negated(each.true) for each in self.obligations)
        standing = self.standing
        payable = standing[Open.PAYABLE]
        return {
            Outcome.FORBIDDEN: standing[Open.FORBIDDEN],
            Outcome.UNLISTED: standing[Open.UNLISTED],
            Outcome.UNDETERMINED: standing[Open.SILENT],
            Outcome.CONDITIONAL: all_of([negated(settled), payable, unsettled]),
            Outcome.ALLOWED: all_of([negated(settled), payable, negated(unmet)]),
        }

    @cached_property
    def standing(self) -> Mapping[Open, Formula]:
        """For each way to stand, whether it is still open; obligations are not looked at."""
        open_ = negated(self.forbidden.true)
        listed = all_of([open_, negated(self.refused.true)])
        return {
            Open.FORBIDDEN: negated(self.forbidden.false),
            Open.UNLISTED: all_of([open_, negated(self.refused.false)]),
            Open.SILENT: all_of([listed, negated(self.silent.false)]),
            Open.PAYABLE: all_of([listed, negated(self.silent.true)]),
        }

    def stands(self, wanted: frozenset[Open]) -> Formula:
        """Just these are open."""
        return all_of(
            formula if each in wanted else negated(formula)
            for each, formula in self.standing.items()
        )

    @cached_property
    def outcome(self) -> Mapping[Outcome, Formula]:
        """For each outcome, whether it is the one."""
        decided = all_of([self.forbidden.false, self.refused.false, self.silent.false])
        met = all_of(each.true for each in self.obligations)
        unlisted = all_of([self.forbidden.false, self.refused.true])
        return {
            Outcome.FORBIDDEN: self.forbidden.true,
            Outcome.UNLISTED: unlisted,
            Outcome.UNDETERMINED: negated(any_of([self.forbidden.true, unlisted, decided])),
            Outcome.CONDITIONAL: all_of([decided, negated(met)]),
            Outcome.ALLOWED: all_of([decided, met]),
        }


def _paid(due: Amount, paid: Amount) -> Kleene:
    """Nothing is lacking of the whole rupiah that are due; known where both are."""
    enough = paid.value >= (due.value if due.value.is_int() else z3.ToInt(due.value))
    known = all_of([due.known, paid.known])
    return Kleene(all_of([known, enough]), all_of([known, negated(enough)]))
