"""`allocate`: a formula of an edition, computed for units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bokrules.allocation.solve import Allocation, solve
from bokrules.base import codes
from bokrules.base.errors import UnknownValue
from bokrules.base.messages import msg
from bokrules.base.suggestions import did_you_mean
from bokrules.editions.edition import load_edition
from bokrules.semantics.allocation import Formula
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
