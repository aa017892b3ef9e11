"""A field that may be any of several terms, under the decree of 2010."""

from __future__ import annotations

import pytest

from bokrules import load_edition
from bokrules.backends.decision import Decision, Facts
from bokrules.base.errors import InvalidValue
from bokrules.evaluation.alternatives import menu_of
from bokrules.evaluation.repeated import RepeatedRuling
from bokrules.evaluation.verdict import Verdict
from bokrules.semantics.outcomes import Outcome, State

EDITION = load_edition(2010)
RULING = RepeatedRuling(EDITION.texts)
MENU = menu_of(EDITION.policy)


def assumed(**facts: object) -> Decision:
    return RULING.on_any(facts, {"kegiatan": MENU}, assuming=True).decision  # type: ignore[arg-type]


def test_two_things_forbidden_by_one_clause_are_forbidden() -> None:
    found = RULING.on_any({"nilai": 100}, {"belanja": ("listrik", "air")}).decision
    assert found.outcome is Outcome.FORBIDDEN
    assert found.basis == ("langganan_kantor",)
    assert found.questioned == 100


def test_a_thing_forbidden_and_one_in_no_list_are_both_refused() -> None:
    """III.B.3.larangan.e, and III.B.3, which does not name gifts."""
    found = RULING.on_any({"nilai": 100}, {"belanja": ("honor", "bingkisan")}).decision
    assert found.outcome is Outcome.UNDETERMINED
    assert found.possible == {Outcome.FORBIDDEN, Outcome.UNLISTED}
    assert found.questioned == 100
    assert found.missing == {"belanja", "kegiatan"}


def test_a_thing_forbidden_and_one_that_is_paid_are_not_decided() -> None:
    facts: Facts = {"nilai": 100, "kegiatan": "imunisasi"}
    found = RULING.on_any(facts, {"belanja": ("honor", "transpor_petugas")}).decision
    assert found.outcome is Outcome.UNDETERMINED
    assert found.missing >= {"belanja"}
    assert found.possible == {Outcome.FORBIDDEN, Outcome.CONDITIONAL, Outcome.ALLOWED}
    assert found.questioned == 0


def test_what_only_one_of_them_asks_for_is_not_certain() -> None:
    facts: Facts = {"nilai": 100, "kegiatan": "imunisasi", "bukti": frozenset({"kuitansi"})}
    found = RULING.on_any(facts, {"belanja": ("transpor_petugas", "transpor_masyarakat")}).decision
    assert found.outcome is Outcome.CONDITIONAL
    states = {each.name: each.state for each in found.obligations}
    assert states["bukti_transpor_petugas"] is State.UNKNOWN
    assert states["bukti_pengeluaran"] is State.MET
    assert found.unsupported == 0


def test_an_assumed_activity_is_never_better_than_conditional() -> None:
    papers = frozenset({"kuitansi", "surat_tugas", "undangan", "daftar_hadir", "notulen"})
    facts = {"bukti": papers, "dalam_rpk": True, "melebihi_satuan_biaya": False, "nilai": 100}
    found = assumed(belanja="transpor_petugas", terpencil=False, **facts)
    assert found.outcome is Outcome.CONDITIONAL
    assert found.possible == {Outcome.CONDITIONAL}
    verdict = Verdict(EDITION.policy, facts, found)  # type: ignore[arg-type]
    assert [(each.rule, each.state) for each in verdict.obligations if each.state != "met"] == [
        ("asumsi", State.UNKNOWN)
    ]
    (assumption,) = [each for each in verdict.obligations if each.rule == "asumsi"]
    assert assumption.label == "its activity is on the menu, as assumed"


def test_what_is_forbidden_stays_forbidden_whatever_is_assumed() -> None:
    assert assumed(belanja="honor", nilai=5).outcome is Outcome.FORBIDDEN


def test_stationery_of_an_assumed_activity_stays_open() -> None:
    """Posyandu and Lokakarya Mini may have it (III.B.3.c, f), a home visit may not."""
    found = assumed(belanja="atk", nilai=5)
    assert found.outcome is Outcome.UNDETERMINED
    assert found.possible == {Outcome.UNLISTED, Outcome.CONDITIONAL}
    assert found.missing >= {"kegiatan"}


def test_the_menu_is_what_the_list_of_activities_names() -> None:
    assert {"kia_kb", "imunisasi", "lokakarya_mini", "penunjang_pelayanan"} <= {*MENU}
    assert "pengobatan" not in MENU
    assert "operasional_kantor" not in MENU


def test_an_edition_without_a_menu_says_so() -> None:
    with pytest.raises(InvalidValue, match="2015"):
        menu_of(load_edition(2015).policy)
