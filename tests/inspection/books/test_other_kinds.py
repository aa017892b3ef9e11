"""Budgets, plans, payees, taxes, prices."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bokrules.evaluation.row import Place
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.lines import BudgetLine, PayeeLine, PlanLine, PriceLine, TaxLine
from tests.inspection.books.conftest import Read, messages

# ---- budget ----

BUDGET_HEAD = ("Kode Rekening", "Uraian", "Koefisien", "Satuan", "Harga (Rp)", "Jumlah (Rp)")


def test_only_leaves_of_a_budget(read: Read) -> None:
    file = read([
        ("RINCIAN ANGGARAN BELANJA PUSKESMAS A",),
        BUDGET_HEAD,
        ("5.1.02", "Belanja Barang dan Jasa", None, None, None, 900),
        ("5.1.02.01", "Belanja Bahan", None, None, None, 600),
        (None, "[ # ] Kelas ibu hamil", None, None, None, 600),
        (None, "- Snack", "13 Kelas x 11 Bumil x 4 Kali", "Kotak", "1", "600"),
        ("5.1.02.02", "Belanja Jasa", None, None, None, 300),
        (None, "Jumlah", None, None, None, 900),
    ])  # fmt: skip
    assert file.recognised[0].kind is SheetKind.BUDGET
    assert file.books.budget == (
        BudgetLine(
            place=Place(6), unit="Puskesmas A", account_code="5.1.02.01", description="Snack",
            coefficients="13 Kelas x 11 Bumil x 4 Kali", measure="Kotak", price=1, amount=600,
        ),
        BudgetLine(
            place=Place(7), unit="Puskesmas A", account_code="5.1.02.02",
            description="Belanja Jasa", amount=300,
        ),
    )  # fmt: skip


def test_an_account_at_the_end_of_a_budget_and_quantities(read: Read) -> None:
    file = read([
        ("RKA",), ("Kode", "Uraian", "Volume", "Satuan", "Tarif", "Jumlah"),
        ("5.1.1", "Snack", 2.5, "Kotak", 10, 25), ("5.1.2", "Kertas", "banyak", "Rim", 10, 25),
        ("5.1.3", "Jasa", None, None, None, 7), ("", "Catatan", None, None, None, None),
    ])  # fmt: skip
    first, last = file.books.budget
    assert first.quantity == Fraction(5, 2)
    assert (last.description, last.amount) == ("Jasa", 7)
    assert [(row, column) for row, column, _ in messages(file)] == [(4, "Volume")]


# ---- plan ----


def test_a_plan_of_a_month(read: Read) -> None:
    file = read([
        ("RPK BULAN MEI 2010",),
        ("No", "Kegiatan", "Sasaran", "Target", "Lokasi", "Pelaksana", "Pembiayaan"),
        (1, "Posyandu", "Balita", "20 anak", "Desa A", "Bidan", 100),
        (None, None, None, None, "Desa B", "Kader", "50"),
        (None, "Jumlah", None, None, None, None, 150),
    ])  # fmt: skip
    assert file.books.plan == (
        PlanLine(
            place=Place(3), activity="Posyandu", target="Balita; 20 anak", location="Desa A",
            performer="Bidan", year=2010, month=5, amount=100,
        ),
        PlanLine(
            place=Place(4), activity="Posyandu", location="Desa B", performer="Kader", year=2010,
            month=5, amount=50,
        ),
    )  # fmt: skip


def test_a_plan_with_columns_of_months(read: Read) -> None:
    file = read([
        ("POA TAHUN 2010",),
        ("down:2 No", "down:2 Kegiatan", "down:2 Sasaran", "merge:4 Jadwal", None, None, None,
         "down:2 Biaya"),
        (None, None, None, "Jan", "Feb", "Mar", "Apr"),
        (1, "Posyandu", "Balita", "v", None, 1, None, 100),
        (2, "Kelas", "Bumil", None, 5000, None, 7000, 12000),
    ])  # fmt: skip
    assert [(each.activity, each.month, each.amount) for each in file.books.plan] == [
        ("Posyandu", 1, 100),
        ("Posyandu", 3, None),
        ("Kelas", 2, 5000),
        ("Kelas", 4, 7000),
    ]


def test_a_plan_with_a_month_in_each_row(read: Read) -> None:
    file = read([
        ("Kegiatan", "Sasaran", "Lokasi", "Bulan", "Rincian", "Biaya"),
        ("Posyandu", "Balita", "Desa", "Mei", "Snack", 5), ("Kelas", "Bumil", "Desa", 6, None, 6),
        ("Rapat", "Staf", "Aula", "nanti", None, 7), ("Rapat", "Staf", "Aula", "Mei", None, -7),
    ])  # fmt: skip
    assert [(each.month, each.details) for each in file.books.plan] == [(5, "Snack"), (6, "")]
    assert [row for row, *_ in messages(file)] == [4, 5]


# ---- payees ----

PAYEE_HEAD = (
    "No",
    "Nama",
    "Gol/Jabatan",
    "Tujuan",
    "Tanggal",
    "Tarif",
    "Jumlah Diterima",
    "No Bukti",
)


def test_days_of_payees(read: Read) -> None:
    file = read([
        PAYEE_HEAD,
        (1, "Siti\nNIP. 19800101 200501 2 001", "III/a", "Desa A", "28 s/d 30 Agustus 2025", None,
         300, "down:2 012"),
        (2, "Budi", "II/b", "Desa B", "3, 5 Mei 2010", 100, 200),
        (3, "Ani", "II/b", "Desa B", "3, 5 Mei 2010", None, 150, "013"),
        (4, "Jono", "II/b", "Desa C", date(2010, 5, 7), None, 50, None),
        (5, "Rudi", "II/b", "Desa C", None, None, 50, None),
        (None, "Jumlah", None, None, None, None, 750, None),
    ])  # fmt: skip
    siti = file.books.payees[0]
    assert siti == PayeeLine(
        place=Place(2), voucher="012", name="Siti", nip="19800101 200501 2 001",
        first_day=date(2025, 8, 28), last_day=date(2025, 8, 30), destination="Desa A", amount=300,
    )  # fmt: skip
    assert [
        (each.name, each.voucher, each.first_day, each.amount) for each in file.books.payees[1:]
    ] == [
        ("Budi", "012", date(2010, 5, 3), 100),
        ("Budi", "012", date(2010, 5, 5), 100),
        ("Ani", "013", date(2010, 5, 3), 150),
        ("Ani", "013", date(2010, 5, 5), None),
        ("Jono", None, date(2010, 5, 7), 50),
        ("Rudi", None, None, 50),
    ]


def test_days_and_rates_of_payees(read: Read) -> None:
    file = read([
        ("No", "Nama", "Tujuan", "Tanggal", "Lama (hari)", "Tarif", "Jumlah", "No Bukti"),
        (1, "Tono", "Desa A", date(2010, 5, 6), 3, 50, 150, "1"),
        (2, "Budi", "Desa A", "4-6 Mei 2010", "3 hari", 100, 300, "2"),
        (3, "Rudi", "Desa A", date(2010, 5, 6), "tiga", 50, 50, "3"),
        (4, "Siti", "Desa A", None, 2, 50, 100, "4"),
        (5, "Ani", "Desa A", date(2010, 5, 6), 500, 50, 50, "5"),
    ])  # fmt: skip
    assert [
        (each.name, each.first_day, each.last_day, each.days, each.rate)
        for each in file.books.payees
    ] == [
        ("Tono", date(2010, 5, 6), date(2010, 5, 8), 3, 50),
        ("Budi", date(2010, 5, 4), date(2010, 5, 6), 3, 100),
        ("Rudi", date(2010, 5, 6), date(2010, 5, 6), None, 50),
        ("Siti", None, None, 2, 50),
        ("Ani", date(2010, 5, 6), date(2010, 5, 6), None, 50),
    ]


def test_titles_of_a_list_of_payees(read: Read) -> None:
    file = read([
        ("DAFTAR NOMINATIF TRANSPOR PETUGAS",), ("Nomor Bukti: 012",),
        ("Kegiatan : Pelacakan gizi buruk",), ("Tanggal", ":", "14 Mei 2010"),
        ("No", "Nama", "NIP", "Hari", "Jumlah"), (1, "Siti", "123", 1, 50),
    ])  # fmt: skip
    (line,) = file.books.payees
    assert (line.voucher, line.activity, line.nip) == ("012", "Pelacakan gizi buruk", "123")
    assert line.first_day == line.last_day == date(2010, 5, 14)


@pytest.mark.parametrize("days", ["kemarin", "31 Juni 2010", 1.5])
def test_days_of_payees_that_are_refused(read: Read, days: object) -> None:
    file = read([PAYEE_HEAD, (1, "Siti", "III/a", "Desa", days, None, 5, "1")])
    assert [(row, column) for row, column, _ in messages(file)] == [(2, "Tanggal")]


def test_a_payee_without_a_name(read: Read) -> None:
    file = read([PAYEE_HEAD, (1, None, "III/a", "Desa", "3 Mei 2010", None, 5, "1"), (2,)])
    assert messages(file) == [(2, "Nama", "the row has an amount, but no name")]


# ---- taxes ----


def test_a_tax_book(read: Read) -> None:
    file = read([
        ("BUKU PEMBANTU PAJAK",),
        ("down:2 Tanggal", "down:2 No. Bukti", "down:2 Uraian", "merge:3 Penerimaan", None, None,
         "merge:2 Pengeluaran", None, "down:2 Saldo"),
        (None, None, None, "PPN", "PPh Ps. 22", "PPh 21", "PPN", "PPh 22"),
        (date(2010, 5, 14), "001", "Spanduk", 100, 15, 7, None, None, 122),
        (None, "001", "Setor", None, None, None, 100, 15, 7),
        (None, None, "Jumlah", 100, 15, 7, 100, 15, None),
        ("kapan", "001", "Setor", None, None, None, 100, 15, 7),
        (None, "001", "Setor", None, "x", None, 100, 15, 7),
        (None, "001", "Tanpa pajak", None, None, None, None, None, 7),
    ])  # fmt: skip
    day = date(2010, 5, 14)
    spanduk = {"place": Place(4), "voucher": "001", "description": "Spanduk", "date": day}
    setor = {"place": Place(5), "voucher": "001", "description": "Setor", "date": day}
    assert file.books.taxes == (
        TaxLine(**spanduk, tax="ppn", withheld=100),  # type: ignore[arg-type]
        TaxLine(**spanduk, tax="pph22", withheld=15),  # type: ignore[arg-type]
        TaxLine(**spanduk, tax="PPh 21", withheld=7),  # type: ignore[arg-type]
        TaxLine(**setor, tax="ppn", deposited=100),  # type: ignore[arg-type]
        TaxLine(**setor, tax="pph22", deposited=15),  # type: ignore[arg-type]
    )
    assert file.recognised[0].carried_days == (5,)
    assert [(row, column) for row, column, _ in messages(file)] == [
        (7, "Tanggal"),
        (8, "Penerimaan / PPh Ps. 22"),
    ]


def test_a_tax_book_with_one_column_for_all_taxes(read: Read) -> None:
    file = read([
        ("Buku Pajak",), ("No", "Uraian", "Jenis Pajak", "Dipungut", "Disetor"),
        (1, "Spanduk", "PPN", 100, None), (2, "Setor PPh final", None, None, 15),
        (3, "Setor PPN dan PPh 22", None, None, 15),
    ])  # fmt: skip
    assert [(each.tax, each.withheld, each.deposited) for each in file.books.taxes] == [
        ("ppn", 100, None),
        ("PPh final", None, 15),
        (None, None, 15),
    ]


# ---- prices ----


def test_prices(read: Read) -> None:
    file = read([
        ("STANDAR SATUAN HARGA TAHUN 2010",), ("No", "Nama Barang", "Satuan", "Harga", "Tahun"),
        (None, "Alat tulis", None, None, None), (1, "Bolpoin", "Buah", "Rp 3.000,-", None),
        (2, "Kertas", "Rim", 40_000, 2011), (3, "Map", "Buah", "-5", None),
        (4, "Map", "Buah", 5, "lama"),
    ])  # fmt: skip
    assert file.books.prices == (
        PriceLine(place=Place(4), item="Bolpoin", measure="Buah", price=3000, year=2010),
        PriceLine(place=Place(5), item="Kertas", measure="Rim", price=40_000, year=2011),
    )
    assert [(row, column) for row, column, _ in messages(file)] == [(6, "Harga"), (7, "Tahun")]
