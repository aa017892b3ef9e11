from __future__ import annotations

from datetime import date

import pytest

from bokrules.inspection.books.lines import CashKind
from bokrules.inspection.books.passing_words import passes_on
from tests.inspection.books.conftest import HEAD, Read, messages

DAY = date(2010, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Setor PPN",
        "Setor PPh 22",
        "Setor PPN dan PPh pasal 22 atas pembelian ATK",
        "Setor PPN BBM kendaraan dinas",
        "Penyetoran pajak",
        "Disetor PPN",
        "PPh 21 disetor",
        "Pajak jasa giro",
        "PPh atas jasa giro",
        "PPh 23 atas bunga",
        "Pajak bunga bank",
        "Setor bunga/jasa giro ke kas negara",
        "Setor jasa giro",
        "Setor  ke kas negara: sisa dana BOK",
        "Setor sisa dana BOK ke Kas Negara",
        "Pengembalian kelebihan pembayaran ke kas umum negara",
        "Penyetoran kembali sisa dana ke rekening kas negara",
        "Pengambilan tunai dari bank",
        "Penarikan tunai dari bank",
        "Pengambilan uang dari Bank BPD Jatim",
        "Tarik tunai",
        "Pergeseran kas bank ke tunai",
        "Pergeseran uang dari bank ke kas tunai",
        "Pergeseran tunai ke bank",
        "Setor ke bank",
        "Setor tunai ke bank BRI",
    ],
)
def test_money_that_passes_through(text: str) -> None:
    assert passes_on(text)
    assert passes_on(text.upper())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Transport petugas Posyandu",
        "Setor sisa dana BOK ke kas daerah",
        "Setor jasa giro ke Kas Umum Daerah",
        "Setoran ke Kasda",
        "Setor PPN ke RKUD",
        "Setor sisa dana ke rekening dinas",
        "Setor sisa dana BOK",
        "Setor ke bank rekening pribadi",
        "Setor ke rekening Dinas Kesehatan",
        "Transfer ke rekening puskesmas",
        "Pemindahbukuan ke rekening lain",
        "Pergeseran kas bank ke tunai rekening lain",
        "Pengambilan uang dari bank untuk transport petugas",
        "Pengambilan sampel air",
        "Biaya penyetoran PPN",
        "Transport setor pajak ke bank",
        "Setor PPN dan biaya transport",
        "Setor pajak kendaraan bermotor",
        "Pembayaran pajak kendaraan",
        "Setor laporan ke dinas",
        "Belanja ATK termasuk PPN",
        "Honor petugas penyetoran pajak",
        "Biaya administrasi bank",
        "PPN pembelian ATK",
    ],
)
def test_in_doubt_it_is_an_expense(text: str) -> None:
    assert not passes_on(text)


def test_a_line_that_passes_money_on_is_not_judged(read: Read) -> None:
    file = read([
        HEAD,
        (1, DAY, "001", "Terima PPN", 1000, None, 1000),
        (2, DAY, "002", "Setor PPN", None, 1000, 0),
        ("3", DAY, "003", "Setor PPN", None, "1.000", 0),
        (4, DAY, "004", "Setor sisa ke kas daerah", None, 1000, 0),
    ])  # fmt: skip
    assert messages(file) == []
    (book,) = file.books.cash
    assert [each.kind for each in book.lines] == [
        CashKind.RECEIPT,
        CashKind.PASSING,
        CashKind.PASSING,
        CashKind.EXPENSE,
    ]
    assert [dict(each.facts) for each in book.lines[:3]] == [{}, {}, {}]
    assert book.lines[1].spent == 1000


def test_a_column_that_says_what_it_is_goes_before_the_words(read: Read) -> None:
    head = (*HEAD, "Jenis Belanja")
    file = read([head, (1, DAY, "1", "Setor PPN", None, 1000, 0, "transpor_petugas")])
    assert [each.kind for book in file.books.cash for each in book.lines] == [CashKind.EXPENSE]
