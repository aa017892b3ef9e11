"""singkatan.yaml and bagan_akun.yaml: what all editions share besides their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bokrules.base.diagnostics import Diagnostics
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.editions import load_edition
from bokrules.editions.files import read_common_files
from bokrules.editions.linting import lint_path
from tests.cli.conftest import write_amendment, write_edition

CHART = """
baru:
  nama: Bagan baru
  bentuk: 5.x.xx
  dari: 2021
  kode: {5.1.02: Barang dan jasa}
"""


def found_in(folder: Path, name: str, text: str) -> list[str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    out = Diagnostics()
    read_common_files([path], out)
    return [f"{each.code} {each.span.line} {each.message.text('en')}" for each in out]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("# nothing\n", ["BOK409 1 the file holds no mapping of names to values"]),
        ("bumil: ibu hamil\nfoto copy: fotokopi\n", []),
        # YAML's own words are names like others
        ("no: nomor\non: aktif\n", []),
        ("a: x\nb: y\na: z\n", ["BOK409 3 `a` stands twice"]),
        ("foto copy: x\nFoto-Copy: y\n", ["BOK409 2 `Foto-Copy` is the same as `foto copy`"]),
        ("a: 2\n", ["BOK409 1 `a` stands for no words"]),
        ("a: [x]\n", ["BOK409 1 `a` stands for no words"]),
        ("'-': x\n", ["BOK409 1 `-` stands for no words"]),
        ("a: a\n", ["BOK409 1 what `a` stands for holds the abbreviation `a` (line 1)"]),
        (
            "a: x\nb: satu a dua\n",
            ["BOK409 2 what `b` stands for holds the abbreviation `a` (line 1)"],
        ),
        (
            "a: b\nb: a\n",
            [
                "BOK409 1 what `a` stands for holds the abbreviation `b` (line 2)",
                "BOK409 2 what `b` stands for holds the abbreviation `a` (line 1)",
            ],
        ),
        (
            "x y: z\nb: satu x y\n",
            ["BOK409 2 what `b` stands for holds the abbreviation `x y` (line 1)"],
        ),
    ],
)
def test_abbreviations(tmp_path: Path, text: str, found: list[str]) -> None:
    assert found_in(tmp_path, "singkatan.yaml", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (CHART, []),
        ("baru: 5\n", ["BOK409 1 baru: this is no mapping such as {a: b}"]),
        ("baru: {nama: B}\n", ["BOK409 1 baru: bentuk: it is missing"]),
        (CHART.replace("dari", "tahun"), ["BOK409 5 baru: tahun: there is no such entry"]),
        (
            CHART.replace("2021", "dua"),
            ["BOK409 5 baru: dari: this is no whole number"],
        ),
        (
            CHART.replace("5.1.02:", "5.1.2:"),
            ["BOK409 6 baru: kode: 5.1.2: the code has not the form 5.x.xx"],
        ),
        (
            CHART.replace("5.1.02:", "5.1.02.:"),
            ["BOK409 6 baru: kode: 5.1.02.: the code has not the form 5.x.xx"],
        ),
        (
            CHART.replace("5.x.xx", "5.y.xx"),
            ["BOK409 4 baru: bentuk: `5.y.xx` is not made of digits, x and dots"],
        ),
        ("- baru\n", ["BOK409 1 the file holds no mapping of names to values"]),
    ],
)
def test_charts(tmp_path: Path, text: str, found: list[str]) -> None:
    assert found_in(tmp_path, "bagan_akun.yaml", text) == found


def test_an_edition_and_what_amends_it_have_them(tmp_path: Path) -> None:
    edition = write_edition(tmp_path)
    write_amendment(edition)
    without = load_edition(edition)
    assert (without.files.charts, without.files.abbreviations.forms) == ((), {})
    (tmp_path / "common" / "singkatan.yaml").write_text("bumil: ibu hamil", encoding="utf-8")
    (tmp_path / "common" / "bagan_akun.yaml").write_text(CHART, encoding="utf-8")
    files = load_edition(edition).files
    assert files.abbreviations.forms == {("bumil",): ("ibu", "hamil")}
    assert [each.title for each in files.charts] == ["Bagan baru"]


def test_they_are_part_of_what_an_edition_is_known_by(tmp_path: Path) -> None:
    edition = write_edition(tmp_path)
    path = tmp_path / "common" / "singkatan.yaml"
    hashes = {load_edition(edition).sha256}
    for text in ("", "bumil: ibu hamil", "bumil: ibu  hamil"):
        path.write_text(text, encoding="utf-8")
        hashes.add(load_edition(edition).sha256)
    assert len(hashes) == 4


def test_a_fault_keeps_the_edition_from_being_used(tmp_path: Path) -> None:
    edition = write_edition(tmp_path)
    (tmp_path / "common" / "singkatan.yaml").write_text("bumil: bumil", encoding="utf-8")
    assert [each.code for each in lint_path(edition).diagnostics] == ["BOK409"]


def test_each_of_them_can_be_looked_at_alone(tmp_path: Path) -> None:
    path = tmp_path / "singkatan.yaml"
    path.write_text("a: a", encoding="utf-8")
    assert [each.code for each in lint_path(path).diagnostics] == ["BOK409"]
    shipped = POLICIES_FOLDER / "common" / "bagan_akun.yaml"
    assert lint_path(shipped).diagnostics == ()


def test_the_shipped_charts() -> None:
    charts = {each.name: each for each in load_edition(2010).files.charts}
    assert {name: each.years for name, each in charts.items()} == {
        "apbn": "2010–2015",
        "permendagri_13": "2016–2020",
        "permendagri_90": "2021–",
    }
    assert charts["apbn"].code("524119") == "524119"
    assert charts["permendagri_13"].code("5 2 2 15 01") == "5.2.2.15.01"
    names = charts["permendagri_90"].names
    assert len(names) == 44
    assert names["5.1.02.04.01.0003"] == "Belanja Perjalanan Dinas Dalam Kota"
