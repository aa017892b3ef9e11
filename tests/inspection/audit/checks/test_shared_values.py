"""`nilai_sama`, `serapan_penuh`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import english, of_check, only


def test_one_realisation_for_two_units(audited: Auditor) -> None:
    result = audited("nama,alokasi,realisasi\nA,10,7\nB,20,7\nC,10,0\nD,20,0\n")
    assert english(only(result, "nilai_sama")) == "realisasi 7 stands for several units: A, B"


def test_realised_to_the_last_rupiah(audited: Auditor) -> None:
    result = audited("nama,alokasi,realisasi\nA,10,10\nB,20,7\nC,0,0\n")
    finding = only(result, "serapan_penuh")
    assert english(finding) == "1 units realised their allocation to the last rupiah: A"
    assert finding.remark


def test_a_unit_printed_twice_shares_nothing(audited: Auditor) -> None:
    result = audited("nama,alokasi,realisasi\nA,10,7\nB,9,3\nA,10,7\n")
    assert of_check(result, "nilai_sama") == []


def test_an_absorption_of_100_where_no_realisation_is_printed(audited: Auditor) -> None:
    result = audited('nama,alokasi,serapan\nA,10,"100,00"\nB,20,"99,99"\nC,na,na\n')
    finding = only(result, "serapan_penuh")
    assert english(finding) == "an absorption of 100% is printed for: A"
    assert finding.remark
    assert of_check(audited("nama,alokasi\nA,100\n"), "serapan_penuh") == []
