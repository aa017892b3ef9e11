"""`selisih` and `tanpa_nilai_dihitung_nol`"""

from __future__ import annotations

import pytest

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only


@pytest.mark.parametrize(
    ("printed", "likely"),
    [
        ("469.375", "the last 3 zeros and the sign are missing"),
        ("469.375.000", "the sign is missing, or is one too many"),
        ("(469.375)", "the last 3 zeros are missing"),
        ("(4.693.750.000)", "1 zeros are too many"),
        ("4.693.750.000", "1 zeros are too many, and the sign is wrong"),
        ("(469.875.000)", "one digit is misprinted"),
        ("(496.375.000)", "two digits are swapped"),
        ("(46.975.000)", "one digit is missing"),
        ("(4.469.375.000)", "one digit is too many"),
        ("(512.000.000)", None),
        ("(496.735.000)", None),
    ],
)
def test_a_wrong_difference_and_its_likely_slip(
    audited: Auditor, printed: str, likely: str | None
) -> None:
    result = audited(
        f"nama,alokasi,kebutuhan,selisih\nGarut,5.089.000.000,5.558.375.000,{printed}\n"
    )
    finding = only(result, "selisih")
    assert (finding.printed, finding.computed) == (printed, "-469.375.000")
    assert english(finding) == (
        f"the difference is printed as {printed}; alokasi - kebutuhan is -469.375.000"
    )
    assert cause(finding) == likely
    assert [each.column for each in finding.cells] == ["selisih", "alokasi", "kebutuhan"]


def test_how_far_it_is_off(audited: Auditor) -> None:
    finding = only(audited("nama,alokasi,realisasi,selisih\nEnde,10,4,7\n"), "selisih")
    assert finding.difference == "1"


def test_a_missing_amount_taken_for_zero(audited: Auditor) -> None:
    result = audited(
        """
        nama,alokasi,kebutuhan,selisih
        Paniai,na,7.068,(7.068)
        Alor,,10,-10
        Sikka,na,9,4
        Ende,20,,20
        Ngada,,,0
        """
    )
    finding = only(result, "tanpa_nilai_dihitung_nol")
    assert english(finding) == (
        "3 rows with a difference as if the missing amount were 0: Paniai, Alor, Ende"
    )
    wrong = only(result, "selisih")
    assert wrong.unit == "Sikka"
    assert english(wrong).startswith("the difference cannot be recomputed")


def test_a_difference_that_is_not_printed(audited: Auditor) -> None:
    finding = only(audited("nama,alokasi,realisasi,selisih\nEnde,10,4,\n"), "selisih")
    assert finding.computed == "6"


def test_clean(audited: Auditor) -> None:
    result = audited("nama,alokasi,realisasi,selisih\nEnde,10,4,6\nAlor,10,10,0\n")
    assert of_check(result, "selisih", "tanpa_nilai_dihitung_nol") == []
