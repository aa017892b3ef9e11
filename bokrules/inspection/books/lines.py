"""The lines of the books that an inspector holds. Amounts are whole rupiah; None is not given.

`place` is where the line stands, as its reader sees it; `unit` the Puskesmas or office that the
sheet, its title or a column names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from bokrules.evaluation.row import Place


class CashKind(Enum):
    """What a line of a cash book is."""

    EXPENSE = "expense"
    RECEIPT = "receipt"
    PASSING = "passing"
    """Money that passes through: taxes deposited, cash taken from the bank, what is paid back to
    the state treasury. It moves the balance, is not judged, and counts in no sum of spending."""
    CARRIED = "carried"
    """A balance carried over: saldo awal, saldo bulan lalu, pindahan."""
    SUBTOTAL = "subtotal"
    """A sum of the lines above it: jumlah bulan ini, total. In no sum of ours."""

    @property
    def moves(self) -> bool:
        """A line of its own, which changes the balance."""
        return self in (CashKind.EXPENSE, CashKind.RECEIPT, CashKind.PASSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CashLine:
    """A line of a cash book (BKU), or a row of a plain table of expenses.

    `facts` are those that the columns gave, by their Indonesian names, as `judge` takes them; of a
    line that spends they hold `nilai`, and `uraian`, `tanggal`, `nomor_bukti` and `satker` where
    they are given.
    """

    place: Place
    kind: CashKind
    unit: str | None = None
    number: str | None = None
    date: date | None = None
    voucher: str | None = None
    description: str = ""
    received: int | None = None
    spent: int | None = None
    balance: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CashBook:
    """One table of cash lines, in its order. Sheets of one year follow one another."""

    place: Place
    """Of its header."""
    unit: str | None
    lines: tuple[CashLine, ...]
    year: int | None = None
    month: int | None = None
    """1 to 12, where the sheet or its title names one."""
    has_balance: bool = False
    """It has a SALDO column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A line of a budget (RKA/DPA). `coefficients` as written: 13 Kelas x 11 Bumil x 4 Kali."""

    place: Place
    unit: str | None = None
    account_code: str | None = None
    description: str = ""
    coefficients: str | None = None
    quantity: Fraction | None = None
    measure: str | None = None
    price: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A line of the monthly plan (RPK/POA)."""

    place: Place
    unit: str | None = None
    activity: str = ""
    details: str = ""
    """What the plan says is bought or done, where a column of its own says it."""
    target: str | None = None
    location: str | None = None
    performer: str | None = None
    year: int | None = None
    month: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeLine:
    """A line of a list of payees (daftar nominatif), joined to the cash book by `voucher`."""

    place: Place
    unit: str | None = None
    voucher: str | None = None
    name: str = ""
    nip: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    activity: str = ""
    destination: str | None = None
    amount: int | None = None
    days: int | None = None
    """How many days the list counts, of all runs of days together."""
    rate: int | None = None
    """Rupiah for a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxLine:
    """A line of the tax book: what was withheld for a voucher, what was deposited, and when."""

    place: Place
    unit: str | None = None
    voucher: str | None = None
    description: str = ""
    tax: str | None = None
    """The identifier of the tax in the vocabulary, such as ppn."""
    withheld: int | None = None
    deposited: int | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """A line of a district's standard of unit prices (standar satuan harga, SBU)."""

    place: Place
    item: str = ""
    measure: str | None = None
    price: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """All that was read of a workbook and of those given beside it, in their order."""

    cash: tuple[CashBook, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    plan: tuple[PlanLine, ...] = ()
    payees: tuple[PayeeLine, ...] = ()
    taxes: tuple[TaxLine, ...] = ()
    prices: tuple[PriceLine, ...] = ()
