"""`--units FILE`: the ceilings of units, read strictly."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bokrules.base.errors import UnreadableFile
from bokrules.evaluation.limits import Ceiling, Ceilings
from bokrules.inspection.units_file import read_ceilings
from tests.helpers import compiled
from tests.inspection.test_check import workbook

POLICY = compiled('boleh semua "Semua" untuk dana bok dasar A')
BARE = compiled(
    'boleh semua "Semua" dasar A', vocabulary='fakta nilai alias amount : rupiah "Nilai"'
)


def read(folder: Path, content: str, name: str = "pagu.csv") -> Ceilings:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return read_ceilings(path, POLICY)


def fault(folder: Path, content: str) -> tuple[str, str]:
    """The message, without the folder, and the hint."""
    with pytest.raises(UnreadableFile) as caught:
        read(folder, content)
    assert caught.value.code == "BOK612"
    return caught.value.message.text().replace(f"{folder}/", ""), caught.value.hint


def test_a_csv_file(tmp_path: Path) -> None:
    text = 'Satker,"Pagu (Rp)"\nPuskesmas A,"Rp1.250.000,00"\n\nPuskesmas B,900000\n'
    assert read(tmp_path, text) == Ceilings(
        (Ceiling("Puskesmas A", 1_250_000), Ceiling("Puskesmas B", 900_000)),
        "pagu.csv",
        hashlib.sha256(text.encode()).hexdigest(),
    )


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_separator_is_that_of_the_header(tmp_path: Path, delimiter: str) -> None:
    """A spreadsheet set to Indonesian writes semicolons, and no option tells about this file."""
    text = f"satker{delimiter}pagu\nA{delimiter}100.000.000\n"
    assert read(tmp_path, text).entries == (Ceiling("A", 100_000_000),)


def test_english_headers_funds_and_years(tmp_path: Path) -> None:
    text = "year,office,fund,ceiling\n2019,A,bok_puskesmas,1\n2019,A,bok_provinsi,2\n2020,A,bok,3\n"
    assert read(tmp_path, text).entries == (
        Ceiling("A", 1, "bok_puskesmas", 2019),
        Ceiling("A", 2, "bok_provinsi", 2019),
        Ceiling("A", 3, "bok", 2020),
    )


def test_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "pagu.xlsx"
    path.write_bytes(workbook({"Satu": [["satker", "pagu"], ["A", 5]], "Dua": [["pagu", "satker"],
            [6, "B"]]}))  # fmt: skip
    assert read_ceilings(path, POLICY).entries == (Ceiling("A", 5), Ceiling("B", 6))
    path.write_bytes(workbook({"Satu": [["satker", "pagu"], ["A"]], "Dua": [["pagu"]]}))
    with pytest.raises(UnreadableFile) as caught:
        read_ceilings(path, POLICY)
    assert caught.value.message.text().endswith(
        "pagu.xlsx, sheet `Satu`, row 2, unit `A`: column `pagu`: the cell is empty"
    )


def test_an_edition_that_declares_neither_units_nor_funds(tmp_path: Path) -> None:
    path = tmp_path / "pagu.csv"
    path.write_text("unit,pagu\nA,5\n", encoding="utf-8")
    assert read_ceilings(path, BARE).entries == (Ceiling("A", 5),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("satker,pagu\nA,\n", "row 2, unit `A`: column `pagu`: the cell is empty"),
        ("pagu,satker\n,A\n", "row 2, unit `A`: column `pagu`: the cell is empty"),
        ("satker,pagu\n,5\n", "row 2: column `satker`: the cell is empty"),
        ("satker,dana,pagu\nA,,5\n", "row 2, unit `A`: column `dana`: the cell is empty"),
        ("satker,pagu\nA\n", "row 2, unit `A`: column `pagu`: the cell is empty"),
        (
            "satker,pagu\nA,-5\n",
            "row 2, unit `A`: column `pagu`: `-5` is not whole rupiah,"
            " such as 1250000 or Rp1.250.000",
        ),
        (
            "satker,pagu\nA,banyak\n",
            "row 2, unit `A`: column `pagu`: `banyak` is not whole rupiah,"
            " such as 1250000 or Rp1.250.000",
        ),
        ("satker,tahun,pagu\nA,19,5\n", "row 2, unit `A`: column `tahun`: 19 is no year"),
        (
            "satker,dana,pagu\nA,bokk,5\n",
            "row 2, unit `A`: column `dana`: there is no `bokk` in the vocabulary",
        ),
        ("satker,pagu\nA,5\na ,6\n", "row 3, unit `a`: row 2 has a ceiling for the same already"),
        (
            "satker,dana,pagu\nA,bok_provinsi,5\nB,bok,1\nA,bok,6\n",
            "row 4, unit `A`: row 2 has a ceiling for the same already",
        ),
        ("satker,pagu\nA,5,6\n", "row 2: the row has 3 cells, the header only 2"),
    ],
)
def test_what_is_wrong_in_a_row(tmp_path: Path, content: str, message: str) -> None:
    assert fault(tmp_path, content)[0] == f"pagu.csv, {message}"


def test_what_to_do_about_a_cell(tmp_path: Path) -> None:
    assert fault(tmp_path, "satker,pagu\nA,-5\n")[1] == "mend the cell, or leave the row out"
    hint = fault(tmp_path, "satker,dana,pagu\nA,bokk,5\n")[1]
    assert hint.startswith("did you mean `bok`")


def test_unknown_and_missing_columns(tmp_path: Path) -> None:
    assert fault(tmp_path, "satker,pagu,kepala\nA,5,B\n") == (
        "pagu.csv: unknown columns: kepala",
        "known are: satker, pagu, dana, tahun",
    )
    assert fault(tmp_path, "satker,kepala\nA,B\n")[0] == "pagu.csv: unknown columns: kepala"
    assert fault(tmp_path, "satker,dana\nA,bok\n")[0] == "pagu.csv: there is no column pagu"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("pagu.csv", "satker,pagu\n", "BOK602"),
        ("pagu.csv", "", "BOK602"),
        ("pagu.csv", "satker,satker,pagu\nA,A,5\n", "BOK609"),
        ("pagu.json", "{}", "BOK603"),
    ],
)
def test_files_that_are_no_table_of_ceilings(
    tmp_path: Path, name: str, content: str, code: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, content, name)
    assert caught.value.code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="BOK601"):
        read_ceilings(tmp_path / "pagu.csv", POLICY)
