"""The nearest compliant change on small policies: exact values, each worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from bokrules.backends.decision import Facts
from bokrules.comparison.nearest import replay
from bokrules.comparison.nearest.change import Answer, Change, Kind, Nearest
from bokrules.comparison.nearest.nearest import nearest_change
from bokrules.comparison.verdicts.compare import WitnessDisagrees
from bokrules.semantics.outcomes import Outcome
from tests.helpers import EDITION, compiled

LISTED = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1
boleh inap "Penginapan" untuk belanja penginapan bila terpencil dasar A.2
larang imbalan "Imbalan" untuk belanja imbalan dasar B.1
"""


def nearest(rules: str, **facts: Any) -> Nearest:
    return nearest_change(facts, [compiled(rules)])


def told(change: Change) -> tuple[Any, ...]:
    if change.tax is not None:
        return change.kind, change.tax, change.value
    return change.kind, change.fact, change.value


def ways(found: Nearest) -> list[list[tuple[Any, ...]]]:
    return [[told(change) for change in each.changes] for each in found.solutions]


def reasons(change: Change) -> list[str]:
    return [each.rule for each in change.asked_by]


# ---- what is changed ----


def test_it_is_payable_as_it_is() -> None:
    found = nearest(LISTED, belanja="transpor")
    assert (found.answer, found.size, found.solutions) == (Answer.ALREADY, None, ())


def test_a_document_is_added() -> None:
    rules = (
        LISTED + 'wajib tugas "Tugas" untuk belanja transpor bukti surat_tugas, kuitansi dasar C.1'
    )
    found = nearest(rules, belanja="transpor", bukti=frozenset({"kuitansi"}))
    assert found.answer is Answer.WITHIN
    assert ways(found) == [[(Kind.DOCUMENT, "bukti", "surat_tugas")]]
    [change] = found.solutions[0].changes
    [asked] = change.asked_by
    assert (asked.rule, asked.citation, asked.page) == (
        "tugas",
        "Kepmenkes 494/2010 C.1, p. 10",
        10,
    )
    assert found.solutions[0].facts == {
        "belanja": "transpor",
        "bukti": frozenset({"kuitansi", "surat_tugas"}),
    }


def test_one_document_serves_two_obligations() -> None:
    rules = LISTED + (
        'wajib a "A" bukti kuitansi atau faktur dasar C.1\n'
        'wajib b "B" bukti faktur atau surat_tugas dasar C.2\n'
    )
    found = nearest(rules, belanja="transpor")
    assert ways(found) == [[(Kind.DOCUMENT, "bukti", "faktur")]]
    assert reasons(found.solutions[0].changes[0]) == ["a", "b"]


def test_documents_that_do_as_well_are_one_way() -> None:
    rules = LISTED + 'wajib a "A" bukti kuitansi atau faktur, surat_tugas dasar C.1'
    found = nearest(rules, belanja="transpor", bukti=frozenset())
    assert ways(found) == [
        [(Kind.DOCUMENT, "bukti", "kuitansi"), (Kind.DOCUMENT, "bukti", "surat_tugas")]
    ]
    assert [each.also for each in found.solutions[0].changes] == [("faktur",), ()]
    assert found.count == 1


def test_documents_that_cannot_be_exchanged_one_by_one_are_ways_of_their_own() -> None:
    rules = LISTED + (
        'wajib a "A" bukti kuitansi atau faktur dasar C.1\n'
        'wajib b "B" bukti faktur atau surat_tugas dasar C.2\n'
        'wajib c "C" bukti kuitansi atau surat_tugas dasar C.3\n'
    )
    found = nearest(rules, belanja="transpor", bukti=frozenset())
    assert ways(found) == [
        [(Kind.DOCUMENT, "bukti", "kuitansi"), (Kind.DOCUMENT, "bukti", "faktur")],
        [(Kind.DOCUMENT, "bukti", "kuitansi"), (Kind.DOCUMENT, "bukti", "surat_tugas")],
        [(Kind.DOCUMENT, "bukti", "faktur"), (Kind.DOCUMENT, "bukti", "surat_tugas")],
    ]


TAXED = LISTED + (
    'wajib pungutan "Pajak" untuk belanja transpor bila nilai di atas Rp1.000.000'
    " setor ppn = 10% * nilai, pph22 = 1,5% * nilai dasar C.1\n"
)


def test_the_amount_is_lowered_to_the_threshold_or_the_taxes_are_paid() -> None:
    found = nearest(TAXED, belanja="transpor", nilai=2_000_001, pajak={"ppn": 5})
    assert ways(found) == [[(Kind.CHANGED, "nilai", 1_000_000)]]
    [change] = found.solutions[0].changes
    assert (change.before, change.between) == (2_000_001, (0, 1_000_000))
    [kept] = found.kept
    assert [told(each) for each in kept.changes] == [
        (Kind.TAX, "pph22", 30_000),
        (Kind.TAX, "ppn", 200_000),
    ]
    assert [each.before for each in kept.changes] == [None, 5]
    assert kept.facts["pajak"] == {"ppn": 200_000, "pph22": 30_000}


def test_one_tax_is_preferred_to_a_lower_amount() -> None:
    found = nearest(TAXED, belanja="transpor", nilai=2_000_000, pajak={"ppn": 200_000})
    assert ways(found) == [
        [(Kind.TAX, "pph22", 30_000)],
        [(Kind.CHANGED, "nilai", 1_000_000)],
    ]
    assert found.kept == ()


def test_the_amount_is_lowered_as_far_as_the_taxes_paid_reach() -> None:
    """10% of Rp1.500.009 is Rp150.000 whole rupiah; 1,5% of it Rp22.500."""
    found = nearest(
        TAXED, belanja="transpor", nilai=2_000_000, pajak={"ppn": 150_000, "pph22": 22_500}
    )
    assert ways(found) == [[(Kind.CHANGED, "nilai", 1_500_009)]]


def test_that_no_tax_is_due_is_told_where_taxes_are_not() -> None:
    rules = LISTED + 'wajib pungutan "Pajak" setor ppn = 10% * nilai dasar C.1'
    found = nearest(rules, belanja="transpor", nilai=9)
    assert ways(found) == [[(Kind.SUPPLIED, "pajak", {})]]
    assert ways(nearest(rules, belanja="transpor", nilai=10)) == [[(Kind.TAX, "ppn", 1)]]
    found = nearest(rules, belanja="transpor")
    assert ways(found) == [
        [(Kind.TAX, "ppn", 1), (Kind.SUPPLIED, "nilai", 10)],
        [(Kind.SUPPLIED, "pajak", {}), (Kind.SUPPLIED, "nilai", 1)],
    ]


def test_a_tax_alone_that_was_not_told_is_taken_back_whole() -> None:
    rules = LISTED + 'wajib pungutan "Pajak" setor ppn = Rp7 dasar C.1'
    [solution] = nearest(rules, belanja="transpor").solutions
    assert solution.facts["pajak"] == {"ppn": 7}
    assert "pajak" not in solution.changes[0].without.facts


def test_stamp_duty() -> None:
    rules = LISTED + 'wajib bea "Meterai" meterai Rp3.000 dasar C.1'
    for facts in ({}, {"meterai": 100}):
        found = nearest(rules, belanja="transpor", **facts)
        assert ways(found) == [[(Kind.STAMP, "meterai", 3_000)]]


def test_stamp_duty_on_the_amount() -> None:
    """Half of Rp100 is Rp50; or the amount is lowered until what was affixed is enough."""
    rules = LISTED + 'wajib bea "Meterai" meterai 50% * nilai dasar C.1'
    found = nearest(rules, belanja="transpor", nilai=100, meterai=10)
    assert ways(found) == [[(Kind.STAMP, "meterai", 50)], [(Kind.CHANGED, "nilai", 21)]]


def test_a_fact_that_is_missing_is_told() -> None:
    found = nearest(LISTED, belanja="penginapan")
    assert ways(found) == [[(Kind.SUPPLIED, "terpencil", True)]]
    assert reasons(found.solutions[0].changes[0]) == ["belanja", "inap"]


def test_a_fact_that_is_given_is_changed() -> None:
    found = nearest(LISTED, belanja="penginapan", terpencil=False)
    assert ways(found) == [[(Kind.CHANGED, "terpencil", True)]]
    assert found.kept == ()


def test_a_term_is_told_more_exactly() -> None:
    rules = 'tertutup belanja "Daftar" dasar A\nboleh a "A" untuk belanja transpor_kader dasar A.1'
    found = nearest(rules, belanja="transpor")
    assert found.answer is Answer.WITHIN
    assert ways(found) == [[(Kind.SUPPLIED, "belanja", "transpor_kader")]]


def test_a_missing_term_is_told_and_what_else_would_do() -> None:
    found = nearest(LISTED)
    assert ways(found) == [[(Kind.SUPPLIED, "belanja", "transpor")]]
    assert found.solutions[0].changes[0].also == ("transpor_petugas", "transpor_kader")


def test_the_cheaper_of_telling_and_proving_is_taken() -> None:
    """Where it is not told whether the village is remote, the one document does as well."""
    rules = LISTED + 'wajib jauh "Jauh" bila terpencil bukti surat_tugas dasar C.1'
    found = nearest(rules, belanja="transpor")
    assert ways(found) == [
        [(Kind.DOCUMENT, "bukti", "surat_tugas")],
        [(Kind.SUPPLIED, "terpencil", False)],
    ]


def test_a_choice_a_count_and_a_number() -> None:
    rules = LISTED + (
        'wajib a "A" harus wilayah = pulau dasar C.1\n'
        'wajib b "B" harus jumlah_orang paling sedikit 3 orang dasar C.2\n'
        'wajib c "C" harus volume di atas 1,5 dasar C.3\n'
    )
    found = nearest(
        rules, belanja="transpor", wilayah="kota", jumlah_orang=1, volume=Fraction(3, 2)
    )
    assert sorted(ways(found)[0]) == [
        (Kind.CHANGED, "jumlah_orang", 3),
        (Kind.CHANGED, "volume", Fraction(2)),
        (Kind.CHANGED, "wilayah", "pulau"),
    ]


def test_a_number_between_two_that_are_near() -> None:
    rules = LISTED + 'wajib c "C" harus volume di atas 1,5 dan volume kurang dari 2 dasar C.3\n'
    found = nearest(rules, belanja="transpor", volume=Fraction(10**20))
    assert ways(found) == [[(Kind.CHANGED, "volume", Fraction(7, 4))]]


def test_a_fact_follows_the_one_that_it_is_taken_from() -> None:
    rules = LISTED + 'wajib a "A" harus nilai_kuitansi paling banyak Rp100 dasar C.1'
    assert ways(nearest(rules, belanja="transpor", nilai=300)) == [[(Kind.CHANGED, "nilai", 100)]]
    found = nearest(rules, belanja="transpor", nilai=300, nilai_kuitansi=400)
    assert ways(found) == [[(Kind.CHANGED, "nilai_kuitansi", 100)]]


# ---- another expense, none, gaps ----


def test_only_another_expense_is_payable() -> None:
    found = nearest(LISTED, belanja="honor", bukti=frozenset())
    assert (found.answer, found.is_proved) == (Answer.ANOTHER, True)
    assert ways(found) == [[(Kind.CHANGED, "belanja", "transpor")]]
    assert reasons(found.solutions[0].changes[0]) == ["imbalan", "transpor"]


def test_siblings_come_first() -> None:
    rules = """
    tertutup belanja "Daftar" dasar A
    boleh semua "Semua" untuk belanja transpor, gaji dasar A.1
    boleh lain "Lain" untuk belanja imbalan bila terpencil dasar A.2
    """
    found = nearest(rules, belanja="honor", terpencil=False, kegiatan="gizi", dana="bok_puskesmas")
    assert ways(found) == [[(Kind.CHANGED, "terpencil", True)]]
    rules = rules.replace('boleh lain "Lain" untuk belanja imbalan bila terpencil dasar A.2', "")
    found = nearest(rules, belanja="honor")
    assert ways(found) == [[(Kind.CHANGED, "belanja", "gaji")]]
    assert found.solutions[0].changes[0].also == ("transpor", "transpor_petugas", "transpor_kader")


def test_there_is_none() -> None:
    found = nearest('larang semua "Semua" bila nilai paling sedikit Rp0 dasar B', belanja="honor")
    assert (found.answer, found.solutions, found.is_proved) == (Answer.NONE, (), True)


def test_an_obligation_that_cannot_be_met() -> None:
    rules = LISTED + 'wajib buntu "Buntu" harus terpencil dan bukan terpencil dasar C'
    found = nearest(rules, belanja="transpor")
    assert (found.answer, found.is_proved) == (Answer.NONE, True)


GAPS = (
    LISTED
    + """
celah ketentuan "Ketentuan bukti" menyentuh wajib dasar C
celah honor "Honor belum jelas" menyentuh larang untuk belanja konsumsi dasar C
"""
)


def test_a_gap_keeps_it_from_being_certain() -> None:
    found = nearest(GAPS, belanja="penginapan", terpencil=False)
    assert found.answer is Answer.GAP
    assert [each.rule for each in found.gap_reasons] == ["ketentuan"]
    assert ways(found) == [[(Kind.CHANGED, "terpencil", True)]]


def test_apart_from_the_gap_nothing_is_lacking() -> None:
    found = nearest(GAPS, belanja="transpor")
    assert (found.answer, found.solutions) == (Answer.GAP, ())
    assert found.verdict.outcome is Outcome.CONDITIONAL


def test_a_gap_in_a_list_may_allow_what_it_hides() -> None:
    rules = LISTED + 'celah tersembunyi "T" menyentuh boleh untuk belanja konsumsi dasar C'
    found = nearest(rules, belanja="konsumsi")
    assert found.answer is Answer.GAP
    assert [each.name for each in found.gaps] == ["tersembunyi"]


def test_where_a_gap_does_not_matter_it_is_none() -> None:
    rules = LISTED + 'celah honor "Honor" menyentuh larang untuk belanja transpor dasar C'
    assert nearest(rules, belanja="honor").answer is Answer.ANOTHER
    rules = GAPS.replace("menyentuh wajib", "menyentuh batas")
    assert nearest(rules, belanja="honor").answer is Answer.NONE


# ---- dates ----


def test_a_day_outside_the_days_in_force() -> None:
    found = nearest(LISTED, belanja="transpor", tanggal=date(2011, 3, 1))
    assert ways(found) == [[(Kind.CHANGED, "tanggal", date(2010, 12, 31))]]
    [change] = found.solutions[0].changes
    assert reasons(change) == ["masa_berlaku"]
    assert change.between == (date(2010, 4, 22), date(2010, 12, 31))


def test_a_day_without_an_end() -> None:
    policy = compiled(LISTED, edition=replace(EDITION, last_day=None))
    found = nearest_change({"belanja": "transpor", "tanggal": date(2009, 1, 1)}, [policy])
    assert ways(found) == [[(Kind.CHANGED, "tanggal", date(2010, 4, 22))]]


TEXTS = (
    compiled(LISTED),
    compiled(
        LISTED.replace(" bila terpencil", ""),
        edition=replace(EDITION, id="2010b", first_day=date(2010, 7, 1)),
    ),
)


def test_without_a_date_every_text_must_allow_it() -> None:
    """That the village is remote would do for the first text, but the texts still differ."""
    found = nearest_change({"belanja": "penginapan"}, TEXTS)
    assert ways(found) == [[(Kind.SUPPLIED, "tanggal", date(2010, 7, 1))]]
    assert found.is_proved
    assert found.solutions[0].changes[0].asked_by == ()


def test_the_date_selects_the_text() -> None:
    facts: Facts = {"belanja": "penginapan", "terpencil": False, "tanggal": date(2010, 5, 1)}
    found = nearest_change(facts, TEXTS)
    assert ways(found) == [
        [(Kind.CHANGED, "tanggal", date(2010, 7, 1))],
        [(Kind.CHANGED, "terpencil", True)],
    ]


# ---- comparisons of several facts ----

COMPARED = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1
larang mahal "Mahal" untuk kegiatan gizi bila nilai > 2 * meterai dasar B.1
"""


def test_a_comparison_of_several_facts() -> None:
    found = nearest(COMPARED, belanja="transpor", kegiatan="gizi", nilai=101, meterai=50)
    assert found.is_proved
    assert ways(found) == [[(Kind.STAMP, "meterai", 51)], [(Kind.CHANGED, "nilai", 100)]]


def test_two_facts_that_are_missing_and_compared() -> None:
    found = nearest(COMPARED, belanja="transpor", kegiatan="gizi")
    assert sorted(ways(found)[0]) == [(Kind.STAMP, "meterai", 1), (Kind.SUPPLIED, "nilai", 1)]


def test_a_comparison_that_no_change_turns() -> None:
    """The amount of the receipt is the amount: nothing can make one exceed the other."""
    rules = COMPARED + 'larang sama "S" untuk kegiatan gizi bila nilai >= nilai_kuitansi dasar B.2'
    found = nearest(rules, belanja="transpor", kegiatan="gizi", nilai=10, meterai=5)
    assert (found.answer, found.is_proved) == (Answer.OPEN, False)


def test_conditions_held_against_yes_or_no() -> None:
    rules = LISTED + 'wajib a "A" harus (terpencil dan dalam_rpk) = ya dasar C.1'
    found = nearest(rules, belanja="transpor", terpencil=True)
    assert ways(found) == [[(Kind.SUPPLIED, "dalam_rpk", True)]]


def test_a_witness_that_the_reference_refuses_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "with_papers", lambda values, *_: {**values, "belanja": "honor"})
    with pytest.raises(WitnessDisagrees):
        nearest(LISTED, belanja="penginapan")


def test_facts_that_are_compared_with_each_other() -> None:
    rules = LISTED + 'wajib a "A" harus terpencil = dalam_rpk dasar C.1'
    found = nearest(rules, belanja="transpor", terpencil=True, dalam_rpk=False)
    assert ways(found) == [
        [(Kind.CHANGED, "dalam_rpk", True)],
        [(Kind.CHANGED, "terpencil", False)],
    ]


def test_a_number_that_is_compared_with_another() -> None:
    rules = LISTED + 'wajib a "A" harus volume > 2 * volume - 1 dan volume > 0 dasar C.1'
    found = nearest(rules, belanja="transpor", volume=Fraction(3))
    assert ways(found) == [[(Kind.CHANGED, "volume", Fraction(1, 2))]]
