"""Faults planted in a cash book are found with their rupiah; a clean book gives no finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bokrules import check
from bokrules.evaluation.row import Place
from bokrules.inspection.findings.finding import Finding
from bokrules.inspection.inspecting import LedgerResult
from bokrules.semantics.outcomes import Outcome
from tests.inspection.making_workbooks import (
    CLEAN,
    HEADS,
    MEETING,
    TRAVEL,
    Line,
    of,
    with_documents,
    write_cash_book,
    write_payees,
)


def inspected(path: Path, *beside: Path, year: int = 2010) -> LedgerResult:
    result = check(path, year, beside=beside)
    assert isinstance(result, LedgerResult)
    assert result.errors == ()
    return result


def told(result: LedgerResult) -> list[tuple[str, str | None, int | None]]:
    """What was found, beside what the verdicts say."""
    return [(each.check, each.code, each.amount) for each in result.checks.findings]


def book(tmp_path: Path, *more: Line, lines: tuple[Line, ...] = CLEAN) -> LedgerResult:
    return inspected(write_cash_book(tmp_path / "bku.xlsx", [*lines, *more]))


def the_only(result: LedgerResult) -> Finding:
    (finding,) = result.checks.findings
    return finding


def test_a_clean_book_gives_none(tmp_path: Path) -> None:
    result = book(tmp_path)
    assert result.checks.findings == ()
    assert {each.verdict.outcome for each in result.rows} == {Outcome.ALLOWED}
    assert not result.found_something
    assert result.total.rows == 5
    assert result.total.amount == 1_350_000


def test_a_clean_list_of_payees_gives_none(tmp_path: Path) -> None:
    path = write_cash_book(tmp_path / "bku.xlsx", CLEAN)
    payees = [
        ("002", "Sri Wahyuni, A.Md.Keb", "197501012000032001", "4 Mei 2010", 300_000),
        ("006", "Sri Wahyuni", "19750101 200003 2 001", "2 Juni 2010", 300_000),
    ]
    result = inspected(path, write_payees(tmp_path / "nominatif.xlsx", payees))
    assert result.checks.findings == ()
    assert "double_travel" in result.checks.run


def test_double_travel(tmp_path: Path) -> None:
    """Two journeys of one person overlap on 4 May; the larger stands, the other is too much."""
    lines = [
        *CLEAN,
        of(6, 3, "007", "Transport petugas sweeping imunisasi Desa Baru", 500_000, TRAVEL),
    ]
    path = write_cash_book(tmp_path / "bku.xlsx", lines)
    payees = [
        ("002", "Sri Wahyuni, A.Md.Keb", "197501012000032001", "4 Mei 2010", 300_000),
        ("007", "SRI WAHYUNI", "19750101 200003 2 001", "3 s/d 5 Mei 2010", 500_000),
        ("006", "Budi, SKM", "", "2 Juni 2010", 300_000),
    ]
    result = inspected(path, write_payees(tmp_path / "nominatif.xlsx", payees))
    assert told(result) == [("double_travel", "1.01.07", 300_000)]
    places = {(each.file, each.row) for each in the_only(result).rows}
    assert {("nominatif.xlsx", 6), ("nominatif.xlsx", 7)} <= places


def test_a_missing_surat_tugas(tmp_path: Path) -> None:
    """III.B.7.a: transport to the field needs a duty letter."""
    result = book(tmp_path, lines=with_documents(CLEAN, "002", "kuitansi"))
    assert told(result) == [("unmet_obligation", "1.04.01", 300_000)]
    assert "III.B.7.a" in the_only(result).criterion.citation
    assert result.unsupported_amount == 300_000


def test_a_wrong_product(tmp_path: Path) -> None:
    text = "Kelas ibu hamil: Transport Petugas 2 org x 10 Ds x 1 kl x Rp. 30.000,- = 600.000"
    result = book(tmp_path, of(6, 4, "007", text, 700_000, TRAVEL))
    assert told(result) == [("description_arithmetic", "1.01.04", 100_000)]
    assert the_only(result).rows == (Place(10, "Juni"),)


def test_an_unpaid_tax(tmp_path: Path) -> None:
    """III.B.7.c: above Rp1.000.000 VAT of 10% and income tax of 1,5%; and a stamp of Rp6.000."""
    text = "Penggandaan materi lokakarya mini bulan Juni"
    line = of(6, 4, "007", text, 2_000_000, MEETING)
    result = book(tmp_path, replace(line, taxes="-"))
    assert told(result) == [("unmet_obligation", "1.04.07", 230_000)]
    paid = book(tmp_path, replace(line, taxes="ppn=200000; pph22=30000"))
    assert paid.checks.findings == ()


def test_a_duplicate_voucher(tmp_path: Path) -> None:
    result = book(tmp_path, of(6, 4, "004", "Transport kader Posyandu Mawar", 150_000, "kuitansi"))
    assert told(result) == [("duplicate_voucher", "1.04.01", 150_000)]
    assert the_only(result).rows == (Place(10, "Mei"), Place(10, "Juni"))


@pytest.mark.parametrize("slip", [5_000, -5_000])
def test_a_broken_balance_is_one_finding(tmp_path: Path, slip: int) -> None:
    lines = (*CLEAN[:2], replace(CLEAN[2], slip=slip), *CLEAN[3:])
    result = book(tmp_path, lines=lines)
    assert told(result) == [("broken_balance", "2.01.01", 5_000)]
    assert the_only(result).rows == (Place(9, "Mei"),)


def test_a_balance_that_goes_on_wrong_is_one_finding_too(tmp_path: Path) -> None:
    lines = tuple(replace(each, slip=7_000) for each in CLEAN)
    result = book(tmp_path, lines=(CLEAN[0], *lines[1:]))
    first, *_ = told(result)
    assert first == ("broken_balance", "2.01.01", 7_000)


def test_an_overspent_limit(tmp_path: Path) -> None:
    """A provincial office goes to the centre three times in 2019; the menu allows two."""
    heads = "tanggal,kejadian,satker,dana,kegiatan,belanja,nilai\n"
    rows = [
        f"2019-0{month}-11,ST/{month},Dinas A,bok_provinsi,konsultasi_ke_pusat,transpor,{amount}\n"
        for month, amount in ((2, 2_000_000), (5, 2_100_000), (8, 2_200_000))
    ]
    path = tmp_path / "konsultasi.csv"
    path.write_text(heads + "".join(rows), encoding="utf-8")
    result = check(path, 2019)
    assert isinstance(result, LedgerResult)
    (finding,) = (each for each in result.checks.findings if each.check == "passed_limit")
    assert finding.amount == 2_200_000
    assert finding.rows[0] == Place(4)


def test_what_is_forbidden_is_questioned_with_its_clause(tmp_path: Path) -> None:
    result = book(tmp_path, of(6, 4, "007", "Pembelian vaksin campak", 1_000_000, "kuitansi"))
    assert told(result) == [("refused_expense", "1.01.09", 1_000_000)]
    assert "III.B.3.larangan.i" in the_only(result).criterion.citation


def test_spending_after_the_year(tmp_path: Path) -> None:
    late = Line(
        day=date(2011, 1, 5),
        voucher="007",
        text="Transport kader Posyandu Mawar",
        spent=150_000,
    )
    path = tmp_path / "bku.csv"
    path.write_text(
        "NO,TANGGAL,NOMOR BUKTI,URAIAN,PENERIMAAN,PENGELUARAN,SALDO,BUKTI,DALAM RPK,"
        "MELEBIHI SATUAN BIAYA\n"
        "1,03/05/2010,001,Terima dana BOK,200000,,200000,,,\n"
        f"2,{late.day:%d/%m/%Y},007,{late.text},,150000,50000,kuitansi,ya,tidak\n",
        encoding="utf-8",
    )
    result = inspected(path)
    assert ("out_of_force", 150_000) in {(each[0], each[2]) for each in told(result)}


def test_a_book_reconciles_with_its_own_balance(tmp_path: Path) -> None:
    path = write_cash_book(tmp_path / "bku.xlsx", CLEAN, bare=True)
    result = inspected(path)
    document = result.to_dict()
    assert [
        (each["book"], each["opening"], each["received"], each["spent"], each["closing"])
        for each in document["balances"]
    ] == [
        ("Mei", 0, 10_000_000, 850_000, 9_150_000),
        ("Juni", 9_150_000, 0, 500_000, 8_650_000),
    ]
    assert [each["printed_closing"] for each in document["balances"]] == [9_150_000, 8_650_000]


def test_an_auxiliary_book_does_not_count_twice(tmp_path: Path) -> None:
    """Buku pembantu kas tunai has the heads of the BKU, and its lines again."""
    path = tmp_path / "buku.xlsx"
    workbook = xlsxwriter.Workbook(path)
    for name, title in (("BKU", "BUKU KAS UMUM"), ("BP Kas", "BUKU PEMBANTU KAS TUNAI")):
        sheet = workbook.add_worksheet(name)
        sheet.write_column(0, 0, (title, "PUSKESMAS MELATI", "BULAN MEI 2010"))
        sheet.write_row(4, 0, HEADS[:7])
        sheet.write_row(5, 0, (1, "3 Mei 2010", "001", "Terima dana BOK", 500_000, "", 500_000))
        text = "Transport kader Posyandu Mawar"
        sheet.write_row(6, 0, (2, "4 Mei 2010", "002", text, "", 150_000, 350_000))
    workbook.close()
    result = inspected(path)
    assert [each.place for each in result.rows] == [Place(7, "BKU")]
    assert not any(each.check == "duplicate_voucher" for each in result.checks.findings)
