"""The closed fields first: for each combination of their classes the rules that matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import count
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a rule and its exceptions ask: conditions, fields, and tests of a field for a term."""

    conditions: tuple[ir.Expression, ...]
    reads: frozenset[str]
    memberships: tuple[tuple[str, Node], ...]


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
        self._by_signature: dict[tuple[int, ...], Slice] = {}
        self._numbers: dict[object, int] = {}
        self._next_number = count()
        self._asked: dict[int, _Asked] = {}
        self._said = [self._told(each) for each in self._order]

    def known_at(self, classes: tuple[int, ...]) -> Slice | None:
        """The slice that `at` gives, if it was made before."""
        return self._by_classes.get(classes)

    def at(self, classes: tuple[int, ...]) -> Slice:
        """The slice of one class for each of the closed fields, in their order."""
        known = self._by_classes.get(classes)
        if known is None:
            known = self._by_classes[classes] = self._slice(classes)
        return known

    def node(self, condition: ir.Expression, classes: Sequence[int | None]) -> Node:
        """A condition, once the closed fields are read; None is one that is not."""
        node = self.conditions.node(condition)
        for variable, chosen in zip(self.closed, classes, strict=True):
            if chosen is None:
                continue
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
        numbers, signature = [], []
        while left:
            number = (left & -left).bit_length() - 1
            left &= left - 1
            said = self._said[number].by(classes)
            if said is not None:
                numbers.append(number)
                signature.append(said)
        known = self._by_signature.get(tuple(signature))
        if known is None:
            relevant = [self._order[each] for each in numbers]
            atoms, alike = self._atoms(relevant, classes)
            known = Slice(
                len(self.made), classes, _rules_among(self.all_rules, relevant), atoms, alike
            )
            self.made.append(known)
            self._by_signature[tuple(signature)] = known
        return known

    def spoken(self, rule: Selective) -> Iterator[Selective]:
        """A rule and its exceptions: what is missing of these is missing of it."""
        yield rule
        if isinstance(rule, (Prohibition, Gap)):
            for name in rule.exceptions:
                yield self.policy.permission_by_name[name]

    def number_of(self, said: object) -> int:
        """A number of its own for what a rule says."""
        return self._numbers.setdefault(said, next(self._next_number))

    def _told(self, rule: Selective) -> _Told:
        """A rule, ready to tell what it says by the classes that it reads."""
        conditions = tuple(c for each in self.spoken(rule) for c in conditions_of(each))
        names = {name for each in self.spoken(rule) for name in reads_of(each)}
        tests = tuple(test for each in conditions for test in ir.memberships_of(each))
        read = reduce(
            int.__or__,
            (self.conditions.formulas.support[self.conditions.node(c)] for c in conditions),
        )
        places = tuple(
            place
            for place, variable in enumerate(self.closed)
            if variable.name in names or read >> variable.place & 1
        )
        return _Told(self, rule, conditions, frozenset(names), tests, places)

    def is_open(self, test: ir.IsA, variable: Variable, chosen: int) -> bool:
        place = self.conditions.test(
            test.field, self.conditions.terms.test(test.field, test.term, 0)
        )
        return self.conditions.formulas.assigned(place, variable.place, chosen) == UNKNOWN

    # ---- the atoms of a slice ----

    def _asked_by(self, rule: Selective) -> _Asked:
        known = self._asked.get(id(rule))
        if known is None:
            terms = self.conditions.terms
            conditions = tuple(c for s in self.spoken(rule) for c in conditions_of(s))
            tests = dict.fromkeys(test for c in conditions for test in ir.memberships_of(c))
            known = self._asked[id(rule)] = _Asked(
                conditions,
                frozenset(name for s in self.spoken(rule) for name in reads_of(s)),
                tuple(
                    (t.field, self.conditions.test(t.field, terms.test(t.field, t.term, 0)))
                    for t in tests
                ),
            )
        return known

    def atoms_of(self, rules: Sequence[Selective], slice_: Slice) -> frozenset[Atom]:
        """Of the atoms of a slice those that some of its rules tell apart."""
        own, _ = self._atoms(rules, slice_.classes)
        reads = {name for each in rules for name in self._asked_by(each).reads}
        classes = (each for each in slice_.atoms if isinstance(each, ClassOf))
        given = [each for each in classes if each.variable.name in reads]
        return frozenset((*own, *given)) - {InForce()}

    def rules_under(self, place: int, chosen: int) -> list[Selective]:
        """The rules that a class of one closed field does not exclude."""
        classes = self._only(place, chosen)
        left = self._candidates[place][chosen]
        return [
            rule
            for number, rule in enumerate(self._order)
            if left >> number & 1 and self.node(rule.condition, classes) != FALSE
        ]

    def atoms_under(self, rules: Sequence[Selective], place: int, chosen: int) -> tuple[Atom, ...]:
        """What some rules read, where only one of the closed fields is read first."""
        return self._atoms(rules, self._only(place, chosen))[0]

    def _only(self, place: int, chosen: int) -> list[int | None]:
        return [chosen if n == place else None for n in range(len(self.closed))]

    def _atoms(
        self, rules: Sequence[Selective], classes: Sequence[int | None]
    ) -> tuple[tuple[Atom, ...], dict[Atom, tuple[int, ...]]]:
        formulas, variables = self.conditions.formulas, self.conditions.formulas.variables
        asked_by = [self._asked_by(each) for each in rules]
        memberships: dict[str, set[Node]] = {}
        """Whether or not anything hangs on them here: a term may be too general for any."""
        for asked_of in asked_by:
            for name, node in asked_of.memberships:
                memberships.setdefault(name, set()).add(node)
        nodes = {self.node(c, classes) for a in asked_by for c in a.conditions}
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
            asked = [*nodes, *memberships.get(variable.name, ())]
            standing = _standing(formulas.classes_alike_for(asked, variable.place))
            if standing != tuple(range(len(variable.classes))):
                alike[atom] = standing
        facts = self.policy.vocabulary.facts
        reads = {name for a in asked_by for name in a.reads}
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
        for name in sorted(reads):
            if name not in covered:
                atoms.append(IsGiven(name))
            if name in memberships and facts[name].default is not None:
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


class _Told:
    """What one rule says in a slice, by the classes of those closed fields that it reads."""

    __slots__ = ("_conditions", "_known", "_names", "_places", "_rule", "_slices", "_tests")

    def __init__(
        self,
        slices: Slices,
        rule: Selective,
        conditions: tuple[ir.Expression, ...],
        names: frozenset[str],
        tests: tuple[ir.IsA, ...],
        places: tuple[int, ...],
    ) -> None:
        self._slices, self._rule, self._conditions = slices, rule, conditions
        self._names, self._tests, self._places = names, tests, places
        self._known: dict[tuple[int, ...], int | None] = {}

    def by(self, classes: Sequence[int]) -> int | None:
        """A number for all that the rule says; None where it certainly does not apply."""
        read = tuple([classes[each] for each in self._places])
        try:
            return self._known[read]
        except KeyError:
            said = self._signature(classes)
            number = None if said is None else self._slices.number_of((id(self._rule), said))
            self._known[read] = number
            return number

    def _signature(self, classes: Sequence[int]) -> object | None:
        slices = self._slices
        if slices.node(self._rule.condition, classes) == FALSE:
            return None
        lacking, general = [], []
        for place in self._places:
            variable, chosen = slices.closed[place], classes[place]
            if variable.name in self._names and variable.classes[chosen].is_missing:
                lacking.append(variable.name)
            elif any(
                test.field == variable.name and slices.is_open(test, variable, chosen)
                for test in self._tests
            ):
                general.append(variable.name)
        nodes = tuple(slices.node(each, classes) for each in self._conditions)
        return nodes, tuple(lacking), tuple(general)


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
