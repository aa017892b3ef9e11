"""The most that each unit can lose from one formula to another, inputs known only by their range.

The solver finds it, exactly and before rounding; both formulas are then computed at the inputs that
it names, and must come to the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bokrules.allocation.inputs import Given, refuse
from bokrules.allocation.inputs import Value as InputValue
from bokrules.allocation.solve import solve
from bokrules.backends import to_smt
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.comparison.fiscal import Side, check_units
from bokrules.comparison.input_ranges import InputRange, TypedRange, read_ranges, types_of
from bokrules.semantics.allocation import KEY_COLUMN, NAME_COLUMN, Formula
from bokrules.semantics.bind_expressions import SUMMED
from bokrules.semantics.types import Type

if TYPE_CHECKING:
    from bokrules.backends.polynomials import Polynomial
    from bokrules.backends.to_smt.formulas import FormulaTerms, Value
    from bokrules.backends.to_smt.optimum import Optimum
    from bokrules.backends.to_smt.unknowns import Unknowns


MOST_GIVEN_UP = 5
"""After so many units for which the solver gives up the others are left too: it takes its time."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A side at the inputs: the exact share and the rounded one, in rupiah."""

    quota: Fraction
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLoss:
    """The greatest loss of a unit in rupiah, before rounding, and both sides where it happens.

    0 or less: it cannot lose, and gains that much at least. `inputs` are the values of the ranges,
    in their order.
    """

    unit: str
    name: str
    loss: Fraction
    inputs: tuple[int | Fraction, ...]
    before: Replayed
    after: Replayed


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleLosses:
    """The units that were analysed, the largest loss first, and the names of those that were not.

    Rounding moves a loss by less than `rounding` rupiah; 0 if neither formula rounds. `is_empty`
    says that no share can differ before rounding.
    """

    before: Side
    after: Side
    ranges: tuple[TypedRange, ...]
    units: tuple[UnitLoss, ...]
    not_analysed: tuple[tuple[str, str], ...]
    """Key and name."""
    reason: Message | None
    """Why units were not analysed; None if all were."""
    rounding: int
    is_empty: bool

    @property
    def is_analysed(self) -> bool:
        """For every unit."""
        return not self.not_analysed

    @property
    def losers(self) -> tuple[UnitLoss, ...]:
        return tuple(each for each in self.units if each.loss > 0)

    @property
    def others(self) -> tuple[UnitLoss, ...]:
        """Those that cannot lose."""
        return tuple(each for each in self.units if each.loss <= 0)


class ReplayDiffers(AssertionError):
    """The solver and the formulas disagree: a bug in bokrules."""


def possible_losses(before: Side, after: Side, ranges: Sequence[InputRange]) -> PossibleLosses:
    """What each unit can lose at most: its share before minus its share after.

    Only inputs count at which both formulas give shares. Raises InvalidValue for ranges or inputs
    that are wrong, or if the solver is not installed; ReplayDiffers, a bug.
    """
    if not to_smt.is_available():
        raise InvalidValue(
            codes.INVALID_VALUE,
            msg("the largest possible loss needs the solver, z3-solver is missing"),
            msg("install it with: pip install bokrules[analysis]"),
        )
    check_units(before.units, after.units)
    return _Search(before, after, ranges).result()


class _Search:
    def __init__(self, before: Side, after: Side, ranges: Sequence[InputRange]) -> None:
        self.sides = before, after
        self.ranges, self.lows = read_ranges(self.sides, ranges)
        self.keys = self.lows[0].keys
        self._replays: dict[tuple[int | Fraction, ...], tuple[dict[str, Replayed], ...]] = {}

    # ---- the search ----

    def result(self) -> PossibleLosses:
        names = {
            str(each.get(KEY_COLUMN)): str(each.get(NAME_COLUMN) or "")
            for each in self.sides[0].units
        }
        units: list[UnitLoss] = []
        reason, left, is_empty = _unfit(self.sides), list(self.keys), False
        if reason is None:
            losses, unknowns = self._losses()
            is_empty = not any(unknowns.without_inverses(each).terms for each in losses.values())
            found = dict(self._greatest(losses, unknowns))
            units = [self._replayed(key, names[key], each) for key, each in found.items()]
            left = [key for key in self.keys if key not in found]
            if left:
                reason = msg("the solver gave up")
        before, after = self.sides
        return PossibleLosses(
            before=before,
            after=after,
            ranges=self.ranges,
            units=tuple(sorted(units, key=lambda each: (-each.loss, each.unit))),
            not_analysed=tuple((key, names[key]) for key in left),
            reason=reason,
            rounding=sum(_rounding_unit(each.formula) for each in self.sides),
            is_empty=is_empty,
        )

    def _losses(self) -> tuple[dict[str, Polynomial], Unknowns]:
        from bokrules.backends.to_smt.unknowns import Unknown, Unknowns

        unknowns = Unknowns()
        variables: dict[tuple[int, str], Polynomial] = {}
        for number, each in enumerate(self.ranges):
            places = [place for place in (0, 1) if each.is_of(place)]
            kinds = {types_of(self.sides[place])[each.name].kind for place in places}
            variable = unknowns.add(
                Unknown(str(number), Fraction(each.low), Fraction(each.high), kinds != {"number"})
            )
            variables |= {(place, each.name): variable for place in places}
        shares = []
        for place in (0, 1):
            own = {name: each for (of, name), each in variables.items() if of == place}
            terms = _encoded(self.sides[place], self.lows[place], own, unknowns)
            shares.append(dict(zip(self.lows[place].keys, terms.quotas, strict=True)))
        return {key: shares[0][key].minus(shares[1][key]) for key in self.keys}, unknowns

    def _greatest(
        self, losses: Mapping[str, Polynomial], unknowns: Unknowns
    ) -> Iterator[tuple[str, Optimum]]:
        """Of those units for which the solver decides it; after some no more are tried."""
        from bokrules.backends.to_smt.optimum import greatest, is_possible
        from bokrules.backends.to_smt.solver import NotDecided

        try:
            is_defined = is_possible(unknowns)
        except NotDecided:
            return
        if not is_defined:
            self._refuse_ranges()
        known: dict[object, Optimum] = {}
        given_up = 0
        for key, loss in losses.items():
            try:
                if loss.key not in known:
                    known[loss.key] = greatest(unknowns, loss)
            except NotDecided:
                given_up += 1
                if given_up == MOST_GIVEN_UP:
                    return
                continue
            yield key, known[loss.key]

    def _refuse_ranges(self) -> None:
        """Nowhere in the ranges are there shares: say why there are none at the low ends."""
        try:
            self._shares_at(tuple(each.low for each in self.ranges))
        except InvalidValue as fault:
            raise refuse(
                fault.code,
                msg(
                    "at no inputs in the ranges do both formulas give shares;"
                    " at their low ends: {what}",
                    what=fault.message,
                ),
                fault.hint_message,
            ) from None
        raise ReplayDiffers("the formulas give shares at the low ends")

    # ---- the replay ----

    def _replayed(self, key: str, name: str, optimum: Optimum) -> UnitLoss:
        inputs = tuple(optimum.at[str(number)] for number in range(len(self.ranges)))
        try:
            before, after = (each[key] for each in self._shares_at(inputs))
        except InvalidValue as fault:
            raise ReplayDiffers(f"{key} at {inputs}: {fault.message.text()}") from fault
        if before.quota - after.quota != optimum.value:
            raise ReplayDiffers(f"{key} at {inputs}: {optimum.value}")
        return UnitLoss(
            unit=key, name=name, loss=optimum.value, inputs=inputs, before=before, after=after
        )

    def _shares_at(self, inputs: tuple[int | Fraction, ...]) -> tuple[dict[str, Replayed], ...]:
        known = self._replays.get(inputs)
        if known is None:
            known = tuple(self._solved(place, inputs) for place in (0, 1))
            self._replays[inputs] = known
        return known

    def _solved(self, place: int, inputs: tuple[int | Fraction, ...]) -> dict[str, Replayed]:
        side = self.sides[place]
        values: dict[str, object] = {
            each.name: value
            for each, value in zip(self.ranges, inputs, strict=True)
            if each.is_of(place)
        }
        found = solve(side.formula, side.policy, side.units, {**side.inputs, **values})
        return {each.unit: Replayed(each.quota, each.amount) for each in found.units}


# ---- what the search rests on ----


def _unfit(sides: tuple[Side, Side]) -> Message | None:
    """Why the formulas are beyond the solver."""
    for side in sides:
        formula = side.formula
        is_exact = formula.rounding is not None and formula.rounding.exact_total is not None
        if is_exact and (formula.least is not None or formula.most is not None):
            return msg(
                "`rumus {formula}` keeps within `minimal` or `maksimal` and to `jumlah_tepat`:"
                " one factor for all units, which is not put to the solver",
                formula=formula.name,
            )
    return None


def _rounding_unit(formula: Formula) -> int:
    return 0 if formula.rounding is None else formula.rounding.unit


def _encoded(
    side: Side, given: Given, own: Mapping[str, Polynomial], unknowns: Unknowns
) -> FormulaTerms:
    from bokrules.backends.to_smt.formulas import FormulaEncoder

    size = len(given.keys)
    types = types_of(side)
    columns: dict[str, Sequence[Value]] = {
        name: [own[name]] * size
        if name in own
        else [_encoded_value(each, types[name]) for each in values]
        for name, values in given.columns.items()
    }
    inputs = {
        name: own[name] if name in own else _encoded_value(value, types[name])
        for name, value in given.inputs.items()
    }
    tables = {each.name: each for each in side.policy.tables}
    return FormulaEncoder(unknowns, size, tables, columns, inputs).encode(side.formula)


def _encoded_value(value: InputValue, type_: Type) -> Value:
    from bokrules.backends.polynomials import Polynomial

    if type_.kind not in SUMMED or isinstance(value, str):
        return value if isinstance(value, str | bool) else str(value)
    return Polynomial.constant(value)
