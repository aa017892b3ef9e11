"""An expense of which only the cell is known, read as the decision logic asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from bokrules.backends.cell_plan.atoms import (
    TRUTHS,
    Atom,
    ClassOf,
    HasEvidence,
    InForce,
    IsGiven,
    IsOwn,
    IsPaid,
    TruthOf,
)
from bokrules.backends.cell_plan.slices import Slice, Slices
from bokrules.backends.reading import RequirementResult
from bokrules.cells.variables import IsTerm, ValueClass
from bokrules.semantics import expressions as ir
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Deposit, Evidence, Must, Requirement, StampDuty


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell: a slice, and the values of its atoms."""

    slices: Slices
    slice: Slice
    values: Mapping[Atom, int]

    def holds(self, condition: ir.Expression) -> Truth:
        return self._truth(self.slices.node(condition, self.slice.classes))

    def requirement(self, requirement: Requirement) -> RequirementResult:
        match requirement:
            case Must(condition=condition):
                return RequirementResult(self.holds(condition))
            case Evidence(documents=documents):
                truth = TRUTHS[self.values[HasEvidence(documents)]]
                return RequirementResult(truth, lacks_evidence=truth is False)
            case Deposit() | StampDuty():
                truth = TRUTHS[self.values[IsPaid(requirement)]]
                return RequirementResult(truth, asks_money=True)
            case _:
                assert_never(requirement)

    def absent(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(
            self.slices.policy.vocabulary.settled_by(name)
            for name in names
            if not self._is_given(name)
        )

    def too_general(self, conditions: Iterable[ir.Expression]) -> frozenset[str]:
        found = set()
        for condition in conditions:
            for test in ir.memberships_of(condition):
                value = self._class_of(test.field)
                if value is None or value.is_missing:
                    continue
                terms = self.slices.conditions.terms
                place = self._tests_of(test.field).index(terms.test(test.field, test.term, 0))
                if value.truths[place] is None:
                    found.add(self._source(test.field))
        return frozenset(found)

    @property
    def is_dated(self) -> bool:
        return self.in_force is not None

    @property
    def in_force(self) -> Truth:
        return TRUTHS[self.values.get(InForce(), 2)]

    # ---- values ----

    def _truth(self, node: int) -> Truth:
        return self.slices.conditions.formulas.truth(node, self._answer)

    def _answer(self, place: int, test: int) -> Truth:
        variable = self.slices.conditions.formulas.variables[place]
        if variable.compared is not None:
            return TRUTHS[self.values[TruthOf(variable.compared, place)]]
        return variable.classes[self.values[ClassOf(variable)]].truths[test]

    def _class_of(self, field: str) -> ValueClass | None:
        """The class of a field's value; None where it does not matter."""
        variable = self.slices.conditions.variables.get(field)
        if variable is None:
            return None
        if variable in self.slices.closed:
            return variable.classes[self.slice.classes[self.slices.closed.index(variable)]]
        chosen = self.values.get(ClassOf(variable))
        return None if chosen is None else variable.classes[chosen]

    def _tests_of(self, field: str) -> list[IsTerm]:
        return list(self.slices.conditions.variables[field].tests)  # type: ignore[arg-type]

    def _is_given(self, name: str) -> bool:
        value = self._class_of(name)
        if value is not None:
            return not value.is_missing
        given = self.values.get(IsGiven(name))
        if given is not None:
            return bool(given)
        evidence = next(each for each in self.slice.atoms if isinstance(each, HasEvidence))
        return TRUTHS[self.values[evidence]] is not None

    def _source(self, name: str) -> str:
        """The field that the value is taken from."""
        while self.values.get(IsOwn(name), 1) == 0:
            default = self.slices.policy.vocabulary.facts[name].default
            assert default is not None, "the value is given"
            name = default
        return name
