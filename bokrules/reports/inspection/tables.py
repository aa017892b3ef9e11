"""Tables that every report of an inspection has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bokrules.base.messages import Message, msg
from bokrules.base.money import format_rupiah
from bokrules.inspection.contents import InspectionContents, Sums
from bokrules.reports.inspection.finding_groups import WEIGHTS, finding_groups, group_amount
from bokrules.reports.page import printable

QUESTIONED, WITHOUT_EVIDENCE = msg("questioned"), msg("without evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """Rows of text below their heads; `numbers` are the columns to be set to the right."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int]


def outcome_table(sums: Sums) -> PlainTable:
    """The last row is the total."""
    rows = [
        (outcome.label.text(), str(each.rows), format_rupiah(each.amount))
        for outcome, each in sums.by_outcome.items()
    ]
    total = (msg("total").text(), str(sums.total.rows), format_rupiah(sums.total.amount))
    heads = (msg("outcome"), msg("rows"), msg("rupiah"))
    return _table(msg("Rows by outcome"), heads, [*rows, total], frozenset({1, 2}))


def parts_table(
    caption: Message, head: Message, parts: Sequence[tuple[str, Sums]], *, by_outcome: bool
) -> PlainTable:
    """A row for each unit or month. `by_outcome`: with the rupiah of each outcome."""
    outcomes = list(parts[0][1].by_outcome) if by_outcome else []
    heads = (
        head,
        msg("rows"),
        *(each.label for each in outcomes),
        msg("rupiah"),
        QUESTIONED,
        WITHOUT_EVIDENCE,
    )
    rows = [
        (
            printable(name),
            str(sums.total.rows),
            *(format_rupiah(sums.by_outcome[each].amount) for each in outcomes),
            format_rupiah(sums.total.amount),
            format_rupiah(sums.questioned),
            format_rupiah(sums.unsupported),
        )
        for name, sums in parts
    ]
    return _table(caption, heads, rows, frozenset(range(1, len(heads))))


def kind_table(contents: InspectionContents) -> PlainTable:
    rows = [
        (
            printable(group.title),
            group.code or "-",
            WEIGHTS[group.weight].text(),
            str(group.findings),
            str(group.rows),
            group_amount(group),
        )
        for group in finding_groups(contents)
    ]
    heads = (
        msg("check"),
        msg("code"),
        msg("carries as"),
        msg("number"),
        msg("rows"),
        msg("rupiah"),
    )
    return _table(msg("Findings by kind"), heads, rows, frozenset({3, 4, 5}))


def balance_table(contents: InspectionContents) -> PlainTable:
    """With a column for what was passed on where anything was."""
    passed_on = any(each.passed_on for each in contents.balances)
    rows = [
        (
            printable(", ".join(part for part in (each.name, each.unit) if part)),
            _known(each.opening),
            format_rupiah(each.received),
            format_rupiah(each.spent),
            *([format_rupiah(each.passed_on)] if passed_on else []),
            _known(each.closing),
            _known(each.printed_closing),
            _known(each.difference),
        )
        for each in contents.balances
    ]
    heads = (
        msg("book"),
        msg("opening balance"),
        msg("received"),
        msg("spent"),
        *([msg("passed on (taxes, treasury, bank)")] if passed_on else []),
        msg("computed balance"),
        msg("printed balance"),
        msg("difference"),
    )
    return _table(msg("Cash books reconciled"), heads, rows, frozenset(range(1, len(heads))))


def _known(amount: int | None) -> str:
    return "-" if amount is None else format_rupiah(amount)


def _table(
    caption: Message,
    heads: Sequence[Message],
    rows: Sequence[Sequence[str]],
    numbers: frozenset[int],
) -> PlainTable:
    return PlainTable(
        caption=caption.text(), heads=[each.text() for each in heads], rows=rows, numbers=numbers
    )
