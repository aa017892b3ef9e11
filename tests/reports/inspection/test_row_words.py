"""What is said of a row."""

from __future__ import annotations

from dataclasses import replace

from bokrules.base.messages import msg
from bokrules.inspection.classify.choices import Overruled
from bokrules.inspection.classify.classification import (
    Classification,
    Classified,
    Ground,
    Sureness,
)
from bokrules.inspection.contents import InspectedRow
from bokrules.reports.inspection.row_words import (
    amount_text,
    assumed_text,
    clauses_text,
    overruled_text,
    own_outcome,
    taken_for,
    why_text,
)
from bokrules.semantics.outcomes import Outcome
from tests.reports.inspection.sample import contents


def row(place: int) -> InspectedRow:
    return contents().rows[place]


def test_the_outcome_of_the_edition_stays_when_it_is_overruled() -> None:
    second = row(1)
    assert own_outcome(second) == "forbidden"
    assert second.outcome is Outcome.ALLOWED
    assert why_text(second) == "Salary/honorarium"
    assert clauses_text(second, 6) == "III.B.3.larangan.e"
    assert second.overruled is not None
    assert overruled_text(second.overruled) == (
        "allowed, by Dra. Maria Tefa, 2011-01-04: ada surat persetujuan kepala dinas"
    )
    bare = Overruled(row=1, text="x", amount=1, outcome=Outcome.FORBIDDEN, reason="x")
    assert overruled_text(bare) == "forbidden: x"


def test_many_clauses_are_cut() -> None:
    assert clauses_text(row(2), 1) == "III.B.3.larangan.f, +1"


def test_what_was_assumed() -> None:
    assert assumed_text(row(2)) == "assumed: terpencil = tidak"
    assert assumed_text(row(0)) == ""


def test_amounts() -> None:
    assert amount_text(1500) == "Rp1.500"
    assert amount_text(None) == "not given"


def test_the_words_that_decided() -> None:
    both = Classification(
        Classified(("honor",), Ground.BOTH, Sureness.HIGH, ("honor panitia",)),
        Classified(
            ("imunisasi", "gizi"), Ground.TEXT, Sureness.MEDIUM, ("a", "b"), msg("not given")
        ),
    )
    assert taken_for(replace(row(0), classification=both)) == [
        "expense type: Honorarium (account code and text: “honor panitia”; sureness high)",
        "activity: Immunisation and Nutrition (text: “a”, “b”; sureness medium; not given)",
    ]


def test_what_nothing_speaks_of_is_left_out() -> None:
    nothing = Classification(Classified(), Classified(why=msg("not given")))
    assert taken_for(replace(row(0), classification=nothing)) == ["activity: not known (not given)"]
    assert taken_for(replace(row(0), classification=None)) == []


def test_a_choice_and_a_term_of_another_vocabulary() -> None:
    chosen = Classification(Classified(("tak_dikenal",), Ground.CHOICE), Classified(("gizi",)))
    assert taken_for(replace(row(0), classification=chosen)) == [
        "expense type: tak_dikenal (chosen by the inspector)",
        "activity: Nutrition",
    ]
