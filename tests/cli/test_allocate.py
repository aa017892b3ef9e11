"""The command `allocate`: shares to the last rupiah, from a file of units."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bokrules import allocate, reconcile
from bokrules.base.errors import InvalidValue, UnknownValue
from bokrules.base.resources import POLICIES_FOLDER
from tests.cli.conftest import Run, Runner

PROVINCES = POLICIES_FOLDER.parent / "data" / "provinsi_2019.csv"
CEILING = 120_007_427_000
SETTINGS = ["--set", f"pagu={CEILING}", "--set", "balkesmas=0", "--set", "biaya_satuan_balkesmas=0"]


@pytest.fixture
def provinces(run: Runner) -> Run:
    return run(
        "allocate", "bok_provinsi", "--year", "2019", "--units", PROVINCES, *SETTINGS,
        "--format", "json",
    )  # fmt: skip


def test_the_provinces_of_2019_sum_to_the_ceiling(provinces: Run) -> None:
    assert provinces.code == 0
    document = json.loads(provinces.out)
    assert document["total"] == CEILING
    assert sum(each["amount"] for each in document["units"]) == CEILING
    assert len(document["units"]) == 34
    fixed = {each["lines"]["dasar_alokasi"] for each in document["units"]}
    assert fixed == {str(Fraction(65, 100) * CEILING / 34)}
    variable = [Fraction(each["lines"]["alokasi_tambahan"]) for each in document["units"]]
    assert sum(variable) == Fraction(35, 100) * CEILING
    # Aceh has 23 districts of weight 1,5; Jakarta 6 of weight 1.
    assert variable[0] / variable[10] == Fraction(23 * 3, 6 * 2)
    assert any("80:20" in each for each in document["assumed"])
    assert document["citation"].startswith("Permenkes 48/2017 alokasi.provinsi")


@pytest.mark.parametrize("ending", [".csv", ".json", ".xlsx"])
def test_shares_as_a_file(run: Runner, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"bagian{ending}"
    units = ["--units", PROVINCES, *SETTINGS]
    command = ["allocate", "bok_provinsi", "--year", "2019", *units, "--out"]
    done = run(*command, target)
    assert done.code == 0
    first = target.read_bytes()
    match ending:
        case ".csv":
            assert first.startswith(b"unit,alokasi_lokus,alokasi_tambahan,dasar_alokasi,")
        case ".json":
            assert json.loads(first)["total"] == CEILING
        case _:
            book = CalamineWorkbook.from_path(str(target))
            assert book.sheet_names == ["Shares", "Basis"]
            head, *rows, total = book.get_sheet_by_name("Shares").to_python()
            assert head[:2] == ["unit", "name"]
            assert rows[0][:2] == ["11", "Aceh"]
            amounts = [int(str(each[-1])[:-2]) for each in rows]  # a workbook has 5.0
            assert sum(amounts) == CEILING == total[-1]
            assert ["pagu", str(CEILING)] in book.get_sheet_by_name("Basis").to_python()
    assert run(*command, target).code == 0
    assert target.read_bytes() == first
    assert run(*command, tmp_path / "bagian.docx").code == 2


def test_a_text_is_no_formula_of_the_workbook(run: Runner, tmp_path: Path) -> None:
    units, target = tmp_path / "provinsi.csv", tmp_path / "bagian.xlsx"
    units.write_text("kode,nama,regional,kab_kota\n1,=1+1,jawa,5\n", encoding="utf-8")
    done = run(
        "allocate", "bok_provinsi", "--year", "2019", "--units", units,
        "--set", "pagu=1000000000000000", *SETTINGS[2:], "--out", target,
    )  # fmt: skip
    assert done.code == 0
    rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_name("Shares").to_python()
    assert rows[1][1] == "=1+1"
    assert rows[1][-1] == "1000000000000000"


def test_permuting_the_rows_changes_no_share(provinces: Run, run: Runner, tmp_path: Path) -> None:
    head, *rows = PROVINCES.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "terbalik.csv"
    path.write_text("\n".join([head, *reversed(rows)]), encoding="utf-8")
    again = run(
        "allocate", "bok_provinsi", "--year", "2019", "--units", path, *SETTINGS, "--format", "json"
    )

    def shares(done: Run) -> dict[str, int]:
        return {each["unit"]: each["amount"] for each in json.loads(done.out)["units"]}

    assert shares(again) == shares(provinces)


def test_a_table_for_people(run: Runner) -> None:
    done = run("allocate", "bok_provinsi", "--year", "2019", "--units", PROVINCES, *SETTINGS)
    assert done.code == 0
    assert "11    Aceh                       Rp3.894.580.000  3,25" in done.out
    assert "units: 34, total: Rp120.007.427.000" in done.out
    assert "What was assumed" in done.out


def test_csv(run: Runner) -> None:
    done = run(
        "allocate", "bok_provinsi", "--year", "2019", "--units", PROVINCES, *SETTINGS,
        "--format", "csv",
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert sum(int(each["amount"]) for each in rows) == CEILING
    assert rows[0]["unit"] == "11"
    assert Fraction(rows[0]["alokasi_lokus"]) == 0


def test_numbers_in_the_notation_of_the_country(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "unit.csv"
    path.write_text('kode,regional,kab_kota\n1,bali,1000\n2,jawa,"1,5"\n', encoding="utf-8")
    done = run(
        "allocate", "bok_provinsi", "--year", "2019", "--units", path, "--format", "json",
        "--set", "pagu=Rp1.000.000", "--set", "balkesmas=0", "--set", "biaya_satuan_balkesmas=0",
    )  # fmt: skip
    lines = [each["lines"]["alokasi_tambahan"] for each in json.loads(done.out)["units"]]
    assert [Fraction(each) for each in lines] == [
        Fraction(12500, 12515) * 350_000,
        Fraction(15, 12515) * 350_000,
    ]


@pytest.mark.parametrize(
    ("text", "settings", "code", "said"),
    [
        (
            "kode,regional,kab_kota\n1,bali,-\n",
            SETTINGS,
            "BOK520",
            "unit `1`: `kab_kota` is missing",
        ),
        ("kode,regional,kab_kota\n1,bali,9\n1,jawa,2\n", SETTINGS, "BOK520", "is given twice"),
        ("kode,regional,kabb\n1,bali,9\n", SETTINGS, "BOK520", "unknown columns: kabb"),
        ("kode,regional,kab_kota\n1,balii,9\n", SETTINGS, "BOK520", "row 2"),
        ("kode,regional,kab_kota\n1,bali,9\n", ["--set", "pago=1"], "BOK520", "`pago=1` sets no"),
        (
            "kode,regional,kab_kota\n1,bali,9\n",
            ["--set", "pagu"],
            "BOK520",
            "`pagu` is set to nothing",
        ),
        ("kode,regional,kab_kota\n1,bali,9\n", ["--set", "pagu=x"], "BOK606", "`x`"),
        ("kode,regional,kab_kota\n1,bali,9\n", [], "BOK520", "inputs of the formula are missing"),
        ("kode,regional,kab_kota\n1,bali,0\n", SETTINGS, "BOK521", "divides by 0"),
    ],
)
def test_bad_input(
    run: Runner, tmp_path: Path, text: str, settings: list[str], code: str, said: str
) -> None:
    path = tmp_path / "unit.csv"
    path.write_text(text, encoding="utf-8")
    done = run("allocate", "bok_provinsi", "--year", "2019", "--units", path, *settings)
    assert (done.code, done.out) == (2, "")
    assert code in done.err
    assert said in " ".join(done.err.split())


def test_other_files_and_formulas_are_refused(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "unit.ods"
    path.write_text("", encoding="utf-8")
    done = run("allocate", "bok_provinsi", "--year", "2019", "--units", path)
    assert done.code == 2
    assert "BOK603" in done.err
    done = run("allocate", "bok_provinsii", "--year", "2019", "--units", PROVINCES)
    assert done.code == 2
    assert "did you mean `bok_provinsi`?" in done.err


def test_from_a_program() -> None:
    units = [
        {"kode": "1", "regional": "bali", "kab_kota": 9, "balkesmas": 0},
        {"kode": "2", "regional": "jawa", "kab_kota": 6, "balkesmas": 1},
    ]
    result = allocate("bok_provinsi", 2019, units, pagu=10**9, biaya_satuan_balkesmas=10**6)
    assert result.total == 10**9 + 10**6
    with pytest.raises(UnknownValue, match="there is: -"):
        allocate("bok_provinsi", 2015, units)


def test_the_data_set_has_every_province_and_district() -> None:
    rows = list(csv.DictReader(PROVINCES.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 34
    assert sum(int(each["kab_kota"]) for each in rows) == 514
    assert {each["regional"] for each in rows} == {
        *("jawa", "bali", "sumatera", "sulawesi", "kalimantan", "ntb", "ntt", "maluku", "papua")
    }


def test_reconcile_in_python() -> None:
    with PROVINCES.open(encoding="utf-8") as file:
        units = [{**each, "kab_kota": int(each["kab_kota"])} for each in csv.DictReader(file)]
    inputs = {"pagu": CEILING, "balkesmas": 0, "biaya_satuan_balkesmas": 0}
    shares = allocate("bok_provinsi", 2019, units, **inputs)
    published = {each.unit: each.amount for each in shares.units}
    found = reconcile("bok_provinsi", 2019, units, published, tolerance=0, **inputs)
    assert found.is_clean
    assert found.units[0].name == "Aceh"
    with pytest.raises(InvalidValue, match="unit `11`: '5' is no whole rupiah"):
        reconcile("bok_provinsi", 2019, units, {"11": "5"}, **inputs)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (["pagu=5", "pagu=6"], "`pagu` is set twice"),
        (["pagu"], "`pagu` is set to nothing (write pagu=VALUE)"),
        ([], "inputs of the formula are missing: pagu, biaya_satuan_balkesmas"),
        (["balkesmas=-1"], "it is not negative, here"),
    ],
)
def test_settings_that_are_wrong(run: Runner, settings: list[str], said: str) -> None:
    options = [part for each in settings for part in ("--set", each)]
    done = run("allocate", "bok_provinsi", "--year", "2019", "--units", PROVINCES, *options)
    assert done.code == 2
    assert said.partition(" (")[0] in " ".join(done.err.split())


def test_a_ceiling_of_any_size_is_shared_out_exactly(run: Runner) -> None:
    settings = ["--set", "pagu=1.000.000.000.000.000.000", *SETTINGS[2:]]
    done = run(
        "allocate", "bok_provinsi", "--year", "2019", "--units", PROVINCES, *settings,
        "--format", "json",
    )  # fmt: skip
    document = json.loads(done.out)
    assert document["total"] == 10**18 == sum(each["amount"] for each in document["units"])
