"""What obligations ask for in rupiah of taxes and stamps, of one expense."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlglot import exp

from bokrules.backends.to_sql.amounts import Factor, Polynomial
from bokrules.backends.to_sql.dialects import number, text, whole_quotient
from bokrules.backends.to_sql.script.rules import RuleRow
from bokrules.backends.to_sql.script.spelling import added, chosen
from bokrules.backends.to_sql.truths import Truths, asked_of

RUPIAH = "DECIMAL(38, 0)"
_TAX = "tax:"


def rupiah(amount: exp.Expr) -> exp.Expr:
    return exp.Cast(this=amount, to=exp.DataType.build(RUPIAH))


def due(row: RuleRow, truths: Truths) -> exp.Expr:
    """All that is due, each part rounded down; NULL if any part is not known."""
    return added(
        [rupiah(_whole(each, truths)) for asked in row.asks_money for each, _ in asked_of(asked)]
    )


def paid(row: RuleRow, truths: Truths) -> exp.Expr:
    """All that was paid of it; NULL if any part is not known."""
    return added(
        [rupiah(_paid(each, truths)) for asked in row.asks_money for _, each in asked_of(asked)]
    )


def shortfall(rules: Iterable[RuleRow], truths: Sequence[Truths], owed: exp.Column) -> exp.Expr:
    """What is known to lack of all that is owed: `owed` names the rules that certainly apply."""
    parts = []
    for row in rules:
        if not row.asks_money:
            continue
        found = exp.StrPosition(this=owed.copy(), substr=text(f",{row.rule},"))
        is_owed = exp.GT(this=found, expression=number(0))
        lacking = [rupiah(truths[row.text - 1].lacking(each)) for each in row.asks_money]
        parts.append(chosen([(is_owed, added(lacking))], rupiah(number(0))))
    return rupiah(added(parts))


def of_rule(rules: Iterable[RuleRow], amounts: Iterable[exp.Expr], rule: exp.Column) -> exp.Expr:
    """The amount of the rule that a row is about; NULL for a rule without one."""
    pairs = [(number(row.rule), amount) for row, amount in zip(rules, amounts, strict=True)]
    return rupiah(chosen(pairs, of=rule) if pairs else exp.null())


def _paid(factor: Factor, truths: Truths) -> exp.Expr:
    columns = truths.columns
    if factor.startswith(_TAX):
        return columns.paid(factor.removeprefix(_TAX))
    return columns.value(factor)


def _whole(amount: Polynomial, truths: Truths) -> exp.Expr:
    """The amount rounded down to whole rupiah, below 0 too."""
    total, divisor, may_be_negative = truths.amounts.total(amount)
    whole = whole_quotient(total, divisor)
    if divisor == 1 or not may_be_negative:
        return whole
    back = exp.Mul(this=rupiah(whole.copy()), expression=number(divisor))
    goes_up = exp.GT(this=exp.paren(back), expression=rupiah(total.copy()))
    lower = exp.paren(exp.Sub(this=whole.copy(), expression=number(1)))
    return exp.Case().when(goes_up, lower).else_(whole)
