"""`persen`"""

from __future__ import annotations

from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from bokrules.inspection.audit import audit
from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only

HEAD = "nama,alokasi,realisasi,serapan\n"


def test_rounded_half_up_is_right(audited: Auditor) -> None:
    result = audited(
        HEAD + 'A,3,1,"33,33"\nB,3,2,"66,67"\nC,8,1,"12,5"\nD,800,1,"0,13"\nE,2,2,100\n'
    )
    assert of_check(result, "persen") == []


def test_cut_off_is_a_remark(audited: Auditor) -> None:
    finding = only(audited(HEAD + 'B,3,2,"66,66"\n'), "persen")
    assert finding.remark
    assert cause(finding) == "the further decimals were cut off instead of rounded"


def test_another_number_is_a_finding(audited: Auditor) -> None:
    finding = only(audited(HEAD + 'B,4,1,"52,00"\n'), "persen")
    assert not finding.remark
    assert english(finding) == "52,00 is printed; realisasi / alokasi is 25,00"
    assert cause(finding) == "two digits are swapped"
    other = only(audited(HEAD + 'B,4,1,"31,70"\n'), "persen")
    assert cause(other) is None


def test_what_cannot_be_computed_and_what_is_not_printed(audited: Auditor) -> None:
    result = audited(HEAD + 'A,0,1,"33,33"\nB,na,1,50\nC,4,1,\nD,,,na\n')
    first, second, third = of_check(result, "persen")
    assert english(first) == english(second) == "realisasi / alokasi cannot be computed"
    assert (third.unit, third.computed) == ("C", "25,00")


def test_one_that_cannot_be_read_is_another_finding(audited: Auditor) -> None:
    result = audited(HEAD + "B,4,1,25.00\n")
    assert of_check(result, "persen") == []
    assert cause(only(result, "angka_rusak")) == "25,00 is meant"


def test_a_column_that_holds_ratios_is_one_remark(audited: Auditor) -> None:
    result = audited(HEAD + 'A,4,1,"0,25"\nB,3,2,"0,6667"\nC,2,1,"0,40"\nD,5,5,1\nE,8,7,"0,87"\n')
    column, wrong, cut = of_check(result, "persen")
    assert (column.unit, column.printed, column.computed) == ("serapan", "0,25", "25,00")
    assert column.remark
    assert english(column) == (
        "the column seems to hold ratios and no percentages: 3 of its values are"
        " realisasi / alokasi itself, such as 0,25 where 25,00% is meant"
    )
    assert [each.row for each in column.cells] == [2, 3, 6]
    assert (wrong.unit, wrong.printed, wrong.computed) == ("C", "0,40", "0,50")
    assert (cut.unit, cut.remark) == ("E", True)


def test_one_ratio_among_percentages_is_a_slip(audited: Auditor) -> None:
    finding = only(audited(HEAD + 'A,4,1,"25,00"\nB,2,1,"50,00"\nC,2,1,"0,50"\n'), "persen")
    assert (finding.unit, cause(finding)) == ("C", "the last 2 zeros are missing")


def test_a_workbook_that_shows_percentages(tmp_path: Path) -> None:
    """0.25 shown as 25%; a computed third with all the digits of its arithmetic."""
    path = tmp_path / "tabel.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    percent = book.add_format({"num_format": "0.00%"})
    sheet.write_row(0, 0, ["nama", "alokasi", "realisasi", "serapan"])
    for at, (name, allocated, realised, shown) in enumerate(
        [("A", 4, 1, 0.25), ("B", 3, 1, 1 / 3), ("C", 2, 1, 0.05)], start=1
    ):
        sheet.write_row(at, 0, [name, allocated, realised])
        sheet.write(at, 3, shown, percent)
    book.close()
    finding = only(audit(path).documents[0], "persen")
    assert (finding.unit, finding.printed, finding.computed) == ("C", "5%", "50,00")
    assert cause(finding) == "the last 1 zeros are missing"
