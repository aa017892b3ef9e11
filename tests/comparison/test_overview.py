"""What a comparison of verdicts comes to: by hand, from two short texts."""

from __future__ import annotations

from bokrules.cells.standing import Open
from bokrules.comparison.overview import Overview
from bokrules.comparison.verdicts.compare import compare_verdicts
from bokrules.comparison.verdicts.regions import Interval, Range, values_of
from tests.helpers import compiled

BEFORE = """
tertutup belanja "Daftar" dasar A
boleh transpor "Transpor" untuk belanja transpor dasar A.1
boleh konsumsi "Konsumsi" untuk belanja konsumsi bila nilai paling banyak Rp1.000.000 dasar A.1
boleh inap "Inap" untuk belanja penginapan dasar A.1
larang gaji "Gaji" untuk belanja gaji dasar B.1
wajib bukti_transpor "B" untuk belanja transpor bukti kuitansi, surat_tugas dasar A.1
"""
FORBIDDEN, UNLISTED, PAYABLE = (
    frozenset([each]) for each in (Open.FORBIDDEN, Open.UNLISTED, Open.PAYABLE)
)


def overview(after: str, before: str = BEFORE) -> Overview:
    first, second = compiled(before), compiled(after)
    return Overview(compare_verdicts(first, second), first, second)


def test_nothing() -> None:
    found = overview(BEFORE)
    assert (found.transitions, found.hidden, found.obligations) == ((), (), ())
    assert found.becoming_payable == ()
    assert found.by_type == {}


def test_what_becomes_of_expense_types_the_gravest_first() -> None:
    after = (
        BEFORE.replace("Rp1.000.000", "Rp2.000.000")
        .replace("untuk belanja gaji", "untuk belanja imbalan")
        .replace('boleh inap "Inap" untuk belanja penginapan dasar A.1', "")
    )
    found = overview(after)
    assert [(e.before, e.after, e.expense_types) for e in found.transitions] == [
        (UNLISTED, FORBIDDEN, ("honor",)),
        (PAYABLE, UNLISTED, ("penginapan",)),
        (UNLISTED, PAYABLE, ("konsumsi",)),
    ]
    assert found.becoming_payable == ("konsumsi",)
    assert [(e.is_still_refused, e.is_no_longer_payable) for e in found.transitions] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert found.becoming_unknown == ()
    assert found.hidden_types == ()
    assert list(found.by_type) == ["penginapan", "konsumsi", "honor"]
    honor = found.by_type["honor"]
    assert ([each.after for each in honor.transitions], honor.is_hidden) == ([FORBIDDEN], False)
    assert (honor.before, honor.after) == ((UNLISTED,), (FORBIDDEN,))
    assert not set(found.same_types) & set(found.by_type)
    assert set(found.same_types) | set(found.by_type) == set(found.every_type)


def test_changes_for_the_same_reasons_are_one() -> None:
    after = BEFORE + 'boleh lain "Lain" untuk belanja honor, pemeliharaan dasar A.2'
    [transition] = overview(after).transitions
    assert transition.expense_types == ("honor", "pemeliharaan", "cold_chain")
    [change] = transition.changes
    assert set(values_of("belanja", change.region)) == {"honor", "pemeliharaan", "cold_chain"}


def test_from_coarse_to_fine() -> None:
    after = BEFORE.replace("Rp1.000.000", "Rp2.000.000") + (
        'boleh lain "Lain" untuk belanja honor, pemeliharaan dasar A.2'
    )
    [transition] = overview(after).transitions
    lengths = [len(each.region) for each in transition.changes]
    assert lengths == [1, 2]


def test_every_expense_type() -> None:
    before = 'boleh semua "Semua" untuk kegiatan promotif dasar A'
    found = overview('larang semua "Semua" untuk kegiatan promotif dasar A', before)
    [transition] = found.transitions
    assert transition.after == FORBIDDEN
    assert transition.is_no_longer_payable
    assert found.types_in([transition]) == found.every_type
    assert "transpor" not in found.every_type
    assert len(found.every_type) == 8


def test_what_gaps_hide_by_gap() -> None:
    after = (
        BEFORE
        + 'celah larangan "Larangan lain" menyentuh larang untuk belanja transpor dasar B.1 '
        + 'celah pajak_lain "Pajak" menyentuh wajib untuk belanja penginapan dasar C'
    )
    found = overview(after)
    assert found.transitions == ()
    first, second = found.hidden
    assert [each.name for each in first.gaps_after] == ["larangan"]
    assert first.expense_types == ("transpor", "transpor_petugas", "transpor_kader")
    assert (first.gaps_before, first.obligations) == ((), ())
    assert [each.name for each in second.gaps_after] == ["pajak_lain"]
    [asked] = second.obligations
    assert (asked.is_added, asked.rules, second.changes) == (True, ("pajak_lain",), ())
    mirrored = Overview(
        compare_verdicts(compiled(after), compiled(BEFORE)), compiled(after), compiled(BEFORE)
    )
    assert [[gap.name for gap in each.gaps_before] for each in mirrored.hidden] == [
        ["larangan"],
        ["pajak_lain"],
    ]


def test_obligations_by_what_they_ask() -> None:
    after = BEFORE.replace("kuitansi, surat_tugas", "kuitansi")
    [asked] = overview(after).obligations
    assert (asked.is_added, asked.rules, asked.hidden_by) == (False, ("bukti_transpor",), ())
    [asked] = overview(BEFORE, after).obligations
    assert asked.is_added


def test_obligations_that_a_gap_of_the_other_side_may_hide() -> None:
    after = BEFORE.replace("kuitansi, surat_tugas", "kuitansi")
    gap = 'celah lain "Lain" menyentuh wajib untuk belanja {} dasar C'
    [asked] = overview(after + gap.format("transpor")).obligations
    assert [each.name for each in asked.hidden_by] == ["lain"]
    certain, hidden = overview(after + gap.format("transpor_kader")).obligations
    assert certain.hidden_by == ()
    assert values_of("belanja", certain.regions[0]) == ("transpor_petugas",)
    assert [each.name for each in hidden.hidden_by] == ["lain"]
    assert values_of("belanja", hidden.regions[0]) == ("transpor_kader",)
    [asked] = overview(after + gap.format("penginapan")).obligations
    assert asked.hidden_by == ()
    whole = after + 'celah lain "Lain" menyentuh wajib untuk belanja transpor dasar C'
    both = BEFORE + 'celah lain "Lain" menyentuh wajib untuk belanja transpor dasar C'
    [asked] = overview(whole, both).obligations
    assert [each.name for each in asked.hidden_by] == ["lain"]


def test_amounts_that_a_gap_reaches_or_does_not() -> None:
    before = BEFORE.replace("bila nilai paling banyak Rp1.000.000 ", "") + (
        'wajib faktur_konsumsi "F" untuk belanja konsumsi bila nilai di atas Rp500 bukti faktur'
        " dasar A.1 "
    )
    after = BEFORE.replace("bila nilai paling banyak Rp1.000.000 ", "")
    gap = 'celah lain "Lain" menyentuh wajib untuk belanja konsumsi bila nilai {} dasar C'
    certain, hidden = overview(after + gap.format("di atas Rp900"), before).obligations
    assert certain.regions[0][-1] == Range("nilai", intervals=(Interval(501, 900),))
    assert hidden.regions[0][-1] == Range("nilai", intervals=(Interval(901, 10**15),))
    assert [each.name for each in hidden.hidden_by] == ["lain"]
    [asked] = overview(after + gap.format("paling banyak Rp400"), before).obligations
    assert asked.hidden_by == ()
