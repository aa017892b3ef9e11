"""`faktor`, `realisasi_melebihi`, `alokasi_tidak_bulat`"""

from __future__ import annotations

import pytest

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only

HEAD = "nama,alokasi,realisasi,selisih\n"
OTHERS = "".join(f"U{n},2.000.000.000,1.500.000.00{n},49999999{9 - n + 1}\n" for n in range(1, 9))


@pytest.mark.parametrize(
    ("row", "percent", "likely"),
    [
        (
            "Depok,1.520.000,572.008.908,-570.488.908",
            "37.632,17%",
            "alokasi is off by a factor of 1.000: 1.520.000.000 would be in proportion (37,63%)",
        ),
        (
            "Mahakam Ulu,145.400.000,1.257.735.460,-1.112.335.460",
            "865,02%",
            "alokasi is off by a factor of 10: 1.454.000.000 would be in proportion (86,50%)",
        ),
        (
            "Gorontalo,2.206.000.000.000,1.684.741.079,2.204.315.258.921",
            "0,08%",
            "alokasi is off by a factor of 1.000: 2.206.000.000 would be in proportion (76,37%)",
        ),
        (
            "Ende,2.000.000.000,15.000.000,1.985.000.000",
            "0,75%",
            "realisasi is off by a factor of 100: 1.500.000.000 would be in proportion (75,00%)",
        ),
        ("Sikka,1.000.000,900.000.000.000,-899.999.000.000", "90.000.000,00%", None),
    ],
)
def test_out_of_proportion(audited: Auditor, row: str, percent: str, likely: str | None) -> None:
    finding = only(audited(HEAD + OTHERS + row + "\n"), "faktor")
    assert finding.unit == row.partition(",")[0]
    assert finding.computed == percent
    assert cause(finding) == likely


def test_a_need_out_of_proportion(audited: Auditor) -> None:
    rows = "".join(f"U{n},2.000.000.000,1.900.000.00{n},x\n" for n in range(1, 4))
    head = "nama,alokasi,kebutuhan,selisih\n"
    row = "Jepara,2.042.000.000,126.235.000,1.915.765.000\n"
    finding = only(audited(head + rows + row), "faktor")
    assert english(finding) == "kebutuhan 126.235.000 is 6,18% of alokasi 2.042.000.000"
    assert cause(finding) == (
        "kebutuhan is off by a factor of 10: 1.262.350.000 would be in proportion (61,82%)"
    )


def test_far_from_the_median(audited: Auditor) -> None:
    result = audited(HEAD + OTHERS + "Lamandau,102.355.000,83.583.783,18.771.217\n")
    first, second = of_check(result, "faktor")
    assert english(first) == ("alokasi 102.355.000 is far from the table's median of 2.000.000.000")
    assert [each.cells[0].column for each in (first, second)] == ["alokasi", "realisasi"]


def test_few_rows_have_no_median(audited: Auditor) -> None:
    result = audited("nama,alokasi,realisasi\nA,1.000,500\nB,1,1\n")
    assert of_check(result, "faktor") == []


def test_overspent(audited: Auditor) -> None:
    result = audited(
        HEAD + "Mamuju,2.374.000.200,2.828.417.393,-454.417.193\n"
        "Pulang Pisau,0,1.517.966.340,-1.517.966.340\n"
        "Depok,1.520.000,572.008.908,-570.488.908\n"
        "Ende,2.000.000.000,2.000.000.000,0\n"
    )
    first, second, third = of_check(result, "realisasi_melebihi")
    assert english(first) == (
        "realised 2.828.417.393 of an allocation of 2.374.000.200: the balance is -454.417.193"
    )
    assert cause(first) == "the allocation is misprinted, or was raised within the year"
    assert cause(second) == "the allocation is missing, and was taken for 0"
    assert cause(third) == (
        "alokasi is off by a factor of 1.000: 1.520.000.000 would be in proportion (37,63%)"
    )


def test_uneven_allocations(audited: Auditor) -> None:
    even = "".join(f"U{n},{n}.000.000,{n}.000\n" for n in range(1, 20))
    result = audited("nama,alokasi,realisasi\n" + even + "Mamuju,2.374.200,2.000.000\n")
    finding = only(result, "alokasi_tidak_bulat")
    assert english(finding) == "1 of 20 allocations are no whole thousands: Mamuju 2.374.200"
    both = audited("nama,alokasi,realisasi\n" + even + "A,2.374.200,2\nB,2.374.201,2\n")
    assert of_check(both, "alokasi_tidak_bulat") == []
