"""The page of an inspection: what stands in it, what its filters go by, what it may run."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bokrules.base.messages import choose_language
from bokrules.evaluation.row import Place
from bokrules.evaluation.table import Source
from bokrules.inspection.contents import InspectionContents
from bokrules.reports.inspection_page import write_inspection_page, writing
from bokrules.reports.inspection_page.writing import inspection_page, shown_rows
from tests.reports.inspection.sample import (
    HOSTILE,
    contents,
    double_travel,
    sequence,
    unread,
)

Attributes = dict[str, str | None]
HOSTILE_AS_TEXT = "<script>alert(1)</script>\ufffd & \"'=cmd|' /C calc'!A0"
EMPTY = frozenset({"meta", "input"})


class Read(HTMLParser):
    """Every element with its attributes and its text; all must be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes, list[str]]] = []
        self._open: list[int] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in EMPTY:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for place in self._open:
            self.elements[place][2].append(data)

    def having(self, tag: str, **wanted: str) -> list[tuple[Attributes, str]]:
        """The elements of a tag with these attributes, and their text on one line."""
        return [
            (attributes, " ".join("".join(text).split()))
            for name, attributes, text in self.elements
            if name == tag and all(attributes.get(key) == each for key, each in wanted.items())
        ]

    def text(self, tag: str, **wanted: str) -> str:
        return self.having(tag, **wanted)[0][1]

    @property
    def rows(self) -> list[tuple[Attributes, str]]:
        return [each for each in self.having("tr") if (each[0].get("id") or "").startswith("r")]

    @property
    def findings(self) -> list[tuple[Attributes, str]]:
        return self.having("article")


def read(of: InspectionContents) -> Read:
    return Read(inspection_page(of))


def marks(attributes: Attributes) -> dict[str, str | None]:
    return {name[5:]: each for name, each in attributes.items() if name.startswith("data-")}


def test_the_head_names_ledger_edition_time_and_version() -> None:
    page = read(contents())
    assert page.text("h1") == "Inspection: bku_2010.xlsx"
    items = [text for _, text in page.having("li")]
    assert f"bku_2010.xlsx, sha256 {'3f' * 32}" in items
    assert "Checked by: Kepmenkes 494/Menkes/SK/IV/2010, edition 2010" in items
    assert "Made: 5 January 2011 09:30 UTC, by bokrules 0.1.0" in items
    assert "questioned: Rp7.800.000" in items
    assert "Januari, row 99: nilai is not a whole number (write 40000) [BOK503]" in items
    assert "Pajak yang tidak disetor: tidak ada buku pembantu pajak" in items


def test_many_files_are_told_on_demand() -> None:
    sources = tuple(Source(f"{number}.xlsx", f"{number:064}") for number in range(1, 8))
    page = read(replace(contents(), sources=sources))
    assert "Further files: 2" in [text for _, text in page.having("summary")]
    assert f"7.xlsx, sha256 {7:064}" in [text for _, text in page.having("li")]


def test_each_section_can_be_reached() -> None:
    page = read(contents())
    anchors = {attributes.get("id") for _, attributes, _ in page.elements}
    links = [each["href"] for each, _ in page.having("a")]
    assert len(links) > 10
    assert all(each and each[0] == "#" and each[1:] in anchors for each in links)


def test_a_row_has_what_the_filters_go_by() -> None:
    first, second, third, *_ = read(contents()).rows
    assert marks(first[0]) == {
        "o": "conditional",
        "u": "0",
        "c": "1.01.07",
        "m": "2010-05",
        "n": "40000",
    }
    assert marks(second[0])["o"] == "allowed"
    assert marks(third[0]) == {
        "o": "forbidden",
        "u": "2",
        "c": "1.01.09 1.01.07",
        "m": "2010-07",
        "n": "2750000",
        "q": "2750000",
    }


def test_a_row_tells_its_outcome_why_and_what_it_was_taken_for() -> None:
    rows = [text for _, text in read(contents()).rows]
    assert "✕ forbidden III.B.3.larangan.f, I.E.7" in rows[2]
    assert "assumed: terpencil = tidak" in rows[2]
    assert "finding codes: 1.01.09" in rows[2]
    assert (
        "expense type: Capital expenditure (account code and text: “Transport petugas”;"
        " sureness high)"
    ) in rows[2]
    assert "activity: not known (nothing in the text names an activity)" in rows[2]


def test_an_overruled_row_shows_both_outcomes_and_the_reason() -> None:
    text = read(contents()).rows[1][1]
    assert (
        "inspector: ✓ allowedallowed, by Dra. Maria Tefa, 2011-01-04: ada surat persetujuan"
        " kepala dinasedition: ✕ forbidden III.B.3.larangan.e"
    ) in text


def test_a_finding_has_its_parts_and_the_marks_of_its_rows() -> None:
    first, second = read(contents()).findings
    assert marks(first[0]) == {
        "o": "conditional allowed forbidden",
        "u": "0",
        "c": "1.01.07",
        "m": "2010-05 2010-06 2010-07",
        "n": "40000",
    }
    for part in (
        "✕ Finding 1Transpor dibayar dua kali untuk hari yang sama",
        "Condition (kondisi)Sri Wahyuni dibayar dua kali",
        "Criterion (kriteria)Transpor petugas (Kepmenkes 494 III.B.3.a, p. 9)",
        "Cause (sebab)(filled in by the inspector)",
        "Consequence (akibat)Kelebihan pembayaran sebesar Rp40.000",
        "Recommendation (rekomendasi)Tagih kembali",
        "Amount (nilai)Rp40.000",
        "RowsJanuari, row 1; Januari, row 2; Januari, row 3",
    ):
        assert part in first[1]
    assert second[0]["data-u"] == "1"
    assert second[0]["data-c"] == "-"
    assert "? Indication 2Nomor bukti 004 tidak ada" in second[1]


def test_a_finding_of_rows_that_are_not_in_the_page() -> None:
    elsewhere = replace(double_travel(1), rows=(Place(3, "Jumlah"),), unit=None)
    nowhere = replace(elsewhere, rows=())
    many = replace(elsewhere, rows=tuple(Place(row, "Januari") for row in range(1, 20)))
    first, second, third = read(contents(findings=[elsewhere, nowhere, many])).findings
    assert {first[0]["data-o"], first[0]["data-u"], first[0]["data-m"]} == {"-"}
    assert first[1].endswith("RowsJumlah, row 3")
    assert "Rows" not in second[1]
    assert third[1].endswith("RowsJanuari: rows 1–19")
    assert third[0]["data-u"] == "0 1 2"


def test_a_row_links_to_the_findings_that_name_it() -> None:
    findings = [double_travel(1) for _ in range(10)]
    text = read(contents(findings=findings)).rows[0][1]
    assert text.endswith("finding 7, finding 8, +2")


def test_filters_offer_what_there_is_and_wait_for_the_script() -> None:
    page = read(contents())
    assert "hidden" in page.having("form", id="filters")[0][0]
    options: dict[str, list[tuple[str | None, str]]] = {}
    name = ""
    for tag, attributes, text in page.elements:
        if tag == "select":
            name = attributes["name"] or ""
        if tag == "option":
            options.setdefault(name, []).append((attributes["value"], "".join(text)))
    assert options["o"][:2] == [("", "all"), ("forbidden", "forbidden")]
    assert len(options["o"]) == 6
    assert options["u"][1:] == [
        ("0", "Puskesmas Oebobo"),
        ("1", "Puskesmas Sikumana"),
        ("2", "Puskesmas Bakunase"),
    ]
    assert [value for value, _ in options["c"]] == [
        *("", "1.01.07", "1.01.09", "1.04.01", "3.03.01", "-")
    ]
    assert options["m"][1] == ("2010-05", "May 2010")


def test_one_unit_and_one_month_need_no_filter() -> None:
    whole = contents(1, units=["Puskesmas Oebobo"])
    names = {each["name"] for each, _ in read(whole).having("select")}
    assert names == {"o", "c"}


def test_rows_without_unit_or_month() -> None:
    whole = contents(2, units=["Puskesmas Oebobo", None])
    rows = tuple(replace(each, day=None, month=None) for each in whole.rows)
    page = read(replace(whole, rows=rows, months=((None, whole.sums), *whole.months)))
    assert [marks(each)["u"] for each, _ in page.rows] == ["0", "-"]
    assert marks(page.rows[0][0])["m"] == "-"
    texts = [text for each, text in page.having("option") if each["value"] == "-"]
    assert texts == ["not given", "without a code", "not given"]


def test_counts_are_there_before_the_script_runs() -> None:
    page = read(contents())
    status = page.having("p", id="rows-status")[0]
    assert status[1] == (
        "Rows shown: 10 of 10, Rp9.080.000; questioned Rp7.800.000, without evidence Rp350.000"
    )
    assert status[0]["data-words"] == (
        "Rows shown: {n} of {all}, {amount}; questioned {questioned}, without evidence"
        " {unsupported}"
    )
    assert page.text("p", id="findings-status") == "Findings shown: 2 of 2, Rp40.000"
    counts = {
        each["data-outcome"]: text for each, text in page.having("span", **{"data-of": "rows"})
    }
    assert counts["forbidden"] == "3 rows, Rp6.000.000"
    assert counts["undetermined"] == "0 rows, Rp0"


def test_each_picture_has_its_table() -> None:
    page = read(contents())
    titles = [text for _, text in page.having("title")][1:]
    assert titles == [
        "Rupiah by outcome",
        "Rupiah by unit and outcome, the largest sum on top",
        "Rupiah by month and outcome",
    ]
    captions = [text for _, text in page.having("caption")]
    assert captions == [
        "Rows by outcome",
        "By unit",
        "By month",
        "Cash books reconciled",
        "Findings by kind",
        "Rows judged",
    ]


def test_of_many_units_the_largest_are_drawn() -> None:
    whole = contents()
    units = tuple((f"Puskesmas {number}", whole.sums) for number in range(41))
    titles = [text for _, text in read(replace(whole, units=units)).having("title")]
    assert "Rupiah by unit and outcome: the 40 largest of 41 units" in titles


def test_the_page_runs_its_own_script_and_fetches_nothing() -> None:
    page = inspection_page(contents())
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert (page.count("<script"), len(scripts), len(styles)) == (1, 1, 1)
    found = read(contents())
    policy = found.having("meta", **{"http-equiv": "Content-Security-Policy"})[0][0]["content"]
    assert policy == (
        f"default-src 'none'; script-src {hashed(scripts[0])}; style-src {hashed(styles[0])};"
        " base-uri 'none'; form-action 'none'"
    )
    for _, attributes, _ in found.elements:
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in {"style", "src", "srcset", "action"}
            assert "//" not in (value or "") or name.startswith("xmlns")


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_script_writes_text_only() -> None:
    script = re.findall(r"<script>(.*?)</script>", inspection_page(contents()), re.DOTALL)[0]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|eval|Function\(|fetch|XMLHttp", script
    )


def test_text_stays_text() -> None:
    finding = replace(double_travel(1, unit=HOSTILE), title=HOSTILE, code=HOSTILE)
    hostile = contents(
        findings=[finding],
        description=lambda _: HOSTILE,
        units=[HOSTILE, "b"],
        ledger=HOSTILE,
    )
    page = inspection_page(replace(hostile, notes=(HOSTILE,), ignored_columns=(HOSTILE,)))
    assert page.count("<script") == 1
    found = Read(page)
    assert found.text("h1") == f"Inspection: {HOSTILE_AS_TEXT}"
    assert HOSTILE_AS_TEXT in found.rows[0][1]
    assert HOSTILE_AS_TEXT in found.findings[0][1]
    assert HOSTILE_AS_TEXT in [text for _, text in found.having("option")]


def test_the_same_contents_give_the_same_page(tmp_path: Path) -> None:
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    write_inspection_page(contents(), first)
    write_inspection_page(contents(), second)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="en">')


def test_in_indonesian() -> None:
    choose_language("id")
    page = read(contents())
    assert page.text("h1") == "Pemeriksaan: bku_2010.xlsx"
    assert page.text("p", id="findings-status") == "Temuan yang ditampilkan: 2 dari 2, Rp40.000"
    assert "Sebab(diisi pemeriksa)" in page.findings[0][1]


def test_nothing_was_found() -> None:
    page = read(replace(contents(findings=[]), checks_left_out=()))
    words = [text for _, text in page.having("p")]
    assert "No finding: the checks that were run found nothing across the lines." in words
    assert page.findings == []
    assert page.having("p", id="findings-status") == []
    assert "Findings by kind" not in [text for _, text in page.having("caption")]


def test_nothing_could_be_read() -> None:
    whole = contents(findings=[])
    sums = replace(whole.sums, by_outcome={}, questioned=0, unsupported=0)
    nothing = replace(
        whole,
        rows=(),
        balances=(),
        units=(),
        months=(),
        checks_run=(),
        sums=sums,
        unread=(unread(),) * 201,
        edition=replace(whole.edition, draft=True),
    )
    page = read(nothing)
    words = [text for tag in ("p", "li") for _, text in page.having(tag)]
    assert "No row could be judged." in words
    assert "No finding: no check across the lines was run." in words
    assert "None was run." in words
    assert "The ledger has no cash book with receipts and balances." in words
    assert "and 1 more: they stand in the workbook" in words
    assert "This edition is a draft: it is not law (yet)." in words
    assert page.having("form") == []
    assert page.having("svg") == []


def test_of_too_many_findings_those_that_carry_most_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "MOST_FINDINGS", 2)
    findings = [sequence(1), double_travel(1, amount=1), double_travel(2, amount=2)]
    page = read(contents(findings=findings))
    assert [each["id"] for each, _ in page.findings] == ["t2", "t3"]
    assert (
        "Of 3 findings those that carry most are told in full, 2 of them; the other 1 are"
        " counted in “Findings by kind” and stand in the workbook."
    ) in [text for _, text in page.having("p")]
    assert page.rows[0][1].endswith("finding 2")


def test_of_too_many_rows_those_that_were_found_stand_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    whole = contents(findings=[])
    page = read(whole)
    assert [each["id"] for each, _ in page.rows] == ["r1", "r2", "r3"]
    assert (
        "Of 10 rows 3 stand here, those that were found before others; all stand in the workbook."
    ) in [text for _, text in page.having("p")]
    assert shown_rows(whole) == list(whole.rows[:3])


def test_thousands_of_rows_and_findings_make_a_page_that_opens() -> None:
    findings = [double_travel(place, amount=place) for place in range(1, 5_001)]
    page = inspection_page(contents(5_000, findings=findings))
    assert page.count('<tr id="r') == 5_000
    assert page.count("<article") == 500
    assert len(page.encode()) < 5_000_000


def test_a_row_of_few_words() -> None:
    whole = contents(findings=[])
    bare = replace(
        whole.rows[0],
        description="",
        voucher=None,
        day=date(2010, 5, 1),
        unit=None,
        classification=None,
        codes=(),
    )
    (row,) = read(replace(whole, rows=(bare,))).rows
    assert row[1].startswith("Januari, row 12010-05-01-Rp40.000")
