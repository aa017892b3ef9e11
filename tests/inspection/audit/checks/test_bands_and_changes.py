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


OVERLAPPING = """
tables:
  tabel_1:
    number: "1"
    title: Kriteria
    columns: {pita: keterangan}
    key: [pita]
    intervals: {column: pita, scale: efisiensi}
  tabel:
    number: "2"
    title: T
    columns: {tahun: keterangan, rasio: rasio, kriteria: kriteria}
    key: [tahun]
    bands:
      - {ratio: rasio, criterion: kriteria, scale: efisiensi, where: tahun != 2017}
"""


def test_values_that_lie_in_two_bands(audited: Auditor) -> None:
    result = audited(
        "tahun,rasio,kriteria\n2016,80,Cukup efisien\n2017,80,Efisien\n2018,80,Efisien\n",
        tabel_1="pita\n>100%\n90%-100%\n80% – 90%\n60%-80%\n<60%\n",
        catalogue=OVERLAPPING,
    )
    eighty, ninety = of_check(result, "pita_bertumpang")
    assert english(eighty) == "it lies in several bands: 80% – 90%, 60%-80%"
    assert cause(eighty) == (
        "our reading (scale efisiensi): it belongs to the lower band, `Efisien`;"
        " this does not fit: table 2 prints 2016 80 as `Cukup efisien`,"
        " only this fits: table 2 prints 2018 80 as `Efisien`"
    )
    assert (ninety.computed, ninety.cells[0].row) == ("Cukup efisien", 3)


def test_bands_that_do_not_overlap(audited: Auditor) -> None:
    result = audited(
        "tahun\n",
        tabel_1="pita\n81%-90%\n60%-80%\n",
        catalogue=OVERLAPPING.partition("  tabel:")[0],
    )
    assert of_check(result, "pita_bertumpang") == []


def test_a_change_between_other_ratios_than_the_table_prints(audited: Auditor) -> None:
    catalogue = """
    tables:
      teks:
        number: teks
        title: T
        columns: {tahun: keterangan, rasio: rasio, ubah: perubahan, arah: arah}
        key: [tahun]
        changes: {ratio: rasio, change: ubah, direction: arah, unit: [nama], year: tahun}
      tabel: {number: "4", title: U, columns: {tahun: keterangan, rasio: rasio}, key: [nama, tahun]}
    pairs:
      - {tables: [teks, tabel], key: {nama: nama, tahun: tahun}, columns: {rasio: rasio}}
    """
    result = audited(
        "nama,tahun,rasio\nA,2017,69\nA,2018,87\nB,2017,5\nB,2018,7\n",
        teks="nama,tahun,rasio,ubah,arah\nA,2017,69,,\nA,2018,88,19,naik\n"
        "B,2017,5,,\nB,2018,7,2,naik\n",
        catalogue=catalogue,
    )
    finding = only(result, "perubahan")
    assert english(finding) == (
        "a change of 19 is stated; by the ratios of the table, from 69,00% to 87,00%,"
        " it is 18,00 points"
    )
    assert cause(finding) == (
        "computed from the ratios of the text, which are not those of the table"
    )
    assert not finding.remark
