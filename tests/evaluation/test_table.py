"""Many expenses: a verdict for each row, sums over all, faults beside them."""

from __future__ import annotations

import pytest

from bokrules import InvalidValue, Outcome, State, UnknownField, UnknownValue
from bokrules.evaluation.table import (
    CheckResult,
    Place,
    RowError,
    RowVerdict,
    Sum,
    check_table,
    judge_row,
    row_document,
)
from tests.helpers import VOCABULARY, compiled

_POLICY = compiled(
    """
    tertutup kegiatan "Hanya promotif" dasar A.1
    boleh promotif "Promotif" untuk kegiatan promotif dasar A.2
    larang gaji "Gaji" untuk belanja gaji dasar B.1
    wajib rpk "RPK" untuk belanja konsumsi harus dalam_rpk dasar B.2
    wajib bukti_transpor "Bukti" untuk belanja transpor bukti kuitansi dasar B.3
    wajib bermeterai "Meterai" untuk belanja penginapan meterai Rp3.000 dasar C.1
    """,
    vocabulary=VOCABULARY + 'fakta id alias id : teks "Nomor baris"',
)
_ROWS: list[dict[str, object]] = [
    {"id": "a", "expense_type": "gaji", "activity": "gizi", "amount": 1_000},
    {"expense_type": "konsumsi", "activity": "rapat", "amount": 20},
    {"expense_type": "konsumsi", "activity": "gizi", "amount": 300, "in_plan": False},
    {"expense_type": "konsumsi", "activity": "gizi", "amount": 4_000},
    {"expense_type": "cold_chain", "activity": "gizi", "amount": 50_000},
    {"expense_type": "imbalan", "activity": "rapat", "amount": 600_000},
    {"expense_type": "cold_chain", "amount": 7_000_000},
    {"expense_type": "cold_chain"},
    {"expense_type": "gaji"},
    {"expense_type": "penginapan", "activity": "gizi", "amount": 9_000, "stamp": 1_000},
    {"expense_type": "transpor", "activity": "gizi", "amount": 80_000, "documents": []},
    {"expense_type": "transpor", "activity": "gizi", "documents": []},
]
_BAD: list[dict[str, object]] = [
    {"belanjaa": "gaji", "amount": 10**14},
    {"id": "b", "expense_type": "gajii", "amount": 10**14},
    {"expense_type": "gaji", "amount": 1.5},
]


@pytest.fixture(scope="module")
def result() -> CheckResult:
    return check_table(enumerate([_BAD[0], *_ROWS, *_BAD[1:]], start=1), [_POLICY])


def test_rows_are_numbered_from_one_and_kept_in_order(result: CheckResult) -> None:
    assert [each.place.row for each in result.rows] == list(range(2, 14))
    assert [each.id for each in result.rows] == ["a", *[None] * 11]
    assert [each.amount for each in result.rows[:2]] == [1_000, 20]
    assert result.rows[7].amount is None


def test_rows_that_cannot_be_judged_keep_their_number(result: CheckResult) -> None:
    assert [(each.place, type(each.error)) for each in result.errors] == [
        (Place(1), UnknownField),
        (Place(14), UnknownValue),
        (Place(15), InvalidValue),
    ]


def test_sums(result: CheckResult) -> None:
    assert result.summary == {
        Outcome.FORBIDDEN: Sum(2, 1_000),
        Outcome.UNLISTED: Sum(1, 20),
        Outcome.UNDETERMINED: Sum(3, 7_600_000),
        Outcome.CONDITIONAL: Sum(5, 93_300),
        Outcome.ALLOWED: Sum(1, 50_000),
    }
    assert result.total == Sum(12, 7_744_320)
    assert sum(each.rows for each in result.summary.values()) == len(result.rows)
    assert sum(each.amount for each in result.summary.values()) == result.total.amount


def test_undetermined_rows_by_what_is_possible(result: CheckResult) -> None:
    assert result.undetermined == {
        (Outcome.FORBIDDEN, Outcome.UNLISTED): Sum(1, 600_000),
        (Outcome.UNLISTED, Outcome.ALLOWED): Sum(2, 7_000_000),
    }
    # The gravest first.
    assert next(iter(result.undetermined))[0] is Outcome.FORBIDDEN


def test_conditional_rows_by_what_is_known(result: CheckResult) -> None:
    assert result.conditional == {State.UNMET: Sum(4, 89_300), State.UNKNOWN: Sum(1, 4_000)}


def test_amounts(result: CheckResult) -> None:
    # Refused, refused, possibly only refused, and what a stamp lacks.
    assert result.questioned_amount == 1_000 + 20 + 600_000 + 2_000
    assert result.unsupported_amount == 80_000


def test_findings_are_all_that_is_not_allowed(result: CheckResult) -> None:
    assert len(result.findings) == 11
    assert {each.verdict.outcome for each in result.findings} == set(Outcome) - {Outcome.ALLOWED}


def test_the_document(result: CheckResult) -> None:
    document = result.to_dict()
    assert document["edition"] == {"id": "2010", "regulation": "494/2010", "sha256": "0" * 64}
    assert document["source"] is None
    assert document["summary"]["undetermined"] == {"rows": 3, "amount": 7_600_000}
    assert list(document["summary"]) == [each.value for each in Outcome]
    assert document["undetermined"] == [
        {"possible": ["forbidden", "unlisted"], "rows": 1, "amount": 600_000},
        {"possible": ["unlisted", "allowed"], "rows": 2, "amount": 7_000_000},
    ]
    assert document["conditional"] == {
        "unmet": {"rows": 4, "amount": 89_300},
        "unknown": {"rows": 1, "amount": 4_000},
    }
    assert document["questioned_amount"] == 603_020
    assert document["unsupported_amount"] == 80_000
    assert [each["row"] for each in document["findings"]] == [2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13]
    assert document["limits"] == []
    assert document["ignored_columns"] == []
    assert document["errors"][1] == {
        "row": 14,
        "column": "",
        "code": "BOK502",
        "message": "`expense_type`: there is no `gajii` in the vocabulary",
        "hint": "did you mean `gaji`?",
    }


def test_a_row_as_json() -> None:
    row = judge_row(Place(17, "Januari"), _ROWS[0], [_POLICY])
    assert isinstance(row, RowVerdict)
    document = row_document(row)
    assert list(document)[:5] == ["row", "sheet", "id", "amount", "outcome"]
    assert (document["row"], document["sheet"], document["id"]) == (17, "Januari", "a")
    assert document["outcome"] == "forbidden"
    assert "sheet" not in row_document(RowVerdict(Place(3), None, row.verdict))


def test_a_fault_in_a_row() -> None:
    fault = judge_row(Place(4, "Mei", "Nilai"), {"amount": "x"}, [_POLICY])
    assert isinstance(fault, RowError)
    assert fault.place == Place(4, "Mei", "Nilai")


def test_no_rows() -> None:
    result = check_table([], [_POLICY])
    assert result.total == Sum()
    assert result.findings == ()
    assert result.undetermined == {}
    assert result.conditional == {State.UNMET: Sum(), State.UNKNOWN: Sum()}
    assert set(result.summary.values()) == {Sum()}
    assert result.questioned_amount == 0


def test_numbers_of_the_rows_are_the_caller_s() -> None:
    result = check_table([(8, _ROWS[0]), (3, _BAD[0])], [_POLICY])
    assert [each.place for each in result.rows] == [Place(8)]
    assert [each.place for each in result.errors] == [Place(3)]
