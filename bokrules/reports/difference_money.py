"""Shares under two editions in words: who gains, who loses, and by which change."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.comparison.difference import Difference
from bokrules.comparison.fiscal import CAUSES as CAUSES_IN_ORDER
from bokrules.comparison.fiscal import FiscalComparison, Side, Step, UnitChange
from bokrules.evaluation.citing import citation_text
from bokrules.reports.blocks import Block, Figure, Heading, HtmlTable, Listing, Points
from bokrules.reports.charts import picture_svg
from bokrules.reports.charts.gain_chart import Gain, gain_chart
from bokrules.reports.difference_words import CAUSES, side_names, step_name
from bokrules.reports.percents import decimals
from bokrules.reports.reconcile_words import signed


def money_section(difference: Difference, *, pictures: bool) -> Iterator[Block]:
    """Nothing without units. Pictures are drawn where they are wanted."""
    money = difference.money
    if money is None:
        return
    label = money.after.formula.label.in_language(current_language())
    yield Heading(msg("Allocations: {name}", name=label).text())
    yield Listing([each.text() for each in _summary(money, difference)])
    if money.steps:
        yield Heading(msg("By which change").text(), level=3)
        yield Points([_step(each, money) for each in money.steps])
    if pictures and not money.is_empty:
        title = msg("What each unit gains or loses")
        rows = [Gain(each.name or each.unit, each.gain) for each in money.units]
        yield Figure(picture_svg(gain_chart(rows, title), "money"))
    yield _table(money, difference)
    assumed = dict.fromkeys((*money.before.assumed, *money.after.assumed))
    if assumed:
        yield Heading(msg("What was assumed").text(), level=3)
        yield Listing(list(assumed))


def _summary(money: FiscalComparison, difference: Difference) -> Iterator[Message]:
    names = side_names(difference)
    for name, side in zip(names, (money.from_side, money.to_side), strict=True):
        yield formula_of(name, side)
    yield msg(
        "in all: {before} → {after}, {gain}",
        before=format_rupiah(money.before.total),
        after=format_rupiah(money.after.total),
        gain=signed(money.gain),
    )
    yield msg(
        "units that gain: {gainers}, that lose: {losers}, of {n}",
        gainers=len(money.gainers),
        losers=len(money.losers),
        n=len(money.units),
    )
    for word, found in (
        (msg("the largest gain"), money.gainers),
        (msg("the largest loss"), money.losers),
    ):
        for unit in found[:1]:
            yield msg("{what}: {unit}, {gain}", what=word, unit=_name(unit), gain=_gain(unit))


def formula_of(name: str, side: Side) -> Message:
    """Which formula a side has, and where it stands."""
    cited = citation_text(side.formula.citations, side.policy)
    if side.is_own:
        return msg(
            "{edition}: `{formula}`, {citation}",
            edition=name,
            formula=side.formula.name,
            citation=cited,
        )
    return msg(
        "{edition} has no such formula: that of {other} stands in, `{formula}`, {citation}",
        edition=name,
        other=side.policy.edition.id,
        formula=side.formula.name,
        citation=cited,
    )


def _step(step: Step, money: FiscalComparison) -> tuple[str, list[str]]:
    below = []
    if step.after is not None:
        old, new = (_value(each, step, money) for each in (step.before, step.after))
        below.append(f"{old} → {new}")
    order = [CAUSES[each] for each in CAUSES_IN_ORDER]
    if step is money.steps[-1] and len(money.steps) > 1:
        below.append(
            msg(
                "each is put in place after those before it, in the order {order};"
                " another order would divide the same whole otherwise",
                order=order,
            ).text()
        )
    return f"{step_name(step)}: {signed(step.total)}", below


def _value(value: object, step: Step, money: FiscalComparison) -> str:
    type_ = money.from_side.formula.inputs.get(step.name)
    if type_ is not None and type_.kind == "rupiah" and isinstance(value, int):
        return format_rupiah(value)
    return str(value)


def _table(money: FiscalComparison, difference: Difference) -> HtmlTable:
    before, after = side_names(difference)
    columns: list[tuple[str, list[str]]] = [
        (msg("unit").text(), [_name(each) for each in money.units]),
        (before, [format_rupiah(each.before) for each in money.units]),
        (after, [format_rupiah(each.after) for each in money.units]),
        (msg("difference").text(), [signed(each.gain) for each in money.units]),
        ("%", [_percent(each) for each in money.units]),
    ]
    if len(money.steps) > 1:
        columns += [
            (step_name(step), [signed(gain) for gain in step.gains]) for step in money.steps
        ]
    return HtmlTable(
        caption=msg("Shares of the units").text(),
        columns=columns,
        right=frozenset(name for name, _ in columns[1:]),
    )


def _name(unit: UnitChange) -> str:
    return unit.name or unit.unit


def _gain(unit: UnitChange) -> str:
    return f"{signed(unit.gain)} ({_percent(unit)}%)"


def _percent(unit: UnitChange) -> str:
    return "-" if unit.ratio is None else decimals(100 * unit.ratio)
