"""The quick reader of cash lines whose cells are what they nearly always are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from bokrules.base.money import LARGEST_AMOUNT
from bokrules.evaluation.row import Place
from bokrules.inspection.books.cash_words import STARTS
from bokrules.inspection.books.cells import FIRST_YEAR
from bokrules.inspection.books.grid import Raw, Row
from bokrules.inspection.books.lines import CashKind, CashLine
from bokrules.inspection.books.passing_words import passes_on
from bokrules.inspection.xlsx_file import NUMBER

UsualReader: TypeAlias = Callable[[int, Row], CashLine | None]
"""A line from the place of a row and its cells; None where the careful reader is to look."""

LINE_FACTS = frozenset({"nilai", "uraian", "tanggal", "nomor_bukti", "satker", "rekening"})
DASHES = frozenset({"-", "–", "—"})
_FIRST_DAY = date(FIRST_YEAR, 1, 1)


def usual_reader(
    columns: Sequence[int],
    account_at: int | None,
    numbers: Sequence[int],
    sheet: str | None,
    file: str | None,
    unit: str | None,
) -> UsualReader:
    """It gives None for a row of any other form, of which nothing was decided yet.

    What it gives is what the careful reader would give. `columns` are those of number, date,
    voucher, text, receipt, expense and balance; `numbers` are the rows' own.
    """
    number_at, day_at, voucher_at, text_at, received_at, spent_at, balance_at = columns

    def line(at: int, row: Row) -> CashLine | None:
        text, day, voucher = row[text_at], row[day_at], row[voucher_at]
        received, spent, balance = row[received_at], row[spent_at], row[balance_at]
        number = row[number_at]
        if (
            not type(text) is type(voucher) is str
            or type(day) is not date
            or day < _FIRST_DAY
            or not type(balance) is type(number) is NUMBER
            or not (balance.is_integer() and number.is_integer())
            or not 0 <= balance <= LARGEST_AMOUNT
            or text[:4].casefold() in STARTS
            or _is_uneven(text)
            or _is_uneven(voucher)
            or (account_at is not None and row[account_at] != "")
        ):
            return None
        facts: dict[str, object] = {}
        if received == "" and _is_amount(spent):
            received, spent = None, int(spent)
            kind = CashKind.PASSING if passes_on(text) else CashKind.EXPENSE
            if kind is CashKind.EXPENSE:
                facts = {"nilai": spent, "uraian": text, "tanggal": day, "nomor_bukti": voucher}
                if unit:
                    facts["satker"] = unit
        elif spent == "" and _is_amount(received):
            kind, received, spent = CashKind.RECEIPT, int(received), None
        else:
            return None
        return CashLine(
            place=Place(numbers[at], sheet, "", file),
            kind=kind,
            unit=unit,
            number=str(int(number)),
            date=day,
            voucher=voucher,
            description=text,
            received=received,
            spent=spent,
            balance=int(balance),
            facts=facts,
        )

    return line


def _is_uneven(text: str) -> bool:
    """Empty, a dash, or with spaces that are not shown: the careful reader evens them."""
    return (
        (len(text) < 2 and (not text or text in DASHES))
        or "  " in text
        or not text.isprintable()
        or text[0] == " "
        or text[-1] == " "
    )


def _is_amount(raw: Raw) -> bool:
    return type(raw) is NUMBER and raw.is_integer() and 0 < raw <= LARGEST_AMOUNT
