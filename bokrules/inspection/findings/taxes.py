"""What taxes were withheld and deposited, by the tax book or else by the lines of the cash book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bokrules.evaluation.row import Place
from bokrules.inspection.books.lines import CashKind, CashLine
from bokrules.inspection.findings.deposits import is_deposit
from bokrules.inspection.findings.entries import unit_key
from bokrules.inspection.findings.groups import unit_of
from bokrules.inspection.findings.inspected import Inspected

PAID = "pajak"
"""The fact of an expense that holds what was deposited, by tax."""

_TAX = re.compile(
    r"\b(ppn|pph)(?![^\W\d_])(?:\s*(?:pasal|psl|ps)?\.?\s*(21|22|23|25|26)\b)?", re.IGNORECASE
)
_WITHHELD = re.compile(
    r"\b(?:pungut|pungutan|pemungutan|dipungut|potong|potongan|pemotongan|dipotong|terima|"
    r"penerimaan|diterima)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TaxMove:
    """What one line withholds and deposits of one tax; `unit` is a key, `shown` as written."""

    place: Place
    unit: str
    shown: str | None
    tax: str | None
    withheld: int
    deposited: int
    voucher: str | None
    day: date | None


def tax_moves(inspected: Inspected) -> list[TaxMove]:
    """The tax book's; of a unit that has none, those of its cash book.

    Where a tax book has no deposits at all, those that the expenses themselves name are taken.
    """
    moves = list(_of_tax_book(inspected))
    with_book = {each.unit for each in moves}
    without_deposits = with_book - {each.unit for each in moves if each.deposited}
    moves += (each for each in _of_facts(inspected) if each.unit in without_deposits)
    moves += (each for each in _of_cash(inspected) if each.unit not in with_book)
    return moves


def _of_tax_book(inspected: Inspected) -> Iterator[TaxMove]:
    for each in inspected.books.taxes:
        if each.withheld or each.deposited:
            yield TaxMove(
                each.place,
                unit_key(each.unit),
                each.unit,
                each.tax,
                each.withheld or 0,
                each.deposited or 0,
                each.voucher,
                each.date,
            )


def _of_facts(inspected: Inspected) -> Iterator[TaxMove]:
    for line in inspected.expenses:
        paid = inspected.fact(line, PAID)
        if isinstance(paid, Mapping):
            unit = unit_of(inspected, line)
            for tax, amount in paid.items():
                yield TaxMove(
                    line.place, unit_key(unit), unit, tax, 0, amount, line.voucher, line.date
                )


def _of_cash(inspected: Inspected) -> Iterator[TaxMove]:
    """`Terima PPN …` that is received, `Setor PPN …` that is spent."""
    for line in inspected.lines:
        if not line.kind.moves:
            continue
        tax = named_tax(line.description)
        if tax is None:
            continue
        is_receipt = line.kind is CashKind.RECEIPT
        text = line.description
        if not (_WITHHELD.search(text) if is_receipt else is_deposit(text)):
            continue
        yield _cash_move(inspected, line, tax, is_receipt=is_receipt)


def _cash_move(inspected: Inspected, line: CashLine, tax: str, *, is_receipt: bool) -> TaxMove:
    unit = unit_of(inspected, line)
    return TaxMove(
        line.place,
        unit_key(unit),
        unit,
        tax,
        (line.received or 0) if is_receipt else 0,
        0 if is_receipt else (line.spent or 0),
        line.voucher,
        line.date,
    )


@lru_cache(maxsize=100_000)
def named_tax(text: str) -> str | None:
    """`ppn`, `pph`, `pph21`; None where the text names no tax, or several."""
    if "pp" not in text.casefold():
        return None
    names = {f"{kind}{article}".casefold() for kind, article in _TAX.findall(text)}
    return names.pop() if len(names) == 1 else None
