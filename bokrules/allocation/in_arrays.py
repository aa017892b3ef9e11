"""What was given for a formula, as arrays; and whether that is worth it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from bokrules.allocation.array_plan import NoArrayForm
from bokrules.allocation.inputs import Given, Value, columns_read
from bokrules.allocation.linear import term_of
from bokrules.semantics.allocation import KEY_COLUMN, Formula
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Type

if TYPE_CHECKING:
    from bokrules.allocation.bounded import Bounded

ENOUGH_UNITS = 5_000
"""From here on arrays win back the time that it takes to load numpy."""


def shares_in_arrays(formula: Formula, policy: Policy, given: Given) -> tuple[int, ...] | None:
    """The shares, or None where the exact way must be taken: for few units, for a formula or for
    amounts that arrays of 64-bit integers cannot be proved to hold, and to say what is wrong."""
    if len(given.keys) < ENOUGH_UNITS or find_spec("numpy") is None:
        return None
    from bokrules.allocation.apportion import NotApportionable
    from bokrules.allocation.arrays import ArrayFormula

    kind = next(each for each in policy.units if each.name == formula.unit)
    try:
        prepared = ArrayFormula(formula, {each.name: each for each in policy.tables})
        columns = {
            name: _array(given.columns[name], kind.columns[name], policy)
            for name in columns_read(formula)
            if kind.columns[name].kind != "text"
        }
        inputs = {name: _pair(value) for name, value in given.inputs.items()}
        ties = list(zip(given.columns[prepared.plan.ties or KEY_COLUMN], given.keys, strict=True))
        return tuple(prepared.shares(len(given.keys), columns, inputs, ties).tolist())
    except (NoArrayForm, NotApportionable, ZeroDivisionError, OverflowError):
        return None


def _array(values: Sequence[Value], type_: Type, policy: Policy) -> Bounded:
    """Raises OverflowError."""
    import numpy as np

    from bokrules.allocation.bounded import Bounded

    scale = 1
    numbers: Sequence[Any] = values
    if type_.kind == "choice":
        places = {
            each: place for place, each in enumerate(policy.vocabulary.choices[type_.of].options)
        }
        numbers = [places[cast("str", each)] for each in values]
    elif type_.kind != "yes_no":
        term = term_of(cast("Sequence[int | Fraction]", values))
        numbers, scale = term.column, term.coefficient.denominator
        if not all(isinstance(each, int) for each in numbers):
            raise NoArrayForm("numbers of too many denominators")
    return Bounded.of(np.array(numbers, dtype=np.int64), scale)


def _pair(value: Value) -> tuple[int, int]:
    if isinstance(value, str):
        raise NoArrayForm("an input that is no number")
    number = Fraction(value)
    return number.numerator, number.denominator
