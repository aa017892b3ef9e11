"""The page of a difference: what it says on top, of each change, and of what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

import pytest

from bokrules.base.dates import day_words
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
    Points,
    Summary,
    cell_text,
    change_lines,
    change_title,
)
from bokrules.reports.difference_page import page_blocks
from bokrules.reports.difference_report import difference_html
from tests.helpers import EDITION, VOCABULARY, compiled
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


PROVED = (
    "This list is complete for verdicts on expenses: beside what it names nothing differs (proved)."
)
OPEN = f"{PROVED} What is marked ? may differ, or be the same."


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
        "Expense types that become payable: 1 (Konsumsi)",
        "Expense types no longer payable: 0",
        "Expense types still not payable: once unlisted, now forbidden: 1 (Honor)",
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
    assert change_lines(second)[0] == "only if: Nilai Rp1.000.001 up to Rp2.000.000"
    assert [each.text for each in of_kind(Heading, blocks) if each.level == 3][-2:] == [
        "From unlisted to forbidden: 1 expense types",
        "From unlisted to payable: 1 expense types",
    ]
    [index] = [e for e in of_kind(Details, blocks) if e.title.startswith("What becomes")]
    [table] = of_kind(HtmlTable, list(index.blocks))
    assert rows(table) == [
        ("Honor", "unlisted", "forbidden", "unlisted → forbidden", "no"),
        ("Konsumsi", "unlisted", "payable", "unlisted → payable", "no"),
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
        OPEN,
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
    first, second = of_kind(Details, blocks)[1:3]
    assert first.title == "2010 (after): Larangan lain (expense types: 2)"
    [table] = of_kind(HtmlTable, list(first.blocks))
    assert [row[1:] for row in rows(table)] == [
        (
            "everywhere; An example. Jenis belanja: Transpor petugas; Sumber dana: BOK",
            "payable: Transpor (Kepmenkes 494/2010 A.1, p. 2)",
            "forbidden or payable: gap: Larangan lain (Kepmenkes 494/2010 B.1, p. 6)",
        )
    ]
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
    assert told(difference)[2] == (
        "Expense types that change for certain, into what is not known: 1 (Penginapan)"
    )
    [change] = of_kind(Change, page_blocks(difference))
    assert change.after.state == Badge("forbidden or payable", "open")
    assert change_lines(change)[-1] == (
        "2010 (after): gap: Larangan lain (Kepmenkes 494/2010 B.1, p. 6)"
    )


def test_every_expense_type_and_all_but_some() -> None:
    before = 'boleh semua "Semua" untuk kegiatan promotif dasar A'
    difference = against('larang semua "Semua" untuk kegiatan promotif dasar A', before)
    assert told(difference)[1] == (
        "Expense types no longer payable: now forbidden: 8 (every expense type)"
    )
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
        "Changed: 1 of 3 rows, Rp5",
        "The same: 1 of 3 rows, Rp7",
        "Not comparable, for a gap in the sources: 0 of 3 rows, Rp0",
        "Undecided, for want of facts: 1 of 3 rows, Rp9",
    ]
    blocks = page_blocks(difference)
    [table] = [e for e in of_kind(HtmlTable, blocks) if e.caption == "Changed rows"]
    assert rows(table) == [("2", "Honor", "unlisted: Daftar", "forbidden: Gaji", "Rp5")]
    [closed] = [e for e in of_kind(Details, blocks) if e.title == "Rows that cannot be decided yet"]
    [table] = of_kind(HtmlTable, list(closed.blocks))
    assert rows(table) == [
        (
            "4",
            "-",
            "needs data: Gaji",
            "needs data: Gaji",
            "Jenis belanja",
            "Rp9",
        )
    ]
    [meaning] = [e for e in of_kind(Details, blocks) if e.title == "What the words mean"]
    [legend] = of_kind(Legend, list(meaning.blocks))
    assert [word.text for word, _ in legend.words] == [
        "forbidden",
        "unlisted",
        "payable",
        "the text is silent",
        "forbidden or payable",
        "forbidden or the text is silent",
        "gap",
        "not comparable",
        "quoted from …",
        "conditionally allowed",
        "needs data",
        "questioned amount",
    ]
    assert "<script" not in difference_html(difference)


def test_what_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: False)
    after = BEFORE.replace("paling banyak Rp1.000.000", "paling banyak nilai_kuitansi / 2")
    difference = replace(against(after), confirmed=False)
    assert told(difference)[-1].startswith("Not proved: ")
    assert not [
        each
        for closed in of_kind(Details, page_blocks(difference))
        for each in of_kind(Paragraph, list(closed.blocks))
        if each.text.startswith("The same verdict in both")
    ]
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


def test_rows_without_an_amount_and_what_is_not_known_of_them() -> None:
    before, after = compiled(BEFORE), compiled(AFTER)
    found: list[tuple[Place, dict[str, object]]] = [
        (Place(2), {"belanja": "honor", "nilai": 5}),
        (Place(3), {"belanja": "honor"}),
        (Place(4), {}),
    ]
    difference = compare((before,), (after,), replay(found, [before], [after]))
    assert [each for each in told(difference) if "rows" in each] == [
        "Changed: 2 of 3 rows, at least Rp5 (1 rows without an amount)",
        "The same: 0 of 3 rows, Rp0",
        "Not comparable, for a gap in the sources: 0 of 3 rows, Rp0",
        "Undecided, for want of facts: 1 of 3 rows, an amount that no row gives",
    ]
    blocks = page_blocks(difference)
    tables = of_kind(HtmlTable, blocks)
    for each in of_kind(Details, blocks):
        tables += of_kind(HtmlTable, list(each.blocks))
    by_caption = {each.caption: each for each in tables}
    assert rows(by_caption["By outcome: changed"]) == [
        ("unlisted", "forbidden", "2", "Rp5 or more", "Rp5 or more", "Rp5 or more")
    ]
    assert rows(by_caption["By outcome: undecided, for want of facts"]) == [
        ("needs data", "needs data", "1", *["not known yet"] * 3)
    ]


def test_a_row_whose_expense_type_is_too_general() -> None:
    before, after = compiled(BEFORE), compiled(AFTER)
    found = replay([(Place(2), {"belanja": "imbalan", "nilai": 5})], [before], [after])
    blocks = page_blocks(compare((before,), (after,), found))
    [closed] = [e for e in of_kind(Details, blocks) if e.title == "Rows that cannot be decided yet"]
    [table] = of_kind(HtmlTable, list(closed.blocks))
    assert dict(table.columns)["data that is missing"] == [
        "Jenis belanja more exactly than Imbalan"
    ]


def test_what_is_no_longer_payable_and_the_rest() -> None:
    after = BEFORE.replace(
        'boleh transpor "Transpor" untuk belanja transpor dasar A.1',
        'boleh inap "Inap" untuk belanja penginapan dasar A.1',
    ).replace("larang gaji", "larang transpor_l untuk belanja transpor_kader dasar B.1 larang gaji")
    after = after.replace("transpor_l untuk", 'transpor_l "Larang" untuk')
    difference = against(after)
    assert told(difference)[:3] == [
        "Expense types that become payable: 1 (Penginapan)",
        "Expense types no longer payable: now forbidden: 1 (Transpor kader)",
        "Expense types no longer payable: now unlisted: 1 (Transpor petugas)",
    ]


def test_what_is_refused_now_one_way_or_the_other() -> None:
    gap = 'celah lain "Lain" menyentuh larang untuk belanja konsumsi dasar B.1 '
    after = BEFORE.replace("untuk belanja konsumsi bila", "untuk belanja penginapan bila") + gap
    found = told(against(after))
    assert found[1] == ("Expense types no longer payable: now forbidden or unlisted: 1 (Konsumsi)")
    assert not [each for each in found if "into what is not known" in each]


def test_what_was_forbidden_and_is_not_spoken_of_now() -> None:
    before = 'larang honor "Honor" untuk belanja honor dasar B.1'
    after = 'larang gaji "Gaji" untuk belanja gaji dasar B.1'
    difference = against(after, before)
    assert told(difference)[:2] == [
        "Expense types that become payable: 0",
        "Expense types no longer payable: 0",
    ]
    assert "Expense types once forbidden, now the text is silent: 1 (Honor)" in told(difference)
    [change] = [
        each for each in of_kind(Change, page_blocks(difference)) if each.what.names == ("Honor",)
    ]
    assert change.after.reasons == [("no rule decides it", "")]


def test_duties_and_limits_of_one_edition_are_named() -> None:
    duty = 'kewajiban lapor "Lapor tiap bulan" per satker per bulan dasar C '
    difference = against(BEFORE + duty)
    assert (
        "Duties of an office in the text of 2010 (after) alone (the other may say them"
        " otherwise): 1 (Lapor tiap bulan)" in told(difference)
    )
    mirrored = against(BEFORE, BEFORE + duty)
    assert (
        "Duties of an office in the text of 2010 (before) alone (the other may say them"
        " otherwise): 1 (Lapor tiap bulan)" in told(mirrored)
    )
    [kind] = [e for e in of_kind(Details, page_blocks(difference)) if e.title.startswith("Duties")]
    [points] = of_kind(Points, list(kind.blocks))
    assert points.items[0][0] == "only in 2010 (after): `lapor` Lapor tiap bulan"
    gap = 'celah lain "Lain" menyentuh kewajiban dasar C '
    partial = compiled(BEFORE + gap, edition=replace(EDITION, partial=True))
    hidden = compare((partial,), (compiled(BEFORE + duty),))
    assert not [each for each in told(hidden) if each.startswith("Duties")]


def test_types_that_stay_the_same_are_named_below_the_index() -> None:
    [index] = [
        e
        for e in of_kind(Details, page_blocks(against(AFTER)))
        if e.title.startswith("What becomes")
    ]
    [same] = of_kind(Paragraph, list(index.blocks))
    assert same.text.startswith("The same verdict in both: Transpor petugas, Transpor kader")
    assert "Honor" not in same.text
