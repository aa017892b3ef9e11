"""`bokrules check` on workbooks as they come, and on folders of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Runner
from tests.inspection.making_workbooks import CLEAN, of, write_cash_book, write_payees

HONOR = of(6, 3, "007", "Honor bendahara pengelola BOK", 500_000, "kuitansi")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write_cash_book(tmp_path / "bku.xlsx", [*CLEAN, HONOR])


def test_a_clean_book(run: Runner, tmp_path: Path) -> None:
    done = run("check", write_cash_book(tmp_path / "bku.xlsx", CLEAN), "--year", "2010")
    assert (done.code, done.err) == (0, "")
    assert "Nothing was found: every row that could be read is allowed." in done.out
    assert "Mei, Puskesmas Melati: Rp0 + Rp10.000.000 - Rp850.000 = Rp9.150.000" in done.out


def test_findings_across_lines_are_shown(run: Runner, tmp_path: Path) -> None:
    lines = [*CLEAN, of(6, 4, "004", CLEAN[3].text, 150_000, "kuitansi")]
    done = run("check", write_cash_book(tmp_path / "bku.xlsx", lines), "--year", "2010")
    assert done.code == 1
    assert "Findings across lines: 1" in done.out
    assert "[1.04.01]" in done.out
    assert "rupiah: Rp150.000" in done.out
    assert "Checks not run:" in done.out


def test_reports_are_written_and_told(run: Runner, ledger: Path, tmp_path: Path) -> None:
    targets = [tmp_path / f"hasil{ending}" for ending in (".docx", ".xlsx", ".json")]
    given = [word for each in targets for word in ("--out", each)]
    done = run("check", ledger, "--year", "2010", "--as-of", "2010-07-01", *given)
    assert done.code == 1
    assert all(each.is_file() for each in targets)
    assert done.err.count("written: ") == 3


def test_books_beside_it(run: Runner, ledger: Path, tmp_path: Path) -> None:
    payees = [("002", "Sri", "", "4 Mei 2010", 200_000)]
    beside = write_payees(tmp_path / "nominatif.xlsx", payees)
    given = ("--with", beside, "--format", "json")
    document = json.loads(run("check", ledger, "--year", "2010", *given).out)
    (found,) = (
        each for each in document["ledger_findings"] if each["check"] == "payee_list_differs"
    )
    assert found["amount"] == 100_000
    assert document["companions"][0]["name"] == "nominatif.xlsx"
    assert {"file": "nominatif.xlsx", "row": 6} in found["rows"]


def test_assumptions_and_facts(run: Runner, tmp_path: Path) -> None:
    line = of(5, 4, "002", "Transport petugas", 100_000, "kuitansi; surat_tugas")
    path = write_cash_book(tmp_path / "bku.xlsx", [CLEAN[0], line], bare=True)
    plain = json.loads(run("check", path, "--year", "2010", "--format", "json").out)
    assert plain["findings"][0]["outcome"] == "undetermined"
    given = ("--assume", "kegiatan=menu", "--format", "json")
    assumed = json.loads(run("check", path, "--year", "2010", *given).out)
    assert assumed["findings"][0]["outcome"] == "conditional"
    facts = ("--set", "kegiatan=imunisasi", "--set", "dalam_rpk=ya", "--format", "json")
    told = json.loads(run("check", path, "--year", "2010", *facts).out)
    assert told["findings"][0]["outcome"] == "conditional"
    assert told["given"] == {"dalam_rpk": "True", "kegiatan": "imunisasi"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--assume", "kegiatan"), "no NAME=VALUE"),
        (("--assume", "belanja=menu"), "cannot be assumed"),
        (("--set", "dana="), "no NAME=VALUE"),
        (("--set", "danna=bok"), "there is no field `danna`"),
        (("--set", "dana=bokk"), "there is no `bokk`"),
        (("--as-of", "kemarin"), "no day or time"),
        (("--copies", "."), "means nothing here"),
        (("--mapping", "tidak-ada.yaml"), "there is no file"),
        (("--checks", "tidak-ada.yaml"), "there is no file"),
        (("--with", "tidak-ada.xlsx"), "there is no file"),
        (("--choices", "tidak-ada.yaml"), "there is no file"),
    ],
)
def test_bad_options(run: Runner, ledger: Path, given: tuple[str, ...], words: str) -> None:
    done = run("check", ledger, "--year", "2010", *given)
    assert (done.code, done.out) == (2, "")
    assert words in " ".join(done.err.split())


def test_only_columns(run: Runner, ledger: Path) -> None:
    given = ("--only-columns", "--format", "json")
    document = json.loads(run("check", ledger, "--year", "2010", *given).out)
    assert document["summary"]["undetermined"]["rows"] == 6


# ---- folders ----


@pytest.fixture
def folder(tmp_path: Path, ledger: Path) -> Path:
    place = tmp_path / "buku"
    place.mkdir()
    ledger.rename(place / "bunga.xlsx")
    write_cash_book(place / "anggrek.xlsx", CLEAN, unit="PUSKESMAS ANGGREK")
    return place


def test_a_folder(run: Runner, folder: Path) -> None:
    done = run("check", folder, "--year", "2010")
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    (first,) = (each for each in lines if "Puskesmas Melati" in each)
    assert first.split() == [
        *("1", "Puskesmas", "Melati", "Rp500.000", "1.01.09", "Rp500.000", "6", "Rp1.850.000"),
        *("Rp500.000", "Rp0"),
    ]


def test_the_same_file_again_is_told(run: Runner, folder: Path) -> None:
    (folder / "melati.xlsx").write_bytes((folder / "bunga.xlsx").read_bytes())
    done = run("check", folder, "--year", "2010")
    assert "ledgers: 2" in done.out
    assert "melati.xlsx is the same file as bunga.xlsx: it is not counted" in done.out


def test_a_file_of_the_folder_cannot_be_read(run: Runner, folder: Path) -> None:
    (folder / "rusak.xlsx").write_bytes(b"")
    done = run("check", folder, "--year", "2010")
    assert done.code == 2
    assert "Files that could not be read: 1" in done.out
    assert "rusak.xlsx" in done.out


def test_copies_and_a_ranking(run: Runner, folder: Path, tmp_path: Path) -> None:
    copies = tmp_path / "salinan"
    given = ("--copies", copies, "--out", tmp_path / "peringkat.xlsx", "--format", "json")
    done = run("check", folder, "--year", "2010", *given)
    assert json.loads(done.out)["ranking"][0]["unit"] == "Puskesmas Melati"
    assert sorted(each.name for each in copies.iterdir()) == [
        "anggrek.xlsx.periksa.xlsx",
        "bunga.xlsx.periksa.xlsx",
    ]
    assert (tmp_path / "peringkat.xlsx").is_file()


def test_what_is_read_is_never_overwritten(run: Runner, folder: Path, tmp_path: Path) -> None:
    ledger = folder / "bunga.xlsx"
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    payees = write_payees(tmp_path / "nominatif.xlsx", [("002", "Sri", "", "4 Mei 2010", 300_000)])
    for given in (
        (folder, "--out", ledger),
        (folder, "--copies", folder),
        (folder / "anggrek.xlsx", "--with", payees, "--out", payees),
    ):
        done = run("check", given[0], "--year", "2010", *given[1:])
        assert (done.code, done.out) == (2, "")
        assert "BOK611" in done.err
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_copies_are_no_ledgers(run: Runner, folder: Path) -> None:
    copy = folder / "bunga.xlsx.periksa.xlsx"
    copy.write_bytes((folder / "bunga.xlsx").read_bytes())
    document = json.loads(run("check", folder, "--year", "2010", "--format", "json").out)
    assert [each["source"]["name"] for each in document["ledgers"]] == [
        "anggrek.xlsx",
        "bunga.xlsx",
    ]


def test_json_lines_of_a_folder(run: Runner, folder: Path) -> None:
    done = run("check", folder, "--year", "2010", "--format", "jsonl")
    rows = [json.loads(each) for each in done.out.splitlines()]
    assert [each["file"] for each in rows] == ["anggrek.xlsx"] * 5 + ["bunga.xlsx"] * 6


@pytest.mark.parametrize("given", [("--sheet", "Mei"), ("--all",)])
def test_options_that_mean_nothing_for_a_folder(
    run: Runner, folder: Path, given: tuple[str, ...]
) -> None:
    assert run("check", folder, "--year", "2010", *given).code == 2


# ---- the checks ----


def test_the_checks_and_their_settings(run: Runner, ledger: Path, tmp_path: Path) -> None:
    listed = run("checks")
    assert listed.code == 0
    assert "double_travel: " in listed.out
    settings = tmp_path / "uji.yaml"
    settings.write_text(run("checks", "--yaml").out, encoding="utf-8")
    same = run("check", ledger, "--year", "2010", "--checks", settings, "--format", "json")
    assert same.out == run("check", ledger, "--year", "2010", "--format", "json").out
