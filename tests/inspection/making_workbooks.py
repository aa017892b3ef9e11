"""Cash books as a Puskesmas keeps them: titles, merged heads, a sheet a month, subtotals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
HEADS = (
    *("NO", "TANGGAL", "NOMOR BUKTI", "URAIAN", "PENERIMAAN", "PENGELUARAN", "SALDO"),
    *("BUKTI", "DALAM RPK", "MELEBIHI SATUAN BIAYA", "TERPENCIL", "PAJAK"),
)
TRAVEL = "kuitansi; surat_tugas"
MEETING = "kuitansi; undangan; daftar_hadir; notulen"


@dataclass(frozen=True, kw_only=True)
class Line:
    day: date
    voucher: str
    text: str
    received: int = 0
    spent: int = 0
    documents: str = "kuitansi"
    taxes: str = ""
    slip: int = 0
    """By how much its printed balance is wrong."""


def of(month: int, day: int, voucher: str, text: str, spent: int, documents: str) -> Line:
    when = date(2010, month, day)
    return Line(day=when, voucher=voucher, text=text, spent=spent, documents=documents)


CLEAN = (
    Line(day=date(2010, 5, 3), voucher="001", text="Terima dana BOK tahap I", received=10_000_000),
    of(5, 4, "002", "Transport petugas sweeping imunisasi Desa Suka", 300_000, TRAVEL),
    of(5, 5, "003", "Konsumsi rapat lokakarya mini bulan Mei 20 orang", 400_000, MEETING),
    of(5, 6, "004", "Transport kader Posyandu Mawar", 150_000, "kuitansi"),
    of(6, 1, "005", "Bahan PMT penyuluhan Posyandu Mawar", 200_000, "kuitansi"),
    of(6, 2, "006", "Transport petugas pelacakan kasus gizi buruk Desa Jaya", 300_000, TRAVEL),
)
"""Every expense is allowed by the decree of 2010, and everything adds up."""


def with_documents(lines: Sequence[Line], voucher: str, documents: str) -> tuple[Line, ...]:
    return tuple(
        replace(each, documents=documents) if each.voucher == voucher else each for each in lines
    )


def write_cash_book(
    path: Path, lines: Sequence[Line], *, unit: str = "PUSKESMAS MELATI", bare: bool = False
) -> Path:
    """A sheet a month. Dates are texts of two kinds or dates, amounts numbers or texts with dots.

    `bare`: without the columns that only bokrules knows.
    """
    book = xlsxwriter.Workbook(path)
    title = book.add_format({"align": "center", "bold": True})
    day_format = book.add_format({"num_format": "dd/mm/yyyy"})
    heads = HEADS[:7] if bare else HEADS
    balance = received = spent = number = 0
    for month in sorted({each.day.month for each in lines}):
        name = MONTHS[month - 1]
        sheet = book.add_worksheet(name)
        for row, words in enumerate(("BUKU KAS UMUM", unit, f"BULAN {name.upper()} 2010")):
            sheet.merge_range(row, 0, row, 6, words, title)
        sheet.write_row(4, 0, heads)
        sheet.write_row(5, 0, range(1, 8))
        row = 6
        if number:
            sheet.write(row, 3, "Saldo bulan lalu")
            sheet.write(row, 6, balance)
            row += 1
        before = received, spent
        for each in (each for each in lines if each.day.month == month):
            number += 1
            balance += each.received - each.spent
            received, spent = received + each.received, spent + each.spent
            sheet.write(row, 0, number)
            _write_day(sheet, row, each.day, number, day_format)
            sheet.write_string(row, 2, each.voucher)
            sheet.write_string(row, 3, each.text)
            _write_amount(sheet, row, 4, each.received, number)
            _write_amount(sheet, row, 5, each.spent, number)
            sheet.write(row, 6, balance + each.slip)
            if each.spent and not bare:
                own = (each.documents, "ya", "tidak", "tidak", each.taxes)
                sheet.write_row(row, 7, own)
            row += 1
        month_sums = received - before[0], spent - before[1]
        sheet.write_row(row, 3, ("Jumlah bulan ini", *month_sums))
        sheet.write_row(row + 1, 3, ("Jumlah s/d bulan ini", received, spent, balance))
        sheet.write_column(row + 3, 1, ("Mengetahui,", "Kepala Puskesmas Melati"))
        sheet.write(row + 8, 1, "NIP 19700101 199003 1 001")
    book.close()
    return path


def _write_day(sheet: Any, row: int, day: date, number: int, day_format: Any) -> None:
    match number % 3:
        case 0:
            sheet.write_datetime(row, 1, day, day_format)
        case 1:
            sheet.write_string(row, 1, f"{day.day} {MONTHS[day.month - 1]} {day.year}")
        case _:
            sheet.write_string(row, 1, f"{day:%d/%m/%Y}")


def _write_amount(sheet: Any, row: int, column: int, amount: int, number: int) -> None:
    dotted = f"{amount:,}".replace(",", ".")
    if not amount:
        return
    if number % 3 == 0:
        sheet.write_number(row, column, amount)
    else:
        sheet.write_string(row, column, dotted if number % 3 == 1 else f"Rp {dotted},-")


def write_payees(
    path: Path, rows: Sequence[tuple[str, str, str, str, int]], unit: str = "PUSKESMAS MELATI"
) -> Path:
    """A list of payees: voucher, name, NIP, days, rupiah."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Nominatif")
    sheet.write_column(0, 0, ("DAFTAR NOMINATIF TRANSPORT", unit, "TAHUN ANGGARAN 2010"))
    sheet.write_row(4, 0, ("No", "Nomor Bukti", "Nama", "NIP", "Tanggal", "Jumlah"))
    for number, (voucher, name, nip, days, amount) in enumerate(rows, start=1):
        for column, text in enumerate((voucher, name, nip, days), start=1):
            sheet.write_string(4 + number, column, text)
        sheet.write(4 + number, 0, number)
        sheet.write(4 + number, 5, amount)
    book.close()
    return path


def write_table(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """A plain table: the heads are the names of the first row."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, list(rows[0]))
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, list(row.values()))
    book.close()
    return path
