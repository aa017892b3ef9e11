"""Conditions of a policy as nodes, and what permission rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from bokrules.cells.formulas import FALSE, TRUE, UNKNOWN, Formulas, Node
from bokrules.cells.variables import (
    Collector,
    Compared,
    IsOneOf,
    IsTerm,
    IsYes,
    Opaque,
    Terms,
    Test,
    Variable,
)
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import Gap, Must, Policy, Prohibition

FUND = "dana"
_TURNED: dict[ir.Comparison, ir.Comparison] = {
    ">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=",
}  # fmt: skip


def atom_of(expression: ir.Expression) -> tuple[str, Test] | None:
    """The fact that a test reads, and the test; None where it is no test of one fact."""
    match expression:
        case ir.Field(name=name):
            return name, IsYes()
        case ir.IsA(field=name, term=term):
            return name, IsTerm(term)
        case ir.Compare(left=ir.Field(name=name), comparison=how, right=ir.Constant(value=value)):
            return name, IsYes() if isinstance(value, bool) else Compared(how, value)
        case ir.Compare(left=ir.Constant(value=value), comparison=how, right=ir.Field(name=name)):
            return name, IsYes() if isinstance(value, bool) else Compared(_TURNED[how], value)
        case ir.Compare():
            return f"({expression})", Opaque(expression)
        case _:
            return None


def _is_no(expression: ir.Expression) -> bool:
    """`terpencil = tidak`: a yes-or-no fact that must be no."""
    match expression:
        case ir.Compare(left=ir.Constant(value=False)) | ir.Compare(right=ir.Constant(value=False)):
            return True
        case _:
            return False


def _plain(expression: ir.Expression) -> ir.Expression:
    """`(a dan b) = tidak` as `bukan (a dan b)`: a condition that is held against yes or no."""
    match expression:
        case (
            ir.Compare(
                left=ir.AllOf() | ir.AnyOf() | ir.Not() | ir.IsA() | ir.Compare() as operand,
                comparison="=",
                right=ir.Constant(value=bool(wanted)),
            )
            | ir.Compare(
                left=ir.Constant(value=bool(wanted)),
                comparison="=",
                right=ir.AllOf() | ir.AnyOf() | ir.Not() | ir.IsA() | ir.Compare() as operand,
            )
        ):
            return operand if wanted else ir.Not(operand)
        case _:
            return expression


def _test_in(expression: ir.Expression, terms: Terms, vocabulary: int) -> tuple[str, Test] | None:
    """As `atom_of`, a term by the taxonomy of one of the vocabularies."""
    if isinstance(expression, ir.IsA):
        return expression.field, terms.test(expression.field, expression.term, vocabulary)
    return atom_of(expression)


def collect(policy: Policy, collector: Collector, vocabulary: int = 0) -> None:
    """Every test that permission, its gaps and its obligations read."""
    for each in (
        *policy.closed_lists, *policy.permissions, *policy.prohibitions, *policy.gaps,
        *policy.obligations,
    ):  # fmt: skip
        collect_condition(each.condition, collector, vocabulary)
    for obligation in policy.obligations:
        for requirement in obligation.requirements:
            if isinstance(requirement, Must):
                collect_condition(requirement.condition, collector, vocabulary)
    if policy.edition.funds and FUND in policy.vocabulary.facts:
        collector.test(FUND, IsOneOf(policy.governed_funds))


def collect_condition(expression: ir.Expression, collector: Collector, vocabulary: int = 0) -> None:
    match expression := _plain(expression):
        case ir.AllOf(operands=operands) | ir.AnyOf(operands=operands):
            for each in operands:
                collect_condition(each, collector, vocabulary)
        case ir.Not(operand=operand):
            collect_condition(operand, collector, vocabulary)
        case _:
            atom = _test_in(expression, collector.terms, vocabulary)
            if atom is not None:
                collector.test(*atom)


@dataclass(slots=True)
class Conditions:
    """Turns conditions into nodes, by the taxonomies of one of the vocabularies."""

    formulas: Formulas
    variables: Mapping[str, Variable]
    terms: Terms
    vocabulary: int = 0
    _others: dict[int, Conditions] = field(default_factory=dict)
    _known: dict[ir.Expression, Node] = field(default_factory=dict)
    _same: dict[int, tuple[ir.Expression, Node]] = field(default_factory=dict)
    """By `id`, of expressions that are kept: telling that two are equal takes long."""
    _places: dict[str, Mapping[Test, int]] = field(default_factory=dict)

    def seen_by(self, policy: Policy) -> Conditions:
        """The same by the taxonomies of a policy."""
        places = enumerate(self.terms.vocabularies)
        place = next((place for place, each in places if each is policy.vocabulary), 0)
        if place == self.vocabulary:
            return self
        if place not in self._others:
            self._others[place] = Conditions(self.formulas, self.variables, self.terms, place)
        return self._others[place]

    def node(self, expression: ir.Expression) -> Node:
        same = self._same.get(id(expression))
        if same is not None:
            return same[1]
        known = self._known.get(expression)
        if known is None:
            known = self._known[expression] = self._node(expression)
        self._same[id(expression)] = expression, known
        return known

    def _node(self, expression: ir.Expression) -> Node:
        match expression := _plain(expression):
            case ir.Constant(value=value):
                return TRUE if value else FALSE
            case ir.Not(operand=operand):
                return self.formulas.negation(self.node(operand))
            case ir.AllOf(operands=operands):
                return self.formulas.conjunction(self.node(each) for each in operands)
            case ir.AnyOf(operands=operands):
                return self.formulas.disjunction(self.node(each) for each in operands)
            case ir.Field() | ir.IsA() | ir.Compare():
                atom = _test_in(expression, self.terms, self.vocabulary)
                assert atom is not None
                test = self.test(*atom)
                return self.formulas.negation(test) if _is_no(expression) else test
            case ir.Total() | ir.Scaled():
                raise AssertionError("a sum is no condition")
            case _:
                assert_never(expression)

    def test(self, name: str, test: Test) -> Node:
        variable = self.variables[name]
        if name not in self._places:
            self._places[name] = {each: place for place, each in enumerate(variable.tests)}
        return self.formulas.literal(variable.place, self._places[name][test])


@dataclass(frozen=True, slots=True)
class Permission:
    """What permission rests on: is it forbidden, is it refused by a list, is the text silent, and
    does the edition govern the fund."""

    forbidden: Node
    refused: Node
    silent: Node
    governed: Node

    @property
    def nodes(self) -> tuple[Node, Node, Node, Node]:
        return self.forbidden, self.refused, self.silent, self.governed


def permission_of(policy: Policy, conditions: Conditions) -> Permission:
    """As the reference decides it, stage by stage, with gaps as rules of unknown truth."""
    forbidden = forbidden_of(policy, conditions)
    conditions = conditions.seen_by(policy)
    make = conditions.formulas
    allowed = {each.name: conditions.node(each.condition) for each in policy.permissions}

    def gap(each: Gap) -> Node:
        return make.conjunction([_excepted(each, policy, conditions), UNKNOWN])

    allowing = [each for each in policy.gaps if each.touches == "allow"]
    refused: list[Node] = []
    in_force: list[Node] = []
    for closed in policy.closed_lists:
        entries = [allowed[e.name] for e in policy.permissions if closed.dimension in e.serves]
        entries += [gap(each) for each in allowing if closed.dimension in each.serves]
        applies = conditions.node(closed.condition)
        in_force.append(applies)
        refused.append(make.conjunction([applies, make.negation(make.disjunction(entries))]))
    named = [*allowed.values(), *map(gap, allowing)]
    return Permission(
        forbidden,
        make.disjunction(refused),
        make.conjunction(
            [make.negation(make.disjunction(in_force)), make.negation(make.disjunction(named))]
        ),
        _governed(policy, conditions),
    )


def forbidden_of(policy: Policy, conditions: Conditions) -> Node:
    """Whether a policy forbids: the first of what permission rests on."""
    conditions = conditions.seen_by(policy)
    make = conditions.formulas
    forbidden = [_excepted(each, policy, conditions) for each in policy.prohibitions]
    forbidden += [
        make.conjunction([_excepted(each, policy, conditions), UNKNOWN])
        for each in policy.gaps
        if each.touches == "forbid"
    ]
    return make.disjunction(forbidden)


def _excepted(rule: Prohibition | Gap, policy: Policy, conditions: Conditions) -> Node:
    """Where a rule applies and none of its exceptions does."""
    make, allowed = conditions.formulas, policy.permission_by_name
    exceptions = make.disjunction(
        conditions.node(allowed[name].condition) for name in rule.exceptions
    )
    return make.conjunction([conditions.node(rule.condition), make.negation(exceptions)])


def _governed(policy: Policy, conditions: Conditions) -> Node:
    if not policy.edition.funds or FUND not in conditions.variables:
        return TRUE
    test = IsOneOf(policy.governed_funds)
    if test not in conditions.variables[FUND].tests:
        return TRUE
    return conditions.test(FUND, test)


def conditions_of(policies: Sequence[Policy], further: Iterable[ir.Expression] = ()) -> Conditions:
    """One space of facts for policies that are compared, and for `further` conditions."""
    terms = Terms([each.vocabulary for each in policies])
    collector = Collector(terms)
    for place, each in enumerate(policies):
        collect(each, collector, place)
    for condition in further:
        collect_condition(condition, collector)
    variables = collector.variables()
    return Conditions(Formulas(variables.values()), variables, terms)
