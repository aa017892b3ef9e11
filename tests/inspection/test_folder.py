"""A folder of ledgers in one run: units ranked, files that cannot be read, progress."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bokrules import UnreadableFile, load_edition
from bokrules.evaluation.row import Place
from bokrules.inspection.check import Inspector
from bokrules.inspection.folder import inspect_folder, ledgers_in
from tests.inspection.making_workbooks import CLEAN, of, write_cash_book

INSPECTOR = Inspector(load_edition(2010))
HONOR = of(5, 7, "007", "Honor bendahara pengelola BOK", 500_000, "kuitansi")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "buku"
    place.mkdir()
    write_cash_book(place / "b.xlsx", [*CLEAN, HONOR], unit="PUSKESMAS BUNGA")
    write_cash_book(place / "a.xlsx", CLEAN, unit="PUSKESMAS ANGGREK")
    broken = [*CLEAN[:2], replace(CLEAN[2], slip=900_000), *CLEAN[3:]]
    write_cash_book(place / "c.xlsx", broken, unit="PUSKESMAS CEMARA")
    (place / "rusak.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (place / "~$b.xlsx").write_bytes(b"lock")
    (place / "catatan.txt").write_text("x", encoding="utf-8")
    return place


def test_units_are_ranked_by_the_rupiah_of_their_findings(folder: Path) -> None:
    result = inspect_folder(folder, INSPECTOR)
    assert [(e.unit, e.questioned, e.findings) for e in result.ranking()] == [
        ("Puskesmas Cemara", 900_000, {"2.01.01": 900_000}),
        ("Puskesmas Bunga", 500_000, {"1.01.09": 500_000}),
        ("Puskesmas Anggrek", 0, {}),
    ]
    assert [each.sums.total.amount for each in result.ranking()] == [
        1_350_000,
        1_850_000,
        1_350_000,
    ]
    assert [name for name, _ in result.unreadable] == ["rusak.xlsx"]
    assert result.found_something
    assert result.has_errors


def test_places_name_their_file(folder: Path) -> None:
    result = inspect_folder(folder, INSPECTOR)
    (finding,) = result.ledgers[1].checks.findings
    assert finding.rows == (Place(11, "Mei", "", "b.xlsx"),)


def test_the_document(folder: Path) -> None:
    document = inspect_folder(folder, INSPECTOR).to_dict()
    assert document["folder"] == "buku"
    assert [each["unit"] for each in document["ranking"]] == [
        "Puskesmas Cemara",
        "Puskesmas Bunga",
        "Puskesmas Anggrek",
    ]
    assert document["ranking"][1] == {
        "unit": "Puskesmas Bunga",
        "rows": 6,
        "amount": 1_850_000,
        "questioned_amount": 500_000,
        "unsupported_amount": 0,
        "findings_amount": 500_000,
        "findings": [{"code": "1.01.09", "amount": 500_000}],
    }
    assert [each["file"] for each in document["errors"]] == ["rusak.xlsx"]
    assert [each["source"]["name"] for each in document["ledgers"]] == [
        "a.xlsx",
        "b.xlsx",
        "c.xlsx",
    ]


def test_the_same_file_again_counts_once(folder: Path) -> None:
    once = inspect_folder(folder, INSPECTOR)
    assert once.repeated == ()
    for name in ("b (2).xlsx", "d.xlsx"):
        (folder / name).write_bytes((folder / "b.xlsx").read_bytes())
    result = inspect_folder(folder, INSPECTOR)
    assert result.repeated == (("b.xlsx", "b (2).xlsx"), ("d.xlsx", "b (2).xlsx"))
    assert len(result.ledgers) == 5
    assert len(result.counted) == 3
    assert result.ranking() == once.ranking()
    assert result.to_dict()["repeated"][0] == {"file": "b.xlsx", "same_as": "b (2).xlsx"}


def test_progress_counts_files(folder: Path) -> None:
    told: list[tuple[int, int | None]] = []
    inspect_folder(folder, INSPECTOR, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_folder_without_ledgers(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="holds no ledger"):
        ledgers_in(tmp_path)
