"""Writes a workbook of each kind of book that an inspector holds, laid out as people lay them out.

    python examples/make_books.py

The descriptions and amounts are real lines of buku_kas_2010.csv; SUMBER.md says where each comes
from, and what is made up around them: dates, vouchers, persons, receipts, taxes. Always the same
bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

FOLDER = Path(__file__).resolve().parent
with (FOLDER / "buku_kas_2010.csv").open(encoding="utf-8", newline="") as ledger:
    LINES = {row["id"]: row for row in csv.DictReader(ledger)}
KAMARANG, AMPANA = "Puskesmas Kamarang", "Puskesmas Ampana Barat"


def described(id: str) -> str:
    return LINES[id]["uraian"]


def amount(id: str) -> int:
    return int(LINES[id]["nilai"])


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@dataclass(frozen=True)
class Entry:
    """A line of a cash book: real (`id`) or made up (`text`)."""

    day: str | date | None
    voucher: str
    id: str = ""
    text: str = ""
    received: int = 0

    @property
    def spent(self) -> int:
        return amount(self.id) if self.id else 0


@dataclass(frozen=True)
class Month:
    """What one health centre wrote in a month: all lines are its own, the days are made up."""

    unit: str
    number: int
    entries: tuple[Entry, ...]
    opening: int = 0


MONTH_NAMES = {5: "Mei", 6: "Juni"}
BOOK = (
    Month(KAMARANG, 5, (
        Entry(date(2010, 5, 3), "001", text="Terima dana BOK tahap I", received=6_000_000),
        Entry(date(2010, 5, 14), "002", "22"),
        Entry("14 Mei 2010", "003", "23"),
        Entry(None, "004", "59"),
    )),
    Month(AMPANA, 5, (
        Entry("04/05/10", "001", text="Terima dana BOK tahap I", received=10_000_000),
        Entry("18-5-2010", "002", "57"),
        Entry("20", "003", "66"),
    )),
    Month(KAMARANG, 6, (
        Entry("7 Juni 2010", "005", text="Terima dana BOK tahap II", received=2_000_000),
        Entry("15/06/10", "006", "25"),
        Entry("28 Juni 2010", "007", "27"),
    ), opening=6_000_000 - amount("22") - amount("23") - amount("59")),
    Month(AMPANA, 6, (
        Entry("30 Juni 2010", "004", "16"),
    ), opening=10_000_000 - amount("57") - amount("66")),
)  # fmt: skip


class Book:
    """A workbook with the few formats that all of them need."""

    def __init__(self, target: Path, title: str) -> None:
        self.file = xlsxwriter.Workbook(str(target))
        # A fixed date: otherwise the file would differ at every run.
        self.file.set_properties({"title": title, "created": datetime(2010, 4, 22)})
        border = {"border": 1, "valign": "top"}
        self.title = self.file.add_format({"bold": True, "align": "center"})
        self.head = self.file.add_format(
            {**border, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        self.text = self.file.add_format({**border, "text_wrap": True})
        self.money = self.file.add_format({**border, "num_format": "#,##0"})
        self.day = self.file.add_format({**border, "num_format": "dd/mm/yyyy"})

    def sheet(self, name: str, widths: Iterable[int]) -> Any:
        sheet = self.file.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def row(self, sheet: Any, row: int, cells: Iterable[object]) -> None:
        for column, cell in enumerate(cells):
            match cell:
                case None:
                    sheet.write_blank(row, column, None, self.text)
                case date():
                    sheet.write_datetime(
                        row, column, datetime(cell.year, cell.month, cell.day), self.day
                    )
                case int():
                    sheet.write_number(row, column, cell, self.money)
                case _:
                    sheet.write_string(row, column, str(cell), self.text)

    def titles(self, sheet: Any, row: int, lines: Iterable[str], last: int) -> int:
        for line in lines:
            sheet.merge_range(row, 0, row, last, line, self.title)
            row += 1
        return row + 1

    def close(self) -> None:
        self.file.close()


# ---- the cash book ----


def write_cash_book(target: Path) -> None:
    book = Book(target, "Buku kas umum BOK, contoh")
    for number, name in MONTH_NAMES.items():
        sheet = book.sheet(name, (5, 13, 10, 60, 14, 14, 14))
        row = 0
        for month in BOOK:
            if month.number == number:
                row = _month(book, sheet, row, month) + 3
    book.close()


def _month(book: Book, sheet: Any, row: int, month: Month) -> int:
    name = MONTH_NAMES[month.number]
    lines = ["BUKU KAS UMUM", month.unit.upper(), f"BULAN {name.upper()} 2010",
             "TAHUN ANGGARAN 2010"]  # fmt: skip
    row = book.titles(sheet, row, lines, 6)
    for column, head in ((0, "NO"), (3, "URAIAN"), (4, "PENERIMAAN\n(Rp)"),
                         (5, "PENGELUARAN\n(Rp)"), (6, "SALDO\n(Rp)")):  # fmt: skip
        sheet.merge_range(row, column, row + 1, column, head, book.head)
    sheet.merge_range(row, 1, row, 2, "BUKTI", book.head)
    sheet.write_string(row + 1, 1, "TANGGAL", book.head)
    sheet.write_string(row + 1, 2, "NOMOR", book.head)
    book.row(sheet, row + 2, range(1, 8))
    row += 3
    balance = month.opening
    if month.opening:
        book.row(sheet, row, (None, None, None, "Saldo bulan lalu", None, None, balance))
        row += 1
    for place, each in enumerate(month.entries, start=1):
        balance += each.received - each.spent
        shown: Callable[[int], object] = dotted if place % 2 else int
        book.row(sheet, row, (
            place, each.day, each.voucher, described(each.id) if each.id else each.text,
            shown(each.received) if each.received else "-",
            shown(each.spent) if each.spent else "-",
            balance,
        ))  # fmt: skip
        row += 1
    received = sum(each.received for each in month.entries)
    spent = sum(each.spent for each in month.entries)
    before = _before(month)
    for label, sums in (
        ("Jumlah bulan ini", (received, spent)),
        ("Jumlah s/d bulan lalu", before),
        ("Jumlah s/d bulan ini", (received + before[0], spent + before[1])),
    ):
        book.row(sheet, row, (None, None, None, label, *sums, None))
        sheet.merge_range(row, 0, row, 3, label, book.text)
        row += 1
    book.row(sheet, row, (None, None, None, None, None, None, balance))
    sheet.merge_range(row, 0, row, 3, "Saldo akhir", book.text)
    row += 2
    sheet.write_string(row, 5, f"{month.unit.removeprefix('Puskesmas ')}, 30 {name} 2010")
    sheet.write_string(row + 1, 1, "Mengetahui,")
    sheet.write_string(row + 2, 1, f"Kepala {month.unit}")
    sheet.write_string(row + 2, 5, "Pengelola keuangan BOK")
    sheet.write_string(row + 5, 1, "NIP. -")
    sheet.write_string(row + 5, 5, "NIP. -")
    return row + 6


def _before(month: Month) -> tuple[int, int]:
    earlier = [each for each in BOOK if each.unit == month.unit and each.number < month.number]
    entries = [entry for each in earlier for entry in each.entries]
    return sum(each.received for each in entries), sum(each.spent for each in entries)


# ---- budget, plan ----

BUDGET = (
    ("5.1.02", "Belanja Barang dan Jasa", ("16", "57", "66")),
    ("5.1.02.01.01.0026", "Belanja Alat/Bahan untuk Kegiatan Kantor- Bahan Cetak", ("57",)),
    ("5.1.02.01.01.0024", "Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor", ("66",)),
    ("5.1.02.04.01.0003", "Belanja Perjalanan Dinas Dalam Kota", ("16",)),
)
MEASURES = {"16": "OB", "57": "Buah", "66": "Buah"}


def write_budget(target: Path) -> None:
    book = Book(target, "RKA BOK, contoh")
    sheet = book.sheet("RKA", (20, 60, 14, 10, 10, 14, 16))
    row = book.titles(
        sheet, 0, ("RENCANA KERJA DAN ANGGARAN", AMPANA.upper(), "TAHUN ANGGARAN 2010"), 6
    )
    sheet.merge_range(row, 0, row + 1, 0, "Kode Rekening", book.head)
    sheet.merge_range(row, 1, row + 1, 1, "Uraian", book.head)
    sheet.merge_range(row, 2, row, 5, "Rincian Perhitungan", book.head)
    for column, head in enumerate(("Koefisien", "Volume", "Satuan", "Harga (Rp)"), start=2):
        sheet.write_string(row + 1, column, head, book.head)
    sheet.merge_range(row, 6, row + 1, 6, "Jumlah (Rp)", book.head)
    book.row(sheet, row + 2, range(1, 8))
    row += 3
    for code, name, ids in BUDGET:
        book.row(sheet, row, (code, name, None, None, None, None, sum(map(amount, ids))))
        row += 1
        if len(ids) > 1:
            continue
        for id in ids:
            volume, price = int(LINES[id]["volume"]), int(LINES[id]["harga_satuan"])
            book.row(sheet, row, (
                None, f"- {described(id)}", f"{volume} {MEASURES[id]}", volume, MEASURES[id],
                dotted(price), amount(id),
            ))  # fmt: skip
            row += 1
    total = sum(map(amount, BUDGET[0][2]))
    book.row(sheet, row, ("Jumlah", None, None, None, None, None, total))
    book.close()


PLAN = (
    ("Kelas ibu hamil", "22", "Ibu hamil", "10 desa", "Desa binaan", "Bidan desa"),
    ("Kemitraan paraji", "23", "Dukun bayi", "22 orang", KAMARANG, "Bidan koordinator"),
    ("Kelas ibu hamil", "59", "Ibu hamil", "10 desa", "Desa binaan", "Bidan desa"),
)


def write_plan(target: Path) -> None:
    book = Book(target, "RPK BOK, contoh")
    sheet = book.sheet("RPK Mei", (5, 24, 60, 16, 14, 18, 18, 16))
    row = book.titles(
        sheet,
        0,
        ("RENCANA PELAKSANAAN KEGIATAN (RPK/POA)", KAMARANG.upper(), "BULAN : MEI 2010"),
        7,
    )
    heads = ("No", "Kegiatan", "Rincian", "Sasaran", "Target", "Lokasi", "Pelaksana",
             "Pembiayaan (Rp)")  # fmt: skip
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, book.head)
    for number, (activity, id, aim, target_words, place, performer) in enumerate(PLAN, start=1):
        book.row(sheet, row + number, (
            number, activity, described(id), aim, target_words, place, performer, amount(id),
        ))  # fmt: skip
    row += len(PLAN) + 1
    total = sum(amount(id) for _, id, *_ in PLAN)
    book.row(sheet, row, (None, "Jumlah", None, None, None, None, None, total))
    book.close()


# ---- payees, taxes, prices ----

RATE = 30_000
PAYEES = (
    ("002", "Petugas A", "3-7, 10-14 Mei 2010", 10, "Desa 1 s/d 10"),
    ("002", "Petugas B", "17 s/d 21 Mei 2010, 24 s/d 28 Mei 2010", 10, "Desa 1 s/d 10"),
    ("006", "Petugas A", "1-5, 7-11, 14-18, 21-25 Juni 2010", 20, "Desa 1 s/d 10"),
)
"""Two persons and ten days each of line 22, one and twenty of line 25: the amounts are theirs."""


def write_payees(target: Path) -> None:
    book = Book(target, "Daftar nominatif, contoh")
    sheet = book.sheet("Nominatif", (5, 12, 20, 24, 14, 18, 40, 8, 12, 14))
    row = book.titles(
        sheet, 0, ("DAFTAR NOMINATIF TRANSPOR PETUGAS", KAMARANG.upper(), "TAHUN ANGGARAN 2010"), 9
    )
    heads = ("No", "Nomor Bukti", "Nama", "NIP", "Gol/Jabatan", "Tujuan", "Tanggal", "Hari",
             "Tarif (Rp)", "Jumlah (Rp)")  # fmt: skip
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, book.head)
    row += 1
    for number, (voucher, name, days, count, place) in enumerate(PAYEES, start=1):
        book.row(sheet, row, (
            number, voucher if number != 2 else None, name, "-", "Bidan", place, days, count, RATE,
            RATE * count,
        ))  # fmt: skip
        row += 1
    sheet.merge_range(row - 3, 1, row - 2, 1, "002", book.text)
    total = sum(RATE * count for *_, count, _ in PAYEES)
    book.row(sheet, row, (None, None, "Jumlah", None, None, None, None, None, None, total))
    book.close()


def write_taxes(target: Path) -> None:
    book = Book(target, "Buku pembantu pajak, contoh")
    sheet = book.sheet("Pajak", (5, 14, 12, 60, 12, 12, 12, 12, 12, 14, 14))
    row = book.titles(sheet, 0, ("BUKU PEMBANTU PAJAK", AMPANA.upper(), "BULAN MEI 2010"), 10)
    for column, head in ((0, "No"), (1, "Tanggal"), (2, "Nomor Bukti"), (3, "Uraian"),
                         (9, "Pengeluaran (disetor)"), (10, "Saldo")):  # fmt: skip
        sheet.merge_range(row, column, row + 1, column, head, book.head)
    sheet.merge_range(row, 4, row, 8, "Penerimaan (dipungut)", book.head)
    for column, head in enumerate(("PPN", "PPh 21", "PPh 22", "PPh 23", "PPh final"), start=4):
        sheet.write_string(row + 1, column, head, book.head)
    book.row(sheet, row + 2, range(1, 12))
    ppn, pph22 = 150_000, 22_500
    for number, cells in enumerate((
        (1, "18 Mei 2010", "002", described("57"), ppn, None, pph22, None, None, None, ppn + pph22),
        (2, "20 Mei 2010", "002", "Setor PPN", None, None, None, None, None, ppn, pph22),
        (3, "20 Mei 2010", "002", "Setor PPh pasal 22", *[None] * 5, pph22, 0),
        (None, None, None, "Jumlah", ppn, None, pph22, None, None, ppn + pph22, None),
    ), start=3):  # fmt: skip
        book.row(sheet, row + number, cells)
    book.close()


PRICES = (
    ("Spanduk", "Buah", "57"),
    ("Ballpoint", "Buah", "66"),
    ("Makan siang petugas", "Porsi", "61"),
)


def write_prices(target: Path) -> None:
    book = Book(target, "Standar satuan harga, contoh")
    sheet = book.sheet("Harga", (5, 40, 12, 16))
    row = book.titles(sheet, 0, ("STANDAR SATUAN HARGA (CONTOH)", "TAHUN 2010"), 3)
    for column, head in enumerate(("No", "Nama Barang", "Satuan", "Harga Satuan (Rp)")):
        sheet.write_string(row, column, head, book.head)
    for number, (item, measure, id) in enumerate(PRICES, start=1):
        price = dotted(int(LINES[id]["harga_satuan"]))
        book.row(sheet, row + number, (number, item, measure, f"Rp {price},-"))
    book.close()


WRITERS: dict[str, Callable[[Path], None]] = {
    "bku_2010.xlsx": write_cash_book,
    "rka_2010.xlsx": write_budget,
    "rpk_2010.xlsx": write_plan,
    "nominatif_2010.xlsx": write_payees,
    "pajak_2010.xlsx": write_taxes,
    "harga_satuan_2010.xlsx": write_prices,
}


def write_all(folder: Path) -> None:
    for name, write in WRITERS.items():
        write(folder / name)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
