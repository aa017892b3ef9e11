"""Files of many rows: what is told of them, what is wrong with them, and what is written."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bokrules.base.errors import BokrulesError, InvalidValue, UnreadableFile
from bokrules.editions import Edition, load_edition
from bokrules.evaluation.bulk.engine import BulkFailure, Engine
from bokrules.evaluation.bulk.scratch import UnwritableOutput
from bokrules.evaluation.bulk.writing import MARK
from bokrules.inspection.bulk.files import check_files, files_of, opened_check
from bokrules.inspection.check import check
from bokrules.semantics.outcomes import Outcome
from tests.inspection.bulk.ledgers import read_rows

ROWS = 30_000
GROUP = 2_048
"""Rows in a row group: many groups, and two threads."""


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(2010)


def parquet(path: Path, query: str, options: str = "") -> Path:
    with duckdb.connect() as connection:
        quoted = str(path).replace("'", "''")
        connection.execute(f"COPY ({query}) TO '{quoted}' (FORMAT parquet{options})")
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two files: every seventh row is honor, of as many rupiah as its place; the others are atk."""
    folder = tmp_path_factory.mktemp("many")
    return [
        parquet(
            folder / f"{name}.parquet",
            "SELECT 'P' || i AS id, CASE WHEN i % 7 = 0 THEN 'honor' ELSE 'atk' END AS belanja,"
            " 'imunisasi' AS kegiatan, 'bok_puskesmas' AS dana, i AS nilai,"
            f" DATE '2010-05-01' AS tanggal FROM range({first}, {first + ROWS}) t(i)",
            f", ROW_GROUP_SIZE {GROUP}",
        )
        for name, first in (("a", 0), ("b", ROWS))
    ]


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_rows_keep_their_identity(
    many: list[Path], edition: Edition, tmp_path: Path, ending: str
) -> None:
    written = []
    for turn in range(3):
        out = tmp_path / f"out{turn}{ending}"
        check_files(many, edition, out=out, threads=2 + turn)
        written.append(out.read_bytes())
    assert written[0] == written[1] == written[2]
    if ending == ".csv":
        return
    rows = read_rows(tmp_path / "out0.parquet")
    assert len(rows) == 2 * ROWS
    for place, row in enumerate(rows):
        assert row["row_key"] == place
        assert (row["id"], row["amount"]) == (f"P{place}", place)
        assert (row["file"], row["row"]) == (
            ("a.parquet", "b.parquet")[place // ROWS],
            place % ROWS + 1,
        )
        assert (row["outcome"] == "forbidden") == (place % 7 == 0)
        assert row["questioned_amount"] == (place if place % 7 == 0 else 0)


def test_the_codes_alone(many: list[Path], edition: Edition, tmp_path: Path) -> None:
    out = tmp_path / "codes.parquet"
    with opened_check(many, edition, scratch_in=tmp_path) as (bulk, _):
        bulk.write_codes(out)
        rows = read_rows(out)
        assert [each["row_key"] for each in rows] == list(range(2 * ROWS))
        told = {code: bulk.coding.answer((code,)).outcome for code in {e["code_0_0"] for e in rows}}
        assert "row_key" in bulk.statement()
    for place in (0, 1, 7, ROWS - 1, ROWS, 2 * ROWS - 1):
        assert (told[rows[place]["code_0_0"]] is Outcome.FORBIDDEN) == (place % 7 == 0)
    assert [each.name for each in tmp_path.iterdir()] == ["codes.parquet"]


WRONG = """id,belanja,kegiatan,dana,nilai,tanggal,bukti,ppn,volume,warna
1,transpor_petugas,imunisasi,bok_puskesmas,Rp1.250.000,2010-05-14,kuitansi; surat_tugas,,"2,5",merah
2,Honor,imunisasi,bok_puskesmas,500000,14/05/2010,-,,,
3,tidakada,imunisasi,bok_puskesmas,500000,14 Mei 2010,-,,,

4,honor,imunisasi,bok_puskesmas,-5,2010-05-14,kuitansi,5,,
5,honor,imunisasi,bok_puskesmas,1.5,2010-15-14,kuitansi,5,,
"6
x",honor,imunisasi,bok_puskesmas,1000,2010-05-14,kuitansi,x,,
7,honor,imunisasi,bok_puskesmas,1000,2010-05-14,kuitansi,5,,,extra
8,atk,imunisasi,bok_puskesmas,2000000,2010-05-14,kuitansi,5,,
9,atk,imunisasi,bok_kefarmasian,2000000,2010-05-14,kuitansi,5,,
10,atk,imunisasi,bok_puskesmas,9999999999999999,2010-05-14,kuitansi,5,,
"""
WRONG_LINES = """{"expense_type": "honor", "amount": 500000, "taxes": {"ppn": 5}, "documents": []}
{"expense_type": "honor", "amount": 5e5}
{"expense_type": "honor", "amount": 500000, "taxes": {"ppn": -5}}
{"expense_type": "Honor", "volume": 1.5, "amount": "Rp1.000", "remote": true, "fund": null}

not json
{"expense_type": "honor", "belanja": "gaji"}
{"expense_type": 5}
{"expense_type": "atk", "activity": "imunisasi", "date": "2010-05-14", "taxes": {}, "warna": 1}
"""


@pytest.mark.parametrize(("ending", "text"), [(".csv", WRONG), (".jsonl", WRONG_LINES)])
def test_wrong_rows_are_told_as_check_tells_them(
    edition: Edition, tmp_path: Path, ending: str, text: str
) -> None:
    ledger = tmp_path / f"buku{ending}"
    ledger.write_text(text, encoding="utf-8")
    out = tmp_path / "out.parquet"
    expected = check(ledger, 2010, classify=False)
    found = check_files(ledger, edition, out=out)
    assert _told(found.errors) == _told(expected.errors)
    assert found.error_rows == len(expected.errors) > 0
    assert found.ignored_columns == (("warna",) if ending == ".csv" else ())
    rows = {each["row"]: each for each in read_rows(out)}
    assert {each["id"] for each in rows.values() if each["outcome"]} == {
        each.id for each in expected.rows
    }
    for row in expected.rows:
        told = rows[row.place.row]
        assert told["outcome"] == row.verdict.outcome
        assert told["missing"] == list(row.verdict.missing)
        assert told["questioned_amount"] == row.verdict.questioned_amount
        assert told["amount"] == row.amount
    for error in expected.errors:
        told = rows[error.place.row]
        assert told["outcome"] is None
        assert told["error"] == f"{error.error.code}: {error.error.message.text()}"
    assert found.total.rows == len(expected.rows)
    assert found.questioned_amount == sum(e.verdict.questioned_amount or 0 for e in expected.rows)
    assert [each["row"] for each in found.findings] == [e.place.row for e in expected.findings]


def _told(errors: Sequence[Any]) -> list[tuple[object, ...]]:
    return [
        (e.place.row, e.place.column, e.error.code, e.error.message.text(), e.error.hint)
        for e in errors
    ]


def test_wrong_values_of_typed_columns(edition: Edition, tmp_path: Path) -> None:
    """In the words of an expense: nothing wrong becomes a missing value."""
    ledger = parquet(
        tmp_path / "l.parquet",
        "SELECT * FROM (VALUES (1, -5, 1.5, ['kuitansi'], MAP {'ppn': 1::BIGINT}, 'honor'),"
        " (2, 5, 2.0, ['kuitansi', 'apa'], MAP {'ppn': 1}, 'honor'),"
        " (3, 5, 2.0, ['kuitansi', NULL], MAP {'ppn': 1}, 'honor'),"
        " (4, 5, 2.0, ['kuitansi'], MAP {'apa': 1}, 'honor'),"
        " (5, 5, 2.0, ['kuitansi'], MAP {'ppn': NULL}, 'honor'),"
        " (6, 5, 2.0, ['kuitansi'], MAP {'ppn': -1}, 'honor'),"
        " (7, 5, 2.5, ['kuitansi'], MAP {'ppn': 1}, 'honor'),"
        " (8, 5, 2.0, NULL, NULL, 'apa'), (9, 5, 2.0, [], MAP {}, ' '))"
        " t(id, nilai, harga_satuan, bukti, pajak, belanja)",
    )
    found = check_files(ledger, edition)
    told = {each.place.row: str(each.error.message) for each in found.errors}
    assert sorted(told) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert "-5" in told[1]
    assert "apa" in told[2]
    assert "apa" in told[4]
    assert "2.5" in told[7]
    assert "apa" in told[8]
    assert found.total.rows == 1


def test_days_that_python_has_not(edition: Edition, tmp_path: Path) -> None:
    ledger = parquet(
        tmp_path / "l.parquet",
        "SELECT * FROM (VALUES ('honor', DATE '2010-05-14'), ('honor', DATE '20000-01-01'),"
        " ('honor', NULL), ('honor', DATE 'infinity'), ('honor', DATE '0044-03-15 (BC)'))"
        " t(belanja, tanggal)",
    )
    found = check_files(ledger, edition)
    assert found.total.rows == 2
    assert [each.place.row for each in found.errors] == [2, 4, 5]


def test_a_time_of_day_is_left_out(edition: Edition, tmp_path: Path) -> None:
    ledger = parquet(
        tmp_path / "l.parquet", "SELECT 'honor' AS belanja, TIMESTAMP '2010-05-14 10:00' AS tanggal"
    )
    assert check_files(ledger, edition).total.rows == 1


@pytest.mark.parametrize("kind", ["DOUBLE", "BOOLEAN", "BIGINT[]"])
def test_amounts_are_never_floating_point(edition: Edition, tmp_path: Path, kind: str) -> None:
    value = "[1]" if kind == "BIGINT[]" else "1"
    ledger = parquet(tmp_path / "l.parquet", f"SELECT 'honor' AS belanja, {value}::{kind} AS nilai")
    with pytest.raises(UnreadableFile, match="nilai"):
        check_files(ledger, edition)


def test_names_of_columns_and_texts_stay_texts(edition: Edition, tmp_path: Path) -> None:
    """Whatever they look like: as SQL, or as columns that are made here."""
    evil = "x''; DROP TABLE bokrules_codes; --"
    ledger = parquet(
        tmp_path / "it's.parquet",
        f"""SELECT '{evil}' AS id, 'honor' AS belanja, 5 AS "class_id", 6 AS "row_key",
        7 AS "a""b'; --", 8 AS nilai, 'x' AS "outcome", '=1+1' AS satker""",
    )
    out = tmp_path / "o'ut.csv"
    found = check_files(ledger, edition, out=out)
    assert found.ignored_columns == ("class_id", "row_key", "a\"b'; --", "outcome")
    assert found.summary[Outcome.FORBIDDEN].amount == 8
    assert evil.replace("''", "'") in out.read_text(encoding="utf-8")


def test_a_partitioned_folder(many: list[Path], edition: Edition, tmp_path: Path) -> None:
    out = tmp_path / "bagian"
    check_files(many, edition, out=out, partition_by=["outcome", "fund"])
    names = sorted(e.relative_to(out).as_posix() for e in out.rglob("*.parquet"))
    assert [name.rpartition("/")[0] for name in names] == [
        "outcome=forbidden/dana=bok_puskesmas",
        f"outcome={'unlisted' if 'unlisted' in names[1] else 'undetermined'}/dana=bok_puskesmas",
    ]
    first = {name: (out / name).read_bytes() for name in names}
    keys = [each["row_key"] for each in read_rows(out / names[0])]
    assert keys == [each for each in range(2 * ROWS) if each % 7 == 0]
    check_files(many, edition, out=out, partition_by=["outcome", "fund"])
    assert {name: (out / name).read_bytes() for name in names} == first
    (out / MARK).unlink()
    with pytest.raises(UnwritableOutput):
        check_files(many, edition, out=out, partition_by=["outcome"])
    with pytest.raises(InvalidValue):
        check_files(many, edition, out=out, partition_by=["taxes"])
    with pytest.raises(InvalidValue):
        check_files(many, edition, out=tmp_path / "o.parquet", partition_by=["outcome"])


def test_what_fails_leaves_nothing(
    many: list[Path], edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.parquet"
    run = Engine.run

    def interrupted(self: Engine, *arguments: Any) -> None:
        run(self, *arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            check_files(many, edition, out=out)
    assert list(tmp_path.iterdir()) == []

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(UnwritableOutput, match="No space"):
            check_files(many, edition, out=out)
    assert list(tmp_path.iterdir()) == []
    out.write_bytes(b"before")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(UnwritableOutput, match="No space"):
            check_files(many, edition, out=out)
    assert out.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["out.parquet"]


def test_progress_and_interruption(many: list[Path], edition: Edition, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    check_files(many, edition, out=tmp_path / "o.parquet", progress=lambda *each: told.append(each))
    assert all(total == 2 * ROWS for _, total in told)

    def stop(_done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_files(many, edition, out=tmp_path / "p.parquet", progress=stop)
    assert [each.name for each in tmp_path.iterdir()] == ["o.parquet"]


def test_targets_that_cannot_be(many: list[Path], edition: Edition, tmp_path: Path) -> None:
    other = tmp_path / "folder"
    other.mkdir()
    (other / "x").touch()
    (tmp_path / "plain").touch()
    for target in (many[0], tmp_path / "no" / "out.parquet", other, tmp_path / "plain"):
        with pytest.raises(UnwritableOutput):
            check_files(many, edition, out=target)
    folder = tmp_path / "out.parquet"
    folder.mkdir()
    with pytest.raises(UnwritableOutput):
        check_files(many, edition, out=folder)


def test_files_that_are_found(many: list[Path], tmp_path: Path) -> None:
    folder = many[0].parent
    assert files_of(folder) == files_of(folder / "*.parquet") == files_of(many) == many
    (tmp_path / "a.txt").touch()
    for missing in (tmp_path, tmp_path / "*.csv", tmp_path / "b.csv", tmp_path / "a.txt"):
        with pytest.raises(UnreadableFile):
            files_of(missing)


def test_files_that_are_no_parquet(edition: Edition, tmp_path: Path) -> None:
    ledger = tmp_path / "l.parquet"
    ledger.write_bytes(b"PAR1 no")
    with pytest.raises(BulkFailure):
        check_files(ledger, edition)
    with pytest.raises(UnreadableFile):
        check_files(parquet(tmp_path / "m.parquet", "SELECT 1 AS apa"), edition)


def test_ledgers_without_a_row_that_counts(edition: Edition, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        check_files(parquet(tmp_path / "l.parquet", "SELECT 1 AS nilai LIMIT 0"), edition)
    out = tmp_path / "out.parquet"
    found = check_files(parquet(tmp_path / "m.parquet", "SELECT -1 AS nilai"), edition, out=out)
    assert (found.total.rows, found.error_rows) == (0, 1)
    assert [each["outcome"] for each in read_rows(out)] == [None]


def test_text_files_that_cannot_be_read(edition: Edition, tmp_path: Path) -> None:
    for text in (b"belanja;nilai\nhonor;1\n", b"belanja,nilai\nhonor,\xff\n", b'belanja,nilai\n"h'):
        ledger = tmp_path / "l.csv"
        ledger.write_bytes(text)
        with pytest.raises(BokrulesError):
            check_files(ledger, edition)


def test_limits_are_named_that_are_not_checked(tmp_path: Path) -> None:
    edition = load_edition(2019)
    limit = edition.policy.limits[0]
    term = next(iter(next(each.terms for each in limit.selectors)))
    field = next(each.dimension for each in limit.selectors)
    ledger = parquet(tmp_path / "l.parquet", f"SELECT '{term}' AS {field}, 5 AS nilai")
    found = check_files(ledger, edition)
    assert limit.name in found.limits_not_checked
    with opened_check([ledger], edition) as (bulk, _):
        rows = bulk.engine.rows(bulk.limit_rows(limit, ["nilai", field]))
    assert [(row[0], row[2:]) for row in rows] == [(0, (True, 5, term))]


# ---- several files, and names that mean something to the engine ----


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("5 AS nilai", "1.7::DOUBLE AS nilai", "DOUBLE"),
        ("5.0::DECIMAL(9,1) AS nilai", "1.04::DECIMAL(9,2) AS nilai", r"DECIMAL\(9,2\)"),
        ("5 AS nilai", "6 AS nilai, 'P' AS penerima", "penerima"),
        ("5 AS nilai, 'P' AS penerima", "6 AS nilai", "penerima"),
        ("5 AS nilai, 1 AS file_index", "6 AS nilai, 1 AS file_index", "file_index"),
        ("{'nilai': 1} AS x, 5 AS nilai", "{'nilai': 1} AS x, '6' AS nilai", "nilai"),
    ],
)
def test_files_of_one_ledger_have_the_same_columns(
    edition: Edition, tmp_path: Path, first: str, second: str, told: str
) -> None:
    """Else amounts would be rounded to the type of the first file, or left out."""
    parquet(tmp_path / "a.parquet", f"SELECT 'honor' AS belanja, {first}")
    parquet(tmp_path / "b.parquet", f"SELECT 'honor' AS belanja, {second}")
    with pytest.raises(UnreadableFile, match=told):
        check_files(tmp_path, edition)


def test_order_and_case_of_columns_do_not_matter(edition: Edition, tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", "SELECT 'honor' AS belanja, 5 AS nilai, {'nilai': 1} AS x")
    parquet(tmp_path / "b.parquet", "SELECT {'nilai': 1} AS x, 7 AS Nilai, 'honor' AS belanja")
    found = check_files(tmp_path, edition)
    assert found.summary[Outcome.FORBIDDEN].amount == 12


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_a_fact_twice(edition: Edition, tmp_path: Path, ending: str) -> None:
    ledger = tmp_path / f"l{ending}"
    if ending == ".csv":
        ledger.write_text("belanja,Belanja,nilai\nhonor,atk,5\n", encoding="utf-8")
    else:
        # The engine writes no names that differ by case alone, but others do.
        parquet(ledger, "SELECT 'honor' AS belanja, 'atk' AS zelanja")
        ledger.write_bytes(ledger.read_bytes().replace(b"zelanja", b"Belanja"))
    with pytest.raises(UnreadableFile, match="BOK609"):
        check_files(ledger, edition)


def test_names_of_files_are_no_patterns(edition: Edition, tmp_path: Path) -> None:
    names = [
        "a[1].parquet",
        "a1.parquet",
        "b*.parquet",
        "bc.parquet",
        "d\\e.parquet",
        "f\n.parquet",
    ]
    for number, name in enumerate(names, start=1):
        parquet(tmp_path / "made", f"SELECT 'honor' AS belanja, {number} AS nilai")
        (tmp_path / "made").rename(tmp_path / name)
    for number in (1, 3):
        found = check_files(tmp_path / names[number - 1], edition)
        assert found.summary[Outcome.FORBIDDEN].amount == number
    rows = check_files(tmp_path, edition, out=tmp_path.parent / "o.parquet")
    assert rows.summary[Outcome.FORBIDDEN].amount == 21
    assert {each["file"] for each in read_rows(tmp_path.parent / "o.parquet")} == set(names)


def test_folders_that_name_a_value(edition: Edition, tmp_path: Path) -> None:
    """They hold text, and take the place of no column; where output goes says nothing."""
    place = tmp_path / "nilai=7" / "id=007"
    place.mkdir(parents=True)
    out = tmp_path / "o.parquet"
    check_files(parquet(place / "a.parquet", "SELECT 'honor' AS belanja"), edition, out=out)
    assert [(each["id"], each["amount"]) for each in read_rows(out)] == [("007", 7)]
    double = parquet(place / "b.parquet", "SELECT 'honor' AS belanja, 5 AS nilai")
    with pytest.raises(UnreadableFile, match="nilai"):
        check_files(double, edition)
    ledger = tmp_path / "l.csv"
    ledger.write_text("belanja,nilai\nhonor,5\n", encoding="utf-8")
    found = check_files(ledger, edition, out=place / "o.csv")
    assert found.summary[Outcome.FORBIDDEN].amount == 5


def test_what_is_left_and_what_is_written_is_not_read(edition: Edition, tmp_path: Path) -> None:
    ledger = parquet(tmp_path / "l.parquet", "SELECT 'honor' AS belanja, 5 AS nilai")
    for folder in (".bokrules-x", "_temporary"):
        (tmp_path / folder).mkdir()
        parquet(tmp_path / folder / "0.parquet", "SELECT 'honor' AS belanja, 7 AS nilai")
    assert files_of(tmp_path) == [ledger]
    out = tmp_path / "out"
    check_files(ledger, edition, out=out, partition_by=["outcome"])
    with pytest.raises(UnwritableOutput):
        check_files(out, edition, out=out)


# ---- values ----


def test_days_without_end_and_statistics(edition: Edition, tmp_path: Path) -> None:
    days = "('infinity'::DATE), ('-infinity'::DATE), (DATE '99999-01-01'), (DATE '2010-05-05')"
    for values, wrong in ((days, 3), ("(DATE '99999-01-01'), (DATE '2010-05-05')", 1)):
        ledger = parquet(
            tmp_path / "l.parquet",
            f"SELECT 'honor' AS belanja, d AS tanggal FROM (VALUES {values}) t(d)",
        )
        assert check_files(ledger, edition).error_rows == wrong


def test_columns_that_hold_nothing(edition: Edition, tmp_path: Path) -> None:
    ledger = parquet(tmp_path / "l.parquet", "SELECT 'honor' AS belanja, NULL AS nilai")
    assert check_files(ledger, edition).error_rows == 0


def test_numbers_finer_than_the_engine_s_are_read_row_by_row(
    edition: Edition, tmp_path: Path
) -> None:
    ledger = parquet(
        tmp_path / "l.parquet",
        "SELECT 'honor' AS belanja, v AS volume"
        " FROM (VALUES (1.5::DECIMAL(20, 15)), (0.000000000000001), (NULL)) t(v)",
    )
    with opened_check([ledger], edition) as (check_, _):
        check_.sums()
        odd = check_.engine.rows("SELECT row_key FROM bokrules_odd_rows")
    assert odd == [(1,)]


def test_lines_of_jsonl_that_are_none(edition: Edition, tmp_path: Path) -> None:
    ledger = tmp_path / "l.jsonl"
    lines = ["[" * 100_000, '{"cells": ["a"], "columns": 1, "cells": ["a"]}', 'csv:[["a"], 1]']
    ledger.write_text("\n".join(['{"belanja": "honor"}', *lines]), encoding="utf-8")
    found = check_files(ledger, edition)
    assert [(each.place.row, each.error.code) for each in found.errors] == [
        (row, "BOK506") for row in (2, 3, 4)
    ]
    ledger.write_text('{"cells": 1}\n{"columns": 2}\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match="cells"):
        check_files(ledger, edition)
    ledger.write_bytes(b'{"belanja": "honor"}\n{"id": "\xff"}\n')
    with pytest.raises(UnreadableFile, match="0xFF"):
        check_files(ledger, edition)
    ledger = tmp_path / "l.csv"
    ledger.write_bytes(b"belanja,uraian\nhonor,a\x00b\n")
    with pytest.raises(UnreadableFile, match="BOK601"):
        check_files(ledger, edition)
