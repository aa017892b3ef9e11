"""What the partial editions must answer, and how well their examples guard them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from bokrules import Outcome, UnknownEdition, Verdict, load_edition, validate
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions import shipped_years
from bokrules.evaluation.claims import ClaimState, check_claims
from bokrules.evaluation.coverage import cover
from bokrules.evaluation.examples import run_examples
from bokrules.inspection.check import check

FUNDS = ("bok_puskesmas", "bok_kabkota", "bok_provinsi", "bok_stunting", "bok_kefarmasian")
NOT_ENCODED = "daftar_larangan"
EXAMPLES = POLICIES_FOLDER.parent / "examples"


def gaps(verdict: Verdict) -> list[str]:
    return [each.gap for each in verdict.gaps]


# ---- 2019 ----


@pytest.mark.parametrize(("expense_type", "fund"), list(product(["honor", "gaji"], [None, *FUNDS])))
def test_salary_in_2019_is_undetermined_and_names_the_gap(
    expense_type: str, fund: str | None
) -> None:
    for activity in (None, "pis_pk", "kampanye", "imunisasi", "regulasi_stunting", "pengobatan"):
        verdict = validate(
            {"expense_type": expense_type, "fund": fund, "activity": activity, "amount": 1}, 2019
        )
        assert verdict.outcome is Outcome.UNDETERMINED
        assert gaps(verdict) == [NOT_ENCODED]
        assert [each.rule for each in verdict.basis] == [NOT_ENCODED]
        assert Outcome.FORBIDDEN in verdict.possible


@pytest.mark.parametrize(
    ("fund", "activity"),
    [
        ("bok_provinsi", "kampanye"),
        ("bok_kabkota", "koordinasi_terpadu"),
        ("bok_stunting", "monev_stunting"),
        ("bok_puskesmas", "pis_pk"),
    ],
)
def test_a_menu_activity_says_that_the_prohibitions_are_not_encoded(
    fund: str, activity: str
) -> None:
    expense = {"fund": fund, "activity": activity, "expense_type": "transpor", "amount": 1}
    verdict = validate(expense, 2019)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert verdict.gaps[0].label == (
        "The list of prohibitions of Permenkes 3/2019 is not encoded: not in the sources"
    )
    assert verdict.possible == (Outcome.FORBIDDEN, Outcome.CONDITIONAL, Outcome.ALLOWED)
    assert verdict.questioned_amount == 0


def test_what_no_menu_has_is_refused_either_way_and_not_silently_unlisted() -> None:
    expense = {"fund": "bok_kabkota", "activity": "imunisasi", "expense_type": "honor", "amount": 7}
    verdict = validate(expense, 2019)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert verdict.possible == (Outcome.FORBIDDEN, Outcome.UNLISTED)
    assert verdict.questioned_amount == 7


def test_a_third_consultation_is_one_finding() -> None:
    [finding] = check(EXAMPLES / "konsultasi_2019.csv", 2019).limits.findings
    assert finding.rule == "konsultasi_pusat_provinsi"
    assert (finding.limit, finding.used, finding.event) == (2, 3, "090/ST/201/2019")
    assert [each.row for each in finding.rows] == [8, 9, 10]
    assert [each.row for each in finding.earlier_rows] == [2, 3, 4, 5, 6, 7]
    assert finding.excess == 3_020_000 + 1_460_000 + 1_590_000


def test_three_consultations_of_two_offices_are_none(tmp_path: Path) -> None:
    lines = (EXAMPLES / "konsultasi_2019.csv").read_text(encoding="utf-8").splitlines()
    two = [
        each.replace("Provinsi A", "Provinsi B") if "/ST/201/" in each else each for each in lines
    ]
    assert two != lines
    path = tmp_path / "dua_kantor.csv"
    path.write_text("\n".join(two), encoding="utf-8")
    assert check(path, 2019).limits.findings == ()


# ---- 2020: the circular of 27 March ----


@pytest.mark.parametrize("day", ["2020-03-27", "2020-04-01", "2020-12-31"])
def test_masks_from_the_circular_on(day: str) -> None:
    verdict = validate({"expense_type": "masker", "amount": 1, "date": day}, 2020)
    assert verdict.outcome is Outcome.CONDITIONAL
    [basis] = verdict.basis
    assert basis.citation.startswith("Surat Edaran HK.02.01/Menkes/215/2020 se.masker")


@pytest.mark.parametrize("day", ["2020-01-01", "2020-03-26"])
def test_masks_before_the_circular(day: str) -> None:
    verdict = validate({"expense_type": "masker", "amount": 1, "date": day}, 2020)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert "215" not in str(verdict.to_dict())


def test_masks_without_a_date_ask_for_it() -> None:
    verdict = validate({"expense_type": "masker", "amount": 1}, 2020)
    assert (verdict.outcome, verdict.missing) == (Outcome.UNDETERMINED, ("date",))


def test_a_day_in_the_place_of_the_year_is_the_day_of_the_expense() -> None:
    masks = {"expense_type": "masker", "amount": 1}
    assert validate(masks, "2020-04-01").outcome is Outcome.CONDITIONAL
    assert validate(masks, date(2020, 3, 26)).gaps[0].gap == "larangan_2020"
    assert validate({**masks, "date": "2020-03-26"}, "2020-04-01").missing == ()
    assert validate({**masks, "date": None}, "2020-04-01").outcome is Outcome.CONDITIONAL


def test_what_the_circular_leaves_alone_needs_no_date() -> None:
    verdict = validate({"expense_type": "gaji", "amount": 1}, 2020)
    assert (verdict.outcome, verdict.missing) == (Outcome.UNDETERMINED, ())
    assert gaps(verdict) == ["larangan_2020"]


# ---- all editions ----


def test_a_year_without_an_edition_says_which_there_are() -> None:
    with pytest.raises(UnknownEdition) as raised:
        validate({"expense_type": "gaji"}, 2018)
    for year in ("2010", "2015", "2019", "2020", "2021"):
        assert f"{year} (" in str(raised.value.hint)


@pytest.mark.parametrize("year", list(shipped_years()))
def test_examples_pass_and_claims_hold(year: str) -> None:
    texts = load_edition(year).texts
    assert [each.example.label for each in run_examples(texts) if not each.passed] == []
    assert {each.state for each in check_claims(texts)} == {ClaimState.PROVED}


@pytest.mark.parametrize("year", ["2015", "2019", "2020", "2021"])
def test_nine_changes_of_ten_are_noticed(year: str) -> None:
    coverage = cover(load_edition(year).texts)
    assert coverage.uncovered == ()
    assert coverage.mutants >= 70
    assert coverage.score is not None
    assert coverage.score >= Fraction(9, 10), [
        f"{each.rule}: {each.message}" for each in coverage.survivors
    ]
