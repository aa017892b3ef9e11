"""Every rule tried, its truth, and the values it read."""

from __future__ import annotations

from bokrules.evaluation.single import judge
from tests.helpers import VOCABULARY, compiled

_POLICY = compiled(
    """
    tertutup kegiatan "Hanya promotif" dasar A.1
    boleh promotif "Promotif" untuk kegiatan promotif dasar A.2
    boleh cold_chain "Cold chain" untuk belanja cold_chain dasar A.3
    larang pemeliharaan "Pemeliharaan" untuk belanja pemeliharaan kecuali cold_chain dasar B.1
    wajib bermeterai "Meterai" untuk belanja konsumsi bila nilai_kuitansi di atas Rp100
      meterai Rp10 dasar B.2
    wajib rpk "RPK" harus dalam_rpk dasar B.3
    celah lampiran "Lampiran" menyentuh wajib untuk belanja gaji dasar C
    kewajiban laporan "Laporan" per satker per bulan dasar C.1
    sasaran puskesmas "Puskesmas" dasar C.2
    """
)

Row = tuple[str, str, bool | None, dict[str, object]]


def _trace(**expense: object) -> list[Row]:
    trace = judge(expense, [_POLICY], trace=True).trace
    assert trace is not None
    return [(each.rule, each.effect, each.truth, dict(each.reads)) for each in trace]


def test_in_the_order_of_the_decree() -> None:
    assert _trace(expense_type="cold_chain", activity="imunisasi", amount=50, in_plan=True) == [
        ("kegiatan", "close", False, {}),
        ("promotif", "allow", True, {"activity": "imunisasi"}),
        ("cold_chain", "allow", True, {"expense_type": "cold_chain"}),
        ("pemeliharaan", "forbid", False, {"expense_type": "cold_chain"}),
        (
            "bermeterai",
            "require",
            True,
            {"expense_type": "cold_chain", "stamp": None, "voucher_amount": 50},
        ),
        ("rpk", "require", True, {"in_plan": True}),
        ("lampiran", "gap", False, {"expense_type": "cold_chain"}),
    ]


def test_unknown_and_unmet() -> None:
    assert _trace(expense_type="pemeliharaan", in_plan=False) == [
        ("kegiatan", "close", None, {}),
        ("promotif", "allow", None, {"activity": None}),
        ("cold_chain", "allow", None, {"expense_type": "pemeliharaan"}),
        ("pemeliharaan", "forbid", None, {"expense_type": "pemeliharaan"}),
        (
            "bermeterai",
            "require",
            True,
            {"expense_type": "pemeliharaan", "stamp": None, "voucher_amount": None},
        ),
        ("rpk", "require", False, {"in_plan": False}),
        ("lampiran", "gap", False, {"expense_type": "pemeliharaan"}),
    ]


def test_a_gap_and_an_obligation_of_unknown_state() -> None:
    rows = {name: truth for name, _, truth, _ in _trace(expense_type="gaji", activity="rapat")}
    assert rows == {
        "kegiatan": True,
        "promotif": False,
        "cold_chain": False,
        "pemeliharaan": False,
        "bermeterai": True,
        "rpk": None,
        "lampiran": None,
    }


def test_a_value_taken_from_the_nearest_fact() -> None:
    policy = compiled(
        'boleh a "A" untuk belanja transpor bila nilai_rapat di atas Rp5 dasar A',
        vocabulary=VOCABULARY
        + 'fakta nilai_rapat alias meeting : rupiah "N" bawaan nilai_kuitansi',
    )
    trace = judge({"voucher_amount": 7, "amount": 1}, [policy], trace=True).trace
    assert trace is not None
    assert trace[0].reads == {"expense_type": None, "meeting": 7}
    trace = judge({"amount": 1}, [policy], trace=True).trace
    assert trace is not None
    assert trace[0].reads == {"expense_type": None, "meeting": 1}
