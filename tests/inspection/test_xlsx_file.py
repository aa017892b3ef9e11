from __future__ import annotations

import builtins
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bokrules import UnreadableFile
from bokrules.base import codes
from bokrules.evaluation.table import Place
from bokrules.inspection import xlsx_parts
from bokrules.inspection.ledger import BadCell, PercentCell, RawRow, Sheet
from bokrules.inspection.xlsx_file import read_xlsx
from bokrules.inspection.xlsx_parts import XlsxParts

Fill = Callable[[Any], None]


def workbook(**sheets: Fill | None) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, fill in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.book = book
        if fill is not None:
            fill(sheet)
    book.close()
    return file.getvalue()


def table(*rows: list[object], top: int = 0, left: int = 0) -> Fill:
    def fill(sheet: Any) -> None:
        for index, row in enumerate(rows, start=top):
            for column, cell in enumerate(row, start=left):
                if cell is not None:
                    sheet.write(index, column, cell)

    return fill


def cells(sheet: Sheet) -> list[tuple[int, list[object]]]:
    return [(each.place.row, list(each.cells)) for each in sheet.rows if isinstance(each, RawRow)]


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            new.writestr(each, change(content) if each == part else content)
    return target.getvalue()


def refused(data: bytes, sheets: list[str] | None = None) -> tuple[str, str, str]:
    with pytest.raises(UnreadableFile) as caught:
        read_xlsx(data, "buku.xlsx", sheets)
    hint = caught.value.hint_message
    assert hint is not None
    return caught.value.code, caught.value.message.text("en"), hint.text("en")


SHEET_1 = "xl/worksheets/sheet1.xml"
SIMPLE = workbook(Buku=table(["id", "nilai"], ["a", 5]))


def test_header_and_rows() -> None:
    (sheet,) = read_xlsx(SIMPLE, "buku.xlsx")
    assert sheet.place == Place(1)
    assert sheet.header == ["id", "nilai"]
    assert cells(sheet) == [(2, ["a", 5])]


def test_row_numbers_are_those_of_the_sheet() -> None:
    data = workbook(Buku=table(["id", "Nilai\n(Rp)"], ["a", 5], [], ["b", 6], top=3, left=2))
    (sheet,) = read_xlsx(data, "buku.xlsx")
    assert sheet.place == Place(4)
    assert sheet.header == ["", "", "id", "Nilai (Rp)"]
    assert cells(sheet) == [(5, [None, None, "a", 5]), (7, [None, None, "b", 6])]


def test_numbers_are_never_floats() -> None:
    row: list[object] = [1250000.0, 0, -5, 1.5, 0.1, 2.0**53, 1e300, 9007199254740991]
    (sheet,) = read_xlsx(workbook(Buku=table(["a"] * 8, row)), "buku.xlsx")
    ((_, found),) = cells(sheet)
    assert found == [
        1_250_000,
        0,
        -5,
        Decimal("1.5"),
        Decimal("0.1"),
        Decimal("9007199254740992"),
        Decimal("1e300"),
        9_007_199_254_740_991,
    ]
    assert [type(each) for each in found] == [int] * 3 + [Decimal] * 4 + [int]


def test_dates_times_and_truths() -> None:
    def fill(sheet: Any) -> None:
        day = sheet.book.add_format({"num_format": "dd/mm/yyyy"})
        moment = sheet.book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        clock = sheet.book.add_format({"num_format": "hh:mm"})
        span = sheet.book.add_format({"num_format": "[h]:mm"})
        sheet.write_row(0, 0, ["a", "b", "c", "d", "e"])
        sheet.write_datetime(1, 0, datetime(2010, 5, 14), day)
        sheet.write_datetime(1, 1, datetime(2010, 5, 14, 13, 30), moment)
        sheet.write_datetime(1, 2, time(7, 30), clock)
        sheet.write_datetime(1, 3, timedelta(hours=30), span)
        sheet.write_boolean(1, 4, True)

    (sheet,) = read_xlsx(workbook(Buku=fill), "buku.xlsx")
    assert cells(sheet) == [
        (
            2,
            [
                date(2010, 5, 14),
                datetime(2010, 5, 14, 13, 30),
                time(7, 30),
                timedelta(hours=30),
                True,
            ],
        )
    ]


def test_texts_are_stripped_and_blank_ones_empty() -> None:
    data = workbook(Buku=table([" id ", 2010, "x"], ["  a ", "  ", "b"], [" ", None, "\u00a0"]))
    (sheet,) = read_xlsx(data, "buku.xlsx")
    assert sheet.header == ["id", "2010", "x"]
    assert cells(sheet) == [(2, ["a", None, "b"])]


def test_several_sheets() -> None:
    data = workbook(
        Januari=table(["id"], ["a"]),
        Kosong=None,
        Februari=table(["nilai"], [1], top=1),
    )
    first, second = read_xlsx(data, "buku.xlsx")
    assert (first.place, second.place) == (Place(1, "Januari"), Place(2, "Februari"))
    assert [each.place for each in first.rows] == [Place(2, "Januari")]
    assert [each.place for each in second.rows] == [Place(3, "Februari")]


def test_only_the_sheets_asked_for() -> None:
    data = workbook(Januari=table(["id"], ["a"]), Kosong=None, Maret=table(["id"], ["b"]))
    (sheet,) = read_xlsx(data, "buku.xlsx", ["Maret"])
    assert sheet.place == Place(1, "Maret")
    assert read_xlsx(data, "buku.xlsx", ["Kosong"]) == []
    assert refused(data, ["maret"]) == (
        codes.UNREADABLE_FILE,
        "buku.xlsx has no sheet `maret`",
        "did you mean `Maret`?",
    )


def test_hidden_sheets_and_chart_sheets() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet("Buku").write(0, 0, "id")
    book.add_chartsheet("Grafik")
    hidden = book.add_worksheet("Rahasia")
    hidden.write(0, 0, "id")
    hidden.hide()
    book.close()
    sheets = read_xlsx(file.getvalue(), "buku.xlsx")
    assert [each.place.sheet for each in sheets] == ["Buku", "Rahasia"]


def test_an_empty_workbook() -> None:
    assert read_xlsx(workbook(Buku=None), "buku.xlsx") == []


# ---- cells that python-calamine gives as empty ----


def test_error_cells_do_not_vanish() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["id", "nilai"])
        sheet.write_row(1, 0, ["a", None])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 1, '=IF(A2="x",1,2)', None, 7)
        sheet.write_formula(4, 1, "=B99", None, "#REF!")

    (sheet,) = read_xlsx(workbook(Buku=fill), "buku.xlsx")
    assert cells(sheet) == [
        (2, ["a", BadCell("#DIV/0!")]),
        (3, [None, 7]),
        (5, [None, BadCell("#REF!")]),
    ]


def test_formulas_never_calculated_do_not_vanish() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["id", "nilai"])
        sheet.write_formula(1, 1, "=SUM(B3:B4)", None, 123)
        sheet.write_formula(2, 0, '=""', None, "leer")
        sheet.write_row(3, 0, ["c", 1])

    def without_values(xml: bytes) -> bytes:
        return xml.replace(b"<v>123</v>", b"").replace(b"<v>leer</v>", b"<v></v>")

    data = changed(workbook(Buku=fill), SHEET_1, without_values)
    (sheet,) = read_xlsx(data, "buku.xlsx")
    assert cells(sheet) == [(2, [None, BadCell("=SUM(B3:B4)")]), (4, ["c", 1])]


# ---- files that cannot be read ----

DAMAGED = (
    codes.UNREADABLE_FILE,
    "buku.xlsx cannot be read: it is not an Excel workbook (.xlsx), or damaged",
    "open it in Excel and save it as .xlsx, or get it again",
)


def _archive(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"id,nilai\n1,2\n",
        b"%PDF-1.7",
        SIMPLE[:500],
        SIMPLE[:-30],
        _archive(a="b"),
        changed(SIMPLE, "xl/workbook.xml", lambda xml: xml[:100]),
        changed(SIMPLE, "xl/workbook.xml", lambda xml: xml.replace(b"UTF-8", b"UTF-9")),
        changed(SIMPLE, "xl/_rels/workbook.xml.rels", lambda _: b"<Relationships/>"),
    ],
)
def test_broken_files(data: bytes) -> None:
    assert refused(data) == DAMAGED


def test_a_password_or_the_old_format() -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == (
        codes.UNREADABLE_FILE,
        "buku.xlsx cannot be read: "
        "it has a password, or is an Excel workbook of the old kind (.xls)",
        "save it in Excel as .xlsx without a password",
    )


def test_a_broken_sheet() -> None:
    code, message, _ = refused(changed(SIMPLE, SHEET_1, lambda xml: xml[: len(xml) // 2]))
    assert code == codes.UNREADABLE_FILE
    assert message.startswith("buku.xlsx cannot be read: ")


def test_a_sheet_that_is_damaged_in_the_archive() -> None:
    at = SIMPLE.index(b"PK\x01\x02")
    with zipfile.ZipFile(io.BytesIO(SIMPLE)) as archive:
        start = archive.getinfo(SHEET_1).header_offset + 60
    assert start < at
    data = SIMPLE[:start] + bytes(20) + SIMPLE[start + 20 :]
    code, message, _ = refused(data)
    assert code == codes.UNREADABLE_FILE
    assert message == "buku.xlsx cannot be read: its sheet `Buku` is damaged"


def test_an_archive_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MOST_BYTES", 1000)
    code, message, hint = refused(SIMPLE)
    assert code == codes.UNREADABLE_FILE
    assert message == "buku.xlsx cannot be read: unpacked it is larger than 1000 bytes"
    assert hint == "split the ledger into several files"


def test_what_python_calamine_refuses() -> None:
    code, message, _ = refused(changed(SIMPLE, "xl/sharedStrings.xml", lambda _: b"<sst><si>"))
    assert code == codes.UNREADABLE_FILE
    assert message.startswith("buku.xlsx cannot be read: ")


def test_a_stray_cell_far_out() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, "id")
        sheet.write(1_048_575, 16_383, "x")

    code, message, hint = refused(workbook(Buku=fill))
    assert code == codes.UNREADABLE_FILE
    assert message == (
        "buku.xlsx cannot be read: sheet `Buku` has cells in use as far as row 1048576 "
        "and column 16384"
    )
    assert hint == "delete the stray cells far from the ledger"


def test_without_python_calamine(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert refused(SIMPLE) == (
        codes.UNSUPPORTED_FORMAT,
        "buku.xlsx: Excel workbooks cannot be read, python-calamine is missing",
        "install it with: pip install bokrules[inspect]",
    )


def percentages(sheet: Any) -> None:
    def styled(number_format: str | int) -> Any:
        return sheet.book.add_format({"num_format": number_format})

    sheet.write_row(0, 0, ["a", "b"])
    sheet.write(1, 0, 0.5885, styled("0.00%"))
    sheet.write(1, 1, 0.5885)
    sheet.write(2, 0, 1, styled(9))
    sheet.write(2, 1, 0.5, styled('0.0" %"'))
    sheet.write(3, 0, "na", styled(10))
    sheet.write(3, 1, -0.125, styled("0.0 %;[Red]-0.0 %"))
    sheet.write(4, 0, 5, styled("0"))
    sheet.write_blank(4, 2, None, styled(10))


def test_numbers_shown_as_percentages() -> None:
    (sheet,) = read_xlsx(workbook(A=percentages), "b.xlsx", has_percentages=True)
    assert cells(sheet) == [
        (2, [PercentCell(Decimal("58.85")), Decimal("0.5885")]),
        (3, [PercentCell(Decimal(100)), Decimal("0.5")]),
        (4, ["na", PercentCell(Decimal("-12.5"))]),
        (5, [5]),
    ]
    assert [str(each) for each in sheet.rows[0].cells[:1]] == ["58,85%"]  # type: ignore[union-attr]


def test_a_ledger_keeps_its_numbers() -> None:
    (sheet,) = read_xlsx(workbook(A=percentages), "b.xlsx")
    assert cells(sheet)[0] == (2, [Decimal("0.5885"), Decimal("0.5885")])


def test_styles_that_cannot_be_read_show_no_percentages() -> None:
    data = changed(workbook(A=percentages), "xl/styles.xml", lambda _: b"<styleSheet")
    assert list(XlsxParts(data, "b.xlsx").percent_cells("A")) == []
