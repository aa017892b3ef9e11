"""`jumlah`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, of_check, only

CATALOGUE = """
tables:
  tabel:
    number: "1.2"
    title: Pagu
    columns: {jenis: keterangan, pagu: rupiah, lain: rupiah}
    key: [jenis]
    total: {jenis: TOTAL}
"""


def test_a_total_that_is_not_the_sum(audited: Auditor) -> None:
    result = audited("jenis,pagu,lain\nA,100,-\nB,23,5\nTOTAL,132,5\n", catalogue=CATALOGUE)
    finding = only(result, "jumlah")
    assert (finding.unit, finding.printed, finding.computed, finding.difference) == (
        "TOTAL",
        "132",
        "123",
        "9",
    )
    assert cause(finding) == "two digits are swapped"


def test_clean(audited: Auditor) -> None:
    result = audited("jenis,pagu,lain\nA,100,-\nB,23,5\nTOTAL,123,5\n", catalogue=CATALOGUE)
    assert of_check(result, "jumlah") == []
