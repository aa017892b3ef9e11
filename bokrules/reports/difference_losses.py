"""The largest possible loss in words: which ranges, who can lose how much, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bokrules.allocation.solve import assumptions
from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.comparison.difference import Difference
from bokrules.comparison.input_ranges import Of, TypedRange
from bokrules.comparison.possible_loss import PossibleLosses, UnitLoss
from bokrules.reports.blocks import Block, Heading, HtmlTable, Listing
from bokrules.reports.difference_money import formula_of
from bokrules.reports.difference_words import side_names


def losses_section(difference: Difference) -> Iterator[Block]:
    """Nothing without ranges."""
    losses = difference.losses
    if losses is None:
        return
    names = side_names(difference)
    label = losses.before.formula.label.in_language(current_language())
    yield Heading(msg("The largest possible loss: {name}", name=label).text())
    yield Listing([each.text() for each in _summary(losses, names)])
    if losses.losers:
        caption = msg("Units that can lose"), msg("loss at most")
        yield _table(losses.losers, 1, losses.ranges, names, caption)
    if losses.others:
        caption = msg("Units that cannot lose"), msg("gain at least")
        yield _table(losses.others, -1, losses.ranges, names, caption)
    assumed = dict.fromkeys(
        text
        for side in (losses.before, losses.after)
        for text in assumptions(side.formula, side.policy)
    )
    if assumed:
        yield Heading(msg("What was assumed").text(), level=3)
        yield Listing(list(assumed))


def _summary(losses: PossibleLosses, names: tuple[str, str]) -> Iterator[Message]:
    for name, side in zip(names, (losses.before, losses.after), strict=True):
        yield formula_of(name, side)
    for each in losses.ranges:
        yield msg(
            "not known: {input}, from {low} to {high}",
            input=_range_name(each, names, is_long=True),
            low=_value(each.low, each),
            high=_value(each.high, each),
        )
    yield msg(
        "units that can lose: {losers}, that cannot: {others}, not analysed: {left}, of {n}",
        losers=len(losses.losers),
        others=len(losses.others),
        left=len(losses.not_analysed),
        n=len(losses.units) + len(losses.not_analysed),
    )
    for unit in losses.losers[:1]:
        yield msg(
            "the largest possible loss: {unit}, {amount}",
            unit=_name(unit),
            amount=_about(unit.loss),
        )
    if losses.reason is not None:
        left = [name or key for key, name in losses.not_analysed]
        yield msg("not analysed: {names}: {why}", names=left, why=losses.reason)
    if losses.units:
        yield msg(
            "found and proved by the solver, over all inputs in the ranges at which both formulas"
            " give shares; both computed again at the inputs shown, with the same result"
        )
        yield _rounding(losses)


def _rounding(losses: PossibleLosses) -> Message:
    if not losses.rounding:
        return msg("neither formula rounds")
    return msg(
        "losses and gains are those before rounding, the shares beside them rounded: rounding moves"
        " a difference by less than {amount}",
        amount=format_rupiah(losses.rounding),
    )


def _table(
    units: Sequence[UnitLoss],
    sign: int,
    ranges: Sequence[TypedRange],
    names: tuple[str, str],
    caption: tuple[Message, Message],
) -> HtmlTable:
    before, after = names
    columns: list[tuple[str, list[str]]] = [
        (msg("unit").text(), [_name(each) for each in units]),
        (caption[1].text(), [_about(sign * each.loss) for each in units]),
        (before, [format_rupiah(each.before.amount) for each in units]),
        (after, [format_rupiah(each.after.amount) for each in units]),
    ]
    columns += [
        (
            msg("at {input}", input=_range_name(each, names, is_long=False)).text(),
            [_value(unit.inputs[place], each) for unit in units],
        )
        for place, each in enumerate(ranges)
    ]
    return HtmlTable(
        caption=caption[0].text(),
        columns=columns,
        right=frozenset(name for name, _ in columns[1:]),
    )


def _range_name(each: TypedRange, names: tuple[str, str], *, is_long: bool) -> str:
    match each.of:
        case Of.BOTH if is_long:
            return msg("{name}, the same for both", name=f"`{each.name}`").text()
        case Of.BOTH:
            return each.name
        case Of.BEFORE | Of.AFTER:
            name = f"`{each.name}`" if is_long else each.name
            return f"{name}, {names[0 if each.of is Of.BEFORE else 1]}"


def _value(value: int | Fraction, each: TypedRange) -> str:
    if each.type.kind == "rupiah" and isinstance(value, int):
        return format_rupiah(value)
    return format_number(value)


def _about(amount: Fraction) -> str:
    """To the nearest rupiah, marked where that is not the exact amount."""
    nearest = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    shown = format_rupiah(nearest if amount >= 0 else -nearest)
    return shown if amount.denominator == 1 else f"≈ {shown}"


def _name(unit: UnitLoss) -> str:
    return unit.name or unit.unit
