"""`jumlah`"""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    "name", ["TOTAL", "Total", "JUMLAH", "Jumlah", "Total Provinsi", "jumlah:"]
)
def test_a_table_alone_knows_its_total(audited: Auditor, name: str) -> None:
    result = audited(f"nama,alokasi,realisasi\nA,100,90\nB,23,20\n{name},132,110\n")
    finding = only(result, "jumlah")
    assert (finding.unit, finding.printed, finding.computed) == (name, "132", "123")
    assert [each.check for each in result.findings] == ["jumlah"]


def test_a_total_is_no_unit(audited: Auditor) -> None:
    result = audited("no,nama,alokasi,realisasi\n1,A,100,100\n2,B,23,20\nTOTAL,,123,120\n")
    assert of_check(result, "jumlah") == []
    assert [each.text("no") for each in result.document.tables[0].units()] == ["1", "2"]
    assert len(only(result, "serapan_penuh").cells) == 1


def test_a_total_of_each_group(audited: Auditor) -> None:
    result = audited(
        """
        nama,alokasi
        A,100
        B,20
        Jumlah Utara,120
        C,7
        Jumlah Selatan,9
        TOTAL,128
        """
    )
    south, every = of_check(result, "jumlah")
    assert (south.unit, south.computed, south.difference) == ("Jumlah Selatan", "7", "2")
    assert (every.unit, every.computed, every.difference) == ("TOTAL", "127", "1")


@pytest.mark.parametrize("text", ["Totalindo", "Jumlahan", "A"])
def test_other_names_are_units(audited: Auditor, text: str) -> None:
    result = audited(f"nama,alokasi\nB,100\n{text},132\n")
    assert of_check(result, "jumlah") == []
    assert result.document.tables[0].rules.total is None


def test_where_every_row_is_called_so_none_is_a_total(audited: Auditor) -> None:
    result = audited("nama,keterangan,alokasi\nA,total,100\nB,total,132\n")
    assert result.document.tables[0].rules.total is None
