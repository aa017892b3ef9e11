"""`allocate` and `reconcile`: a formula of an edition, computed for units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from bokrules.allocation.inputs import refuse
from bokrules.allocation.reconcile.reconcile import DEFAULT_TOLERANCE, Published, Reconciliation
from bokrules.allocation.reconcile.reconcile import reconcile as compare
from bokrules.allocation.solve import Allocation, solve
from bokrules.base import codes
from bokrules.base.errors import UnknownValue
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.editions.edition import load_edition
from bokrules.semantics.allocation import KEY_COLUMN, NAME_COLUMN, Formula
from bokrules.semantics.policy import Policy


def allocate(
    formula: str,
    year: int | str | Path,
    units: Sequence[Mapping[str, object]],
    **inputs: object,
) -> Allocation:
    """The shares that a formula of `year` gives units, in rupiah, exactly.

    `units` map the columns of the formula's kind of unit to values, `kode` the unit's key; `inputs`
    are the formula's own, and columns that are the same for all units. Amounts are whole rupiah.
    Raises UnknownEdition, UnknownValue for the formula, InvalidValue naming the unit and the field.
    """
    policy = load_edition(year).policy
    return solve(find_formula(formula, policy), policy, units, inputs)


def reconcile(
    formula: str,
    year: int | str | Path,
    units: Sequence[Mapping[str, object]],
    published: Mapping[str, int | None],
    *,
    tolerance: Fraction | int = DEFAULT_TOLERANCE,
    **inputs: object,
) -> Reconciliation:
    """Published allocations, in rupiah by the key of their unit, against a formula of `year`.

    `tolerance` is a fraction of each published amount, or whole rupiah; `units` and `inputs` as in
    `allocate`. What is not given at all makes the formula not computable, which the answer says.
    Raises UnknownEdition, UnknownValue for the formula, InvalidValue naming the unit and the field.
    """
    policy = load_edition(year).policy
    names = {str(each.get(KEY_COLUMN)): str(each.get(NAME_COLUMN, "")) for each in units}
    for unit, amount in published.items():
        if amount is not None and type(amount) is not int:
            raise refuse(
                codes.BAD_ALLOCATION_INPUT,
                msg("unit `{unit}`: {value} is no whole rupiah", unit=unit, value=repr(amount)),
                msg("give published amounts as int, or None where there is none"),
            )
    rows = [Published(key, names.get(key) or key, amount) for key, amount in published.items()]
    return compare(find_formula(formula, policy), policy, units, rows, inputs, tolerance)


def find_formula(name: str, policy: Policy) -> Formula:
    """Raises UnknownValue."""
    for each in policy.formulas:
        if each.name == name:
            return each
    known = [each.name for each in policy.formulas]
    raise UnknownValue(
        codes.UNKNOWN_VALUE,
        msg("edition {id} has no `rumus {name}`", id=policy.edition.id, name=name),
        did_you_mean(name, known) or msg("there is: {names}", names=known or "-"),
    )
