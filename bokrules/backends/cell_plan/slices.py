"""The closed fields first: for each combination of their classes the rules that matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TypeVar

from bokrules.backends.cell_plan.atoms import (
    Atom,
    ClassOf,
    HasEvidence,
    InForce,
    IsGiven,
    IsOwn,
    IsPaid,
    TruthOf,
)
from bokrules.backends.deciding import Rules, conditions_of, reads_of, rules_of
from bokrules.cells.conditions import Conditions
from bokrules.cells.conditions import conditions_of as conditions_in
from bokrules.cells.formulas import FALSE, UNKNOWN, Node
from bokrules.cells.variables import IsTerm, Variable
from bokrules.semantics import expressions as ir
from bokrules.semantics.policy import (
    Deposit,
    Evidence,
    Gap,
    Obligation,
    Policy,
    Prohibition,
    Selective,
    StampDuty,
)

CLOSED = ("belanja", "kegiatan", "dana")
"""The fields that are read first: few values, and most rules name some."""
DAY = "tanggal"
MOST_COMBINATIONS = 20_000
"""Of classes of closed fields; one that would make more is read like any other fact."""
_Rule = TypeVar("_Rule", bound=Selective)


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """Combinations of classes of the closed fields under which the same is left to be decided.

    `atoms` are what is still told apart. Of some `ClassOf` atoms several classes make no difference
    here: `alike` then has for each class the one that stands for it.
    """

    id: int
    classes: tuple[int, ...]
    """One of the combinations, a class for each of the closed fields."""
    rules: Rules = field(repr=False)
    atoms: tuple[Atom, ...]
    alike: Mapping[Atom, tuple[int, ...]] = field(repr=False)


class Slices:
    """The slices of a policy, each made when it is first asked for."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.conditions: Conditions = conditions_in(
            [policy], [each.condition for each in policy.limits]
        )
        variables = self.conditions.variables
        self.closed = _closed([variables[name] for name in CLOSED if name in variables])
        self.all_rules = rules_of(policy)
        self.made: list[Slice] = []
        self._order: list[Selective] = [each for part in _parts(self.all_rules) for each in part]
        self._candidates = [self._candidates_of(each) for each in self.closed]
        self._by_classes: dict[tuple[int, ...], Slice] = {}
        self._by_signature: dict[object, Slice] = {}

    def at(self, classes: tuple[int, ...]) -> Slice:
        """The slice of one class for each of the closed fields, in their order."""
        known = self._by_classes.get(classes)
        if known is None:
            known = self._by_classes[classes] = self._slice(classes)
        return known

    def node(self, condition: ir.Expression, classes: Sequence[int]) -> Node:
        """A condition, once the closed fields are read."""
        node = self.conditions.node(condition)
        for variable, chosen in zip(self.closed, classes, strict=True):
            node = self.conditions.formulas.assigned(node, variable.place, chosen)
        return node

    # ---- the rules of a slice ----

    def _candidates_of(self, variable: Variable) -> list[int]:
        """For each class the rules, as bits, whose `untuk` does not exclude it."""
        tests = {
            test.term: place
            for place, test in enumerate(variable.tests)
            if isinstance(test, IsTerm)
        }
        places: dict[str, list[int]] = {
            term: [n for n, each in enumerate(variable.classes) if each.truths[place] is not False]
            for term, place in tests.items()
        }
        everywhere, found = 0, [0] * len(variable.classes)
        for number, rule in enumerate(self._order):
            selectors = [each for each in rule.selectors if each.dimension == variable.name]
            if not selectors:
                everywhere |= 1 << number
                continue
            reached = (
                {place for term in each.terms for place in places[term]} for each in selectors
            )
            for place in reduce(set.intersection, reached):
                found[place] |= 1 << number
        return [everywhere | each for each in found]

    def _slice(self, classes: tuple[int, ...]) -> Slice:
        left = reduce(
            int.__and__,
            (each[chosen] for each, chosen in zip(self._candidates, classes, strict=True)),
            (1 << len(self._order)) - 1,
        )
        relevant: list[Selective] = []
        while left:
            rule = self._order[(left & -left).bit_length() - 1]
            left &= left - 1
            if self.node(rule.condition, classes) != FALSE:
                relevant.append(rule)
        signature = tuple(self._signature(rule, classes) for rule in relevant)
        known = self._by_signature.get(signature)
        if known is None:
            atoms, alike = self._atoms(relevant, classes)
            known = Slice(
                len(self.made), classes, _rules_among(self.all_rules, relevant), atoms, alike
            )
            self.made.append(known)
            self._by_signature[signature] = known
        return known

    def _spoken(self, rule: Selective) -> Iterator[Selective]:
        """A rule and its exceptions: what is missing of these is missing of it."""
        yield rule
        if isinstance(rule, (Prohibition, Gap)):
            for name in rule.exceptions:
                yield self.policy.permission_by_name[name]

    def _signature(self, rule: Selective, classes: Sequence[int]) -> object:
        """All that a rule says in a slice."""
        conditions = [c for each in self._spoken(rule) for c in conditions_of(each)]
        names = {name for each in self._spoken(rule) for name in reads_of(each)}
        lacking, general = [], []
        for variable, chosen in zip(self.closed, classes, strict=True):
            value = variable.classes[chosen]
            if variable.name in names and value.is_missing:
                lacking.append(variable.name)
            elif any(
                test.field == variable.name and self._is_open(test, variable, chosen)
                for condition in conditions
                for test in ir.memberships_of(condition)
            ):
                general.append(variable.name)
        nodes = tuple(self.node(each, classes) for each in conditions)
        return id(rule), nodes, tuple(lacking), tuple(general)

    def _is_open(self, test: ir.IsA, variable: Variable, chosen: int) -> bool:
        place = self.conditions.test(
            test.field, self.conditions.terms.test(test.field, test.term, 0)
        )
        return self.conditions.formulas.assigned(place, variable.place, chosen) == UNKNOWN

    # ---- the atoms of a slice ----

    def _memberships(self, rules: Sequence[Selective], field: str) -> Iterator[Node]:
        """The tests of a field for a term, whether or not anything hangs on them here.

        A term may be too general for one that matters no more.
        """
        terms = self.conditions.terms
        for rule in rules:
            for each in self._spoken(rule):
                for condition in conditions_of(each):
                    for test in ir.memberships_of(condition):
                        if test.field == field:
                            yield self.conditions.test(field, terms.test(field, test.term, 0))

    def atoms_of(self, rules: Sequence[Selective], slice_: Slice) -> frozenset[Atom]:
        """Of the atoms of a slice those that some of its rules tell apart."""
        own, _ = self._atoms(rules, slice_.classes)
        reads = {name for r in rules for s in self._spoken(r) for name in reads_of(s)}
        classes = (each for each in slice_.atoms if isinstance(each, ClassOf))
        given = [each for each in classes if each.variable.name in reads]
        return frozenset((*own, *given)) - {InForce()}

    def _atoms(
        self, rules: Sequence[Selective], classes: Sequence[int]
    ) -> tuple[tuple[Atom, ...], dict[Atom, tuple[int, ...]]]:
        formulas, variables = self.conditions.formulas, self.conditions.formulas.variables
        nodes = {
            self.node(c, classes) for r in rules for s in self._spoken(r) for c in conditions_of(s)
        }
        support = reduce(int.__or__, (formulas.support[each] for each in nodes), 0)
        read = [each for each in variables if support >> each.place & 1]
        atoms: list[Atom] = []
        alike: dict[Atom, tuple[int, ...]] = {}
        covered = {each.name for each in self.closed}
        for variable in read:
            if variable.compared is not None:
                atoms.append(TruthOf(variable.compared, variable.place))
                continue
            atom = ClassOf(variable)
            atoms.append(atom)
            covered.add(variable.name)
            asked = [*nodes, *self._memberships(rules, variable.name)]
            standing = _standing(formulas.classes_alike_for(asked, variable.place))
            if standing != tuple(range(len(variable.classes))):
                alike[atom] = standing
        facts = self.policy.vocabulary.facts
        reads = {name for r in rules for s in self._spoken(r) for name in reads_of(s)}
        requirements = [
            each for rule in rules if isinstance(rule, Obligation) for each in rule.requirements
        ]
        for each in requirements:
            if isinstance(each, Evidence):
                atoms.append(HasEvidence(each.documents))
                if "bukti" in facts and facts["bukti"].default is None:
                    covered.add("bukti")
            elif isinstance(each, (Deposit, StampDuty)):
                atoms.append(IsPaid(each))
        general = {
            test.field
            for r in rules
            for s in self._spoken(r)
            for c in conditions_of(s)
            for test in ir.memberships_of(c)
        }
        for name in sorted(reads):
            if name not in covered:
                atoms.append(IsGiven(name))
            if name in general and facts[name].default is not None:
                atoms.extend(map(IsOwn, _chain(name, self.policy)))
        if DAY in facts:
            atoms.append(InForce())
        return tuple(dict.fromkeys(atoms)), alike


def _closed(variables: Sequence[Variable]) -> tuple[Variable, ...]:
    """As many as make no more combinations than slices are wanted of."""
    found: list[Variable] = []
    combinations = 1
    for each in variables:
        many = combinations * len(each.classes)
        if each.default is None and many <= MOST_COMBINATIONS:
            found.append(each)
            combinations = many
    return tuple(found)


def _chain(name: str, policy: Policy) -> Iterator[str]:
    """A field and those that it is taken from."""
    following: str | None = name
    while following is not None:
        yield following
        following = policy.vocabulary.facts[following].default


def _standing(groups: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """For each class the first of those that it is alike."""
    first = {each: group[0] for group in groups for each in group}
    return tuple(first[each] for each in sorted(first))


def _parts(rules: Rules) -> Iterator[Sequence[Selective]]:
    yield rules.closed_lists
    yield rules.permissions
    yield rules.prohibitions
    yield rules.obligations
    yield rules.gaps
    yield rules.limits


def _rules_among(rules: Rules, relevant: Sequence[Selective]) -> Rules:
    wanted = {id(each) for each in relevant}

    def among(every: tuple[_Rule, ...]) -> tuple[_Rule, ...]:
        return tuple(each for each in every if id(each) in wanted)

    return Rules(
        among(rules.closed_lists),
        among(rules.permissions),
        among(rules.prohibitions),
        among(rules.obligations),
        among(rules.gaps),
        among(rules.limits),
    )
