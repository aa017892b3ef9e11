"""Where two editions decide differently, in sentences and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bokrules.base.messages import choose_language
from bokrules.comparison.difference import Difference, compare
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.reports.difference_report import difference_markdown
from bokrules.reports.difference_verdicts_json import verdicts_document
from tests.helpers import compiled

BEFORE = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" en "Transport allowed" untuk belanja transpor dasar A.1
boleh konsumsi "Konsumsi" untuk belanja konsumsi bila nilai paling banyak Rp1.000.000 dasar A.1
boleh inap "Inap" untuk belanja penginapan bila terpencil dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar B.1
wajib bukti_transpor "B" untuk belanja transpor bukti kuitansi atau faktur, surat_tugas dasar A.1
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language("en")
    yield
    choose_language(None)


def against(after: str, before: str = BEFORE) -> Difference:
    return compare((compiled(before),), (compiled(after),))


def section(difference: Difference) -> list[str]:
    lines = difference_markdown(difference).splitlines()
    start, end = lines.index("## Verdicts"), lines.index("## Rules")
    return [each for each in lines[start + 1 : end] if each]


PROVED = (
    "Proved: every complete expense outside of what is listed here is decided alike and owes the"
    " same, the days in force aside."
)


def test_nothing_differs() -> None:
    difference = against(BEFORE)
    assert difference.is_empty
    assert section(difference) == [
        "- groups of expenses whose outcome changes: 0; that gaps keep from being compared: 0",
        PROVED,
    ]


def test_a_threshold() -> None:
    difference = against(BEFORE.replace("Rp1.000.000", "Rp2.000.000"))
    assert not difference.is_empty
    assert section(difference) == [
        "- groups of expenses whose outcome changes: 1; that gaps keep from being compared: 0",
        "### unlisted → payable",
        "- **Konsumsi; Nilai Rp1.000.001 up to Rp2.000.000**",
        "  - for example: Jenis belanja: Konsumsi; Sumber dana: BOK; Nilai: Rp1.000.001",
        "  - 2010 (before): Daftar (Kepmenkes 494/2010 A, p. 1)",
        "  - 2010 (after): Konsumsi (Kepmenkes 494/2010 A.1, p. 2)",
        PROVED,
    ]
    document = verdicts_document(difference)
    assert document["no_other_difference"] == "proved"
    [change] = document["verdicts"]
    assert (change["expense_type"], change["from"], change["to"]) == (
        "konsumsi",
        "unlisted",
        "payable",
    )
    assert change["where"] == {
        "expense_type": ["konsumsi"],
        "amount": [{"from": 1_000_001, "to": 2_000_000}],
    }
    assert change["witness"] == {"expense_type": "konsumsi", "fund": "bok", "amount": 1_000_001}
    assert change["because"] == ["belanja", "konsumsi"]


def test_an_answer_of_yes_or_no() -> None:
    lines = section(against(BEFORE.replace("bila terpencil ", "")))
    assert lines[2] == "- **Penginapan; Di desa terpencil: no**"


def test_in_part_of_a_region() -> None:
    """Where ways multiply it is told once, with the facts that decide where."""
    after = BEFORE.replace("Rp1.000.000", "Rp2.000.000") + (
        'wajib daftar_b "D" untuk belanja konsumsi bila terpencil bukti surat_tugas dasar A.1'
    )
    difference = against(after)
    coarse = compare_verdicts(difference.before, difference.after, most_ways=0)
    told = replace(difference, verdicts=coarse)
    lines = section(told)
    assert lines[3:5] == [
        "- **Konsumsi**",
        "  - in part of it, depending on: Nilai",
    ]
    assert lines[9:13] == [
        "- **now asked for: Surat tugas**",
        "  - Konsumsi",
        "  - in part of it, depending on: Di desa terpencil, Nilai",
        "  - for example: Jenis belanja: Konsumsi; Sumber dana: BOK; Di desa terpencil: yes;"
        " Nilai: Rp1",
    ]
    document = verdicts_document(told)
    assert document["verdicts"][0]["depends_on"] == ["amount"]
    assert document["obligations"][0]["depends_on"] == ["remote", "amount"]
    assert verdicts_document(difference)["verdicts"][0]["depends_on"] == []


def test_a_gap_in_part_of_a_region() -> None:
    gap = 'celah larangan "L" menyentuh larang untuk belanja konsumsi bila terpencil dasar B.1'
    difference = against(BEFORE + gap)
    coarse = compare_verdicts(difference.before, difference.after, most_ways=0)
    lines = section(replace(difference, verdicts=coarse))
    assert "  - Konsumsi; in part of it, depending on: Di desa terpencil, Nilai" in lines


def test_documents() -> None:
    after = BEFORE.replace("kuitansi atau faktur, surat_tugas", "kuitansi atau faktur") + (
        'wajib ppn "PPN" untuk belanja konsumsi bila nilai di atas Rp500.000'
        " setor ppn = 10% * nilai meterai Rp6.000 harus terpencil dasar C"
    )
    difference = against(after)
    assert section(difference)[1:-1] == [
        "- obligations that are added or dropped: 2; not comparable: 0",
        "### What must be shown or paid",
        "- **no longer asked for: Surat tugas**",
        "  - Transport",
        "  - for example: Jenis belanja: Transport; Sumber dana: BOK",
        "  - 2010 (before): B (Kepmenkes 494/2010 A.1, p. 2)",
        "- **now asked for: PPN: 10% × Nilai, stamp duty: Rp6.000, Di desa terpencil: yes**",
        "  - Konsumsi; Nilai Rp500.001 up to Rp1.000.000",
        "  - for example: Jenis belanja: Konsumsi; Sumber dana: BOK; Nilai: Rp500.001",
        "  - 2010 (after): PPN (Kepmenkes 494/2010 C, p. 9)",
    ]
    document = verdicts_document(difference)
    assert [each["change"] for each in document["obligations"]] == ["removed", "added"]
    assert document["obligations"][0]["asked"] == ["Surat tugas"]


def test_what_gaps_hide() -> None:
    after = (
        BEFORE
        + 'celah larangan "Larangan lain" menyentuh larang untuk belanja transpor dasar B.1 '
        + 'celah pajak_lain "Pajak" menyentuh wajib untuk belanja penginapan dasar C'
    )
    difference = against(after)
    assert section(difference) == [
        "- groups of expenses whose outcome changes: 0; that gaps keep from being compared: 1",
        "- obligations that are added or dropped: 0; not comparable: 1",
        "### Verdicts that cannot be compared, for a gap in the sources",
        "- **payable → forbidden or payable**",
        "  - Transport",
        "  - for example: Jenis belanja: Transport; Sumber dana: BOK",
        "  - 2010 (before): Transport allowed (Kepmenkes 494/2010 A.1, p. 2)",
        "  - 2010 (after): ? Larangan lain (Kepmenkes 494/2010 B.1, p. 6)",
        "- **obligations: Pajak**",
        "  - Penginapan; Di desa terpencil: yes",
        PROVED,
    ]
    [hidden] = verdicts_document(difference)["verdicts_not_comparable"]
    assert (hidden["to"], hidden["because_to"]) == ("forbidden|payable", ["larangan"])


def test_rules_that_differ_while_no_verdict_does() -> None:
    lines = section(against(BEFORE + 'larang upah "Upah" untuk belanja gaji dasar B.1'))
    assert lines[1] == "- the rules differ, and no verdict does"


def test_what_only_incomplete_expenses_show() -> None:
    after = BEFORE.replace(
        'boleh transpor "Transpor" en "Transport allowed" untuk belanja transpor dasar A.1',
        'boleh transpor "T" untuk belanja transpor bila nilai paling banyak Rp500 dasar A.1'
        ' boleh transpor_b "T" untuk belanja transpor bila nilai di atas Rp500 dasar A.1',
    )
    difference = against(after)
    assert "### The same for every complete expense" in section(difference)
    [change] = verdicts_document(difference)["incomplete"]
    assert (change["field"], "amount" in change["witness"]) == ("expense_type", False)


def test_what_only_incomplete_expenses_are_asked_for() -> None:
    rule = 'wajib w "W" untuk belanja transpor {}bukti faktur dasar C '
    before = BEFORE + rule.format("")
    halves = (rule.format(f"bila nilai {how} Rp500 ") for how in ("paling banyak", "di atas"))
    after = BEFORE + "".join(halves).replace("wajib w", "wajib v", 1)
    difference = compare((compiled(before),), (compiled(after),))
    assert "- **Faktur: asked for otherwise where an expense leaves something out**" in section(
        difference
    )
    [change] = verdicts_document(difference)["incomplete"]
    assert (change["field"], change["asked"]) == (None, ["Faktur"])


@pytest.mark.parametrize("is_installed", [True, False])
def test_what_is_not_analysed(monkeypatch: pytest.MonkeyPatch, is_installed: bool) -> None:
    monkeypatch.setattr("bokrules.backends.to_smt.is_available", lambda: is_installed)
    monkeypatch.setattr("bokrules.backends.to_smt.solver.EFFORT", 1)
    after = BEFORE.replace("paling banyak Rp1.000.000", "paling banyak nilai_kuitansi / 2")
    lines = section(against(after))
    assert lines[-1].startswith("Not analysed: ")
    assert ("pip install" in lines[-1]) is not is_installed
    assert verdicts_document(against(after))["no_other_difference"] == "not analysed"


def test_long_lists_are_cut_and_turned_round() -> None:
    rules = BEFORE + 'larang semua "Semua" untuk belanja {} dasar B.1'
    most = "pemeliharaan, bahan_imunisasi, belanja_modal, honor, imbalan, cold_chain"
    assert "belanja" not in section(against(rules.format("honor")))[2]
    words = section(against(rules.format(most)))[2]
    assert words.startswith("- **")


def test_another_fund() -> None:
    before = compiled(BEFORE)
    after = replace(before, edition=replace(before.edition, id="2011", funds=("bok_provinsi",)))
    lines = section(compare((before,), (after,)))
    assert any(each.startswith("- only ") for each in lines)
