"""The units and inputs of a formula, checked: every fault names the unit and the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bokrules.base import codes
from bokrules.base.codes import Code
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean
from bokrules.semantics.allocation import KEY_COLUMN, Formula, refs_of
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Type

Value = int | Fraction | bool | str


@dataclass(frozen=True, slots=True)
class Given:
    """Keys of the units in their order, their columns, and the inputs, in their types.

    `same` are the columns that were given once, for all units.
    """

    keys: tuple[str, ...]
    columns: Mapping[str, list[Value]]
    same: Mapping[str, Value]
    inputs: Mapping[str, Value]


def refuse(code: Code, message: Message, hint: Message | None = None) -> InvalidValue:
    """The error for a fault in what was given."""
    return InvalidValue(code, message, hint)


def read_inputs(
    formula: Formula,
    policy: Policy,
    units: Sequence[Mapping[str, object]],
    inputs: Mapping[str, object],
) -> Given:
    """Check and complete what was given; raises InvalidValue."""
    kind = next(each for each in policy.units if each.name == formula.unit)
    if not units:
        raise refuse(codes.BAD_ALLOCATION_INPUT, msg("there are no units"))
    keys = _keys(units)
    read = columns_read(formula)
    _refuse_unknown(formula, kind.columns, units, inputs)
    lacking = [name for name in formula.inputs if inputs.get(name) is None]
    if len(lacking) > 1:
        raise refuse(
            codes.BAD_ALLOCATION_INPUT,
            msg("inputs of the formula are missing: {names}", names=lacking),
            msg("give each of them, such as {name}=…", name=lacking[0]),
        )
    columns: dict[str, list[Value]] = {KEY_COLUMN: list(keys)}
    same: dict[str, Value] = {}
    for name, type_ in kind.columns.items():
        if name == KEY_COLUMN:
            continue
        if name in inputs:
            same[name] = _checked(inputs[name], type_, name, policy)
            columns[name] = [same[name]] * len(units)
        elif name in read or any(name in each for each in units):
            columns[name] = [
                _checked(each.get(name), type_, name, policy, unit=key, is_read=name in read)
                for key, each in zip(keys, units, strict=True)
            ]
    given = {
        name: _checked(inputs.get(name), type_, name, policy)
        for name, type_ in formula.inputs.items()
    }
    return Given(keys, columns, same, given)


def columns_read(formula: Formula) -> set[str]:
    """The columns without which the formula cannot be computed."""
    read = {each.name for node in formula.nodes for each in refs_of(node) if each.kind == "column"}
    return read if formula.rounding is None else {*read, formula.rounding.ties}


def _keys(units: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    keys: dict[str, int] = {}
    for number, each in enumerate(units, start=1):
        key = each.get(KEY_COLUMN)
        if key is None or str(key).strip() == "":
            raise refuse(
                codes.BAD_ALLOCATION_INPUT,
                msg("unit {number} has no `{name}`", number=number, name=KEY_COLUMN),
                msg("every unit needs its key"),
            )
        if str(key) in keys:
            raise refuse(
                codes.BAD_ALLOCATION_INPUT,
                msg("unit `{unit}` is given twice", unit=str(key)),
                msg("first as unit {number}", number=keys[str(key)]),
            )
        keys[str(key)] = number
    return tuple(keys)


def _refuse_unknown(
    formula: Formula,
    columns: Mapping[str, Type],
    units: Sequence[Mapping[str, object]],
    inputs: Mapping[str, object],
) -> None:
    given_columns = dict.fromkeys(name for each in units for name in each)
    for name in given_columns:
        if name not in columns:
            raise refuse(
                codes.BAD_ALLOCATION_INPUT,
                msg("there is no column `{name}` in `{unit}`", name=name, unit=formula.unit),
                did_you_mean(name, columns) or msg("known are: {names}", names=list(columns)),
            )
    known = {**formula.inputs, **columns}
    for name in inputs:
        if name not in known or name == KEY_COLUMN:
            raise refuse(
                codes.BAD_ALLOCATION_INPUT,
                msg("`rumus {formula}` has no input `{name}`", formula=formula.name, name=name),
                did_you_mean(name, known) or msg("known are: {names}", names=list(known)),
            )
        if name in given_columns:
            raise refuse(
                codes.BAD_ALLOCATION_INPUT,
                msg("`{name}` is a column of the units and an input", name=name),
                msg("give it once"),
            )


def _checked(
    value: object,
    type_: Type,
    name: str,
    policy: Policy,
    *,
    unit: str | None = None,
    is_read: bool = True,
) -> Value:
    if value is None:
        if not is_read:
            return ""
        hint = msg("give `{name}` for each unit as a column, or once: {name}=…", name=name)
        raise _bad(msg("`{name}` is missing", name=name), unit, hint)
    match type_.kind:
        case "rupiah" | "count":
            if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
                return value
            wanted = msg("a whole number that is not negative")
        case "number":
            if isinstance(value, (int, Fraction, Decimal)) and not isinstance(value, bool):
                exact = (
                    Fraction(value) if not isinstance(value, Decimal) or value.is_finite() else -1
                )
                if exact >= 0:
                    return Fraction(exact)
            wanted = msg("an exact number (int, Decimal or Fraction) that is not negative")
        case "yes_no":
            if isinstance(value, bool):
                return value
            wanted = msg("true or false")
        case "choice":
            options = policy.vocabulary.choices[type_.of].options
            if isinstance(value, str) and value in options:
                return value
            wanted = msg("one of: {names}", names=list(options))
        case _:
            return str(value)
    found = msg("`{name}`: {value} is not {wanted}", name=name, value=repr(value), wanted=wanted)
    raise _bad(found, unit)


def _bad(message: Message, unit: str | None, hint: Message | None = None) -> InvalidValue:
    if unit is not None:
        message = msg("unit `{unit}`: {what}", unit=unit, what=message)
    return refuse(codes.BAD_ALLOCATION_INPUT, message, hint or msg("give it in its type"))
