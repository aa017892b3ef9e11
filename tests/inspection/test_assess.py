"""Tables of units as files and as mappings: what is read, what is refused, what is summed."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from bokrules import Assessment, InvalidValue, UnreadableFile, assess
from bokrules.inspection.ledger import BadCell, Cell

TABLE = """baris,kode,nama,alokasi,realisasi,selisih,serapan
1,11,Aceh,4.564.000.000,,,
2,14,Riau,3.059.250.000,2.274.858.527,,"74,36"
3,15,Jambi,0,5,,
4,16,Sumsel,no,5,,
5,31,DKI,100,120,,
6,31,DKI,100,120,,
"""
REGIONS = "kode,nama,regional\n11,Aceh,sumatera\n14,Riau,sumatera\n31,DKI,jawa\n"


def written(folder: Path, text: str, name: str = "tabel.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def by_unit(result: Assessment) -> list[tuple[str, Fraction | None]]:
    return [(each.measured.unit, each.measured.ratio) for each in result.rows]


def test_rupiah(tmp_path: Path) -> None:
    result = assess(written(tmp_path, TABLE), 2019)
    assert by_unit(result) == [
        ("Aceh", None),
        ("Riau", Fraction(2_274_858_527, 3_059_250_000)),
        ("DKI", Fraction(6, 5)),
        ("DKI", Fraction(6, 5)),
    ]
    assert [(each.place.row, each.error.message.text()) for each in result.errors] == [
        (4, "unit `Jambi`: an allocation of Rp0 has no ratio"),
        (5, "column `alokasi`: `no` is not whole rupiah, such as 1250000 or Rp1.250.000"),
    ]
    assert (result.basis, result.ignored) == ("realisasi / alokasi", ("serapan",))
    assert (result.groups, result.total.summed) == ((), 3)
    assert result.source is not None
    assert result.source.name == "tabel.csv"


def test_rows_that_repeat_an_earlier_one(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE)
    result = assess(path, 2019)
    [repeat] = result.repeats
    assert (repeat.unit, repeat.first.row, repeat.again.row) == ("DKI", 6, 7)
    assert (result.total.summed, result.repeats_counted) == (3, True)
    once = assess(path, 2019, distinct=True)
    assert (once.total.summed, once.repeats, once.repeats_counted) == (2, (repeat,), False)


def test_by_region(tmp_path: Path) -> None:
    regions = written(tmp_path, REGIONS, "regional.csv")
    result = assess(
        written(tmp_path, TABLE + "7,,Tanpa kode,10,5,,\n8,99,Asing,10,5,,\n"),
        2019,
        regions=regions,
    )
    assert [(each.name, each.summed) for each in result.groups] == [
        ("sumatera", 1),
        ("jawa", 2),
        (None, 1),
    ]
    assert result.errors[2].error.message.text() == (
        "unit `Asing`: no region has the province of code 99"
    )
    assert (result.by, result.regions and result.regions.name) == ("regional", "regional.csv")


def test_by_a_column_of_the_table_and_by_another_name_of_it(tmp_path: Path) -> None:
    path = written(tmp_path, "Nama,Sub Judul,Allocation,Realisation\nA,x,2,1\nB,-,2,2\nC,x,4,4\n")
    result = assess(path, 2019, by="sub_judul")
    assert [(each.name, each.ratio) for each in result.groups] == [
        ("x", Fraction(5, 6)),
        (None, Fraction(1)),
    ]
    assert [each.name for each in assess(path, 2019, by="alokasi").groups] == ["2", "4"]


def test_which_rows(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE)
    assert [name for name, _ in by_unit(assess(path, 2019, where=[("nama", "riau")]))] == ["Riau"]
    result = assess(path, 2019, without=[("kode", "31"), ("nama", "Aceh")])
    assert [name for name, _ in by_unit(result)] == ["Riau"]
    assert result.to_dict()["without"][0] == {"column": "kode", "value": "31"}
    assert assess(path, 2019, where=[("selisih", "")]).total.tally.rows == 4


def test_percentages_and_years() -> None:
    result = assess(
        [
            {"indikator": "A", "tahun": "2016", "rasio": "85", "kriteria": "CE"},
            {"indikator": "A", "tahun": 2017, "rasio": Decimal("12.5"), "kriteria": "CE"},
            {"indikator": "A", "tahun": "2018", "rasio": " ", "kriteria": "-"},
        ],
        2019,
        scale="efektivitas",
    )
    assert [(each.measured.year, each.measured.ratio) for each in result.rows] == [
        (2016, Fraction(85, 100)),
        (2017, Fraction(125, 1000)),
        (2018, None),
    ]
    assert [each.agrees for each in result.rows] == [True, False, None]
    assert (result.basis, result.source) == ("rasio", None)


def test_a_cell_that_shows_an_error_is_one_row_s_fault() -> None:
    rows: list[dict[str, Cell]] = [
        {"nama": BadCell("#REF!"), "rasio": "5"},
        {"nama": "B", "rasio": BadCell("#N/A")},
        {"nama": "C", "rasio": "5"},
        {"nama": "C", "rasio": "5"},
    ]
    result = assess(rows, 2019)
    assert [each.place.row for each in result.errors] == [1, 2]
    assert by_unit(result) == [("C", Fraction(5, 100))] * 2


def test_a_workbook(tmp_path: Path) -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, cells in (("Satu", ["A", 5, 4]), ("Dua", ["B", 8, 8])):
        sheet = book.add_worksheet(name)
        for at, head in enumerate(["nama", "alokasi", "realisasi"]):
            sheet.write(0, at, head)
            sheet.write(1, at, cells[at])
    book.close()
    path = tmp_path / "tabel.xlsx"
    path.write_bytes(file.getvalue())
    result = assess(path, 2019)
    assert by_unit(result) == [("A", Fraction(4, 5)), ("B", Fraction(1))]
    assert [each.measured.place.sheet for each in result.rows] == ["Satu", "Dua"]


@pytest.mark.parametrize(
    ("text", "named", "message"),
    [
        ("nama,alokasi\nA,5\n", {}, "tabel.csv: no column gives a ratio"),
        (
            "nama,rasio,serapan\nA,5,5\n",
            {},
            "tabel.csv: several columns give the ratio: rasio, serapan",
        ),
        ("nama,rasio\n", {}, "tabel.csv holds no rows"),
        ("nama,rasio\nA,5\n", {"by": "provinsi"}, "tabel.csv: there is no column provinsi"),
        ("nama,rasio\nA,5\n", {"where": [("namq", "A")]}, "tabel.csv: there is no column namq"),
        (
            "nama,rasio,ratio\nA,5,5\n",
            {},
            "tabel.csv: the columns `rasio` and `ratio` both hold `rasio`",
        ),
    ],
)
def test_a_table_that_cannot_be_assessed(
    tmp_path: Path, text: str, named: dict[str, object], message: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        assess(written(tmp_path, text), 2019, **named)  # type: ignore[arg-type]
    assert caught.value.message.text().endswith(message)


def test_sheets_that_give_the_ratio_in_different_columns(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "tabel.xlsx"))
    for name, head in (("Satu", "rasio"), ("Dua", "nilai")):
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, head)
        sheet.write(1, 0, "5")
    book.close()
    with pytest.raises(UnreadableFile, match="different columns: nilai, rasio"):
        assess(tmp_path / "tabel.xlsx", 2019)


def test_a_row_longer_than_the_header(tmp_path: Path) -> None:
    result = assess(written(tmp_path, "nama,rasio\nA,5,6\nB,7\n"), 2019)
    assert [each.place.row for each in result.errors] == [2]
    assert by_unit(result) == [("B", Fraction(7, 100))]


def test_another_separator_is_found(tmp_path: Path) -> None:
    assert by_unit(assess(written(tmp_path, "nama;rasio\nA;58,85\n"), 2019)) == [
        ("A", Fraction(5885, 10000))
    ]


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a table is a \.csv or \.xlsx file"):
        assess(written(tmp_path, "x", "tabel.txt"), 2019)


# ---- regions ----


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kode,nama\n11,Aceh\n", "there is no column regional"),
        ("kode,regional\n11,\n", "row 2: kode or regional is empty"),
        ("kode,regional\n11,a\n11,b\n", "row 3: code 11 has another region already"),
        ("kode,regional\n11,a,b\n", "row 2: the row has 3 cells, the header only 2"),
    ],
)
def test_regions_that_cannot_be_read(tmp_path: Path, text: str, message: str) -> None:
    regions = written(tmp_path, text, "regional.csv")
    with pytest.raises(UnreadableFile) as caught:
        assess(written(tmp_path, TABLE), 2019, regions=regions)
    assert caught.value.message.text().endswith(message)


def test_regions_need_codes_and_sum_by_region_alone(tmp_path: Path) -> None:
    regions = written(tmp_path, REGIONS, "regional.csv")
    with pytest.raises(UnreadableFile, match="there is no column kode"):
        assess([{"nama": "A", "rasio": "5"}], 2019, regions=regions)
    with pytest.raises(UnreadableFile, match="sums by `regional`, not by `nama`"):
        assess(written(tmp_path, TABLE), 2019, regions=regions, by="nama")


def test_a_yardstick_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="are both given"):
        assess(written(tmp_path, TABLE), 2010, scale="efektivitas", target="k4")


def test_a_workbook_that_shows_percentages(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "tabel.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["nama", "rasio"])
    sheet.write(1, 0, "A")
    sheet.write(1, 1, 0.5885, book.add_format({"num_format": "0.00%"}))
    sheet.write_row(2, 0, ["B", 0.5885])
    book.close()
    result = assess(tmp_path / "tabel.xlsx", 2019, scale="efisiensi")
    (fault,) = result.errors
    assert fault.place.row == 3
    assert (
        "seems to be the ratio itself and not a percentage: write `58,85%`"
        in fault.error.message.text()
    )
    assert [each.measured.ratio for each in result.rows] == [Fraction(5885, 10000)]
