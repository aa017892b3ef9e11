from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bokrules import CheckResult, InvalidValue, Outcome, UnknownEdition, UnreadableFile, check
from bokrules.base import codes
from bokrules.evaluation.table import Place, Source
from bokrules.inspection.inspecting import PROGRESS_STEP


@pytest.fixture
def ledger(tmp_path: Path, edition_folder: Path) -> Callable[..., CheckResult]:
    """Checks a ledger with the given content."""

    def checked(name: str, content: str | bytes, **options: Any) -> CheckResult:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return check(path, edition_folder, **options)

    return checked


Checked = Callable[..., CheckResult]


def workbook(sheets: Mapping[str, list[list[object]]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(index, column, cell)
    book.close()
    return file.getvalue()


def judged(result: CheckResult) -> list[tuple[Place, str | None, Outcome, int | None]]:
    return [(each.place, each.id, each.verdict.outcome, each.amount) for each in result.rows]


def errors(result: CheckResult) -> list[tuple[Place, str]]:
    return [(each.place, each.error.code) for each in result.errors]


def refused(run: Callable[[], CheckResult]) -> tuple[str, str, str]:
    with pytest.raises(UnreadableFile) as caught:
        run()
    hint = caught.value.hint_message
    return caught.value.code, caught.value.message.text("en"), hint.text("en") if hint else ""


CSV = """\
NO,Id,Jenis belanja,Nilai (Rp),Bukti,SALDO
1,a,ATK,"Rp150.000,-",kuitansi,10
2,b,Honor narasumber,500.000,-,20
3,c,Lain-lain,5.000,,30
"""


def test_a_csv_ledger(ledger: Checked) -> None:
    result = ledger("buku.csv", CSV)
    assert judged(result) == [
        (Place(2), "a", Outcome.ALLOWED, 150_000),
        (Place(3), "b", Outcome.FORBIDDEN, 500_000),
        (Place(4), "c", Outcome.UNLISTED, 5_000),
    ]
    assert result.errors == ()
    assert result.ignored_columns == ("NO", "SALDO")
    assert result.source == Source("buku.csv", hashlib.sha256(CSV.encode()).hexdigest())
    assert result.edition.id == "2010"


def test_a_bad_row_does_not_stop_the_others(ledger: Checked) -> None:
    result = ledger(
        "buku.csv",
        "id,Nilai (Rp),belanja,dana\n"
        'a,"1,250,000",atk,\n'
        "b,5000,kapal,\n"
        "c,5000,atk,,,x\n"
        "d,5000,atk,bok_provinsi\n"
        "e,5000,atk,bok_puskesmas\n",
    )
    assert [each.id for each in result.rows] == ["e"]
    assert errors(result) == [
        (Place(2, column="Nilai (Rp)"), codes.UNREADABLE_CELL),
        (Place(3, column="belanja"), codes.UNREADABLE_CELL),
        (Place(4, column="E"), codes.RAGGED_ROW),
        (Place(5), codes.FUND_NOT_GOVERNED),
    ]
    assert result.to_dict()["source"]["rows"] == 5


def test_columns_of_taxes(ledger: Checked) -> None:
    result = ledger(
        "buku.csv",
        "belanja,ppn,PPh 22,pajak,bukti\n"
        "atk,100.000,,,kuitansi; faktur\n"
        "atk,,,,-\n"
        "atk,,,-,\n"
        "atk,5,,pph22=7,\n"
        "atk,5,,ppn=7,\n",
    )
    facts = [each.verdict.facts for each in result.rows]
    assert [each.get("pajak") for each in facts] == [
        {"ppn": 100_000},
        None,
        {},
        {"ppn": 5, "pph22": 7},
    ]
    assert [each.get("bukti") for each in facts] == [
        frozenset({"kuitansi", "faktur"}),
        frozenset(),
        None,
        None,
    ]
    assert errors(result) == [(Place(6, column="pajak"), codes.FIELD_TWICE)]


def test_a_column_without_a_header_is_named_if_it_holds_something(ledger: Checked) -> None:
    result = ledger("buku.csv", "id,,nilai,,uraian\na,,5,x,\n")
    assert result.ignored_columns == ("(D)",)


def test_the_options_of_csv(ledger: Checked) -> None:
    data = "id;uraian\na;Café\n".encode("cp1252")
    result = ledger("buku.CSV", data, delimiter=";", encoding="cp1252")
    assert result.rows[0].verdict.facts["uraian"] == "Café"


# ---- Excel ----


def test_a_workbook_with_several_sheets(ledger: Checked) -> None:
    result = ledger(
        "buku.xlsx",
        workbook(
            {
                "Januari": [["id", "belanja", "nilai"], [17.0, "honor", 1_250_000]],
                "Catatan": [["Disusun oleh bendahara"], ["dan diperiksa"]],
                "Februari": [["nilai", "belanja", "saldo"], [1.5, "honor", 3], [7, "honor", 4]],
            }
        ),
    )
    assert judged(result) == [
        (Place(2, "Januari"), "17", Outcome.FORBIDDEN, 1_250_000),
        (Place(3, "Februari"), None, Outcome.FORBIDDEN, 7),
    ]
    assert errors(result) == [
        (Place(1, "Catatan"), codes.NO_KNOWN_COLUMN),
        (Place(2, "Februari", "nilai"), codes.UNREADABLE_CELL),
    ]
    assert result.ignored_columns == ("saldo",)


@pytest.mark.parametrize("sheet", ["Februari", ["Februari"]])
def test_only_one_sheet(ledger: Checked, sheet: object) -> None:
    data = workbook({"Januari": [["id"], ["a"]], "Februari": [["id"], ["b"]]})
    assert [each.id for each in ledger("buku.xlsx", data, sheet=sheet).rows] == ["b"]


def test_a_column_twice_names_the_sheet(ledger: Checked) -> None:
    data = workbook({"A": [["id"], ["a"]], "B": [["nilai", "Amount"], [1, 2]]})
    code, message, _ = refused(lambda: ledger("buku.xlsx", data))
    assert code == codes.DUPLICATE_COLUMN
    assert message.endswith(
        "buku.xlsx, sheet `B`: the columns `nilai` and `Amount` both hold `nilai`"
    )


# ---- jsonl ----


def test_a_jsonl_ledger(ledger: Checked) -> None:
    lines = [
        {"id": "a", "expense_type": "honor", "amount": 5, "sumber": "x"},
        {"id": "b", "Jenis belanja": "honor", "amount": None, "volume": 2, "ppn": 7},
        {"id": "c", "amount": 5.0},
        {"id": "d", "amount": "5.000"},
        {"id": "e", "belanja": "honor", "expense_type": "honor"},
        {"id": "f", "documents": ["kuitansi"], "taxes": {"ppn": 1}, "sumber": "y"},
    ]
    text = "\n".join(map(json.dumps, lines)) + "\nnot json\n"
    result = ledger("buku.jsonl", text)
    assert judged(result)[:2] == [
        (Place(1), "a", Outcome.FORBIDDEN, 5),
        (Place(2), "b", Outcome.FORBIDDEN, None),
    ]
    assert result.rows[1].verdict.facts["volume"] == Fraction(2)
    assert result.rows[1].verdict.facts["pajak"] == {"ppn": 7}
    assert result.rows[2].verdict.facts["nilai"] == 5000
    assert result.rows[3].verdict.facts["bukti"] == frozenset({"kuitansi"})
    assert errors(result) == [
        (Place(3), codes.INVALID_VALUE),
        (Place(5, column="expense_type"), codes.FIELD_TWICE),
        (Place(7), codes.NOT_JSON),
    ]
    assert result.ignored_columns == ("sumber",)


def test_jsonl_without_a_known_field(ledger: Checked) -> None:
    code, message, hint = refused(lambda: ledger("buku.jsonl", '{"a": 1}\n{"b": 2}\n'))
    assert code == codes.NO_KNOWN_COLUMN
    assert message.endswith("buku.jsonl: no field is known: a, b")
    assert hint.startswith("name the columns after fields: belanja, kegiatan, dana, ")


# ---- files that cannot be read ----


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", ""),
        ("a.csv", "\n\n"),
        ("a.csv", "id,nilai\n"),
        ("a.csv", "id,nilai\n,\n\n"),
        ("a.jsonl", "\n"),
        ("a.xlsx", workbook({"A": []})),
        ("a.xlsx", workbook({"A": [["id"]], "B": [["Catatan"], ["x"]]})),
    ],
)
def test_a_ledger_without_rows(ledger: Checked, name: str, content: str | bytes) -> None:
    code, message, _ = refused(lambda: ledger(name, content))
    assert code == codes.EMPTY_LEDGER
    assert message.endswith(f"{name} holds no rows")


def test_no_known_column(ledger: Checked) -> None:
    code, message, hint = refused(lambda: ledger("a.csv", "NO,SALDO\n1,2\n"))
    assert code == codes.NO_KNOWN_COLUMN
    assert message.endswith("a.csv: no column of row 1 is known: NO, SALDO")
    assert hint.startswith("name the columns after fields: belanja, kegiatan, dana, ")


def test_no_known_column_in_any_sheet(ledger: Checked) -> None:
    data = workbook({"A": [["NO"], [1]], "B": [["SALDO"], [2]]})
    code, message, _ = refused(lambda: ledger("a.xlsx", data))
    assert code == codes.NO_KNOWN_COLUMN
    assert message.endswith("a.xlsx, sheet `A`: no column of row 1 is known: NO")


def test_a_title_above_the_header(ledger: Checked) -> None:
    data = workbook({"A": [["BUKU KAS UMUM"], [], ["Bulan Mei"], ["NO", "Tanggal", "Uraian"]]})
    code, message, hint = refused(lambda: ledger("a.xlsx", data))
    assert code == codes.NO_KNOWN_COLUMN
    assert message.endswith("a.xlsx: no column of row 1 is known: BUKU KAS UMUM")
    assert hint is not None
    assert hint.startswith("row 4 looks like the header: say so in a mapping")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a.xlsb", "open it in Excel and save it as .xlsx"),
        ("a.json", "write one object per line and name it .jsonl"),
        ("a.tsv", "name it .csv and pass the separator (--delimiter tab)"),
        ("a.pdf", "ask for the workbook that it was printed from"),
        ("a", "save it as one of them"),
    ],
)
def test_other_formats(ledger: Checked, name: str, hint: str) -> None:
    code, message, found = refused(lambda: ledger(name, "x"))
    assert (code, found) == (codes.UNSUPPORTED_FORMAT, hint)
    assert message.endswith(f"{name}: a ledger is a .csv, .xlsx, .xlsm, .xls, .ods or .jsonl file")


@pytest.mark.parametrize(
    ("name", "options", "useless"),
    [
        ("a.csv", {"sheet": "A"}, "sheet"),
        ("a.xlsx", {"encoding": "cp1252"}, "encoding"),
        ("a.xlsx", {"delimiter": ";"}, "delimiter"),
        ("a.jsonl", {"delimiter": ";"}, "delimiter"),
        ("a.jsonl", {"sheet": "A"}, "sheet"),
    ],
)
def test_options_of_another_format(
    ledger: Checked, name: str, options: dict[str, str], useless: str
) -> None:
    code, message, hint = refused(lambda: ledger(name, "x", **options))
    assert code == codes.UNSUPPORTED_FORMAT
    assert message.endswith(f"{name}: a file of this kind has no {useless}")
    assert hint == f"leave --{useless} out"


def test_a_file_that_is_not_there(tmp_path: Path, edition_folder: Path) -> None:
    path = tmp_path / "tidak_ada.csv"
    code, message, _ = refused(lambda: check(str(path), edition_folder))
    assert (code, message) == (codes.UNREADABLE_FILE, f"there is no file {path}")


def test_a_folder_and_a_name_that_cannot_be(tmp_path: Path, edition_folder: Path) -> None:
    folder = tmp_path / "a.csv"
    folder.mkdir()
    assert refused(lambda: check(folder, edition_folder))[0] == codes.UNREADABLE_FILE
    assert refused(lambda: check("a\0.csv", edition_folder))[0] == codes.UNREADABLE_FILE


def test_an_unknown_year() -> None:
    with pytest.raises(UnknownEdition):
        check("a.csv", 1066)


# ---- tables ----


def test_a_table(edition_folder: Path) -> None:
    rows: list[dict[str, object]] = [
        {"expense_type": "honor", "amount": 5},
        {"amount": 1.5},
        {"nilai": 7},
    ]
    result = check(rows, edition_folder)
    assert [each.place for each in result.rows] == [Place(1), Place(3)]
    assert errors(result) == [(Place(2), codes.INVALID_VALUE)]
    assert result.source is None
    assert check(iter(rows), edition_folder).rows == result.rows


@pytest.mark.parametrize("table", [{"amount": 5}, b"abc", [["a", 1]], 5])
def test_what_is_no_table(edition_folder: Path, table: Any) -> None:
    with pytest.raises(TypeError):
        check(table, edition_folder)


@pytest.mark.parametrize("options", [{"delimiter": ";"}, {"encoding": "x"}, {"sheet": "x"}])
def test_a_table_has_no_options(edition_folder: Path, options: dict[str, str]) -> None:
    with pytest.raises(TypeError):
        check([], edition_folder, **options)  # type: ignore[arg-type]


# ---- progress ----


def test_progress_of_a_file(ledger: Checked) -> None:
    calls: list[tuple[int, int | None]] = []
    rows = PROGRESS_STEP + 2
    text = "nilai\n" + "5\n" * rows
    ledger("a.csv", text, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(PROGRESS_STEP, rows), (rows, rows)]


def test_progress_of_a_table(edition_folder: Path) -> None:
    calls: list[tuple[int, int | None]] = []

    def rows() -> Iterator[dict[str, object]]:
        for number in range(PROGRESS_STEP + 1):
            yield {"amount": number}

    check(rows(), edition_folder, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(PROGRESS_STEP, None), (PROGRESS_STEP + 1, PROGRESS_STEP + 1)]


# ---- all formats say the same ----


def test_the_same_ledger_in_three_formats(ledger: Checked) -> None:
    header = ["id", "belanja", "nilai", "bukti", "terpencil", "tanggal", "volume"]
    row = ["a", "honor", "1.250.000", "kuitansi; faktur", "ya", "14 Mei 2010", "2,5"]
    text = ",".join(header) + "\n" + ",".join(f'"{each}"' for each in row) + "\n"
    fields = {
        "id": "a",
        "expense_type": "honor",
        "amount": 1_250_000,
        "documents": ["kuitansi", "faktur"],
        "remote": True,
        "date": "2010-05-14",
        "volume": 2.5,
    }
    found = [
        ledger("a.csv", text),
        ledger("a.xlsx", workbook({"A": [[*header], [*row]]})),
        ledger("a.jsonl", json.dumps(fields)),
    ]
    first, *others = [each.rows[0].verdict for each in found]
    assert first.facts["volume"] == Fraction(5, 2)
    assert all(each.facts == first.facts for each in others)
    assert all(each.decision == first.decision for each in others)


# ---- ceilings ----


def test_ceilings_as_a_mapping_or_a_file(tmp_path: Path, edition_folder: Path) -> None:
    rows: list[dict[str, object]] = [{"belanja": "atk", "nilai": 1, "bukti": ["kuitansi"]}]
    path = tmp_path / "pagu.csv"
    path.write_text("satker,pagu\nA,5\n", encoding="utf-8")
    assert check(rows, edition_folder, units={"A": 5}).units is None
    assert check(rows, edition_folder).units is None
    found = check(rows, edition_folder, units=str(path)).units
    assert found == Source("pagu.csv", hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(InvalidValue):
        check(rows, edition_folder, units={"A": "5"})


def test_a_row_with_a_cell_that_cannot_be_read_is_judged(ledger: Checked) -> None:
    head: list[object] = ["No", "Tanggal", "Bukti", "Uraian", "Penerimaan", "Pengeluaran", "Saldo"]
    rows: list[list[object]] = [head, [1, "00/00/0000", "1", "Transport", None, 5000, "#REF!"]]
    result = ledger("kas.xlsx", workbook({"Mei": rows}))
    assert (errors(result), len(result.rows)) == ([], 1)
    assert [(each["row"], each["column"]) for each in result.to_dict()["unread_cells"]] == [
        (2, "Saldo"),
        (2, "Tanggal"),
    ]
