from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from bokrules.evaluation.row import Place
from bokrules.inspection.books.cash_words import is_closing, kind_of_words
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.lines import CashKind, CashLine
from tests.inspection.books.conftest import HEAD, Read, Row, messages

DAY = date(2010, 5, 14)


def lines(read: Read, *rows: Row, head: Row = HEAD, above: tuple[Row, ...] = ()) -> list[CashLine]:
    file = read([*above, head, *rows])
    assert messages(file) == []
    (book,) = file.books.cash
    return list(book.lines)


def test_a_line_that_spends(read: Read) -> None:
    (line,) = lines(read, (1, DAY, "001", "Transport  petugas", None, 250_000, 750_000))
    assert line == CashLine(
        place=Place(2),
        kind=CashKind.EXPENSE,
        number="1",
        date=DAY,
        voucher="001",
        description="Transport petugas",
        spent=250_000,
        balance=750_000,
        facts={
            "nilai": 250_000,
            "uraian": "Transport petugas",
            "tanggal": DAY,
            "nomor_bukti": "001",
        },
    )


def test_a_line_that_receives(read: Read) -> None:
    (line,) = lines(read, (1, DAY, "001", "Terima dana", 1_000_000, None, 1_000_000))
    assert (line.kind, line.received, line.spent) == (CashKind.RECEIPT, 1_000_000, None)
    assert line.facts == {}


def test_the_careful_reader_says_the_same_as_the_quick_one(read: Read) -> None:
    quick = lines(
        read, (1, DAY, "001", "Transport", None, 1000, 5), (2, DAY, "2", "Dana", 7, None, 9)
    )
    careful = lines(
        read, ("1", "14/05/2010", "001", "Transport", "-", "1.000", "Rp 5,-"),
        ("2", "14 Mei 2010", 2, "Dana", "7", "-", "9"),
    )  # fmt: skip
    assert careful == quick


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14 Mei 2010", DAY),
        ("14/05/10", DAY),
        ("14-5-2010", DAY),
        ("Jumat, 14 Mei 2010", DAY),
        (40312, DAY),
        ("40312", DAY),
        (14, DAY),
        ("14", DAY),
        ("14 Mei", DAY),
        ("14/5", DAY),
        ("14-Mei-10", DAY),
    ],
)
def test_days(read: Read, written: object, day: date) -> None:
    (line,) = lines(
        read, (1, written, "001", "Transport", None, 1000, None), above=(("BULAN MEI 2010",),)
    )
    assert line.date == day


def test_an_empty_date_is_that_above_it(read: Read) -> None:
    file = read([
        HEAD, (1, None, "0", "Belum bertanggal", None, 1, None),
        (2, DAY, "1", "Transport", None, 1, None), (3, None, "2", "Snack", None, 1, None),
        (None, None, None, "Jumlah", None, 3, None), (4, "-", "3", "Fotokopi", None, 1, None),
    ])  # fmt: skip
    assert [each.date for each in file.books.cash[0].lines] == [None, DAY, DAY, None, DAY]
    assert file.recognised[0].carried_days == (4, 6)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.250.000", 1_250_000),
        ("Rp 1.250.000,-", 1_250_000),
        ("1.250.000,00", 1_250_000),
        ("Rp1.250.000", 1_250_000),
        (1_250_000, 1_250_000),
    ],
)
def test_amounts(read: Read, written: object, amount: int) -> None:
    (line,) = lines(read, (1, DAY, "1", "Snack", "-", written, None))
    assert line.spent == amount


@pytest.mark.parametrize("written", ["(1.000)", "-5", -5, 1.5, "1,250,000", True, "seribu"])
def test_amounts_that_are_refused(read: Read, written: object) -> None:
    file = read([HEAD, (1, DAY, "1", "Snack", None, written, None)])
    (error,) = file.errors
    assert (error.place.row, error.place.column) == (2, "PENGELUARAN")
    assert "is not whole rupiah" in error.error.message.text("en")


def test_an_amount_beyond_any_expense(read: Read) -> None:
    file = read([HEAD, (1, DAY, "1", "Snack", None, 2 * 10**15, None)])
    assert "beyond any expense" in messages(file)[0][2]


def test_a_balance_may_be_below_zero(read: Read) -> None:
    (line,) = lines(read, (1, DAY, "1", "Snack", None, 10, -5))
    assert line.balance == -5


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ((1, DAY, "1", "Snack", 5, 6, None), "the row both receives and spends"),
        ((1, DAY, "1", "Snack", None, None, None), "the row neither receives nor spends"),
        ((1, DAY, "1", "Snack", 0, "-", None), "the row neither receives nor spends"),
        ((None, None, "7", "Kegiatan KIA", None, None, None),
         "the row neither receives nor spends"),
        ((None, None, None, "Kegiatan KIA", None, None, 5),
         "the row neither receives nor spends"),
        ((None, None, None, "Kegiatan KIA", None, 0, None),
         "the row neither receives nor spends"),
        ((1, None, None, "Jumlah peserta rapat", None, 5, None),
         "this may be a sum or a balance, or a line of its own"),
        ((None, None, None, "Jumlah peserta", 4, 5, None),
         "this may be a sum or a balance, or a line of its own"),
    ],
)  # fmt: skip
def test_rows_that_are_not_clear(read: Read, row: Row, what: str) -> None:
    file = read([HEAD, row, (9, DAY, "9", "Snack", None, 5, None)])
    assert [(row, text) for row, _, text in messages(file)] == [(2, what)]
    assert [each.number for each in file.books.cash[0].lines] == ["9"]


def test_a_forgotten_amount_is_told_by_its_number(read: Read) -> None:
    rows = [
        (1, DAY, "1", "Snack", None, 5, None),
        (2, None, None, "Transport kader", None, None, None),
        (1, None, None, "KEGIATAN KIA", None, None, None),
    ]
    file = read([HEAD, *rows])
    assert [(row, text) for row, _, text in messages(file)] == [
        (3, "the row neither receives nor spends")
    ]
    assert [each.number for each in file.books.cash[0].lines] == ["1"]


def test_of_a_book_without_amounts_every_text_is_a_line(read: Read) -> None:
    rows = [
        (1, None, None, "Honor kader", None, None, None),
        (2, DAY, "2", "Snack", None, None, None),
        (None, None, None, "KEGIATAN KIA", None, None, None),
    ]
    found = lines(read, *rows)
    assert [(each.number, each.description, each.spent) for each in found] == [
        ("1", "Honor kader", None),
        ("2", "Snack", None),
    ]
    assert found[0].facts == {"uraian": "Honor kader"}


@pytest.mark.parametrize(
    "row",
    [
        (None, None, None, "Kegiatan KIA", None, None, None),
        ("A.", None, None, "Kegiatan KIA", None, "-", None),
        (1, None, None, "Kegiatan KIA", None, None, None),
        ("KEGIATAN KIA", None, None, None, None, None, None),
        (None, "KEGIATAN KIA", None, None, None, None, None),
    ],
)
def test_a_heading_is_no_line(read: Read, row: Row) -> None:
    (line,) = lines(read, row, (1, DAY, "1", "Snack", None, 5, None))
    assert (line.place.row, line.unit) == (3, None)


def test_headings_of_health_centres(read: Read) -> None:
    file = read([
        HEAD,
        ("PUSKESMAS SATU", None, None, None, None, None, None),
        (1, DAY, "1", "Dana", 100, None, 100),
        ("Kegiatan KIA", None, None, None, None, None, None),
        (2, DAY, "2", "Snack", None, 40, 60),
        (None, None, None, "Jumlah PUSKESMAS SATU", 100, 40, 60),
        (None, None, None, "Puskesmas Dua", None, None, None),
        ("1", DAY, "1", "Dana", "100", None, 100),
        (None, None, None, "Jumlah Puskesmas Dua", 100, 0, 100),
    ])  # fmt: skip
    assert messages(file) == []
    one, two = file.books.cash
    assert (one.unit, one.place.row, [each.kind.value for each in one.lines]) == (
        "Puskesmas Satu", 2, ["receipt", "expense", "subtotal"],
    )  # fmt: skip
    assert (two.unit, two.place.row, [each.kind.value for each in two.lines]) == (
        "Puskesmas Dua", 7, ["receipt", "subtotal"],
    )  # fmt: skip
    assert {each.unit for each in one.lines} == {"Puskesmas Satu"}
    assert one.lines[1].facts["satker"] == "Puskesmas Satu"
    assert {each.unit for each in two.lines} == {"Puskesmas Dua"}
    assert file.recognised[0].lines == 5


def test_the_same_health_centre_again_is_the_same_book(read: Read) -> None:
    heading = ("PUSKESMAS SATU", None, None, None, None, None, None)
    line = (1, DAY, "1", "Snack", None, 100, None)
    file = read([("PUSKESMAS SATU",), HEAD, heading, line, heading, line])
    assert [(each.unit, len(each.lines)) for each in file.books.cash] == [("Puskesmas Satu", 2)]


def test_a_line_that_begins_as_a_sum_does(read: Read) -> None:
    (line,) = lines(read, (1, DAY, "7", "Jumlah peserta rapat 30 orang", None, 5, None))
    assert line.kind is CashKind.EXPENSE


def test_days_that_are_no_days_are_left_out(read: Read) -> None:
    file = read([
        HEAD, (1, "31/06/2010", "1", "a", None, 1, None), (2, 14, "1", "a", None, 1, None),
        (3, date(1901, 1, 14), "1", "a", None, 1, None), (4, "14.5", "1", "a", None, 1, None),
        (5, True, "1", "a", None, 1, None), (6, "00/00/0000", "1", "a", None, 1, None),
    ])  # fmt: skip
    assert messages(file) == []
    assert [(each.place.row, each.place.column) for each in file.unread_cells] == [
        (row, "TANGGAL") for row in range(2, 8)
    ]
    assert "the sheet does not say its month and year" in (
        file.unread_cells[1].error.hint_message or file.unread_cells[1].error.message
    ).text("en")
    assert [(each.date, each.spent) for each in file.books.cash[0].lines] == [(None, 1)] * 6


def test_after_a_day_that_is_no_day_none_is_carried_down(read: Read) -> None:
    file = read([
        HEAD, (1, DAY, "1", "a", None, 1, None), (2, "kapan", "2", "b", None, 1, None),
        (3, None, "3", "c", None, 1, None), (4, DAY, "4", "d", None, 1, None),
        (5, None, "5", "e", None, 1, None),
    ])  # fmt: skip
    assert [each.date for each in file.books.cash[0].lines] == [DAY, None, None, DAY, DAY]


def test_a_line_without_a_cell_that_cannot_be_read(read: Read) -> None:
    file = read([
        HEAD,
        (1, DAY, "1", "Snack", "x", 10, "?"),
        (2, DAY, "2", "Dana", 20, "?", 5),
        (3, DAY, "3", "Snack", "?", None, 5),
        (4, DAY, "4", "Snack", "?", "x", 5),
        (None, None, None, "Jumlah", "?", 10, None),
    ])  # fmt: skip
    snack, dana, total = file.books.cash[0].lines
    assert (snack.kind, snack.received, snack.spent, snack.balance) == (
        CashKind.EXPENSE, None, 10, None,
    )  # fmt: skip
    assert snack.facts["nilai"] == 10
    assert (dana.kind, dana.received, dana.balance) == (CashKind.RECEIPT, 20, 5)
    assert (total.kind, total.received, total.spent) == (CashKind.SUBTOTAL, None, 10)
    assert [(each.place.row, each.place.column) for each in file.unread_cells] == [
        (2, "PENERIMAAN"), (2, "SALDO"), (3, "PENGELUARAN"), (6, "PENERIMAAN"),
    ]  # fmt: skip
    assert [row for row, *_ in messages(file)] == [4, 5]


@pytest.mark.parametrize("written", ["nihil", "NIHIL", "Nihil."])
def test_nihil_is_nothing(read: Read, written: str) -> None:
    (line,) = lines(read, (1, DAY, "1", "Snack", written, 10, None))
    assert (line.received, line.spent) == (None, 10)


def test_sums_carried_balances_and_signatures(read: Read) -> None:
    found = lines(
        read,
        (None, None, None, "Saldo bulan April", None, None, 100),
        (1, DAY, "1", "Snack", None, 40, 60),
        ("merge:4 Jumlah bulan ini", None, None, None, 0, 40, None),
        (None, None, None, "Jumlah s/d bulan lalu", 100, 0, None),
        (None, None, None, "Saldo bulan Mei", None, None, 60),
        ("TOTAL", None, None, None, 100, 40, 60),
        (2, None, None, "-", None, None, None),
        (None, None, None, None, None, "Kamarang, 31 Mei 2010"),
        (None, "Mengetahui,"),
        (None, "Kepala Puskesmas", None, None, None, "Bendahara BOK"),
        (None, "NIP. 1", None, None, None, 5),
        above=(("BULAN: MEI 2010",),),
    )
    assert [(each.kind, each.description) for each in found] == [
        (CashKind.CARRIED, "Saldo bulan April"),
        (CashKind.EXPENSE, "Snack"),
        (CashKind.SUBTOTAL, "Jumlah bulan ini"),
        (CashKind.SUBTOTAL, "Jumlah s/d bulan lalu"),
        (CashKind.SUBTOTAL, "Saldo bulan Mei"),
        (CashKind.SUBTOTAL, "TOTAL"),
    ]
    assert found[2].number is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Saldo awal", CashKind.CARRIED),
        ("Saldo pindahan", CashKind.CARRIED),
        ("Pindahan dari halaman 1", CashKind.CARRIED),
        ("Sisa kas bulan lalu", CashKind.CARRIED),
        ("Sub Total", CashKind.SUBTOTAL),
        ("Jumlah s/d bulan ini", CashKind.SUBTOTAL),
        ("Jumlah penerimaan dan pengeluaran Mei 2010", CashKind.SUBTOTAL),
        ("Saldo akhir bulan ini", CashKind.SUBTOTAL),
        ("Saldo kas", CashKind.SUBTOTAL),
        ("Saldo per 31 Mei 2010", CashKind.SUBTOTAL),
        ("Jml", CashKind.SUBTOTAL),
        ("JLH. bulan ini", CashKind.SUBTOTAL),
        ("Jml. s/d bulan lalu", CashKind.SUBTOTAL),
        ("Sub jumlah", CashKind.SUBTOTAL),
        ("Subtotal", CashKind.SUBTOTAL),
        ("J u m l a h", CashKind.SUBTOTAL),
        ("J U M L A H  s/d bulan ini", CashKind.SUBTOTAL),
        ("T O T A L", CashKind.SUBTOTAL),
        ("Dipindahkan", CashKind.SUBTOTAL),
        ("Dipindahkan ke halaman 2", CashKind.SUBTOTAL),
        ("Jumlah dipindahkan", CashKind.SUBTOTAL),
        ("Saldo dipindahkan", CashKind.SUBTOTAL),
        ("Jumlah pindahan", CashKind.CARRIED),
        ("Jml pindahan dari halaman 1", CashKind.CARRIED),
        ("Pindahan", CashKind.CARRIED),
        ("Jumlah saldo bulan lalu", CashKind.SUBTOTAL),
        ("Jml peserta", None),
        ("Jumlah peserta", None),
        ("Saldo Pak Budi", None),
        ("Transport", None),
        ("Totalan", None),
    ],
)
def test_words_of_sums(text: str, kind: CashKind | None) -> None:
    assert kind_of_words(text, 5) is kind


@pytest.mark.parametrize(
    ("text", "is_sum"),
    [
        ("Pengeluaran bulan ini", True),
        ("Pengeluaran s/d bulan lalu", True),
        ("Penerimaan bulan Mei 2010", True),
        ("Penerimaan sampai dengan bulan ini", True),
        ("Rekapitulasi bulan Mei", True),
        ("Rekap Mei", True),
        ("Penerimaan dana BOK bulan Mei", False),
        ("Penerimaan", False),
        ("Pengeluaran rapat bulan ini", False),
        ("Rekap data posyandu bulan Mei", False),
        ("Pengadaan ATK", False),
    ],
)
def test_sums_of_columns(read: Read, text: str, is_sum: bool) -> None:
    first, *_ = lines(read, (None, None, None, text, None, 5, None))
    assert first.kind is (CashKind.SUBTOTAL if is_sum else CashKind.EXPENSE)
    numbered, dated, with_voucher = lines(
        read, (1, None, None, text, None, 5, None), (None, DAY, None, text, None, 5, None),
        (None, None, "7", text, None, 5, None),
    )  # fmt: skip
    assert {numbered.kind, dated.kind, with_voucher.kind} == {CashKind.EXPENSE}


def test_closing_rows() -> None:
    assert is_closing(["", "Mengetahui,", ""])
    assert is_closing([None, "Pada hari ini ditutup"])
    assert is_closing(["", "Kab. Tegal, … Juni 2010"])
    assert not is_closing(["", "Rapat, di Puskesmas", 5])


def test_columns_of_facts_and_accounts(read: Read) -> None:
    head = (*HEAD, "Kode Rek.", "Belanja", "Bukti", "Volume", "PPN", "PPh 22", "Puskesmas", "Paraf")
    file = read([head, (
        1, DAY, "001", "Transport", None, 1000, 5, "5.1.02.04.01.0003", "transpor_petugas",
        "kuitansi; surat_tugas", 2.5, 100, None, "Puskesmas A", "x",
    )])  # fmt: skip
    (line,) = file.books.cash[0].lines
    assert line.unit == "Puskesmas A"
    assert line.facts == {
        "nilai": 1000,
        "uraian": "Transport",
        "tanggal": DAY,
        "nomor_bukti": "001",
        "satker": "Puskesmas A",
        "rekening": "5.1.02.04.01.0003",
        "belanja": "transpor_petugas",
        "bukti": ["kuitansi", "surat_tugas"],
        "volume": Fraction(5, 2),
        "pajak": {"ppn": 100},
    }
    assert file.ignored == ("Paraf",)
    assert [each.role for each in file.recognised[0].columns[7:]] == [
        "rekening", "belanja", "bukti", "volume", "pajak.ppn", "pajak.pph22", "satker", None,
    ]  # fmt: skip


def test_a_fact_that_cannot_be_read(read: Read) -> None:
    file = read([(*HEAD, "Belanja"), (1, DAY, "1", "a", None, 1, 1, "transpr_petugas")])
    assert messages(file)[0][:2] == (2, "Belanja")
    assert file.books.cash[0].lines == ()


def test_fewer_columns(read: Read) -> None:
    file = read([("Tgl", "Keterangan", "Keluar"), (DAY, "Snack", 500), (DAY, "Ongkos")])
    (line,) = file.books.cash[0].lines
    assert (line.number, line.voucher, line.spent) == (None, None, 500)
    assert not file.books.cash[0].has_balance
    assert [row for row, *_ in messages(file)] == [3]
    assert file.recognised[0].kind is SheetKind.CASH


def test_a_companion_names_its_file(read: Read) -> None:
    file = read([HEAD, (1, DAY, "1", "a", None, 1, 1), (2, DAY, "1", "a", 1, 1, 1)], companion=True)
    (book,) = file.books.cash
    assert book.place.file == book.lines[0].place.file == file.errors[0].place.file == "buku.xlsx"


def test_days_outside_the_month_of_the_sheet_are_kept_and_noted(read: Read) -> None:
    title = ("BULAN MEI 2010",)
    june, later = date(2010, 6, 14), date(2011, 5, 14)
    file = read({
        "Mei": [title, HEAD, (1, DAY, "1", "a", None, 1, 9), (2, june, "2", "b", None, 1, 8),
                (3, "14/05/2011", "3", "c", None, 1, 7), (None, june, None, "Jumlah", None, 3, 7)],
        "Lain": [HEAD, (1, later, "4", "d", None, 1, 9)],
    })  # fmt: skip
    may, other = file.recognised
    assert (may.outside_month, other.outside_month) == ((4, 5), ())
    assert [each.date for each in file.books.cash[0].lines[:3]] == [DAY, june, later]
    assert [each.text("en") for each in file.notes] == [
        "2 lines are dated outside May 2010 (`Mei`): rows 4, 5"
    ]


def test_many_days_outside_the_month(read: Read) -> None:
    rows = [(n, date(2010, 6, 1), str(n), "a", None, 1, None) for n in range(1, 14)]
    (note,) = read([("BULAN MEI 2010",), HEAD, *rows]).notes
    assert note.text("en") == (
        "13 lines are dated outside May 2010: rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, …"
    )
