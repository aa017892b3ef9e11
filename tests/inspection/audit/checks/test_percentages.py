"""`persen`"""

from __future__ import annotations

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
