"""Every smallest set of changes, by search with exact lower bounds.

Facts are decided one at a time, in the order of the diagrams: each stays in the class of its value
at no cost or moves to another one at the cost of one. What is certain to be spent yet (the cheapest
way to be payable, the papers of obligations that are settled) cuts the search off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any, cast

from bokrules.backends.reference import holds, source_of
from bokrules.cells.formulas import FALSE, TRUE, TRUTHS, Node
from bokrules.cells.variables import Opaque, Variable
from bokrules.comparison.nearest.options import Option, Reach, costs, options_of
from bokrules.comparison.nearest.problem import Asked, Problem, asked_of, compared_in, smallest_sets
from bokrules.semantics import expressions as ir

NEVER = 1_000_000
"""More than any expense can be changed."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Documents to be added, taxes of which more is to be paid; that no tax is due is told.

    Each of the documents stands with those that would do in its place.
    """

    documents: tuple[tuple[str, ...], ...] = ()
    taxes: frozenset[str] = frozenset()
    tells_taxes: bool = False

    @property
    def cost(self) -> int:
        return len(self.documents) + len(self.taxes) + self.tells_taxes


@dataclass(frozen=True, slots=True)
class Found:
    """Facts that move, each to a class of its values, and papers to be added."""

    moved: tuple[tuple[str, Option], ...]
    papers: Papers

    @property
    def cost(self) -> int:
        return len(self.moved) + self.papers.cost


_State = tuple[Node, ...]
"""Is it payable; of each obligation that asks for papers its condition; of each tax, is it paid."""


class Search:
    """The changes of one expense under one text, as far as `reach` lets them go."""

    def __init__(self, problem: Problem, reach: Reach) -> None:
        self.problem = problem
        self.asked: Asked = asked_of(problem)
        self.formulas = self.asked.conditions.formulas
        self.owed = self.asked.owed
        self.comparisons = tuple(compared_in(self.asked.conditions))
        self.compared = frozenset(name for each in self.comparisons for name in self._chain(each))
        variables = self.formulas.variables
        self.options = [
            options_of(each, problem, compared=self.compared, reach=reach) for each in variables
        ]
        self._reads = {
            each.place: frozenset(
                other.place for other in variables if other.name in self._chain(_expression(each))
            )
            for each in variables
            if each.is_opaque
        }
        """Of each comparison of several facts, the places of those facts."""
        for place, reads in self._reads.items():
            if not any(option.is_change for each in reads for option in self.options[each]):
                self.options[place] = self._as_it_is(place)
        self._least: dict[Node, int] = {}

    @property
    def can_be_payable(self) -> bool:
        """Whether any change does; if comparisons of several facts turn out as hoped."""
        return self.least(self.asked.payable) < NEVER

    @property
    def most(self) -> int:
        """No smallest set of changes is larger."""
        vocabulary = self.problem.policy.vocabulary
        return len(self.options) + len(vocabulary.documents) + len(vocabulary.taxes) + 1

    @property
    def fewest(self) -> int:
        return self.least(self.asked.payable)

    def least(self, node: Node) -> int:
        """The fewest facts that must move for a condition to be true."""
        known = self._least.get(node)
        if known is None:
            known = self._least[node] = self._least_of(node)
        return known

    def _least_of(self, node: Node) -> int:
        if node in TRUTHS:
            return 0 if node == TRUE else NEVER
        place = self.formulas.first_variable([node])
        assert place is not None
        return min(
            cost + self.least(self.formulas.assigned(node, place, chosen))
            for chosen, cost in costs(self.options[place])
        )

    def of_size(self, size: int) -> Iterator[Found]:
        """Every set of exactly so many changes, if none is smaller; of equal ones the nearest."""
        state = (
            self.asked.payable,
            *(each.when for each in self.owed),
            *(enough for each in self.owed for _, enough in each.taxes),
        )
        yield from self._walk(self._settled(state), (), size)

    def _walk(
        self, state: _State, taken: tuple[tuple[int, Option], ...], size: int
    ) -> Iterator[Found]:
        spent = sum(option.cost for _, option in taken)
        lacking = self._lacking(state)
        paper_cost = len(smallest_sets(lacking.groups)[0]) + lacking.money
        if spent + self.least(state[0]) + paper_cost > size:
            return
        place = self._first(state, taken)
        if place is not None:
            for option, after in self._next(state, place, taken):
                yield from self._walk(after, (*taken, (place, option)), size)
        elif spent + paper_cost == size:
            yield from self._ends(taken, lacking)

    def _next(
        self, state: _State, place: int, taken: Sequence[tuple[int, Option]]
    ) -> Iterator[tuple[Option, _State]]:
        """Of changes that lead to the same the nearest, with the values of all."""
        variable = self.formulas.variables[place]
        if variable.is_opaque:
            for option in self._truths(place, taken):
                yield option, self._assigned(state, place, option)
            return
        alike: dict[_State, list[Option]] = {}
        for option in self.options[place]:
            after = self._assigned(state, place, option)
            if option.is_change and variable.name not in self.compared:
                alike.setdefault(after, []).append(option)
            else:
                yield option, after
        for after, options in alike.items():
            yield _joined(options), after

    def _first(self, state: _State, taken: Sequence[tuple[int, Option]]) -> int | None:
        """The next fact to decide; a comparison of several comes after all of its facts."""
        place = self.formulas.first_variable(state)
        if place is None or not self._reads:
            return place
        support = 0
        for node in state:
            support |= self.formulas.support[node]
        decided = {each for each, _ in taken}
        open_facts = {
            each
            for comparison, reads in self._reads.items()
            if support >> comparison & 1
            for each in reads - decided
        }
        return min({place, *open_facts})

    def _truths(self, place: int, taken: Sequence[tuple[int, Option]]) -> list[Option]:
        """What a comparison of several facts can come to: as it is, unless one of them moves."""
        if self._reads[place] & {each for each, option in taken if option.is_change}:
            return self.options[place]
        return self._as_it_is(place)

    def _as_it_is(self, place: int) -> list[Option]:
        variable = self.formulas.variables[place]
        truth = holds(_expression(variable), self.problem.facts, self.problem.policy)
        return [Option(variable.class_of(truth))]

    def _chain(self, expression: ir.Expression) -> frozenset[str]:
        """The facts that are read, and those that they are taken from where they are missing."""
        facts, policy = self.problem.facts, self.problem.policy
        names = set(ir.fields_of(expression))
        return frozenset(names | {source_of(name, facts, policy) for name in names})

    def _assigned(self, state: _State, place: int, option: Option) -> _State:
        assigned = self.formulas.assigned
        return self._settled(tuple(assigned(each, place, option.chosen) for each in state))

    def _settled(self, state: _State) -> _State:
        """Of obligations that do not apply no tax matters; of what is not payable nothing does."""
        if state[0] in TRUTHS and state[0] != TRUE:
            return (FALSE,) * len(state)
        found, place = list(state), 1 + len(self.owed)
        for number, each in enumerate(self.owed, start=1):
            if state[number] == FALSE:
                found[place : place + len(each.taxes)] = [TRUE] * len(each.taxes)
            place += len(each.taxes)
        return tuple(found)

    def _lacking(self, state: _State) -> _Lacking:
        """The papers of obligations whose condition is settled."""
        groups: set[tuple[str, ...]] = set()
        taxes: set[str] = set()
        asks_taxes = False
        place = 1 + len(self.owed)
        for number, each in enumerate(self.owed, start=1):
            paid = state[place : place + len(each.taxes)]
            place += len(each.taxes)
            if state[number] in TRUTHS and state[number] != FALSE:
                groups |= set(each.documents)
                asks_taxes |= bool(each.taxes)
                taxes |= {
                    tax
                    for (tax, _), enough in zip(each.taxes, paid, strict=True)
                    if enough in TRUTHS and enough != TRUE
                }
        tells = asks_taxes and not taxes and "pajak" not in self.problem.facts
        return _Lacking(frozenset(groups), frozenset(taxes), tells)

    def _ends(self, taken: Sequence[tuple[int, Option]], lacking: _Lacking) -> Iterator[Found]:
        variables = self.formulas.variables
        moved = tuple((variables[place].name, each) for place, each in taken if each.is_change)
        for documents in self._document_sets(lacking.groups):
            papers = Papers(documents, lacking.taxes, lacking.tells_taxes)
            yield Found(moved, papers)

    def _document_sets(
        self, groups: frozenset[tuple[str, ...]]
    ) -> list[tuple[tuple[str, ...], ...]]:
        """The smallest sets; as one, where each document may be exchanged for some others."""
        place = {name: n for n, name in enumerate(self.problem.policy.vocabulary.documents)}
        sets = sorted(smallest_sets(groups), key=lambda each: sorted(place[name] for name in each))
        first = sorted(sets[0], key=place.__getitem__)
        choices = [
            tuple(
                sorted(
                    {other for each in sets if sets[0] - {name} <= each for other in each - sets[0]}
                    | {name},
                    key=place.__getitem__,
                )
            )
            for name in first
        ]
        if {frozenset(each) for each in product(*choices)} == set(sets):
            return [tuple(choices)]
        return [tuple((name,) for name in sorted(each, key=place.__getitem__)) for each in sets]


@dataclass(frozen=True, slots=True)
class _Lacking:
    groups: frozenset[tuple[str, ...]]
    taxes: frozenset[str]
    tells_taxes: bool

    @property
    def money(self) -> int:
        return len(self.taxes) + self.tells_taxes


def _expression(variable: Variable) -> ir.Expression:
    [test] = variable.tests
    assert isinstance(test, Opaque)
    return test.expression


def _joined(options: Sequence[Option]) -> Option:
    """The nearest of several; with it the terms of all, or all amounts that lie together."""
    ordered = sorted(options, key=lambda each: each.rank)
    first = ordered[0]
    if len(options) == 1:
        return first
    if first.between is not None:
        return replace(first, between=_together(first, options))
    return replace(first, values=tuple(value for each in ordered for value in each.values))


def _together(first: Option, options: Sequence[Option]) -> tuple[Any, Any] | None:
    """The interval around the first's that others extend without a hole."""
    low, high = cast("tuple[Any, Any]", first.between)
    if isinstance(low, Fraction):
        return low, high
    step: Any = timedelta(days=1) if isinstance(low, date) else 1
    intervals = sorted(each.between for each in options if each.between is not None)
    for start, end in intervals:
        if low <= start and start - step <= high:
            high = max(high, end)
    for start, end in reversed(intervals):
        if start <= low and end >= low - step:
            low = start
    return low, high
