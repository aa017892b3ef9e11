"""A formula over units: its lines, exactly, and the shares rounded as it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, cast

from bokrules.allocation.apportion import Quotas
from bokrules.allocation.evaluate import Choices, DividesByZero, Evaluation, Result
from bokrules.allocation.in_arrays import shares_in_arrays
from bokrules.allocation.inputs import Given, Value, columns_read, read_inputs, refuse
from bokrules.allocation.linear import Linear, Lists, term_of
from bokrules.allocation.rounding import Exact, rounded
from bokrules.base import codes
from bokrules.base.errors import InvalidValue
from bokrules.base.messages import msg
from bokrules.evaluation.citing import citation_text
from bokrules.semantics.allocation import KEY_COLUMN, Formula, Node
from bokrules.semantics.bind_expressions import SUMMED
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Type


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A unit's key, its lines as exact fractions (rupiah, or numbers), its share in rupiah.

    `quota` is the exact share within the formula's bounds: what was rounded.
    """

    unit: str
    lines: Mapping[str, Fraction]
    quota: Fraction
    amount: int


@dataclass(frozen=True)
class Allocation:
    """What a formula gives each unit, in the order of the units given."""

    formula: Formula
    policy: Policy = field(repr=False)
    given: Given = field(repr=False)
    amounts: tuple[int, ...]

    @cached_property
    def exact(self) -> ExactShares:
        """The lines and the exact shares, for all units; made when read."""
        return exact_shares(self.formula, self.policy, self.given)

    @property
    def lines(self) -> Mapping[str, Linear]:
        return self.exact.lines

    @property
    def total(self) -> int:
        """The sum of the shares in rupiah."""
        return sum(self.amounts)

    @cached_property
    def units(self) -> tuple[UnitShare, ...]:
        """Made when read: the shares with every line behind them."""
        exact = self.exact
        return tuple(
            UnitShare(
                key,
                {name: line.at(place) for name, line in exact.lines.items()},
                exact.quotas.at(place),
                amount,
            )
            for place, (key, amount) in enumerate(zip(self.given.keys, self.amounts, strict=True))
        )

    @property
    def assumed(self) -> tuple[str, ...]:
        """How the formula's text was read, and which gaps of the sources it rests on."""
        return assumptions(self.formula, self.policy)

    def to_dict(self) -> dict[str, Any]:
        """The public JSON document; fractions as text, such as 2600/17."""
        return {
            "formula": self.formula.name,
            "edition": {
                "id": self.policy.edition.id,
                "regulation": self.policy.edition.regulation,
                "sha256": self.policy.edition.sha256,
            },
            "inputs": {name: _plain(value) for name, value in self.given.inputs.items()},
            "total": self.total,
            "units": [
                {
                    "unit": each.unit,
                    "lines": {name: str(value) for name, value in each.lines.items()},
                    "quota": str(each.quota),
                    "amount": each.amount,
                }
                for each in self.units
            ],
            "citation": citation_text(self.formula.citations, self.policy),
            "assumed": list(self.assumed),
        }


def assumptions(formula: Formula, policy: Policy) -> tuple[str, ...]:
    """How a formula's text was read, and which gaps of the sources it rests on."""
    gaps = [each.label.text for each in policy.gaps if each.touches == "formula"]
    return (*formula.notes, *gaps)


def solve(
    formula: Formula,
    policy: Policy,
    units: Sequence[Mapping[str, object]],
    inputs: Mapping[str, object],
) -> Allocation:
    """Compute a formula of `policy` for units (mappings of their columns) and inputs.

    A column that no unit has may be given among the inputs: it is then the same for all. Rounding
    happens only where the formula says so. Raises InvalidValue naming the unit and the field.
    """
    given = read_inputs(formula, policy, units, inputs)
    amounts = shares_in_arrays(formula, policy, given)
    if amounts is not None:
        return Allocation(formula, policy, given, amounts)
    exact = exact_shares(formula, policy, given)
    allocation = Allocation(formula, policy, given, exact.amounts)
    allocation.__dict__["exact"] = exact
    return allocation


@dataclass(frozen=True, slots=True)
class ExactShares:
    """The lines of a formula, its result within its bounds, and that rounded."""

    lines: Mapping[str, Linear]
    quotas: Quotas
    amounts: tuple[int, ...]


def exact_shares(formula: Formula, policy: Policy, given: Given) -> ExactShares:
    """What arrays must agree with. Raises InvalidValue naming the unit and the field."""
    kind = next(each for each in policy.units if each.name == formula.unit)
    work = Evaluation(
        Lists(len(given.keys)),
        {each.name: each for each in policy.tables},
        {name: _column(name, kind.columns[name], given) for name in columns_read(formula)},
        {name: _input(value, formula.inputs[name]) for name, value in given.inputs.items()},
    )
    try:
        work.run(formula)
        exact = _exact(formula, given, work)
    except DividesByZero as fault:
        raise _divides_by_zero(fault, given) from None
    quotas, amounts = rounded(exact, formula.rounding)
    lines = {name: line for name, line in work.lines.items() if isinstance(line, Linear)}
    return ExactShares(lines, quotas, tuple(amounts))


def _exact(formula: Formula, given: Given, work: Evaluation) -> Exact:
    rounding = formula.rounding
    result = work.lines[formula.result]
    assert isinstance(result, Linear)
    term = work.carrier.combined(result)
    factor = term.coefficient
    return Exact(
        given.keys,
        given.columns[rounding.ties if rounding is not None else KEY_COLUMN],
        _quotas(term.column, factor),
        None
        if rounding is None or rounding.exact_total is None
        else work.number(rounding.exact_total, formula.result).constant,
        _of_each(formula.least, formula, work),
        _of_each(formula.most, formula, work),
    )


def _quotas(column: Sequence[int | Fraction], factor: Fraction) -> Quotas:
    if all(isinstance(each, int) for each in column):
        return Quotas([int(each) * factor.numerator for each in column], factor.denominator)
    return Quotas.of([each * factor for each in column])


def _of_each(node: Node | None, formula: Formula, work: Evaluation) -> list[Fraction] | None:
    if node is None:
        return None
    form = work.number(node, formula.result)
    return [form.at(place) for place in range(work.carrier.size)]


def _column(name: str, type_: Type, given: Given) -> Result:
    if name in given.same:
        return _input(given.same[name], type_)
    values = given.columns[name]
    if type_.kind in SUMMED:
        return Linear(terms=(term_of(cast("list[int | Fraction]", values)),))
    return Choices(values, is_column=True)


def _input(value: Value, type_: Type) -> Result:
    if type_.kind in SUMMED:
        return Linear(Fraction(value))
    return Choices(value, is_column=False)


def _divides_by_zero(fault: DividesByZero, given: Given) -> InvalidValue:
    if fault.place is None:
        return refuse(
            codes.NO_SHARE,
            msg("line `{line}` divides by 0 for every unit", line=fault.line),
            msg("the units give nothing to share by: look at their columns"),
        )
    return refuse(
        codes.NO_SHARE,
        msg(
            "line `{line}` divides by 0 for unit `{unit}`",
            line=fault.line,
            unit=given.keys[fault.place],
        ),
        msg("look at the columns of this unit"),
    )


def _plain(value: Value) -> object:
    return value if isinstance(value, (bool, int, str)) else str(value)
