"""From the exact result of a formula to whole rupiah: its bounds, its total, its unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bokrules.allocation.apportion import Quotas, apportion, least_multiple, most_multiple
from bokrules.allocation.inputs import Value, refuse
from bokrules.allocation.share_bounds import NoRoom, ShareBounds, within, within_total
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.semantics.allocation import Rounding


@dataclass(frozen=True, slots=True)
class Exact:
    """What a formula says before rounding, for units in their order; amounts in rupiah.

    `ties` and then `keys` settle equal remainders, so that the order of units changes nothing.
    """

    keys: Sequence[str]
    ties: Sequence[Value]
    quotas: Quotas
    wanted: Fraction | None
    least: Sequence[Fraction] | None = None
    most: Sequence[Fraction] | None = None


def rounded(exact: Exact, rounding: Rounding | None) -> tuple[Quotas, list[int]]:
    """The quotas within their bounds, and the shares. Raises InvalidValue."""
    unit = rounding.unit if rounding is not None else 1
    _refuse_negative(exact)
    total = exact.quotas.total
    if exact.wanted is not None and total != exact.wanted:
        raise _bad(
            msg(
                "the shares sum to {a}, and `jumlah_tepat` asks for {b}",
                a=rupiah(total),
                b=rupiah(exact.wanted),
            ),
            msg("a formula that does not share out its total cannot be rounded to it"),
        )
    bounds = _bounds(exact, unit)
    quotas = exact.quotas if bounds is None else _bounded(exact, bounds)
    total = quotas.total
    if rounding is None and any(each % quotas.denominator for each in quotas.numerators):
        raise _bad(
            msg("the shares are no whole rupiah, and the formula does not round"),
            msg("write `bulatkan` in the formula"),
        )
    over = total % unit
    rest = rounding.rest if rounding is not None else None
    if total.denominator != 1 or (over and rest is None):
        raise _bad(
            msg(
                "the total, {total}, is no multiple of {unit}",
                total=rupiah(total),
                unit=format_rupiah(unit),
            ),
            msg("give a ceiling that is one, or say in the formula where the rest goes"),
        )
    ties = list(zip(exact.ties, exact.keys, strict=True))
    if over and rest == "largest":
        return quotas, _with_rest(quotas, bounds, int(total), unit, ties)
    return quotas, apportion(quotas, int(total - over), unit, ties)


def _with_rest(
    quotas: Quotas,
    bounds: ShareBounds | None,
    total: int,
    unit: int,
    ties: Sequence[tuple[Value, str]],
) -> list[int]:
    """The largest share that has room takes what is over; all are still within a unit."""
    over = total % unit
    order = sorted(range(len(ties)), key=lambda each: (-quotas.numerators[each], ties[each]))
    for place in order:
        if bounds is None or _has_room(quotas.at(place), unit, bounds, place):
            break
    else:
        raise _bad(
            msg("no share has room for what is over: {amount}", amount=format_rupiah(over)),
            msg("give a ceiling that is a multiple of {unit}", unit=format_rupiah(unit)),
        )
    numerators = list(quotas.numerators)
    numerators[place] -= over * quotas.denominator
    shares = apportion(Quotas(numerators, quotas.denominator), total - over, unit, ties)
    shares[place] += over
    return shares


def _has_room(quota: Fraction, unit: int, bounds: ShareBounds, place: int) -> bool:
    least, most = bounds.least[place], bounds.most[place]
    return (most is None or quota + unit <= most) and (least == 0 or quota - unit >= least)


def _bounded(exact: Exact, bounds: ShareBounds) -> Quotas:
    if exact.wanted is None:
        return within(exact.quotas, bounds)
    try:
        return within_total(exact.quotas, bounds, exact.wanted)
    except NoRoom as fault:
        amounts = {"a": format_rupiah(fault.possible), "b": rupiah(exact.wanted)}
        message = (
            msg("the least of all shares together, {a}, is more than the total, {b}", **amounts)
            if fault.is_too_much
            else msg("the most of all shares together, {a}, is less than the total, {b}", **amounts)
        )
        raise _bad(message, msg("look at `minimal` and `maksimal` of the formula")) from None


def _bounds(exact: Exact, unit: int) -> ShareBounds | None:
    """The bounds in multiples of the unit, so that rounding keeps within them."""
    if exact.least is None and exact.most is None:
        return None
    count = len(exact.keys)
    least = (
        [0] * count if exact.least is None else [least_multiple(each, unit) for each in exact.least]
    )
    most: list[int | None] = (
        [None] * count if exact.most is None else [most_multiple(each, unit) for each in exact.most]
    )
    for key, low, high in zip(exact.keys, least, most, strict=True):
        if high is not None and high < low:
            raise _bad(
                msg(
                    "unit `{unit}`: the least, {low}, is more than the most, {high}"
                    " (in multiples of {step})",
                    unit=key,
                    low=format_rupiah(low),
                    high=format_rupiah(high),
                    step=format_rupiah(unit),
                ),
                msg("look at `minimal` and `maksimal` of the formula"),
            )
    return ShareBounds([max(0, each) for each in least], most)


def _refuse_negative(exact: Exact) -> None:
    for place, each in enumerate(exact.quotas.numerators):
        if each < 0:
            raise _bad(
                msg(
                    "the share of unit `{unit}` is negative: {value}",
                    unit=exact.keys[place],
                    value=rupiah(exact.quotas.at(place)),
                ),
                msg("look at its columns and at the inputs"),
            )


def rupiah(amount: Fraction) -> str:
    if amount.denominator == 1:
        return format_rupiah(amount.numerator)
    return f"Rp{format_number(amount)}"


def _bad(message: Message, hint: Message) -> InvalidValue:
    return refuse(codes.NO_SHARE, message, hint)
