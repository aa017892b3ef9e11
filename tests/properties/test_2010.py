"""What no expense under the decree of 2010 can change."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules import load_edition
from bokrules.backends.decision import Facts, Value
from bokrules.backends.reference import decide
from bokrules.semantics.outcomes import Outcome, State
from bokrules.semantics.policy import Policy
from tests.properties.generators import expenses

_any_expense = st.deferred(lambda: expenses(_policy()))
_half = settings(max_examples=50)


def _policy() -> Policy:
    return load_edition(2010).policy


def _below(dimension: str, *terms: str) -> st.SearchStrategy[str]:
    def drawn() -> st.SearchStrategy[str]:
        taxonomy = _policy().vocabulary.taxonomies[dimension]
        return st.sampled_from(sorted({e for term in terms for e in taxonomy.below_or_same(term)}))

    return st.deferred(drawn)


def _with(facts: Facts, **more: Value) -> Facts:
    return {**facts, **more}


@_half
@given(_any_expense, _below("belanja", "gaji", "honor", "obat", "vaksin", "alat_kesehatan"))
def test_never_payable_whatever_else(facts: Facts, expense_type: str) -> None:
    decision = decide(_with(facts, belanja=expense_type), _policy())
    assert decision.outcome is Outcome.FORBIDDEN
    assert decision.possible == {Outcome.FORBIDDEN}
    assert decision.questioned == facts.get("nilai")


@_half
@given(
    _any_expense,
    _below("belanja", "listrik", "air", "tinta_toner", "belanja_modal", "pemeliharaan_gedung"),
)
def test_nor_the_office_s_own_costs(facts: Facts, expense_type: str) -> None:
    assert decide(_with(facts, belanja=expense_type), _policy()).outcome is Outcome.FORBIDDEN


@_half
@given(
    _any_expense,
    _below(
        "kegiatan",
        "pengobatan",
        "rehabilitasi",
        "gawat_darurat",
        "rawat_inap",
        "pertolongan_persalinan",
    ),
)
def test_nor_care_of_the_sick(facts: Facts, activity: str) -> None:
    assert decide(_with(facts, kegiatan=activity), _policy()).outcome is Outcome.FORBIDDEN


@_half
@given(_any_expense, st.sampled_from(["penginapan", "uang_harian"]))
def test_staying_overnight_is_for_remote_villages(facts: Facts, expense_type: str) -> None:
    decision = decide(_with(facts, belanja=expense_type, terpencil=False), _policy())
    assert decision.possible <= {Outcome.FORBIDDEN, Outcome.UNLISTED}


@_half
@given(_any_expense)
def test_who_pays_and_where_decides_nothing(facts: Facts) -> None:
    idle = {"id", "satker", "wilayah", "rekening", "uraian", "volume", "harga_satuan"}
    idle |= {"penerima", "jumlah_orang", "nomor_bukti", "kejadian", "dana"}
    kept = {name: value for name, value in facts.items() if name not in idle}
    assert decide(kept, _policy()) == decide(facts, _policy())


@_half
@given(_any_expense)
def test_only_the_date_judges_the_days_in_force(facts: Facts) -> None:
    dated = decide(facts, _policy())
    undated = decide({n: v for n, v in facts.items() if n != "tanggal"}, _policy())
    assert [each for each in dated.obligations if each.name != "masa_berlaku"] == list(
        undated.obligations
    )
    refusals = {Outcome.FORBIDDEN, Outcome.UNLISTED, Outcome.UNDETERMINED}
    assert dated.possible & refusals == undated.possible & refusals


@_half
@given(_any_expense)
def test_nothing_is_simply_allowed_outside_the_plan_or_without_proof(facts: Facts) -> None:
    decision = decide(facts, _policy())
    if decision.outcome is Outcome.ALLOWED:
        assert facts["dalam_rpk"] is True
        assert facts["melebihi_satuan_biaya"] is False
        assert facts["bukti"]
        assert all(each.state is State.MET for each in decision.obligations)


@_half
@given(_any_expense, st.integers(1_000_001, 10**9))
def test_taxes_and_stamp_of_contact_material(facts: Facts, amount: int) -> None:
    expense = _with(facts, belanja="bahan_kontak", kegiatan="imunisasi", nilai=amount)
    expense = {name: value for name, value in expense.items() if name != "nilai_kuitansi"}
    decision = decide(_with(expense, pajak={}, meterai=0), _policy())
    dues = {each.name: each.due for each in decision.obligations if each.due is not None}
    tax = amount * 10 // 100 + amount * 15 // 1000
    assert dues == {"meterai_6000": 6000, "pajak_pembelian": tax}
    assert decision.questioned == 6000 + tax
    paid = {"ppn": amount * 10 // 100, "pph22": amount * 15 // 1000}
    settled = decide(_with(expense, pajak=paid, meterai=6000), _policy())
    assert settled.questioned == 0
