"""The report of `coverage`, on paper and as JSON."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

import pytest

from bokrules.evaluation.coverage import Coverage, cover
from bokrules.reports.coverage_text import coverage_document, print_coverage
from bokrules.reports.page import Page
from tests.helpers import clauses, compiled
from tests.reports.conftest import Terminal

RULES = """
boleh a "A" untuk belanja gaji bila terpencil dasar A.1
kewajiban laporan "Laporan" per satker dasar A.2
target k4 "K4" paling sedikit 95% dasar A.2
contoh "Gaji" diberi belanja = gaji, terpencil = ya maka diizinkan
contoh "Salah" diberi belanja = gaji, terpencil = ya maka dilarang
klaim "Selalu" bila belanja = gaji dan terpencil maka selalu diizinkan
klaim "Tidak selalu" bila belanja = gaji maka selalu dilarang
"""


@pytest.fixture
def coverage() -> Coverage:
    outline = clauses("A", "A.1", "A.2", "A.3", "B")
    outline["A.3"] = replace(outline["A.3"], reason="missing_number")
    return cover([compiled(RULES, outline)])


def _printed(coverage: Coverage) -> str:
    stream = io.StringIO()
    print_coverage(coverage, Page(stream))
    return stream.getvalue()


def test_text(coverage: Coverage) -> None:
    assert _printed(coverage) == (
        "Edition 2010: Kepmenkes 494/2010\n"
        "\n"
        "Clauses\n"
        "  - A (Clause A): a heading\n"
        "  - A.1 (Clause A.1): a\n"
        "  - A.2 (Clause A.2): k4, laporan\n"
        "  - A.3 (Clause A.3): not encoded: names a factor without its number\n"
        "  - B (Clause B): NEITHER RULE NOR REASON\n"
        "\n"
        "Changes of the rules that no example or claim notices\n"
        "  - edition.yaml:1: masa_berlaku: 2010-04-23 instead of 2010-04-22\n"
        "  - edition.yaml:1: masa_berlaku: 2010-04-21 instead of 2010-04-22\n"
        "  - edition.yaml:1: masa_berlaku: 2011-01-01 instead of 2010-12-31\n"
        "  - edition.yaml:1: masa_berlaku: 2010-12-30 instead of 2010-12-31\n"
        "  - policy.bok:2: a: without `bila`\n"
        "  - policy.bok:2: a: without `untuk belanja`\n"
        "\n"
        "Summary\n"
        "clauses: 5; encoded: 2, with a reason: 1, headings: 1, with neither: 1\n"
        "encoded: 50% of the clauses that are no headings, 66,6% of those without a\n"
        "  reason\n"
        "Rules that the examples do not decide both ways: 1 of 1\n"
        "  - a (allows): no example where it does not hold\n"
        "examples that count: 1, claims: 1\n"
        "examples that fail and so guard nothing: 1\n"
        "claims that are not proved and so guard nothing: 1\n"
        "not exercised by examples, and not changed: Targets 1, Duties of an office 1\n"
        "mutation score: 33,3% (3 of 9 changes noticed)\n"
    )


def test_nothing_to_tell(coverage: Coverage) -> None:
    empty = replace(coverage, clauses=(), ways=(), mutants=0, survivors=(), unexercised={})
    assert _printed(replace(empty, examples=0, failing=0, generated=3, claims=0, unproved=0)) == (
        "Edition 2010: Kepmenkes 494/2010\n"
        "\n"
        "Summary\n"
        "clauses: 0; encoded: 0, with a reason: 0, headings: 0, with neither: 0\n"
        "encoded: - of the clauses that are no headings, - of those without a reason\n"
        "examples that count: 0, claims: 0\n"
        "generated examples that no author has signed yet: 3\n"
        "mutation score: - (0 of 0 changes noticed)\n"
    )


def test_a_draft_says_so(coverage: Coverage) -> None:
    draft = replace(coverage, edition=replace(coverage.edition, draft=True))
    assert _printed(draft).splitlines()[1].startswith("DRAFT: this edition is not law")


def test_almost_all_is_not_all(coverage: Coverage) -> None:
    almost = replace(coverage, mutants=10_000, survivors=coverage.survivors[:1])
    assert almost.score == Fraction(9_999, 10_000)
    assert _printed(almost).endswith("mutation score: 99,9% (9999 of 10000 changes noticed)\n")


def test_what_lacks_stands_out(coverage: Coverage, terminal: Terminal) -> None:
    print_coverage(coverage, Page(terminal))
    red = "\x1b[1;31m"
    assert f"{red}  - B (Clause B): NEITHER RULE NOR REASON" in terminal.getvalue()
    assert f"{red}mutation score" in terminal.getvalue()


def test_json(coverage: Coverage) -> None:
    document = coverage_document(coverage)
    assert document["suffices"] is False
    assert document["clauses"][1:4] == [
        {
            "clause": f"A.{n}",
            "heading": f"Clause A.{n}",
            "page": n + 1,
            "part": "lampiran",
            "document": None,
            "state": state,
            "reason": reason,
            "rules": rules,
        }
        for n, state, reason, rules in (
            (1, "encoded", None, ["a"]),
            (2, "encoded", None, ["k4", "laporan"]),
            (3, "reason", "missing_number", []),
        )
    ]
    assert document["summary"] == {
        "clauses": 5,
        "encoded": 2,
        "reason": 1,
        "heading": 1,
        "uncovered": 1,
        "share_encoded": "1/2",
        "share_encoded_of_encodable": "2/3",
    }
    assert document["examples"] == {"counted": 1, "failing": 1, "generated": 0}
    assert document["claims"] == {"counted": 1, "unproved": 1}
    assert document["rules"] == [{"rule": "a", "effect": "allow", "holds": True, "fails": False}]
    assert document["not_exercised"] == {"target": 1, "duty": 1}
    mutation = document["mutation"]
    assert (mutation["score"], mutation["killed"], mutation["mutants"]) == ("1/3", 3, 9)
    assert mutation["survivors"][-1] == {
        "kind": "selector",
        "rule": "a",
        "file": "policy.bok",
        "line": 2,
        "message": "without `untuk belanja`",
    }


def test_json_of_nothing(coverage: Coverage) -> None:
    document = coverage_document(replace(coverage, clauses=(), mutants=0, survivors=()))
    assert document["summary"]["share_encoded"] is None
    assert document["mutation"]["score"] is None
