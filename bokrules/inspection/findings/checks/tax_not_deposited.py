"""`tax_not_deposited`: taxes withheld and not deposited, or due and not in the tax book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bokrules.base.dates import month_message
from bokrules.base.messages import Message, current_language, msg
from bokrules.base.money import format_rupiah
from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import CashLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.finding import Criterion, Finding, Weight, criterion_of
from bokrules.inspection.findings.groups import grouped, unit_of
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.tax_base import DueTaxes, base_words, due_taxes
from bokrules.inspection.findings.taxes import PAID, TaxMove, tax_moves
from bokrules.inspection.findings.vouchers import voucher_key
from bokrules.inspection.findings.wording import listed, row_words, voucher_words

CODE = "1.04.07"


def _run(inspected: Inspected) -> Iterator[Finding]:
    """For each unit one of what is not deposited, and one of what was never withheld.

    A deposit settles the earliest withholdings of its tax that are still open, in the order of the
    books; no tax makes up for another. What is due is what the edition's obligations say of an
    expense; it is held against what is withheld for its voucher. Where that is what is due on the
    price without VAT, the rest is an indication. Expenses that name their taxes are left to
    `unmet_obligation`.
    """
    moves = tax_moves(inspected)
    for group in grouped(moves, lambda each: each.unit).values():
        open_taxes = [each for tax in _by_tax(group).values() if (each := _open(tax)).amount > 0]
        if open_taxes:
            yield _not_deposited(inspected, group[0].shown, open_taxes)
    yield from _not_withheld(inspected)


# ---- withheld, not deposited ----


@dataclass(frozen=True, slots=True)
class _Open:
    """One tax of a unit: what of it is not deposited, by the lines that withheld it."""

    tax: str | None
    withheld: int
    deposited: int
    lines: Sequence[tuple[TaxMove, int]]

    @property
    def amount(self) -> int:
        return self.withheld - self.deposited


def _by_tax(moves: Sequence[TaxMove]) -> Mapping[str | None, list[TaxMove]]:
    return grouped(moves, lambda each: each.tax)


def _open(moves: Sequence[TaxMove]) -> _Open:
    withheld = sum(each.withheld for each in moves)
    deposited = sum(each.deposited for each in moves)
    settled = deposited
    open_lines: list[tuple[TaxMove, int]] = []
    for each in moves:
        used = min(settled, each.withheld)
        settled -= used
        if each.withheld > used:
            open_lines.append((each, each.withheld - used))
    return _Open(moves[0].tax, withheld, deposited, tuple(open_lines))


def _not_deposited(inspected: Inspected, unit: str | None, taxes: Sequence[_Open]) -> Finding:
    amount = sum(each.amount for each in taxes)
    rows = sorted({line.place: None for each in taxes for line, _ in each.lines}, key=_place_order)
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Taxes withheld and not deposited"),
        condition=msg(
            "{taxes}. Open by month: {months}.",
            taxes=listed([_tax_sums(inspected, each) for each in taxes]),
            months=listed(_months(taxes)),
        ),
        criterion=_criterion(inspected),
        consequence=msg("{amount} was not received by the state", amount=format_rupiah(amount)),
        recommendation=msg("The taxes are deposited, and the proof of it shown"),
        amount=amount,
        rows=tuple(rows),
        unit=unit,
    )


def _place_order(place: Place) -> tuple[str, str, int]:
    return place.file or "", place.sheet or "", place.row


def _tax_sums(inspected: Inspected, tax: _Open) -> Message:
    return msg(
        "{tax}: withheld {withheld}, deposited {deposited}, not deposited {amount}",
        tax=_tax_name(inspected, tax.tax),
        withheld=format_rupiah(tax.withheld),
        deposited=format_rupiah(tax.deposited),
        amount=format_rupiah(tax.amount),
    )


def _tax_name(inspected: Inspected, tax: str | None) -> Message | str:
    if tax is None:
        return msg("taxes without a name")
    term = inspected.texts[0].vocabulary.taxes.get(tax)
    return term.label.in_language(current_language()) if term else tax.upper()


def _months(taxes: Sequence[_Open]) -> list[Message | str]:
    found: dict[tuple[int, int] | None, int] = {}
    for each in taxes:
        for line, amount in each.lines:
            month = (line.day.year, line.day.month) if line.day else None
            found[month] = found.get(month, 0) + amount
    ordered = sorted(found.items(), key=lambda item: item[0] or (date.max.year, 12))
    return [
        msg(
            "{month} {amount}",
            month=msg("without a date") if month is None else month_message(*month),
            amount=format_rupiah(amount),
        )
        for month, amount in ordered
    ]


# ---- due, not withheld ----


@dataclass(frozen=True, slots=True)
class _Due:
    line: CashLine
    unit: str | None
    voucher: str | None
    amount: int
    taxes: int


def _not_withheld(inspected: Inspected) -> Iterator[Finding]:
    """By voucher; of a unit whose tax book names no voucher, over all of its expenses."""
    book = inspected.books.taxes
    if not book:
        return
    withheld: dict[tuple[str, str | None], int] = {}
    for each in book:
        key = unit_key(each.unit), voucher_key(each.voucher)
        withheld[key] = withheld.get(key, 0) + (each.withheld or 0)
    units = {unit for unit, _ in withheld}
    with_vouchers = {unit for unit, voucher in withheld if voucher is not None}
    by_unit = grouped(_dues(inspected), lambda each: unit_key(each.unit))
    for unit, dues in by_unit.items():
        of = unit if unit in units else ""
        if of not in units:
            continue
        if of in with_vouchers:
            short = list(_short_by_voucher(of, dues, withheld))
        else:
            missing = sum(each.amount for each in dues) - withheld.get((of, None), 0)
            short = [(dues, missing)] if missing > 0 else []
        for is_other_base, of_base in grouped(short, _is_on_other_base).items():
            yield _never_withheld(inspected, of_base, is_other_base=is_other_base)


def _is_on_other_base(short: tuple[Sequence[_Due], int]) -> bool:
    """Whether the tax book has what is due on the price without VAT."""
    members, missing = short
    due = DueTaxes(sum(each.amount for each in members), sum(each.taxes for each in members))
    return due.is_paid_without_vat(due.due - missing)


def _short_by_voucher(
    unit: str, dues: Sequence[_Due], withheld: Mapping[tuple[str, str | None], int]
) -> Iterator[tuple[Sequence[_Due], int]]:
    """What has no voucher cannot be held against the tax book, and is passed over."""
    for voucher, members in grouped(dues, lambda each: each.voucher).items():
        missing = sum(each.amount for each in members) - withheld.get((unit, voucher), 0)
        if voucher is not None and missing > 0:
            yield members, missing


def _dues(inspected: Inspected) -> Iterator[_Due]:
    """The taxes that the edition asks of each payable expense, in rupiah."""
    for line, row in inspected.judged:
        verdict = row.verdict
        if verdict.only_refusals or PAID in verdict.facts:
            continue
        names = dict.fromkeys(each.name for each in verdict.decision.obligations if each.due)
        dues = [due for name in names if (due := due_taxes(row, name)).due]
        if dues:
            amount, taxes = sum(each.due for each in dues), sum(each.taxes for each in dues)
            yield _Due(line, unit_of(inspected, line), voucher_key(line.voucher), amount, taxes)


def _never_withheld(
    inspected: Inspected, short: Sequence[tuple[Sequence[_Due], int]], *, is_other_base: bool
) -> Finding:
    amount = sum(missing for _, missing in short)
    dues = [each for members, _ in short for each in members]
    words = [
        msg(
            "{voucher} ({rows}): due {due}, in the tax book {withheld}",
            voucher=voucher_words(members[0].line.voucher),
            rows=listed([row_words(each.line.place) for each in members]),
            due=format_rupiah(sum(each.amount for each in members)),
            withheld=format_rupiah(sum(each.amount for each in members) - missing),
        )
        for members, missing in short
    ]
    condition = msg("{vouchers}.", vouchers=listed(words))
    if is_other_base:
        paid = sum(each.amount for each in dues) - amount
        condition = msg("{words} {base}", words=condition, base=base_words(paid))
    return Finding(
        check=CHECK.name,
        code=CODE,
        title=msg("Taxes due that the tax book does not have"),
        condition=condition,
        criterion=_criterion(inspected),
        consequence=msg("{amount} was not received by the state", amount=format_rupiah(amount)),
        recommendation=msg("The taxes are deposited, and the proof of it shown"),
        amount=amount,
        rows=tuple(each.line.place for each in dues),
        unit=dues[0].unit,
        weight=Weight.INDICATION if is_other_base else Weight.FINDING,
    )


def _criterion(inspected: Inspected) -> Criterion:
    return criterion_of(
        inspected.texts,
        ("pajak_dipungut", "pajak_pembelian"),
        msg("Taxes that are due are withheld, and what is withheld is deposited"),
    )


def _lacks(inspected: Inspected) -> Message | None:
    if tax_moves(inspected):
        return None
    return msg("there is no tax book, and the cash book shows no taxes withheld or deposited")


CHECK = Check("tax_not_deposited", msg("Taxes that were not deposited"), _run, _lacks)
