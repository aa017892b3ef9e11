"""A second proof of a comparison, by a solver that knows nothing of decision diagrams."""

from __future__ import annotations

from typing import Any

from bokrules.backends.to_smt.facts import Symbol, Symbols, solver_number
from bokrules.backends.to_smt.kleene import Formula, Kleene, all_of, any_of, differ, negated
from bokrules.backends.to_smt.solver import NotDecided, Solver
from bokrules.backends.to_smt.verdicts import SmtPolicy
from bokrules.cells.standing import Open
from bokrules.comparison.verdicts.changes import VerdictChange, VerdictComparison
from bokrules.comparison.verdicts.regions import Holding, Interval, Range, Region
from bokrules.comparison.verdicts.requirements import (
    AnyDocument,
    Asked,
    Condition,
    Stamp,
    Tax,
    Unknown,
)
from bokrules.semantics.policy import Deposit, Evidence, Must, Policy, Requirement, StampDuty

_ASKED: dict[type[Asked], type[Requirement]] = {
    AnyDocument: Evidence,
    Condition: Must,
    Tax: Deposit,
    Stamp: StampDuty,
}


class SolverDisagrees(AssertionError):
    """The solver finds an expense that the diagrams decide otherwise: a bug in bokrules."""


def is_confirmed(before: Policy, after: Policy, found: VerdictComparison) -> bool:
    """Whether the solver proves that outcomes differ as found, and nothing else does.

    False where it gives up, or the diagrams did. Raises SolverDisagrees, a bug.
    """
    if found.unresolved:
        return False
    return _Proof(before, after, found).is_confirmed()


class _Proof:
    def __init__(self, before: Policy, after: Policy, found: VerdictComparison) -> None:
        self.found = found
        self.symbols = Symbols([before.vocabulary, after.vocabulary])
        self.sides = SmtPolicy(before, self.symbols), SmtPolicy(after, self.symbols)
        self.complete = all_of(side.is_complete for side in self.sides)
        self.solver = Solver(self.symbols, [side.governed for side in self.sides])

    def is_confirmed(self) -> bool:
        wrong = [self._otherwise(each) for each in self.found.outcomes if not each.depends_on]
        wrong += [self._elsewhere(), self._owed_elsewhere()]
        try:
            facts = self.solver.find([any_of(wrong)])
        except NotDecided:
            return False
        if facts is not None:
            raise SolverDisagrees(str(dict(facts)))
        return True

    def _otherwise(self, change: VerdictChange) -> Formula:
        """A complete expense of the region that is not decided as it says."""
        as_said = self._as_said(change)
        return all_of([self.complete, self.inside(change.region), negated(as_said)])

    def _as_said(self, change: VerdictChange) -> Formula:
        before, after = self.sides
        return all_of([before.stands(change.before), after.stands(change.after)])

    def _accounts_for(self, change: VerdictChange) -> Formula:
        """Where a difference is accounted for: what holds in part of a region is, if as it says."""
        inside = self.inside(change.region)
        return all_of([inside, self._as_said(change)]) if change.depends_on else inside

    def _elsewhere(self) -> Formula:
        """An expense that is decided in two ways, which no region accounts for."""
        before, after = (side.standing for side in self.sides)
        regions = [negated(self._accounts_for(each)) for each in self.found.outcomes]
        apart = any_of(differ(before[each], after[each]) for each in Open)
        is_incomplete_too = not self.found.outcomes and not self.found.incomplete
        return all_of([True if is_incomplete_too else self.complete, *regions, apart])

    def _owed_elsewhere(self) -> Formula:
        """A complete expense, payable by both, of which one asks what the other does not.

        Outside of every region where such a thing is asked on one side only.
        """
        before, after = self.sides
        apart = [
            all_of(
                [self._outside(asked), _contradict(before.fulfilled(kind), after.fulfilled(kind))]
            )
            for asked, kind in _ASKED.items()
        ]
        apart.append(all_of([self._outside(Unknown), differ(before.is_hidden, after.is_hidden)]))
        payable = [side.standing[Open.PAYABLE] for side in self.sides]
        return all_of([self.complete, *payable, any_of(apart)])

    def _outside(self, kind: type[Asked]) -> Formula:
        return all_of(
            negated(self.inside(each.region))
            for each in self.found.obligations
            if any(isinstance(asked, kind) for asked in each.asked)
        )

    def inside(self, region: Region) -> Formula:
        return all_of(self._within(each) for each in region)

    def _within(self, each: Range | Holding) -> Formula:
        if isinstance(each, Holding):
            truth = self.sides[0].encoder.truth(each.condition)
            return truth.true if each.holds else truth.false
        _, symbol, others = self.symbols.read(each.field)
        return any_of(
            all_of([given, _lies_in(known, each)])
            for given, known in [(symbol.given, symbol), *others]
        )


def _contradict(one: Kleene, other: Kleene) -> Formula:
    return any_of([all_of([one.true, other.false]), all_of([one.false, other.true])])


def _lies_in(symbol: Symbol, each: Range) -> Formula:
    if each.intervals:
        return any_of(_between(symbol.value, ends) for ends in each.intervals)
    if symbol.values:
        return symbol.is_any(each.values)
    return any_of(symbol.value if value else negated(symbol.value) for value in each.values)


def _between(value: Any, ends: Interval) -> Formula:
    low, high = solver_number(ends.low), solver_number(ends.high)
    above = value >= low if ends.has_low else value > low
    return all_of([above, value <= high if ends.has_high else value < high])
