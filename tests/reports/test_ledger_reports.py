"""What an inspection hands over: each kind of file, with the same figures and the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
import duckdb
import pytest
from python_calamine import CalamineWorkbook

from bokrules import load_edition
from bokrules.inspection.check import Inspector
from bokrules.inspection.folder import FolderResult, inspect_folder
from bokrules.inspection.inspecting import LedgerResult
from bokrules.reports.check_files import write_jsonl
from bokrules.reports.ledger_reports import LedgerReports, check_targets, write_copies
from bokrules.reports.whole_files import UnwritableFile
from tests.inspection.making_workbooks import CLEAN, of, write_cash_book

TIME = datetime(2010, 7, 1, tzinfo=UTC)
EDITION = load_edition(2010)
HOSTILE = "=cmd|'/C calc'!A0 <script>alert(1)</script> honor kader"
LINES = (
    *CLEAN,
    of(6, 3, "007", "Honor bendahara pengelola BOK", 500_000, "kuitansi"),
    of(6, 4, "008", HOSTILE, 70_000, "kuitansi"),
)
ENDINGS = (".xlsx", ".docx", ".html", ".parquet", ".json", ".jsonl", ".csv")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cash_book(tmp_path_factory.mktemp("buku") / "bku.xlsx", LINES)


@pytest.fixture
def result(ledger: Path) -> LedgerResult:
    return Inspector(EDITION).inspect(ledger)


def written(result: LedgerResult, ledger: Path, target: Path) -> Path:
    LedgerReports([result], result.to_dict, TIME, "0.1").write(target, ledger)
    return target


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_input_gives_the_same_bytes(
    result: LedgerResult, ledger: Path, tmp_path: Path, ending: str
) -> None:
    before = sha256(ledger.read_bytes()).hexdigest()
    one = written(result, ledger, tmp_path / f"a{ending}").read_bytes()
    again = Inspector(load_edition(2010)).inspect(ledger)
    assert written(again, ledger, tmp_path / f"b{ending}").read_bytes() == one
    assert sha256(ledger.read_bytes()).hexdigest() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == [f"a{ending}", f"b{ending}"]


def test_the_copy_has_the_ledger_and_what_was_found(
    result: LedgerResult, ledger: Path, tmp_path: Path
) -> None:
    target = written(result, ledger, tmp_path / "salinan.xlsx")
    copy, own = (CalamineWorkbook.from_path(str(each)) for each in (target, ledger))
    assert copy.sheet_names == [*own.sheet_names, "Ringkasan bokrules"]
    june, original = (each.get_sheet_by_name("Juni").to_python() for each in (copy, own))
    width = len(original[4])
    assert [row[:width] for row in june[: len(original)]] == original
    assert june[4][width:] == [
        *("Result", "Basis", "Why", "Questioned (Rp)", "Finding code", "Taken for"),
    ]
    (honor,) = (row for row in june if row[3] == "Honor bendahara pengelola BOK")
    assert honor[width : width + 2] == ["forbidden", "III.B.3.larangan.e"]
    assert honor[width + 3 : width + 5] == [500_000, "1.01.09"]
    assert "Honor" in str(honor[width + 5])
    summary = copy.get_sheet_by_name("Ringkasan bokrules").to_python()
    cells = [cell for row in summary for cell in row]
    assert sha256(ledger.read_bytes()).hexdigest() in cells
    assert EDITION.sha256 in cells
    assert "2010-07-01 00:00:00 UTC" in cells


def test_text_of_a_ledger_is_no_formula_and_no_markup(
    result: LedgerResult, ledger: Path, tmp_path: Path
) -> None:
    copy = written(result, ledger, tmp_path / "a.xlsx")
    with zipfile.ZipFile(copy) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(re.search(rb"<f[ >]", archive.read(each)) for each in sheets)
    page = written(result, ledger, tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    rows = csv.DictReader(
        io.StringIO(written(result, ledger, tmp_path / "a.csv").read_text("utf-8"), newline="")
    )
    assert all(not str(value).startswith("=") for row in rows for value in row.values())


def figures(folder: Path) -> Mapping[str, Any]:
    """What each kind of file says is questioned."""
    document = json.loads((folder / "a.json").read_text("utf-8"))
    lines = [json.loads(each) for each in (folder / "a.jsonl").read_text("utf-8").splitlines()]
    with duckdb.connect() as connection:
        (parquet,) = connection.execute(
            "SELECT sum(questioned_amount) FROM read_parquet(?)", [str(folder / "a.parquet")]
        ).fetchall()[0]
    table = csv.DictReader(io.StringIO((folder / "a.csv").read_text("utf-8"), newline=""))
    page = (folder / "a.html").read_text("utf-8")
    paper = docx.Document(str(folder / "a.docx"))
    words = " ".join(each.text for each in paper.paragraphs)
    return {
        "json": document["questioned_amount"],
        "jsonl": sum(each["questioned_amount"] or 0 for each in lines),
        "parquet": parquet,
        "csv": sum(int(each["questioned_amount"] or 0) for each in table),
        "html": "Rp570.000" in page,
        "docx": "Rp570.000" in words
        or any("Rp570.000" in cell.text for t in paper.tables for r in t.rows for cell in r.cells),
    }


def test_all_files_say_the_same(result: LedgerResult, ledger: Path, tmp_path: Path) -> None:
    for ending in ENDINGS:
        written(result, ledger, tmp_path / f"a{ending}")
    assert figures(tmp_path) == {
        **dict.fromkeys(("json", "jsonl", "parquet", "csv"), 570_000),
        **dict.fromkeys(("html", "docx"), True),
    }
    document = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert document["stamp"]["time"] == "2010-07-01T00:00:00+00:00"
    assert document["stamp"]["sources"][0]["sha256"] == sha256(ledger.read_bytes()).hexdigest()
    assert {"refused_expense", "broken_balance"} <= {*document["stamp"]["checks_run"]}
    assert "double_travel" in document["stamp"]["checks_not_run"]


def test_parquet_carries_what_it_rests_on(
    result: LedgerResult, ledger: Path, tmp_path: Path
) -> None:
    target = written(result, ledger, tmp_path / "a.parquet")
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT value FROM parquet_kv_metadata(?) WHERE key = 'bokrules'", [str(target)]
        ).fetchall()
        rows = connection.execute(
            "SELECT row, sheet, outcome, expense_type, words, rules, finding_codes, amount, date"
            " FROM read_parquet(?) WHERE voucher = '007'",
            [str(target)],
        ).fetchall()
    stamp = json.loads(found[0][0].decode())
    assert stamp["edition"]["sha256"] == EDITION.sha256
    (row,) = rows
    assert row[1:8] == (
        *("Juni", "forbidden", ["honor"], ["Honor"], ["honor"], ["1.01.09"], 500_000),
    )


def test_json_lines_tell_what_a_row_was_taken_for(result: LedgerResult) -> None:
    stream = io.StringIO()
    write_jsonl(result, stream)
    rows = [json.loads(each) for each in stream.getvalue().splitlines()]
    (honor,) = (each for each in rows if each["amount"] == 500_000)
    assert honor["classification"]["expense_type"] == {
        "values": ["honor"],
        "ground": "text",
        "sureness": "medium",
        "words": ["Honor"],
        "why": None,
    }
    assert honor["assumed"] == []
    assert honor["overruled"] is None


def test_targets_are_looked_at_before_the_work(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="cannot be written"):
        check_targets([tmp_path / "a.pdf"], ledger)
    with pytest.raises(UnwritableFile, match="named twice"):
        check_targets([tmp_path / "a.csv", tmp_path / "a.csv"], ledger)
    with pytest.raises(UnwritableFile, match="a file that is read"):
        check_targets([ledger], ledger)


def test_all_files_take_the_outcome_that_stands(tmp_path: Path) -> None:
    """The honorarium is decided to be allowed, the transport of row 8 to be forbidden."""
    ledger = write_cash_book(tmp_path / "bku.xlsx", LINES)
    decided = "putusan:\n" + "".join(
        f"- lembar: {sheet}\n  baris: {row}\n  uraian: {text}\n  nilai: {amount}\n"
        f"  hasil: {outcome}\n  alasan: ada surat\n"
        for sheet, row, text, amount, outcome in (
            ("Juni", 10, LINES[6].text, 500_000, "diizinkan"),
            ("Mei", 8, LINES[1].text, 300_000, "dilarang"),
        )
    )
    ledger.with_name("bku.xlsx.pilihan.yaml").write_text(decided, encoding="utf-8")
    result = Inspector(EDITION).inspect(ledger)
    assert result.questioned_amount == 370_000
    for ending in ENDINGS:
        written(result, ledger, tmp_path / f"a{ending}")
    document = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert document["questioned_amount"] == 370_000
    assert document["summary"]["forbidden"] == {"rows": 2, "amount": 370_000}
    table = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"), newline=""))
    assert sum(int(each["questioned_amount"]) for each in table) == 370_000
    lines = [json.loads(each) for each in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert sum(each["standing"]["questioned_amount"] for each in lines) == 370_000
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT sum(questioned_amount) FROM read_parquet(?)", [str(tmp_path / "a.parquet")]
        ).fetchall()
    assert found == [(370_000,)]
    assert "Rp370.000" in (tmp_path / "a.html").read_text("utf-8")
    copy = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    june = copy.get_sheet_by_name("Juni").to_python()
    (honor,) = (row for row in june if row[3] == "Honor bendahara pengelola BOK")
    assert "allowed (inspector: ada surat); by the edition: forbidden" in honor


# ---- a folder ----


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("buku-buku")
    write_cash_book(place / "a.xlsx", CLEAN, unit="PUSKESMAS ANGGREK")
    write_cash_book(place / "b.xlsx", LINES, unit="=PUSKESMAS BUNGA")
    return place


@pytest.fixture
def many(folder: Path) -> FolderResult:
    return inspect_folder(folder, Inspector(EDITION))


@pytest.mark.parametrize("ending", ENDINGS)
def test_reports_of_a_folder(many: FolderResult, tmp_path: Path, ending: str) -> None:
    reports = LedgerReports(many.ledgers, many.to_dict, TIME, "0.1", many.ranking)
    for name in ("a", "b"):
        reports.write(tmp_path / f"{name}{ending}")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_the_ranking_as_a_workbook(many: FolderResult, tmp_path: Path) -> None:
    reports = LedgerReports(many.ledgers, many.to_dict, TIME, "0.1", many.ranking)
    reports.write(tmp_path / "a.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert book.sheet_names == ["Ranking", "Findings", "Basis of this report"]
    rows = book.get_sheet_by_name("Ranking").to_python()
    assert rows[0][:3] == ["place", "unit", "rupiah of findings"]
    assert [row[:3] for row in rows[1:]] == [
        [1, many.ranking()[0].unit, 570_000],
        [2, "Puskesmas Anggrek", 0],
    ]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    findings = book.get_sheet_by_name("Findings").to_python()
    assert "b.xlsx" in str(findings[1][7])


def test_a_copy_of_each_ledger(many: FolderResult, folder: Path, tmp_path: Path) -> None:
    names = [each.name for each in write_copies(folder, tmp_path, many.ledgers, TIME, "0.1")]
    assert names == ["a.xlsx.periksa.xlsx", "b.xlsx.periksa.xlsx"]
    copy = CalamineWorkbook.from_path(str(tmp_path / names[1]))
    assert copy.sheet_names == ["Mei", "Juni", "Ringkasan bokrules"]
    june = copy.get_sheet_by_name("Juni").to_python()
    assert any("forbidden" in row for row in june)
