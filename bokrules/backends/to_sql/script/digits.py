"""What rules ask of an expense, as digits of its profile: 0 false, 1 true, 2 unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from bokrules.backends.to_sql.dialects import text
from bokrules.backends.to_sql.script.spelling import chosen, joined

Guard = tuple[int, frozenset[str]]
"""A slot of the profile, and the terms there (`''` is none) beside which the answer matters."""


@dataclass(slots=True, eq=False)
class Digit:
    """One question; `place` counts from 1 and is known once all questions are."""

    truth: exp.Expr
    guard: Guard | None
    place: int = 0


@dataclass(slots=True)
class Digits:
    """All questions of an edition, each once."""

    _by_sql: dict[str, Digit] = field(default_factory=dict)

    def add(self, truth: exp.Expr, guard: Guard | None) -> Digit:
        """The digit of a question, which matters where the guard says; None: everywhere."""
        sql = truth.sql()
        known = self._by_sql.get(sql)
        if known is None:
            known = self._by_sql[sql] = Digit(truth, guard)
        else:
            known.guard = _either(known.guard, guard)
        return known

    def numbered(self, slots: Mapping[int, exp.Expr]) -> exp.Expr:
        """Give every digit its place; the text of all. `slots` are never NULL.

        Questions that matter beside the same terms are asked together, and elsewhere answered by 0:
        no rule reads them there, and expenses stay alike.
        """
        groups: dict[Guard | None, list[Digit]] = {}
        for each in self._by_sql.values():
            groups.setdefault(each.guard, []).append(each)
        in_order = (each for group in groups.values() for each in group)
        for place, each in enumerate(in_order, start=1):
            each.place = place
        parts = [_group(guard, group, slots) for guard, group in groups.items()]
        return joined(parts) if parts else text("")


def _either(one: Guard | None, other: Guard | None) -> Guard | None:
    if one is None or other is None or one[0] != other[0]:
        return None
    return one[0], one[1] | other[1]


def _group(guard: Guard | None, group: list[Digit], slots: Mapping[int, exp.Expr]) -> exp.Expr:
    answers = joined([_digit(each.truth) for each in group])
    if guard is None:
        return answers
    slot, values = guard
    words = [text(each) for each in sorted(values)]
    matters = exp.In(this=slots[slot].copy(), expressions=words)
    return chosen([(matters, answers)], text("0" * len(group)))


def _digit(truth: exp.Expr) -> exp.Expr:
    """Cast from a truth to a number and to a text: the truth is asked only once."""
    as_number = exp.Cast(this=exp.Paren(this=truth), to=exp.DataType.build("INT"))
    as_text = exp.Cast(this=as_number, to=exp.DataType.build("TEXT"))
    return exp.Coalesce(this=as_text, expressions=[text("2")])
