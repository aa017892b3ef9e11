"""Made-up cash books (BKU) as workbooks, from a fixed seed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter  # type: ignore[import-untyped]

SEED = 20100422
HEADS = ("NO", "TANGGAL", "NOMOR BUKTI", "URAIAN", "PENERIMAAN", "PENGELUARAN", "SALDO")
WIDTHS = (7, 12, 18, 48, 16, 16, 18)
SHEET = "BKU"
_TEXTS = (
    "Transport petugas posyandu desa {place}",
    "Transport petugas kunjungan rumah ibu hamil desa {place}",
    "Konsumsi rapat lokakarya mini bulan {month}",
    "Penggandaan formulir pendataan desa {place}",
    "PMT penyuluhan posyandu desa {place} bulan {month}",
    "Pembelian ATK kegiatan imunisasi bulan {month}",
    "Uang harian petugas ke desa terpencil {place}",
    "Pembelian vaksin bulan {month}",
    "Honor kader posyandu desa {place} bulan {month}",
    "Transport kader rujukan ke puskesmas dari desa {place}",
)
_YEAR = datetime(2010, 1, 1)
_DAYS = 365


def cash_book(lines: int, seed: int = SEED) -> bytes:
    """A workbook of one sheet: a header, an amount received, and `lines` - 1 that spend it.

    Cells have borders, dates and amounts their formats, as such books have.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    book.set_properties({"created": _YEAR})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#C6E0B4"})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
    money = book.add_format({"border": 1, "num_format": "#,##0"})
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 0)
    for column, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for row, (date, voucher, words, received, spent, balance) in enumerate(_lines(lines, seed), 1):
        sheet.write_number(row, 0, row, text)
        sheet.write_datetime(row, 1, date, day)
        sheet.write_string(row, 2, voucher, text)
        sheet.write_string(row, 3, words, text)
        for column, amount in ((4, received), (5, spent), (6, balance)):
            if amount:
                sheet.write_number(row, column, amount, money)
            else:
                sheet.write_blank(row, column, None, money)
    book.close()
    return file.getvalue()


def write_folder(folder: Path, books: int, lines: int) -> list[Path]:
    """`books` of them, each with a seed of its own."""
    paths = [folder / f"puskesmas_{number:03}.xlsx" for number in range(books)]
    for number, path in enumerate(paths):
        path.write_bytes(cash_book(lines, SEED + number))
    return paths


def _lines(count: int, seed: int) -> Iterator[tuple[datetime, str, str, int, int, int]]:
    chance = Random(seed)
    amounts = [chance.randrange(1, 400) * 5000 for _ in range(count - 1)]
    balance = sum(amounts)
    yield _YEAR, "00000/BOK/2010", "Penerimaan dana BOK", balance, 0, balance
    for number, amount in enumerate(amounts, start=1):
        balance -= amount
        days = number * _DAYS // count
        words = chance.choice(_TEXTS).format(place=chance.randrange(300), month=days // 31 + 1)
        date = _YEAR + timedelta(days=days)
        yield date, f"{number:05}/BOK/2010", words, 0, amount, balance
