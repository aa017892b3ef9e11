"""What a boundary case is about, in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from bokrules.base.messages import Language, Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.base.numbers import format_number
from bokrules.comparison.boundary.case import (
    Beside,
    BoundaryCase,
    LeftOut,
    LetsThrough,
    Misses,
    Reason,
)
from bokrules.comparison.boundary.thresholds import Position, Threshold
from bokrules.reports.expression_text import condition_words
from bokrules.semantics.expressions import fields_of
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import Type

REASONS: dict[Reason, Message] = {
    Reason.LEDGER: msg("a limit counts over a ledger; one expense does not tell"),
    Reason.NOTHING_TURNS: msg("nothing turns there: every complete expense is decided alike"),
    Reason.NOT_FOUND: msg("it rests on a comparison of several facts, and none were found"),
    Reason.NO_NEIGHBOUR: msg("no one fact can be changed so that just this part fails"),
}


def case_words(case: BoundaryCase, policy: Policy, language: Language | None = None) -> str:
    """`nilai_kuitansi Rp1 di atas Rp1.000.000`."""
    language = language or current_language()
    match case.what:
        case Beside():
            return _beside(case.what, policy).text(language)
        case LetsThrough(exception=name):
            return msg("the exception {name} lets it through", name=name).text(language)
        case Misses(exception=name, part=part):
            fields = ", ".join(dict.fromkeys(fields_of(part)))
            return msg("not {name}, for its {fields}", name=name, fields=fields).text(language)
        case _:
            assert_never(case.what)


def _beside(what: Beside, policy: Policy) -> Message:
    threshold = what.threshold
    constant = threshold.constant
    assert constant is not None
    kind = policy.vocabulary.facts[threshold.field].type
    at = _amount(constant, kind)
    if what.position is Position.AT:
        return msg("{field} exactly {amount}", field=threshold.field, amount=at)
    by = _distance(what.value, constant, kind)
    if what.position is Position.BELOW:
        return msg("{field} {by} below {amount}", field=threshold.field, by=by, amount=at)
    return msg("{field} {by} above {amount}", field=threshold.field, by=by, amount=at)


def _distance(value: object, constant: object, kind: Type) -> str:
    if isinstance(value, date) and isinstance(constant, date):
        return f"{abs((value - constant).days)} hari"
    assert isinstance(value, (int, Fraction))
    assert isinstance(constant, (int, Fraction))
    return _amount(abs(value - constant), kind)


def _amount(value: object, kind: Type) -> str:
    if isinstance(value, date):
        return value.isoformat()
    assert isinstance(value, (int, Fraction))
    if kind.kind == "rupiah" and Fraction(value).denominator == 1:
        return format_rupiah(int(value))
    return f"{format_number(value)} {kind.of}".strip()


def left_out_words(left: LeftOut, policy: Policy) -> str:
    """What has no case."""
    match left.what:
        case None:
            return left.rule.name
        case Threshold(comparison=comparison):
            return f"{left.rule.name}: {condition_words(comparison, policy.vocabulary)}"
        case LetsThrough(exception=name):
            return f"{left.rule.name}: {_except(name)}"
        case Misses(exception=name, part=part):
            words = condition_words(part, policy.vocabulary)
            return f"{left.rule.name}: {_except(name)}: {words}"
        case _:
            assert_never(left.what)


def _except(name: str) -> Message:
    return msg("except {name}", name=name)


def because(case: BoundaryCase) -> list[str]:
    """The rules that decide, and the obligations that are not met."""
    decision = case.decision
    if decision.outcome is not Outcome.CONDITIONAL:
        return list(decision.basis)
    unsettled = [each.name for each in decision.obligations if each.state is not State.MET]
    return list(dict.fromkeys((*decision.basis, *unsettled)))
