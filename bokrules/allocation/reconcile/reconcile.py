"""Published amounts against a formula: unit by unit, in all, and with constants fitted to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bokrules.allocation.inputs import columns_read
from bokrules.allocation.reconcile.affine import Affine, affine_of
from bokrules.allocation.reconcile.fit import Fit, Point, fit
from bokrules.allocation.reconcile.hypotheses import Hypothesis, Unexplained, hypotheses
from bokrules.allocation.solve import Allocation, solve
from bokrules.semantics.allocation import KEY_COLUMN, Formula
from bokrules.semantics.policy import Policy

DEFAULT_TOLERANCE = Fraction(1, 1000)
"""Of the published amount."""


@dataclass(frozen=True, slots=True)
class Published:
    """A unit's published amount in rupiah; None where the table has none."""

    unit: str
    name: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class UnitResidual:
    """A unit: published, computed by the formula, predicted by the fitted constants; in rupiah."""

    unit: str
    name: str
    published: int
    computed: int
    follows: bool
    predicted: Fraction | None = None
    explained: bool = False
    hypotheses: tuple[Hypothesis, ...] = ()

    @property
    def residual(self) -> int:
        """Published less computed."""
        return self.published - self.computed

    @property
    def percent(self) -> Fraction | None:
        """The residual of the computed amount, in percent; None of nothing."""
        return Fraction(100 * self.residual, self.computed) if self.computed else None

    @property
    def fit_residual(self) -> Fraction | None:
        """Published less predicted."""
        return None if self.predicted is None else self.published - self.predicted


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a published table and a formula have to do with each other.

    `missing` are the columns and inputs without which the formula cannot be computed: then there
    are no residuals. `unpublished` are units without an amount, `unknown` published rows without a
    unit.
    """

    formula: Formula
    policy: Policy = field(repr=False)
    tolerance: Fraction | int
    missing: tuple[str, ...] = ()
    allocation: Allocation | None = None
    affine: Affine | None = None
    fit: Fit | None = None
    units: tuple[UnitResidual, ...] = ()
    unpublished: tuple[str, ...] = ()
    unknown: tuple[Published, ...] = ()
    published_total: int = 0

    @property
    def followers(self) -> int:
        """How many units have what the formula computes."""
        return sum(each.follows for each in self.units)

    @property
    def compared_published(self) -> int:
        """What the units that are compared have, in rupiah."""
        return sum(each.published for each in self.units)

    @property
    def compared_computed(self) -> int:
        """What the formula computes for the units that are compared, in rupiah."""
        return sum(each.computed for each in self.units)

    @property
    def outliers(self) -> tuple[UnitResidual, ...]:
        """What the fitted constants do not explain, the farthest first."""
        outliers = [each for each in self.units if self.fit is not None and not each.explained]
        return tuple(sorted(outliers, key=_distance, reverse=True))

    @property
    def is_clean(self) -> bool:
        return (
            self.allocation is not None and self.followers == len(self.units) and not self.unknown
        )


def _distance(unit: UnitResidual) -> Fraction:
    return abs(unit.fit_residual or Fraction(0))


def reconcile(
    formula: Formula,
    policy: Policy,
    units: Sequence[Mapping[str, object]],
    published: Sequence[Published],
    inputs: Mapping[str, object],
    tolerance: Fraction | int = DEFAULT_TOLERANCE,
) -> Reconciliation:
    """Hold published amounts against a formula computed for `units` and `inputs`.

    `tolerance` is a fraction of each published amount, or whole rupiah. Units are matched by their
    key. Raises InvalidValue naming the unit and the field, but for columns and inputs that are not
    given at all: those are named in the answer.
    """
    total = sum(each.amount or 0 for each in published)
    missing = _missing(formula, units, inputs)
    if missing:
        return Reconciliation(formula, policy, tolerance, missing, published_total=total)
    allocation = solve(formula, policy, units, inputs)
    amounts = {each.unit: each for each in published}
    names = {each: amounts[each].name for each in amounts}
    known = dict(zip(allocation.given.keys, allocation.amounts, strict=True))
    rows = [
        UnitResidual(key, names[key], amount, computed, _is_near(amount, computed, tolerance))
        for key, computed in known.items()
        if key in amounts and (amount := amounts[key].amount) is not None
    ]
    affine = affine_of(formula, policy, allocation.given)
    fitted = None
    if affine is not None:
        weights = dict(zip(known, affine.weights, strict=True))
        fitted = fit(
            [Point(weights[e.unit], e.published, _allowed(e.published, tolerance)) for e in rows]
        )
        if fitted is not None:
            rows = _explained(rows, weights, fitted, tolerance)
    return Reconciliation(
        formula,
        policy,
        tolerance,
        allocation=allocation,
        affine=affine,
        fit=fitted,
        units=tuple(rows),
        unpublished=tuple(
            key for key in known if key not in amounts or amounts[key].amount is None
        ),
        unknown=tuple(each for each in published if each.unit not in known),
        published_total=total,
    )


def _missing(
    formula: Formula, units: Sequence[Mapping[str, object]], inputs: Mapping[str, object]
) -> tuple[str, ...]:
    given = {name for each in units for name in each} | inputs.keys()
    needed = [*sorted(columns_read(formula) - {KEY_COLUMN}), *formula.inputs]
    return tuple(name for name in needed if name not in given)


def _explained(
    rows: Sequence[UnitResidual],
    weights: Mapping[str, Fraction],
    fitted: Fit,
    tolerance: Fraction | int,
) -> list[UnitResidual]:
    unexplained = [
        Unexplained(
            each.unit,
            each.published,
            fitted.predicted(weights[each.unit]),
            _allowed(each.published, tolerance),
        )
        for each in rows
    ]
    far = [each for each in unexplained if not each.fits(each.published)]
    guesses = hypotheses(far)
    outside = {each.unit for each in far}
    return [
        UnitResidual(
            each.unit,
            each.name,
            each.published,
            each.computed,
            each.follows,
            fitted.predicted(weights[each.unit]),
            each.unit not in outside,
            guesses.get(each.unit, ()),
        )
        for each in rows
    ]


def _allowed(amount: int, tolerance: Fraction | int) -> int:
    return (
        tolerance
        if isinstance(tolerance, int)
        else amount * tolerance.numerator // tolerance.denominator
    )


def _is_near(published: int, computed: int, tolerance: Fraction | int) -> bool:
    return abs(published - computed) <= _allowed(published, tolerance)
