"""The command `assess`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from bokrules.base.resources import POLICIES_FOLDER
from tests.cli.conftest import Runner

DATA = POLICIES_FOLDER.parent / "data"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tabel.csv"
    path.write_text(
        "nama,jenis,alokasi,realisasi\nA,x,4,3\nB,y,4,\nC,x,4,5\nC,x,4,5\n", encoding="utf-8"
    )
    return path


def test_text(run: Runner, table: Path) -> None:
    done = run("assess", table, "--year", "2019", "--by", "jenis", "--distinct")
    assert (done.code, done.err) == (0, "")
    assert "Table: tabel.csv" in done.out
    assert "x         2          2         Rp8          Rp8  100,00%" in done.out
    assert "rows: 3, with data: 2, without data: 1" in done.out


def test_without_the_rows(run: Runner, table: Path) -> None:
    done = run("assess", table, "--year", "2019", "--by", "jenis", "--brief")
    assert "By jenis" in done.out
    assert "75,00%" not in done.out


def test_indonesian_is_the_default(
    run: Runner, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOKRULES_LANG")
    done = run("assess", table, "--year", "2019")
    assert "baris: 4, dengan data: 3, tanpa data: 1" in done.out


def test_json_and_csv(run: Runner, table: Path) -> None:
    done = run(
        "assess", table, "--year", "2010", "--target", "penyerapan", "--where", "jenis=x",
        "--without", "nama=B", "--format", "json",
    )  # fmt: skip
    document = json.loads(done.out)
    assert done.code == 1
    assert [(each["ratio"], each["judgement"]) for each in document["rows"]] == [
        ("3/4", "missed"),
        ("5/4", "met"),
        ("5/4", "met"),
    ]
    assert document["where"] == [{"column": "jenis", "value": "x"}]
    assert document["repeats"] == [{"unit": "C", "first": 4, "again": 5}]
    done = run("assess", table, "--year", "2019", "--format", "csv")
    assert [each["ratio"] for each in csv.DictReader(io.StringIO(done.out))] == [
        "3/4",
        "",
        "5/4",
        "5/4",
    ]


def test_exit_codes(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text("nama,alokasi,realisasi\nA,0,3\nB,4,4\n", encoding="utf-8")
    done = run("assess", path, "--year", "2019")
    assert done.code == 2
    assert "unit `A`: an allocation of Rp0 has no ratio" in done.out
    assert "all together: Rp4 of Rp4" in done.out
    assert run("assess", DATA / "puskesmas.csv", "--year", "2010").code == 1
    tables = DATA / "zahra_2022"
    assert run("assess", tables / "tabel_3.csv", "-y", "2019", "--scale", "efisiensi").code == 0
    assert run("assess", tables / "tabel_2.csv", "-y", "2019", "--scale", "efektivitas").code == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--scale", "efek"], "edition 2019 has no `skala efek`"),
        (["--target", "k4"], "edition 2019 has no `target k4`"),
        (["--where", "jenis"], "--where jenis: this is no condition"),
        (["--without", "=x"], "--without =x: this is no condition"),
        (["--by", "warna"], "there is no column warna"),
        (["--out", "x.pdf"], "x.pdf: a report of this kind cannot be written"),
    ],
)
def test_bad_usage(run: Runner, table: Path, options: list[str], message: str) -> None:
    done = run("assess", table, "--year", "2019", *options)
    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.split())


def test_out(run: Runner, table: Path, tmp_path: Path) -> None:
    for name in ("a.html", "a.svg", "a.png"):
        done = run("assess", table, "--year", "2019", "--out", tmp_path / name)
        assert done.code == 0
        assert f"written: {tmp_path / name}" in done.err
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_a_choice_that_leaves_no_row(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text("nama,alokasi,realisasi\nAceh,5,4\n", encoding="utf-8")
    done = run("assess", path, "--year", "2019", "--where", "nama=Atlantis")
    assert done.code == 2
    assert "no row is left by the choice nama=Atlantis" in " ".join(done.err.split())


def test_an_edition_without_targets(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text("nama,alokasi,realisasi\nAceh,5,4\n", encoding="utf-8")
    done = run("assess", path, "--year", "2019", "--target", "penyerapan")
    assert done.code == 2
    assert "it has none" in done.err
