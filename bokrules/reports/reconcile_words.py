"""What a reconciliation found, in words; for a terminal and for a page alike."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from bokrules.allocation.reconcile.hypotheses import Hypothesis
from bokrules.allocation.reconcile.reconcile import Reconciliation, UnitResidual
from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.reports.percents import decimals, percent

Columns = dict[str, list[str]]


def summary_lines(result: Reconciliation) -> Iterator[Message]:
    """Whether it could be computed, how many units follow, and the totals."""
    if result.allocation is None:
        yield msg("not computable, for want of: {names}", names=list(result.missing))
        yield msg("published in all: {total}", total=format_rupiah(result.published_total))
        yield from _left_out(result)
        return
    yield msg(
        "units that have what the formula computes (within {tolerance}): {n} of {of}",
        tolerance=tolerance_words(result.tolerance),
        n=result.followers,
        of=len(result.units),
    )
    published, computed = result.compared_published, result.compared_computed
    yield msg(
        "of the units compared: published {published}, computed {computed};"
        " difference: {difference}",
        published=format_rupiah(published),
        computed=format_rupiah(computed),
        difference=signed(published - computed),
    )
    totals = result.published_total, result.allocation.total
    if totals != (published, computed):
        yield msg(
            "in all: published {published}, computed {computed}",
            published=format_rupiah(totals[0]),
            computed=format_rupiah(totals[1]),
        )
    yield from _left_out(result)


def _left_out(result: Reconciliation) -> Iterator[Message]:
    if result.unpublished:
        yield msg("units without a published amount: {names}", names=list(result.unpublished))
    if any(each.amount is not None for each in result.unknown):
        names = [each.name for each in result.unknown if each.amount is not None]
        yield msg("published rows without a unit: {names}", names=names)


def fit_lines(result: Reconciliation) -> Iterator[Message]:
    """The formula's own constants, and those that most published amounts agree on."""
    affine, fit = result.affine, result.fit
    if affine is None:
        if result.allocation is not None:
            yield msg("the formula has no form `fixed + rate × weight`: nothing is fitted")
        return
    yield msg(
        "the formula: {fixed} for each unit, and {rate} for each {weight}",
        fixed=rounded(affine.fixed),
        rate=rounded(affine.rate),
        weight=affine.words,
    )
    if fit is None:
        yield msg("fewer than three published amounts lie on one line: nothing is fitted")
        return
    yield msg(
        "fitted: {fixed} for each unit, and {rate} for each {weight}",
        fixed=rounded(fit.fixed),
        rate=rounded(fit.rate),
        weight=affine.words,
    )
    yield msg(
        "explained by the fitted constants (within {tolerance}): {n} of {of},"
        " {exact} of them exactly",
        tolerance=tolerance_words(result.tolerance),
        n=fit.explained,
        of=len(result.units),
        exact=fit.exact,
    )
    count = len(affine.weights)
    weight = sum(affine.weights, Fraction(0))
    yield msg(
        "fixed part of the whole: {fitted} as fitted, {formula} by the formula",
        fitted=_part(fit.fixed * count, fit.rate * weight),
        formula=_part(affine.fixed * count, affine.rate * weight),
    )


def _part(fixed: Fraction, variable: Fraction) -> str:
    return f"{percent(fixed, fixed + variable)}%"


def unit_columns(result: Reconciliation) -> Columns:
    """Every unit: published, computed, and how far apart."""
    units = result.units
    return {
        msg("unit").text(): [each.name for each in units],
        msg("published").text(): [format_rupiah(each.published) for each in units],
        msg("computed").text(): [format_rupiah(each.computed) for each in units],
        msg("residual").text(): [signed(each.residual) for each in units],
        "%": ["-" if each.percent is None else decimals(each.percent) for each in units],
    }


def outlier_lines(unit: UnitResidual, result: Reconciliation) -> tuple[Message, list[Message]]:
    """A unit that the fitted constants do not explain, and what may have happened to it."""
    head = msg(
        "{name}: published {published}, predicted {predicted}, {residual}",
        name=unit.name,
        published=format_rupiah(unit.published),
        predicted=rounded(unit.predicted or Fraction(0)),
        residual=signed(unit.fit_residual or Fraction(0)),
    )
    names = {each.unit: each.name for each in result.units}
    return head, [hypothesis_words(each, names) for each in unit.hypotheses]


def hypothesis_words(hypothesis: Hypothesis, names: dict[str, str]) -> Message:
    """A guess, and what would have to be true."""
    others = [names.get(each, each) for each in hypothesis.units]
    amount = format_rupiah(hypothesis.corrected or 0)
    match hypothesis.kind:
        case "digit":
            return msg("one digit is wrong: {amount} would fit", amount=amount)
        case "swapped_digits":
            return msg("two digits are swapped: {amount} would fit", amount=amount)
        case "factor":
            return msg(
                "the amount is off by a factor: times {factor} it is {amount}, and would fit",
                factor=format_number(hypothesis.factor or 0),
                amount=amount,
            )
        case "swapped":
            return msg("the amounts of this unit and of {names} are swapped", names=others)
        case "cancels":
            return msg("the difference is that of {names}, the other way round", names=others)
        case "floor":
            return msg("a least amount, which {names} has too", names=others)
        case _:
            assert_never(hypothesis.kind)


def tolerance_words(tolerance: Fraction | int) -> str:
    if isinstance(tolerance, int):
        return format_rupiah(tolerance)
    return format_number(tolerance, percent=True)


def signed(amount: Fraction | int) -> str:
    """`+Rp5`, `-Rp5`, `Rp0`."""
    words = rounded(Fraction(amount))
    return f"+{words}" if amount > 0 else words


def rounded(amount: Fraction) -> str:
    """`Rp1.840.500.000`, to whole rupiah."""
    return format_rupiah(whole(amount))


def whole(amount: Fraction) -> int:
    """To whole rupiah, half away from zero: to be read, not to be computed with."""
    nearest = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return nearest if amount >= 0 else -nearest
