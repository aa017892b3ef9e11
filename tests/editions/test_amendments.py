"""An edition amended within its year: the day selects the text, and nothing else changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bokrules.base.errors import InvalidPolicy
from bokrules.editions import Edition, load_edition
from bokrules.evaluation.verdict import Outcome, Verdict

HEAD = """\
id: "2010-07-01"
year: 2010
regulation: {kind: Surat edaran, number: 7/2010}
title: Perubahan
signed: 2010-06-20
in_force: {from: 2010-07-01}
amends: ["2010"]
completeness: complete
"""
OUTLINE = """\
SE: {heading: "Surat edaran", page: 1}
SE.1: {heading: "Mengubah juknis", page: 1}
SE.2: {heading: "Honor boleh", page: 2}
"""
TEXT = """\
mengubah 2010 "Honor boleh dibayar" dasar SE.1
ganti larang gaji "Gaji" untuk belanja gaji dasar A.1, SE.2
tambah boleh honor "Honor" untuk belanja honor dasar SE.2
"""
CLOSED = 'tertutup belanja "Hanya ini" dasar A.1\n'


@pytest.fixture
def amendment(folder: Path) -> Path:
    """The edition of `folder` closed on expense types, and a text that amends it."""
    rules = folder / "rules.bok"
    rules.write_text(CLOSED + rules.read_text(encoding="utf-8"), encoding="utf-8")
    inside = folder / "se_7"
    inside.mkdir()
    (inside / "edition.yaml").write_text(HEAD, encoding="utf-8")
    (inside / "outline.yaml").write_text(OUTLINE, encoding="utf-8")
    (inside / "perubahan.bok").write_text(TEXT, encoding="utf-8")
    return inside


@pytest.fixture
def edition(amendment: Path) -> Edition:
    return load_edition(amendment.parent)


def honor(edition: Edition, day: str | None) -> Verdict:
    expense = {"expense_type": "honor", "amount": 500_000}
    return edition.validate(expense if day is None else {**expense, "date": day})


@pytest.mark.parametrize("day", ["2010-07-01", "2010-12-31"])
def test_from_its_first_day_on_the_amendment_decides(edition: Edition, day: str) -> None:
    verdict = honor(edition, day)
    assert verdict.outcome is Outcome.ALLOWED
    assert [each.rule for each in verdict.basis] == ["honor"]
    assert verdict.basis[0].citation == "Surat edaran 7/2010 SE.2, p. 2"
    assert verdict.to_dict()["edition"]["id"] == "2010-07-01"


def test_the_day_before_the_decree_decides(edition: Edition) -> None:
    verdict = honor(edition, "2010-06-30")
    assert verdict.outcome is Outcome.UNLISTED
    assert verdict.to_dict()["edition"] == {
        "id": "2010",
        "regulation": "1/2010",
        "sha256": edition.sha256,
    }


def test_without_a_date_texts_that_differ_ask_for_it(edition: Edition) -> None:
    verdict = honor(edition, None)
    assert verdict.outcome is Outcome.UNDETERMINED
    assert verdict.missing == ("date",)
    assert verdict.possible == (Outcome.UNLISTED, Outcome.ALLOWED)
    assert (verdict.basis, verdict.obligations) == ((), ())
    assert (verdict.questioned_amount, verdict.unsupported_amount) == (0, 0)
    assert verdict.notes == (
        "Kepmenkes 1/2010, from 2010-01-15: unlisted",
        "Surat edaran 7/2010, from 2010-07-01: allowed",
    )
    assert verdict.to_dict()["texts"] == [
        {"id": "2010", "regulation": "1/2010", "from": "2010-01-15", "outcome": "unlisted"},
        {"id": "2010-07-01", "regulation": "7/2010", "from": "2010-07-01", "outcome": "allowed"},
    ]


def test_a_date_given_beside_the_expense_selects_the_text_too(edition: Edition) -> None:
    expense = {"expense_type": "honor"}
    assert edition.validate(expense, date=date(2010, 7, 1)).outcome is Outcome.ALLOWED


def test_the_same_outcome_by_another_rule_is_a_difference(edition: Edition) -> None:
    verdict = edition.validate({"expense_type": "gaji", "amount": 1})
    assert verdict.outcome is Outcome.UNDETERMINED
    assert verdict.possible == (Outcome.FORBIDDEN,)
    assert verdict.questioned_amount == 1


def test_texts_that_agree_answer_without_a_date(edition: Edition) -> None:
    verdict = edition.validate({"expense_type": "transpor", "amount": 1})
    assert (verdict.outcome, verdict.missing) == (Outcome.ALLOWED, ())
    assert "texts" not in verdict.to_dict()


def test_a_day_outside_the_force_is_an_unmet_obligation_and_says_which_editions_there_are(
    edition: Edition,
) -> None:
    verdict = edition.validate({"expense_type": "transpor", "date": "2011-01-01"})
    assert verdict.outcome is Outcome.CONDITIONAL
    assert [(each.rule, each.state.value) for each in verdict.obligations] == [
        ("masa_berlaku", "unmet")
    ]
    [note] = verdict.notes
    assert note.startswith("2011-01-01 lies outside this edition; there is: 2010 (2010-04-22 – ")


def test_the_amendment_alone_can_be_loaded(amendment: Path, edition: Edition) -> None:
    alone = load_edition(amendment)
    assert [each.edition.id for each in alone.texts] == ["2010-07-01"]
    assert alone.sha256 == edition.texts[1].edition.sha256 != edition.sha256


def test_amending_on_disk_leaves_the_loaded_edition_as_it_is(folder: Path) -> None:
    base = load_edition(folder)
    before = (base.sha256, base.validate({"expense_type": "honor"}).to_dict())
    inside = folder / "se_7"
    inside.mkdir()
    (inside / "edition.yaml").write_text(HEAD, encoding="utf-8")
    (inside / "outline.yaml").write_text(OUTLINE, encoding="utf-8")
    (inside / "perubahan.bok").write_text(TEXT, encoding="utf-8")
    amended = load_edition(folder)
    assert (base.sha256, base.validate({"expense_type": "honor"}).to_dict()) == before
    assert amended.sha256 == base.sha256
    assert amended.policy == base.policy
    assert len(base.texts) == 1
    assert len(amended.texts) == 2


def test_amending_in_memory_makes_a_new_edition(folder: Path) -> None:
    base = load_edition(folder)
    before = (base.sha256, base.validate({"expense_type": "honor"}).to_dict())
    amended = base.amend(
        TEXT,
        id="rancangan",
        kind="Surat edaran",
        regulation="7/2010",
        first_day=date(2010, 7, 1),
        clauses={"SE.1": "Mengubah juknis", "SE.2": "Honor boleh"},
    )
    assert (base.sha256, base.validate({"expense_type": "honor"}).to_dict()) == before
    verdict = honor(amended, "2010-07-01")
    assert verdict.basis[0].citation == "Surat edaran 7/2010 SE.2, quoted from 7/2010"
    assert verdict.to_dict()["edition"]["id"] == "rancangan"
    again = amended.amend(
        'mengubah 2010 "Kembali" dasar SK\ncabut boleh honor dasar SK\n',
        id="kedua",
        regulation="8/2010",
        first_day=date(2010, 9, 1),
        clauses={"SK": "Dicabut"},
    )
    outcomes = [honor(again, f"2010-{month:02}-01").outcome.value for month in (6, 7, 8, 9, 12)]
    assert outcomes == ["undetermined", "allowed", "allowed", "undetermined", "undetermined"]
    assert len(amended.texts) == 2


def test_an_amendment_in_memory_with_faults_is_refused(folder: Path) -> None:
    base = load_edition(folder)
    with pytest.raises(InvalidPolicy) as raised:
        base.amend(
            "cabut boleh tidak_ada dasar SE.1\n",
            id="rancangan",
            regulation="7/2010",
            first_day=date(2010, 1, 15),
            clauses={"SE.1": "Mengubah juknis"},
        )
    assert [each.code for each in raised.value.diagnostics] == ["BOK224", "BOK408", "BOK223"]


@pytest.mark.parametrize(
    ("id_", "day", "clause", "code"),
    [
        ("2010", date(2010, 7, 1), "SE.1", "BOK404"),
        ("rancangan", date(2011, 1, 1), "SE.1", "BOK408"),
        ("rancangan", date(2010, 7, 1), "A", "BOK405"),
    ],
)
def test_an_amendment_in_memory_is_held_to_what_one_on_disk_is(
    id_: str, day: date, clause: str, code: str, folder: Path
) -> None:
    with pytest.raises(InvalidPolicy) as raised:
        load_edition(folder).amend(
            f'mengubah 2010 "M" dasar {clause}\ncabut boleh transpor dasar {clause}\n',
            id=id_,
            regulation="7/2010",
            first_day=day,
            clauses={clause: "Mengubah juknis"},
        )
    assert code in [each.code for each in raised.value.diagnostics]


def test_faults_of_an_amendment_on_disk_are_those_of_the_edition(amendment: Path) -> None:
    (amendment / "perubahan.bok").write_text("cabut boleh x dasar SE.1\n", encoding="utf-8")
    with pytest.raises(InvalidPolicy) as raised:
        load_edition(amendment.parent)
    assert [each.code for each in raised.value.diagnostics] == ["BOK224", "BOK223"]
