"""Files of all kinds: plain tables as they always were, csv with any separator, workbooks."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from bokrules import BokrulesError, UnreadableFile
from bokrules.base import codes
from bokrules.evaluation.row import Place, RowError
from bokrules.evaluation.table import Source
from bokrules.inspection.books.kinds import SheetKind
from bokrules.inspection.books.lines import CashKind
from bokrules.inspection.books.mapping_yaml import read_mapping
from bokrules.inspection.books.reading import read_books
from bokrules.inspection.columns import Headers
from bokrules.inspection.csv_file import read_csv
from bokrules.inspection.jsonl_file import read_jsonl
from bokrules.inspection.records import Record, records_of_lines, records_of_sheets
from bokrules.inspection.xlsx_file import read_xlsx
from bokrules.semantics.vocabulary import Vocabulary
from tests.inspection.books.conftest import HEAD, Read, write

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
FILES = Path(__file__).parent / "files"
PLAIN = "id,belanja,kegiatan,nilai,tanggal,satker,nomor_bukti,uraian,catatan\n"
BKU = "No;Tanggal;No. Bukti;Uraian;Penerimaan;Pengeluaran;Saldo\n"


def strictly_read(
    path: Path, vocabulary: Vocabulary, **options: str
) -> tuple[list[Record], tuple[str, ...]]:
    """A plain table by its strict readers alone."""
    data, name, headers = path.read_bytes(), str(path), Headers(vocabulary)
    match path.suffix:
        case ".csv":
            tables = read_csv(data, name, headers, **options)  # type: ignore[arg-type]
            return records_of_sheets(tables, name, headers)
        case ".xlsx":
            return records_of_sheets(read_xlsx(data, name), name, headers)
        case _:
            return records_of_lines(read_jsonl(data, name, None), name, headers)


def same_as_before(path: Path, vocabulary: Vocabulary, **options: str) -> None:
    """Nothing is lost of a plain table: facts, errors, their order, ignored columns."""
    try:
        before, ignored = strictly_read(path, vocabulary, **options)
    except BokrulesError as fault:
        with pytest.raises(type(fault)) as caught:
            read_books(path, vocabulary, **options)  # type: ignore[arg-type]
        assert (caught.value.code, str(caught.value)) == (fault.code, str(fault))  # noqa: PT017
        return
    now = read_books(path, vocabulary, **options)  # type: ignore[arg-type]
    lines = [(each.place, each.facts) for book in now.books.cash for each in book.lines]
    assert lines == [each for each in before if not isinstance(each, RowError)]
    assert [(each.place, str(each.error)) for each in now.errors] == [
        (each.place, str(each.error)) for each in before if isinstance(each, RowError)
    ]
    assert now.ignored == ignored
    assert now.source == Source(path.name, sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize(
    "text",
    [
        PLAIN + "1,transpor_petugas,imunisasi,Rp1.000,14 Mei 2010,A,001,Transpor,x\n",
        PLAIN + "1,apa,imunisasi,5,,,,,\n2,honor,,-5,,,,,\n3,honor,,5,,,,,,,\n",
        PLAIN,
        "",
        "a,b\n1,2\n",
        "a;nilai\n1;2\n",
        "tanggal,uraian\n2010-05-14,x\n",
        "nilai,nilai\n1,2\n",
        'nilai,uraian\n1,"x\n',
        "judul\n\nbelanja,nilai\nhonor,5\n",
        "\0",
    ],
)
def test_a_csv_of_facts_is_read_as_before(
    tmp_path: Path, vocabulary: Vocabulary, text: str
) -> None:
    path = tmp_path / "buku.csv"
    path.write_text(text, encoding="utf-8")
    same_as_before(path, vocabulary)


@pytest.mark.parametrize(
    "text", ['{"nilai": 5, "uraian": "x", "apa": 1}\n{"nilai": -5}\nx\n', "", '{"apa": 1}\n', "[]"]
)
def test_json_lines_are_read_as_before(tmp_path: Path, vocabulary: Vocabulary, text: str) -> None:
    path = tmp_path / "buku.jsonl"
    path.write_text(text, encoding="utf-8")
    same_as_before(path, vocabulary)


@pytest.mark.parametrize(
    "sheets",
    [
        {"A": [("id", "nilai", "lain"), ("a", 5, 1), ("b", -5, 1)], "B": [("x", "y"), (1, 2)]},
        {"A": [("id", "nilai"), ("a", 5)], "B": [("nilai", "id", "lain"), (6, "b", 1)]},
        {"A": [("x", "y"), (1, 2)], "B": [("x", "y"), (1, 2)]},
        {"A": [(), (None, "id", "nilai"), (None, "a", 5)]},
        {"A": []},
    ],
)
def test_workbooks_of_facts_are_read_as_before(
    tmp_path: Path, vocabulary: Vocabulary, sheets: dict[str, list[tuple[object, ...]]]
) -> None:
    same_as_before(write(tmp_path / "buku.xlsx", dict(sheets)), vocabulary)


@pytest.mark.parametrize("name", ["buku_kas_2010.csv", "buku_kas_2010.xlsx",
                                  "contoh_latihan_2010.csv", "konsultasi_2019.csv"])  # fmt: skip
def test_examples_are_read_as_before(vocabulary: Vocabulary, name: str) -> None:
    same_as_before(EXAMPLES / name, vocabulary)


def test_a_row_of_facts_is_a_line_that_spends(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "buku.csv"
    path.write_text(
        PLAIN + "1,honor,imunisasi,1000,14 Mei 2010,Puskesmas A,001,Honor,x\n,honor,,,,,,,\n",
        encoding="utf-8",
    )
    file = read_books(path, vocabulary, companion=True)
    (book,) = file.books.cash
    line, empty = book.lines
    assert (line.kind, line.number, line.date) == (CashKind.EXPENSE, "1", date(2010, 5, 14))
    assert (line.unit, line.voucher, line.spent) == ("Puskesmas A", "001", 1000)
    assert (line.description, line.place) == ("Honor", Place(2, file="buku.csv"))
    assert (empty.spent, empty.unit, empty.description) == (None, None, "")
    (table,) = file.recognised
    assert (table.kind, table.lines, table.ignored) == (SheetKind.TABLE, 2, ("catatan",))


# ---- cash books as csv ----


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_cash_book_with_any_separator(
    tmp_path: Path, vocabulary: Vocabulary, separator: str
) -> None:
    path = tmp_path / "bku.csv"
    text = "PUSKESMAS A\nBULAN MEI 2010\n\n" + BKU + "1;14;001;Snack;;1.000;5.000\n"
    path.write_text(text.replace(";", separator), encoding="utf-8")
    file = read_books(path, vocabulary)
    (line,) = file.books.cash[0].lines
    assert (line.place, line.date, line.spent) == (Place(5), date(2010, 5, 14), 1000)


def test_what_is_wrong_in_a_csv(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "bku.csv"
    path.write_text(
        BKU + "1;14/05/2010;1;a;b;1.000;5;6\n2;14/05/2010;1;a;;1;5;\n3;14/05/2010\n"
        '4;14/05/2010;"1;a',
        encoding="utf-8",
    )
    file = read_books(path, vocabulary, delimiter=";", companion=True)
    assert len(file.books.cash[0].lines) == 1
    assert sorted((each.place.row, each.error.code) for each in file.errors) == [
        (2, codes.RAGGED_ROW),
        (4, codes.UNREADABLE_CELL),
        (5, codes.UNREADABLE_FILE),
    ]
    assert {each.place.file for each in file.errors} == {"bku.csv"}


def test_a_mapping_of_a_csv(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path, mapping = tmp_path / "bku.csv", tmp_path / "peta.yaml"
    path.write_text("a|b|c\n2010-05-14|Snack|5\n", encoding="utf-8")
    mapping.write_text(
        "sheets: {'*': {kind: bku, header: 1, columns: {a: tanggal, b: uraian, c: pengeluaran}}}",
        encoding="utf-8",
    )
    read = read_books(path, vocabulary, mapping=read_mapping(mapping, vocabulary), delimiter="|")
    assert read.books.cash[0].lines[0].spent == 5


# ---- workbooks of other kinds ----


@pytest.mark.parametrize("ending", ["xls", "ods"])
@pytest.mark.parametrize("name", ["bku_2010", "nominatif_2010"])
def test_old_and_open_workbooks_say_the_same(
    vocabulary: Vocabulary, name: str, ending: str
) -> None:
    expected = read_books(EXAMPLES / f"{name}.xlsx", vocabulary)
    found = read_books(FILES / f"{name}.{ending}", vocabulary)
    assert found.books == expected.books
    assert found.errors == expected.errors == ()


def test_a_workbook_by_what_it_is_not_by_its_name(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "baru.xls"
    path.write_bytes((EXAMPLES / "bku_2010.xlsx").read_bytes())
    assert len(read_books(path, vocabulary).books.cash) == 4


def test_chosen_sheets(read: Read) -> None:
    line = (1, date(2010, 5, 14), "1", "a", None, 5, 5)
    sheets = {"Mei": [HEAD, line], "Juni": [HEAD, line]}
    assert [each.place.sheet for each in read(sheets, sheets=["Juni"]).books.cash] == ["Juni"]
    with pytest.raises(UnreadableFile, match="Jun"):
        read(sheets, sheets=["Jun"])


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.csv", {"sheets": ["x"]}),
        ("a.xlsx", {"delimiter": ";"}),
        ("a.xls", {"encoding": "utf-8"}),
        ("a.jsonl", {"delimiter": ";"}),
        ("a.pdf", {}),
        ("a.xlsb", {}),
        ("a.doc", {}),
    ],
)
def test_options_and_endings_that_do_not_fit(
    tmp_path: Path, vocabulary: Vocabulary, name: str, options: dict[str, str]
) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UnreadableFile) as caught:
        read_books(tmp_path / name, vocabulary, **options)  # type: ignore[arg-type]
    assert caught.value.code == codes.UNSUPPORTED_FORMAT


def test_a_book_without_lines(read: Read) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read([HEAD])
    assert caught.value.code == codes.EMPTY_LEDGER
