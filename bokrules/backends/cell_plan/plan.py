"""A policy by cells: from a slice and the values of its atoms to the class of answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import assert_never, cast

from bokrules.backends.cell_plan.atoms import (
    DIGITS,
    Atom,
    ClassOf,
    HasEvidence,
    InForce,
    IsGiven,
    IsOwn,
    IsPaid,
    TruthOf,
)
from bokrules.backends.cell_plan.cell_reading import CellReading
from bokrules.backends.cell_plan.result_class import ResultClass
from bokrules.backends.cell_plan.slices import Slice, Slices
from bokrules.backends.deciding import (
    ObligationAnswer,
    PermissionAnswer,
    decision_of,
    in_force_answer,
    limits_counting,
    obligation_answer,
    obliging,
    permission_answer,
)
from bokrules.backends.decision import Facts
from bokrules.backends.reference import FactsReading, source_of
from bokrules.cells.variables import Variable
from bokrules.semantics import operators
from bokrules.semantics.limits import Limit
from bokrules.semantics.policy import Deposit, Obligation, Policy, Selective, StampDuty

Values = tuple[int, ...]
"""A value for each atom of a slice, in their order."""


class _Known:
    """What was worked out for one slice, each part by the values of the atoms that it reads."""

    def __init__(self, slice_: Slice, slices: Slices) -> None:
        def places(*rules: Selective) -> tuple[int, ...]:
            wanted = slices.atoms_of(rules, slice_)
            return tuple(n for n, each in enumerate(slice_.atoms) if each in wanted)

        rules = slice_.rules
        allowing = [each for each in rules.gaps if each.touches in ("allow", "forbid")]
        self.of_permission = places(
            *rules.closed_lists, *rules.permissions, *rules.prohibitions, *allowing
        )
        self.obliging = [(each, places(each)) for each in obliging(rules)]
        self.permission: dict[Values, PermissionAnswer] = {}
        self.obligations: dict[tuple[int, Values], ObligationAnswer | None] = {}
        self.classes: dict[Values, ResultClass] = {}


class CellPlan:
    """A policy, ready to tell the class of any cell. It only ever grows: threads may share it."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.slices = Slices(policy)
        self.classes: list[ResultClass] = []
        """All made so far, by their id."""
        self._by_content: dict[object, ResultClass] = {}
        self._known: dict[Slice, _Known] = {}

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The facts by their Indonesian names, in vocabulary order."""
        return tuple(self.policy.vocabulary.facts)

    @property
    def closed(self) -> tuple[Variable, ...]:
        """The closed fields, whose classes make a slice."""
        return self.slices.closed

    def slice_at(self, classes: tuple[int, ...]) -> Slice:
        """The slice of one class for each of the closed fields, in their order."""
        return self.slices.at(classes)

    def class_of(self, slice_: Slice, values: Values) -> ResultClass:
        """The class of a cell: `values` are those of the slice's atoms, in their order."""
        known = self._known.get(slice_)
        if known is None:
            known = self._known.setdefault(slice_, _Known(slice_, self.slices))
        found = known.classes.get(values)
        if found is None:
            found = known.classes[values] = self._class(slice_, values, known)
        return found

    # ---- one expense ----

    def class_of_facts(self, facts: Facts) -> ResultClass:
        """The class of an expense, slowly: what generated code must agree with."""
        classes = tuple(each.class_of(facts.get(each.name)) for each in self.closed)
        found = self.slice_at(classes)
        return self.class_of(found, tuple(self.value_of(each, facts) for each in found.atoms))

    def value_of(self, atom: Atom, facts: Facts) -> int:
        """The value of an atom for an expense."""
        reading = FactsReading(facts, self.policy)
        match atom:
            case ClassOf(variable=variable):
                return variable.class_of(facts.get(source_of(variable.name, facts, self.policy)))
            case TruthOf(expression=expression):
                return DIGITS[reading.holds(expression)]
            case HasEvidence(documents=documents):
                given = cast("frozenset[str] | None", facts.get("bukti"))
                return DIGITS[operators.has_evidence(documents, given)]
            case IsPaid(requirement=requirement):
                return DIGITS[reading.requirement(requirement).truth]
            case IsGiven(field=name):
                return int(source_of(name, facts, self.policy) in facts)
            case IsOwn(field=name):
                return int(name in facts)
            case InForce():
                return DIGITS[reading.in_force]
            case _:
                assert_never(atom)

    # ---- making classes ----

    def _class(self, slice_: Slice, values: Values, known: _Known) -> ResultClass:
        standing = tuple(
            slice_.alike[atom][value] if atom in slice_.alike else value
            for atom, value in zip(slice_.atoms, values, strict=True)
        )
        if standing != values:
            return self.class_of(slice_, standing)
        by_atom = dict(zip(slice_.atoms, values, strict=True))
        reading = CellReading(self.slices, slice_, by_atom)
        limits = limits_counting(reading, slice_.rules)
        return self._interned(
            self._permission(reading, values, known),
            self._obligations(reading, values, known),
            {each.name for each, truth in limits.items() if truth is None},
            [*limits],
        )

    def _permission(self, reading: CellReading, values: Values, known: _Known) -> PermissionAnswer:
        key = tuple(values[each] for each in known.of_permission)
        if key not in known.permission:
            rules = reading.slice.rules
            known.permission[key] = permission_answer(reading, self.policy, rules)
        return known.permission[key]

    def _obligations(
        self, reading: CellReading, values: Values, known: _Known
    ) -> list[ObligationAnswer]:
        answers = []
        for place, (rule, reads) in enumerate(known.obliging):
            key = place, tuple(values[each] for each in reads)
            if key not in known.obligations:
                known.obligations[key] = obligation_answer(rule, reading)
            answers.append(known.obligations[key])
        return [each for each in (*answers, in_force_answer(reading)) if each is not None]

    def _interned(
        self,
        permission: PermissionAnswer,
        answers: Sequence[ObligationAnswer],
        doubtful_limits: Collection[str],
        limits: Sequence[Limit],
    ) -> ResultClass:
        content = permission, tuple(answers), tuple(limits), tuple(sorted(doubtful_limits))
        known = self._by_content.get(content)
        if known is None:
            pattern = decision_of(permission, answers, limits, self.policy, None)
            owing = {
                each.rule.name: each.rule
                for each in answers
                if isinstance(each.rule, Obligation)
                and any(isinstance(r, (Deposit, StampDuty)) for r in each.rule.requirements)
            }
            known = self._by_content[content] = ResultClass(
                id=len(self.classes),
                outcome=pattern.outcome,
                basis=pattern.basis,
                obligations=pattern.obligations,
                missing=self.policy.vocabulary.aliases(pattern.missing),
                possible=pattern.possible,
                gaps=pattern.gaps,
                limits=pattern.limits,
                doubtful_limits=tuple(each for each in pattern.limits if each in doubtful_limits),
                questions_all=pattern.questioned is None,
                unsupported_all=pattern.unsupported is None,
                owing=tuple(owing.values()),
                pattern=pattern,
                policy=self.policy,
            )
            self.classes.append(known)
        return known
