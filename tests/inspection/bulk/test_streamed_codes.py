"""Codes as a stream: rows with texts that the first rows did not show come last, and right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.backends.decision import Facts
from bokrules.editions import Edition, load_edition
from bokrules.evaluation.bulk import words
from bokrules.evaluation.bulk.checking import BulkCheck, RowsDiffer
from bokrules.evaluation.bulk.coding import ODD
from bokrules.evaluation.bulk.engine import Engine
from bokrules.inspection.bulk.files import opened_check
from tests.inspection.bulk.ledgers import SHAPES, Shape, edition_of, read_rows, write_parquet
from tests.inspection.bulk.test_agreement import as_read
from tests.properties.generators import Generated, cases

Code = tuple[int, ...]
ROWS = 12_000
GROUP = 2_048


@dataclass
class Batch:
    """As much of an Arrow record batch as is used, made without pyarrow."""

    rows: Sequence[tuple[Any, ...]]

    @property
    def num_rows(self) -> int:
        return len(self.rows)

    def column(self, place: int) -> Column:
        return Column([row[place] for row in self.rows])

    def filter(self, kept: Sequence[bool]) -> Batch:
        return Batch([row for row, is_kept in zip(self.rows, kept, strict=True) if is_kept])


@dataclass
class Column:
    values: list[Any]

    @property
    def null_count(self) -> int:
        return self.values.count(None)

    def is_valid(self) -> list[bool]:
        return [each is not None for each in self.values]


class Stream:
    """The batches of a check, and how many queries they took."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.queries = 0
        patch.setattr(Engine, "arrow_batches", self._batches)

    def _batches(self, query: Any, rows: int) -> Iterator[Batch]:
        self.queries += 1
        for batch in self.engine.batches(query, rows):
            yield Batch(batch)

    def codes(self, bulk: BulkCheck) -> dict[int, Code]:
        self.engine = bulk.engine
        batches = [each.rows for each in bulk.code_batches(1_000)]
        assert all(batches)
        found = [row for each in batches for row in each]
        assert len({key for key, *_ in found}) == len(found)
        return {key: tuple(code) for key, *code in found}


def written(bulk: BulkCheck, out: Path) -> dict[int, Code]:
    bulk.write_codes(out)
    return {row.pop("row_key"): tuple(row.values()) for row in read_rows(out)}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(2010)


LAST = {
    "belanja": ("'Honor'", "'tidakada'", "'?'", "''", "NULL"),
    "kegiatan": ("'Imunisasi'", "'tidakada'", "NULL"),
    "bukti": ("'kuitansi; surat_tugas'", "'-'", "'tidakada'"),
    "dana": ("'bok_kefarmasian'", "'BOK_Puskesmas'", "'tidakada'", "NULL"),
    "nilai": ("-1", "NULL"),
}
"""What stands in the last row of all, in the last row group of the last file."""


@pytest.mark.parametrize("is_first_known", [True, False])
@pytest.mark.parametrize(
    ("name", "last"), [(name, each) for name, every in LAST.items() for each in every]
)
def test_a_text_of_the_last_row_group(
    edition: Edition, tmp_path: Path, name: str, last: str, is_first_known: bool
) -> None:
    """`tidakada` is no word; those of the first rows may have values missing."""
    usual = {
        "belanja": "'atk'", "kegiatan": "'imunisasi'", "dana": "'bok_puskesmas'",
        "bukti": "'kuitansi'", "nilai": "i",
    }  # fmt: skip
    if not is_first_known:
        usual[name] = f"CASE WHEN i % 3 > 0 THEN {usual[name]} END"
    paths = [_written(tmp_path, number, usual, name, last) for number in range(2)]
    with pytest.MonkeyPatch.context() as patch, opened_check(paths, edition) as (bulk, _):
        stream = Stream(patch)
        found = stream.codes(bulk)
        expected = written(bulk, tmp_path / "codes.parquet")
    assert found == expected
    assert list(expected) == list(range(2 * ROWS))
    waits = last.startswith("'") and not (last == "''" and not is_first_known)
    assert stream.queries == (2 if waits else 1)
    if "tidakada" in last or "?" in last or last in ("'bok_kefarmasian'", "-1"):
        assert found[2 * ROWS - 1] == (ODD,)


def _written(folder: Path, number: int, usual: dict[str, str], name: str, last: str) -> Path:
    path = folder / f"{number}.parquet"
    chosen = dict(usual)
    chosen[name] = f"CASE WHEN i = {2 * ROWS - 1} THEN {last} ELSE {usual[name]} END"
    columns = ", ".join(f"{sql} AS {each}" for each, sql in chosen.items())
    begin = number * ROWS
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT {columns} FROM range({begin}, {begin + ROWS}) t(i)) TO '{path}'"
            f" (FORMAT parquet, ROW_GROUP_SIZE {GROUP})"
        )
    return path


@settings(max_examples=15)
@given(
    cases(least=40, most=60),
    st.sampled_from(SHAPES),
    st.sampled_from((0, 1, 10)),
    st.sampled_from((2, words.MOST_WORDS)),
)
def test_generated_policies(
    case: tuple[Generated, list[Facts]], shape: Shape, first: int, most: int
) -> None:
    """However many rows are looked at first, and texts asked for; no words at all, too.

    Where there are too many texts, those that the first rows show may be other ones that are known.
    """
    policy, drawn = case[0].policy, case[1]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "FIRST_ROWS", first)
        patch.setattr(words, "MOST_WORDS", most)
        ledger = Path(folder) / "ledger.parquet"
        write_parquet(ledger, policy, drawn, shape)
        with opened_check([ledger], edition_of((policy,)), threads=2) as (bulk, _):
            found = Stream(patch).codes(bulk)
            expected = written(bulk, Path(folder) / "codes.parquet")
            read = [bulk.coding.code_of(as_read(each)) for each in drawn]
    odd = (ODD,) * len(read[0])
    for key, code in enumerate(read):
        assert expected[key] in (code, odd)
        assert found[key] == expected[key] or (most == 2 and found[key] == code)
    assert sorted(found) == sorted(expected) == list(range(len(drawn)))


def test_an_edition_of_two_texts(tmp_path: Path) -> None:
    """That of 2020 was amended within the year."""
    ledger = tmp_path / "ledger.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT CASE WHEN i % 9 = 8 THEN 'honor' ELSE 'atk' END AS belanja,"
            " CASE WHEN i % 5 > 0 THEN DATE '2020-01-15' + (i * 30)::INT END AS tanggal,"
            f" i AS nilai FROM range(20) t(i)) TO '{ledger}' (FORMAT parquet)"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "FIRST_ROWS", 3)
        with opened_check([ledger], load_edition(2020)) as (bulk, _):
            stream = Stream(patch)
            found = stream.codes(bulk)
            assert found == written(bulk, tmp_path / "codes.parquet")
            assert len(bulk.coding.names) == len(found[0]) > 1
    assert stream.queries == 2


def test_a_ledger_without_texts(edition: Edition, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT i AS nilai FROM range(5) t(i)) TO '{ledger}' (FORMAT parquet)"
        )
    with pytest.MonkeyPatch.context() as patch, opened_check([ledger], edition) as (bulk, _):
        stream = Stream(patch)
        assert stream.codes(bulk) == written(bulk, tmp_path / "codes.parquet")
        assert stream.queries == 1


@pytest.mark.parametrize(
    ("name", "unknown"),
    [("dana", "bok puskesmaz"), ("tanggal", "May 5, 2010"), ("dalam_rpk", "oui")],
)
def test_a_blank_after_texts_of_which_none_is_known(
    edition: Edition, tmp_path: Path, name: str, unknown: str
) -> None:
    usual = {"belanja": "'atk'", "nilai": "i", name: f"'{unknown}'"}
    ledger = _written(tmp_path, 1, usual, name, "''")
    with pytest.MonkeyPatch.context() as patch, opened_check([ledger], edition) as (bulk, _):
        found = Stream(patch).codes(bulk)
        expected = written(bulk, tmp_path / "codes.parquet")
    assert found == expected
    assert sorted(found) == [*range(ROWS)]


def test_rows_are_counted(edition: Edition, tmp_path: Path) -> None:
    ledger = _written(tmp_path, 1, {"belanja": "'atk'"}, "belanja", "'Honor'")
    with pytest.MonkeyPatch.context() as patch, opened_check([ledger], edition) as (bulk, _):
        stream = Stream(patch)
        patch.setattr(BulkCheck, "_batches", lambda *_: iter([Batch([(0, 1)])]))
        with pytest.raises(RowsDiffer, match="11999 rows without a code"):
            stream.codes(bulk)
