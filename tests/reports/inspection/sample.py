"""An inspection to be written: rows judged by the decree of 2010, with findings made up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache

from bokrules.base import codes
from bokrules.base.errors import BokrulesError
from bokrules.base.messages import msg
from bokrules.evaluation.row import Place, RowError, RowVerdict
from bokrules.evaluation.table import CheckResult, Source, Sum
from bokrules.inspection.check import check
from bokrules.inspection.classify.choices import Overruled
from bokrules.inspection.classify.classification import (
    Classification,
    Classified,
    Ground,
    Sureness,
)
from bokrules.inspection.contents import (
    BookBalance,
    CheckDone,
    CheckLeftOut,
    InspectedRow,
    InspectionContents,
    Month,
    Sums,
)
from bokrules.inspection.findings.finding import Criterion, Finding, Weight
from bokrules.semantics.outcomes import Outcome

HOSTILE = "<script>alert(1)</script>\x00 & \"'=cmd|' /C calc'!A0"
TIME = datetime(2011, 1, 5, 9, 30, tzinfo=UTC)
SHA256 = "3f" * 32
EXPENSES = (
    ("transpor_petugas", "imunisasi", 40_000, "Transport petugas imunisasi ke Posyandu Melati"),
    ("honor", "imunisasi", 500_000, "Honor panitia lokakarya mini bulan April"),
    ("belanja_modal", "imunisasi", 2_750_000, "Pembelian laptop untuk petugas imunisasi"),
    ("konsumsi_rapat", "lokakarya_mini", 350_000, "Snack lokakarya mini 20 orang"),
    ("penginapan", "konsultasi_ke_pusat", 900_000, "Penginapan konsultasi 2 malam"),
)
UNITS = ("Puskesmas Oebobo", "Puskesmas Sikumana", "Puskesmas Bakunase")
COMPLETE = ["kuitansi", "surat_tugas"]


@cache
def judged(n: int) -> CheckResult:
    """`n` expenses in their order, over the twelve months of 2010."""
    rows = [
        {
            "belanja": EXPENSES[place % 5][0],
            "kegiatan": EXPENSES[place % 5][1],
            "nilai": EXPENSES[place % 5][2],
            "uraian": EXPENSES[place % 5][3],
            "tanggal": _day(place),
            "dana": "bok_puskesmas",
            **({"bukti": COMPLETE} if place % 2 else {}),
        }
        for place in range(n)
    ]
    return check(rows, 2010)


def contents(
    n: int = 10,
    *,
    findings: Sequence[Finding] | None = None,
    description: Callable[[int], str] = lambda place: EXPENSES[place % 5][3],
    units: Sequence[str | None] = UNITS,
    ledger: str = "bku_2010.xlsx",
) -> InspectionContents:
    """Of `n` rows; the second is overruled, the third rests on what was assumed."""
    result = judged(n)
    rows = tuple(
        _row(place, row, description(place), units[place % len(units)])
        for place, row in enumerate(result.rows)
    )
    return InspectionContents(
        sources=(Source(ledger, SHA256), Source("nominatif.xlsx", "ab" * 32)),
        edition=result.edition,
        version="0.1.0",
        time=TIME,
        sums=_sums(rows),
        findings=(double_travel(1), sequence(2)) if findings is None else tuple(findings),
        rows=rows,
        checks_run=(
            CheckDone(name="double_travel", title="Perjalanan ganda"),
            CheckDone(name="missing_vouchers", title="Nomor bukti yang hilang"),
            CheckDone(name="broken_balance", title="Saldo yang tidak menyambung"),
        ),
        checks_left_out=(
            CheckLeftOut(
                name="tax_not_deposited",
                title="Pajak yang tidak disetor",
                why="tidak ada buku pembantu pajak",
            ),
        ),
        ignored_columns=("Paraf", "Ket."),
        unread=(unread(),),
        units=tuple((name, _sums(e for e in rows if e.unit == name)) for name in units),
        months=tuple(
            (month, _sums(e for e in rows if e.month == month)) for month in _months(rows)
        ),
        balances=(
            BookBalance(
                name="Januari",
                unit=UNITS[0],
                opening=0,
                received=10_000_000,
                spent=7_500_000,
                closing=2_500_000,
                printed_closing=2_450_000,
            ),
            BookBalance(name="Februari", received=0, spent=40_000),
        ),
    )


def unread() -> RowError:
    error = BokrulesError(
        codes.INVALID_VALUE, msg("nilai is not a whole number"), msg("write 40000")
    )
    return RowError(Place(99, "Januari", "nilai"), error)


def double_travel(first: int, unit: str = UNITS[0], amount: int | None = 40_000) -> Finding:
    """Of three rows."""
    return Finding(
        check="double_travel",
        code="1.01.07",
        title="Transpor dibayar dua kali untuk hari yang sama",
        condition=msg("Sri Wahyuni dibayar dua kali pada 3 Mei 2010: bukti 012 dan 017"),
        criterion=Criterion("Transpor petugas", "Kepmenkes 494 III.B.3.a, p. 9", 9),
        consequence=msg("Kelebihan pembayaran sebesar Rp40.000"),
        recommendation=msg("Tagih kembali dan setorkan ke kas negara"),
        amount=amount,
        rows=tuple(Place(first + step, "Januari") for step in range(3)),
        unit=unit,
    )


def sequence(first: int) -> Finding:
    """An indication without an amount of its own."""
    return Finding(
        check="missing_vouchers",
        code=None,
        title="Nomor bukti 004 tidak ada",
        condition=msg("Setelah 003 langsung 005"),
        criterion=Criterion(msg("Bukti diberi nomor berurut"), "", 12),
        consequence=msg("Pengeluaran dapat tidak tercatat"),
        recommendation=msg("Minta bukti 004"),
        amount=0,
        rows=(Place(first, "Januari"),),
        weight=Weight.INDICATION,
    )


def _row(place: int, row: RowVerdict, description: str, unit: str | None) -> InspectedRow:
    verdict = row.verdict
    overruled = (
        Overruled(
            row=place + 1,
            text=description,
            amount=row.amount,
            outcome=Outcome.ALLOWED,
            reason="ada surat persetujuan kepala dinas",
            by="Dra. Maria Tefa",
            day=date(2011, 1, 4),
        )
        if place == 1
        else None
    )
    return InspectedRow(
        row=RowVerdict(Place(place + 1, "Januari"), row.id, verdict),
        questioned=0 if overruled else verdict.questioned_amount,
        unsupported=verdict.unsupported_amount,
        unit=unit,
        day=_day(place),
        month=Month(2010, _day(place).month),
        voucher=f"{place + 1:03}/BOK/2010",
        description=description,
        classification=_classification(place),
        assumed=("terpencil = tidak",) if place == 2 else (),
        overruled=overruled,
        codes=verdict.finding_codes,
    )


def _classification(place: int) -> Classification:
    belanja, kegiatan = EXPENSES[place % 5][:2]
    return Classification(
        Classified((belanja,), Ground.BOTH, Sureness.HIGH, ("Transport petugas",)),
        Classified((kegiatan, "gizi"), Ground.TEXT, Sureness.MEDIUM, ("imunisasi", "Melati"))
        if place == 3
        else Classified(why=msg("nothing in the text names an activity")),
    )


def _day(place: int) -> date:
    return date(2010, 5 + place % 8, 1 + place % 28)


def _months(rows: Iterable[InspectedRow]) -> list[Month]:
    return sorted({each.month for each in rows if each.month})


def _sums(rows: Iterable[InspectedRow]) -> Sums:
    every = list(rows)
    by_outcome = {outcome: Sum() for outcome in Outcome}
    for each in every:
        by_outcome[each.outcome] = by_outcome[each.outcome].plus(each.row)
    return Sums(
        by_outcome=by_outcome,
        questioned=sum(each.questioned or 0 for each in every),
        unsupported=sum(each.unsupported or 0 for each in every),
    )
