"""Every clause of the outline is encoded by a rule, or says why none can check it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bokrules.semantics.policy import Citation, Clause
from tests.helpers import EDITION, OUTLINE_FILE, clauses, compile_text


def warnings(text: str, outline: dict[str, Clause]) -> list[tuple[str, int, str]]:
    policy, found = compile_text(text, outline)
    assert policy is not None
    assert {each.severity for each in found} <= {"warning"}
    assert {each.span.file for each in found} <= {OUTLINE_FILE}
    return [(each.code, each.span.line, str(each.message)) for each in found]


def test_what_no_rule_cites() -> None:
    assert warnings('boleh a "A" dasar A.1', clauses("A", "A.1", "A.2", "B")) == [
        ("BOK403", 3, "no rule encodes A.2 (Clause A.2)"),
        ("BOK403", 4, "no rule encodes B (Clause B)"),
    ]


def test_a_heading_need_not_be_cited() -> None:
    assert warnings('boleh a "A" dasar A.1.a', clauses("A", "A.1", "A.1.a")) == []


def test_a_subtree_is_cited_with_all_below_it() -> None:
    outline = clauses("A", "A.1", "A.1.a", "A.2", "A.11")
    assert warnings('boleh a "A" dasar A.1.*', outline) == [
        ("BOK403", 4, "no rule encodes A.2 (Clause A.2)"),
        ("BOK403", 5, "no rule encodes A.11 (Clause A.11)"),
    ]
    assert warnings('boleh a "A" dasar A.*', outline) == []


def test_a_reason_takes_the_place_of_a_rule() -> None:
    outline = clauses("A", "B")
    outline["B"] = replace(outline["B"], reason="purpose")
    assert warnings('boleh a "A" dasar A', outline) == []


def test_a_reason_beside_a_rule_is_one_too_many() -> None:
    outline = clauses("A", "B")
    outline["B"] = replace(outline["B"], reason="purpose")
    assert warnings('boleh a "A" dasar A, B', outline) == [
        ("BOK406", 2, "B is encoded, and says that no rule can check it")
    ]


def test_a_subtree_may_hold_clauses_with_a_reason() -> None:
    outline = clauses("A", "A.1", "A.2")
    outline["A.1"] = replace(outline["A.1"], reason="procedure")
    assert warnings('boleh a "A" dasar A.*', outline) == []


@pytest.mark.parametrize(
    "text",
    [
        'larang a "A" dasar A',
        'wajib a "A" harus ya dasar A',
        'tertutup belanja "A" dasar A celah b "B" menyentuh boleh',
        'kewajiban a "A" dasar A',
        'sasaran a "A" dasar A',
        'target a "A" paling sedikit 5% dasar A',
        'celah a "A" menyentuh larang dasar A',
    ],
)
def test_whatever_cites_a_clause_accounts_for_it(text: str) -> None:
    assert warnings(text, clauses("A")) == []


def test_the_dates_in_force_account_for_their_clauses() -> None:
    edition = replace(EDITION, force_clauses=("A",))
    policy, found = compile_text('boleh a "A" dasar B', clauses("A", "B"), edition)
    assert policy is not None
    assert found == []


def test_a_faulty_policy_is_not_accounted_for() -> None:
    """A rule that could not be read may have cited what is missing."""
    _, found = compile_text('boleh a "A" dasar A boleh b "B" dasr B', clauses("A", "B"))
    assert [each.code for each in found] == ["BOK101"]


@pytest.mark.parametrize(
    ("citation", "clause", "result"),
    [
        (Citation("A"), "A", True),
        (Citation("A"), "A.1", False),
        (Citation("A", subtree=True), "A", True),
        (Citation("A", subtree=True), "A.1.b", True),
        (Citation("A", subtree=True), "AB", False),
        (Citation("A.1", subtree=True), "A.11", False),
    ],
)
def test_covers(citation: Citation, clause: str, result: bool) -> None:
    assert citation.covers(clause) is result
