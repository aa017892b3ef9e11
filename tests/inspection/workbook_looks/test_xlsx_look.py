from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bokrules import UnreadableFile
from bokrules.inspection.workbook_looks import xlsx_package
from bokrules.inspection.workbook_looks.look import (
    PLAIN_ROW,
    Alignment,
    CellLook,
    CellStyle,
    ColumnLook,
    Edge,
    Fill,
    Font,
    RowLook,
    SheetLook,
    Visibility,
    WorkbookLook,
)
from bokrules.inspection.workbook_looks.reading import read_look

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def made(fill: Callable[[Any, Any], None], **options: object) -> bytes:
    """A workbook of XlsxWriter with one sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    fill(book, book.add_worksheet("BKU"))
    book.close()
    return file.getvalue()


def with_parts(data: bytes, **parts: str | bytes | None) -> bytes:
    """The workbook with some parts changed, by the last part of their names; None takes one out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for path in old.namelist():
            content = parts.get(path.rpartition("/")[2].partition(".")[0], old.read(path))
            if content is not None:
                new.writestr(path, content)
    return target.getvalue()


def with_sheet(rows: str, *, around: str = "", tail: str = "") -> bytes:
    xml = f'<worksheet xmlns="{MAIN}">{around}<sheetData>{rows}</sheetData>{tail}</worksheet>'
    return with_parts(made(lambda _, __: None), sheet1=xml)


def looked(data: bytes) -> WorkbookLook:
    return read_look(data, "buku.xlsx")


def only(data: bytes) -> SheetLook:
    [sheet] = looked(data).sheets
    return sheet


def cells(data: bytes) -> list[CellLook]:
    return [cell for _, _, row in only(data).rows() for cell in row]


def style_of(look: dict[str, object], **options: object) -> CellStyle:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, 1, book.add_format(look))

    book = looked(made(fill, **options))
    [(_, _, [(_, style, _, _)])] = book.sheets[0].rows()
    return book.styles[style]


def test_the_values_of_a_workbook() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["URAIAN", 1250000, 0.1, -5, True, None, "a < b & c"])
        sheet.write_datetime(2, 1, datetime(2010, 5, 14), book.add_format({"num_format": 14}))
        sheet.write_formula(2, 2, "=B1*2", None, 2500000)
        sheet.write_formula(2, 3, '="a"&"b"', None, "ab")

    first, second = only(made(fill)).rows()
    assert first == (
        1,
        PLAIN_ROW,
        [
            *(("A", 0, "s", "URAIAN"), ("B", 0, "n", "1250000"), ("C", 0, "n", "0.1")),
            *(("D", 0, "n", "-5"), ("E", 0, "b", "1"), ("G", 0, "s", "a < b & c")),
        ],
    )
    assert second == (
        3,
        PLAIN_ROW,
        [("B", 1, "n", "40312"), ("C", 0, "n", "2500000"), ("D", 0, "s", "ab")],
    )


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        ('<c r="A1" t="e"><v>#REF!</v></c>', ("A", 0, "e", "#REF!")),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ("A", 0, "e", "#DIV/0!")),
        ('<c r="A1" t="e"><v>kosong</v></c>', ("A", 0, "s", "kosong")),
        ('<c r="A1"><f>B1+C1</f></c>', ("A", 0, "s", "=B1+C1")),
        ('<c r="A1"><f t="shared" si="0"/></c>', ("A", 0, "s", "=")),
        ('<c r="A1" t="str"><f>B1</f></c>', ("A", 0, "", "")),
        ('<c r="A1" t="str"><f>B1</f><v>teks </v></c>', ("A", 0, "s", "teks ")),
        ('<c r="A1"><f>B1</f><v> 12.50 </v></c>', ("A", 0, "n", "12.50")),
        ('<c r="A1" t="n"><v>1E5</v></c>', ("A", 0, "n", "1E5")),
        ('<c r="A1"><v>&lt;script&gt;</v></c>', ("A", 0, "s", "<script>")),
        ('<c r="A1"><v>NaN</v></c>', ("A", 0, "s", "NaN")),
        ('<c r="A1" t="b"><v>0</v></c>', ("A", 0, "b", "0")),
        ('<c r="A1" t="b"><v>2</v></c>', ("A", 0, "s", "2")),
        ('<c r="A1" t="d"><v>2010-05-14T12:00:00Z</v></c>', ("A", 0, "n", "40312.5")),
        ('<c r="A1" t="d"><v>14 Mei</v></c>', ("A", 0, "s", "14 Mei")),
        ('<c r="A1" t="inlineStr"><is><t>x&amp;y</t></is></c>', ("A", 0, "s", "x&y")),
        ('<c r="A1" t="inlineStr"><is><r><t>x&amp;</t></r><r/></is></c>', ("A", 0, "s", "x&")),
        ('<c r="A1" t="inlineStr"><is><t>a_x0007_b_x000D_</t></is></c>', ("A", 0, "s", "a\ab\r")),
        ('<c r="A1" s="3"/>', ("A", 3, "", "")),
        ('<c r="A1" s="3"></c>', ("A", 3, "", "")),
        ('<c t="n" s="3" r="A1"><v>7</v></c>', ("A", 3, "n", "7")),
        ('<c r="A1" t="n" s="3"><v>7</v></c>', ("A", 3, "n", "7")),
        ('<c s="x"><v>7</v></c>', ("A", 0, "n", "7")),
        ('<c r="A1"><v>7</v><extLst><ext/></extLst></c>', ("A", 0, "n", "7")),
        ('<c r="A1"><f>B1&lt;2</f><extLst/></c>', ("A", 0, "s", "=B1<2")),
    ],
)
def test_a_cell_as_some_program_wrote_it(xml: str, cell: CellLook) -> None:
    assert cells(with_sheet(f'<row r="1">{xml}</row>')) == [cell]


def test_cells_and_rows_without_a_place_follow_one_another() -> None:
    data = with_sheet(
        '<row><c><v>1</v></c><x:y x:z="1"/><c r="D1"><v>2</v></c></row><row r="4"/><row/>'
    )
    assert [(number, row) for number, _, row in only(data).rows()] == [
        (1, [("A", 0, "n", "1"), ("D", 0, "n", "2")]),
        (4, []),
        (5, []),
    ]


@pytest.mark.parametrize(
    "xml",
    [
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>a</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>",
        f'<worksheet xmlns="{MAIN}"><sheetData><!-- <row> --><row r="1"><c r="A1" t="str"><v>'
        "<![CDATA[a]]></v></c></row></sheetData></worksheet>",
        f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData><row r="1">'
        '<c r="A1" t="str"><v>a</v></c></row></sheetData></worksheet>',
    ],
    ids=["prefixed", "comments", "utf-16"],
)
def test_xml_in_unusual_forms(xml: str) -> None:
    data: bytes | str = xml.encode("utf-16") if "UTF-16" in xml else xml
    assert cells(with_parts(made(lambda _, __: None), sheet1=data)) == [("A", 0, "s", "a")]


def test_shared_texts_in_all_their_forms() -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>satu</t></si><si/><si><r><rPr><b/></rPr><t>du</t></r>'
        '<r><t xml:space="preserve">a </t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>'
    )
    places = "".join(f'<c r="{at}1" t="s"><v>{n}</v></c>' for n, at in enumerate("ABC"))

    def fill(_: Any, sheet: Any) -> None:
        sheet.write(0, 0, "x")

    xml = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{places}</row></sheetData></worksheet>'
    data = with_parts(made(fill), sheet1=xml, sharedStrings=strings)
    assert [cell[3] for cell in cells(data)] == ["satu", "", "dua "]


def test_shared_texts_that_are_damaged() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write(0, 0, "x")

    with pytest.raises(UnreadableFile):
        looked(with_parts(made(fill), sharedStrings="<sst><si><t>x</t></sst>"))


def test_tags_that_are_never_closed_take_no_time() -> None:
    for tag in ("<c ", '<c r="A1" t="'):
        sheet = only(with_sheet('<row r="1">' + tag * 200_000 + "</row>"))
        with pytest.raises(UnreadableFile):
            list(sheet.rows())


def test_a_font_a_fill_and_an_alignment() -> None:
    look: dict[str, object] = {
        "bold": True,
        "italic": True,
        "underline": 1,
        "font_strikeout": True,
        "font_name": "Arial",
        "font_size": 9.5,
        "font_color": "#C00000",
        "bg_color": "#FFF2CC",
        "num_format": "#,##0",
        "align": "left",
        "valign": "top",
        "text_wrap": True,
        "indent": 2,
        "rotation": 45,
    }
    assert style_of(look) == CellStyle(
        "#,##0",
        Font(
            "Arial",
            Decimal("9.5"),
            is_bold=True,
            is_italic=True,
            is_underlined=True,
            is_struck=True,
            colour="#C00000",
        ),
        Fill("solid", "#FFF2CC", None),
        alignment=Alignment("left", "top", wraps=True, indent=2, rotation=45),
    )


@pytest.mark.parametrize(("given", "rotation"), [(90, 90), (-45, -45), (270, 270), (0, 0)])
def test_turned_texts(given: int, rotation: int) -> None:
    assert style_of({"rotation": given, "shrink": True}).alignment == Alignment(
        rotation=rotation, shrinks=True
    )


def test_borders_and_numbers_of_formats() -> None:
    style = style_of({"left": 1, "left_color": "#FF0000", "top": 6, "num_format": 14, "pattern": 4})
    assert style.left == Edge("thin", "#FF0000")
    assert style.top == Edge("double", None)
    assert (style.right, style.bottom) == (None, None)
    assert style.number_format == 14
    assert style.fill is not None
    assert style.fill.pattern == "lightGray"
    assert style_of({"num_format": '"Rp"#,##0'}).number_format == '"Rp"#,##0'


STYLES = f"""<styleSheet xmlns="{MAIN}"><fonts><font><sz val="x"/><u val="none"/>
<color theme="4" tint="0.3999755851924192"/></font><font><color indexed="10"/></font>
<font><color theme="99"/></font><font><color rgb="FF102030" tint="x"/></font>
<font><color theme="1" tint="-0.5"/></font>
<font><color auto="1"/></font></fonts><fills><fill><gradientFill/></fill></fills><borders><border>
<start style="hair"/></border></borders><cellXfs><xf numFmtId="27" fontId="0" fillId="0"
borderId="0"/><xf fontId="1" borderId="7"/><xf fontId="2"/><xf fontId="3"><alignment
textRotation="200" indent="x"/></xf><xf fontId="4"/><xf fontId="5"/></cellXfs></styleSheet>"""


def test_colours_by_theme_palette_and_tint() -> None:
    styles = looked(with_parts(made(lambda _, __: None), styles=STYLES)).styles
    assert [each.font.colour for each in styles] == [
        *("#95B3D7", "#FF0000", None, "#102030", "#000000", None),
    ]
    assert styles[0] == CellStyle("General", Font(colour="#95B3D7"), left=Edge("hair"))
    assert styles[3].alignment == Alignment()


@pytest.mark.parametrize(
    ("tint", "shown"),
    [
        ("0.5999938962981048", "#B8CCE4"),
        ("0.7999816888943144", "#DCE6F1"),
        ("-0.249977111117893", "#366092"),
    ],
)
def test_tints_of_blue_as_the_office_theme_shows_them(tint: str, shown: str) -> None:
    """Excel counts in steps of 1/240, so that one step of 255 may differ."""
    styles = STYLES.replace("0.3999755851924192", tint)
    look = looked(with_parts(made(lambda _, __: None), styles=styles))
    colour = look.styles[0].font.colour
    assert colour is not None
    for at in (1, 3, 5):
        assert abs(int(colour[at : at + 2], 16) - int(shown[at : at + 2], 16)) <= 1, colour


def test_the_colours_of_a_theme() -> None:
    scheme = "".join(f'<a:x{n}><a:srgbClr val="{n:06X}"/></a:x{n}>' for n in range(11))
    theme = f'<a:theme xmlns:a="a"><a:clrScheme><a:w><a:sysClr lastClr="x"/></a:w>{scheme}'
    data = with_parts(
        made(lambda _, __: None), styles=STYLES, theme1=f"{theme}</a:clrScheme></a:theme>"
    )
    assert looked(data).styles[4].font.colour == "#000000"
    short = with_parts(made(lambda _, __: None), styles=STYLES, theme1='<a:theme xmlns:a="a"/>')
    assert looked(short).styles[0].font.colour == "#95B3D7"


def test_without_styles_all_is_plain() -> None:
    data = with_parts(made(lambda _, sheet: sheet.write(0, 0, 1)), styles=None, theme1=None)
    assert looked(data).styles == (CellStyle(),)
    empty = with_parts(made(lambda _, __: None), styles=f'<styleSheet xmlns="{MAIN}"/>')
    assert looked(empty).styles == (CellStyle(),)


def test_how_a_sheet_looks() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:G1", "BUKU KAS UMUM", book.add_format({"bold": True}))
        sheet.set_column(0, 0, 5)
        sheet.set_column(3, 4, 40, book.add_format({"italic": True}), {"hidden": True})
        sheet.set_row(4, 30)
        sheet.set_row(5, None, book.add_format({"italic": True}), {"hidden": True})
        sheet.freeze_panes(6, 2)
        sheet.set_tab_color("#00B050")
        sheet.set_zoom(85)
        sheet.hide_gridlines(2)
        sheet.set_default_row(18)

    sheet = only(made(fill))
    assert sheet.merges == ((0, 0, 0, 6),)
    assert sheet.columns == (
        ColumnLook(0, 0, Decimal("5.7109375")),
        ColumnLook(3, 4, Decimal("40.7109375"), 1, is_hidden=True),
    )
    assert (sheet.frozen, sheet.tab_colour, sheet.zoom) == ((6, 2), "#00B050", 85)
    assert (sheet.has_gridlines, sheet.row_height) == (False, Decimal(18))
    looks = {number: look for number, look, _ in sheet.rows()}
    assert looks[5] == RowLook(Decimal(30), is_fixed=True)
    assert looks[6] == RowLook(Decimal(15), is_fixed=True, style=1, is_hidden=True)


def test_odd_columns_and_panes_are_passed_over() -> None:
    around = (
        '<sheetViews><sheetView zoomScale="x"><pane state="split" xSplit="9"/></sheetView>'
        '</sheetViews><sheetFormatPr defaultColWidth="11.5" defaultRowHeight="15"/>'
        '<cols><col min="3" max="2"/><col min="2" max="99999" width="x"/><col min="4" max="4"/>'
        '<col min="99998" max="99999"/></cols>'
    )
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in ("A1", "?", "C1:C1", "B3:A2"))
    tail = f"<mergeCells>{ranges}</mergeCells>"
    sheet = only(with_sheet("", around=around, tail=tail))
    assert sheet.columns == (ColumnLook(1, 16383),)
    assert (sheet.frozen, sheet.zoom, sheet.column_width) == ((0, 0), 100, Decimal("11.5"))
    assert sheet.row_height is None
    assert sheet.merges == ((1, 0, 2, 1),)


@pytest.mark.parametrize("size", ["nan", "inf", "-1", "1e999"])
def test_sizes_that_mean_nothing(size: str) -> None:
    around = (
        f'<sheetViews><sheetView zoomScale="{size}"><pane state="frozen" ySplit="{size}"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="{size}" customHeight="1"/>'
        f'<cols><col min="1" max="2" width="{size}"/></cols>'
    )
    sheet = only(with_sheet(f'<row r="1" ht="{size}"/>', around=around))
    assert (sheet.zoom, sheet.frozen, sheet.row_height) == (100, (0, 0), None)
    assert sheet.columns == (ColumnLook(0, 1),)
    [(_, look, _)] = sheet.rows()
    assert look.height is None


def test_sheets_in_their_order_hidden_ones_too() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "date_1904": True})
    sheets = [book.add_worksheet(each) for each in ("Januari", "Catatan", "Rahasia")]
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Januari!$A$1:$A$2"})
    book.add_chartsheet("Grafik").set_chart(chart)
    sheets[1].hide()
    sheets[2].very_hidden()
    last = book.add_worksheet("Februari")
    last.activate()
    last.autofilter("A1:B2")
    last.write_url(0, 0, "https://example.org")
    book.close()
    look = looked(file.getvalue())
    assert [(each.name, each.visibility) for each in look.sheets] == [
        ("Januari", Visibility.VISIBLE),
        ("Catatan", Visibility.HIDDEN),
        ("Rahasia", Visibility.VERY_HIDDEN),
        ("Februari", Visibility.VISIBLE),
    ]
    assert (look.active, look.starts_1904) == (3, True)
    assert [each.text("en") for each in look.notes] == [
        "sheet `Grafik` holds no cells: it is not copied",
        "sheet `Februari`: not copied are links, filters (rows that they hide stay hidden)",
    ]


def test_where_the_last_values_stand() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 30, "judul")
        sheet.write_row(2, 0, ["a", "b", "c"])
        sheet.write(3, 8, "catatan")
        sheet.write_blank(3, 12, None, book.add_format({"bold": True}))
        sheet.write(9, 28, 1)

    sheet = only(made(fill))
    found = [sheet.last_filled(*each) for each in ((1, -1), (3, 2), (1, 28), (3, 28), (11, 0))]
    assert found == [30, 28, 30, -1, -1]


@pytest.mark.parametrize(
    "xml",
    [
        f'<worksheet xmlns="{MAIN}"/>',
        "<worksheet",
        f'<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
        b"\xff\xfe\xff",
        b'<?xml version="1.0" encoding="klingon"?><worksheet/>',
    ],
)
def test_a_sheet_that_is_damaged(xml: str | bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"buku\.xlsx"):
        looked(with_parts(made(lambda _, __: None), sheet1=xml))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="2"/>',
        '<row r="1048577"/>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
    ],
)
def test_rows_that_are_damaged(rows: str) -> None:
    frame = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    sheet = only(with_parts(made(lambda _, __: None), sheet1=frame))
    with pytest.raises(UnreadableFile, match=r"buku\.xlsx"):
        list(sheet.rows())


def test_no_workbook_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableFile):
        looked(b"tidak ada")
    monkeypatch.setattr(xlsx_package, "MOST_BYTES", 10)
    with pytest.raises(UnreadableFile, match="too large"):
        looked(made(lambda _, __: None))


def test_a_workbook_without_relations_is_damaged() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>')
    assert looked(file.getvalue()).sheets == ()


def test_all_rows_of_a_large_sheet_stand_in_their_order() -> None:
    def fill(_: Any, sheet: Any) -> None:
        for row in range(3000):
            sheet.write_row(row, 0, [row, f"uraian {row}"])

    numbers = [number for number, _, _ in only(made(fill)).rows()]
    assert numbers[:1] == [1]
    assert all(after == before + 1 for before, after in pairwise(numbers))
