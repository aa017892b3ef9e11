"""The command `reconcile`: published tables against their formula."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bokrules.base.resources import POLICIES_FOLDER
from tests.cli.conftest import Run, Runner

DATA = POLICIES_FOLDER.parent / "data"
PUBLISHED = DATA / "kompak_2021" / "tabel_2_2.csv"
ARGUMENTS = [
    *("bok_provinsi", "--year", "2019", "--units", DATA / "provinsi_2019.csv"),
    *("--set", "pagu=120007427000", "--set", "balkesmas=0", "--set", "biaya_satuan_balkesmas=0"),
]


@pytest.fixture
def provinces(run: Runner) -> Run:
    return run("reconcile", *ARGUMENTS, "--actual", PUBLISHED, "--format", "json")


def test_the_provinces_of_2019(provinces: Run) -> None:
    assert provinces.code == 1
    found = json.loads(provinces.out)
    assert (found["computable"], found["following"], found["units_compared"]) == (True, 0, 34)
    assert found["published_total"] == 121_518_432_363
    assert found["computed_total"] == 120_007_427_000
    # 66 million for each weighted district, and 1.840,5 million for each province.
    assert found["fit"] == {"fixed": "1840500000", "rate": "66000000", "explained": 17, "exact": 6}
    assert found["formula_constants"]["weight"] == "bobot_regional[regional] × kab_kota"
    # Papua, Jawa Tengah, NTT, Sumatera Utara, …, Kalimantan Barat.
    outliers = found["not_explained"]
    assert (outliers[:4], outliers[-1], len(outliers)) == (["94", "33", "53", "12"], "61", 17)
    units = {each["unit"]: each for each in found["units"]}
    # 66 million x 35 districts of weight 1 + 1.840,5 million = 4.150,5 million.
    assert units["33"]["predicted"] == "4150500000"
    assert units["33"]["fit_residual"] == "-999250000"
    assert units["33"]["hypotheses"] == [
        {"kind": "digit", "corrected": 4_151_250_000, "units": [], "factor": None}
    ]
    assert [each["kind"] for each in units["34"]["hypotheses"]] == ["floor"]
    assert units["34"]["hypotheses"][0]["units"] == ["31"]
    assert units["73"]["hypotheses"][0]["units"] == ["76"]
    assert units["15"]["explained"]
    assert units["15"]["fit_residual"] == "0"


def test_as_text(run: Runner) -> None:
    done = run("--lang", "id", "reconcile", *ARGUMENTS, "--actual", PUBLISHED)
    assert done.code == 1
    for line in (
        "satuan yang menerima sebesar hitungan rumus (toleransi 0,1%): 0 dari 34",
        "dicocokkan: Rp1.840.500.000 untuk tiap satuan, dan Rp66.000.000 untuk tiap",
        "yang dicocokkan (toleransi 0,1%): 17 dari 34, 6 di antaranya tepat",
        "bagian tetap dari keseluruhan: 51,15% menurut yang dicocokkan, 65,00% menurut rumus",
        "Jawa Tengah: diumumkan Rp3.151.250.000, taksiran Rp4.150.500.000, -Rp999.250.000",
        "dugaan: satu angka salah: Rp4.151.250.000 akan cocok",
    ):
        assert line in done.out


def test_a_table_without_what_the_formula_needs_is_only_audited(run: Runner) -> None:
    table = DATA / "kompak_2021" / "lampiran_1.csv"
    done = run("reconcile", "bok_kabkota", "--year", "2019", "--actual", table, "--format", "json")
    assert done.code == 1
    found = json.loads(done.out)
    assert (found["computable"], found["fit"], found["units"]) == (False, None, [])
    assert {"bobot", "puskesmas"} <= set(found["missing"])
    assert {"faktor", "realisasi_melebihi"} <= set(found["audit"]["summary"])
    text = run("--lang", "id", "reconcile", "bok_kabkota", "--year", "2019", "--actual", table)
    assert (
        "tidak dapat dihitung, karena tidak ada: balkesmas, bobot, pamsimas, puskesmas" in text.out
    )


TABLE = """\
nama,alokasi
Aceh,4.000
PROVINSI JAMBI,
Kab. Jambi,2.000
Atlantis,5
"""


def test_units_are_matched_by_name_without_a_code(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(TABLE, encoding="utf-8")
    done = run("reconcile", *ARGUMENTS, "--actual", path, "--format", "json")
    found = json.loads(done.out)
    assert [each["unit"] for each in found["units"]] == ["11", "15"]
    assert found["unknown"] == [{"unit": "Atlantis", "name": "Atlantis"}]
    assert len(found["unpublished"]) == 32


def test_a_formula_that_explains_everything_ends_with_0(run: Runner, tmp_path: Path) -> None:
    made = run("allocate", *ARGUMENTS, "--format", "csv")
    rows = [line.split(",") for line in made.out.splitlines()]
    path = tmp_path / "tabel.csv"
    path.write_text(
        "\n".join(f"{each[0]},{each[-1]}" for each in [["kode", "alokasi"], *rows[1:]]),
        encoding="utf-8",
    )
    done = run(
        "--lang", "id", "reconcile", *ARGUMENTS, "--actual", path, "--tolerance", "Rp0"
    )  # fmt: skip
    assert done.code == 0
    assert "(toleransi Rp0): 34 dari 34" in done.out
    assert "tidak ada temuan" in done.out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("kode,realisasi\n11,5\n", "BOK520:"),
        ("kode,alokasi\n11,5\n11,6\n", "unit `11` has two allocations, in row 2 and in row 3"),
        ("kode,alokasi\n11,5\n11,5\n", ""),
    ],
)
def test_tables_that_cannot_be_matched(
    run: Runner, tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(content, encoding="utf-8")
    done = run("reconcile", *ARGUMENTS, "--actual", path)
    assert done.code == (2 if said else 1)
    assert said in " ".join(done.err.split())


def test_a_tolerance_that_is_none(run: Runner) -> None:
    done = run("reconcile", *ARGUMENTS, "--actual", PUBLISHED, "--tolerance", "sedikit")
    assert done.code == 2
    assert "'sedikit' is no tolerance" in done.err


def test_reports_and_pictures(run: Runner, tmp_path: Path) -> None:
    page, picture = tmp_path / "laporan.html", tmp_path / "selisih.svg"
    assert run("reconcile", *ARGUMENTS, "--actual", PUBLISHED, "--out", page).code == 1
    text = page.read_text(encoding="utf-8")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<svg" in text
    assert "Rp1.840.500.000" in text
    assert run("reconcile", *ARGUMENTS, "--actual", PUBLISHED, "--out", picture).code == 1
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")
    table = DATA / "kompak_2021" / "lampiran_1.csv"
    kabkota = ["reconcile", "bok_kabkota", "--year", "2019", "--actual", table, "--out"]
    assert run(*kabkota, page).code == 1
    assert "not computable" in page.read_text(encoding="utf-8")
    assert run(*kabkota, picture).code == 2
    done = run("reconcile", *ARGUMENTS, "--actual", PUBLISHED, "--out", tmp_path / "x.docx")
    assert done.code == 2


def test_without_a_fit_the_picture_shows_what_the_formula_leaves(
    run: Runner, tmp_path: Path
) -> None:
    path, picture = tmp_path / "tabel.csv", tmp_path / "selisih.svg"
    path.write_text("kode,alokasi\n11,5\n12,900000000\n", encoding="utf-8")
    done = run("reconcile", *ARGUMENTS, "--actual", path, "--out", picture)
    assert done.code == 1
    assert "fewer than three published amounts lie on one line" in done.out
    assert "Published less computed by the formula" in picture.read_text(encoding="utf-8")


def test_negative_amounts_are_compared_and_not_guessed_at(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    text = PUBLISHED.read_text(encoding="utf-8").replace("4.564.000.000", "(4.564.000.000)")
    path.write_text(text, encoding="utf-8")
    done = run("reconcile", *ARGUMENTS, "--actual", path, "--format", "json")
    assert done.code == 1
    [aceh] = [each for each in json.loads(done.out)["units"] if each["unit"] == "11"]
    assert (aceh["published"], aceh["hypotheses"]) == (-4_564_000_000, [])


def test_totals_are_of_the_units_that_are_compared(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text("kode,alokasi\n11,4000000000\n99,5\n", encoding="utf-8")
    found = json.loads(run("reconcile", *ARGUMENTS, "--actual", path, "--format", "json").out)
    assert (found["compared_published"], found["published_total"]) == (4_000_000_000, 4_000_000_005)
    assert found["compared_computed"] == 3_894_580_000


def test_headings_among_the_rows_are_left_out(run: Runner) -> None:
    table = DATA / "kompak_2021" / "lampiran_1.csv"
    done = run("reconcile", "bok_kabkota", "--year", "2019", "--actual", table)
    assert "published in all: Rp3.028.037.299.582" in done.out
    assert "published rows without a unit: Provinsi DKI Jakarta, Provinsi DI Yogyakarta" in done.out


def test_several_columns_of_allocations(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text("kode,alokasi,pagu\n11,5,6\n", encoding="utf-8")
    done = run("reconcile", *ARGUMENTS, "--actual", path)
    assert done.code == 2
    assert "several columns hold allocations: alokasi, pagu" in " ".join(done.err.split())
