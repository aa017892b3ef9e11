"""An assessment as text, csv, HTML and pictures."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bokrules import Assessment, assess
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.evaluation.assessment import AssessedRow, Measured
from bokrules.evaluation.row import Place
from bokrules.reports.assessment_csv import CSV_COLUMNS, write_assessment_csv
from bokrules.reports.assessment_files import assessment_html, check_target, write_assessment
from bokrules.reports.assessment_pictures import pictures_of
from bokrules.reports.assessment_text import print_assessment
from bokrules.reports.page import Page
from bokrules.reports.whole_files import UnwritableFile

REGIONS = POLICIES_FOLDER.parent / "data" / "provinsi_2019.csv"
ROWS: list[dict[str, Any]] = [
    {"nama": "A", "kode": "1101", "wilayah": "x", "alokasi": "200", "realisasi": "100"},
    {"nama": "B", "kode": "1102", "wilayah": "x", "alokasi": "200"},
    {"nama": "C", "kode": "3201", "wilayah": "", "alokasi": "100", "realisasi": "120"},
    {"nama": "C", "kode": "3201", "wilayah": "", "alokasi": "100", "realisasi": "120"},
    {"nama": "D", "kode": "3202", "wilayah": "x", "alokasi": "0", "realisasi": "120"},
]


def printed(result: Assessment) -> str:
    stream = io.StringIO()
    print_assessment(result, Page(stream))
    return stream.getvalue()


def test_text() -> None:
    text = printed(assess(ROWS, 2019, scale="efisiensi", by="wilayah", without=[("nama", "E")]))
    assert text.startswith(
        "Assessed by: Permenkes 3/2019, edition 2019\nRatio: realisasi / alokasi"
    )
    assert "Without rows with nama = E" in text
    assert "Efficiency criteria (efisiensi)\nZahra dkk. 2022 (kajian) kriteria.tabel_1" in text
    assert "Very efficient: less than 60%;" in text
    lines = text.splitlines()
    assert "row  unit  allocation  realisation    ratio  judgement" in lines
    assert "  1  A          Rp200        Rp100   50,00%  Very efficient" in lines
    assert "  2  B          Rp200               no data" in lines
    assert "  3  C          Rp100        Rp120  120,00%  Inefficient" in lines
    assert (
        "x               2          1       Rp200        Rp100   50,00%  Very efficient 1" in lines
    )
    assert "(not given)     2          2       Rp200        Rp240  120,00%  Inefficient 2" in lines
    assert "rows: 4, with data: 3, without data: 1" in lines
    assert "all together: Rp340 of Rp400, 85,00% (rows with both: 3)" in lines
    assert "above 100%: 2 (C 120,00%, C 120,00%)" in lines
    assert "  - rows that repeat an earlier row: 1 (C); they are counted again, --distinct" in lines
    assert "  - row 5: unit `D`: an allocation of Rp0 has no ratio [BOK503]" in lines
    assert lines[-1] == "These rows are in no sum."


def test_text_of_printed_criteria() -> None:
    rows: list[dict[str, Any]] = [
        {"nama": "A", "tahun": 2016, "rasio": "84", "kriteria": "E", "serapan": None},
        {"nama": "A", "tahun": 2017, "rasio": "84", "kriteria": "CE", "serapan": None},
    ]
    for each in rows:
        del each["serapan"]
    text = printed(assess(rows, 2019, scale="efektivitas"))
    assert "  1  A     2016  84,00%  Fairly effective  Effective         differs" in text
    assert "  2  A     2017  84,00%  Fairly effective  Fairly effective\n" in text
    assert "criteria printed: 2, as computed: 1, otherwise: 1" in text


def test_text_of_targets_and_sheets() -> None:
    result = assess([{"unit": "A", "nilai": "57%", "target": "penyerapan"},
                     {"unit": "B", "nilai": "105,04%", "target": "k4"}], 2010)  # fmt: skip
    text = printed(result)
    assert "target: at least 95% by 2015" in text
    assert "  1  A      57,00%  penyerapan  missed" in text
    assert "  2  B     105,04%  k4          met" in text
    rows = tuple(
        AssessedRow(measured=Measured(place=Place(2, sheet), unit="")) for sheet in ("S", "T")
    )
    apart = Assessment(policy=result.policy, rows=rows, errors=(), basis="rasio")
    assert "row  sheet    ratio\n  2  S      no data\n" in printed(apart)


def test_one_repeat_counted_once_and_columns_not_used() -> None:
    rows = [{**each, "serapan": "5"} for each in ROWS]
    text = printed(assess(rows, 2019, distinct=True))
    assert "rows that repeat an earlier row: 1 (C); they are counted once" in text
    assert "columns not used, for rupiah are exact: serapan" in text


def test_csv() -> None:
    stream = io.StringIO()
    write_assessment_csv(assess([*ROWS, {"nama": "=A", "alokasi": "3", "realisasi": "1"}], 2010,
                                target="penyerapan"), stream)  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert list(rows[0]) == list(CSV_COLUMNS)
    assert [each["row"] for each in rows] == ["1", "2", "3", "4", "6", "5"]
    assert (rows[0]["ratio"], rows[0]["judgement"]) == ("1/2", "missed")
    assert rows[0]["citation"] == "Kepmenkes 494/Menkes/SK/IV/2010 V.A.output, p. 17"
    assert (rows[1]["ratio"], rows[1]["judgement"]) == ("", "")
    assert (rows[4]["unit"], rows[4]["ratio"], rows[4]["percent"]) == ("'=A", "1/3", "33,33%")
    assert rows[5]["error"] == "BOK503: unit `D`: an allocation of Rp0 has no ratio"


# ---- pictures ----


def titles(result: Assessment) -> list[str]:
    return [each.to_dict()["title"]["text"] for each in pictures_of(result)]


def provinces(digits: str = "") -> list[dict[str, Any]]:
    codes = [line.split(",")[0] for line in REGIONS.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        {"kode": code + digits, "nama": code, "alokasi": "4", "realisasi": "3"} for code in codes
    ]


def test_provinces_are_a_map() -> None:
    result = assess(provinces(), 2019, regions=REGIONS)
    assert titles(result) == [
        "Realisation as a share of allocation",
        "Allocation and realisation",
        "Ratio by unit",
        "Ratios by regional",
    ]


def test_districts_are_summed_on_the_map_and_dots_by_province() -> None:
    rows = [*provinces("01"), *provinces("02"), *provinces("71")]
    assert titles(assess(rows, 2019)) == [
        "Absorption of districts, summed by province",
        "Ratios by province",
    ]
    tile = next(pictures_of(assess(rows, 2019))).to_dict()
    [tiles] = [each for each in tile["datasets"].values() if len(each) == 34]
    assert {each["value"] for each in tiles} == {"3/4"}


def test_provinces_among_districts_are_on_no_map() -> None:
    rows = [*provinces("01"), *provinces()]
    assert titles(assess(rows, 2019)) == ["Allocation and realisation", "Ratio by unit"]


def test_percentages_of_districts_have_no_sums_for_a_map() -> None:
    rows = [{"kode": each["kode"], "nama": each["nama"], "rasio": "5"} for each in provinces("01")]
    assert titles(assess(rows, 2019)) == ["Ratio by unit"]


def test_many_units_without_codes_or_groups() -> None:
    rows = [{"nama": str(n), "rasio": "5"} for n in range(81)]
    assert titles(assess(rows, 2019)) == ["Ratio by unit"]


def test_units_over_years_are_a_table_of_bands() -> None:
    rows = [{"nama": name, "tahun": year, "rasio": "85"} for name in "AB" for year in (2016, 2017)]
    assert titles(assess(rows, 2019, scale="efektivitas")) == ["Ratios by year"]


def test_need_is_drawn_where_it_is_given() -> None:
    rows = [{"nama": "A", "alokasi": "5", "kebutuhan": "9", "serapan": "50"}]
    assert titles(assess(rows, 2019)) == ["Allocation and need", "Ratio by unit"]
    rows = [{"nama": "A", "alokasi": "5", "kebutuhan": "9", "realisasi": "4"}]
    assert titles(assess(rows, 2019))[0] == "Allocation, realisation and need"


def test_targets_are_ticks() -> None:
    result = assess([{"unit": "A", "nilai": "57%"}], 2010, target="k4")
    [picture] = pictures_of(result)
    assert [{"unit": "A", "place": 9_500}] in picture.to_dict()["datasets"].values()


# ---- files ----


def test_a_report(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text("nama,kode,alokasi,realisasi\nA <b>,11,4,3\nB,12,0,1\n", encoding="utf-8")
    result = assess(path, 2019, scale="efisiensi", regions=REGIONS)
    page = assessment_html(result)
    assert '<html lang="en">' in page
    assert "<title>Assessment: tabel.csv</title>" in page
    assert "A &lt;b&gt;" in page
    assert "<h2>Efficiency criteria (efisiensi)</h2>" in page
    assert "<caption>By regional</caption>" in page
    assert "unit <code>B</code>: an allocation of Rp0 has no ratio" in page
    assert page.count("<svg") == 3
    assert 'id="p1-title"' in page
    assert 'id="p3-title"' in page
    bare = page.replace("http://www.w3.org/2000/svg", "").replace(
        "http://www.w3.org/1999/xlink", ""
    )
    assert "http" not in bare
    write_assessment(result, tmp_path / "a.html")
    write_assessment(result, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == page


def test_the_main_picture(tmp_path: Path) -> None:
    result = assess(ROWS, 2019)
    write_assessment(result, tmp_path / "a.svg")
    assert "Allocation and realisation" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_nothing_to_draw(tmp_path: Path) -> None:
    result = assess([{"nama": "A", "rasio": "no"}], 2019)
    with pytest.raises(UnwritableFile, match="there is nothing to draw"):
        write_assessment(result, tmp_path / "a.svg")
    page = assessment_html(result)
    assert "<svg" not in page
    assert "is not a percentage" in page
    assert Fraction(result.total.tally.rows) == 0


def test_where_a_report_cannot_go(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match=r"one of: \.html, \.svg, \.png"):
        check_target(tmp_path / "a.pdf", tmp_path / "tabel.csv")
