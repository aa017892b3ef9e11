"""The Word document, read back."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from bokrules.base.messages import choose_language
from bokrules.evaluation.table import Source
from bokrules.evaluation.verdict import Verdict
from bokrules.inspection.contents import InspectionContents
from bokrules.inspection.findings.finding import Criterion
from bokrules.reports.whole_files import UnwritableFile
from bokrules.reports.working_paper import write_working_paper
from bokrules.reports.working_paper.writing import working_paper
from tests.reports.inspection.sample import (
    HOSTILE,
    SHA256,
    TIME,
    contents,
    double_travel,
    sequence,
    unread,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

HOSTILE_AS_TEXT = "<script>alert(1)</script>\ufffd & \"'=cmd|' /C calc'!A0"


def read(of: InspectionContents, **most: int) -> Document:
    return docx.Document(BytesIO(working_paper(of, **most)))


def headings(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs if str(p.style and p.style.name).startswith("Head")]


def texts(document: Document) -> list[str]:
    return [each.text for each in document.paragraphs if each.text]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def below(document: Document, heading: str) -> Any:
    """The first table after a heading."""
    is_after = False
    for block in document.iter_inner_content():
        if is_after and hasattr(block, "rows"):
            return block
        is_after = is_after or (not hasattr(block, "rows") and block.text == heading)
    raise AssertionError(heading)


def test_the_head_names_the_ledger_the_edition_and_what_people_fill_in() -> None:
    document = read(contents())
    assert (document.paragraphs[0].style or 0).name == "Title"  # type: ignore[union-attr]
    assert document.paragraphs[0].text == "Working paper of the inspection"
    head = dict(cells(document.tables[0]))
    assert head["Ledger"] == f"bku_2010.xlsx\nsha256 {SHA256}"
    assert head["Further file"] == f"nominatif.xlsx\nsha256 {'ab' * 32}"
    assert head["Judged by"].startswith("Kepmenkes 494/Menkes/SK/IV/2010, edition 2010\n")
    assert re.search(r"sha256 [0-9a-f]{64}$", head["Judged by"])
    assert head["Made"] == "5 January 2011 09:30 UTC"
    assert head["By program"] == "bokrules 0.1.0"
    assert set(head["Inspecting body"]) == {"…"}
    assert head["Units"] == "Puskesmas Oebobo, Puskesmas Sikumana, Puskesmas Bakunase"


def test_the_parts_in_their_order() -> None:
    assert headings(read(contents())) == [
        "Scope",
        "Rows that could not be read or judged: 1",
        "Summary",
        "Rows by outcome",
        "By unit",
        "By month",
        "Findings by kind",
        "Cash books reconciled",
        "Checks across the lines",
        "Draft findings",
        "Finding 1: Transpor dibayar dua kali untuk hari yang sama",
        "Indication 2: Nomor bukti 004 tidak ada",
        "Signatures",
        "Rows that were found",
    ]


def test_scope_and_checks() -> None:
    lines = texts(read(contents()))
    for line in (
        "judged: 10 rows that spend; each is judged by the rules of the edition",
        "rows that could not be read or judged: 1; they are in no sum",
        "columns not used: Paraf, Ket.",
        "rows judged with facts that were assumed, not given: 1",
        "rows whose outcome the inspector overruled: 1; both outcomes are shown, sums take the"
        " inspector's",
        "Januari, row 99: nilai is not a whole number (write 40000) [BOK503]",
        "Perjalanan ganda: 1 findings",
        "Saldo yang tidak menyambung: nothing found",
        "Pajak yang tidak disetor: tidak ada buku pembantu pajak",
        "questioned: Rp7.800.000",
        "without evidence: Rp350.000",
    ):
        assert line in lines


def test_sums() -> None:
    document = read(contents())
    assert cells(below(document, "Rows by outcome")) == [
        ["outcome", "rows", "rupiah"],
        ["forbidden", "3", "Rp6.000.000"],
        ["unlisted", "2", "Rp1.800.000"],
        ["needs data", "0", "Rp0"],
        ["conditionally allowed", "4", "Rp780.000"],
        ["allowed", "1", "Rp500.000"],
        ["total", "10", "Rp9.080.000"],
    ]
    assert cells(below(document, "By unit"))[1] == [
        *("Puskesmas Oebobo", "4", "Rp1.790.000", "Rp1.400.000", "Rp350.000")
    ]
    assert cells(below(document, "By month"))[1][0] == "May 2010"
    assert cells(below(document, "Findings by kind"))[1:] == [
        ["Perjalanan ganda", "1.01.07", "finding", "1", "3", "Rp40.000"],
        ["Nomor bukti yang hilang", "-", "indication", "1", "1", "Rp0"],
    ]


def test_books_are_reconciled() -> None:
    assert cells(below(read(contents()), "Cash books reconciled"))[1:] == [
        [
            *("Januari, Puskesmas Oebobo", "Rp0", "Rp10.000.000", "Rp7.500.000"),
            *("Rp2.500.000", "Rp2.450.000", "-Rp50.000"),
        ],
        ["Februari", "-", "Rp0", "Rp40.000", "-", "-", "-"],
    ]


def test_a_finding_leaves_its_cause_to_the_inspector() -> None:
    document = read(contents())
    table = below(document, "Finding 1: Transpor dibayar dua kali untuk hari yang sama")
    assert dict(cells(table)) == {
        "Title": "Transpor dibayar dua kali untuk hari yang sama",
        "Finding code": "1.01.07",
        "Unit": "Puskesmas Oebobo",
        "Condition (kondisi)": "Sri Wahyuni dibayar dua kali pada 3 Mei 2010: bukti 012 dan 017",
        "Criterion (kriteria)": "Transpor petugas (Kepmenkes 494 III.B.3.a, p. 9)",
        "Cause (sebab)": "(filled in by the inspector)",
        "Consequence (akibat)": "Kelebihan pembayaran sebesar Rp40.000",
        "Recommendation (rekomendasi)": "Tagih kembali dan setorkan ke kas negara",
        "Amount (nilai)": "Rp40.000",
        "Rows": "Januari: rows 1–3",
    }
    cause = next(row for row in table.rows if row.cells[0].text.startswith("Cause"))
    assert cause.cells[1]._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "FFF2CC"
    second = dict(cells(below(document, "Indication 2: Nomor bukti 004 tidak ada")))
    assert second["Finding code"] == "none fits"
    assert "Unit" not in second


def test_rows_that_were_found() -> None:
    rows = cells(below(read(contents()), "Rows that were found"))
    assert len(rows) == 11
    assert rows[2] == [
        "2",
        "Januari\nrow 2",
        "002/BOK/2010\n2010-06-02\nPuskesmas Sikumana",
        "Honor panitia lokakarya mini bulan April",
        "Rp500.000",
        "edition: forbidden\ninspector: allowed, by Dra. Maria Tefa, 2011-01-04: ada surat"
        " persetujuan kepala dinas",
        "III.B.3.larangan.e",
        "Salary/honorarium\nfinding codes: 1.01.09",
    ]
    assert rows[3][7] == ("Capital expenditure\nassumed: terpencil = tidak\nfinding codes: 1.01.09")


def test_a4_upright_and_rows_on_wide_pages() -> None:
    upright, wide = read(contents()).sections
    assert (round(upright.page_width or 0, -4), round(upright.page_height or 0, -4)) == (
        round(Mm(210), -4),
        round(Mm(297), -4),
    )
    assert wide.orientation is WD_ORIENT.LANDSCAPE
    assert (wide.page_width, wide.page_height) == (upright.page_height, upright.page_width)


def test_tables_repeat_their_heads_and_have_real_styles() -> None:
    document = read(contents())
    for table in document.tables[1:]:
        assert table.style is not None
        assert table.style.name == "Table Grid"
    rows = below(document, "Rows that were found").rows
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert [p.style.name for p in document.paragraphs if p.text == "Summary" and p.style] == [
        "Heading 1"
    ]


def test_pages_are_numbered() -> None:
    for section in read(contents()).sections:
        foot = section.footer.paragraphs[0]
        fields = [each.get(qn("w:instr")) for each in foot._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert foot.text.startswith("bku_2010.xlsx · 3f3f3f3f3f3f\tpage ")


@pytest.mark.parametrize(("language", "locale"), [("id", "id-ID"), ("en", "en-GB")])
def test_the_language_of_the_document(language: Any, locale: str) -> None:
    choose_language(language)
    document = read(contents())
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {locale}
    assert document.core_properties.language == locale


def test_properties_come_from_the_contents() -> None:
    properties = read(contents()).core_properties
    assert properties.author == properties.last_modified_by == "bokrules 0.1.0"
    assert properties.created == properties.modified == TIME
    assert properties.title == "Working paper: bku_2010.xlsx"
    assert properties.comments == ""


def test_a_time_elsewhere_is_the_same_time() -> None:
    wita = TIME.astimezone(timezone(timedelta(hours=8), "WITA"))
    document = read(replace(contents(), time=wita))
    assert document.core_properties.created == TIME
    assert dict(cells(document.tables[0]))["Made"] == "5 January 2011 17:30 WITA"


def test_the_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    write_working_paper(contents(), first)
    write_working_paper(contents(), second)
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_text_stays_text() -> None:
    finding = replace(
        double_travel(1, unit=HOSTILE),
        title=HOSTILE,
        criterion=Criterion(HOSTILE, HOSTILE),
    )
    hostile = contents(
        findings=[finding], description=lambda _: HOSTILE, units=[HOSTILE, None], ledger=HOSTILE
    )
    document = read(replace(hostile, notes=(HOSTILE,), ignored_columns=(HOSTILE,)))
    assert HOSTILE_AS_TEXT in texts(document)
    assert cells(below(document, "Rows that were found"))[1][3] == HOSTILE_AS_TEXT
    assert f"Finding 1: {HOSTILE_AS_TEXT}" in headings(document)
    assert not [each for each in document.element.iter() if "script" in str(each.tag)]


def test_the_place_of_a_section_cannot_be_named_by_a_text() -> None:
    mark = "<w:p><w:r><w:t>section-1</w:t></w:r></w:p>"
    document = read(contents(description=lambda _: mark, ledger="section-1"))
    assert cells(below(document, "Rows that were found"))[1][3] == mark
    assert len(headings(document)) == 14


def test_long_names_are_cut_where_they_would_break_the_page() -> None:
    ledger = "buku kas " * 40
    finding = replace(double_travel(1), title="Judul " * 100)
    document = read(contents(ledger=ledger, findings=[finding]))
    foot = document.sections[0].footer.paragraphs[0].text
    assert len(foot) < 90
    heading = next(each for each in headings(document) if each.startswith("Finding 1"))
    assert len(heading) < 140
    assert heading.endswith("…")
    assert len(document.core_properties.title) == 255


def test_nothing_was_found() -> None:
    nothing = replace(
        contents(findings=[]),
        rows=(),
        balances=(),
        unread=(),
        units=(),
        months=(),
        checks_left_out=(),
        ignored_columns=(),
    )
    document = read(nothing)
    lines = texts(document)
    assert lines.count("No finding: the checks that were run found nothing across the lines.") == 2
    assert "None: every row that could be judged is allowed." in lines
    assert "The ledger has no cash book with receipts and balances." in lines
    assert "Findings by kind" not in headings(document)
    assert set(dict(cells(document.tables[0]))["Units"]) == {"…"}
    assert not any(line.startswith("These were not run") for line in lines)


def test_no_check_was_run_under_a_draft_of_no_file() -> None:
    whole = contents(findings=[])
    draft = replace(whole, checks_run=(), sources=(), edition=replace(whole.edition, draft=True))
    lines = texts(read(draft))
    assert "No finding: no check across the lines was run." in lines
    assert "None was run." in lines
    assert "This edition is a draft: it is not law (yet)." in lines


def test_rows_without_an_amount_are_told() -> None:
    whole = contents()
    first = whole.rows[0]
    verdict = first.row.verdict
    facts = {name: value for name, value in verdict.facts.items() if name != "nilai"}
    bare_verdict = Verdict(verdict.policy, facts, verdict.decision)
    bare = replace(first, row=replace(first.row, verdict=bare_verdict), day=None, description="")
    document = read(replace(whole, rows=(bare,)))
    assert "rows without an amount, counted as Rp0: 1" in texts(document)
    row = cells(below(document, "Rows that were found"))[1]
    assert row[2:5] == ["001/BOK/2010\nPuskesmas Oebobo", "-", "not given"]


def test_thousands_of_findings_and_rows_are_counted() -> None:
    findings = [double_travel(place, amount=place) for place in range(1, 5_000)]
    document = read(contents(findings=[sequence(1), *findings]))
    names = headings(document)
    assert sum(each.startswith("Finding") for each in names) == 300 + 1
    assert "Finding 5000: Transpor dibayar dua kali untuk hari yang sama" in names
    assert (
        "Of 5000 findings those that carry most are told in full, 300 of them; the other 4700"
        " are counted in “Findings by kind” and stand in the workbook."
    ) in texts(document)
    assert cells(below(document, "Findings by kind"))[2][3:] == [
        "4999",
        "14997",
        "Rp12.497.500",
    ]


def test_of_too_many_rows_the_first_are_shown() -> None:
    document = read(contents(), most_rows=4)
    assert "The first 4 of 10 rows; the other 6 stand in the workbook." in texts(document)
    assert len(below(document, "Rows that were found").rows) == 5


def test_of_too_many_rows_that_could_not_be_read_the_first_are_shown() -> None:
    document = read(replace(contents(), unread=(unread(),) * 102))
    assert "and 2 more: they stand in the workbook" in texts(document)


def test_many_files_are_listed_at_the_end() -> None:
    sources = tuple(Source(f"{number}.xlsx", f"{number:064}") for number in range(1, 8))
    document = read(replace(contents(), sources=sources))
    names = [row[0] for row in cells(document.tables[0])]
    assert names.count("Further file") == 4
    assert "and 2 more: see “Files inspected”" in [row[1] for row in cells(document.tables[0])]
    files = cells(below(document, "Files inspected"))
    assert files[0] == ["no.", "file", "sha256"]
    assert files[7] == ["7", "7.xlsx", f"{7:064}"]
    one = read(replace(contents(), sources=sources[:1]))
    assert "Further file" not in dict(cells(one.tables[0]))
    assert "Files inspected" not in headings(one)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UnwritableFile, match="python-docx is missing") as caught:
        write_working_paper(contents(), tmp_path / "x.docx")
    assert caught.value.hint == "install it with: pip install bokrules[inspect]"
    assert not list(tmp_path.iterdir())
