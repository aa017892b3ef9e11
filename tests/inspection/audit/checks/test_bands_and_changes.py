"""`pita`, `perubahan`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only

BANDS = """
tables:
  tabel:
    number: "2"
    title: T
    columns: {rasio: rasio, kriteria: kriteria}
    bands:
      - ratio: rasio
        criterion: kriteria
        scale: efektivitas
        words: {E: Efektif, CE: Cukup efektif, KE: Kurang efektif, TE: Tidak efektif}
"""


def test_bands(audited: Auditor) -> None:
    result = audited(
        "nama,rasio,kriteria\nA,84,E\nB,80,KE\nC,100,E\nD,60,KE\nE,59,TE\nF,-,-\nG,90,CE\nH,91,E\n",
        catalogue=BANDS,
    )
    finding = only(result, "pita")
    assert (finding.unit, finding.printed, finding.computed) == ("A", "E", "Cukup efektif")
    assert english(finding) == (
        "84 is judged `Efektif`; by the scale efektivitas it is `Cukup efektif`"
    )


def test_bands_of_some_rows(audited: Auditor) -> None:
    catalogue = BANDS.replace("words:", "where: nama = A\n        words:")
    result = audited("nama,rasio,kriteria\nA,85,CE\nB,85,KE\n", catalogue=catalogue)
    assert of_check(result, "pita") == []


CHANGES = """
tables:
  tabel:
    number: "4"
    title: T
    columns: {tahun: keterangan, rasio: rasio, perubahan: perubahan, arah: arah}
    key: []
    changes: {ratio: rasio, change: perubahan, direction: arah, unit: [nama], year: tahun}
"""


def test_changes(audited: Auditor) -> None:
    result = audited(
        """
        nama,tahun,rasio,perubahan,arah
        A,2016,50%,,
        A,2017,"60,5%","10,5%",naik
        A,2018,"60,5%",,tetap
        A,2019,"58,06%","2,45%",turun
        A,2020,"70,00%","11,00%",naik
        B,2017,"90,33%",,
        B,2018,"97,84%","7,51%",turun
        C,2018,10%,5%,naik
        """,
        catalogue=CHANGES,
    )
    rounded, wrong, direction, first_year = of_check(result, "perubahan")
    assert rounded.remark
    assert cause(rounded) == "computed from ratios that were not rounded yet"
    assert english(wrong) == ("a change of 11,00% is stated; from 58,06% to 70,00% is 11,94 points")
    assert not wrong.remark
    assert english(direction) == "it is said to go `turun`; from 90,33% to 97,84% is `naik`"
    assert english(first_year) == "a change is stated, the year before has no ratio"


def test_ratios_come_from_the_other_table_where_the_text_has_none(audited: Auditor) -> None:
    catalogue = """
    tables:
      teks:
        number: teks
        title: T
        columns:
          {tabel: keterangan, tahun: keterangan, rasio: rasio, perubahan: perubahan, arah: arah}
        key: []
        changes:
          {ratio: rasio, change: perubahan, direction: arah, unit: [tabel, nama], year: tahun}
      tabel: {number: "2", title: T, columns: {tahun: keterangan, rasio: rasio}, key: [nama, tahun]}
    pairs:
      - tables: [teks, tabel]
        where: tabel = 2
        skip_blank: true
        key: {nama: nama, tahun: tahun}
        columns: {rasio: rasio}
    """
    result = audited(
        "nama,tahun,rasio\nK,2018,79\nK,2019,79\nK,2020,53\n",
        teks="tabel,nama,tahun,rasio,perubahan,arah\n2,K,2019,,,turun\n2,K,2020,,,turun\n"
        "3,K,2020,,,turun\n",
        catalogue=catalogue,
    )
    first, second = of_check(result, "perubahan")
    assert english(first) == "it is said to go `turun`; from 79,00% to 79,00% is `tetap`"
    assert second.unit == "tabel 3, K 2020"
