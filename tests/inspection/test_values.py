from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from bokrules import InvalidValue
from bokrules.base import codes
from bokrules.inspection.columns import Column
from bokrules.inspection.ledger import BadCell, Cell
from bokrules.inspection.values import CellReader

Find = Callable[[str], Column]

READABLE: list[tuple[str, Cell, object]] = [
    ("nilai", "Rp1.250.000,00", 1_250_000),
    ("nilai", 1_250_000, 1_250_000),
    ("nilai", 0, 0),
    ("nilai", "-", None),
    ("nilai", "–", None),
    ("nilai", None, None),
    ("nilai", 10**15, 10**15),
    ("PPN", "100.000", 100_000),
    ("PPN", 100_000, 100_000),
    ("PPN", "-", None),
    ("jumlah_orang", "35 orang", 35),
    ("jumlah_orang", 35, 35),
    ("jumlah_orang", "-", None),
    ("volume", 3, Fraction(3)),
    ("volume", "2,5", Fraction(5, 2)),
    ("volume", Decimal("1.125"), Fraction(9, 8)),
    ("volume", Decimal("0.1"), Fraction(1, 10)),
    ("volume", "-", None),
    ("tanggal", "14 Mei 2010", date(2010, 5, 14)),
    ("tanggal", date(2010, 5, 14), date(2010, 5, 14)),
    ("tanggal", datetime(2010, 5, 14, 23, 59), date(2010, 5, 14)),
    ("terpencil", "ya", True),
    ("terpencil", "YA", True),
    ("terpencil", "y", True),
    ("terpencil", "yes", True),
    ("terpencil", "true", True),
    ("terpencil", "1", True),
    ("terpencil", 1, True),
    ("terpencil", True, True),
    ("terpencil", "Tidak", False),
    ("terpencil", "no", False),
    ("terpencil", "FALSE", False),
    ("terpencil", 0, False),
    ("terpencil", False, False),
    ("id", 17, "17"),
    ("id", "017", "017"),
    ("id", "-", "-"),
    ("nomor_bukti", Decimal("5.1"), "5.1"),
    ("nomor_bukti", date(2010, 5, 1), "2010-05-01"),
    ("nomor_bukti", datetime(2010, 5, 1), "2010-05-01"),
    ("nomor_bukti", datetime(2010, 5, 1, 7, 30), "2010-05-01T07:30:00"),
    ("nomor_bukti", True, "TRUE"),
    ("nomor_bukti", time(7, 30), "07:30:00"),
    ("belanja", "honor_narasumber", "honor_narasumber"),
    ("belanja", "Honor Narasumber", "honor_narasumber"),
    ("belanja", "HONOR", "honor"),
    ("belanja", "honorarium", "honor"),
    ("belanja", "Speaker's fee", "honor_narasumber"),
    ("belanja", "Lain-lain", "lain"),
    ("kegiatan", "pelayanan kb", "kb"),
    ("kegiatan", "kb penyuluhan", "kb_penyuluhan"),
    ("dana", "BOK Puskesmas", "bok_puskesmas"),
    ("medan", "Laut", "laut"),
    ("medan", "land", "darat"),
    ("bukti", "kuitansi", ["kuitansi"]),
    ("bukti", "kuitansi; surat_tugas", ["kuitansi", "surat_tugas"]),
    ("bukti", "Kuitansi, surat tugas kepala puskesmas,", ["kuitansi", "surat_tugas"]),
    ("bukti", "Faktur, bon toko, atau nota pembelian", ["faktur"]),
    (
        "bukti",
        "Receipt, Faktur, bon toko, atau nota pembelian, duty letter",
        ["kuitansi", "faktur", "surat_tugas"],
    ),
    ("bukti", "kuitansi; Kuitansi", ["kuitansi"]),
    ("bukti", "-", []),
    ("bukti", "Tidak ada", []),
    ("bukti", None, None),
    ("pajak", "ppn=100000; pph22=15.000", {"ppn": 100_000, "pph22": 15_000}),
    ("pajak", "PPN: Rp100.000,-; PPh pasal 22 = 15000;", {"ppn": 100_000, "pph22": 15_000}),
    ("pajak", "-", {}),
]


@pytest.mark.parametrize(("header", "cell", "value"), READABLE)
def test_readable_cells(
    reader: CellReader, column: Find, header: str, cell: Cell, value: object
) -> None:
    found = reader.read(cell, column(header))
    assert found == value
    assert type(found) is type(value)


UNREADABLE: list[tuple[str, Cell]] = [
    ("nilai", "1,250,000"),
    ("nilai", "(1.000)"),
    ("nilai", "-5"),
    ("nilai", -5),
    ("nilai", Decimal("1250000.5")),
    ("nilai", Decimal("9007199254740992.0")),
    ("nilai", 10**15 + 1),
    ("nilai", "1000000000000001"),
    ("nilai", True),
    ("nilai", date(2010, 5, 14)),
    ("nilai", "lunas"),
    ("PPN", "10%"),
    ("PPN", Decimal("0.5")),
    ("jumlah_orang", "2,5"),
    ("jumlah_orang", Decimal("2.5")),
    ("volume", "1.250"),
    ("volume", -1),
    ("volume", True),
    ("volume", 10**16),
    ("volume", "9999999999999999"),
    ("volume", Decimal("1e300")),
    ("tanggal", "05/14/2010"),
    ("tanggal", "14/05/10"),
    ("tanggal", 40312),
    ("tanggal", "-"),
    ("tanggal", time(7, 30)),
    ("tanggal", timedelta(hours=30)),
    ("terpencil", "t"),
    ("terpencil", "-"),
    ("terpencil", 2),
    ("terpencil", "mungkin"),
    ("belanja", "honorr"),
    ("belanja", "-"),
    ("belanja", 12),
    ("kegiatan", "Penyuluhan"),
    ("medan", "udara"),
    ("medan", 1),
    ("bukti", "kuitansi; nota"),
    ("bukti", ";"),
    ("bukti", 1),
    ("bukti", True),
    ("pajak", "ppn"),
    ("pajak", "ppn=1.5"),
    ("pajak", "pph21=1000"),
    ("pajak", "ppn=1; ppn=2"),
    ("pajak", "ppn=1000000000000001"),
    ("pajak", ";"),
    ("pajak", 100_000),
    ("nilai", BadCell("#DIV/0!")),
    ("id", BadCell("=A1")),
]


@pytest.mark.parametrize(("header", "cell"), UNREADABLE)
def test_unreadable_cells(reader: CellReader, column: Find, header: str, cell: Cell) -> None:
    with pytest.raises(InvalidValue) as caught:
        reader.read(cell, column(header))
    assert caught.value.code == codes.UNREADABLE_CELL
    assert caught.value.message.text("en").startswith(f"column `{header}`: ")
    assert caught.value.hint_message is not None


def _message(reader: CellReader, cell: Cell, column: Column) -> tuple[str, str]:
    with pytest.raises(InvalidValue) as caught:
        reader.read(cell, column)
    assert caught.value.hint_message is not None
    return caught.value.message.text("en"), caught.value.hint_message.text("en")


def test_a_message_tells_what_was_expected(reader: CellReader, column: Find) -> None:
    assert _message(reader, "1,250,000", column("Nilai (Rp)")) == (
        "column `Nilai (Rp)`: `1,250,000` is not whole rupiah, such as 1250000 or Rp1.250.000",
        "write whole rupiah, such as 1250000 or Rp1.250.000, or leave the cell empty",
    )


def test_an_unknown_term_has_neighbours(reader: CellReader, column: Find) -> None:
    message, hint = _message(reader, "Honor narasumbr", column("belanja"))
    assert message == "column `belanja`: there is no `Honor narasumbr` in the vocabulary"
    assert hint == "did you mean `honor_narasumber`?"


def test_an_ambiguous_label_lists_its_terms(reader: CellReader, column: Find) -> None:
    assert _message(reader, "penyuluhan", column("kegiatan")) == (
        "column `kegiatan`: `penyuluhan` may be any of: gizi_penyuluhan, kb_penyuluhan",
        "write the one that is meant",
    )


def test_a_broken_formula_is_shown(reader: CellReader, column: Find) -> None:
    message, _ = _message(reader, BadCell("#REF!"), column("nilai"))
    assert message == "column `nilai`: the cell shows #REF!"


def test_a_long_cell_is_cut(reader: CellReader, column: Find) -> None:
    message, _ = _message(reader, "x" * 500, column("nilai"))
    assert "`" + "x" * 59 + "…`" in message
