"""The value of an atom as an expression: one weighted digit of a cell's number."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

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
    size_of,
)
from bokrules.backends.cell_plan.plan import CellPlan
from bokrules.backends.decision import Value
from bokrules.backends.polynomials import Polynomial
from bokrules.backends.to_python import arithmetic, nodes
from bokrules.backends.to_python.constants import Constants
from bokrules.backends.to_python.remembered import Remembered
from bokrules.backends.to_python.values import TYPES, Values, refuse
from bokrules.cells.conditions import FUND
from bokrules.cells.variables import Variable
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import Deposit, Policy, StampDuty
from bokrules.semantics.vocabulary import Vocabulary

_NO, _YES, _UNKNOWN = DIGITS[False], DIGITS[True], DIGITS[None]


@dataclass(frozen=True, slots=True)
class Digit:
    """An atom, of whose values `alike` has for each the one that stands for it."""

    atom: Atom
    alike: tuple[int, ...] | None = None

    @property
    def kept(self) -> tuple[int, ...]:
        """The values that stand for themselves; the digit is the place among them."""
        return tuple(dict.fromkeys(self.alike or range(size_of(self.atom))))

    @property
    def digits(self) -> tuple[int, ...]:
        """For each value of the atom the digit."""
        places = {value: place for place, value in enumerate(self.kept)}
        return tuple(places[each] for each in self.alike or range(size_of(self.atom)))


def returning_field(atom: Atom, vocabulary: Vocabulary) -> str | None:
    """The one fact that an atom reads, if it is one whose values come back in many expenses."""
    match atom:
        case HasEvidence():
            return "bukti"
        case InForce():
            return "tanggal"
        case ClassOf(variable=variable):
            fact = vocabulary.facts[variable.name]
            return fact.name if fact.type.kind == "date" and fact.default is None else None
        case _:
            return None


class DigitWriter:
    """Writes the digits of one slice's atoms."""

    def __init__(self, plan: CellPlan, values: Values, constants: Constants) -> None:
        self._plan = plan
        self._policy: Policy = plan.policy
        self._facts = plan.policy.vocabulary.facts
        self._must_govern = bool(plan.policy.edition.funds) and not values.are_checked
        self._values = values
        self._constants = constants

    def written(self, digit: Digit, weight: int) -> ast.expr:
        """The digit, multiplied by its weight."""
        weighted = [each * weight for each in digit.digits]
        match digit.atom:
            case ClassOf(variable=variable):
                return self._class(variable, weighted)
            case TruthOf(expression=expression):
                return self._compared(digit.atom, expression, weighted)
            case HasEvidence() | InForce():
                raise AssertionError("remembered by its value")
            case IsPaid(requirement=requirement):
                if isinstance(requirement, Deposit):
                    return self._deposited(requirement, weighted)
                return self._stamped(requirement, weighted)
            case IsGiven(field=name):
                return self._given(self._values.taken(name, checked=True), weighted)
            case IsOwn(field=name):
                return self._given(self._values.own(name, checked=True), weighted)
            case _:
                assert_never(digit.atom)

    def remembered(self, field: str, digits: Sequence[tuple[Digit, int]]) -> ast.expr:
        """The sum of digits, each with its weight, that read this one fact alone."""
        plan = self._plan

        def number_of(value: Value | None) -> int:
            facts = {} if value is None else {field: value}
            return sum(
                digit.digits[plan.value_of(digit.atom, facts)] * weight for digit, weight in digits
            )

        fact = self._facts.get(field)
        if fact is None:
            return nodes.whole(number_of(None))
        known = Remembered(number_of, TYPES[fact.type.kind])
        return nodes.item(self._constants.name_of(known, by_identity=True), self._values.own(field))

    # ---- one fact ----

    def _class(self, variable: Variable, weighted: Sequence[int]) -> ast.expr:
        match self._facts[variable.name].type.kind:
            case "yes_no":
                return self._yes_or_no(variable, weighted)
            case "term" | "choice":
                table: dict[str | None, int] = {}
                for each, number in zip(variable.classes, weighted, strict=True):
                    table |= dict.fromkeys([None] if each.is_missing else each.values, number)
                if variable.name == FUND and self._must_govern:
                    # One that the edition does not govern is refused the slow way.
                    for fund in {*table} - self._policy.governed_funds - {None}:
                        del table[fund]
                value = self._values.taken(variable.name)
                return nodes.item(self._constants.name_of(table, by_identity=True), value)
            case _:
                return self._interval(variable, weighted)

    def _yes_or_no(self, variable: Variable, weighted: Sequence[int]) -> ast.expr:
        value = self._values.taken(variable.name)
        result = nodes.call(self._constants.name_of(refuse))
        for given in (None, False, True):
            number = weighted[variable.class_of(given)]
            same = nodes.compared(value, ast.Is(), ast.Constant(given))
            result = nodes.either(same, nodes.whole(number), result)
        return result

    def _interval(self, variable: Variable, weighted: Sequence[int]) -> ast.expr:
        value = self._values.taken(variable.name, checked=True)
        missing = 0
        pieces: list[tuple[int, Any, bool]] = []
        """The number, up to where it goes, and whether that end is left out."""
        for each, number in zip(variable.classes, weighted, strict=True):
            if each.is_missing:
                missing = number
                continue
            if pieces and pieces[-1][0] == number:
                pieces.pop()
            pieces.append((number, each.values[1], each.is_open))
        return nodes.either(nodes.is_none(value), nodes.whole(missing), self._among(pieces, value))

    def _among(self, pieces: Sequence[tuple[int, Any, bool]], value: ast.expr) -> ast.expr:
        """By halving: few comparisons lead to any piece."""
        if len(pieces) == 1:
            return nodes.whole(pieces[0][0])
        half = len(pieces) // 2
        _, end, is_left_out = pieces[half - 1]
        how = ast.Lt() if is_left_out else ast.LtE()
        below = nodes.compared(value, how, self._constants.name_of(end))
        return nodes.either(
            below, self._among(pieces[:half], value), self._among(pieces[half:], value)
        )

    @staticmethod
    def _given(value: ast.expr, weighted: Sequence[int]) -> ast.expr:
        return nodes.either(
            nodes.is_none(value), nodes.whole(weighted[0]), nodes.whole(weighted[1])
        )

    # ---- papers ----

    def _stamped(self, requirement: StampDuty, weighted: Sequence[int]) -> ast.expr:
        paid = self._values.taken("meterai", checked=True)
        read, due = self._due(requirement.due)
        enough = nodes.compared(due, ast.LtE(), paid)
        return self._unless([*read, paid], enough, weighted)

    def _deposited(self, requirement: Deposit, weighted: Sequence[int]) -> ast.expr:
        """Lacking if any tax is known to be, else unknown if any is."""
        if not requirement.due:
            return nodes.whole(weighted[_YES])
        paid = self._values.own("pajak", checked=True)
        unknown, lacking = [paid], []
        for tax, amount in requirement.due:
            read, due = self._due(amount)
            get = ast.Attribute(paid, "get", ast.Load())
            given = nodes.call(get, self._constants.name_of(tax), nodes.whole(0))
            less = nodes.compared(given, ast.Lt(), due)
            lacking.append(nodes.all_of([*map(nodes.is_given, read), less]))
            unknown += read
        known = nodes.either(
            nodes.any_of(lacking),
            nodes.whole(weighted[_NO]),
            self._unless(unknown[1:], ast.Constant(True), weighted),
        )
        return nodes.either(nodes.is_none(paid), nodes.whole(weighted[_UNKNOWN]), known)

    def _due(self, amount: ir.Expression) -> tuple[list[ast.expr], ast.expr]:
        """What an amount reads, and the amount in whole rupiah."""
        found = arithmetic.polynomial_of(amount, self._policy.vocabulary)
        assert found is not None, "taxes and stamps are rupiah"
        values = self._read(amount)
        return [*values.values()], arithmetic.whole_rupiah(found, values, self._constants)

    # ---- several facts ----

    def _compared(self, atom: Atom, expression: ir.Expression, weighted: Sequence[int]) -> ast.expr:
        assert isinstance(expression, ir.Compare)
        left, how, right = expression.left, expression.comparison, expression.right
        difference = self._difference(left, right)
        if difference is not None:
            values = self._read(expression)
            test = arithmetic.comparison(difference, how, values, self._constants)
        elif isinstance(left, ir.Field) and isinstance(right, ir.Field):
            values = self._read(expression)
            test = nodes.compared(values[left.name], nodes.COMPARISONS[how](), values[right.name])
        else:
            return self._interpreted(atom, expression, weighted)
        return self._unless([*values.values()], test, weighted)

    def _difference(self, left: ir.Expression, right: ir.Expression) -> Polynomial | None:
        first, second = (
            arithmetic.polynomial_of(each, self._policy.vocabulary) for each in (left, right)
        )
        return None if first is None or second is None else first.minus(second)

    def _interpreted(
        self, atom: Atom, expression: ir.Expression, weighted: Sequence[int]
    ) -> ast.expr:
        """A comparison of conditions: rare, and left to the reference."""
        names = [*dict.fromkeys(n for each in ir.fields_of(expression) for n in self._chain(each))]
        plan = self._plan

        def digit(*given: Value | None) -> int:
            pairs = zip(names, given, strict=True)
            facts = {name: each for name, each in pairs if each is not None}
            return weighted[plan.value_of(atom, facts)]

        values = [self._values.own(name, checked=True) for name in names]
        return nodes.call(self._constants.name_of(digit, by_identity=True), *values)

    def _chain(self, name: str) -> list[str]:
        found = [name]
        while (default := self._facts[found[-1]].default) is not None:
            found.append(default)
        return found

    def _read(self, expression: ir.Expression) -> dict[str, ast.expr]:
        names = dict.fromkeys(ir.fields_of(expression))
        return {name: self._values.taken(name, checked=True) for name in names}

    def _unless(
        self, read: Sequence[ast.expr], test: ast.expr, weighted: Sequence[int]
    ) -> ast.expr:
        """Unknown if anything that is read is missing, else what the test says."""
        known = (
            nodes.whole(weighted[_YES])
            if isinstance(test, ast.Constant) and test.value is True
            else nodes.either(test, nodes.whole(weighted[_YES]), nodes.whole(weighted[_NO]))
        )
        unique = {ast.dump(each): nodes.is_none(each) for each in read}
        return nodes.either(
            nodes.any_of([*unique.values()]), nodes.whole(weighted[_UNKNOWN]), known
        )
