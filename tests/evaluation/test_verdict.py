"""The public answer about one expense."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from bokrules import Outcome, State, load_edition
from bokrules.base.messages import choose_language
from bokrules.evaluation.single import judge
from bokrules.evaluation.verdict import Verdict
from tests.helpers import EDITION, VOCABULARY, compiled

_POLICY = compiled(
    """
    tertutup kegiatan "Hanya promotif" en "Promotion only" dasar A.1
      tafsir "Dibaca habis"
    boleh promotif "Upaya promotif" en "Promotion" untuk kegiatan promotif dasar A.2
    boleh rapat_kader "Rapat" untuk belanja transpor_kader untuk kegiatan rapat dasar A.3
    boleh cold_chain "Cold chain" untuk belanja cold_chain memenuhi kegiatan dasar A.3
    larang imbalan "Gaji dan honor" en "Remuneration" untuk belanja gaji, honor
      dasar B.1, B.2 temuan 1.01.09 tafsir "Tafsir larangan"
    larang pemeliharaan "Pemeliharaan" untuk belanja pemeliharaan kecuali cold_chain dasar B.2
    wajib bukti_petugas "Bukti transpor" en "Proof of transport" untuk belanja transpor_petugas
      bukti kuitansi atau faktur, surat_tugas dasar C.1 temuan 1.04.01 tafsir "Tafsir bukti"
    wajib pungutan "Pajak dan meterai" untuk belanja konsumsi
      setor ppn = 10% * nilai, pph22 = 1,5% * nilai meterai Rp3.000 dasar C.2 temuan 1.04.07
    wajib rpk "RPK" untuk belanja konsumsi, transpor harus dalam_rpk dasar C.3 temuan 1.01.09
    celah larangan_lama "Larangan lama belum dikodekan" en "Old prohibitions not encoded"
      menyentuh larang untuk belanja belanja_modal dasar B.3
    celah daftar_lama "Daftar lama" menyentuh boleh untuk belanja bahan_imunisasi memenuhi kegiatan
    celah bukti_lama "Bukti lama" menyentuh wajib untuk belanja penginapan dasar C
    """,
    edition=replace(EDITION, force_clauses=("A",)),
)


def _verdict(**expense: object) -> Verdict:
    return judge(expense, [_POLICY])


# ---- outcome, basis ----


def test_forbidden() -> None:
    verdict = _verdict(expense_type="honor", activity="rapat", amount=500_000)
    assert verdict.outcome is Outcome.FORBIDDEN
    assert verdict.label == "forbidden"
    assert verdict.year == 2010
    assert verdict.possible == (Outcome.FORBIDDEN,)
    assert verdict.only_refusals
    (basis,) = verdict.basis
    assert (basis.rule, basis.effect, basis.label) == ("imbalan", "forbid", "Remuneration")
    assert basis.citation == "Kepmenkes 494/2010 B.1, p. 6; B.2, p. 7"
    assert basis.page == 6
    assert verdict.missing == ()
    assert verdict.questioned_amount == 500_000
    assert verdict.notes == ("Tafsir larangan",)
    assert verdict.finding_codes == ("1.01.09",)


def test_unlisted() -> None:
    verdict = _verdict(expense_type="transpor_petugas", activity="rapat", amount=7)
    assert verdict.outcome is Outcome.UNLISTED
    assert verdict.possible == (Outcome.UNLISTED,)
    assert [(each.rule, each.effect, each.label, each.page) for each in verdict.basis] == [
        ("kegiatan", "close", "Promotion only", 2)
    ]
    assert verdict.questioned_amount == 7
    # What an obligation means is no matter where nothing is payable.
    assert verdict.notes == ("Dibaca habis",)
    assert verdict.finding_codes == ()


def test_perhaps_unlisted() -> None:
    verdict = _verdict(expense_type="transpor", activity="rapat", amount=7)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert [(each.rule, each.effect) for each in verdict.basis] == [("kegiatan", "close")]
    assert verdict.possible == (Outcome.UNLISTED, Outcome.CONDITIONAL, Outcome.ALLOWED)
    (general,) = verdict.too_general
    assert general.candidates == ("transpor_kader", "transpor_petugas")
    assert verdict.questioned_amount == 0


def test_allowed() -> None:
    verdict = _verdict(expense_type="cold_chain", activity="gizi")
    assert verdict.outcome is Outcome.ALLOWED
    assert [(each.rule, each.effect) for each in verdict.basis] == [
        ("promotif", "allow"),
        ("cold_chain", "allow"),
    ]
    assert verdict.obligations == ()
    assert verdict.questioned_amount == 0
    assert verdict.unsupported_amount == 0


def test_missing_and_too_general() -> None:
    verdict = _verdict(expense_type="imbalan", amount=9)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert [(each.rule, each.effect) for each in verdict.basis] == [("imbalan", "forbid")]
    assert verdict.missing == ("expense_type",)
    (general,) = verdict.too_general
    assert (general.field, general.value) == ("expense_type", "imbalan")
    assert general.candidates == ("gaji", "honor")
    assert verdict.possible == (
        Outcome.FORBIDDEN,
        Outcome.UNLISTED,
        Outcome.ALLOWED,
    )
    assert verdict.questioned_amount == 0
    # Not a finding: nothing is found yet.
    assert verdict.finding_codes == ()


def test_only_refusals_are_possible() -> None:
    verdict = _verdict(expense_type="imbalan", activity="rapat", amount=9)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert verdict.possible == (Outcome.FORBIDDEN, Outcome.UNLISTED)
    assert verdict.only_refusals
    assert verdict.questioned_amount == 9


def test_nothing_given() -> None:
    verdict = _verdict()
    assert verdict.outcome is Outcome.UNDETERMINED
    assert [each.rule for each in verdict.basis] == ["imbalan", "pemeliharaan", "larangan_lama"]
    assert verdict.missing == ("expense_type",)
    assert verdict.too_general == ()
    assert verdict.possible == (
        Outcome.FORBIDDEN,
        Outcome.UNLISTED,
        Outcome.CONDITIONAL,
        Outcome.ALLOWED,
    )
    assert verdict.questioned_amount == 0
    assert verdict.unsupported_amount == 0


def test_missing_is_in_vocabulary_order() -> None:
    verdict = _verdict(expense_type="konsumsi", activity="gizi")
    assert verdict.missing == ("amount", "in_plan", "stamp", "taxes")


def test_a_value_taken_from_another_is_not_missing() -> None:
    policy = compiled(
        'boleh a "A" untuk belanja konsumsi bila nilai_rapat di atas Rp5 dan terpencil dasar A',
        vocabulary=VOCABULARY
        + 'fakta nilai_rapat alias meeting : rupiah "N" bawaan nilai_kuitansi',
    )
    assert judge({"expense_type": "konsumsi"}, [policy]).missing == ("amount", "remote")
    near: dict[str, object] = {"expense_type": "konsumsi", "voucher_amount": 7}
    assert judge(near, [policy]).missing == ("remote",)
    far: dict[str, object] = {"expense_type": "konsumsi", "amount": 7}
    assert judge(far, [policy]).missing == ("remote",)


# ---- obligations ----


def test_evidence() -> None:
    verdict = _verdict(expense_type="transpor_petugas", activity="gizi", in_plan=True, amount=80)
    assert verdict.outcome is Outcome.CONDITIONAL
    assert verdict.possible == (Outcome.CONDITIONAL, Outcome.ALLOWED)
    evidence, plan = verdict.obligations
    assert evidence.rule == "bukti_petugas"
    assert evidence.label == "Proof of transport"
    assert evidence.state is State.UNKNOWN
    assert evidence.requires == (("kuitansi", "faktur"), ("surat_tugas",))
    assert (evidence.due, evidence.paid, evidence.shortfall) == (None, None, 0)
    assert (evidence.citation, evidence.page) == ("Kepmenkes 494/2010 C.1, p. 10", 10)
    assert evidence.finding == "1.04.01"
    assert (plan.rule, plan.state, plan.requires) == ("rpk", State.MET, ())
    assert verdict.notes == ("Tafsir bukti",)
    assert verdict.missing == ("documents",)


@pytest.mark.parametrize(
    ("documents", "state", "unsupported"),
    [
        ([], State.UNMET, 80),
        (["kuitansi"], State.UNMET, 80),
        (["surat_tugas"], State.UNMET, 80),
        (["faktur", "surat_tugas"], State.MET, 0),
        (["faktur", "kuitansi", "surat_tugas"], State.MET, 0),
    ],
)
def test_documents(documents: list[str], state: State, unsupported: int) -> None:
    verdict = _verdict(
        expense_type="transpor_petugas",
        activity="gizi",
        in_plan=True,
        amount=80,
        documents=documents,
    )
    assert verdict.obligations[0].state is state
    assert verdict.unsupported_amount == unsupported
    assert verdict.questioned_amount == 0
    assert verdict.finding_codes == (("1.04.01",) if state is State.UNMET else ())
    assert verdict.missing == ()


def test_taxes_and_stamp() -> None:
    verdict = _verdict(
        expense_type="konsumsi",
        activity="gizi",
        in_plan=False,
        amount=1_000_001,
        taxes={"ppn": 99_999},
        stamp=5_000,
    )
    money, plan = verdict.obligations
    # 100.000 and 15.000 after rounding down, and 3.000; too much stamp pays no tax.
    assert (money.due, money.paid, money.shortfall) == (118_000, 104_999, 15_001)
    assert (money.state, plan.state) == (State.UNMET, State.UNMET)
    assert verdict.questioned_amount == 15_001
    assert verdict.finding_codes == ("1.04.07", "1.01.09")
    assert verdict.possible == (Outcome.CONDITIONAL,)


@pytest.mark.parametrize(
    ("given", "due", "paid", "state", "questioned"),
    [
        ({}, None, None, State.UNKNOWN, 0),
        ({"amount": 1000}, 3115, None, State.UNKNOWN, 0),
        ({"taxes": {}, "stamp": 3000}, None, 3000, State.UNKNOWN, 0),
        # The stamp is known to be short, whatever the taxes come to.
        ({"taxes": {}, "stamp": 1000}, None, 1000, State.UNMET, 2000),
        ({"amount": 1000, "stamp": 3000}, 3115, None, State.UNKNOWN, 0),
        ({"amount": 1000, "taxes": {"ppn": 100}}, 3115, None, State.UNMET, 15),
        (
            {"amount": 1000, "taxes": {"ppn": 100, "pph22": 15}, "stamp": 3000},
            3115,
            3115,
            State.MET,
            0,
        ),
    ],
)
def test_what_is_known_of_taxes(
    given: dict[str, object], due: int | None, paid: int | None, state: State, questioned: int
) -> None:
    verdict = _verdict(expense_type="konsumsi", activity="gizi", in_plan=True, **given)
    money = verdict.obligations[0]
    assert (money.due, money.paid, money.state) == (due, paid, state)
    assert verdict.questioned_amount == questioned


def test_one_tax_is_known_to_be_short() -> None:
    policy = compiled(
        'boleh a "A" untuk belanja konsumsi dasar A wajib w "W" '
        "setor ppn = 10% * nilai, pph22 = Rp7 * jumlah_orang dasar B"
    )
    verdict = judge({"expense_type": "konsumsi", "amount": 1000, "taxes": {"ppn": 1}}, [policy])
    (money,) = verdict.obligations
    assert (money.due, money.paid, money.shortfall, money.state) == (None, 1, 99, State.UNMET)
    assert verdict.questioned_amount == 99


def test_an_obligation_that_may_apply() -> None:
    # The type is too general to know whether proof is asked for: nothing is unsupported yet.
    verdict = _verdict(
        expense_type="transpor", activity="gizi", documents=[], in_plan=True, amount=5
    )
    assert verdict.obligations[0].state is State.UNKNOWN
    assert verdict.unsupported_amount == 0
    assert verdict.missing == ("expense_type",)
    settled = _verdict(
        expense_type="transpor", activity="gizi", documents=["faktur", "surat_tugas"], in_plan=True
    )
    assert settled.obligations[0].state is State.MET
    assert settled.outcome is Outcome.ALLOWED


def test_the_days_in_force() -> None:
    verdict = _verdict(expense_type="cold_chain", activity="gizi", date="2009-01-01")
    (force,) = verdict.obligations
    assert (force.rule, force.label, force.state) == (
        "masa_berlaku",
        "in force on the day of the expense",
        State.UNMET,
    )
    assert (force.citation, force.page) == ("Kepmenkes 494/2010 A, p. 1", 1)
    assert (force.requires, force.finding) == ((), None)


def test_a_requirement_that_needs_a_more_exact_term() -> None:
    policy = compiled(
        'boleh a "A" untuk belanja konsumsi dasar A wajib w "W" harus kegiatan = gizi dasar B'
    )
    verdict = judge({"expense_type": "konsumsi", "activity": "promotif"}, [policy])
    assert verdict.outcome is Outcome.CONDITIONAL
    assert verdict.missing == ("activity",)
    assert [each.candidates for each in verdict.too_general] == [("gizi", "imunisasi")]


# ---- gaps ----


def test_a_gap_in_the_prohibitions() -> None:
    verdict = _verdict(expense_type="belanja_modal", activity="gizi", amount=4)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert [(each.rule, each.effect, each.label) for each in verdict.basis] == [
        ("larangan_lama", "gap", "Old prohibitions not encoded")
    ]
    (gap,) = verdict.gaps
    assert (gap.gap, gap.touches) == ("larangan_lama", "forbid")
    assert gap.label == "Old prohibitions not encoded"
    assert gap.citation == "Kepmenkes 494/2010 B.3, p. 8"
    assert verdict.missing == ()
    assert verdict.possible == (Outcome.FORBIDDEN, Outcome.ALLOWED)


def test_a_gap_in_a_closed_list() -> None:
    verdict = _verdict(expense_type="bahan_imunisasi", activity="rapat", amount=4)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert [each.rule for each in verdict.basis] == ["kegiatan"]
    assert [(each.gap, each.touches, each.citation) for each in verdict.gaps] == [
        ("daftar_lama", "allow", "")
    ]
    assert verdict.possible == (Outcome.UNLISTED, Outcome.ALLOWED)


def test_a_gap_in_the_obligations() -> None:
    verdict = _verdict(expense_type="penginapan", activity="gizi", amount=4)
    assert verdict.outcome is Outcome.CONDITIONAL
    assert verdict.possible == (Outcome.CONDITIONAL, Outcome.ALLOWED)
    (gap,) = verdict.obligations
    assert (gap.rule, gap.state, gap.requires, gap.finding) == (
        "bukti_lama",
        State.UNKNOWN,
        (),
        None,
    )
    assert [each.touches for each in verdict.gaps] == ["require"]
    assert verdict.missing == ()


# ---- amounts ----


def test_an_amount_that_is_not_given() -> None:
    assert _verdict(expense_type="gaji").questioned_amount is None
    verdict = _verdict(expense_type="transpor_petugas", activity="gizi", documents=[])
    assert verdict.unsupported_amount is None
    assert verdict.questioned_amount == 0


# ---- as JSON ----


def test_the_document_of_the_honor_in_2010() -> None:
    edition = load_edition(2010)
    expense = {"expense_type": "honor", "activity": "imunisasi", "amount": 500_000}
    document = edition.validate(expense).to_dict()
    obligations = document.pop("obligations")
    assert document == {
        "outcome": "forbidden",
        "label": "forbidden",
        "year": 2010,
        "edition": {
            "id": "2010",
            "regulation": "494/Menkes/SK/IV/2010",
            "sha256": edition.sha256,
        },
        "basis": [
            {
                "rule": "honor",
                "effect": "forbid",
                "label": "Salary/honorarium",
                "citation": "Kepmenkes 494/Menkes/SK/IV/2010 III.B.3.larangan.e, p. 11",
                "page": 11,
            }
        ],
        "missing": [],
        "too_general": [],
        "possible": ["forbidden"],
        "questioned_amount": 500_000,
        "unsupported_amount": 0,
        "notes": [],
        "gaps": [],
        "limits": [],
        "finding_codes": ["1.01.09"],
    }
    assert [(each["rule"], each["state"]) for each in obligations] == [
        ("bukti_pengeluaran", "unknown"),
        ("rpk", "unknown"),
        ("satuan_biaya", "unknown"),
    ]
    assert obligations[1] == {
        "rule": "rpk",
        "label": "In the plan agreed in the Mini Workshop",
        "state": "unknown",
        "requires": [],
        "due": None,
        "paid": None,
        "shortfall": 0,
        "citation": "Kepmenkes 494/Menkes/SK/IV/2010 I.D.5, p. 3; II.B.2.a, p. 7; III.B.2.a, p. 10",
        "page": 3,
        "finding": "1.01.09",
    }


def test_the_same_in_indonesian() -> None:
    verdict = load_edition(2010).validate({"expense_type": "honor", "activity": "imunisasi"})
    choose_language("id")
    document = verdict.to_dict()
    assert document["label"] == "dilarang"
    assert document["basis"] == [
        {
            "rule": "honor",
            "effect": "forbid",
            "label": "Gaji/honor",
            "citation": "Kepmenkes 494/Menkes/SK/IV/2010 III.B.3.larangan.e, hlm. 11",
            "page": 11,
        }
    ]
    choose_language("en")
    assert verdict.to_dict()["basis"][0]["label"] == "Salary/honorarium"


def test_labels_without_an_english_twin() -> None:
    (basis,) = _verdict(expense_type="pemeliharaan", activity="gizi").basis
    assert basis.label == "Pemeliharaan"


def test_everything_in_the_document_is_plain() -> None:
    expense = {
        "expense_type": "transpor",
        "activity": "promotif",
        "amount": 10**15,
        "quantity": 3,
        "date": "2010-05-14",
        "documents": ["surat_tugas", "kuitansi"],
        "taxes": {"ppn": 5},
    }
    document = judge(expense, [_POLICY], trace=True).to_dict()
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    reads = {each["rule"]: each["reads"] for each in document["trace"]}
    assert reads["bukti_petugas"] == {
        "expense_type": "transpor",
        "documents": ["kuitansi", "surat_tugas"],
    }
    assert reads["pungutan"]["taxes"] == {"ppn": 5}
    assert "trace" not in judge(expense, [_POLICY]).to_dict()


def test_exact_values_in_a_trace_are_words() -> None:
    policy = compiled(
        'boleh a "A" untuk belanja konsumsi '
        "bila volume di atas 1,5 dan tanggal > 2010-05-01 dasar A"
    )
    expense = {"expense_type": "konsumsi", "quantity": Fraction(5, 3), "date": "2010-05-14"}
    (entry,) = judge(expense, [policy], trace=True).to_dict()["trace"]
    assert entry == {
        "rule": "a",
        "effect": "allow",
        "truth": True,
        "reads": {"expense_type": "konsumsi", "date": "2010-05-14", "quantity": "5/3"},
    }
