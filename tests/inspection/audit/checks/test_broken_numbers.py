"""`angka_rusak`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check


def test_each_cell_is_a_finding_and_the_audit_goes_on(audited: Auditor) -> None:
    result = audited(
        """
        nama,alokasi,realisasi,selisih
        Ende,no,1,1
        Sikka,10,4,6)
        Ngada,x1,4,6
        """
    )
    first, second, third = of_check(result, "angka_rusak")
    assert (first.unit, first.printed, first.cells[0].row) == ("Ende", "no", 2)
    assert cause(first) == "`na` is meant: there is no value"
    assert english(second) == (
        "`6)` in column selisih cannot be read: only one parenthesis is printed"
    )
    assert cause(second) == "-6 is meant"
    assert cause(third) is None
    assert of_check(result, "selisih") == []


def test_clean(audited: Auditor) -> None:
    result = audited("nama,alokasi,realisasi,selisih\nEnde,10,4,6\n")
    assert result.findings == ()
