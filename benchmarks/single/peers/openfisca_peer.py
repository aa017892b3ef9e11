"""OpenFisca-Core: a variable for each rule, with a vectorised formula. It has no missing values.

Facts are variables as the documentation has them: enumerations, booleans, whole numbers. What it
computes of one expense is computed for arrays of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, assert_never

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Expense
from benchmarks.single.formulas import (
    And,
    Formula,
    Has,
    In,
    Is,
    Literal,
    Missing,
    Not,
    Number,
    Or,
    Positive,
    Since,
)
from benchmarks.single.program import Program
from benchmarks.single.programs import Programs

NAME = "OpenFisca"
YEAR = "2010"
TERMS = {"expense_type": "belanja", "activity": "kegiatan", "fund": "dana"}
Line = build_entity("line", "lines", "An expense", is_person=True)


def ways(programs: Programs, *, is_small: bool) -> Iterator[Contestant]:
    """Nothing is there where facts are missing."""
    if not programs.is_complete:
        return
    if is_small:
        system = _System(programs, programs.flat)
        yield Contestant(
            name=NAME, way="one simulation, filled anew", feed=system.feed, decide=system.refilled
        )
        yield Contestant(
            name=NAME, way="a simulation for each expense", feed=system.feed, decide=system.built
        )
    systems = {term: _System(programs, each) for term, each in programs.by_type.items()}
    first = next(iter(systems.values()))

    def feed(expense: Expense) -> Any:
        term = expense.as_json.get("expense_type")
        return term, systems.get(term, first).feed(expense)

    yield Contestant(
        name=NAME,
        way="a system for each type, filled anew",
        feed=feed,
        decide=lambda given: systems[given[0]].refilled(given[1]),
    )


class _System:
    """`stages`: the names of the variables for the guard, the rules and the missing facts."""

    def __init__(self, programs: Programs, program: Program) -> None:
        vocabulary = programs.policy.vocabulary
        self.documents, self.taxes = list(vocabulary.documents), list(vocabulary.taxes)
        self.enums = {
            fact: Enum(fact, {term: term for term in vocabulary.taxonomies[of].terms})
            for fact, of in TERMS.items()
        }
        self.kinds = {each.alias: each.type.kind for each in vocabulary.facts.values()}
        self.inputs: dict[str, type[Variable]] = {}
        self.formulas: dict[str, type[Variable]] = {}
        numbers = count()

        def made(formula: Formula) -> str:
            name = f"rule_{next(numbers)}"
            self._computed(name, formula)
            return name

        self.stages = [
            (
                made(stage.guard),
                stage.outcome,
                [(made(formula), name) for formula, name in stage.basis],
                [(made(formula), name) for formula, name in stage.missing],
            )
            for stage in program.stages
        ]
        system = TaxBenefitSystem([Line])
        system.add_variables(*self.inputs.values(), *self.formulas.values())
        self.system = system
        self.simulation = SimulationBuilder().build_default_simulation(system, count=1)

    # ---- an expense in and out ----

    def feed(self, expense: Expense) -> dict[str, Any]:
        """Values by input variable; documents and taxes are variables of their own."""
        given = expense.as_json
        found: dict[str, Any] = {}
        for name in self.inputs:
            kind, _, part = name.partition("__")
            if kind == "documents":
                found[name] = part in given["documents"]
            elif kind == "taxes":
                found[name] = given["taxes"].get(part, 0)
            else:
                found[name] = given[name]
        return found

    def refilled(self, given: dict[str, Any]) -> Any:
        simulation = self.simulation
        for name in self.formulas:
            simulation.delete_arrays(name)
        for name, value in given.items():
            simulation.delete_arrays(name)
            simulation.set_input(name, YEAR, np.array([value]))
        return self._answer(simulation)

    def built(self, given: dict[str, Any]) -> Any:
        values = {name: {YEAR: value} for name, value in given.items()}
        simulation = SimulationBuilder().build_from_entities(
            self.system, {"lines": {"one": values}}
        )
        return self._answer(simulation)

    def _answer(self, simulation: Any) -> Any:
        def holds(name: str) -> bool:
            return bool(simulation.calculate(name, YEAR)[0])

        for guard, outcome, basis, missing in self.stages:
            if holds(guard):
                return (
                    outcome,
                    [name for rule, name in basis if holds(rule)],
                    [name for rule, name in missing if holds(rule)],
                )
        raise AssertionError("the last stage always holds")

    # ---- variables ----

    def _input(self, name: str) -> str:
        if name not in self.inputs:
            kind = name.partition("__")[0]
            body: dict[str, Any] = {"entity": Line, "definition_period": DateUnit.YEAR}
            if kind in self.enums:
                enum = self.enums[kind]
                body |= {"value_type": Enum, "possible_values": enum}
                body["default_value"] = next(iter(enum))
            elif kind == "date":
                body["value_type"] = str
            else:
                yes_no = kind == "documents" or self.kinds[kind] == "yes_no"
                body["value_type"] = bool if yes_no else int
            self.inputs[name] = type(name, (Variable,), body)
        return name

    def _computed(self, name: str, formula: Formula) -> None:
        test = self._test(formula)

        def compute(line: Any, period: Any) -> Any:
            return test(lambda field: line(field, period))

        body = {"entity": Line, "definition_period": DateUnit.YEAR, "value_type": bool}
        self.formulas[name] = type(name, (Variable,), {**body, "formula": compute})

    def _test(self, formula: Formula) -> Callable[[Any], Any]:
        match formula:
            case Literal(holds=holds):
                return lambda _: np.array([holds])
            case In(fact=fact, terms=terms):
                field, enum = self._input(fact), list(self.enums[fact].__members__)
                codes = np.array([enum.index(each) for each in sorted(terms)])
                return lambda read: np.isin(read(field), codes)
            case Is(fact=fact, answer=answer):
                field = self._input(fact)
                return lambda read: read(field) == answer
            case Has(document=document):
                field = self._input(f"documents__{document}")
                return lambda read: read(field)
            case Since(day=day, is_before=is_before):
                field = self._input("date")
                return lambda read: (read(field) < day) if is_before else (read(field) >= day)
            case Positive(parts=parts, constant=constant):
                fields = [(multiple, self._number(number)) for multiple, number in parts]
                return lambda read: (
                    sum(multiple * read(field).astype(np.int64) for multiple, field in fields)
                    > -constant
                )
            case Not(operand=operand):
                inner = self._test(operand)
                return lambda read: np.logical_not(inner(read))
            case And(operands=operands):
                tests = [self._test(each) for each in operands]
                return lambda read: np.logical_and.reduce([each(read) for each in tests])
            case Or(operands=operands):
                tests = [self._test(each) for each in operands]
                return lambda read: np.logical_or.reduce([each(read) for each in tests])
            case Missing():
                raise AssertionError("OpenFisca knows no missing value")
            case _:
                assert_never(formula)

    def _number(self, number: Number) -> str:
        return self._input(number.name.replace(".", "__"))
