from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bokrules import UnreadableFile
from bokrules.base.messages import msg
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.mapping_yaml import SheetMappings, read_mapping
from bokrules.inspection.books.titles import Found
from bokrules.semantics.vocabulary import Vocabulary
from tests.inspection.books.conftest import HEAD, Read, messages

DAY = date(2010, 5, 14)
LINE = (1, DAY, "1", "Snack", None, 40, 60)
Map = Callable[[str], SheetMappings]


@pytest.fixture
def mapping(tmp_path: Path, vocabulary: Vocabulary) -> Map:
    def run(text: str) -> SheetMappings:
        path = tmp_path / "peta.yaml"
        path.write_text(text, encoding="utf-8")
        return read_mapping(path, vocabulary)

    return run


def test_columns_that_nobody_recognises(read: Read, mapping: Map) -> None:
    rows = [("Kas",), ("a", "b", "c", "d", "e"), (DAY, "1", "Snack", 40, 5)]
    known = mapping("""
sheets:
  "*":
    kind: bku
    header: 2
    columns: {A: tanggal, b: nomor_bukti, C: uraian, D: pengeluaran, E: jumlah_orang}
    unit: Puskesmas A
    year: 2010
    month: 5
""")
    file = read(rows, mapping=known)
    (book,) = file.books.cash
    assert (book.unit, book.year, book.month) == ("Puskesmas A", 2010, 5)
    (line,) = book.lines
    assert (line.date, line.voucher, line.description, line.spent) == (DAY, "1", "Snack", 40)
    assert line.facts["jumlah_orang"] == 5
    assert file.recognised[0].unit == Found("Puskesmas A", msg("the mapping"))


def test_a_mapping_goes_before_what_is_recognised(read: Read, mapping: Map) -> None:
    rows = [(*HEAD, "Uraian lain", "Volume"), (*LINE, "Lainnya", "banyak")]
    known = mapping("sheets: {Buku: {columns: {Uraian lain: uraian, Volume: null}}}")
    file = read(rows, mapping=known)
    assert messages(file) == []
    assert file.books.cash[0].lines[0].description == "Lainnya"
    assert file.ignored == ("URAIAN", "Volume")


def test_sheets_left_out_and_sheets_of_their_own(read: Read, mapping: Map) -> None:
    sheets = {"Mei": [HEAD, LINE], "Juni": [HEAD, LINE], "Juli": [("x",), ("id", "jml"), ("a", 5)]}
    file = read(
        sheets,
        mapping=mapping("""
sheets:
  Mei: {ignore: true}
  Juli: {kind: tabel, header: 2, columns: {B: nilai}}
  "*": {year: 2011}
"""),
    )
    assert [(each.place.sheet, each.year) for each in file.books.cash] == [
        ("Juni", 2011),
        ("Juli", None),
    ]
    assert file.books.cash[1].lines[0].facts == {"id": "a", "nilai": 5}
    assert [each.kind for each in file.recognised] == [None, SheetKind.CASH, SheetKind.TABLE]


def test_a_kind_that_the_heads_do_not_tell(read: Read, mapping: Map) -> None:
    rows = [("Uraian", "Satuan", "Harga"), ("Snack", "Kotak", 5)]
    assert read(rows).recognised[0].kind is SheetKind.PRICES
    file = read(rows, mapping=mapping("sheets: {'*': {kind: rka}}"))
    assert file.books.budget[0].price == 5
    named = mapping("sheets: {'*': {kind: pajak, columns: {Harga: disetor.PPh 21}}}")
    assert read(rows, mapping=named).books.taxes[0].deposited == 5


def test_two_rows_of_heads(read: Read, mapping: Map) -> None:
    rows = [("", "", "Uang", ""), ("Tgl", "Uraian", "in", "out"), (DAY, "Snack", None, 5)]
    columns = "{Uang / in: penerimaan, D: pengeluaran}"
    file = read(rows, mapping=mapping(f"sheets: {{'*': {{header: [1, 2], columns: {columns}}}}}"))
    assert file.recognised[0].head_rows == (1, 2)
    assert file.books.cash[0].lines[0].spent == 5


def test_nothing_at_the_header(read: Read, mapping: Map) -> None:
    file = read({"A": [HEAD, LINE], "B": [("x", "y"), (1, 2)]},
                mapping=mapping("sheets: {B: {header: 1}}"))  # fmt: skip
    assert [each.kind for each in file.recognised] == [SheetKind.CASH, None]


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("sheets: {Bku: {}}", "sheets.Bku: the workbook has no such sheet",
         "did you mean `BKU`?"),
        ("sheets: {Z: {}}", "sheets.Z: the workbook has no such sheet", "it has: BKU, Dua"),
        ("sheets: {'*': {header: 99}}", "sheets.*.header: the sheet has no row 99", "ledgers.md"),
        ("sheets: {'*': {columns: {Uraiam: uraian}}}",
         "sheets.*.columns.Uraiam: the sheet has no such column", "did you mean `URAIAN`?"),
        ("sheets: {'*': {columns: {ZZ: uraian}}}",
         "sheets.*.columns.ZZ: the sheet has no such column", "it has: NO, TANGGAL"),
    ],
)  # fmt: skip
def test_mappings_that_do_not_fit(
    read: Read, mapping: Map, text: str, what: str, hint: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read({"BKU": [HEAD, LINE], "Dua": [HEAD, LINE]}, mapping=mapping(text))
    assert caught.value.message.text("en").endswith(what)
    assert caught.value.hint_message is not None
    assert hint in caught.value.hint_message.text("en")


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("sheet: {}", "sheets: it is missing", "docs/ledgers.md says what a mapping holds"),
        ("sheets: {}\n", "sheets", "docs/ledgers.md"),
        ("sheets: {a: {header: 0}}", "line 1: sheets.a.header", ""),
        ("sheets: {a: {kind: bkuu}}", "sheets.a.kind: it is one of: bku, rka", ""),
        ("sheets:\n  a: {colums: {}}", "line 2: sheets.a.colums: there is no such entry",
         "did you mean `columns`?"),
        ("sheets: {a: {kind: bku, columns: {A: salda}}}",
         "sheets.a.columns.A: there is no role or fact `salda`", "did you mean `saldo`"),
        ("sheets: {a: {kind: harga, columns: {A: xyz}}}",
         "there is no role or fact `xyz`", "one of: no, uraian, satuan, harga, tahun"),
        ("sheets: [", "line", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_what_is_no_mapping(mapping: Map, text: str, what: str, hint: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        mapping(text)
    assert what in caught.value.message.text("en")
    assert hint in (caught.value.hint_message or msg("")).text("en")


@pytest.mark.parametrize(
    "role", ["dipungut.ppn", "disetor.PPh 21", "januari", "belanja", "pajak.ppn"]
)
def test_roles_of_any_kind(mapping: Map, role: str) -> None:
    assert mapping(f"sheets: {{a: {{columns: {{A: {role}}}}}}}").sheets["a"].columns == {"A": role}


def test_one_role_for_two_columns_is_refused(mapping: Map) -> None:
    with pytest.raises(UnreadableFile) as caught:
        mapping("sheets:\n  Mei:\n    columns:\n      A: saldo\n      B: Saldo\n")
    text = caught.value.message.text("en")
    assert text.endswith("line 5: sheets.Mei.columns.B: `Saldo` is the column `A` already")
    mapping("sheets: {Mei: {columns: {A: null, B: null, C: pajak.ppn, D: pajak.pph22}}}")
