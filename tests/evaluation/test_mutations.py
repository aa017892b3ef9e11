"""The mutants of small policies, all of them, each in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bokrules.backends.decision import Facts
from bokrules.backends.reference import decide
from bokrules.evaluation.mutations import Mutant, is_decisive, mutants
from bokrules.semantics.outcomes import Outcome
from bokrules.semantics.policy import Policy
from tests.helpers import EDITION, POLICY_FILE, compiled

IN_FORCE = [
    ("threshold", "masa_berlaku", "2010-04-23 instead of 2010-04-22"),
    ("threshold", "masa_berlaku", "2010-04-21 instead of 2010-04-22"),
    ("threshold", "masa_berlaku", "2011-01-01 instead of 2010-12-31"),
    ("threshold", "masa_berlaku", "2010-12-30 instead of 2010-12-31"),
]


def _mutants(text: str, rule: str = "") -> list[Mutant]:
    """Those of the rules, or of one of them."""
    found = list(mutants([compiled(text)]))
    assert [(each.kind, each.rule, each.message.text()) for each in found[:4]] == IN_FORCE
    return [each for each in found[4:] if rule in ("", each.rule)]


def _words(text: str, rule: str = "") -> list[tuple[str, str]]:
    return [(each.kind, each.message.text()) for each in _mutants(text, rule)]


def test_a_permission() -> None:
    text = (
        'boleh a "A" untuk belanja transpor, penginapan untuk kegiatan gizi bila terpencil'
        " dasar A.1"
    )
    assert _words(text) == [
        ("condition", "without `bila`"),
        ("negation", "the opposite test of terpencil"),
        ("selector", "without `untuk belanja`"),
        ("term", "not for `belanja transpor`"),
        ("term", "not for `belanja penginapan`"),
        ("selector", "without `untuk kegiatan`"),
        ("dropped", "left out"),
        ("effect", "`larang` instead of `boleh`"),
    ]


def test_memenuhi_is_dropped_whole_and_by_list() -> None:
    text = 'boleh a "A" untuk dana bok memenuhi belanja, kegiatan dasar A.1'
    found = [each for each in _mutants(text) if each.kind == "serves"]
    assert [(e.message.text(), set(e.texts[0].permissions[0].serves)) for e in found] == [
        ("without `memenuhi`", {"dana"}),
        ("without `memenuhi belanja`", {"dana", "kegiatan"}),
        ("without `memenuhi kegiatan`", {"dana", "belanja"}),
    ]


def test_equal_mutants_count_once() -> None:
    text = 'boleh a "A" untuk belanja penginapan memenuhi kegiatan, belanja dasar A.1'
    assert _words(text) == [
        ("selector", "without `untuk belanja`"),
        ("serves", "without `memenuhi`"),
        ("dropped", "left out"),
        ("effect", "`larang` instead of `boleh`"),
    ]


def test_a_prohibition_with_an_exception() -> None:
    text = (
        'boleh dingin "Cold chain" untuk belanja cold_chain dasar A.1\n'
        'larang modal "Modal" untuk belanja belanja_modal, pemeliharaan kecuali dingin dasar B.1'
    )
    assert _words(text, "modal") == [
        ("selector", "without `untuk belanja`"),
        ("term", "not for `belanja belanja_modal`"),
        ("term", "not for `belanja pemeliharaan`"),
        ("exception", "without the exception `dingin`"),
        ("dropped", "left out"),
        ("effect", "`boleh` instead of `larang`"),
    ]


def test_a_gap_with_an_exception() -> None:
    text = (
        'boleh dingin "Cold chain" untuk belanja cold_chain dasar A.1\n'
        'celah larangan "Larangan" menyentuh larang kecuali dingin'
    )
    assert _words(text, "larangan") == [
        ("exception", "without the exception `dingin`"),
        ("dropped", "left out"),
    ]
    (dropped,) = (each.texts[0] for each in _mutants(text, "dingin") if each.kind == "dropped")
    assert [each.exceptions for each in dropped.gaps] == [()]


def test_an_exception_goes_with_its_permission() -> None:
    text = (
        'boleh dingin "Cold chain" untuk belanja cold_chain dasar A.1\n'
        'larang modal "Modal" untuk belanja pemeliharaan kecuali dingin dasar B.1'
    )
    found = {each.message.text(): each.texts[0] for each in _mutants(text, "dingin")}
    dropped, forbidden = found["left out"], found["`larang` instead of `boleh`"]
    assert dropped.permissions == forbidden.permissions == ()
    assert [each.exceptions for each in dropped.prohibitions] == [()]
    assert [each.name for each in forbidden.prohibitions] == ["modal", "dingin"]
    wider = found["without `untuk belanja`"]
    assert wider.prohibitions[0].exceptions == ("dingin",)


def test_a_prohibition_turned_serves_the_lists_it_selects_on() -> None:
    (turned,) = (
        each.texts[0]
        for each in _mutants('larang a "A" untuk belanja gaji dasar B.1')
        if each.kind == "effect"
    )
    (permission,) = turned.permissions
    assert (permission.name, set(permission.serves)) == ("a", {"belanja"})
    assert turned.prohibitions == ()


def test_an_obligation() -> None:
    text = (
        'wajib a "A" untuk belanja transpor bila nilai di atas Rp250.000 s/d Rp1.000.000\n'
        "  bukti kuitansi atau faktur, surat_tugas\n"
        "  setor ppn = 10% * nilai, pph22 = 1,5% * nilai\n"
        "  meterai Rp3.000\n"
        "  harus bukan terpencil\n"
        "  dasar C.1"
    )
    assert _words(text) == [
        ("condition", "without `bila`"),
        ("operand", "without the test of nilai"),
        ("comparison", "`>=` instead of `>`"),
        ("comparison", "`<` instead of `>`"),
        ("threshold", "Rp250.001 instead of Rp250.000"),
        ("threshold", "Rp249.999 instead of Rp250.000"),
        ("operand", "without the test of nilai"),
        ("comparison", "`<` instead of `<=`"),
        ("comparison", "`>=` instead of `<=`"),
        ("threshold", "Rp1.000.001 instead of Rp1.000.000"),
        ("threshold", "Rp999.999 instead of Rp1.000.000"),
        ("selector", "without `untuk belanja`"),
        ("requirement", "without requirement 1"),
        ("document", "without documents kuitansi, faktur"),
        ("document", "`kuitansi` does not do"),
        ("document", "`faktur` does not do"),
        ("document", "without documents surat_tugas"),
        ("requirement", "without requirement 2"),
        ("deposit", "without tax `ppn`"),
        ("threshold", "11% instead of 10%"),
        ("threshold", "9% instead of 10%"),
        ("deposit", "without tax `pph22`"),
        ("threshold", "1,6% instead of 1,5%"),
        ("threshold", "1,4% instead of 1,5%"),
        ("requirement", "without requirement 3"),
        ("threshold", "Rp3.001 instead of Rp3.000"),
        ("threshold", "Rp2.999 instead of Rp3.000"),
        ("requirement", "without requirement 4"),
        ("negation", "without the negation"),
        ("dropped", "left out"),
    ]


def test_an_obligation_that_asks_for_one_thing_is_only_left_out() -> None:
    assert _words('wajib a "A" setor ppn = nilai dasar C.1') == [("dropped", "left out")]
    assert _words('wajib a "A" bukti kuitansi dasar C.1') == [("dropped", "left out")]


def test_a_closed_list() -> None:
    text = (
        'tertutup belanja "Daftar" untuk dana bok_puskesmas dasar A.1\n'
        'boleh a "A" untuk belanja gaji dasar A.1'
    )
    assert _words(text, "belanja") == [
        ("selector", "without `untuk dana`"),
        ("dropped", "left out"),
    ]


@pytest.mark.parametrize("touches", ["larang", "wajib", "batas"])
def test_a_gap(touches: str) -> None:
    assert _words(f'celah a "A" menyentuh {touches} untuk belanja gaji, honor') == [
        ("selector", "without `untuk belanja`"),
        ("term", "not for `belanja gaji`"),
        ("term", "not for `belanja honor`"),
        ("dropped", "left out"),
    ]


def test_a_gap_in_a_list() -> None:
    assert _words('celah a "A" menyentuh boleh') == [("dropped", "left out")]
    text = 'celah a "A" menyentuh boleh memenuhi belanja'
    found = {each.message.text(): each.texts[0] for each in _mutants(text)}
    assert [(text, [set(gap.serves) for gap in each.gaps]) for text, each in found.items()] == [
        ("without `memenuhi`", [{"belanja", "kegiatan", "dana"}]),
        ("left out", []),
    ]


UNDECIDING = """
batas dua "Dua kali" maksimal 2 kali per satker per tahun dasar C.1
kewajiban laporan "Laporan" per satker per bulan dasar C.1
sasaran semua "Semua" dasar C.2
target k4 "K4" paling sedikit 95% dasar C.3
celah lampiran "Lampiran" menyentuh kewajiban
"""


def test_what_decides_no_expense_has_no_mutants() -> None:
    policy = compiled(UNDECIDING)
    assert _mutants(UNDECIDING) == []
    assert [is_decisive(each) for each in policy.declared] == [False] * 5


def test_in_the_order_of_the_decree_and_each_in_its_place() -> None:
    found = _mutants(
        'wajib z "Z" harus dalam_rpk dasar C.1\nboleh a "A" untuk belanja gaji dasar A.1\n'
    )
    assert [(each.rule, each.span.file, each.span.line) for each in found] == [
        ("a", POLICY_FILE, 2),
        ("a", POLICY_FILE, 2),
        ("a", POLICY_FILE, 2),
        ("z", POLICY_FILE, 1),
        ("z", POLICY_FILE, 1),
    ]


# ---- an edition of several texts ----

KEPT = 'boleh a "A" untuk belanja gaji dasar A.1\n'
LATER = replace(EDITION, first_day=date(2010, 6, 1))


def _texts(first: str, second: str) -> list[Policy]:
    return [compiled(first), compiled(second, edition=LATER)]


def _before_and_after(texts: list[Policy], rule: str, kind: str) -> list[list[bool]]:
    """Of each mutant: which of the texts differ from what they were."""
    return [
        [changed != policy for changed, policy in zip(each.texts, texts, strict=True)]
        for each in mutants(texts)
        if (each.rule, each.kind) == (rule, kind)
    ]


def test_a_rule_that_stays_is_changed_in_all_texts() -> None:
    texts = _texts(KEPT, KEPT + 'larang b "B" untuk belanja honor dasar B.1')
    assert _before_and_after(texts, "a", "dropped") == [[True, True]]
    assert _before_and_after(texts, "a", "effect") == [[True, True]]
    assert _before_and_after(texts, "b", "dropped") == [[False, True]]


def test_a_rule_that_is_replaced_is_two_rules() -> None:
    texts = _texts(KEPT, KEPT.replace("gaji", "honor"))
    assert _before_and_after(texts, "a", "dropped") == [[True, False], [False, True]]


def test_days_of_all_texts() -> None:
    texts = _texts(KEPT, KEPT)
    words = [each.message.text() for each in mutants(texts) if each.rule == "masa_berlaku"]
    assert words == [
        "2010-04-23 instead of 2010-04-22",
        "2010-04-21 instead of 2010-04-22",
        "2010-06-02 instead of 2010-06-01",
        "2010-05-31 instead of 2010-06-01",
        "2011-01-01 instead of 2010-12-31",
        "2010-12-30 instead of 2010-12-31",
    ]
    assert _before_and_after(texts, "masa_berlaku", "threshold") == [
        [True, False],
        [True, False],
        [False, True],
        [False, True],
        [True, True],
        [True, True],
    ]


def test_a_text_without_end_has_no_last_day_to_move() -> None:
    policy = compiled(KEPT, edition=replace(EDITION, last_day=None))
    assert len([each for each in mutants([policy]) if each.rule == "masa_berlaku"]) == 2


# ---- all together ----

EXPENSES: tuple[Facts, ...] = (
    {},
    {"belanja": "gaji"},
    {"belanja": "cold_chain", "nilai": 2_000_000},
)


def test_every_mutant_differs_and_can_be_run(everything: Policy) -> None:
    found = list(mutants([everything]))
    assert len(found) == 47
    for place, mutant in enumerate(found):
        assert mutant.texts[0] != everything
        assert all(mutant.texts != each.texts for each in found[:place])
        for facts in EXPENSES:
            assert decide(facts, mutant.texts[0]).outcome in Outcome


@pytest.fixture
def everything() -> Policy:
    return compiled(
        UNDECIDING
        + """
tertutup belanja "Daftar" untuk dana bok_puskesmas dasar A
tertutup belanja "Daftar" untuk dana bok_provinsi dasar A
boleh dingin "Cold chain" untuk belanja cold_chain memenuhi kegiatan, belanja dasar A.1
boleh gizi "Gizi" untuk kegiatan gizi bila terpencil atau dalam_rpk dasar A.2
larang modal "Modal" untuk belanja belanja_modal, pemeliharaan kecuali dingin dasar B.1
larang banyak "Terlalu banyak" bila jumlah_orang di atas 5 orang dasar B.2
celah lama "Lama" menyentuh larang untuk belanja pemeliharaan kecuali dingin
celah batasan "Batas" menyentuh batas
celah lain "Lain-lain" menyentuh boleh memenuhi belanja
wajib ppn "PPN" bila nilai di atas Rp1.000.000 setor ppn = 10% * nilai dasar C.1
"""
    )
