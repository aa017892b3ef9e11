"""Sheets whose amounts would be wrong if they were read."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inspection.books.conftest import HEAD, Read, Row, messages

DAY = date(2010, 5, 14)
LINE = (1, DAY, "001", "Transport petugas", None, 100, 900)
SIDE = ("Tanggal", "Uraian", "No Bukti", "Jumlah")


@pytest.mark.parametrize(
    "head",
    [
        "PENGELUARAN (Ribuan Rp)",
        "PENGELUARAN (dalam ribuan)",
        "PENGELUARAN (x 1.000)",
        "Pengeluaran (x1000)",
        "Pengeluaran (Rp 000)",
        "Pengeluaran (000)",
        "Pengeluaran (jutaan)",
        "Pengeluaran (ribu rupiah)",
    ],
)
def test_thousands_are_refused(read: Read, head: str) -> None:
    file = read([(*HEAD[:5], head, HEAD[6]), LINE])
    assert file.books.cash == ()
    assert messages(file) == [
        (1, "", f"the sheet is not read: by `{head}` its amounts are not in rupiah")
    ]
    (sheet,) = file.recognised
    assert (sheet.kind, sheet.why) == (None, file.errors[0].error.message)


def test_a_title_may_say_it_too(read: Read) -> None:
    file = read({
        "A": [("BUKU KAS UMUM (dalam ribuan rupiah)",), HEAD, LINE],
        "B": [("BUKU KAS UMUM",), HEAD, LINE],
    })  # fmt: skip
    assert [each.place.sheet for each in file.books.cash] == ["B"]
    assert [(each.place.sheet, each.place.row) for each in file.errors] == [("A", 2)]


@pytest.mark.parametrize("head", ["PENGELUARAN (Rp)", "Pengeluaran (Rp.)", "PENGELUARAN"])
def test_rupiah(read: Read, head: str) -> None:
    assert messages(read([(*HEAD[:5], head, HEAD[6]), LINE])) == []


@pytest.mark.parametrize(
    "heads",
    [
        [("PENERIMAAN", *[None] * 3, "PENGELUARAN"), (*SIDE, *SIDE)],
        [(*SIDE[:3], "Penerimaan", *SIDE[:3], "Pengeluaran")],
        [("Uraian", "Penerimaan", "Uraian", "Pengeluaran", "Saldo")],
    ],
)
def test_a_book_with_two_sides_is_refused(read: Read, heads: list[Row]) -> None:
    line = (DAY, "Dana", "1", 100, DAY, "Snack", "2", 50)
    file = read([("BUKU KAS UMUM",), *heads, line])
    assert file.books.cash == ()
    ((_, _, text),) = messages(file)
    assert text.startswith("the sheet is not read: it is a book with two sides")


def test_two_columns_of_texts_are_no_two_sides(read: Read) -> None:
    file = read([(*HEAD, "Keterangan"), (*LINE, "lunas")])
    assert messages(file) == []
    remarks = ("Tanggal", "Keterangan", "Debet", "Kredit", "Saldo", "Keterangan")
    assert messages(read([remarks, (DAY, "Snack", None, 5, 5, "lunas")])) == []
    merged = ("NO", "TANGGAL", "BUKTI", "merge:2 URAIAN", None, "PENERIMAAN", "PENGELUARAN")
    assert messages(read([merged, (1, DAY, "1", "Snack", None, None, 5)])) == []
