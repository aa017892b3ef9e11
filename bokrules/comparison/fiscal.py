"""Shares of the same units under two editions, and which change moves how many rupiah.

What differs is put in place one thing after another, in a declared order: ceilings (inputs in
rupiah), other inputs and columns, tables, and last the formula. Each step is an exact allocation of
its own, so that the steps of a unit add up to its whole difference, to the rupiah. Another order
would divide the same whole otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from bokrules.allocation.inputs import refuse
from bokrules.allocation.solve import Allocation, solve
from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.comparison.meaning import Names, changed_parts
from bokrules.semantics.allocation import KEY_COLUMN, NAME_COLUMN, Formula, Lookup, Table, nodes_of
from bokrules.semantics.policy import Policy

Units = Sequence[Mapping[str, object]]


class Cause(StrEnum):
    """What is put in place in a step; in this order."""

    CEILING = "ceiling"
    COUNT = "count"
    TABLE = "table"
    FORMULA = "formula"


CAUSES = tuple(Cause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A formula with what it is computed from. `is_own` tells whether the edition has it itself."""

    formula: Formula
    policy: Policy
    inputs: Mapping[str, object]
    units: Units
    is_own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change put in place: its cause, the input, table or formula, and what each unit gains.

    `before` and `after` are the values of an input; None where it is none.
    """

    cause: Cause
    name: str
    gains: tuple[int, ...]
    before: object = None
    after: object = None

    @property
    def total(self) -> int:
        return sum(self.gains)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit's share before and after, in rupiah, and its difference by step."""

    unit: str
    name: str
    before: int
    after: int
    by_step: tuple[int, ...]

    @property
    def gain(self) -> int:
        return self.after - self.before

    @property
    def ratio(self) -> Fraction | None:
        """The gain as a part of the share before; None of nothing."""
        return Fraction(self.gain, self.before) if self.before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalComparison:
    """All units in their order, and the steps in theirs; the steps sum to the difference."""

    before: Allocation
    after: Allocation
    from_side: Side
    to_side: Side
    steps: tuple[Step, ...]
    units: tuple[UnitChange, ...]

    @property
    def gain(self) -> int:
        return self.after.total - self.before.total

    @property
    def gainers(self) -> tuple[UnitChange, ...]:
        """The largest gain first."""
        found = [each for each in self.units if each.gain > 0]
        return tuple(sorted(found, key=lambda each: (-each.gain, each.unit)))

    @property
    def losers(self) -> tuple[UnitChange, ...]:
        """The largest loss first."""
        found = [each for each in self.units if each.gain < 0]
        return tuple(sorted(found, key=lambda each: (each.gain, each.unit)))

    @property
    def is_empty(self) -> bool:
        return not self.gainers and not self.losers


def compare_shares(before: Side, after: Side) -> FiscalComparison:
    """The shares of both sides for the same units. Raises InvalidValue, as `allocate` does."""
    check_units(before.units, after.units)
    shares = first = _solved(before)
    steps: list[Step] = []
    for step, following in _steps(before, after):
        there = _solved(following)
        steps.append(replace(step, gains=_gains(shares, there)))
        shares = there
    last = _solved(after)
    assert last.amounts == _in_order(shares, last.given.keys)
    return FiscalComparison(
        before=first,
        after=last,
        from_side=before,
        to_side=after,
        steps=tuple(steps),
        units=tuple(_units(first, last, steps, before.units)),
    )


def _solved(side: Side) -> Allocation:
    return solve(side.formula, side.policy, side.units, side.inputs)


# ---- the steps ----


def _steps(before: Side, after: Side) -> Iterator[tuple[Step, Side]]:
    """Each difference, and the side with this one and all before it put in place."""
    current = before
    for cause in (Cause.CEILING, Cause.COUNT):
        for name in _inputs_of(before, after, cause):
            old, new = current.inputs.get(name), after.inputs[name]
            current = replace(current, inputs={**current.inputs, name: new})
            yield Step(cause=cause, name=name, gains=(), before=old, after=new), current
    for old_table, new_table in _tables(before, after):
        tables = tuple(new_table if each is old_table else each for each in current.policy.tables)
        current = replace(current, policy=replace(current.policy, tables=tables))
        yield Step(cause=Cause.TABLE, name=new_table.name, gains=()), current
    if _says_otherwise(current, after):
        yield Step(cause=Cause.FORMULA, name=after.formula.name, gains=()), after


def _inputs_of(before: Side, after: Side, cause: Cause) -> Iterator[str]:
    """What both formulas take and are given otherwise; a column may be given for all units."""
    for name in {**before.inputs, **after.inputs}:
        given = before.inputs.get(name), after.inputs.get(name)
        if None in given or given[0] == given[1]:
            continue
        type_ = before.formula.inputs.get(name)
        is_ceiling = type_ is not None and type_.kind == "rupiah"
        if is_ceiling is (cause is Cause.CEILING):
            yield name


def _tables(before: Side, after: Side) -> Iterator[tuple[Table, Table]]:
    """Tables that both formulas read under one name, of one choice and type, with other entries."""
    new = {each.name: each for each in after.policy.tables}
    read = _read_tables(before.formula) & _read_tables(after.formula)
    for old in sorted(before.policy.tables, key=lambda each: each.name):
        other = new.get(old.name)
        if other is None or old.name not in read:
            continue
        if (old.choice, old.type) == (other.choice, other.type) and old.entries != other.entries:
            yield old, other


def _read_tables(formula: Formula) -> set[str]:
    return {
        each.table for node in formula.nodes for each in nodes_of(node) if isinstance(each, Lookup)
    }


def _says_otherwise(current: Side, after: Side) -> bool:
    """Whether anything is left that the steps before have not put in place."""
    if set(current.inputs.items()) != set(after.inputs.items()):
        return True
    return bool(changed_parts(current.formula, after.formula, (Names(), Names()))) or any(
        _entries(name, current) != _entries(name, after) for name in _read_tables(after.formula)
    )


def _entries(name: str, side: Side) -> object:
    return next((dict(each.entries) for each in side.policy.tables if each.name == name), None)


# ---- the units ----


def check_units(before: Units, after: Units) -> None:
    """Raises InvalidValue unless both sides have the same units, in any order."""
    keys = [{str(each.get(KEY_COLUMN)) for each in side} for side in (before, after)]
    if keys[0] != keys[1]:
        names = sorted(keys[0] ^ keys[1])
        raise refuse(
            codes.BAD_ALLOCATION_INPUT,
            msg("these units stand on one side only: {names}", names=names),
            msg("give both sides the same units"),
        )


def _gains(before: Allocation, after: Allocation) -> tuple[int, ...]:
    return tuple(
        new - old
        for old, new in zip(before.amounts, _in_order(after, before.given.keys), strict=True)
    )


def _in_order(shares: Allocation, keys: Sequence[str]) -> tuple[int, ...]:
    by_key = dict(zip(shares.given.keys, shares.amounts, strict=True))
    return tuple(by_key[each] for each in keys)


def _units(
    before: Allocation, after: Allocation, steps: Sequence[Step], units: Units
) -> Iterator[UnitChange]:
    names = {str(each.get(KEY_COLUMN)): str(each.get(NAME_COLUMN) or "") for each in units}
    new = _in_order(after, before.given.keys)
    for place, key in enumerate(before.given.keys):
        yield UnitChange(
            key,
            names.get(key, ""),
            before.amounts[place],
            new[place],
            tuple(each.gains[place] for each in steps),
        )
