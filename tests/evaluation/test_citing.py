"""Citations in words."""

from __future__ import annotations

from dataclasses import replace

from bokrules.evaluation.citing import citation_text, first_page
from bokrules.semantics.policy import Citation, Clause
from tests.helpers import compiled

_OUTLINE = {
    name: Clause(id=name, heading=name, page=page)
    for name, page in {"A": 4, "A.1": 4, "B": 11, "C": 4}.items()
} | {"KEEMPAT": Clause(id="KEEMPAT", heading="Berlaku", page=3, part="keputusan")}
_POLICY = replace(compiled('boleh a "A" untuk belanja gaji dasar A'), outline=_OUTLINE)


def _text(*clauses: str) -> str:
    return citation_text(tuple(Citation(each) for each in clauses), _POLICY, "en")


def test_one_clause() -> None:
    assert _text("B") == "Kepmenkes 494/2010 B, p. 11"


def test_neighbours_on_one_page_share_it() -> None:
    assert _text("A", "A.1", "B") == "Kepmenkes 494/2010 A, A.1, p. 4; B, p. 11"


def test_the_order_is_the_rule_s_own() -> None:
    assert _text("A", "B", "C") == "Kepmenkes 494/2010 A, p. 4; B, p. 11; C, p. 4"


def test_a_clause_of_the_decree_itself() -> None:
    assert _text("KEEMPAT") == "Kepmenkes 494/2010 KEEMPAT, p. 3 of the decree"


def test_a_subtree_is_cited_by_its_top() -> None:
    assert citation_text((Citation("A", subtree=True),), _POLICY, "en") == (
        "Kepmenkes 494/2010 A, p. 4"
    )


def test_without_an_outline_there_are_no_pages() -> None:
    assert _text("Z.1", "Z.2") == "Kepmenkes 494/2010 Z.1, Z.2"


def test_without_citations_the_decree_remains() -> None:
    assert _text() == "Kepmenkes 494/2010"


def test_in_indonesian() -> None:
    citations = (Citation("A"), Citation("KEEMPAT"))
    text = citation_text(citations, _POLICY, "id")
    assert text == "Kepmenkes 494/2010 A, hlm. 4; KEEMPAT, hlm. 3 keputusan"


def test_the_first_page() -> None:
    assert first_page((Citation("B"), Citation("A")), _POLICY) == 11
    assert first_page((Citation("Z"),), _POLICY) is None
    assert first_page((), _POLICY) is None
