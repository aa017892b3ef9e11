"""What a result tells: names, citations, JSON."""

from __future__ import annotations

from bokrules.base.messages import choose_language
from bokrules.evaluation.limits import limits_over
from bokrules.evaluation.row import Place, RowVerdict
from bokrules.evaluation.table import check_table
from tests.evaluation.limits.ledgers import judged, policy_of, row

POLICY = policy_of(
    """
    batas b "Batas kedua" untuk kegiatan gizi maksimal 1 kali per satker dasar C
    batas a "Batas" en "Limit" untuk kegiatan rapat maksimal 1 kali per satker per triwulan
      tafsir "Dibaca per triwulan" dasar B.1 temuan 1.01.09
    """
)
ROWS = [row(event=name, date="2019-05-01", amount=n) for n, name in enumerate(("ST 1", "ST 2"), 7)]
OPEN = row(event="ST 3", office=None, date="2019-05-02")


def test_a_finding_as_json() -> None:
    (finding,) = limits_over(judged(ROWS, POLICY), [POLICY]).findings
    assert finding.to_dict() == {
        "rule": "a",
        "label": "Limit",
        "bound": "maximum",
        "measure": "times",
        "group": {"office": "Dinas", "period": "2019-Q2"},
        "limit": 1,
        "used": 2,
        "excess": 8,
        "short": None,
        "ceiling": None,
        "event": "ST 2",
        "date": "2019-05-01",
        "rows": [2],
        "earlier_rows": [1],
        "citation": "Kepmenkes 494/2010 B.1, p. 6",
        "page": 6,
        "finding_code": "1.01.09",
        "notes": ["Dibaca per triwulan"],
    }
    choose_language("id")
    assert finding.label == "Batas"


def test_what_is_not_decided_as_json() -> None:
    (entry,) = limits_over(judged([*ROWS, OPEN], POLICY), [POLICY]).not_decided
    assert entry.to_dict() == {
        "rule": "a",
        "label": "Limit",
        "bound": "maximum",
        "measure": "times",
        "group": {"office": None, "period": "2019-Q2"},
        "rows": [3],
        "missing": ["office"],
        "why": "in which group it counts is not known",
        "citation": "Kepmenkes 494/2010 B.1, p. 6",
        "page": 6,
    }


def test_rows_of_several_sheets_say_theirs() -> None:
    rows = [
        RowVerdict(Place(4, sheet), None, each.verdict)
        for sheet, each in zip(("Mei", "Juni"), judged(ROWS, POLICY), strict=True)
    ]
    result = limits_over(rows, [POLICY])
    document = result.findings[0].to_dict()
    assert (document["rows"], document["earlier_rows"]) == (
        [{"sheet": "Juni", "row": 4}],
        [{"sheet": "Mei", "row": 4}],
    )
    assert result.of_row(Place(4, "Juni")) == ("a",)
    assert result.of_row(Place(4, "Mei")) == ()


def test_limits_stand_in_the_order_of_the_decree() -> None:
    gizi = [row(event=name, activity="gizi") for name in "AB"]
    result = limits_over(judged([*gizi, *ROWS], POLICY), [POLICY])
    assert [each.rule for each in result.findings] == ["a", "b"]


def test_a_policy_without_limits() -> None:
    result = limits_over(judged([OPEN], policy_of("")), [policy_of("")])
    assert (result.findings, result.not_decided, result.remarks) == ((), (), ())


def test_the_result_of_a_check() -> None:
    result = check_table(enumerate([*ROWS, OPEN, {"amount": "x"}]), [POLICY])
    document = result.to_dict()
    assert result.found_something
    assert [each["rows"] for each in document["limits"]] == [[1]]
    assert [each["rows"] for each in document["limits_not_decided"]] == [[2]]
    assert (document["limits_remarks"], document["duties"], document["units"]) == ([], [], None)
    assert not check_table([(1, {**ROWS[0], "fund": "bok"})], [POLICY]).found_something
