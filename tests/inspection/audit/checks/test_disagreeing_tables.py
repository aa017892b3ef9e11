"""`beda_tabel`"""

from __future__ import annotations

from tests.inspection.audit.conftest import Auditor
from tests.inspection.audit.findings import cause, english, of_check, only

CATALOGUE = """
tables:
  kiri: {number: "3.5", title: Kiri}
  kanan: {number: "L", title: Kanan}
pairs:
  - tables: [kiri, kanan]
    key: {kode: kode}
    columns: {alokasi: alokasi, serapan: realisasi / alokasi}
"""
RIGHT = """
kode,nama,alokasi,realisasi
3604,Kab. Serang,2.546,2.181
3673,Kota Serang,1.053,929
5301,Alor,,
5302,Belu,8,2
5303,Ende,,
5303,Ende,9,2
"""


def test_values_that_differ(audited: Auditor) -> None:
    left = """
    kode,nama,alokasi,serapan
    3673,Serang,2.546,"88,22"
    5302,Belu,8,"24,99"
    """
    first, second = of_check(audited(kiri=left, kanan=RIGHT, catalogue=CATALOGUE), "beda_tabel")
    assert english(first) == "alokasi is printed as 2.546; by table L (alokasi) it is 1.053"
    assert cause(first) == "it is that of Kab. Serang"
    assert [(each.file, each.row) for each in first.cells] == [("kiri.csv", 2), ("kanan.csv", 3)]
    assert english(second) == (
        "serapan is printed as 24,99; by table L (realisasi / alokasi) it is 25,00"
    )
    assert not second.remark


def test_a_percentage_that_was_cut_off_is_a_remark(audited: Auditor) -> None:
    left = 'kode,nama,alokasi,serapan\n3673,Serang,1.053,"88,22"\n3604,Serang,2.546,"85,66"\n'
    result = audited(kiri=left, kanan=RIGHT, catalogue=CATALOGUE)
    assert of_check(result, "beda_tabel") == []  # 88,224…, 85,663…
    cut = 'kode,nama,alokasi,serapan\n5303,Ende,9,"22,2"\n5302,Belu,8,25\n'
    assert of_check(audited(kiri=cut, kanan=RIGHT, catalogue=CATALOGUE), "beda_tabel") == []
    kanan = "kode,nama,alokasi,realisasi\n1,A,3,2\n"
    result = audited(
        kiri='kode,nama,alokasi,serapan\n1,A,3,"66,6"\n', kanan=kanan, catalogue=CATALOGUE
    )
    assert only(result, "beda_tabel").remark


def test_blanks_and_rows_without_a_partner(audited: Auditor) -> None:
    left = """
    kode,nama,alokasi,serapan
    5301,Alor,na,na
    5302,Belu,na,
    5301,Alor,5,
    9999,Entah,5,
    ,Kosong,5,
    """
    found = of_check(audited(kiri=left, kanan=RIGHT, catalogue=CATALOGUE), "beda_tabel")
    assert [english(each) for each in found] == [
        "alokasi is printed as na; by table L (alokasi) it is 8",
        "serapan is printed as ''; by table L (realisasi / alokasi) it is 25",
        "alokasi is printed as 5; by table L (alokasi) it is ''",
        "table kanan has no such row",
    ]


def test_words_and_conditions(audited: Auditor) -> None:
    catalogue = """
    tables:
      teks:
        number: teks
        title: T
        columns: {tabel: keterangan, rasio: rasio, kriteria: kriteria}
        key: []
      tabel: {number: "2", title: T, columns: {rasio: rasio, kriteria: kriteria}}
    pairs:
      - tables: [teks, tabel]
        where: tabel = 2
        skip_blank: true
        key: {nama: nama}
        columns: {rasio: rasio, kriteria: kriteria}
        words: {CE: Cukup efektif, KE: Kurang efektif}
    """
    result = audited(
        "nama,rasio,kriteria\nA,85,CE\nB,70,KE\n",
        teks='tabel,nama,rasio,kriteria\n2,A,"85,27%",Cukup Efektif\n2,B,,Cukup Efektif\n'
        "2,A,84,\n3,A,1,Salah\n",
        catalogue=catalogue,
    )
    words, number = of_check(result, "beda_tabel")
    assert words.computed == "Kurang efektif"
    assert words.unit == "tabel 2, B"
    assert (number.printed, number.computed) == ("84", "85,00")
