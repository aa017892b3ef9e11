"""A cash book inspected: what texts propose, what people choose, decide, give and assume."""

from __future__ import annotations

from pathlib import Path

import pytest

from bokrules import InvalidValue, UnknownField, UnreadableFile, check
from bokrules.evaluation.row import Place
from bokrules.inspection.classify.classification import Ground, Sureness
from bokrules.inspection.contents_of import contents_of, inspected_rows
from bokrules.inspection.inspecting import LedgerResult
from bokrules.inspection.judging import Judged
from bokrules.reports.stamp import stamp_time
from bokrules.semantics.outcomes import Outcome, State
from tests.inspection.making_workbooks import CLEAN, TRAVEL, of, write_cash_book

HONOR = of(5, 7, "003", "Honor bendahara pengelola BOK", 500_000, "kuitansi")
NO_ACTIVITY = of(5, 8, "004", "Transport petugas", 100_000, TRAVEL)
SEVERAL = of(5, 9, "005", "Bayar rekening listrik dan air Puskesmas", 80_000, "kuitansi")
UNKNOWN = of(5, 10, "006", "Belanja barang kegiatan", 70_000, "kuitansi")
LINES = (*CLEAN[:2], HONOR, NO_ACTIVITY, SEVERAL, UNKNOWN)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write_cash_book(tmp_path / "bku.xlsx", LINES)


def inspected(ledger: Path, **options: object) -> LedgerResult:
    result = check(ledger, 2010, **options)  # type: ignore[arg-type]
    assert isinstance(result, LedgerResult)
    return result


def by_voucher(result: LedgerResult) -> dict[str, Judged]:
    return {str(each.row.verdict.facts["nomor_bukti"]): each for each in result.judged.values()}


def outcomes(result: LedgerResult) -> dict[str, Outcome]:
    return {name: each.row.verdict.outcome for name, each in by_voucher(result).items()}


def test_texts_propose_what_columns_leave_open(ledger: Path) -> None:
    result = inspected(ledger)
    assert outcomes(result) == {
        "002": Outcome.ALLOWED,
        "003": Outcome.FORBIDDEN,
        "004": Outcome.UNDETERMINED,
        "005": Outcome.FORBIDDEN,
        "006": Outcome.UNDETERMINED,
    }
    honor = by_voucher(result)["003"].classification.expense_type
    assert (honor.values, honor.ground) == (("honor",), Ground.TEXT)
    assert honor.words == ("Honor",)
    assert by_voucher(result)["004"].row.verdict.missing == ("activity",)
    several = by_voucher(result)["005"].classification.expense_type
    assert several.values == ("air", "listrik")
    assert by_voucher(result)["005"].row.verdict.questioned_amount == 80_000
    assert by_voucher(result)["006"].classification.expense_type.values == ()


def test_only_columns_count_if_told(ledger: Path) -> None:
    result = inspected(ledger, classify=False)
    assert set(outcomes(result).values()) == {Outcome.UNDETERMINED}
    assert by_voucher(result)["003"].classification.expense_type.ground is None


def test_an_assumed_activity_is_never_better_than_conditional(ledger: Path) -> None:
    result = inspected(ledger, assume={"kegiatan": "menu"})
    found = by_voucher(result)
    assert found["004"].assumed
    assert found["004"].row.verdict.outcome is Outcome.CONDITIONAL
    assert found["003"].assumed
    assert found["003"].row.verdict.outcome is Outcome.FORBIDDEN
    assert not found["002"].assumed
    assert found["002"].row.verdict.outcome is Outcome.ALLOWED
    (row,) = (each for each in result.to_dict()["findings"] if each["amount"] == 100_000)
    assert row["assumed"] == ["activity"]
    assumption = {"rule": "asumsi", "state": "unknown"}
    assert any(assumption.items() <= each.items() for each in row["obligations"])


@pytest.mark.parametrize("assume", [{"belanja": "menu"}, {"kegiatan": "gizi"}])
def test_nothing_else_can_be_assumed(ledger: Path, assume: dict[str, str]) -> None:
    with pytest.raises(InvalidValue, match="cannot be assumed"):
        inspected(ledger, assume=assume)


def test_a_fact_given_for_all_rows(ledger: Path) -> None:
    result = inspected(ledger, given={"activity": "imunisasi", "terpencil": "ya"})
    found = by_voucher(result)
    assert found["004"].row.verdict.facts["kegiatan"] == "imunisasi"
    assert found["004"].classification.activity.ground is Ground.GIVEN
    named = found["002"].classification.activity
    assert (named.ground, named.values) == (Ground.TEXT, ("pelayanan_imunisasi_sweeping",))
    assert found["002"].row.verdict.facts["terpencil"] is False, "the row's own column says no"
    assert result.to_dict()["given"] == {"kegiatan": "imunisasi", "terpencil": "True"}


def test_an_unknown_fact_is_refused(ledger: Path) -> None:
    with pytest.raises(UnknownField, match="there is no field `kegiatann`"):
        inspected(ledger, given={"kegiatann": "gizi"})


CHOICES = """\
pilihan:
- uraian: transport petugas
  kegiatan: imunisasi
  oleh: Sri
- uraian: Belanja barang kegiatan
  belanja: atk
putusan:
- lembar: Mei
  baris: 9
  uraian: Honor bendahara pengelola BOK
  nilai: 500000
  hasil: diizinkan
  alasan: disetujui Dinas
- lembar: Mei
  baris: 8
  uraian: sesuatu yang lain
  nilai: 1
  hasil: dilarang
  alasan: baris bergeser
"""


def test_choices_beside_the_ledger_are_used(ledger: Path) -> None:
    ledger.with_name("bku.xlsx.pilihan.yaml").write_text(CHOICES, encoding="utf-8")
    result = inspected(ledger)
    found = by_voucher(result)
    activity = found["004"].classification.activity
    assert (activity.values, activity.ground) == (("imunisasi",), Ground.CHOICE)
    assert activity.sureness is Sureness.HIGH
    assert found["004"].row.verdict.outcome is Outcome.ALLOWED
    assert found["006"].classification.expense_type.values == ("atk",)


def test_both_outcomes_stand_where_the_inspector_decided(ledger: Path) -> None:
    ledger.with_name("bku.xlsx.pilihan.yaml").write_text(CHOICES, encoding="utf-8")
    result = inspected(ledger)
    assert by_voucher(result)["003"].row.verdict.outcome is Outcome.FORBIDDEN
    assert result.overruled[Place(9)].outcome is Outcome.ALLOWED
    assert [each.row for each in result.overtaken] == [8]
    assert not any(Place(9) in each.rows for each in result.checks.findings)
    (row,) = (each for each in inspected_rows(result) if each.overruled is not None)
    assert (row.outcome, row.questioned) == (Outcome.ALLOWED, 0)
    (document,) = (each for each in result.to_dict()["findings"] if each["row"] == 9)
    assert document["outcome"] == "forbidden"
    assert document["overruled"]["outcome"] == "allowed"
    assert document["overruled"]["reason"] == "disetujui Dinas"
    contents = contents_of([result], "1", stamp_time("2010-06-01"))
    assert contents.sums.questioned == 80_000
    assert any("8" in str(each) and "lain" in str(each) for each in contents.notes)


def test_the_inspector_refuses_what_the_edition_allows(ledger: Path) -> None:
    decided = CHOICES.replace("baris: 9", "baris: 8").replace("500000", "300000")
    decided = decided.replace("Honor bendahara pengelola BOK", CLEAN[1].text)
    decided = decided.replace("hasil: diizinkan", "hasil: dilarang")
    decided = decided[: decided.rindex("- lembar: Mei")]
    ledger.with_name("bku.xlsx.pilihan.yaml").write_text(decided, encoding="utf-8")
    result = inspected(ledger)
    (finding,) = (e for e in result.checks.findings if e.check == "inspectors_decision")
    assert (finding.amount, finding.rows) == (300_000, (Place(8),))
    assert finding.code is None


def test_choices_of_another_file(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "lain.yaml"
    path.write_text(CHOICES, encoding="utf-8")
    result = inspected(ledger, choices=path)
    assert by_voucher(result)["006"].classification.expense_type.values == ("atk",)


def test_settings_of_the_checks(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "uji.yaml"
    path.write_text("refused_expense:\n  enabled: false\n", encoding="utf-8")
    result = inspected(ledger, settings=path)
    assert not any(each.check == "refused_expense" for each in result.checks.findings)
    assert "refused_expense" in dict(result.checks.not_run)
    path.write_text("refused_expenses:\n  enabled: false\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="line 1: refused_expenses: there is no such entry"):
        inspected(ledger, settings=path)


def test_sums_by_unit_and_month(ledger: Path) -> None:
    contents = contents_of([inspected(ledger)], "1", stamp_time("2010-06-01"))
    assert [(unit, sums.total.rows, sums.total.amount) for unit, sums in contents.units] == [
        ("Puskesmas Melati", 5, 1_050_000)
    ]
    assert [(month, sums.questioned) for month, sums in contents.months] == [((2010, 5), 580_000)]
    assert contents.sums.by_outcome[Outcome.FORBIDDEN].amount == 580_000
    assert contents.name == "bku.xlsx"


def test_rows_carry_the_codes_of_the_findings_that_name_them(ledger: Path) -> None:
    rows = {each.voucher: each for each in inspected_rows(inspected(ledger))}
    assert rows["003"].codes == ("1.01.09",)
    assert rows["002"].codes == ()


def test_an_obligation_of_an_assumption_is_unknown(ledger: Path) -> None:
    verdict = by_voucher(inspected(ledger, assume={"kegiatan": "menu"}))["004"].row.verdict
    states = {each.rule: each.state for each in verdict.obligations}
    assert states["asumsi"] is State.UNKNOWN


def test_the_nearest_terms_are_suggested_and_decide_nothing(ledger: Path) -> None:
    result = inspected(ledger)
    (place,) = (each.row.place for name, each in by_voucher(result).items() if name == "006")
    suggested = result.suggestions[place]
    assert set(suggested) == {"belanja", "kegiatan"}
    assert [len(each) for each in suggested.values()] == [3, 3]
    assert by_voucher(result)["006"].classification.expense_type.values == ()
    assert set(result.suggestions[by_voucher(result)["004"].row.place]) == {"kegiatan"}
    assert by_voucher(result)["002"].row.place not in result.suggestions
    (document,) = (each for each in result.to_dict()["findings"] if each["amount"] == 70_000)
    assert document["candidates"] == {
        "expense_type": list(suggested["belanja"]),
        "activity": list(suggested["kegiatan"]),
    }
    assert inspected(ledger, classify=False).suggestions == {}
