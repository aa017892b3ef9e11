"""`bokrules check --bulk`."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import Runner


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "buku.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT CASE WHEN i = 3 THEN -1 ELSE i END AS nilai, 'honor' AS belanja, i AS apa"
            f" FROM range(5) t(i)) TO '{path}' (FORMAT parquet)"
        )
    return path


def test_parquet_is_always_checked_in_bulk(ledger: Path, run: Runner, tmp_path: Path) -> None:
    out = tmp_path / "hasil.csv"
    found = run("--lang", "en", "check", ledger, "--year", "2010", "--out", out)
    assert found.code == 2
    assert "forbidden" in found.out
    assert "row 4" in found.out
    assert "apa" in found.out
    assert len(out.read_text(encoding="utf-8").splitlines()) == 6


def test_as_json(ledger: Path, run: Runner) -> None:
    found = run("check", ledger, "--year", "2010", "--format", "json", "--memory", "200MB")
    document = json.loads(found.out)
    assert document["summary"]["forbidden"] == {"rows": 4, "amount": 7}
    assert (document["rows"], document["error_rows"], document["finding_rows"]) == (5, 1, 4)
    assert len(document["findings"]) == 4


def test_csv_in_bulk(run: Runner, tmp_path: Path) -> None:
    ledger = tmp_path / "buku.csv"
    ledger.write_text("belanja,nilai\nhonor,5\n", encoding="utf-8")
    assert run("check", ledger, "--year", "2010", "--bulk").code == 1


LEDGER = """satker,dana,kegiatan,kejadian,tanggal,penerima,nilai
Dinkes,bok_stunting,konsultasi_ke_pusat,ST-1,2019-01-03,Ani,100
Dinkes,bok_stunting,konsultasi_ke_pusat,ST-2,2019-02-03,Ani,100
dinkes,bok_stunting,konsultasi_ke_pusat,ST-3,2019-03-03,Ani,100
Dinkes,bok_stunting,konsultasi_ke_pusat,,,Budi,x
Dinkes,bok_stunting,konsultasi_ke_pusat,,,Budi,100
"""


def test_limits_are_decided_as_over_rows(run: Runner, tmp_path: Path) -> None:
    ledger, units = tmp_path / "buku.csv", tmp_path / "pagu.csv"
    ledger.write_text(LEDGER, encoding="utf-8")
    units.write_text("satker,pagu\nDinkes,1000\n", encoding="utf-8")
    given = ("check", ledger, "--year", "2019", "--units", units, "--format", "json")
    found, expected = run(*given, "--bulk"), run(*given, "--only-columns")
    assert found.code == expected.code == 2
    in_bulk, over_rows = json.loads(found.out), json.loads(expected.out)
    assert [each["rows"] for each in in_bulk["limits"]] == [[4]]
    assert in_bulk["limits_not_decided"]
    for name in ("limits", "limits_not_decided", "limits_remarks", "units"):
        assert in_bulk[name] == over_rows[name]
    shown = run("--lang", "en", "check", ledger, "--year", "2019", "--bulk")
    assert "Limits not kept: 1" in shown.out
    assert "rows beyond it: 4" in shown.out


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "jsonl"),
        ("--memory", "much"),
        ("--partition", "outcome"),
        ("--sheet", "1"),
        ("--out", "a.csv", "--out", "b.csv"),
    ],
)
def test_options_that_mean_nothing(ledger: Path, run: Runner, options: tuple[str, ...]) -> None:
    found = run("check", ledger, "--year", "2010", *options)
    assert found.code == 2
    assert found.out == ""
