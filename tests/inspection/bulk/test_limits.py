"""Limits over whole files: those that the reference finds over the same rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.base.errors import BokrulesError
from bokrules.editions import load_edition
from bokrules.evaluation.bulk import words as words_module
from bokrules.evaluation.bulk.result import BulkResult
from bokrules.evaluation.expense import to_facts
from bokrules.evaluation.limits import Ceiling, Ceilings, LimitsResult, limits_over
from bokrules.evaluation.row import Place, RowError, RowVerdict
from bokrules.evaluation.table import judge_row, result_of
from bokrules.evaluation.timeline import Texts
from bokrules.inspection.bulk import lines as lines_module
from bokrules.inspection.bulk.files import check_files
from tests.evaluation.limits.ledgers import policy_of, row
from tests.evaluation.limits_in_sql.cases import Case, cases
from tests.evaluation.limits_in_sql.in_engine import shown
from tests.inspection.bulk.ledgers import SHAPES, Shape, edition_of, write_parquet

Row = dict[str, Any]


def in_files(
    folder: Path, files: Sequence[Sequence[Row]], texts: Texts, shape: Shape | None
) -> tuple[list[Path], list[RowVerdict], list[RowError]]:
    """Ledgers as parquet (by shape) or jsonl, and what the reference says of their rows."""
    paths: list[Path] = []
    judged: list[RowVerdict] = []
    errors: list[RowError] = []
    for number, rows in enumerate(files):
        path = folder / f"{number}.{'jsonl' if shape is None else 'parquet'}"
        if shape is None:
            path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
        else:
            write_parquet(path, texts[0], [_facts(each, texts) for each in rows], shape)
        paths.append(path)
        for line, each in enumerate(rows, start=1):
            place = Place(line, file=path.name if len(files) > 1 else None)
            found = judge_row(place, each, texts)
            if isinstance(found, RowVerdict):
                judged.append(found)
            else:
                errors.append(found)
    return paths, judged, errors


def _facts(row: Row, texts: Texts) -> Any:
    try:
        return to_facts(row, texts[0])
    except BokrulesError:  # a wrong amount
        return {**to_facts({**row, "amount": 0}, texts[0]), "nilai": row["amount"]}


def agree(
    files: Sequence[Sequence[Row]], texts: Texts, ceilings: Ceilings | None, shape: Shape | None
) -> LimitsResult:
    """What both say."""
    with TemporaryDirectory() as folder:
        paths, judged, errors = in_files(Path(folder), files, texts, shape)
        found = check_files(paths, edition_of(texts), threads=1, ceilings=ceilings)
    expected = result_of(judged, errors, texts, ceilings)
    assert found.error_rows == len(errors)
    assert found.total.rows == len(judged)
    assert shown(found.limits) == shown(expected.limits)
    assert found.limits == expected.limits
    assert found.found_something == expected.found_something
    return found.limits


def _agree_over(case: Case, shape: Shape | None, *, is_split: bool) -> LimitsResult | None:
    rows = [_stripped(each) for each in case.rows]
    rows += [{"activity": "rapat", "amount": -1}] * case.unread
    cut = len(rows) // 2
    files = [rows[:cut], rows[cut:]] if is_split and cut else [rows]
    if not rows or not all(files):
        return None
    return agree(files, case.texts, case.ceilings, shape)


def _stripped(row: Row) -> Row:
    """As cells are read."""
    return {name: v.strip() if isinstance(v, str) else v for name, v in row.items()}


@settings(max_examples=6)
@given(st.integers(0, 10**6), st.sampled_from((*SHAPES, None)), st.booleans())
def test_limits_of_any_kind(seed: int, shape: Shape | None, is_split: bool) -> None:
    for case in cases(seed, 2):
        _agree_over(case, shape, is_split=is_split)


@settings(max_examples=3)
@given(st.integers(0, 10**6), st.sampled_from(("texts", None)))
def test_rows_that_only_the_reader_can_read(seed: int, shape: Shape | None) -> None:
    """All but a few words are read row by row; lines of several parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_module, "MOST_WORDS", 2)
        patch.setattr(lines_module, "AT_ONCE", 7)
        for case in cases(seed, 2):
            _agree_over(case, shape, is_split=False)


KINDS = (
    {"fund": "bok_provinsi", "activity": "konsultasi_ke_pusat"},
    {"fund": "bok_stunting", "activity": "konsultasi_ke_provinsi"},
    {"fund": "bok_stunting", "activity": "konsultasi_ke_pusat"},
    {"fund": "bok_stunting", "activity": "konsultasi"},
    {"fund": "bok_kabkota", "expense_type": "tenaga_fasilitator_stbm"},
    {"fund": "bok_puskesmas", "expense_type": "honor"},
    {"activity": "konsultasi_ke_pusat"},
)
FACTS = st.fixed_dictionaries(
    {"unit": st.sampled_from(("Dinkes A", "dinkes  a", "Dinkes B"))},
    optional={
        "date": st.sampled_from(("2019-01-03", "2019-01-04", "2019-05-01", "2019-12-31")),
        "event": st.sampled_from(("ST-1", "st-1", "ST-2", "ST-3")),
        "payee": st.sampled_from(("Ani", "Budi", "Cici")),
        "persons": st.integers(1, 3),
        "amount": st.sampled_from((1, 250_000, 10**9)),
    },
)


@settings(max_examples=4)
@given(
    st.lists(st.tuples(st.sampled_from(KINDS), FACTS), min_size=1, max_size=30),
    st.sampled_from((*SHAPES, None)),
)
def test_an_edition_with_limits(drawn: list[tuple[Row, Row]], shape: Shape | None) -> None:
    texts = load_edition(2019).texts
    ceilings = Ceilings((Ceiling("Dinkes A", 10**9),))
    agree([[{**kind, **facts} for kind, facts in drawn]], texts, ceilings, shape)


def test_each_kind_of_answer_is_there() -> None:
    seen = Counter[str]()
    for case in cases(2, 8):
        result = _agree_over(case, "typed", is_split=False)
        if result is not None:
            seen["beyond"] += any(each.rows for each in result.findings)
            seen["open"] += bool(result.not_decided)
    assert min(seen[each] for each in ("beyond", "open")) > 0, seen


@pytest.mark.parametrize(
    ("limit", "rows"),
    [
        ("maksimal Rp50 per satker per volume", [1, 2]),
        ("minimal Rp500 per satker per volume", []),
        ("maksimal 5% dari pagu per volume", [1, 2]),
    ],
)
def test_a_limit_that_has_no_query(
    limit: str, rows: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers are no column to group by: the reference decides, over the rows that matter."""
    policy = policy_of(f'batas x "Rapat" untuk kegiatan rapat {limit} dasar A.1')
    asked: list[int] = []

    def watched(rows: Sequence[RowVerdict], *others: Any, **named: Any) -> LimitsResult:
        asked.extend(each.place.row for each in rows)
        return limits_over(rows, *others, **named)

    monkeypatch.setattr("bokrules.evaluation.bulk.limits.limits_over", watched)
    ledger = [
        row(quantity=2, date="2019-01-02"),
        row(quantity=2, date="2019-01-03"),
        row(activity="promotif", quantity=2),
        row(activity="promotif", quantity=2, office="B"),
    ]
    ceilings = Ceilings((Ceiling("Dinas", 1000), Ceiling("B", 1000)))
    found = agree([ledger], [policy], ceilings, "typed")
    assert found.findings or found.not_decided
    assert asked == (rows if limit.startswith("maksimal Rp") else [1, 2, 3, 4])


def test_a_unit_that_only_another_row_names() -> None:
    policy = policy_of(
        'batas x "R" untuk kegiatan rapat maksimal Rp50 per satker per volume dasar A'
    )
    ledger = [row(office=None, quantity=2), row(activity="promotif")]
    found = agree([ledger], [policy], None, "typed")
    assert [each.missing for each in found.not_decided] == [("office",)]


def test_an_edition_without_limits() -> None:
    policy = policy_of("")
    found = agree([[row(), row(amount=-1)]], [policy], None, "typed")
    assert found == LimitsResult()


def test_what_is_told(tmp_path: Path) -> None:
    ledger = [row(event=f"ST-{n}", date=f"2019-0{n}-01") for n in (1, 2, 3)]
    policy = policy_of('batas x "R" untuk kegiatan rapat maksimal 2 kali per satker dasar A.1')
    paths, *_ = in_files(tmp_path, [ledger], [policy], "texts")
    found: BulkResult = check_files(paths, edition_of([policy]))
    document = found.to_dict()
    assert [each["rows"] for each in document["limits"]] == [[3]]
    assert (document["limits_not_decided"], document["limits_remarks"]) == ([], [])
    assert document["units"] is None
    assert found.found_something
