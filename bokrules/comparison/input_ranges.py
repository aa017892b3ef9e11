"""Inputs of a formula that are known only to lie in a range, on one side or the same on both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bokrules.allocation.inputs import Given, read_inputs, refuse
from bokrules.base import codes
from bokrules.base.messages import msg
from bokrules.base.numbers import format_number
from bokrules.comparison.fiscal import Side
from bokrules.semantics.bind_expressions import SUMMED
from bokrules.semantics.types import Type

Sides = tuple[Side, Side]


class Of(StrEnum):
    """Whose input it is: one unknown of both sides, or of one side only."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"

    def is_of(self, place: int) -> bool:
        """Of the side before (0) or after (1)."""
        return self is Of.BOTH or self is (Of.BEFORE, Of.AFTER)[place]


@dataclass(frozen=True, slots=True)
class InputRange:
    """An input, or a column given once for all units, from `low` to `high`, both included."""

    name: str
    low: object
    high: object
    of: Of = Of.BOTH


@dataclass(frozen=True, slots=True)
class TypedRange:
    """A range that was checked: exact numbers, or rupiah; not negative, the lower one first."""

    name: str
    type: Type
    low: int | Fraction
    high: int | Fraction
    of: Of

    def is_of(self, place: int) -> bool:
        return self.of.is_of(place)


def read_ranges(
    sides: Sides, ranges: Sequence[InputRange]
) -> tuple[tuple[TypedRange, ...], tuple[Given, Given]]:
    """The ranges checked, and what both sides are given at their low ends. Raises InvalidValue."""
    _check_names(sides, ranges)
    lows, highs = (
        tuple(_given(sides, place, ranges, at_low=at_low) for place in (0, 1))
        for at_low in (True, False)
    )
    typed = tuple(_typed(each, sides, lows, highs) for each in ranges)
    return typed, (lows[0], lows[1])


def types_of(side: Side) -> Mapping[str, Type]:
    """Of the columns of its units and the inputs of its formula."""
    kind = next(each for each in side.policy.units if each.name == side.formula.unit)
    return {**kind.columns, **side.formula.inputs}


def _given(sides: Sides, place: int, ranges: Sequence[InputRange], *, at_low: bool) -> Given:
    """What a side is given at one end of every range."""
    side = sides[place]
    ends = {each.name: each.low if at_low else each.high for each in ranges if each.of.is_of(place)}
    return read_inputs(side.formula, side.policy, side.units, {**side.inputs, **ends})


def _typed(
    given: InputRange, sides: Sides, lows: Sequence[Given], highs: Sequence[Given]
) -> TypedRange:
    place = 1 if given.of is Of.AFTER else 0
    type_ = types_of(sides[place])[given.name]
    if type_.kind not in SUMMED:
        raise refuse(
            codes.BAD_ALLOCATION_INPUT,
            msg("`{name}` is no number, and has no range", name=given.name),
            msg("give one value: {name}=…", name=given.name),
        )
    low, high = (_value(given.name, each[place]) for each in (lows, highs))
    if low > high:
        raise refuse(
            codes.BAD_ALLOCATION_INPUT,
            msg(
                "the range of `{name}` begins at {low}, above its end, {high}",
                name=given.name,
                low=format_number(low),
                high=format_number(high),
            ),
            msg("write the lower end first: {name}=LOW..HIGH", name=given.name),
        )
    return TypedRange(given.name, type_, low, high, given.of)


def _value(name: str, given: Given) -> int | Fraction:
    value = given.inputs[name] if name in given.inputs else given.same[name]
    assert isinstance(value, int | Fraction)
    return value


def _check_names(sides: Sides, ranges: Sequence[InputRange]) -> None:
    for name in _twice(ranges):
        raise refuse(
            codes.BAD_ALLOCATION_INPUT,
            msg("`{name}` is given two ranges", name=name),
            msg("give it one"),
        )
    for each in ranges:
        if any(each.of.is_of(place) and each.name in sides[place].inputs for place in (0, 1)):
            raise refuse(
                codes.BAD_ALLOCATION_INPUT,
                msg("`{name}` is given a value and a range", name=each.name),
                msg("give it one of them"),
            )


def _twice(ranges: Sequence[InputRange]) -> Iterator[str]:
    for place in (0, 1):
        names = [each.name for each in ranges if each.of.is_of(place)]
        yield from (name for name in names if names.count(name) > 1)
