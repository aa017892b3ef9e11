"""Tables as parquet: what goes in comes out, in its order."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from bokrules.reports.parquet_file import ColumnType, save_parquet
from bokrules.reports.whole_files import UnwritableFile

COLUMNS: dict[str, ColumnType] = {
    "row": "BIGINT",
    "uraian": "VARCHAR",
    "amount": "BIGINT",
    "codes": "VARCHAR[]",
    "assumed": "BOOLEAN",
    "day": "DATE",
}
HOSTILE = "'); DROP TABLE x; -- \" \\ \u2028 {}"


def read(path: Path) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    return [tuple(each) for each in found]


def test_rows_come_out_as_they_went_in(tmp_path: Path) -> None:
    target = tmp_path / "it's here.parquet"
    rows: list[dict[str, object]] = [
        {"row": 2, "uraian": HOSTILE, "amount": 10**17 + 1, "codes": ["1.01.09"], "assumed": True},
        {"row": 1, "uraian": None, "codes": []},
    ]
    save_parquet(target, COLUMNS, rows, {"edition": "2010", "note": "it's"})
    assert read(target) == [
        (2, HOSTILE, 10**17 + 1, ["1.01.09"], True, None),
        (1, None, None, [], None, None),
    ]
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


def test_many_rows_keep_their_order_and_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [{"row": (n * 7919) % 300_007} for n in range(300_007)]
    for name in ("a.parquet", "b.parquet"):
        save_parquet(tmp_path / name, {"row": "BIGINT"}, rows, {})
    assert read(tmp_path / "a.parquet") == [(each["row"],) for each in rows]
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_no_rows_give_a_table_without_rows(tmp_path: Path) -> None:
    save_parquet(tmp_path / "none.parquet", COLUMNS, [], {})
    assert read(tmp_path / "none.parquet") == []


def test_metadata_say_what_it_was_made_from(tmp_path: Path) -> None:
    target = tmp_path / "x.parquet"
    save_parquet(target, COLUMNS, [], {"edition": "2010"})
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT key, value FROM parquet_kv_metadata(?)", [str(target)]
        ).fetchall()
    assert (b"edition", b"2010") in found


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="none"):
        save_parquet(tmp_path / "none" / "x.parquet", COLUMNS, [], {})
