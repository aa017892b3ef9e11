from __future__ import annotations

import builtins
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import msg
from bokrules.evaluation.row import Place
from bokrules.inspection.findings.finding import Criterion, Finding
from bokrules.inspection.workbook_looks.look import (
    PLAIN_ROW,
    CellStyle,
    Edge,
    Fill,
    SheetLook,
    Visibility,
    WorkbookLook,
)
from bokrules.inspection.workbook_looks.reading import read_look
from bokrules.reports.stamp import Stamp
from bokrules.reports.whole_files import UnwritableFile
from bokrules.reports.workbook_copy import layout
from bokrules.reports.workbook_copy.added import (
    AddedColumns,
    AddedRow,
    OutcomeSum,
    SummarySheet,
)
from bokrules.reports.workbook_copy.rows_xml import MOST_EXACT
from bokrules.reports.workbook_copy.summary import rows_text
from bokrules.reports.workbook_copy.write import copied, write_copy
from bokrules.semantics.outcomes import Outcome

STAMP = Stamp(
    version="0.1.0",
    time=datetime(2026, 5, 1, 8, 30, tzinfo=UTC),
    edition="2010",
    edition_sha256="e" * 64,
    regulation="Kepmenkes 494/Menkes/SK/IV/2010",
    source="buku.xlsx",
    source_sha256="5" * 64,
)
EMPTY = SummarySheet(outcomes=(), questioned=0)
VACCINE = AddedRow(
    outcome=Outcome.FORBIDDEN,
    result="dilarang",
    basis="Kepmenkes 494/Menkes/SK/IV/2010 III.B.3.larangan.e, hlm. 11",
    why="pembelian vaksin tidak dibiayai BOK, karena disediakan oleh program; lihat juga catatan",
    questioned=200_000,
    finding_codes="1.01.09",
    taken_for="vaksin (pembelian vaksin)",
)
PLAIN = AddedRow(outcome=Outcome.ALLOWED, result="diizinkan")
HEADS = ["Hasil", "Dasar", "Sebab", "Dipertanyakan (Rp)", "Kode temuan", "Diduga"]
MONTH = {4: VACCINE, 5: PLAIN}
HERE = Path(__file__).parents[2] / "inspection" / "workbook_looks"


@pytest.fixture(autouse=True)
def _in_indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOKRULES_LANG", "id")


def ledger(further: Callable[[Any, Any], None] = lambda _, __: None) -> bytes:
    """Two months with a merged title, heads, dates, amounts, a formula, and a hidden sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    title = book.add_format({"bold": True, "font_size": 14, "align": "center"})
    head = book.add_format({"bold": True, "bg_color": "#C6E0B4", "border": 1, "text_wrap": True})
    day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
    money = book.add_format({"num_format": '"Rp"#,##0', "font_color": "#C00000"})
    for month in (1, 2):
        sheet = book.add_worksheet(("Januari", "Februari")[month - 1])
        sheet.merge_range("A1:D1", "BUKU KAS UMUM", title)
        for column, name in enumerate(("TANGGAL", "URAIAN", "PENGELUARAN", "SALDO")):
            sheet.write(2, column, name, head)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 40)
        sheet.set_row(2, 30)
        sheet.freeze_panes(3, 1)
        for row, (text, amount) in enumerate((("=Vaksin", 200_000), ("Transport", 75_000)), 3):
            sheet.write_datetime(row, 0, datetime(2010, month, row), day)
            sheet.write_string(row, 1, text)
            sheet.write_number(row, 2, amount, money)
            sheet.write_formula(row, 3, f"=1000000-C{row + 1}", money, 1_000_000 - amount)
        further(book, sheet)
    hidden = book.add_worksheet("Rahasia")
    hidden.write(0, 0, "x")
    hidden.hide()
    book.worksheets()[1].activate()
    book.close()
    return file.getvalue()


def added(
    rows: Mapping[int, AddedRow] = MONTH, *, headers: tuple[int, ...] = (3,), last: int | None = 3
) -> AddedColumns:
    return AddedColumns(header_rows=headers, rows=rows, last_column=last)


def copy_of(
    source: bytes,
    columns: Mapping[str | None, AddedColumns],
    summary: SummarySheet = EMPTY,
    *,
    name: str = "buku.xlsx",
    stamp: Stamp = STAMP,
) -> bytes:
    return copied(read_look(source, name), columns, summary, stamp)


def opened(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def values(data: bytes, sheet: str) -> list[list[object]]:
    rows = opened(data).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [list(row) for row in rows]


def summary_lines(data: bytes) -> list[list[object]]:
    rows = opened(data).get_sheet_by_index(-1 % len(opened(data).sheet_names)).to_python()
    return [[cell for cell in row if cell != ""] for row in rows]


def part(data: bytes, path: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(path).decode()


def seen(look: WorkbookLook, sheet: SheetLook, width: int) -> list[tuple[object, ...]]:
    """Cells with their value and how they look, in the first columns."""
    return [
        (number, cell[0], *cell[2:], look.styles[cell[1]])
        for number, _, cells in sheet.rows()
        for cell in cells
        if len(cell[0]) == 1 and ord(cell[0]) - ord("A") < width
    ]


def test_columns_stand_right_after_the_table() -> None:
    made = values(copy_of(ledger(), {"Januari": added()}), "Januari")
    assert made[2] == ["TANGGAL", "URAIAN", "PENGELUARAN", "SALDO", *HEADS]
    assert made[3][:4] == [date(2010, 1, 3), "=Vaksin", 200_000.0, 800_000.0]
    assert made[3][4:] == [
        *("dilarang", VACCINE.basis, VACCINE.why, 200_000.0, "1.01.09", VACCINE.taken_for),
    ]
    assert made[4][4:] == ["diizinkan", "", "", "", "", ""]


def test_all_else_is_as_it_was() -> None:
    source = ledger()
    before = read_look(source, "a.xlsx")
    after = read_look(copy_of(source, {"Januari": added(), "Februari": added()}), "b.xlsx")
    assert [each.name for each in after.sheets] == [
        *("Januari", "Februari", "Rahasia", "Ringkasan bokrules"),
    ]
    assert after.sheets[2].visibility is Visibility.HIDDEN
    assert after.active == before.active == 1
    for old, new in zip(before.sheets, after.sheets, strict=False):
        assert seen(after, new, 4) == seen(before, old, 4)
        assert (new.merges, new.frozen) == (old.merges, old.frozen)
        assert new.columns[: len(old.columns)] == old.columns
        fixed = {number: look for number, look, _ in old.rows() if look.is_fixed}
        assert {number: look for number, look, _ in new.rows() if look.is_fixed} == fixed


def test_formulas_links_and_macros_stay_behind() -> None:
    def further(_: Any, sheet: Any) -> None:
        sheet.write_url(8, 0, "https://example.org", string="tautan")

    data = copy_of(ledger(further), {"Januari": added({4: replace(VACCINE, why="=1+1")})})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [each for each in archive.namelist() if "extern" in each or "vba" in each]
        for path in archive.namelist():
            xml = archive.read(path).decode()
            assert "<f>" not in xml
            assert "<hyperlink" not in xml
    assert values(data, "Januari")[3][6] == "=1+1"
    assert ["lembar `Januari`: yang tidak disalin ialah tautan"] in summary_lines(data)


def test_the_outcome_has_a_colour_and_texts_wrap() -> None:
    rows = {4: VACCINE, 5: replace(PLAIN, outcome=None, result="tidak terbaca")}
    look = read_look(copy_of(ledger(), {"Januari": added(rows)}), "b.xlsx")
    styles = {
        (number, letters): look.styles[style]
        for number, _, cells in look.sheets[0].rows()
        for letters, style, _, _ in cells
    }
    fills = [styles[4, "E"].fill, styles[5, "E"].fill]
    assert [each.foreground for each in fills if each] == ["#F8CBAD", "#D9D9D9"]
    assert styles[4, "G"].alignment.wraps
    assert styles[4, "H"].number_format == "#,##0"
    widths = {each.first: each.width for each in look.sheets[0].columns}
    assert widths[6] == Decimal("46.7109375")


def test_rows_grow_with_the_added_texts_unless_their_height_is_fixed() -> None:
    def further(book: Any, sheet: Any) -> None:
        wrapped = book.add_format({"text_wrap": True})
        sheet.write_string(5, 1, "kata " * 80, wrapped)
        sheet.set_row(6, 20)

    short = replace(PLAIN, why="pendek")
    rows = {4: VACCINE, 5: short, 6: VACCINE, 7: VACCINE}
    data = copy_of(ledger(further), {"Januari": added(rows)})
    heights = {
        number: (look.height, look.is_fixed)
        for number, look, _ in read_look(data, "b.xlsx").sheets[0].rows()
    }
    assert heights[4] == (Decimal(45), False)
    assert heights[5] == (None, False)
    assert heights[6] == (Decimal(165), False)
    assert heights[7] == (Decimal("20.25"), True)


def test_a_row_keeps_the_height_that_it_had_where_that_is_enough() -> None:
    source = ledger()
    path = "xl/worksheets/sheet1.xml"
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(changed, "w") as new:
        for each in old.namelist():
            xml = old.read(each)
            new.writestr(each, xml.replace(b'r="4" ', b'r="4" ht="99" ') if each == path else xml)
    data = copy_of(changed.getvalue(), {"Januari": added()})
    looks = {number: look for number, look, _ in read_look(data, "b.xlsx").sheets[0].rows()}
    assert looks[4].height == 99


def test_cells_right_of_the_table_are_not_written_over() -> None:
    def further(_: Any, sheet: Any) -> None:
        sheet.write(4, 6, "catatan")
        sheet.write(0, 20, "judul")

    data = copy_of(ledger(further), {"Januari": added(), "Februari": added(last=None)})
    assert values(data, "Januari")[4][6:8] == ["catatan", "diizinkan"]
    assert values(data, "Februari")[2][7:13] == HEADS
    assert [
        "lembar `Januari`: kolom tambahan mulai di kolom H, karena sel di kanan tabel terpakai"
    ] in summary_lines(data)


def test_merged_cells_below_the_heads_are_not_cut_into() -> None:
    def further(_: Any, sheet: Any) -> None:
        sheet.merge_range("B8:F8", "Jumlah")

    made = values(copy_of(ledger(further), {"Januari": added()}), "Januari")
    assert made[2][6:] == HEADS


def test_blank_cells_give_way_to_added_ones() -> None:
    def further(book: Any, sheet: Any) -> None:
        sheet.write_blank(3, 5, None, book.add_format({"border": 1}))
        sheet.write_blank(6, 5, None, book.add_format({"border": 1}))
        sheet.write_boolean(7, 0, True)

    data = copy_of(ledger(further), {"Januari": added()})
    row = re.search(r'<row r="4".*?</row>', part(data, "xl/worksheets/sheet1.xml"))
    assert row is not None
    assert row[0].count('r="F4"') == 1
    assert values(data, "Januari")[7][0] is True


def test_several_tables_and_rows_that_do_not_stand_in_the_sheet() -> None:
    rows = {2: PLAIN, 4: VACCINE, 40: PLAIN}
    made = values(copy_of(ledger(), {"Januari": added(rows, headers=(3, 30))}), "Januari")
    assert [made[at][4] for at in (1, 2, 3, 29, 39)] == [
        *("diizinkan", "Hasil", "dilarang", "Hasil", "diizinkan"),
    ]


def test_an_amount_that_a_workbook_cannot_hold_is_a_text() -> None:
    rows = {4: replace(VACCINE, questioned=MOST_EXACT + 1)}
    summary = replace(EMPTY, questioned=MOST_EXACT + 1)
    data = copy_of(ledger(), {"Januari": added(rows)}, summary)
    assert values(data, "Januari")[3][7] == "1000000000000001"
    assert ["Di antaranya dipertanyakan", "1000000000000001"] in summary_lines(data)


def test_the_same_input_gives_the_same_bytes() -> None:
    source = ledger()
    data = copy_of(source, {"Januari": added()})
    assert data == copy_of(source, {"Januari": added()})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2026-05-01T08:30:00Z" in part(data, "docProps/core.xml")


def test_the_summary() -> None:
    finding = Finding(
        check="ganda",
        code="1.01.07",
        title="Perjalanan ganda",
        condition=msg("allowed"),
        criterion=Criterion("transport per hari", "Kepmenkes 494/2010 III.B", 11),
        consequence=msg("allowed"),
        recommendation=msg("allowed"),
        amount=150_000,
        rows=(Place(4, "Januari"), Place(5, "Januari"), Place(9, "Pajak", file="pajak.xlsx")),
    )
    other = replace(
        finding, code=None, amount=None, criterion=Criterion("saldo berurutan"), rows=(Place(7),)
    )
    summary = SummarySheet(
        outcomes=(OutcomeSum(Outcome.FORBIDDEN, 3, 600_000), OutcomeSum(None, 1, 0)),
        questioned=600_000,
        findings=(finding, other),
        notes=("kolom yang tidak dibaca: X",),
    )
    stamp = replace(
        STAMP, checks_run=("ganda",), checks_not_run=(("harga", "tidak ada standar harga"),)
    )
    data = copy_of(ledger(), {"Januari": added()}, summary, stamp=stamp)
    assert opened(data).sheet_names[-1] == "Ringkasan bokrules"
    assert [each for each in summary_lines(data) if each] == [
        ["Hasil pemeriksaan buku.xlsx"],
        ["Buku kas", "buku.xlsx"],
        ["SHA-256 buku kas", "5" * 64],
        ["Peraturan", "Kepmenkes 494/Menkes/SK/IV/2010"],
        ["Edisi aturan", "2010"],
        ["SHA-256 edisi", "e" * 64],
        ["Versi bokrules", "0.1.0"],
        ["Dibuat pada", "2026-05-01 08:30:00 UTC"],
        ["Baris menurut hasil"],
        ["Hasil", "Baris", "Rupiah"],
        ["dilarang", 3.0, 600_000.0],
        ["tidak dapat dinilai", 1.0, 0.0],
        ["Jumlah", 4.0, 600_000.0],
        ["Di antaranya dipertanyakan", 600_000.0],
        ["Temuan"],
        ["Temuan", "Kode", "Rupiah", "Baris", "Kriteria"],
        [
            *("Perjalanan ganda", "1.01.07", 150_000.0, "Januari: 4, 5; pajak.xlsx, Pajak: 9"),
            "transport per hari: Kepmenkes 494/2010 III.B",
        ],
        ["Perjalanan ganda", "tidak dapat ditentukan", "7", "saldo berurutan"],
        ["Pemeriksaan yang dijalankan"],
        ["ganda"],
        ["Pemeriksaan yang tidak dijalankan, dan sebabnya"],
        ["harga", "tidak ada standar harga"],
        ["Tentang salinan ini"],
        ["kolom yang tidak dibaca: X"],
        [
            "Rumus diganti dengan nilai yang ditampilkannya ketika buku kas disimpan. Salinan ini "
            "tidak memuat makro dan tautan ke berkas lain."
        ],
    ]


def test_a_summary_of_nothing() -> None:
    lines = summary_lines(copy_of(ledger(), {}))
    assert ["Tidak ada temuan."] in lines
    assert ["Tidak ada."] in lines


def test_many_rows_of_a_finding_are_counted() -> None:
    assert rows_text([Place(each) for each in range(1, 100)]).endswith("39, 40; dan 59 lagi")


def test_a_sheet_with_the_name_of_the_summary_keeps_it() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet("RINGKASAN bokrules").write(0, 0, 1)
    book.close()
    data = copy_of(file.getvalue(), {})
    assert opened(data).sheet_names == ["RINGKASAN bokrules", "Ringkasan bokrules (2)"]


def test_texts_that_were_changed_are_counted() -> None:
    rows = {4: replace(VACCINE, why="a\x00b"), 5: replace(VACCINE, why="c" * 40_000)}
    data = copy_of(ledger(), {"Januari": added(rows)})
    assert values(data, "Januari")[3][6] == "a␀b"
    lines = summary_lines(data)
    assert [each for each in lines if each and str(each[0]).startswith("Teks")] == [
        [
            "Teks yang terlalu panjang untuk satu sel, dipotong dengan tanda di ujungnya: 1",
        ],
        [
            "Teks dengan karakter yang tidak dapat dimuat buku kerja, ditampilkan dengan tanda "
            "lain: 1"
        ],
    ]


@pytest.mark.parametrize("name", ["buku.xls", "buku.ods"])
def test_other_workbooks_give_their_values(name: str) -> None:
    columns: dict[str | None, AddedColumns] = {"BKU": added({4: VACCINE})}
    data = copy_of((HERE / name).read_bytes(), columns, name=name)
    made = values(data, "BKU")
    assert made[2] == ["TANGGAL", "URAIAN", "PENGELUARAN", "LUNAS", *HEADS]
    assert made[3][:3] == [date(2010, 5, 14), "=1+1", 1_250_000.0]
    assert made[3][4] == "dilarang"
    assert read_look(data, "b.xlsx").sheets[1].visibility is Visibility.HIDDEN
    text = "Format buku kas aslinya tidak dapat diambil alih: salinan ini menampilkan nilainya"
    assert any(str(each[0]).startswith(text) for each in summary_lines(data) if each)


def test_a_csv_gives_its_texts() -> None:
    columns: dict[str | None, AddedColumns] = {None: added({2: PLAIN}, headers=(1,), last=1)}
    data = copy_of(b"tanggal,nilai\n14/05/2010,-5\n", columns, name="bku:2010.csv")
    assert values(data, "bku_2010") == [
        ["tanggal", "nilai", *HEADS],
        ["14/05/2010", "-5", "diizinkan", "", "", "", "", ""],
    ]
    assert ["lembar `bku:2010` di sini bernama `bku_2010`"] in summary_lines(data)


def test_without_a_name_the_one_sheet_that_holds_something_is_meant() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet("kosong")
    book.add_worksheet("isi").write_row(0, 0, ["uraian", "nilai"])
    book.close()
    data = copy_of(file.getvalue(), {None: added({}, headers=(1,), last=1)})
    assert values(data, "kosong") == []
    assert values(data, "isi")[0][2:] == HEADS


def test_days_counted_from_1904_stay_the_same_days() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "date_1904": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    book.add_worksheet("x").write_datetime(0, 0, datetime(2010, 5, 14), day)
    book.close()
    assert values(copy_of(file.getvalue(), {}), "x") == [[date(2010, 5, 14)]]


def test_many_merged_cells_are_an_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MOST_MERGED", 3)
    data = copy_of(ledger(), {})
    assert read_look(data, "b.xlsx").sheets[0].merges == ()
    assert ["lembar `Januari`: sel gabungannya tidak dapat diambil alih"] in summary_lines(data)


def plain_sheet(**named: Any) -> SheetLook:
    base: dict[str, Any] = {
        "name": "x",
        "rows": lambda: iter([(1, PLAIN_ROW, [("A", 9, "n", "1"), ("B", 0, "", "")])]),
        "last_filled": lambda _, __: 0,
    }
    return SheetLook(**(base | named))


def look_of(*sheets: SheetLook) -> WorkbookLook:
    return WorkbookLook(sheets=sheets, styles=(CellStyle(),))


def test_merged_ranges_that_overlap_and_styles_that_do_not_exist() -> None:
    sheet = plain_sheet(merges=((0, 0, 1, 1), (1, 1, 2, 2)))
    data = copied(look_of(sheet), {}, EMPTY, STAMP)
    [copy, _] = read_look(data, "b.xlsx").sheets
    assert copy.merges == ((0, 0, 1, 1),)
    assert [cells for _, _, cells in copy.rows()] == [[("A", 0, "n", "1")]]


def test_styles_that_a_copy_can_and_cannot_show() -> None:
    pattern = CellStyle(fill=Fill("lightGrid", "#FF0000", "#00FF00"), left=Edge("thin", "#0000FF"))
    styles = (
        *(CellStyle(), pattern, CellStyle(fill=Fill("solid"))),
        *(CellStyle(fill=Fill("bergaris")), CellStyle(left=Edge("bergelombang"))),
    )
    cells = [("ABCDE"[place], place, "n", "1") for place in range(5)]
    sheet = plain_sheet(rows=lambda: iter([(1, PLAIN_ROW, cells)]))
    data = copied(WorkbookLook(sheets=(sheet,), styles=styles), {}, EMPTY, STAMP)
    look = read_look(data, "b.xlsx")
    [(_, _, copies)] = look.sheets[0].rows()
    shown = [look.styles[each[1]] for each in copies]
    assert (shown[1].fill, shown[1].left) == (pattern.fill, pattern.left)
    assert [each.fill for each in shown[2:]] == [None] * 3
    assert shown[4].left is None


def test_all_rows_of_a_large_sheet() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("x")
    for row in range(3000):
        sheet.write_row(row, 0, [row, f"uraian {row}"])
    book.close()
    made = values(copy_of(file.getvalue(), {"x": added({2999: PLAIN}, headers=(1,), last=1)}), "x")
    assert [row[:2] for row in made] == [[float(row), f"uraian {row}"] for row in range(3000)]
    assert made[2998][2] == "diizinkan"


def test_a_workbook_whose_sheets_are_all_hidden_opens_at_the_summary() -> None:
    data = copied(look_of(plain_sheet(visibility=Visibility.VERY_HIDDEN)), {}, EMPTY, STAMP)
    look = read_look(data, "b.xlsx")
    assert look.sheets[0].visibility is Visibility.VERY_HIDDEN
    assert look.active == 1


def test_a_workbook_without_sheets_has_a_summary() -> None:
    assert opened(copied(look_of(), {}, EMPTY, STAMP)).sheet_names == ["Ringkasan bokrules"]


def test_how_a_whole_sheet_looks_is_kept() -> None:
    sheet = plain_sheet(
        column_width=Decimal("11.7109375"),
        row_height=Decimal(18),
        tab_colour="#00B050",
        zoom=85,
        has_gridlines=False,
    )
    copy = read_look(copied(look_of(sheet), {}, EMPTY, STAMP), "b.xlsx").sheets[0]
    assert (copy.row_height, copy.tab_colour, copy.zoom, copy.has_gridlines) == (
        *(Decimal(18), "#00B050", 85, False),
    )
    assert [(each.first, each.last, each.width) for each in copy.columns] == [
        (0, 16383, Decimal("11.7109375"))
    ]


def test_no_room_for_more_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MOST_COLUMNS", 8)
    with pytest.raises(UnwritableFile, match="Januari"):
        copy_of(ledger(), {"Januari": added()})


def test_the_copy_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "salinan.xlsx"
    write_copy(ledger(), "buku.xlsx", {"Januari": added()}, EMPTY, STAMP, target)
    assert values(target.read_bytes(), "Januari")[3][4] == "dilarang"
    other = tmp_path / "rusak.xlsx"
    with pytest.raises(UnreadableFile):
        write_copy(b"rusak", "buku.xlsx", {}, EMPTY, STAMP, other)
    assert not other.exists()


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "xlsxwriter":
            raise ImportError(name)
        return plain(name, *rest, **named)

    source = ledger()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnwritableFile, match="XlsxWriter"):
        copy_of(source, {})
