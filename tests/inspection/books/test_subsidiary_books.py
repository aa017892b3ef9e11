"""Books that repeat the cash book: they are not read beside it."""

from __future__ import annotations

from datetime import date

import pytest

from bokrules.inspection.books.kinds import is_auxiliary
from bokrules.inspection.books.reading import BookFile
from tests.inspection.books.conftest import HEAD, Read, Row

DAY = date(2010, 5, 14)
LINES: tuple[Row, ...] = (
    (1, DAY, "001", "Transport petugas", None, 100, 900),
    (2, DAY, "002", "Snack rapat", None, 50, 850),
)
MAIN: tuple[Row, ...] = (("BUKU KAS UMUM",), HEAD, *LINES)


def read_sheets(file: BookFile) -> list[str | None]:
    return [each.place.sheet for each in file.books.cash]


def whys(file: BookFile) -> list[str]:
    return [each.why.text("en") for each in file.recognised if each.why is not None]


@pytest.mark.parametrize(
    "title",
    [
        "BUKU KAS PEMBANTU",
        "BUKU PEMBANTU KAS TUNAI",
        "BUKU BANK",
        "Buku Pembantu Bank",
        "BUKU PEMBANTU PANJAR",
        "BUKU PEMBANTU RINCIAN OBYEK",
        "BUKU PEMBANTU SIMPANAN BANK",
        "REKAPITULASI PENGELUARAN",
        "REKAP BOK",
        "REGISTER SPJ",
        "REGISTER SPP/SPM",
        "Bank",
    ],
)
def test_titles_of_subsidiary_books(read: Read, title: str) -> None:
    other = ((title,), HEAD, (1, DAY, "001", "Transport petugas", None, 100, 900))
    file = read({"BKU": MAIN, "Lain": other})
    assert read_sheets(file) == ["BKU"]
    assert len(whys(file)) == 1
    assert whys(file)[0].startswith("an auxiliary book (buku pembantu, rekap, register)")
    assert read_sheets(read({"Lain": other, "Catatan": (("x",),)})) == ["Lain"]


@pytest.mark.parametrize(
    "title", ["BUKU KAS UMUM", "BKU Bank Jatim", "Rekening BOK", "Registrasi", "Mei"]
)
def test_other_titles(title: str) -> None:
    assert not is_auxiliary([title])


def test_a_copy_of_a_sheet_is_not_read(read: Read) -> None:
    wrong = (3, DAY, "003", "Honor", None, "x", None)
    file = read({"BKU (2)": (*MAIN, wrong), "BKU": (*MAIN, wrong)})
    assert read_sheets(file) == ["BKU"]
    assert whys(file) == ["its lines all stand in the sheet `BKU` already"]
    assert [each.place.sheet for each in file.errors] == ["BKU"]
    assert read_sheets(read({"A": MAIN, "B": MAIN})) == ["A"]


def test_a_sheet_whose_lines_are_a_part_of_another(read: Read) -> None:
    more = (*MAIN, (3, DAY, "003", "Honor", None, 20, 830))
    assert read_sheets(read({"Mei": MAIN, "Setahun": more})) == ["Setahun"]


@pytest.mark.parametrize(
    "changed",
    [
        (2, DAY, "003", "Snack rapat", None, 50, 850),
        (2, DAY, "002", "Snack lokmin", None, 50, 850),
        (2, DAY, "002", "Snack rapat", None, 51, 849),
        (2, date(2010, 6, 14), "002", "Snack rapat", None, 50, 850),
        LINES[0],
    ],
)
def test_what_is_no_copy(read: Read, changed: Row) -> None:
    assert read_sheets(read({"A": MAIN, "B": (*MAIN[:-1], changed)})) == ["A", "B"]


def test_one_line_alone_may_be_booked_twice(read: Read) -> None:
    assert read_sheets(read({"A": MAIN, "B": MAIN[:-1]})) == ["A", "B"]


def test_other_units_are_no_copies(read: Read) -> None:
    file = read({"A": (("PUSKESMAS SATU",), *MAIN), "B": (("PUSKESMAS DUA",), *MAIN)})
    assert read_sheets(file) == ["A", "B"]
