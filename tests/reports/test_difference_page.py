"""The page of a difference: what it says on top, of each change, and of what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

import pytest

from bokrules.base.messages import choose_language
from bokrules.comparison.difference import Difference, compare
from bokrules.comparison.ledger import replay
from bokrules.evaluation.row import Place
from bokrules.reports.blocks import (
    Badge,
    Block,
    Change,
    Contents,
    Details,
    Heading,
    HtmlTable,
    Legend,
    Paragraph,
    Summary,
    cell_text,
    change_lines,
    change_title,
)
from bokrules.reports.dates import day_words
from bokrules.reports.difference_page import page_blocks
from bokrules.reports.difference_report import difference_html
from tests.helpers import VOCABULARY, compiled
from tests.reports.test_html_page import Tags

BEFORE = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1
boleh konsumsi "Konsumsi" untuk belanja konsumsi bila nilai paling banyak Rp1.000.000 dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar B.1
wajib bukti_transpor "Bukti" untuk belanja transpor bukti kuitansi, surat_tugas dasar A.1
"""
AFTER = BEFORE.replace("Rp1.000.000", "Rp2.000.000").replace(
    "untuk belanja gaji", "untuk belanja imbalan"
)
GAPS = """
celah larangan "Larangan lain" menyentuh larang untuk belanja transpor dasar B.1
celah bukti_lain "Bukti lain" menyentuh wajib untuk belanja transpor_kader dasar C
"""
_Kind = TypeVar("_Kind")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language("en")
    yield
    choose_language(None)


def against(after: str, before: str = BEFORE) -> Difference:
    return compare((compiled(before),), (compiled(after),))


def of_kind(kind: type[_Kind], blocks: list[Block]) -> list[_Kind]:
    return [each for each in blocks if isinstance(each, kind)]


def told(difference: Difference) -> list[str]:
    """The summary, with the names below each line."""
    lines = []
    for summary in of_kind(Summary, page_blocks(difference)):
        for each in summary.findings:
            names = f" ({each.names.text()})" if each.names else ""
            lines.append(f"{each.line}{names}")
    return lines


def headings(difference: Difference) -> list[str]:
    return [each.text for each in of_kind(Heading, page_blocks(difference)) if each.level == 2]


def rows(table: HtmlTable) -> list[tuple[str, ...]]:
    return list(
        zip(*([cell_text(each) for each in cells] for _, cells in table.columns), strict=True)
    )


PROVED = "Proved: beside what stands on this page nothing is decided differently"


def test_nothing_differs() -> None:
    difference = against(BEFORE)
    assert told(difference) == ["No expense is decided differently", PROVED]
    paragraphs = [each.text for each in of_kind(Paragraph, page_blocks(difference))]
    assert paragraphs[0] == "Nothing differs."
    assert headings(difference) == [
        "Summary",
        "Verdicts that change",
        "Rules",
        "How certain this is",
    ]
    assert "<svg" not in difference_html(difference)


def test_what_changes() -> None:
    difference = against(AFTER)
    assert told(difference) == [
        "Expense types that become forbidden: 1 (Honor)",
        "Expense types that become unlisted: 0",
        "Expense types that become payable: 1 (Konsumsi)",
        PROVED,
    ]
    blocks = page_blocks(difference)
    first, second = of_kind(Change, blocks)
    assert change_title(first) == "Honor: unlisted becomes forbidden"
    assert change_lines(first) == [
        "An example. Jenis belanja: Honor; Sumber dana: BOK",
        "2010 (before): not in the list: Daftar (Kepmenkes 494/2010 A, p. 1)",
        "2010 (after): Gaji (Kepmenkes 494/2010 B.1, p. 6)",
    ]
    assert (first.before.state, first.after.state) == (
        Badge("unlisted", "absent"),
        Badge("forbidden", "no"),
    )
    assert change_title(second) == "Konsumsi: unlisted becomes payable"
    assert change_lines(second)[0] == "only if: Nilai at least Rp1.000.001 up to Rp2.000.000"
    assert [each.text for each in of_kind(Heading, blocks) if each.level == 3][-2:] == [
        "From unlisted to forbidden: 1 expense types",
        "From unlisted to payable: 1 expense types",
    ]
    [index] = [e for e in of_kind(Details, blocks) if e.title.startswith("What becomes")]
    [table] = of_kind(HtmlTable, list(index.blocks))
    assert rows(table) == [
        ("Honor", "unlisted → forbidden", "no"),
        ("Konsumsi", "unlisted → payable", "no"),
    ]


def test_what_is_compared() -> None:
    before = compiled(BEFORE)
    edition = replace(
        before.edition,
        id="2011",
        last_day=None,
        funds=("bok_provinsi",),
        draft=True,
        partial=True,
    )
    difference = replace(
        compare((before,), (replace(before, edition=edition),)), later_after=("SE 1/2011",)
    )
    table = of_kind(HtmlTable, page_blocks(difference))[0]
    assert rows(table) == [
        (
            "2010",
            "Kepmenkes 494/2010",
            "22 April 2010 to 31 December 2010",
            "BOK Puskesmas",
            "the whole text",
        ),
        (
            "2011",
            "Kepmenkes 494/2010",
            "22 April 2010 to further notice",
            "BOK provinsi",
            "a draft, and not law (yet); only a part: what it lacks is not thereby repealed;"
            " without its amendment: SE 1/2011",
        ),
    ]
    assert day_words(date(2015, 12, 1)) == "1 December 2015"


def test_what_a_missing_source_hides_is_told_apart() -> None:
    difference = against(BEFORE.replace("kuitansi, surat_tugas", "kuitansi") + GAPS)
    assert told(difference) == [
        "No expense is certain to be decided differently",
        "Evidence, conditions or taxes that only 2010 (before) asks for: 1",
        "Expense types that cannot be compared, or not in every case (this is no change of law): 2"
        " (Transpor petugas, Transpor kader)",
        "Evidence, conditions or taxes that one edition asks for, the other perhaps too: 1",
        "Rules on evidence, conditions, taxes or limits that are missing: 1",
        PROVED,
    ]
    blocks = page_blocks(difference)
    assert of_kind(Change, blocks) == []
    asked = of_kind(HtmlTable, blocks)[1]
    assert rows(asked) == [
        (
            "Surat tugas",
            "2010 (before)",
            "not asked for",
            "Transpor petugas; everywhere",
            "Bukti (Kepmenkes 494/2010 A.1, p. 2)",
        ),
        (
            "Surat tugas",
            "2010 (before)",
            "not known; gap: Bukti lain",
            "Transpor kader; everywhere",
            "Bukti (Kepmenkes 494/2010 A.1, p. 2)",
        ),
    ]
    first, second = of_kind(Details, blocks)[:2]
    assert first.title == "2010 (after): Larangan lain (expense types: 2)"
    [table] = of_kind(HtmlTable, list(first.blocks))
    assert [row[1:] for row in rows(table)] == [("everywhere", "payable", "forbidden or payable")]
    assert second.title == "2010 (after): Bukti lain (obligations: 1)"
    [table] = of_kind(HtmlTable, list(second.blocks))
    assert [row[:3] for row in rows(table)] == [("Bukti lain", "2010 (after)", "not known")]


def test_obligations_of_one_side() -> None:
    difference = against(BEFORE.replace("kuitansi, surat_tugas", "faktur"))
    assert told(difference)[1:] == [
        "Evidence, conditions or taxes that only 2010 (after) asks for: 1",
        "Evidence, conditions or taxes that only 2010 (before) asks for: 1",
        PROVED,
    ]
    table = of_kind(HtmlTable, page_blocks(difference))[1]
    assert [row[:3] for row in rows(table)] == [
        ("Faktur", "2010 (after)", "not asked for"),
        ("Kuitansi; Surat tugas", "2010 (before)", "not asked for"),
    ]


def test_a_change_into_what_is_not_known() -> None:
    after = BEFORE + (
        'boleh inap "Inap" untuk belanja penginapan dasar A.2 '
        'celah larangan "Larangan lain" menyentuh larang untuk belanja penginapan dasar B.1'
    )
    difference = against(after)
    assert told(difference)[3] == (
        "Expense types that change, into what is not known (a source is missing): 1 (Penginapan)"
    )
    [change] = of_kind(Change, page_blocks(difference))
    assert change.after.state == Badge("forbidden or payable", "open")
    assert change_lines(change)[-1] == (
        "2010 (after): gap: Larangan lain (Kepmenkes 494/2010 B.1, p. 6)"
    )


def test_every_expense_type_and_all_but_some() -> None:
    before = 'boleh semua "Semua" untuk kegiatan promotif dasar A'
    difference = against('larang semua "Semua" untuk kegiatan promotif dasar A', before)
    assert told(difference)[0] == "Expense types that become forbidden: 8 (every expense type)"
    [change] = of_kind(Change, page_blocks(difference))
    assert change_title(change) == "every expense type: payable becomes forbidden"
    assert change_lines(change)[0] == "Kegiatan: Upaya promotif"
    most = "transpor, konsumsi, pemeliharaan, bahan_imunisasi, belanja_modal, honor, gaji"
    inap = 'boleh inap "I" untuk belanja penginapan dasar A tertutup belanja "D" dasar A '
    allowed, refused = (
        f'{inap}{word} semua "S" untuk belanja {most} dasar A' for word in ("boleh", "larang")
    )
    [change] = of_kind(Change, page_blocks(against(refused, allowed)))
    assert change.what.lead == "every expense type but"
    assert change.what.names == ("Penginapan",)


def test_a_ledger() -> None:
    before, after = compiled(BEFORE), compiled(AFTER)
    found = [
        (Place(2), {"belanja": "honor", "nilai": 5, "uraian": "<b>x</b>"}),
        (Place(3), {"belanja": "transpor", "nilai": 7}),
        (Place(4), {"nilai": 9, "satker": "<script>alert(1)</script>"}),
    ]
    difference = compare((before,), (after,), replay(found, [before], [after]))
    assert told(difference)[3:7] == [
        "Changed: 1 of 3 rows, Rp5 of Rp21",
        "The same: 1 of 3 rows, Rp7 of Rp21",
        "Not comparable, for a gap in the sources: 0 of 3 rows, Rp0 of Rp21",
        "Undecided, for want of facts: 1 of 3 rows, Rp9 of Rp21",
    ]
    blocks = page_blocks(difference)
    [changed] = [e for e in of_kind(Details, blocks) if e.title == "Changed rows"]
    [table] = of_kind(HtmlTable, list(changed.blocks))
    assert rows(table) == [("2", "Honor", "unlisted: Daftar", "forbidden: Gaji", "Rp5")]
    [legend] = of_kind(Legend, blocks)
    assert [word.text for word, _ in legend.words][-2:] == ["needs data", "questioned amount"]
    assert "<script" not in difference_html(difference)


def test_what_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    after = BEFORE.replace("paling banyak Rp1.000.000", "paling banyak nilai_kuitansi / 2")
    difference = replace(against(after), confirmed=False)
    assert told(difference)[-1].startswith("Not proved: ")
    paragraphs = [each.text for each in of_kind(Paragraph, page_blocks(difference))]
    assert paragraphs[-1] == "The solver gave up: there is no second proof."


def test_what_only_incomplete_expenses_show() -> None:
    after = BEFORE.replace(
        'boleh transpor "Transpor" untuk belanja transpor dasar A.1',
        'boleh transpor "T" untuk belanja transpor bila nilai paling banyak Rp500 dasar A.1'
        ' boleh transpor_b "T" untuk belanja transpor bila nilai di atas Rp500 dasar A.1',
    )
    assert "The same for every complete expense" in headings(against(after))


def test_the_page_is_whole_and_the_same_each_time() -> None:
    difference = against(AFTER + GAPS)
    page = difference_html(difference)
    assert page == difference_html(against(AFTER + GAPS))
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert "script" not in tags.seen
    levels = [int(each[1]) for each in tags.seen if each in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    [contents] = of_kind(Contents, page_blocks(difference))
    for _, anchor in contents.sections:
        assert page.count(f'id="{anchor}"') == 1
    anchors = {
        each.anchor
        for summary in of_kind(Summary, page_blocks(difference))
        for each in summary.findings
        if each.anchor
    }
    assert all(f'id="{anchor}"' in page for anchor in anchors)


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_word_that_only_its_authors_know(language: str) -> None:
    choose_language("id" if language == "id" else "en")
    page = difference_html(against(AFTER + GAPS)).lower()
    for word in ("witness", "region", "node", "cell", "wilayah yang"):
        assert f" {word}" not in page.split("</style>")[1], word


def test_vocabulary_changes_are_on_demand() -> None:
    after = compiled(BEFORE, vocabulary=VOCABULARY + 'belanja tenda "Tenda"\n')
    difference = compare((compiled(BEFORE),), (after,))
    assert "Vocabulary" in [each.title for each in of_kind(Details, page_blocks(difference))]
