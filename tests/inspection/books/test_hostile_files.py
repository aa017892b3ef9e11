"""Broken, locked, swollen and odd workbooks are read, or refused with a clear word."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bokrules import UnreadableFile
from bokrules.inspection import xlsx_parts, zip_archive
from bokrules.inspection.books.reading import BookFile, read_books
from bokrules.inspection.ole_file import MAGIC, DamagedOle, OleFile
from bokrules.inspection.xlsx_file import reading
from bokrules.semantics.vocabulary import Vocabulary
from tests.inspection.books.conftest import HEAD, messages, write

FILES = Path(__file__).parent / "files"
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
ODS, XLS = (FILES / "bku_2010.ods").read_bytes(), (FILES / "bku_2010.xls").read_bytes()
Try = Callable[[str, bytes], BookFile]


@pytest.fixture
def base(tmp_path: Path) -> bytes:
    row = (1, "14/05/2010", "001", "Transport", None, 1000, 5)
    return write(tmp_path / "dasar.xlsx", {"Mei": [HEAD, row]}).read_bytes()


@pytest.fixture
def attempt(tmp_path: Path, vocabulary: Vocabulary) -> Try:
    def run(ending: str, data: bytes) -> BookFile:
        path = tmp_path / f"buku{ending}"
        path.write_bytes(data)
        return read_books(path, vocabulary)

    return run


def refused(attempt: Try, ending: str, data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        attempt(ending, data)
    assert caught.value.hint_message is not None
    return caught.value.message.text("en").partition(": ")[2]


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """The archive with some parts changed, or added; `__` stands for the slash and `_x_` a dot."""
    named = {name.replace("__", "/").replace("_x_", "."): each for name, each in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for each in old.namelist():
            new.writestr(each, named.pop(each, old.read(each)))
        for name, content in named.items():
            new.writestr(name, content)
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def with_rows(data: bytes, rows: bytes) -> bytes:
    xml = part(data, SHEET).replace(b"</sheetData>", rows + b"</sheetData>")
    return with_parts(data, **{SHEET: xml})


# ---- nothing, half a file, another file ----


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".xls", ".ods"])
@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PK\x03\x04", XLS[:700], ODS[:900], MAGIC])
def test_what_is_no_workbook(attempt: Try, ending: str, data: bytes) -> None:
    refused(attempt, ending, data)


def test_nothing_in_a_csv(attempt: Try) -> None:
    assert refused(attempt, ".csv", b"") == ""


def test_a_web_page(attempt: Try) -> None:
    with pytest.raises(UnreadableFile, match=r"buku\.xls"):
        attempt(".xls", b"\n<HTML><table></table></HTML>")


def test_cut_off(attempt: Try, base: bytes) -> None:
    for size in range(0, len(base), 97):
        refused(attempt, ".xlsx", base[:size])


@pytest.mark.parametrize("data", [ODS, XLS])
def test_old_and_open_workbooks_cut_off(attempt: Try, data: bytes) -> None:
    ending = ".ods" if data is ODS else ".xls"
    for size in range(0, len(data) - 3000, 997):
        try:
            attempt(ending, data[:size])
        except UnreadableFile as fault:
            assert fault.hint  # noqa: PT017


# ---- passwords ----


def test_passwords(attempt: Try) -> None:
    assert refused(attempt, ".xls", _ole({"EncryptedPackage": b"x" * 5000})) == "it has a password"
    locked = _ole({"Workbook": _record(0x809) + _record(0x2F, bytes(6)) + bytes(5000)})
    assert refused(attempt, ".xls", locked) == "it has a password"
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert refused(attempt, ".ods", with_parts(ODS, **{"META-INF/manifest.xml": manifest})) == (
        "it has a password"
    )
    assert "password" in refused(attempt, ".xlsx", _ole({"EncryptedPackage": b"x" * 5000}))


# ---- bombs ----


def test_sizes_that_are_said(attempt: Try, base: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "MOST_PART_BYTES", 200_000)
    data = with_rows(base, b" " * 300_000)
    assert len(data) < 10_000
    assert refused(attempt, ".xlsx", data) == "unpacked it is larger than 200000 bytes"
    content = part(ODS, "content.xml") + b" " * 300_000
    ods = with_parts(ODS, **{"content.xml": content})
    assert refused(attempt, ".ods", ods) == "unpacked it is larger than 200000 bytes"


def test_sizes_that_are_not_said(attempt: Try, base: bytes) -> None:
    data = with_rows(base, b" " * 3_000_000)
    size = struct.pack("<I", len(part(data, SHEET)))
    assert data.count(size) == 2
    assert "damaged" in refused(attempt, ".xlsx", data.replace(size, struct.pack("<I", 900)))


def test_many_shared_texts(attempt: Try, base: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MOST_CELLS", 1000)
    texts = part(base, STRINGS).replace(b"</sst>", b"<si/>" * 1001 + b"</sst>")
    what = refused(attempt, ".xlsx", with_parts(base, **{STRINGS: texts}))
    assert what == "it holds more than 1000 texts"


def test_one_long_text_in_many_cells(
    attempt: Try, base: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_parts, "MOST_TEXT", 1_000_000)
    text = b"<si><t>" + b"a" * 20_000 + b"</t></si></sst>"
    texts = part(base, STRINGS).replace(b"</sst>", text)
    at = texts.count(b"<si>") - 1
    few, many = (
        with_parts(
            with_rows(base, b"".join(
                b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (row, row, at)
                for row in range(10, 10 + count)
            )),
            **{STRINGS: texts},
        )
        for count in (30, 60)
    )  # fmt: skip
    assert attempt(".xlsx", few).recognised[0].lines == 1
    assert "are larger than 1000000 bytes together" in refused(attempt, ".xlsx", many)


def test_many_values_in_one_place(
    attempt: Try, base: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_parts, "MOST_VALUES", 1000)
    what = refused(
        attempt, ".xlsx", with_rows(base, b'<row r="9"><c r="A9"><v>1</v></c></row>' * 1001)
    )
    assert what == "sheet `Mei` has more than 1000 values"


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c r="AA1048576"><v>1</v></c></row>',
        b"<row>" + b"<c><v>1</v></c>" * 5000 + b"</row>" + b"<row><c><v>1</v></c></row>" * 5000,
        b'<row r="4"><c r="A99999999"><v>1</v></c></row>',
        b'<row r="4"><c r="xfd1048576"><v>1</v></c></row>',
        b"<x:row r='1048576'><x:c r='XFD1048576'><x:v>1</x:v></x:c></x:row>",
    ],
)
def test_stray_cells(attempt: Try, base: bytes, rows: bytes) -> None:
    assert "has cells in use as far as row" in refused(attempt, ".xlsx", with_rows(base, rows))


def test_empty_cells_far_out(attempt: Try, base: bytes) -> None:
    rows = b"".join(b'<row r="%d"><c r="XFD%d" s="1"/></row>' % (n, n) for n in (9, 1_048_576))
    assert attempt(".xlsx", with_rows(base, rows)).recognised[0].lines == 1


ODS_ROW = (
    b'<table:table-row table:number-rows-repeated="%d"><table:table-cell %s/></table:table-row>'
)


def test_repeated_cells(attempt: Try) -> None:
    def with_row(row: bytes) -> bytes:
        content = part(ODS, "content.xml").replace(b"</table:table>", row + b"</table:table>", 1)
        return with_parts(ODS, **{"content.xml": content})

    value = b'office:value-type="float" office:value="1" table:number-columns-repeated="1000"'
    assert "has cells in use as far as row" in refused(
        attempt, ".ods", with_row(ODS_ROW % (1_000_000, value))
    )
    empty = with_row(ODS_ROW % (1_000_000, b'table:number-columns-repeated="16384"'))
    assert len(attempt(".ods", empty).books.cash) == 4
    text = (
        b'<table:table-row table:number-rows-repeated="1000"><table:table-cell '
        b'office:value-type="string" table:number-columns-repeated="1000"><text:p>'
        + b"a" * 1000 + b"</text:p></table:table-cell></table:table-row>"
    )  # fmt: skip
    assert refused(attempt, ".ods", with_row(text)) == "unpacked it is larger than 400000000 bytes"


# ---- what python-calamine passes over ----


def test_formulas_without_a_value_and_errors(attempt: Try, base: bytes) -> None:
    file = attempt(".xlsx", with_rows(base, (
        b'<row r="3"><c r="D3" t="inlineStr"><is><t>a</t></is></c><c r="F3">'
        b'<f>SUM(F2)</f></c></row>'
        b'<row r="4"><c r="D4" t="e"><v>#REF!</v></c><c r="F4"><f>2</f><v>2</v></c></row>'
        b'<row r="5"><c r="A5"><f>1+1</f><v>2</v></c><c r="B5" t="e"><v>#N/A</v></c><c r="C5">'
        b'<v>7</v></c><c r="D5" t="inlineStr"><is><t>a</t></is></c><c r="F5"><f>2</f>'
        b'<v>2</v></c></row>'
    )))  # fmt: skip
    assert messages(file) == [
        (3, "PENGELUARAN", "column `PENGELUARAN`: the cell shows =SUM(F2)"),
        (4, "URAIAN", "column `URAIAN`: the cell shows #REF!"),
    ]
    (cell,) = file.unread_cells
    assert (cell.place.row, cell.place.column) == (5, "TANGGAL")
    assert cell.error.message.text("en") == "column `TANGGAL`: the cell shows #N/A"


def test_errors_in_an_open_workbook(attempt: Try) -> None:
    content = part(ODS, "content.xml")
    assert b"Kemitraan paraji" in content
    start = content.rindex(b"<table:table-cell", 0, content.index(b"Kemitraan paraji"))
    end = content.index(b"</table:table-cell>", start)
    error = (
        b'<table:table-cell office:value-type="string" office:string-value="" '
        b'calcext:value-type="error"><text:p>#REF!</text:p>'
    )
    file = attempt(
        ".ods", with_parts(ODS, **{"content.xml": content[:start] + error + content[end:]})
    )
    assert [(row, text) for row, _, text in messages(file)] == [
        (11, "column `URAIAN`: the cell shows #REF!")
    ]


def test_errors_in_an_old_workbook(attempt: Try) -> None:
    cells = [(0x809, bytes(16)), *((0x204, _label(0, at, each)) for at, each in enumerate(HEAD))]
    cells += [
        (0x204, _label(1, 3, "a")),
        (0x205, struct.pack("<HHHBB", 1, 5, 0, 0x17, 1)),
        (0x204, _label(2, 3, "b")),
        (0x06, struct.pack("<HHH", 2, 5, 0) + b"\2\0\x2a\0\0\0\xff\xff" + bytes(8)),
        (0x203, struct.pack("<HHHd", 3, 5, 0, 7)),
        (0x0A, b""),
    ]
    file = attempt(".xls", _xls(cells, notes=True))
    assert {text.rpartition(" ")[2] for *_, text in messages(file)} >= {"#REF!", "#N/A"}
    assert [each.text("en").partition(":")[0] for each in file.notes] == [
        "it has links to other files",
        "it holds macros",
    ]


def test_a_stray_cell_in_an_old_workbook(attempt: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MOST_CELLS", 100)
    assert "has cells in use as far as row" in refused(attempt, ".xls", XLS)


def test_macros_and_links(attempt: Try, base: bytes) -> None:
    macros = attempt(".xlsm", with_parts(base, **{"xl/vbaProject.bin": b"x"}))
    links = attempt(".xlsx", with_parts(base, **{"xl/externalLinks/externalLink1.xml": b"<x/>"}))
    assert [each.text("en") for each in (*macros.notes, *links.notes)] == [
        "it holds macros: they were not run, only the stored values are read",
        "it has links to other files: they were not followed, the stored values count",
    ]
    ods = with_parts(ODS, **{"Basic/x.xml": b"x"}, **{
        "content.xml": part(ODS, "content.xml") + b"<!-- 'file:///x.ods' -->"
    })  # fmt: skip
    assert len(attempt(".ods", ods).notes) == 2


def test_a_reader_that_stumbles() -> None:
    class PanicException(BaseException):
        """As Rust's panics arrive."""

    with pytest.raises(UnreadableFile), reading("a.xls"):
        raise PanicException
    other = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt) as caught, reading("a.xls"):
        raise other
    assert caught.value is other


# ---- OLE ----


@pytest.mark.parametrize("data", [b"", MAGIC, MAGIC + bytes(600), MAGIC + b"\xff" * 2000])
def test_no_ole(data: bytes) -> None:
    with pytest.raises((DamagedOle, struct.error)):
        OleFile(data)


def test_chains_that_lead_in_circles() -> None:
    data = bytearray(_ole({"Workbook": b"x" * 5000}))
    for at in range(512, 1024, 4):
        struct.pack_into("<I", data, at, 1)
    with pytest.raises(DamagedOle):
        OleFile(bytes(data))


def test_small_streams_are_not_read() -> None:
    assert OleFile(_ole({"Workbook": b"x"})).read("Workbook") == b""


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _label(row: int, column: int, text: str) -> bytes:
    return struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1")


def _xls(cells: list[tuple[int, bytes]], *, notes: bool = False) -> bytes:
    """One sheet, named Mei, of these records."""
    start = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    links = _record(0x1AE, bytes(8)) if notes else b""
    head = _record(0x809, start)
    name = b"\3\0Mei"
    size = len(head) + 4 + 6 + len(name) + len(links) + 4
    book = head + _record(0x85, struct.pack("<IH", size, 0) + name) + links + _record(0x0A)
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    body += b"".join(_record(*each) for each in cells[1:])
    streams = {"Workbook": (book + body).ljust(5000, b"\0")}
    if notes:
        streams["_VBA_PROJECT_CUR"] = b"x" * 5000
    return _ole(streams)


def _ole(streams: dict[str, bytes]) -> bytes:
    """A folder in a file: the allocation table, the directory, then the streams."""
    sectors: list[bytes] = []
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    table = [0xFFFFFFFD, 0xFFFFFFFE]
    for name, content in streams.items():
        first, count = len(table), max(1, -(-len(content) // 512))
        padded = content.ljust(count * 512, b"\0")
        sectors += [padded[at : at + 512] for at in range(0, len(padded), 512)]
        table += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append(_entry(name, 2, first, len(content)))
    directory = b"".join(entries).ljust(512, b"\0")
    header = MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return header + fat + directory + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    links = (
        struct.pack("<III", *([0xFFFFFFFF] * 3))
        if kind == 2
        else struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1)
    )
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1) + links
    return head.ljust(116, b"\0") + struct.pack("<III", start, size, 0)
