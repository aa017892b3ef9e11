"""Small books for the tests of checks: written as a treasurer would, from a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count

from bokrules import load_edition
from bokrules.evaluation.row import Place
from bokrules.evaluation.timeline import Texts
from bokrules.inspection.books.lines import Books, CashBook, CashKind, CashLine, PayeeLine
from bokrules.inspection.findings.checks import Check
from bokrules.inspection.findings.finding import Finding
from bokrules.inspection.findings.inspected import Inspected
from bokrules.inspection.findings.settings import Settings

EXPENSE, RECEIPT, CARRIED, SUBTOTAL = (
    CashKind.EXPENSE,
    CashKind.RECEIPT,
    CashKind.CARRIED,
    CashKind.SUBTOTAL,
)
UNIT = "Puskesmas Melati"


@cache
def texts(year: int) -> Texts:
    return load_edition(year).texts


def day(text: str) -> date:
    """`05-14` is a day of 2010."""
    return date.fromisoformat(text if len(text) == 10 else f"2010-{text}")


def spent(
    amount: int,
    text: str = "Transport petugas",
    on: str | None = None,
    voucher: str | None = None,
    balance: int | None = None,
    payee: str | None = None,
    unit: str | None = UNIT,
    **facts: object,
) -> CashLine:
    if payee is not None:
        facts["penerima"] = payee
    return CashLine(
        place=Place(0),
        kind=EXPENSE,
        unit=unit,
        date=None if on is None else day(on),
        voucher=voucher,
        description=text,
        spent=amount,
        balance=balance,
        facts=facts,
    )


def passed(amount: int, text: str, on: str | None = None) -> CashLine:
    return replace(spent(amount, text, on), kind=CashKind.PASSING)


def received(
    amount: int, on: str | None = None, balance: int | None = None, text: str = "Terima dana BOK"
) -> CashLine:
    return CashLine(
        place=Place(0),
        kind=RECEIPT,
        unit=UNIT,
        date=None if on is None else day(on),
        description=text,
        received=amount,
        balance=balance,
    )


def carried(balance: int | None, received: int | None = None) -> CashLine:
    return CashLine(
        place=Place(0),
        kind=CARRIED,
        unit=UNIT,
        description="Saldo bulan lalu",
        balance=balance,
        received=received,
    )


def subtotal(
    text: str, received: int | None = None, spent: int | None = None, balance: int | None = None
) -> CashLine:
    return CashLine(
        place=Place(0),
        kind=SUBTOTAL,
        unit=UNIT,
        description=text,
        received=received,
        spent=spent,
        balance=balance,
    )


def book(
    *lines: CashLine,
    sheet: str | None = None,
    month: int | None = None,
    unit: str | None = UNIT,
    year: int | None = 2010,
    has_balance: bool = True,
) -> CashBook:
    """The lines in rows 2, 3, …"""
    placed = tuple(replace(each, place=Place(n, sheet)) for n, each in enumerate(lines, start=2))
    return CashBook(
        place=Place(1, sheet),
        unit=unit,
        lines=placed,
        year=year,
        month=month,
        has_balance=has_balance,
    )


_rows = count(2)


def payee(
    name: str,
    amount: int | None,
    first: str | None = None,
    last: str | None = None,
    voucher: str | None = "1",
    nip: str | None = None,
    activity: str = "",
    destination: str | None = None,
    unit: str | None = UNIT,
) -> PayeeLine:
    """A line of a list of payees in a file of its own."""
    return PayeeLine(
        place=Place(next(_rows), file="nominatif.xlsx"),
        unit=unit,
        voucher=voucher,
        name=name,
        nip=nip,
        first_day=None if first is None else day(first),
        last_day=None if last is None else day(last),
        activity=activity,
        destination=destination,
        amount=amount,
    )


def inspected(
    *books: CashBook,
    payees: Sequence[PayeeLine] = (),
    settings: Settings | None = None,
    year: int = 2010,
) -> Inspected:
    """Nothing is judged: the facts of the lines count as they are."""
    held = Books(cash=books, payees=tuple(payees))
    return Inspected(texts(year), held, {}, settings or Settings())


def found(check: Check, given: Inspected) -> list[Finding]:
    """What a check finds, after it said that it can be run."""
    assert check.lacks(given) is None
    return list(check.run(given))


def rows(finding: Finding) -> list[int]:
    return [each.row for each in finding.rows]


def words(finding: Finding) -> str:
    return finding.condition.text("en")


def clean() -> Inspected:
    """Two months in which nothing is amiss, and lists of payees for two of the vouchers."""
    may = book(
        received(10_000_000, "05-03", 10_000_000),
        spent(90_000, "Transport petugas posyandu Mawar", "05-05", "001", 9_910_000),
        spent(60_000, "Transport kader posyandu Mawar", "05-05", "002", 9_850_000),
        spent(250_000, "ATK lokakarya mini", "05-14", "003", 9_600_000, "Toko Maju"),
        spent(150_000, "Konsumsi lokakarya mini", "05-14", "003", 9_450_000, "Toko Maju"),
        subtotal("Jumlah bulan ini", 10_000_000, 550_000, 9_450_000),
        sheet="Mei",
        month=5,
    )
    june = book(
        carried(9_450_000),
        spent(90_000, "Transport petugas posyandu Mawar", "06-07", "004", 9_360_000),
        spent(360_000, "Penggandaan formulir", "06-08", "005", 9_000_000),
        subtotal("Jumlah bulan ini", 0, 450_000),
        subtotal("Jumlah s/d bulan lalu", 10_000_000, 550_000),
        subtotal("Jumlah s/d bulan ini", 10_000_000, 1_000_000, 9_000_000),
        sheet="Juni",
        month=6,
    )
    payees = (
        payee("Sri Wahyuni, S.ST", 45_000, "05-05", voucher="1"),
        payee("Budi Santoso", 45_000, "05-05", voucher="1"),
        payee("SRI WAHYUNI", 90_000, "06-07", voucher="4"),
    )
    return inspected(may, june, payees=payees)
