"""A policy by cells: from a slice and the values of its atoms to the class of answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from operator import itemgetter
from threading import RLock
from typing import Any, Generic, TypeVar, assert_never, cast

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
from bokrules.semantics.operators import Truth
from bokrules.semantics.policy import Deposit, Obligation, Policy, Selective, StampDuty

Values = tuple[int, ...]
"""A value for each atom of a slice, in their order."""
_Answer = TypeVar("_Answer")
_Counting = tuple[tuple[Limit, Truth], ...]


class _Part(Generic[_Answer]):
    """One part of the answers in a slice: worked out once for the values of the atoms it reads."""

    __slots__ = ("key", "known", "work_out")

    def __init__(self, reads: Sequence[int], work_out: Callable[[CellReading], _Answer]) -> None:
        self.key = _getter(reads)
        self.work_out = work_out
        self.known: dict[object, tuple[int, _Answer]] = {}
        """By those values the answer, and its number among all parts of the policy."""


class _Known:
    """What was worked out for one slice."""

    def __init__(self, slice_: Slice, slices: Slices) -> None:
        def places(*rules: Selective) -> tuple[int, ...]:
            wanted = slices.atoms_of(rules, slice_)
            return tuple(n for n, each in enumerate(slice_.atoms) if each in wanted)

        rules = slice_.rules
        allowing = [each for each in rules.gaps if each.touches in ("allow", "forbid")]
        deciding = (*rules.closed_lists, *rules.permissions, *rules.prohibitions, *allowing)
        self.alike = [
            (place, slice_.alike[atom])
            for place, atom in enumerate(slice_.atoms)
            if atom in slice_.alike
        ]
        self.permission = _Part(
            places(*deciding), lambda reading: permission_answer(reading, slices.policy, rules)
        )
        self.obligations: list[_Part[ObligationAnswer | None]] = [
            _Part(places(each), partial(obligation_answer, each)) for each in obliging(rules)
        ]
        dated = [place for place, atom in enumerate(slice_.atoms) if isinstance(atom, InForce)]
        self.obligations.append(_Part(dated, in_force_answer))
        self.limits = _Part(
            places(*rules.limits), lambda reading: tuple(limits_counting(reading, rules).items())
        )


def _getter(places: Sequence[int]) -> Callable[[Values], object]:
    return itemgetter(*places) if places else _nothing


def _nothing(_: Values) -> object:
    return ()


class CellPlan:
    """A policy, ready to tell the class of any cell. It only ever grows: threads may share it."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.slices = Slices(policy)
        self.classes: list[ResultClass] = []
        """All made so far, by their id."""
        self.lock = RLock()
        """Held while anything grows."""
        self._by_parts: dict[tuple[int, ...], ResultClass] = {}
        """By the numbers of its parts."""
        self._numbers: dict[object, int] = {}
        """Of all parts made so far."""
        self._known: dict[Slice, _Known] = {}
        self._by_names: dict[frozenset[str], tuple[str, ...]] = {}

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
        return self.slices.known_at(classes) or self._new_slice(classes)

    def _new_slice(self, classes: tuple[int, ...]) -> Slice:
        with self.lock:
            return self.slices.at(classes)

    def class_of(self, slice_: Slice, values: Values) -> ResultClass:
        """The class of a cell: `values` are those of the slice's atoms, in their order."""
        known = self._known.get(slice_)
        if known is None:
            with self.lock:
                known = self._known.setdefault(slice_, _Known(slice_, self.slices))
        if known.alike:
            standing = list(values)
            for place, stands_for in known.alike:
                standing[place] = stands_for[standing[place]]
            values = tuple(standing)
        permission = known.permission
        found = permission.known.get(permission.key(values))
        limits = known.limits
        counting = limits.known.get(limits.key(values))
        answers = [each.known.get(each.key(values)) for each in known.obligations]
        if found is None or counting is None or None in answers:
            return self._worked_out(slice_, values, known)
        key = (found[0], counting[0], *[each[0] for each in answers if each[1] is not None])  # type: ignore[index]
        made = self._by_parts.get(key)
        return made or self._made(key, found[1], answers, counting[1])  # type: ignore[arg-type]

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

    def _worked_out(self, slice_: Slice, values: Values, known: _Known) -> ResultClass:
        """The class of a cell of which some part is new."""
        reading = CellReading(self.slices, slice_, dict(zip(slice_.atoms, values, strict=True)))
        with self.lock:
            parts: list[_Part[Any]] = [known.permission, known.limits, *known.obligations]
            for each in parts:
                key = each.key(values)
                if key not in each.known:
                    answer = each.work_out(reading)
                    each.known[key] = self._number_of(answer), answer
        return self.class_of(slice_, values)

    def _number_of(self, part: object) -> int:
        if isinstance(part, ObligationAnswer):
            # Its rule has a name of its own: there is no need to look at all that it says.
            part = part.result, part.missing, part.too_general
        elif isinstance(part, tuple):
            part = tuple((limit.name, truth) for limit, truth in part)
        return self._numbers.setdefault(part, len(self._numbers))

    def _made(
        self,
        key: tuple[int, ...],
        permission: PermissionAnswer,
        parts: Sequence[tuple[int, ObligationAnswer | None]],
        counting: _Counting,
    ) -> ResultClass:
        answers = [each for _, each in parts if each is not None]
        limits = [limit for limit, _ in counting]
        doubtful = {limit.name for limit, truth in counting if truth is None}
        pattern = decision_of(permission, answers, limits, self.policy, None)
        owing = tuple(
            each.rule
            for each in answers
            if isinstance(each.rule, Obligation) and each.rule.name in self._asking_money
        )
        with self.lock:
            known = self._by_parts.get(key)
            if known is None:
                known = self._by_parts[key] = ResultClass(
                    id=len(self.classes),
                    outcome=pattern.outcome,
                    basis=pattern.basis,
                    obligations=pattern.obligations,
                    missing=self._aliases(pattern.missing),
                    possible=pattern.possible,
                    gaps=pattern.gaps,
                    limits=pattern.limits,
                    doubtful_limits=tuple(each for each in pattern.limits if each in doubtful),
                    questions_all=pattern.questioned is None,
                    unsupported_all=pattern.unsupported is None,
                    owing=owing,
                    pattern=pattern,
                    policy=self.policy,
                )
                self.classes.append(known)
        return known

    @cached_property
    def _asking_money(self) -> frozenset[str]:
        """The obligations that ask for taxes or stamps."""
        return frozenset(
            rule.name
            for rule in self.policy.obligations
            if any(isinstance(each, (Deposit, StampDuty)) for each in rule.requirements)
        )

    def _aliases(self, names: frozenset[str]) -> tuple[str, ...]:
        known = self._by_names.get(names)
        if known is None:
            known = self._by_names[names] = self.policy.vocabulary.aliases(names)
        return known
