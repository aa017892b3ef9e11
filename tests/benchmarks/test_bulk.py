"""What `python -m benchmarks.bulk` makes and compares with: what needs no peer's library."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from benchmarks.bulk import checking, ledgers
from benchmarks.bulk.job import CODE, FACTS, KEY, Job
from benchmarks.bulk.ledgers import DOCUMENTS, FUNDS, KINDS, Kind, Words
from benchmarks.bulk.model import (
    BITS,
    IN_FORCE,
    IN_PLAN,
    OVER,
    PAPERS,
    REMOTE,
    STAMP,
    TAXES,
    VOUCHER,
    Model,
    model_of,
    papers_bits,
)
from benchmarks.bulk.report import table_of
from bokrules import load_edition
from bokrules.evaluation.expense import to_facts

POLICY = load_edition(2010).policy
TAXONOMIES = POLICY.vocabulary.taxonomies
WORDS = Words.of(TAXONOMIES)
ROWS = 3_000


@pytest.fixture(autouse=True)
def _fewer_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "CHUNK", ROWS)


@cache
def model() -> Model:
    types, activities = (
        {
            term: frozenset(TAXONOMIES[name].above_or_same(term))
            for term in TAXONOMIES[name].terms
        }
        for name in ("belanja", "kegiatan")
    )  # fmt: skip
    return model_of(types, activities)


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_lines_are_the_same_in_every_size(kind: Kind) -> None:
    long, short = (ledgers.columns(1, kind, WORDS, size) for size in (ROWS, 100))
    assert all((long[name][:100] == short[name]).all() for name in ledgers.COLUMNS)
    assert short["id"].tolist() == list(range(ROWS, ROWS + 100))


def test_each_file_has_lines_of_its_own() -> None:
    one, other = (ledgers.columns(chunk, "complete", WORDS, 100) for chunk in (0, 1))
    assert not (one["amount"] == other["amount"]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_is_an_expense_of_the_edition(kind: Kind) -> None:
    found = list(ledgers.expenses(ledgers.columns(0, kind, WORDS, 500), WORDS))
    assert all(to_facts(each, POLICY) for each in found)
    missing = [name for each in found for name, value in each.items() if value is None]
    assert bool(missing) is (kind == "missing")
    assert set(missing) <= set(ledgers.COLUMNS) - set(ledgers.NEVER_MISSING) | {"taxes"}


def test_the_words_are_those_of_the_edition() -> None:
    assert set(ledgers.USUAL_TYPES) <= set(WORDS.types)
    assert set(ledgers.USUAL_ACTIVITIES) <= set(WORDS.activities)
    assert set(FUNDS) <= set(TAXONOMIES["dana"].terms)
    papers = {each for text in DOCUMENTS for each in text.split(";")} - {ledgers.NO_DOCUMENTS}
    assert papers <= set(POLICY.vocabulary.documents)
    assert len(set(DOCUMENTS)) == len(DOCUMENTS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_outcome_appears(kind: Kind) -> None:
    lines = ledgers.expenses(ledgers.columns(0, kind, WORDS), WORDS)
    outcomes = {checking.verdict_of(each, POLICY)[0] for each in lines}
    assert outcomes == {"allowed", "conditional", "forbidden", "undetermined", "unlisted"}


@pytest.mark.parametrize("kind", KINDS)
def test_files_hold_the_lines(kind: Kind, tmp_path: Path) -> None:
    paths = ledgers.write(tmp_path, ROWS + 10, kind, WORDS)
    assert len(paths) == 2
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    with duckdb.connect() as connection:
        found = connection.execute(f"FROM {checking.files(paths)} ORDER BY id").fetchall()
    lines = [
        line
        for chunk, size in ((0, ROWS), (1, 10))
        for line in ledgers.expenses(ledgers.columns(chunk, kind, WORDS, size), WORDS)
    ]
    rows = (dict(zip(ledgers.COLUMNS, each, strict=True)) for each in found)
    assert [ledgers.expense_of(each) for each in rows] == lines


def test_files_that_are_there_are_kept(tmp_path: Path) -> None:
    [path] = ledgers.write(tmp_path, 10, "complete", WORDS)
    written = path.stat().st_mtime_ns
    assert ledgers.write(tmp_path, 10, "complete", WORDS) == [path]
    assert path.stat().st_mtime_ns == written


# ---- the hand-written codes ----


@pytest.mark.parametrize(
    ("given", "met"),
    [
        ("", []),
        ("kuitansi", [0, 3, 4]),
        ("faktur", [0, 3]),
        ("surat_tugas", []),
        ("bukti_beli_bbm;surat_tugas", [0, 1]),
        ("kuitansi;rincian_biaya;surat_tugas;sppd;bukti_beli_bbm;laporan_dinas", [0, 1, 2, 3, 4]),
        ("undangan;daftar_hadir;notulen", [5]),
        ("undangan;daftar_hadir", []),
    ],
)
def test_bits_of_documents(given: str, met: list[int]) -> None:
    assert papers_bits(given) == sum(2 << place for place in met)


def test_missing_documents_have_a_bit_of_their_own() -> None:
    assert papers_bits(None) == 1


def test_masks_by_word_hold_those_of_the_pair() -> None:
    known = model()
    for place, mask in enumerate(known.masks):
        of_type, of_activity = divmod(place, known.size)
        both = known.masks_by_type[of_type] & known.masks_by_activity[of_activity]
        assert mask & ~both == 0


def code_of(expense: dict[str, Any]) -> int:
    """As the peers compute it, for one line."""
    known = model()
    of_type = known.types.get(expense["expense_type"], 0)
    place = of_type * known.size + known.activities.get(expense["activity"], 0)
    amount, taxes, stamp = expense["amount"], expense["taxes"], expense["stamp"]
    voucher = amount if expense["voucher_amount"] is None else expense["voucher_amount"]
    day, papers = expense["date"], expense["documents"]
    bits = papers_bits(None if papers is None else ";".join(papers)) << PAPERS
    for name, at in (("remote", REMOTE), ("in_plan", IN_PLAN), ("over_unit_cost", OVER)):
        bits |= (1 if expense[name] is None else 2 * expense[name]) << at
    inside = None if day is None else "2010-04-22" <= day.isoformat() <= "2010-12-31"
    bits |= (1 if inside is None else 2 * inside) << IN_FORCE
    bits |= (3 if voucher is None else (voucher > 250_000) + (voucher > 1_000_000)) << VOUCHER
    bits |= (3 if stamp is None else (stamp >= 3000) + (stamp >= 6000)) << STAMP
    if taxes is None or amount is None:
        bits |= ((taxes is None) + 2 * (amount is None)) << TAXES
    elif taxes["ppn"] >= amount // 10 and taxes["pph22"] >= amount * 15 // 1000:
        bits |= 4 << TAXES
    return place << BITS | bits & known.masks[place]


@pytest.mark.parametrize("kind", KINDS)
def test_lines_of_a_code_have_one_verdict(kind: Kind) -> None:
    verdicts: dict[int, checking.Verdict] = {}
    for line in ledgers.expenses(ledgers.columns(0, kind, WORDS), WORDS):
        verdict = checking.verdict_of(line, POLICY)
        assert verdicts.setdefault(code_of(line), verdict) == verdict
    assert len(verdicts) < ROWS


# ---- what is compared ----


@pytest.fixture
def answered(tmp_path: Path) -> tuple[Path, Path, dict[str, Any]]:
    """A right answer, the table of its classes, and its columns."""
    paths = ledgers.write(tmp_path / "lines", ROWS, "missing", WORDS)
    lines = ledgers.expenses(ledgers.columns(0, "missing", WORDS), WORDS)
    columns = {KEY: np.arange(ROWS), CODE: np.array([code_of(each) for each in lines])}
    answer, table = tmp_path / "answer.parquet", tmp_path / "table.parquet"
    written(answer, columns)
    assert checking.table_of_classes(paths, answer, POLICY, table) > 100
    return answer, table, columns


def written(path: Path, columns: dict[str, Any]) -> Path:
    with duckdb.connect() as connection:
        connection.register("found", columns)
        connection.execute(f"COPY (FROM found) TO '{path}' (FORMAT parquet)")
    return path


def test_a_right_answer_in_another_order_is_right(
    answered: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    answer, table, columns = answered
    turned = {name: each[::-1].copy() for name, each in columns.items()}
    found = written(tmp_path / "turned.parquet", turned)
    assert checking.wrong(found, answer, table, ROWS) == ""


def test_right_verdicts_on_the_wrong_lines_are_found(
    answered: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    answer, table, columns = answered
    moved = {**columns, CODE: np.roll(columns[CODE], 1)}
    found = written(tmp_path / "moved.parquet", moved)
    assert "different verdicts" in checking.wrong(found, answer, table, ROWS)


def test_two_lines_that_changed_places_are_found(
    answered: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    answer, table, columns = answered
    codes = columns[CODE].copy()
    values, counts = np.unique(codes, return_counts=True)
    one, other = (int(np.flatnonzero(codes == each)[0]) for each in values[np.argsort(-counts)[:2]])
    codes[[one, other]] = codes[[other, one]]
    found = written(tmp_path / "swapped.parquet", {**columns, CODE: codes})
    assert "different verdicts" in checking.wrong(found, answer, table, ROWS)


def test_a_key_that_comes_twice_is_found(
    answered: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    answer, table, columns = answered
    keys = columns[KEY].copy()
    keys[1] = 0
    found = written(tmp_path / "twice.parquet", {**columns, KEY: keys})
    assert "different keys" in checking.wrong(found, answer, table, ROWS)


def test_a_key_of_no_line_is_found(
    answered: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    answer, table, columns = answered
    found = written(tmp_path / "beyond.parquet", {**columns, KEY: columns[KEY] + 1})
    assert "key of no line" in checking.wrong(found, answer, table, ROWS)


def test_a_code_that_holds_two_verdicts_is_no_measure(tmp_path: Path) -> None:
    paths = ledgers.write(tmp_path / "lines", 200, "complete", WORDS)
    columns = {KEY: np.arange(200), CODE: np.zeros(200, dtype=np.int64)}
    answer = written(tmp_path / "answer.parquet", columns)
    with pytest.raises(SystemExit, match="lines of code 0"):
        checking.table_of_classes(paths, answer, POLICY, tmp_path / "table.parquet")


def test_a_wide_answer_is_compared_by_its_words(
    answered: tuple[Path, Path, dict[str, Any]], tmp_path: Path
) -> None:
    answer, table, _ = answered
    wide = tmp_path / "wide.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT {KEY}, outcome, basis, missing FROM '{answer}' JOIN '{table}' "
            f"USING ({CODE})) TO '{wide}' (FORMAT parquet)"
        )
        connection.execute(
            f"COPY (SELECT * REPLACE (CASE WHEN {KEY} = 7 THEN 'x' ELSE basis END AS basis) "
            f"FROM '{wide}') TO '{tmp_path / 'other.parquet'}' (FORMAT parquet)"
        )
    assert checking.wrong_words(wide, answer, table, ROWS) == ""
    assert "1 lines" in checking.wrong_words(tmp_path / "other.parquet", answer, table, ROWS)


# ---- jobs and the table ----


def test_a_job_reaches_its_process_whole(tmp_path: Path) -> None:
    job = Job((tmp_path / "a", tmp_path / "b"), model(), tmp_path / "out", tmp_path / "table")
    job.written(tmp_path / "job.json")
    assert Job.read(tmp_path / "job.json") == job
    assert job.first().paths == (tmp_path / "a",)
    assert job.first().out != job.out


def test_the_columns_used_are_in_the_files() -> None:
    assert set(FACTS) <= set(ledgers.COLUMNS)


def test_the_table_names_contestants_and_goals() -> None:
    def sink(seconds: float) -> dict[str, Any]:
        return {
            "least_seconds": seconds,
            "median_seconds": seconds,
            "processor_seconds": 2 * seconds,
            "megabytes": 200,
            "megabytes_of_first_file": 180,
            "rounds": 3,
        }

    contestants = {
        "scan": {"text": "the scan", "sinks": {"stream": sink(0.2)}},
        "bokrules": {"text": "bokrules", "sinks": {"stream": sink(0.4), "file": sink(0.9)}},
        "duckdb-join": {"text": "joins", "sinks": {"stream": sink(0.5), "file": sink(0.8)}},
        "openfisca": {"text": "OpenFisca", "sinks": {"stream": sink(4.0)}},
    }
    document = {
        "seed": 1,
        "rows": 10,
        "machine": {"cores": 2},
        "kinds": {"complete": {"verdicts": 5, "contestants": contestants}},
    }
    lines = [" ".join(line.split()) for line in table_of(document).splitlines()]
    assert "joins 0.500 0.500 1.00 2.50 200 180" in lines
    assert "complete, stream: times the scan ≤ 2.3 (1.8) 2.00 reached" in lines
    assert "complete, stream: times the best peer (duckdb-join) ≤ 1 0.80 reached" in lines
    assert "complete, stream: as fast as openfisca ≥ 6.0 10.00 reached" in lines
    assert "complete, file: times the scan ≤ 2.3 (1.8) 4.50 NOT REACHED" in lines
    assert "complete, file: times the best peer (duckdb-join) ≤ 1 1.12 NOT REACHED" in lines
    del contestants["bokrules"]
    assert "complete: bokrules did not take part." in table_of(document)
