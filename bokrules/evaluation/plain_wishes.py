"""What conditions plainly ask of facts: told without a search, as far as it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from bokrules.backends.decision import Value
from bokrules.semantics import expressions as ir


class Impossible(Exception):
    """A condition asks for what another asks to be false, or for a value out of its range."""


class Wishes:
    """The facts that must be true or false, and the ranges that values must lie in.

    Conditions may ask for more, in `atau` and in comparisons of facts: that is left out.
    """

    def __init__(self, conditions: Iterable[ir.Expression]) -> None:
        """Raises Impossible if no facts can meet them."""
        self.truths: dict[str, bool] = {}
        self.ranges: dict[str, _Range] = {}
        self._choices: list[ir.AnyOf] = []
        for each in conditions:
            for part in _parts(each):
                if not self._is_met(part):
                    raise Impossible

    def _is_met(self, part: ir.Expression) -> bool:
        literal = _literal(part)
        if literal is not None:
            name, truth = literal
            return self.truths.setdefault(name, truth) == truth
        match part:
            case ir.Compare(
                left=ir.Field(name=name), comparison=how, right=ir.Constant(value=value)
            ) if isinstance(value, (int, Fraction, date)):
                return self.ranges.setdefault(name, _Range()).narrowed(how, value)
            case ir.AnyOf():
                self._choices.append(part)
        return True

    def facts(self) -> dict[str, Value]:
        """Values that meet the wishes, if any do: to be tried."""
        truths = dict(self.truths)
        for each in self._choices:
            for name, truth in filter(None, map(_literal, each.operands)):
                if truths.setdefault(name, truth) == truth:
                    break
        return {**truths, **{name: each.value() for name, each in self.ranges.items()}}


def _literal(part: ir.Expression) -> tuple[str, bool] | None:
    """A fact that must be true, or false; None for any other condition."""
    match part:
        case ir.Field(name=name):
            return name, True
        case ir.Not(operand=operand):
            inner = _literal(operand)
            return None if inner is None else (inner[0], not inner[1])
        case ir.Compare(
            left=ir.Field(name=name), comparison="=", right=ir.Constant(value=bool() as value)
        ):
            return name, value
        case _:
            return None


def _parts(condition: ir.Expression) -> Iterator[ir.Expression]:
    """What all must hold for a condition to hold."""
    if isinstance(condition, ir.AllOf):
        for each in condition.operands:
            yield from _parts(each)
    else:
        yield condition


class _Range:
    """The values that comparisons with constants leave: numbers, or days."""

    def __init__(self) -> None:
        self.least: Any = None
        self.most: Any = None
        self.is_least_out = self.is_most_out = False
        """Whether an end does not belong to it."""

    def narrowed(self, how: ir.Comparison, value: ir.Scalar) -> bool:
        """Narrow the range; whether something is left."""
        is_out = how in (">", "<")
        if how in (">", ">=", "="):
            if self.least is None or value > self.least:
                self.least, self.is_least_out = value, is_out
            elif value == self.least:
                self.is_least_out |= is_out
        if how in ("<", "<=", "="):
            if self.most is None or value < self.most:
                self.most, self.is_most_out = value, is_out
            elif value == self.most:
                self.is_most_out |= is_out
        if self.least is None or self.most is None or self.least < self.most:
            return True
        return bool(self.least == self.most) and not (self.is_least_out or self.is_most_out)

    def value(self) -> Any:
        """One at an end or beside it, as rupiah and days are counted; no amount is negative."""
        end, is_out, step = self.least, self.is_least_out, 1
        if end is None:
            end, is_out, step = self.most, self.is_most_out, -1
        if not is_out:
            return end
        if isinstance(end, date):
            return end if end in (date.min, date.max) else end + timedelta(days=step)
        return max(end + step, 0)
