"""What the decree of 2010 must answer."""

from __future__ import annotations

import pytest

from bokrules import BokrulesError, Outcome, Verdict, load_edition, validate


def _verdict(**expense: object) -> Verdict:
    return validate(expense, 2010)


def _rules(verdict: Verdict) -> list[str]:
    return [each.rule for each in verdict.basis]


def test_an_honorarium() -> None:
    verdict = _verdict(expense_type="honor", activity="imunisasi", amount=500_000)
    assert verdict.outcome is Outcome.FORBIDDEN
    assert _rules(verdict) == ["honor"]
    assert verdict.questioned_amount == 500_000


def test_the_same_in_indonesian_names() -> None:
    english = _verdict(expense_type="honor", activity="imunisasi", amount=500_000)
    assert _verdict(belanja="honor", kegiatan="imunisasi", nilai=500_000) == english


@pytest.mark.parametrize("expense_type", ["gaji", "obat", "vaksin", "alat_kesehatan"])
def test_what_is_forbidden_without_knowing_the_activity(expense_type: str) -> None:
    verdict = _verdict(expense_type=expense_type)
    assert verdict.outcome is Outcome.FORBIDDEN
    assert verdict.missing == ()
    assert verdict.questioned_amount is None


def test_lodging() -> None:
    def lodging(**more: object) -> Verdict:
        return _verdict(expense_type="penginapan", activity="imunisasi", amount=100, **more)

    assert lodging(remote=True).outcome is Outcome.CONDITIONAL
    assert "penginapan_terpencil" in _rules(lodging(remote=True))
    assert lodging(remote=False).outcome is Outcome.UNLISTED
    assert lodging(remote=False).questioned_amount == 100
    unknown = lodging()
    assert unknown.outcome is Outcome.UNDETERMINED
    assert unknown.missing == ("remote",)
    assert unknown.possible == (Outcome.UNLISTED, Outcome.CONDITIONAL, Outcome.ALLOWED)


def test_stationery() -> None:
    office = _verdict(expense_type="atk", activity="operasional_kantor")
    assert office.outcome is Outcome.FORBIDDEN
    assert _rules(office) == ["atk_kantor"]
    posyandu = _verdict(expense_type="atk", activity="operasional_posyandu")
    assert posyandu.outcome is Outcome.CONDITIONAL
    assert "operasional_posyandu" in _rules(posyandu)
    assert _verdict(expense_type="atk").missing == ("activity",)


def _contact_material(amount: int, **more: object) -> Verdict:
    return _verdict(
        expense_type="bahan_kontak",
        activity="imunisasi",
        amount=amount,
        stamp=0,
        taxes={},
        documents=["kuitansi"],
        in_plan=True,
        over_unit_cost=False,
        **more,
    )


def _short(verdict: Verdict) -> dict[str, int]:
    return {each.rule: each.shortfall for each in verdict.obligations if each.shortfall}


@pytest.mark.parametrize(
    ("amount", "short", "questioned"),
    [
        (250_000, {}, 0),
        (250_001, {"meterai_3000": 3_000}, 3_000),
        (1_000_000, {"meterai_3000": 3_000}, 3_000),
        (1_000_001, {"meterai_6000": 6_000, "pajak_pembelian": 115_000}, 121_000),
    ],
)
def test_stamp_and_taxes(amount: int, short: dict[str, int], questioned: int) -> None:
    verdict = _contact_material(amount)
    assert _short(verdict) == short
    assert verdict.questioned_amount == questioned
    assert verdict.outcome is (Outcome.CONDITIONAL if short else Outcome.ALLOWED)


def test_the_taxes_one_by_one() -> None:
    paid = validate(
        {
            "expense_type": "bahan_kontak",
            "activity": "imunisasi",
            "amount": 1_000_001,
            "stamp": 6_000,
            "taxes": {"ppn": 100_000, "pph22": 0},
        },
        2010,
    )
    assert _short(paid) == {"pajak_pembelian": 15_000}


def test_the_threshold_is_that_of_the_whole_receipt() -> None:
    row = _contact_material(600_000, voucher_amount=1_200_000)
    assert _short(row) == {"meterai_6000": 6_000, "pajak_pembelian": 69_000}
    small = _contact_material(600_000, voucher_amount=250_000)
    assert _short(small) == {}


def test_faults() -> None:
    for expense in ({"belanjaa": "gaji"}, {"expense_type": "gajih"}, {"amount": 5e5}):
        with pytest.raises(BokrulesError) as caught:
            validate(expense, 2010)
        assert caught.value.hint


def test_many() -> None:
    edition = load_edition(2010)
    rows: list[dict[str, object]] = [
        {"expense_type": "honor", "amount": 5},
        {"expense_type": "bingkisan", "activity": "imunisasi", "amount": 70},
        {"expense_type": "atk", "activity": "operasional_posyandu", "amount": 900},
    ]
    verdicts = list(edition.decide_many(rows))
    assert verdicts == [edition.validate(each) for each in rows]
    assert [each.outcome.value for each in verdicts] == ["forbidden", "unlisted", "conditional"]
    result = edition.check_table([*rows, {"expense_type": "honorr"}])
    assert [each.verdict for each in result.rows] == verdicts
    assert [each.place.row for each in result.errors] == [4]
    assert result.questioned_amount == 75


def test_many_are_decided_one_by_one() -> None:
    verdicts = load_edition(2010).decide_many([{"expense_type": "honor"}, {"expense_type": "x"}])
    assert next(verdicts).outcome is Outcome.FORBIDDEN
    with pytest.raises(BokrulesError):
        next(verdicts)
