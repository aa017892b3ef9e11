"""Which tables are found in a sheet, and what their titles say."""

from __future__ import annotations

from datetime import date

import pytest

from bokrules.base.messages import msg
from bokrules.evaluation.row import Place
from bokrules.inspection.books.heads import readings
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.titles import Found, titles_of_name
from tests.inspection.books.conftest import HEAD, Read, Row

DAY = date(2010, 5, 14)
LINE = (1, DAY, "1", "Snack", None, 40, 60)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("No. Bukti/Kode", "nomor_bukti"),
        ("Bukti\nNomor", "nomor_bukti"),
        ("Bukti", "nomor_bukti"),
        ("Penerimaan (Rp)", "penerimaan"),
        ("DEBET", "penerimaan"),
        ("Masuk", "penerimaan"),
        ("Penerimaan (Debet)", "penerimaan"),
        ("Uang Keluar (Rp.)", "pengeluaran"),
        ("Kredit", "pengeluaran"),
        ("Uraian/Keterangan", "uraian"),
        ("Perincian", "uraian"),
        ("U R A I A N", "uraian"),
        ("K R E D I T (Rp)", "pengeluaran"),
        ("Bukti Kas", "nomor_bukti"),
        ("No Bukti Kas", "nomor_bukti"),
        ("NO BKT", "nomor_bukti"),
        ("Voucher", "nomor_bukti"),
        ("Date", "tanggal"),
        ("TGL/BLN", "tanggal"),
        ("Description", "uraian"),
        ("Debit", "penerimaan"),
        ("Credit", "pengeluaran"),
        ("Balance", "saldo"),
        ("Tgl.", "tanggal"),
        ("Kode Rek.", "rekening"),
        ("SALDO\n(Rp)", "saldo"),
        ("Paraf", None),
    ],
)
def test_heads_of_a_cash_book(read: Read, head: str, role: str | None) -> None:
    usual = dict(zip(
        ("no", "tanggal", "nomor_bukti", "uraian", "penerimaan", "pengeluaran", "saldo"), HEAD,
        strict=True,
    ))  # fmt: skip
    heads = [*(each for name, each in usual.items() if name != role), head]
    file = read([heads, ["x"] * len(heads)])
    assert file.recognised[0].columns[-1].role == role


def test_readings() -> None:
    assert readings("No. Bukti/Kode (Rp)") == ("no bukti kode", "no bukti", "kode")
    assert readings("x" * 61) == ()


def test_titles_merged_heads_and_column_numbers(read: Read) -> None:
    file = read([
        ("merge:7 BUKU KAS UMUM",),
        ("merge:7 PUSKESMAS KAMARANG KECAMATAN GREGED",),
        ("Bulan", ":", "Mei"),
        ("TAHUN ANGGARAN 2010",),
        (),
        ("down:2 NO", "merge:2 BUKTI", None, "down:2 URAIAN", "merge:2 JUMLAH (Rp)", None,
         "down:2 SALDO"),
        (None, "TANGGAL", "NOMOR", None, "PENERIMAAN", "PENGELUARAN"),
        (1, 2, 3, 4, 5, 6, "7=5-6"),
        LINE,
    ])  # fmt: skip
    (table,) = file.recognised
    assert (table.place, table.kind, table.head_rows) == (Place(6), SheetKind.CASH, (6, 7))
    assert table.unit == Found("Puskesmas Kamarang", msg("row {row}", row=2))
    assert table.month == Found(5, msg("row {row}", row=3))
    assert table.year == Found(2010, msg("row {row}", row=4))
    assert [each.role for each in table.columns] == [
        "no", "tanggal", "nomor_bukti", "uraian", "penerimaan", "pengeluaran", "saldo",
    ]  # fmt: skip
    (book,) = file.books.cash
    assert (book.unit, book.year, book.month, len(book.lines)) == ("Puskesmas Kamarang", 2010, 5, 1)
    assert book.lines[0].facts["satker"] == "Puskesmas Kamarang"


def test_sheets_of_months_in_their_order(read: Read) -> None:
    file = read({"MEI 2010": [HEAD, LINE], "Juni 2010": [HEAD, LINE], "Kosong": []})
    assert [(each.place, each.month, each.year) for each in file.books.cash] == [
        (Place(1, "MEI 2010"), 5, 2010),
        (Place(1, "Juni 2010"), 6, 2010),
    ]


def test_tables_one_below_another(read: Read) -> None:
    file = read([
        ("PUSKESMAS A", None, "BULAN MEI 2010"), HEAD, LINE, (None, "Mengetahui"),
        (None, "Kepala Puskesmas A"), (), ("PUSKESMAS B",), HEAD, LINE, (2, *LINE[1:]),
    ])  # fmt: skip
    assert [(each.unit, each.month, len(each.lines)) for each in file.books.cash] == [
        ("Puskesmas A", 5, 1),
        ("Puskesmas B", 5, 2),
    ]


def test_sheets_that_are_no_books(read: Read) -> None:
    file = read({"Sampul": [("PUSKESMAS A",)], "Mei": [HEAD, LINE], "Rekap": [("a", "b"), (1, 2)]})
    assert [(each.place, each.kind) for each in file.recognised] == [
        (Place(1, "Sampul"), None),
        (Place(1, "Mei"), SheetKind.CASH),
        (Place(1, "Rekap"), None),
    ]
    why = file.recognised[0].why
    assert why is not None
    assert why.text("en") == "no row of its first 80 heads the columns of a book"


def test_a_plain_table_beside_a_book(read: Read) -> None:
    plain: list[Row] = [("id", "belanja", "nilai"), ("a", "honor", 5)]
    file = read({"Mei": [HEAD, LINE], "Rincian": plain})
    assert [each.kind for each in file.recognised] == [SheetKind.CASH, SheetKind.TABLE]
    assert file.books.cash[1].lines[0].facts == {"id": "a", "belanja": "honor", "nilai": 5}


@pytest.mark.parametrize(
    ("name", "unit", "year", "month"),
    [
        ("Mei", None, None, 5),
        ("BKU Mei 2010", None, 2010, 5),
        ("05-2010", None, 2010, 5),
        ("PKM Kamarang", "Puskesmas Kamarang", None, None),
        ("Puskesmas Kamarang Juni", "Puskesmas Kamarang", None, 6),
        ("Jan-Mar 2010", None, 2010, None),
        ("Sheet1", None, None, None),
    ],
)
def test_names_of_sheets(name: str, unit: str | None, year: int | None, month: int | None) -> None:
    found = titles_of_name(name)
    assert (found.unit and found.unit.value) == unit
    assert (found.year and found.year.value) == year
    assert (found.month and found.month.value) == month


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("UPT PUSKESMAS KAMARANG", "UPT Puskesmas Kamarang"),
        ("Nama Puskesmas : Kamarang", "Puskesmas Kamarang"),
        ("BUKU KAS UMUM PUSKESMAS KAMARANG BULAN MEI 2010", "Puskesmas Kamarang"),
        ("SKPD : Dinas Kesehatan Kota X", "Dinas Kesehatan Kota X"),
        ("DINAS KESEHATAN KABUPATEN TEGAL", "Dinas Kesehatan Kabupaten Tegal"),
        ("Kepala Puskesmas Kamarang", None),
    ],
)
def test_units_in_titles(read: Read, title: str, unit: str | None) -> None:
    assert read([(title,), HEAD, LINE]).books.cash[0].unit == unit


def test_two_months_in_a_title_are_none(read: Read) -> None:
    assert read([("BULAN MEI S/D JUNI 2010",), HEAD, LINE]).books.cash[0].month is None


def test_english_heads(read: Read) -> None:
    head = ("No", "Date", "Voucher", "Description", "Debit", "Credit", "Balance")
    (table,) = read([head, LINE]).recognised
    assert [each.role for each in table.columns] == [
        "no", "tanggal", "nomor_bukti", "uraian", "penerimaan", "pengeluaran", "saldo",
    ]  # fmt: skip
